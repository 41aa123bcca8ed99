"""From a checked unit to the program: statements become declarations with typed expressions and full citations."""

from collections.abc import Iterable
from dataclasses import replace

from dsl.diagnostic import Diagnostic
from dsl.locator import single_paragraphs
from dsl.surface import syntax as s
from dsl.surface.notation import written_bound
from dsl.typed import program as p
from dsl.typed.cited_passages import Passages, cited
from dsl.typed.declared_inputs import optional_phrase, phrase, typed_fact
from dsl.typed.types import BOOLEAN, article, is_comparable
from dsl.typed.typing import Typer
from dsl.units.former import former_names
from dsl.units.header import proper_names
from dsl.units.languages import languages_of
from dsl.units.scope import Placed, Unit, place

_CONDITIONS = {"when", "while", "notice", "form", "extent", "duration", "consequence", "sanction"}
_TEXTS = {"notice", "form", "extent", "duration", "consequence", "sanction"}


def elaborate(unit: Unit, passages: Passages = None) -> tuple[p.Program, list[Diagnostic]]:
    """The program of a unit, cited by the passages that its source lock lists, if there is one, and its type errors.

    The program is sound only if there are none; what has no type is left out of it.
    """
    elaborator = _Elaborator(unit)
    program = elaborator.program()
    if passages is not None:
        program = replace(program, edition=replace(program.edition, single_paragraph=single_paragraphs(passages)))
    return program, elaborator.typer.diagnostics


class _Elaborator:
    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.typer = Typer(unit)

    def program(self) -> p.Program:
        edition = self.unit.edition
        result = p.Program(
            edition=p.Edition(
                self.unit.document.name.text,
                edition.name.text,
                phrase(self.unit.document.text),
                self.unit.document.cites.text.removesuffix("s"),
                self._date(edition.in_force),
                edition.revises.text if edition.revises else None,
                optional_phrase(edition.text),
                languages=languages_of(self.unit.document),
                currency=self.typer.currency,
                zone=self.unit.document.zone.text if self.unit.document.zone else None,
                calendar=_calendar(self.unit.document),
                proper_names=proper_names(self.unit),
            ),
            clauses={},
            terms={},
            choices={},
            records={},
            facts={},
            values={},
            norms={},
            exceptions={},
            priorities=(),
            contradictions=(),
            ambiguities={},
            silences=(),
            standings=(),
            questions={},
        )
        priorities: list[p.Priority] = []
        contradictions: list[p.Contradiction] = []
        silences: list[p.Silence] = []
        standings: list[p.Standing] = []
        for placed in self.unit.placed:
            match placed.statement:
                case s.Clause() as clause:
                    number = clause.number.text
                    result.clauses[number] = p.Clause(
                        number, phrase(clause.text), optional_phrase(clause.gist), place(clause.span)
                    )
                case s.Term() as term:
                    result.terms[f"{term.kind}:{term.name.text}"] = p.Term(
                        term.kind, term.name.text, phrase(term.text), tuple(kind.text for kind in term.kinds)
                    )
                case s.Choice() as choice:
                    result.choices[choice.name.text] = p.Choice(
                        choice.name.text, phrase(choice.text), _options(choice.options)
                    )
                case s.Record() as record:
                    result.records[record.name.text] = p.Record(
                        record.name.text,
                        phrase(record.text),
                        tuple(typed_fact(self.typer, f, placed.clause, record.name.text) for f in record.fields),
                    )
                case s.Fact() as fact:
                    result.facts[fact.name.text] = typed_fact(self.typer, fact, placed.clause)
                case s.Value() as value:
                    result.values[value.name.text] = self._value(value, placed)
                    if value.record is not None:
                        result.derived[value.name.text] = value.record.text
                case s.Norm() as norm:
                    result.norms[norm.name.text] = self._norm(norm, placed)
                case s.Exception_() as exception:
                    result.exceptions[exception.name.text] = p.Exception_(
                        exception.name.text,
                        tuple(t.text for t in exception.targets),
                        tuple(self._conditions(("when", c) for c in exception.conditions)),
                        phrase(exception.text),
                        cited(exception.by, placed.clause),
                        placed.clause,
                        place(exception.span),
                    )
                case s.Priority() as priority:
                    condition = self.typer.condition(priority.condition) if priority.condition else None
                    priorities.append(
                        p.Priority(
                            priority.name.text,
                            priority.over.text,
                            condition,
                            phrase(priority.text),
                            cited(priority.by, placed.clause),
                            placed.clause,
                            place(priority.span),
                        )
                    )
                case s.Contradiction() as contradiction:
                    condition = self._within(contradiction.record, contradiction.condition)
                    contradictions.append(
                        p.Contradiction(
                            contradiction.name.text,
                            condition or _UNTYPED,
                            phrase(contradiction.text),
                            contradiction.record.text if contradiction.record else None,
                            place(contradiction.span),
                        )
                    )
                case s.Ambiguity() as ambiguity:
                    result.ambiguities[ambiguity.name.text] = p.Ambiguity(
                        ambiguity.name.text,
                        phrase(ambiguity.text),
                        _options(ambiguity.readings),
                        cited(ambiguity.by, placed.clause),
                        placed.clause,
                        place(ambiguity.span),
                    )
                case s.Silence() as silence:
                    silences.append(
                        p.Silence(
                            tuple(q.text for q in silence.questions),
                            phrase(silence.text),
                            cited(silence.nearest, placed.clause),
                            tuple(x.text for x in silence.look),
                            placed.clause,
                            place(silence.span),
                            self.typer.condition(silence.condition) if silence.condition else None,
                        )
                    )
                case s.Standing() as standing:
                    standings.append(
                        p.Standing(
                            standing.inert,
                            cited(standing.passages, placed.clause),
                            standing.kind.text,
                            phrase(standing.text),
                            placed.clause,
                            place(standing.span),
                        )
                    )
                case s.Question() as question:
                    result.questions[question.name.text] = p.Question(
                        question.name.text,
                        question.topic.text,
                        phrase(question.text),
                        question.asks,
                        tuple(k.text for k in question.kinds),
                        question.party.text if question.party else None,
                        question.target.text if question.target else None,
                        question.covering.text if question.covering else None,
                        tuple(word.text for word in question.unpresumed),
                    )
                case _:
                    continue
        return replace(
            result,
            priorities=tuple(priorities),
            contradictions=tuple(contradictions),
            silences=tuple(silences),
            standings=tuple(standings),
            former=former_names(self.unit),
        )

    # ---- declarations

    def _value(self, value: s.Value, placed: Placed) -> p.Value:
        type_ = self.typer.written(value.type) or BOOLEAN
        if value.record:
            self.typer.variables[value.record.text] = value.record.text
        expression = self._table(value, placed, type_) if value.rows else None
        if value.expression is not None:
            expression = self.typer.of_type(value.expression, type_, f"`{value.name.text}`")
        self.typer.variables.clear()
        return p.Value(
            value.name.text,
            type_,
            expression or _UNTYPED,
            cited(value.by, placed.clause),
            phrase(value.text),
            optional_phrase(value.otherwise),
            placed.clause,
            value.record.text if value.record else None,
            place(value.span),
        )

    def _within(self, record: s.Word | None, expression: s.Expression) -> p.Expression | None:
        if record:
            self.typer.variables[record.text] = record.text
        typed = self.typer.condition(expression)
        self.typer.variables.clear()
        return typed

    def _norm(self, norm: s.Norm, placed: Placed) -> p.Norm:
        qualifiers, coverings = [], []
        deadline = breached = None
        for qualifier in norm.qualifiers:
            if qualifier.aspect is not None:
                condition: p.Expression | None = p.Constant(qualifier.kind == "covers", BOOLEAN)
                if qualifier.expression is not None:
                    condition = self.typer.condition(qualifier.expression)
                coverings.append(p.Covering(qualifier.aspect.text, condition or _UNTYPED))
            elif qualifier.kind == "deadline" and qualifier.expression is not None:
                deadline = self.typer.expression(qualifier.expression)
                if deadline is not None and deadline.type.kind not in ("date", "instant"):
                    self.typer.report(
                        "wrong-type",
                        f"a deadline is a date or a date with time, not {article(deadline.type)}",
                        qualifier.span,
                    )
            elif qualifier.kind == "breached" and qualifier.expression is not None:
                breached = self.typer.condition(qualifier.expression)
            elif qualifier.kind in _TEXTS and (qualifier.text is not None or qualifier.expression is None):
                qualifiers.append(p.Qualifier(qualifier.kind, optional_phrase(qualifier.text)))
        conditions = self._conditions(
            (q.kind, q.expression) for q in norm.qualifiers if q.expression is not None and q.kind in _CONDITIONS
        )
        return p.Norm(
            norm.name.text,
            norm.kind.text,
            norm.bearer.text,
            norm.verb,
            norm.action.text,
            norm.counterparty.text if norm.counterparty else None,
            phrase(norm.text),
            tuple(conditions),
            tuple(qualifiers),
            tuple(coverings),
            deadline,
            breached,
            cited(norm.by, placed.clause),
            placed.clause,
            place(norm.span),
        )

    def _conditions(self, written: Iterable[tuple[str, s.Expression]]) -> list[p.Condition]:
        typed = ((kind, self.typer.condition(expression)) for kind, expression in written)
        return [p.Condition(kind, expression) for kind, expression in typed if expression is not None]

    # ---- tables

    def _table(self, table: s.Value, placed: Placed, type_: p.Type) -> p.Expression | None:
        typed = [self.typer.expression(source) for source in table.inputs]
        inputs = tuple(source for source in typed if source is not None)
        if len(inputs) != len(typed):
            return None
        rows = []
        for row in table.rows:
            tests = [self._cell(cell, source) for cell, source in zip(row.cells, inputs, strict=False)]
            if row.under is not None:
                tests.append(self.typer.condition(row.under))
            result = self.typer.of_type(row.result, type_, f"a result of `{table.name.text}`")
            known = tuple(test for test in tests if test is not None)
            if len(known) != len(tests) or result is None:
                continue
            needed = tuple(test for test in known if test != p.Constant(True, BOOLEAN))
            test = needed[0] if len(needed) == 1 else p.Operation("and", needed, BOOLEAN) if needed else _ALWAYS
            rows.append(p.Row(test, result, tuple(_label(cell) for cell in row.cells), cited(row.by, placed.clause)))
        return p.Lookup(inputs, tuple(rows), type_)

    def _cell(self, cell: s.Cell, source: p.Expression) -> p.Expression | None:
        if cell.kind == "any":
            return _ALWAYS
        if cell.kind == "options":
            for option in cell.options:
                if source.type.kind != "choice" or option.text not in self.typer.options(source.type.name):
                    self._wrong_option(option, source.type)
                    return None
            return p.Operation("within", (source,), BOOLEAN, tuple(option.text for option in cell.options))
        operators = ("equal",) if cell.kind == "exactly" else s.BOUNDS[cell.kind]
        tests = []
        for operator, bound in zip(operators, cell.bounds, strict=True):
            typed = self.typer.expression(bound)
            if typed is None:
                return None
            if bound.kind == "none" and cell.kind == "exactly" and source.type.optional:
                return p.Operation("is_none", (source,), BOOLEAN)
            if not is_comparable(typed.type, source.type):
                self.typer.report(
                    "wrong-type", f"this cell is {article(source.type)}, not {article(typed.type)}", bound.span
                )
                return None
            tests.append(p.Operation(operator, (source, typed), BOOLEAN))
        return tests[0] if len(tests) == 1 else p.Operation("and", tuple(tests), BOOLEAN)

    def _wrong_option(self, option: s.Word, type_: p.Type) -> None:
        if type_.kind == "choice":
            self.typer.unknown_option(option, type_.name)
        else:
            self.typer.report("wrong-type", f"this cell is {article(type_)}, not the word `{option.text}`", option.span)

    def _date(self, word: s.Word | None) -> object:
        if word is None:
            return None
        typed = self.typer.expression(s.Literal(kind="date", text=word.text, span=word.span))
        return typed.value if isinstance(typed, p.Constant) else None


_ALWAYS = p.Constant(True, BOOLEAN)
_UNTYPED = p.Constant(None, p.Type("none"))


def _calendar(document: s.Document) -> p.Calendar | None:
    if document.calendar is None:
        return None
    by = document.calendar.by
    return p.Calendar(document.calendar.country.text, by.text if by else None)


def _options(options: tuple[s.Option, ...]) -> tuple[p.Option, ...]:
    return tuple(
        p.Option(
            option.name.text,
            phrase(option.text),
            optional_phrase(option.because),
            option.preferred.text if option.preferred else None,
        )
        for option in options
    )


def _label(cell: s.Cell) -> str:
    bounds = [written_bound(bound) for bound in cell.bounds]
    match cell.kind:
        case "any":
            return "*"
        case "options":
            return ", ".join(option.text for option in cell.options)
        case "at_least":
            return f"≥ {bounds[0]}"
        case "at_most":
            return f"≤ {bounds[0]}"
        case "range":
            return f"{bounds[0]}–{bounds[1]}"
        case "to_below":
            return f"≥ {bounds[0]}, < {bounds[1]}"
        case "over_up_to":
            return f"> {bounds[0]}, ≤ {bounds[1]}"
        case "over":
            return f"> {bounds[0]}"
        case "below":
            return f"< {bounds[0]}"
        case _:
            return bounds[0]
