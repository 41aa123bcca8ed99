"""What the typing of an expression needs to know of its unit, whatever kind of expression it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.kinds import TypeKind
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.from_zero import COUNT, answered_from_zero
from dsl.typed.types import BOOLEAN, conversion, fits, told_apart
from dsl.units.each_bearer import bearers_each, of_one
from dsl.units.header import currency_of
from dsl.units.scope import Unit, every_option, space_of

_PLAIN: dict[str, TypeKind] = {
    "boolean": "boolean",
    "integer": "integer",
    COUNT: "integer",
    "decimal": "decimal",
    "percent": "percent",
    "ratio": "ratio",
    "date": "date",
    "instant": "instant",
    "moment": "moment",
    "days": "days",
    "duration": "duration",
}
"""The types that are written by the name of their kind."""


class Context(ABC):
    """One unit as its expressions see it; `diagnostics` collects what is wrong with them.

    `clauses` are those in which names are declared; `variables` are the records in view, each with its kind; `lists` is
    how many lists are looked through at the moment; `positive` are the expressions that the conditions around hold to
    be more than zero; `looked_up` are the tables that are being read on a day of their own; `bearer` is the one of
    several bearers for whom a norm is put.
    """

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.diagnostics: list[Diagnostic] = []
        self.names = unit.named("name")
        self.clauses = {named[1].text: at.clause for at in unit.placed if (named := space_of(at.statement))}
        self.currency = currency_of(unit)
        self.variables: dict[str, str] = {}
        self.lists = 0
        self.positive: list[p.Expression] = []
        self.looked_up: list[str] = []
        self.every_option = every_option(unit)
        self.bearer: str | None = None

    @cached_property
    def from_zero(self) -> frozenset[str]:
        """The facts and fields that are never below zero, though they are declared as any numbers."""
        return answered_from_zero(self.unit)

    @contextmanager
    def put_for(self, bearer: str) -> Iterator[None]:
        """What is typed within is put for one of several bearers."""
        self.bearer = bearer
        yield
        self.bearer = None

    @contextmanager
    def seeing(self, variables: Mapping[str, str]) -> Iterator[None]:
        """What is typed within sees some records, each with its kind."""
        self.variables |= variables
        yield
        for variable in variables:
            del self.variables[variable]

    def put(self, name: str) -> tuple[str, ...]:
        """The names of a norm or exception in the program: its own, or one for each bearer for whom it is put."""
        return tuple(of_one(name, bearer) for bearer in bearers_each(self.unit, name)) or (name,)

    # ---- types

    def written(self, name: s.TypeName) -> p.Type | None:
        """The type that a declaration names, or None if there is no such type."""
        word = name.name.text
        if name.is_list:
            return p.Type("list", word, name.optional) if word in self.unit.named("record") else None
        if word in _PLAIN:
            return p.Type(_PLAIN[word], name.zone.text if name.zone else "", name.optional)
        if word == "deadline":
            return p.Type("moment", word, name.optional)
        if word == "money":
            return p.Type("money", name.currency.text if name.currency else self.currency, name.optional)
        if word == "party" or word in self.unit.named("choice"):
            return p.Type("choice", word, name.optional)
        return None

    def options(self, choice: str) -> tuple[str, ...]:
        """The options of a choice; the parties are one, and so are the readings of an ambiguity."""
        if choice == "party":
            return tuple(self.unit.named("party"))
        declared = self.unit.named("choice").get(choice)
        if isinstance(declared, s.Choice):
            return tuple(option.name.text for option in declared.options)
        ambiguity = self.names.get(choice)
        if isinstance(ambiguity, s.Ambiguity):
            return tuple(reading.name.text for reading in ambiguity.readings)
        return ()

    # ---- expressions

    def condition(self, expression: s.Expression) -> p.Expression | None:
        """A boolean expression."""
        return self.of_type(expression, BOOLEAN, "a condition")

    def of_type(self, expression: s.Expression, wanted: p.Type, what: str) -> p.Expression | None:
        """An expression that must have a type; `what` names the place in the message."""
        typed = self.expression(expression, wanted)
        if typed is None:
            return None
        if not fits(typed.type, wanted):
            help_line = conversion(typed.type, wanted)
            if wanted.kind == typed.type.kind and typed.type.optional:
                help_line = "it may be none; say what holds then with `or_else(…, …)`, or make the type `optional`"
            wished, found = told_apart(wanted, typed.type)
            self.report(
                "wrong-type",
                told("{what} is {wished}, not {found}", what=what, wished=wished, found=found),
                expression.span,
                help_line,
            )
            return None
        return typed

    @abstractmethod
    def expression(self, expression: s.Expression, expected: p.Type | None = None) -> p.Expression | None:
        """The typed form of an expression; `expected` lets a bare word stand for an option of a choice."""

    # ---- diagnostics

    def report(self, code: str, message: str, span: Span, help_line: str | None = None) -> None:
        """Adds one diagnostic about the given place."""
        self.diagnostics.append(Diagnostic(code, message, (Label(span),), help_line))

    def unknown_option(self, word: s.Word | s.Name, choice: str) -> None:
        """Reports a word that is no option of a choice."""
        options = self.options(choice)
        self.report(
            "unknown-option",
            told("`{word}` is not an option of `{choice}`", word=word.text, choice=choice),
            word.span,
            suggestion(word.text, options)
            or told("its options are {names}", names=", ".join(f"`{o}`" for o in options)),
        )
