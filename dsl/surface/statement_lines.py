"""Statements as they are written: each as lines, as wide as a page allows, with the places in the source they show."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from dsl.norm_kinds import NORM_KINDS
from dsl.surface import syntax as s
from dsl.surface.notation import PRIMARY, fits_on_line, flat, laid_out, written_cell, written_stretch

WIDEST = 110


@dataclass(slots=True)
class Line:
    """One line of output, and the offset in the source of what it shows."""

    start: int
    text: str
    opens: bool = False


def statement_lines(statement: s.Statement) -> Iterator[Line]:
    """The lines of one statement, the first at the margin."""
    start = statement.span.start
    match statement:
        case s.Vocabulary():
            yield Line(start, "vocabulary")
        case s.PartOf():
            yield Line(start, f"part of {statement.document.text} edition {statement.edition.text}")
        case s.Document():
            yield from _document(statement)
        case s.Edition():
            tail = f" revises {statement.revises.text}" if statement.revises else ""
            tail += f" in force from {statement.in_force.text}" if statement.in_force else ""
            yield from _headed(start, f"edition {statement.name.text}", statement.text, tail)
        case s.Repeal():
            yield Line(start, f"repeal clause {statement.clause.text}")
        case s.Clause() | s.Continued():
            continued = " continued" if isinstance(statement, s.Continued) else ""
            yield from _headed(start, f"clause {statement.number.text}{continued}", statement.text)
            yield from _labelled("gist", statement.gist)
        case s.Term():
            kinds = f" is {_joined(statement.kinds)}" if statement.kinds else ""
            yield from _headed(start, f"{statement.kind} {statement.name.text}{kinds}", statement.text)
            yield from _quoted("called", statement.called)
        case s.Choice():
            yield from _choice(statement)
        case s.Record():
            yield from _headed(start, f"record {statement.name.text}", statement.text)
            for declared in statement.fields:
                yield from _fact(declared, "  ")
        case s.Fact():
            yield from _fact(statement, "")
        case s.Norm():
            yield from _norm(statement)
        case s.Exception_():
            yield from _exception(statement)
        case s.Priority():
            head = f"priority {statement.name.text} over {statement.over.text} by {_joined(statement.by)}"
            yield from _headed(start, head, statement.text, below=True)
            yield from _condition(statement.condition)
        case s.Value():
            yield from _value(statement)
        case s.Definition(source=source) if source is not None:
            by = f" by {_joined(statement.by)}" if statement.by else ""
            yield Line(start, f"define {statement.name.text}{by}")
            selects = f"selects {_joined(statement.parameters)} in {flat(source, PRIMARY)}"
            yield Line(statement.parameters[0].span.start, f"  {selects} where ({flat(statement.expression)})")
        case s.Definition():
            by = f" by {_joined(statement.by)}" if statement.by else ""
            yield Line(start, f"define {statement.name.text} of ({_joined(statement.parameters)}){by}")
            yield from _expression("  is ", statement.expression)
        case s.Contradiction():
            record = f" of {statement.record.text}" if statement.record else ""
            yield from _headed(start, f"contradiction {statement.name.text}{record}", statement.text, below=True)
            yield from _condition(statement.condition)
        case s.Ambiguity():
            yield from _ambiguity(statement)
        case s.Silence():
            yield from _headed(start, f"silence on {_joined(statement.questions)}", statement.text, below=True)
            yield from _condition(statement.condition)
            yield from _listed("nearest", statement.nearest)
            yield from _listed("look", statement.look)
        case s.Standing():
            head = "inert {} as {}" if statement.inert else "refers {} to {}"
            yield from _headed(start, head.format(_joined(statement.passages), statement.kind.text), statement.text)
        case s.Question():
            yield from _question(statement)
        case s.Broken():
            raise AssertionError("what could not be read is not written")
        case _:
            assert_never(statement)


def _document(document: s.Document) -> Iterator[Line]:
    languages = f" languages {_joined(document.languages)}" if document.languages else ""
    tail = f" cites {document.cites.text}{languages}"
    yield from _headed(document.span.start, f"document {document.name.text}", document.text, tail)
    if document.currency is not None:
        yield Line(document.currency.span.start, f"  currency {document.currency.text}")
    if document.zone is not None:
        yield Line(document.zone.span.start, f"  zone {document.zone.text}")
    if document.calendar is not None:
        yield from _calendar(document.calendar)
    yield from _quoted("names", document.names)
    if document.numbering is not None:
        apart = " last paragraph apart" if document.last_apart else ""
        yield Line(document.numbering.span.start, f"  numbered {document.numbering.text}{apart}")
    yield from _listed("breaks", document.breaks)
    yield from _labelled("burden of proof", document.proof)


def _calendar(calendar: s.Calendar) -> Iterator[Line]:
    head = f"  calendar {_joined(calendar.places)}".rstrip()
    head += f" by {calendar.by.text}" if calendar.by is not None else ""
    if calendar.weekend is not None:
        head += f" weekend {_joined(calendar.weekend) or 'none'}"
    if calendar.in_force is not None:
        head += f" in force{written_stretch(calendar.in_force)}"
    yield Line(calendar.span.start, head)
    for days in calendar.named:
        last = f" to {days.last.text}" if days.last is not None else ""
        yield from _headed(
            days.span.start, f"    {'open' if days.is_open else 'closed'} {days.first.text}{last}", days.text
        )


def _choice(choice: s.Choice) -> Iterator[Line]:
    yield from _headed(choice.span.start, f"choice {choice.name.text}", choice.text)
    for option in choice.options:
        yield from _headed(option.span.start, f"  option {option.name.text}", option.text)
        yield from _labelled("  told", option.told)
        yield from _quoted("  called", option.called)
        yield from _listed("  formerly", option.former)


def _fact(fact: s.Fact, indent: str) -> Iterator[Line]:
    default = f" = {flat(fact.default)}" if fact.default is not None else ""
    head = f"{indent}{fact.kind} {fact.name.text}: {_type(fact.type)}{default}"
    if fact.rows:
        yield from _held(head, fact)
    else:
        yield from _headed(fact.span.start, head, fact.text)
    yield from _listed(f"{indent}formerly", fact.former)
    yield from _labelled(f"{indent}told", fact.told)
    yield from _labelled(f"{indent}otherwise", fact.otherwise)
    yield from _labelled(f"{indent}ask", fact.ask)
    if fact.presumption is not None:
        yield from _presumption(fact.presumption, indent)
    if fact.power:
        yield Line(fact.power.span.start, f"{indent}  power of {fact.power.text}")
    if fact.happens:
        yield Line(fact.happens.start, f"{indent}  happens")
    if fact.within:
        yield Line(fact.within.span.start, f"{indent}  in {fact.within.text}")


def _held(head: str, setting: s.Fact) -> Iterator[Line]:
    """A setting with the values that it has from one day to another, each on its line, and its phrase below."""
    yield Line(setting.span.start, head)
    for at, row in enumerate(setting.rows, 1):
        in_force = f" in force{written_stretch(row.in_force)}" if row.in_force is not None else ""
        comma = "," if at < len(setting.rows) else ""
        yield Line(row.span.start, f"  {'=' if at == 1 else ' '} {flat(row.result)}{in_force}{comma}")
    yield from _text(setting.text, "  ")


def _presumption(presumption: s.Presumption, indent: str) -> Iterator[Line]:
    start = presumption.span.start
    head = f"{indent}  presumed {flat(presumption.expression)} {presumption.kind.text}"
    by = f"by {_joined(presumption.by)}" if presumption.by else ""
    shown = " ".join([head, *([_flat_text(presumption.article)] if presumption.article else []), *([by] if by else [])])
    if fits_on_line(shown, WIDEST):
        yield Line(start, shown)
    else:
        yield Line(start, head)
        if presumption.article is not None:
            yield from _text(presumption.article, f"{indent}    ")
        if by:
            yield Line(presumption.by[0].span.start, f"{indent}    {by}")
    yield from _labelled(f"{indent}  because", presumption.because)


def _norm(norm: s.Norm) -> Iterator[Line]:
    member = norm.member
    each = f" for each {member.variable.text} in {member.source.text}" if member is not None else ""
    yield Line(norm.span.start, f"{norm.kind.text} {norm.name.text}{each} by {_joined(norm.by)}")
    preposition = NORM_KINDS[norm.kind.text].preposition
    towards = f" {preposition} {', '.join(map(who, norm.counterparties))}" if norm.counterparties else ""
    plurality = f" {norm.plurality.text}" if norm.plurality else ""
    bearers = ", ".join(map(who, norm.bearers))
    head = f"  {bearers}{plurality} {norm.verb} {norm.action.text}{towards}"
    yield Line(norm.bearers[0].span.start, head)
    yield from _text(norm.text, "  ")
    yield from _listed("formerly", norm.former)
    for part in norm.qualifiers:
        yield from _qualifier(part)


def who(party: s.Word | s.FieldOf) -> str:
    """A party as it is written: its name, or the field that says which it is."""
    return flat(party) if isinstance(party, s.FieldOf) else party.text


def _qualifier(part: s.Qualifier) -> Iterator[Line]:
    match part.kind:
        case "covers" | "excludes":
            assert part.aspect is not None
            head = f"  {part.kind} {part.aspect.text}"
            conditional = part.expression is not None
            yield from _expression(f"{head} when ", part.expression) if conditional else [Line(part.span.start, head)]
        case "when" | "while" | "deadline":
            yield from _expression(f"  {part.kind} ", part.expression)
        case "breached":
            yield from _expression("  breached when ", part.expression)
        case "notice" | "form" | "extent" | "duration" | "consequence" | "sanction":
            yield from _manner(part)
        case _:
            assert_never(part.kind)


def _manner(part: s.Qualifier) -> Iterator[Line]:
    """What a norm says of one manner of its exercise: in words, as a condition, in both, or that there is none."""
    if part.text is not None:
        yield from _labelled(part.kind, part.text)
    if part.expression is not None:
        head = f"  {part.kind} requires " if part.text is None else "    requires "
        yield from _expression(head, part.expression)
    elif part.text is None:
        yield Line(part.span.start, f"  {part.kind} none")


def _exception(exception: s.Exception_) -> Iterator[Line]:
    each = f" for each {exception.each.text}" if exception.each else ""
    head = f"exception {exception.name.text}{each} to {_joined(exception.targets)} by {_joined(exception.by)}"
    yield from _headed(exception.span.start, head, exception.text, below=True)
    yield from _listed("formerly", exception.former)
    yield from _labelled("otherwise", exception.otherwise)
    for condition in exception.conditions:
        yield from _condition(condition)
    if exception.gives is not None:
        yield from _expression("  gives ", exception.gives)


def _ambiguity(ambiguity: s.Ambiguity) -> Iterator[Line]:
    head = f"ambiguity {ambiguity.name.text} by {_joined(ambiguity.by)}"
    yield from _headed(ambiguity.span.start, head, ambiguity.text, below=True)
    yield from _listed("formerly", ambiguity.former)
    for reading in ambiguity.readings:
        preferred = f" preferred {reading.preferred.text}" if reading.preferred else ""
        yield from _headed(reading.span.start, f"  reading {reading.name.text}{preferred}", reading.text)
        yield from _listed("  formerly", reading.former)
        yield from _labelled("  because", reading.because)


def _value(value: s.Value) -> Iterator[Line]:
    record = f" of {value.record.text}" if value.record else ""
    keyword = "table" if value.rows else "value"
    yield from _headed(
        value.span.start,
        f"{keyword} {value.name.text}{record}: {_type(value.type)} by {_joined(value.by)}",
        value.text,
        below=True,
    )
    yield from _listed("formerly", value.former)
    yield from _labelled("told", value.told)
    yield from _labelled("otherwise", value.otherwise)
    if value.hits is not None:
        yield Line(value.hits.span.start, f"  hits {value.hits.text}")
    if value.deciding_day is not None:
        yield from _expression("  in force on ", value.deciding_day)
    for source in value.inputs:
        yield from _expression("  on ", source)
    cells = [" | ".join(written_cell(cell) for cell in row.cells) for row in value.rows]
    width = max(map(len, cells), default=0)
    for row, shown in zip(value.rows, cells, strict=True):
        under = f" under {flat(row.under)}" if row.under is not None else ""
        in_force = f" in force{written_stretch(row.in_force)}" if row.in_force is not None else ""
        by = f" by {_joined(row.by)}" if row.by else ""
        case = f"case {shown:<{width}}" if width else "case"
        yield Line(row.span.start, f"  {case} gives {flat(row.result)}{under}{in_force}{by}")
    if value.expression is not None:
        yield from _expression("  is ", value.expression)
    if value.presumption is not None:
        yield from _presumption(value.presumption, "")


def _question(question: s.Question) -> Iterator[Line]:
    head = f"question {question.name.text} topic {question.topic.text}"
    yield from _headed(question.span.start, head, question.text, below=True)
    yield from _listed("formerly", question.former)
    last = question.target or next(iter(question.parties), None)
    yield Line(last.span.start if last else question.span.start, f"  asks {_asked(question)}")
    yield from _listed("never presumes", question.unpresumed)
    if question.tells is not None:
        yield Line(question.tells.span.start, f"  tells {question.tells.text}")


def _asked(question: s.Question) -> str:
    target = question.target.text if question.target else ""
    party = _joined(question.parties)
    match question.asks:
        case "value":
            return f"value {target}"
        case "breach":
            return f"breach by {party}"
        case "liberty":
            return f"liberty of {party} to {target}"
        case "position":
            kinds = " or ".join(kind.text for kind in question.kinds)
            covering = f" covering {question.covering.text}" if question.covering else ""
            return f"position {kinds} of {party} to {target}{covering}"
    assert_never(question.asks)


# ---- small shapes


def _headed(start: int, head: str, text: s.Text | None, tail: str = "", *, below: bool = False) -> Iterator[Line]:
    """A statement's head and its phrase: beside it where it fits and `below` doesn't forbid, else below."""
    beside = f" {_flat_text(text)}" if text else ""
    if not below and fits_on_line(head + beside + tail, WIDEST):
        yield Line(start, head + beside + tail)
        return
    yield Line(start, head)
    indent = head[: len(head) - len(head.lstrip())] + "  "
    if text is not None:
        *lines, last = _text(text, indent)
        yield from lines
        yield Line(last.start, last.text + tail)


def _labelled(label: str, text: s.Text | None) -> Iterator[Line]:
    if text is not None:
        yield from _headed(text.span.start, f"  {label}", text)


def _listed(label: str, words: tuple[s.Word, ...]) -> Iterator[Line]:
    if words:
        yield Line(words[0].span.start, f"  {label} {_joined(words)}")


def _quoted(label: str, names: tuple[s.Word, ...]) -> Iterator[Line]:
    if names:
        shown = ", ".join(f'"{name.text}"' for name in names)
        yield Line(names[0].span.start, f"  {label} {shown}")


def _text(text: s.Text, indent: str) -> Iterator[Line]:
    if fits_on_line(indent + _flat_text(text), WIDEST):
        yield Line(text.span.start, indent + _flat_text(text))
        return
    for language, phrase in text.texts:
        wrapped = textwrap.wrap(
            f'{language} "{phrase}"',
            WIDEST,
            initial_indent=indent,
            subsequent_indent=f"{indent}    ",
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
        )
        for line in wrapped:
            yield Line(text.span.start, line)


def _flat_text(text: s.Text) -> str:
    return " ".join(f'{language} "{phrase}"' for language, phrase in text.texts)


def _condition(condition: s.Expression | None) -> Iterator[Line]:
    if condition is not None:
        yield from _expression("  when ", condition)


def _expression(head: str, expression: s.Expression | None) -> Iterator[Line]:
    assert expression is not None
    for start, text in laid_out(expression, head, WIDEST):
        yield Line(start, text)


def _type(name: s.TypeName) -> str:
    words = ["optional"] * name.optional + ["judged"] * name.judged + ["list of"] * name.is_list
    within = [f"in {word.text}" for word in (name.currency, name.zone) if word is not None]
    return " ".join([*words, name.name.text, *within])


def _joined(words: Iterable[s.Word]) -> str:
    return ", ".join(word.text for word in words)
