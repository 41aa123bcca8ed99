"""Names across files and documents: everything mentioned is declared, or its nearest neighbour is named."""

from collections.abc import Iterable

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.first_mistakes import MOST_MISTAKES, too_many
from dsl.functions import WORDS, names
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.walk import expressions, parts
from dsl.units.each_bearer import BEARER, in_view, is_distributed
from dsl.units.scope import AS_OF, Unit, every_option, is_called

TYPES = (
    "boolean",
    "integer",
    "count",
    "decimal",
    "percent",
    "ratio",
    "money",
    "date",
    "instant",
    "moment",
    "deadline",
    "days",
    "duration",
    "party",
)


def resolve(unit: Unit) -> list[Diagnostic]:
    """Reports the names of the unit that nothing declares, the first of them where they are many."""
    resolver = _Resolver(unit)
    try:
        return resolver.run()
    except _TooManyError:
        return [too_many(resolver.diagnostics), *resolver.diagnostics]


def check_questions(units: list[Unit]) -> list[Diagnostic]:
    """Warns of questions that ask for a value which no document declares: every answer would be silence."""
    diagnostics: list[Diagnostic] = []
    declared = {name for unit in units for name, value in unit.named("name").items() if isinstance(value, s.Value)}
    silent = {
        word.text
        for unit in units
        for placed in unit.placed
        if isinstance(placed.statement, s.Silence)
        for word in placed.statement.questions
    }
    for unit in units:
        for question in unit.named("question").values():
            if (
                isinstance(question, s.Question)
                and question.asks == "value"
                and question.target is not None
                and question.target.text not in declared
                and question.name.text not in silent
            ):
                diagnostics.append(
                    Diagnostic(
                        "value-nowhere",
                        told("no document declares a value `{target}`", target=question.target.text),
                        (Label(question.target.span),),
                        suggestion(question.target.text, declared),
                        "warning",
                        "the question would be answered by silence everywhere",
                    )
                )
    return diagnostics


def _is_put_for_each(statement: s.Statement) -> bool:
    match statement:
        case s.Norm():
            return is_distributed(statement)
        case s.Exception_():
            return statement.each is not None
        case _:
            return False


class _TooManyError(Exception):
    """Ends the search: each unknown name is compared with all that are known."""


class _Resolver:
    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.diagnostics: list[Diagnostic] = []
        self.names = unit.named("name")
        self.options = every_option(unit)
        self.known_words = self.options | WORDS | unit.named("name").keys() | unit.excused
        self.derived: dict[str, set[str]] = {}
        for name, statement in self.names.items():
            if isinstance(statement, s.Value) and statement.record:
                self.derived.setdefault(statement.record.text, set()).add(name)

    def run(self) -> list[Diagnostic]:
        for placed in self.unit.placed:
            self._statement(placed.statement)
            if isinstance(placed.statement, s.Definition):
                self._definition(placed.statement)
                continue
            around = self.known_words
            if _is_put_for_each(placed.statement):
                self.known_words = around | {BEARER}
            seen = in_view(self.unit, placed.statement)
            for expression, record in expressions(placed.statement):
                if record is not None:
                    self._known(record, "record")
                self._expression(expression, {record.text: record.text} if record else dict(seen))
            self.known_words = around
        return self.diagnostics

    def _definition(self, definition: s.Definition) -> None:
        """A definition by itself: its parameters stand for anything, also for a record whose kind isn't known yet."""
        around = self.known_words
        parameters = {parameter.text for parameter in definition.parameters}
        self.known_words = around | parameters
        record = self._record_of(definition.source, {}) if definition.source is not None else ""
        self._expression(definition.expression, dict.fromkeys(parameters, record))
        self.known_words = around
        if definition.source is not None:
            self._expression(definition.source, {})

    def _report(self, word: s.Word | s.Name, what: str, known: Iterable[str], instead: str | None = None) -> None:
        if word.text in self.unit.excused:
            return
        if len(self.diagnostics) == MOST_MISTAKES:
            raise _TooManyError
        self.diagnostics.append(
            Diagnostic(
                "unknown-name",
                told("there is no {what} `{word}`", what=what, word=word.text),
                (Label(word.span),),
                instead or suggestion(word.text, known),
            )
        )

    def _known(self, word: s.Word | None, space: str, what: str | None = None) -> None:
        if word is not None and word.text not in self.unit.named(space):
            self._report(word, what or space, self.unit.named(space))

    def _type(self, name: s.TypeName) -> None:
        known = self.unit.named("record" if name.is_list else "choice")
        builtin = () if name.is_list else TYPES
        if name.name.text not in known and name.name.text not in builtin:
            if name.is_list and (name.name.text in TYPES or name.name.text in self.unit.named("choice")):
                self._of_values(name)
            else:
                self._report(name.name, "record" if name.is_list else "type", [*known, *builtin])

    def _of_values(self, name: s.TypeName) -> None:
        """Reports a list of values: what a list holds has fields, so that each can be asked for by name."""
        self.diagnostics.append(
            Diagnostic(
                "unknown-name",
                told("`{name}` is a type of values, and a list holds records", name=name.name.text),
                (Label(name.name.span),),
                told("declare a record with one field of type `{name}`, and a list of these", name=name.name.text),
            )
        )

    def _statement(self, statement: s.Statement) -> None:
        match statement:
            case s.Term(kind="action"):
                for kind in statement.kinds:
                    self._known(kind, "action")
            case s.Fact():
                self._type(statement.type)
                self._known(statement.within, "external", "external document")
                self._known(statement.power, "party")
            case s.Record():
                for declared in statement.fields:
                    self._type(declared.type)
                    self._known(declared.power, "party")
            case s.Norm():
                self._parties(statement)
                self._known(statement.action, "action")
                for qualifier in statement.qualifiers:
                    self._known(qualifier.aspect, "aspect")
            case s.Exception_():
                for target in statement.targets:
                    self._norm(target, (s.Norm, s.Exception_))
            case s.Priority():
                self._norm(statement.name, (s.Norm,))
                self._norm(statement.over, (s.Norm,))
            case s.Value():
                self._type(statement.type)
                if statement.type.name.text == "count":
                    self.diagnostics.append(
                        Diagnostic(
                            "wrong-type",
                            told("`{name}` is computed, and a `count` is told", name=statement.name.text),
                            (Label(statement.type.name.span),),
                            "write `integer`",
                        )
                    )
            case s.Silence():
                for question in statement.questions:
                    self._known(question, "question")
                for external in statement.look:
                    self._known(external, "external", "external document")
            case s.Standing(inert=False):
                self._known(statement.kind, "external", "external document")
            case s.Question():
                self._question(statement)
            case _:
                pass

    def _parties(self, norm: s.Norm) -> None:
        """The bearers and the counterparties of a norm, and the list for each of whose members it is put."""
        variables = dict(in_view(self.unit, norm))
        if norm.member is not None and norm.member.source.text not in self.names:
            self._report(norm.member.source, "list", self.names)
        for who in (*norm.bearers, *norm.counterparties):
            match who:
                case s.FieldOf():
                    self._field(who, variables)
                case s.Word() if who.text not in variables and not isinstance(self.names.get(who.text), s.Fact):
                    self._known(who, "party")
                case _:
                    pass

    def _question(self, question: s.Question) -> None:
        self._known(question.topic, "topic")
        for party in question.parties:
            if party.text not in self.unit.named("record"):
                self._known(party, "party")
        self._known(question.covering, "aspect")
        if question.asks in ("position", "liberty"):
            self._known(question.target, "action")
        inputs = [name for name, statement in self.names.items() if isinstance(statement, s.Fact)]
        inputs += [
            f"{name}.{declared.name.text}"
            for name, record in self.unit.named("record").items()
            if isinstance(record, s.Record)
            for declared in record.fields
        ]
        for word in question.unpresumed:
            if word.text not in inputs:
                self._report(word, "fact or field", inputs)
        others = [name for name in self.unit.named("question") if name != question.name.text]
        if question.tells is not None and question.tells.text not in others:
            self._report(question.tells, "question", others)

    def _norm(self, word: s.Word, kinds: tuple[type[s.Statement], ...]) -> None:
        if not isinstance(self.names.get(word.text), kinds):
            known = [name for name, statement in self.names.items() if isinstance(statement, kinds)]
            self._report(word, "norm" if kinds == (s.Norm,) else "norm or exception", known)

    def _expression(self, expression: s.Expression, variables: dict[str, str]) -> None:
        match expression:
            case s.Name():
                if expression.text not in self.known_words:
                    self._name(expression)
            case s.Live():
                self._norm(expression.norm, (s.Norm, s.Exception_))
            case s.FieldOf():
                self._field(expression, variables)
            case s.Call():
                defined = [name for name, statement in self.names.items() if is_called(statement)]
                if expression.function.text not in (*names(), *defined):
                    self._report(
                        expression.function,
                        "function or definition",
                        [*names(), *defined],
                        self._on_another_day(expression.function.text),
                    )
            case s.Aggregate():
                self._expression(expression.source, variables)
                inner = variables | {expression.variable.text: self._record_of(expression.source, variables)}
                for part in parts(expression)[1:]:
                    self._expression(part, inner)
                return
            case s.Operation(operator="is" | "is_not", operands=(s.Name(text=left), s.Name() as right)) if (
                left not in self.known_words and right.text not in self.known_words
            ):
                self._expression(expression.operands[0], variables)
                return
            case _:
                pass
        for part in parts(expression):
            self._expression(part, variables)

    def _name(self, name: s.Name) -> None:
        parts_of_it = name.text.split("-")
        if len(parts_of_it) > 1 and all(part in self.known_words for part in parts_of_it):
            self.diagnostics.append(
                Diagnostic(
                    "unknown-name",
                    told("there is no fact, value or option `{name}`", name=name.text),
                    (Label(name.span),),
                    told("a minus needs spaces around it: `{names}`", names=" - ".join(parts_of_it)),
                )
            )
            return
        declared = "the date of the question is a fact, too: `fact as_of: date …`" if name.text == AS_OF else None
        self._report(name, "fact, value or option", [*self.names, *self.options], declared)

    def _on_another_day(self, name: str) -> str | None:
        """What to write instead of a setting that is called with a day."""
        match self.names.get(name):
            case s.Fact(rows=rows) if rows:
                return told(
                    "a setting is read on the day of the question; what is read on other days is a table: "
                    "`table {name}: …`",
                    name=name,
                )
            case _:
                return None

    def _record_of(self, source: s.Expression, variables: dict[str, str]) -> str:
        if isinstance(source, s.FieldOf):
            return self._listed_in(variables.get(source.variable.text, ""), source.field.text)
        seen: set[str] = set()
        while isinstance(source, s.Name) and source.text not in seen:
            seen.add(source.text)
            match self.names.get(source.text):
                case s.Fact(type=type_) | s.Value(type=type_) if type_.is_list:
                    return type_.name.text
                case s.Definition(source=selected) if selected is not None:
                    source = selected
        return ""

    def _listed_in(self, record: str, name: str) -> str:
        """The kind of record that a field of a record, or a value of it, is a list of; empty for what is no list."""
        declared, value = self.unit.named("record").get(record), self.names.get(name)
        types = (
            [field.type for field in declared.fields if field.name.text == name]
            if isinstance(declared, s.Record)
            else []
        )
        types += [value.type] if isinstance(value, s.Value) and value.record is not None else []
        return next((type_.name.text for type_ in types if type_.is_list), "")

    def _field(self, field: s.FieldOf, variables: dict[str, str]) -> None:
        if field.variable.text not in variables:
            self._report(field.variable, "record in view named", variables)
            return
        record = self.unit.named("record").get(variables[field.variable.text])
        if not isinstance(record, s.Record):
            return
        known = {declared.name.text for declared in record.fields} | self.derived.get(record.name.text, set())
        if field.field.text not in known:
            self._report(field.field, told("field of `{name}` named", name=record.name.text), known)
