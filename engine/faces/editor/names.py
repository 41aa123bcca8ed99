"""Every name in a folder of clause files, where it is declared and where it is used."""

from collections.abc import Iterable, Iterator, Mapping

from dsl.frozen import dataclass
from dsl.functions import names as functions
from dsl.position import Span
from dsl.surface import syntax as s
from dsl.surface.walk import expressions, parts
from dsl.units.assembly import assemble
from dsl.units.each_bearer import in_view
from dsl.units.scope import Unit, space_of

_OPTION, _FIELD, _FUNCTION = "option", "field", "function"


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: the document that has it (empty for what all share), its name space, the name.

    An option belongs to its choice or ambiguity, a field to its record: these are named in `of`.
    """

    document: str
    space: str
    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name at a place; `statement` is there where the place declares it."""

    named: Named
    span: Span
    statement: s.Statement | s.Option | None = None


class Names:
    """The occurrences of all names in some files, found again by what they stand for and by place."""

    def __init__(self, files: Iterable[tuple[str, tuple[s.Statement, ...]]], sources: Mapping[str, str]) -> None:
        units, _ = assemble(files)
        self.declared: dict[Named, Occurrence] = {}
        self.used: dict[Named, dict[Span, Occurrence]] = {}
        for unit in units:
            for occurrence in _declarations(unit):
                self.declared.setdefault(occurrence.named, occurrence)
                self._note(occurrence)  # which may be declared again, by a later edition
        for unit in units:
            for occurrence in _Uses(unit, self.declared).found():
                span = occurrence.span
                if sources[span.file][span.start : span.end] == occurrence.named.name:  # else a pass put it in
                    self._note(occurrence)

    def _note(self, occurrence: Occurrence) -> None:
        declared = self.declared.get(occurrence.named)
        if declared is None or occurrence.span != declared.span:
            self.used.setdefault(occurrence.named, {}).setdefault(occurrence.span, occurrence)

    def at(self, file: str, offset: int) -> Occurrence | None:
        """What is named at an offset of a file."""
        for occurrence in self.all():
            span = occurrence.span
            if span.file == file and span.start <= offset <= span.end:
                return occurrence
        return None

    def all(self) -> Iterator[Occurrence]:
        """Every occurrence, the declarations first."""
        yield from self.declared.values()
        for found in self.used.values():
            yield from found.values()

    def of(self, named: Named) -> list[Occurrence]:
        """Every occurrence of one thing, its declaration first if there is one."""
        declared = self.declared.get(named)
        return [*([declared] if declared else []), *self.used.get(named, {}).values()]

    def taken(self, named: Named, name: str) -> Occurrence | None:
        """Where a name is declared already that would then mean two things; None where it is free.

        What all documents share is taken in each of them; an option or a field within what it belongs to.
        """
        return next(
            (
                declared
                for other, declared in self.declared.items()
                if (other.space, other.of, other.name) == (named.space, named.of, name)
                and (not named.document or other.document in ("", named.document))
            ),
            None,
        )


def _declarations(unit: Unit) -> Iterator[Occurrence]:
    for placed in unit.written:
        document = "" if placed.is_shared else unit.document.name.text
        statement = placed.statement
        if (declared := space_of(statement)) is not None:
            space, word = declared
            yield Occurrence(Named(document, space, word.text), word.span, statement)
        match statement:
            case s.Choice(options=options) | s.Ambiguity(readings=options):
                for option in options:
                    of = statement.name.text
                    yield Occurrence(Named(document, _OPTION, option.name.text, of), option.name.span, option)
            case s.Record():
                for field in statement.fields:
                    yield Occurrence(
                        Named(document, _FIELD, field.name.text, statement.name.text), field.name.span, field
                    )
            case _:
                pass


class _Uses:
    """Where one unit uses what is declared."""

    def __init__(self, unit: Unit, declared: dict[Named, Occurrence]) -> None:
        self.unit, self.declared = unit, declared
        self.document = unit.document.name.text
        self.own = ""
        """The record whose value is being looked at: it calls itself by the record's name."""
        self.options: dict[str, list[Named]] = {}
        for named in declared:
            if named.space == _OPTION and named.document in ("", self.document):
                self.options.setdefault(named.name, []).append(named)

    def found(self) -> Iterator[Occurrence]:
        for placed in self.unit.written:
            yield from self._statement(placed.statement)
            seen = in_view(self.unit, placed.statement)
            for expression, record in expressions(placed.statement):
                self.own = record.text if record is not None else ""
                if record is not None:
                    yield from self._word(record, "record")
                yield from self._expression(expression, {record.text: record.text} if record else dict(seen))

    def _named(self, space: str, name: str, of: str = "") -> Named | None:
        own, shared = Named(self.document, space, name, of), Named("", space, name, of)
        return own if own in self.declared else shared if shared in self.declared else None

    def _word(self, word: s.Word | s.Name | None, space: str, of: str = "") -> Iterator[Occurrence]:
        if word is not None and (named := self._named(space, word.text, of)) is not None:
            yield Occurrence(named, word.span)

    def _words(self, words: Iterable[s.Word | None], space: str) -> Iterator[Occurrence]:
        for word in words:
            yield from self._word(word, space)

    def _option(self, word: s.Word | s.Name) -> Iterator[Occurrence]:
        """An option, where only one choice or ambiguity has one of that name."""
        options = self.options.get(word.text, [])
        if len(options) == 1:
            yield Occurrence(options[0], word.span)

    def _type(self, name: s.TypeName) -> Iterator[Occurrence]:
        yield from self._word(name.name, "record" if name.is_list else "choice")

    def _fact(self, fact: s.Fact) -> Iterator[Occurrence]:
        yield from self._type(fact.type)
        yield from self._word(fact.within, "external")
        yield from self._word(fact.power, "party")

    def _statement(self, statement: s.Statement) -> Iterator[Occurrence]:
        match statement:
            case s.Term(kind="action"):
                yield from self._words(statement.kinds, "action")
            case s.Fact():
                yield from self._fact(statement)
            case s.Record():
                for field in statement.fields:
                    yield from self._fact(field)
            case s.Norm():
                seen = in_view(self.unit, statement)
                for who in (*statement.bearers, *statement.counterparties):
                    if isinstance(who, s.FieldOf):
                        yield from self._expression(who, dict(seen))
                    elif who is not None:
                        yield from self._word(who, "party" if self._named("party", who.text) else "name")
                yield from self._word(statement.member.source if statement.member else None, "name")
                yield from self._word(statement.action, "action")
                yield from self._words((each.aspect for each in statement.qualifiers), "aspect")
            case s.Exception_():
                yield from self._words(statement.targets, "name")
            case s.Priority():
                yield from self._words((statement.name, statement.over), "name")
            case s.Value():
                yield from self._type(statement.type)
                for cell in (cell for row in statement.rows for cell in row.cells):
                    for word in cell.options:
                        yield from self._option(word)
            case s.Silence():
                yield from self._words(statement.questions, "question")
                yield from self._words(statement.look, "external")
            case s.Standing(inert=False):
                yield from self._word(statement.kind, "external")
            case s.Question():
                yield from self._word(statement.topic, "topic")
                yield from self._words(statement.parties, "party")
                yield from self._word(statement.covering, "aspect")
                of_action = statement.asks in ("position", "liberty")
                yield from self._word(statement.target, "action" if of_action else "name")
                yield from self._words(statement.unpresumed, "name")
                yield from self._word(statement.tells, "question")
            case s.Continued():
                yield from self._word(statement.number, "clause")
            case _:
                pass

    def _expression(self, expression: s.Expression, variables: dict[str, str]) -> Iterator[Occurrence]:
        match expression:
            case s.Name():
                named = self._named("name", expression.text) or self._named("party", expression.text)
                if named is not None:
                    yield Occurrence(named, expression.span)
                else:
                    yield from self._option(expression)
            case s.Live():
                yield from self._word(expression.norm, "name")
                yield from self._word(expression.of, "party")
            case s.FieldOf():
                record = variables.get(expression.variable.text, "")
                if expression.variable.text == self.own:
                    yield from self._word(expression.variable, "record")
                yield from self._word(expression.field, _FIELD, record)
                yield from self._word(expression.field, "name")
            case s.Call():
                if expression.function.text in functions():
                    yield Occurrence(Named("", _FUNCTION, expression.function.text), expression.function.span)
                else:
                    yield from self._word(expression.function, "name")
            case s.Membership():
                for option in expression.options:
                    yield from self._option(option)
            case s.Aggregate():
                yield from self._expression(expression.source, variables)
                inner = variables | {expression.variable.text: self._record_of(expression.source, variables)}
                own = self.own
                self.own = "" if expression.variable.text == own else own
                for part in parts(expression)[1:]:
                    yield from self._expression(part, inner)
                self.own = own
                return
            case _:
                pass
        for part in parts(expression):
            yield from self._expression(part, variables)

    def _record_of(self, source: s.Expression, variables: dict[str, str]) -> str:
        if isinstance(source, s.FieldOf):
            record = self.unit.named("record").get(variables.get(source.variable.text, ""))
            fields = record.fields if isinstance(record, s.Record) else ()
            return next((field.type.name.text for field in fields if field.name.text == source.field.text), "")
        declared = self.unit.named("name").get(source.text) if isinstance(source, s.Name) else None
        return declared.type.name.text if isinstance(declared, s.Fact | s.Value) and declared.type.is_list else ""
