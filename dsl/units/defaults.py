"""Defaults: a value has its base case, and exceptions that say what holds instead.

Each such exception is put in as a value of its own, and what it is an exception to asks first whether it applies, as if
both had been written out. An exception to an exception holds where its own condition does as well; one that gives
nothing lets what is below it stand. Two exceptions that may apply at once and give different things are refused, so
that no answer depends on which of them is read first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from dsl.diagnostic import Diagnostic, Label
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.disjoint import are_disjoint
from dsl.units.scope import Placed, Unit, space_of

_YES_OR_NO = "boolean"


def settle(unit: Unit) -> list[Diagnostic]:
    """Puts the exceptions to values in; reports those that cannot be."""
    names = {named[1].text: one for one in unit.placed if (named := space_of(one.statement)) and named[0] == "name"}
    settling = _Settling(names)
    unit.placed = [replace(one, statement=settling.of(one.statement)) for one in unit.placed]
    return settling.diagnostics


class _Settling:
    """The exceptions of one unit, and what each of them is an exception to."""

    def __init__(self, names: Mapping[str, Placed]) -> None:
        self.names = {name: one.statement for name, one in names.items()}
        self.diagnostics: list[Diagnostic] = []
        self.exceptions: dict[str, s.Exception_] = {}
        self.values: dict[str, s.Value] = {}
        for name, statement in self.names.items():
            if isinstance(statement, s.Exception_) and (value := self._value_below(statement)) is not None:
                self.exceptions[name], self.values[name] = statement, value
        for statement in self.names.values():
            if isinstance(statement, s.Exception_):
                self.diagnostics += self._misplaced(statement)
        for name in self.names:
            self.diagnostics += self._conflicts(name)

    def of(self, statement: s.Statement) -> s.Statement:
        """A value with its exceptions before it, an exception to one as a value, anything else as it is."""
        match statement:
            case s.Value(expression=base) if base is not None:
                return replace(statement, expression=self._unless_excepted(statement.name.text, base))
            case s.Exception_() if statement.name.text in self.exceptions:
                return self._as_value(statement)
            case _:
                return statement

    def _as_value(self, exception: s.Exception_) -> s.Value:
        value = self.values[exception.name.text]
        gives = exception.gives
        return s.Value(
            name=exception.name,
            record=value.record,
            type=value.type if gives is not None else _boolean(value.type),
            by=exception.by,
            text=exception.text,
            otherwise=exception.otherwise,
            expression=self._applies(exception) if gives is None else self._unless_excepted(exception.name.text, gives),
            former=exception.former,
            is_exception=True,
            span=exception.span,
        )

    def _unless_excepted(self, name: str, base: s.Expression) -> s.Expression:
        """What holds: what the first exception gives that applies, else the base case."""
        found = base
        for exception in reversed(self._ordered(name)):
            operands = (self._applies(exception), self._mention(exception), found)
            found = s.Operation(operator="if", operands=operands, span=exception.span)
        return found

    def _applies(self, exception: s.Exception_) -> s.Expression:
        """Its conditions, and none of the exceptions to it that give nothing."""
        lifted = [
            s.Operation(operator="not", operands=(self._mention(other),), span=other.span)
            for other in self._to(exception.name.text)
            if other.gives is None
        ]
        operands = (*exception.conditions, *lifted)
        return (
            operands[0] if len(operands) == 1 else s.Operation(operator="and", operands=operands, span=exception.span)
        )

    def _mention(self, exception: s.Exception_) -> s.Expression:
        record, name = self.values[exception.name.text].record, exception.name
        if record is None:
            return s.Name(text=name.text, span=name.span)
        return s.FieldOf(variable=record, field=name, span=name.span)

    def _to(self, name: str) -> list[s.Exception_]:
        return [each for each in self.exceptions.values() if name in _targets(each)]

    def _ordered(self, name: str) -> list[s.Exception_]:
        """The exceptions to one thing that give something, those that are exceptions to others of them first."""
        waiting, found = [each for each in self._to(name) if each.gives is not None], []
        while waiting:
            following = {target for each in waiting for target in _targets(each)}
            first = next((each for each in waiting if each.name.text not in following), waiting[0])
            waiting.remove(first)
            found.append(first)
        return found

    # ---- what is wrong

    def _value_below(self, exception: s.Exception_) -> s.Value | None:
        """The value that an exception comes to be one to, itself or through others."""
        seen, pending = {exception.name.text}, list(_targets(exception))
        while pending:
            name = pending.pop()
            match self.names.get(name):
                case s.Value() as value:
                    return value
                case s.Exception_() as other if name not in seen:
                    seen.add(name)
                    pending += _targets(other)
        return None

    def _misplaced(self, exception: s.Exception_) -> Iterator[Diagnostic]:
        value = self.values.get(exception.name.text)
        if value is None:
            for part in (exception.gives, exception.otherwise):
                if part is not None:
                    message = told("`{name}` is no exception to a value, and gives nothing", name=exception.name.text)
                    yield _wrong(part.span, message, "leave it out: an exception to a norm defeats that norm")
            return
        for target in exception.targets:
            below = self.names.get(target.text)
            match below:
                case s.Value() if below is not value:
                    yield _wrong(target.span, "an exception is to one value", "write another for the other value")
                case s.Value(rows=rows) if rows:
                    help_line = told(
                        "write a value beside it that is `{target}`, and the exception to that", target=target.text
                    )
                    yield _wrong(target.span, told("`{target}` is a table", target=target.text), help_line)
                case s.Value() if exception.gives is None:
                    message = told(
                        "`{target}` is a value: an exception to it says what holds instead", target=target.text
                    )
                    yield _wrong(exception.name.span, message, "add `gives …`")
                case s.Exception_() if self.values.get(target.text) is not value:
                    yield _wrong(target.span, "an exception is to one value", "write another for the other value")
                case s.Exception_(gives=None) if exception.gives is not None:
                    yield _wrong(
                        target.span,
                        told("`{target}` gives nothing", target=target.text),
                        "leave out what this one gives",
                    )
                case s.Norm():
                    yield _wrong(
                        target.span,
                        told("`{target}` is a norm, not a value", target=target.text),
                        "write another for the norm",
                    )

    def _conflicts(self, name: str) -> Iterator[Diagnostic]:
        """The pairs of exceptions to one thing that may apply at once, neither being one to the other."""
        giving = [each for each in self._to(name) if each.gives is not None]
        for one, other in combinations(giving, 2):
            if one.gives == other.gives or self._is_above(one, other) or self._is_above(other, one):
                continue
            if not are_disjoint(one.conditions, other.conditions, self.names):
                yield Diagnostic(
                    "exceptions-conflict",
                    told(
                        "`{name}` and `{name_2}` may both apply, and give different things",
                        name=one.name.text,
                        name_2=other.name.text,
                    ),
                    (Label(other.name.span, "this one"), Label(one.name.span, "and this one")),
                    told(
                        "let one be an exception to the other as well: `exception {name} to {name_2}, {name_3}`; or "
                        "say in `when` that the other doesn't apply",
                        name=other.name.text,
                        name_2=name,
                        name_3=one.name.text,
                    ),
                )

    def _is_above(self, one: s.Exception_, other: s.Exception_) -> bool:
        """Whether one is an exception to the other, itself or through others."""
        seen: set[str] = set()
        pending = list(_targets(one))
        while pending:
            name = pending.pop()
            if name == other.name.text:
                return True
            if name not in seen and (below := self.exceptions.get(name)) is not None:
                seen.add(name)
                pending += _targets(below)
        return False


def _wrong(span: Span, message: str, help_line: str) -> Diagnostic:
    return Diagnostic("misplaced-exception", message, (Label(span),), help_line)


def _targets(exception: s.Exception_) -> tuple[str, ...]:
    return tuple(target.text for target in exception.targets)


def _boolean(type_: s.TypeName) -> s.TypeName:
    return s.TypeName(name=replace(type_.name, text=_YES_OR_NO), span=type_.span)
