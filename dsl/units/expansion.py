"""Definitions put in where they are used, so that everything after this reads as if it had been written out.

A call is replaced by the expression of its definition, its parameters by the arguments. A variable of the definition's
own that an argument mentions, too, gets another name first (capture-avoiding substitution). A list that a definition
selects is looked through as the list that it selects from, with its condition besides. What uses a definition cites the
passages of the definition besides its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from dsl.clause_name import clause_at_start
from dsl.diagnostic import Diagnostic, Label
from dsl.functions import names
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.walk import expressions, parts, with_expressions, with_parts
from dsl.units.scope import Placed, Unit

_LARGEST = 5000
"""How many parts an expression may have once its definitions are put in."""


def expand(unit: Unit) -> list[Diagnostic]:
    """Puts in every definition that the statements of a unit call; reports those that cannot be put in."""
    placed = {one.statement.name.text: one for one in unit.placed if isinstance(one.statement, s.Definition)}
    if not placed:
        return []
    diagnostics = [*_misnamed(placed), *_circles(placed)]
    if not diagnostics:
        expansion = _Expansion(placed)
        unit.placed = [expansion.of(one) for one in unit.placed]
        diagnostics = expansion.diagnostics
        unit.called = frozenset(expansion.called)
        unit.excused |= expansion.excused
    return diagnostics


def _definition(placed: Placed) -> s.Definition:
    assert isinstance(placed.statement, s.Definition)
    return placed.statement


def _misnamed(placed: Mapping[str, Placed]) -> Iterator[Diagnostic]:
    for name, one in placed.items():
        if name in names():
            word = _definition(one).name
            message = told("`{name}` is a function of the language", name=name)
            yield Diagnostic("declared-twice", message, (Label(word.span),), "give the definition another name")


def _used(statement: s.Statement) -> Iterator[str]:
    """The names of what a statement calls, and of the lists that it looks through or selects from."""
    for expression, _ in expressions(statement):
        for part in _all_parts(expression):
            match part:
                case s.Call(function=function):
                    yield function.text
                case s.Aggregate(source=s.Name(text=name)):
                    yield name
    if isinstance(statement, s.Definition) and isinstance(statement.source, s.Name):
        yield statement.source.text


def _circles(placed: Mapping[str, Placed]) -> Iterator[Diagnostic]:
    """The definitions that come to call themselves."""
    calls = {name: {used for used in _used(one.statement) if used in placed} for name, one in placed.items()}
    for name, one in placed.items():
        reached: set[str] = set()
        pending = list(calls[name])
        while pending:
            called = pending.pop()
            if called not in reached:
                reached.add(called)
                pending += calls[called]
        if name in reached:
            yield Diagnostic(
                "circular-definition",
                told("`{name}` is defined by itself", name=name),
                (Label(_definition(one).name.span),),
                "nothing of the language calls itself: say it of a list, with `sum of`, `some … has` and their like",
            )


class _Expansion:
    """Puts the definitions of one unit in; none of them comes to call itself."""

    def __init__(self, placed: Mapping[str, Placed]) -> None:
        self.placed = placed
        self.diagnostics: list[Diagnostic] = []
        self.called: set[str] = set()
        self.excused: set[str] = set()
        self.cited: dict[str, s.Word] = {}
        self._bodies: dict[str, s.Expression] = {}
        self._cited_by: dict[str, dict[str, s.Word]] = {}
        self._sizes: dict[int, tuple[s.Expression, int]] = {}
        self._numbers = count(2)
        self._parameters: frozenset[str] = frozenset()
        """Those of the definition whose body is being looked at: they hide what has the same name."""

    def of(self, placed: Placed) -> Placed:
        """A statement with its calls replaced; a definition stays as it is written."""
        if isinstance(placed.statement, s.Definition):
            return placed
        self.cited = {}
        statement = with_expressions(placed.statement, self._expression)
        if statement is placed.statement:
            return placed
        match statement:
            case s.Norm() | s.Exception_() | s.Value() | s.Priority():
                statement = replace(statement, by=(*statement.by, *self.cited.values()))
        return replace(placed, statement=statement)

    def _expression(self, expression: s.Expression) -> s.Expression:
        inner = with_parts(expression, self._expression)
        if isinstance(inner, s.Aggregate):
            return self._selected(inner)
        if not isinstance(inner, s.Call) or inner.function.text not in self.placed:
            return inner
        placed = self.placed[inner.function.text]
        definition = _definition(placed)
        body = self._body(definition)
        self.called.add(definition.name.text)
        if len(inner.arguments) != len(definition.parameters):
            parameters = ", ".join(parameter.text for parameter in definition.parameters)
            self.diagnostics.append(
                Diagnostic(
                    "wrong-arguments",
                    told(
                        "`{name}` does not take {number} arguments",
                        name=definition.name.text,
                        number=len(inner.arguments),
                    ),
                    (Label(inner.span),),
                    told("it is defined of ({parameters})", parameters=parameters),
                )
            )
            return inner
        self.cited |= self._citations(definition.name.text)
        given = {
            parameter.text: argument for parameter, argument in zip(definition.parameters, inner.arguments, strict=True)
        }
        if self._is_too_large(self._size_with(body, given), inner.span):
            return inner
        return self._with_selections(self._substituted(body, given))

    def _with_selections(self, expression: s.Expression) -> s.Expression:
        """An expression in which a list is selected that has been given for a parameter."""
        inner = with_parts(expression, self._with_selections)
        return self._selected(inner) if isinstance(inner, s.Aggregate) else inner

    def _selected(self, aggregate: s.Aggregate) -> s.Aggregate:
        """A look through a list that a definition selects: through the one that it selects from, on its condition."""
        source, variable = aggregate.source, aggregate.variable
        if not isinstance(source, s.Name) or source.text not in self.placed or source.text in self._parameters:
            return aggregate
        definition = _definition(self.placed[source.text])
        if definition.source is None:
            return aggregate
        self.called.add(source.text)
        self.cited |= self._citations(source.text)
        record = {definition.parameters[0].text: s.Name(text=variable.text, span=variable.span)}
        chosen = self._substituted(self._body(definition), record)
        if self._is_too_large(self._size(chosen) + self._size(aggregate), source.span):
            return aggregate
        body, where = aggregate.body, aggregate.where
        match aggregate.operator:
            case "some" if body is not None:
                body = s.Operation(operator="and", operands=(chosen, body), span=body.span)
            case "every" if body is not None:
                unchosen = s.Operation(operator="not", operands=(chosen,), span=chosen.span)
                body = s.Operation(operator="or", operands=(unchosen, body), span=body.span)
            case _ if where is not None:
                where = s.Operation(operator="and", operands=(chosen, where), span=where.span)
            case _:
                where = chosen
        return self._selected(replace(aggregate, source=definition.source, body=body, where=where))

    def _is_too_large(self, size: int, place: Span) -> bool:
        """Whether an expression has more parts than one may have. Reports it if so."""
        if size <= _LARGEST:
            return False
        message = told("written out, this is more than {LARGEST} operations", LARGEST=_LARGEST)
        help_line = "let a value come to what the inner ones come to"
        self.diagnostics.append(Diagnostic("nested-too-deep", message, (Label(place),), help_line))
        return True

    def _body(self, definition: s.Definition) -> s.Expression:
        """What a definition says, with the definitions that it calls put in."""
        name = definition.name.text
        if name not in self._bodies:
            around = self._parameters
            self._parameters = frozenset(parameter.text for parameter in definition.parameters)
            self._bodies[name] = self._expression(definition.expression)
            self._parameters = around
        return self._bodies[name]

    def _citations(self, name: str) -> dict[str, s.Word]:
        """The passages of a definition and of those that it calls, in full and by what is written."""
        if name in self._cited_by:
            return self._cited_by[name]
        found = self._cited_by[name] = {}
        placed = self.placed[name]
        for word in _definition(placed).by:
            whole = word.text if clause_at_start(word.text) else f"{placed.clause} {word.text}"
            found[whole] = replace(word, text=whole)
        for used in _used(placed.statement):
            if used in self.placed:
                found |= self._citations(used)
        return found

    def _size_with(self, body: s.Expression, given: Mapping[str, s.Expression]) -> int:
        """How many parts an expression has with what is given in it; shared parts are counted wherever they stand."""
        return self._size(body) + sum(
            self._size(given[part.text]) for part in _all_parts(body) if isinstance(part, s.Name) and part.text in given
        )

    def _size(self, expression: s.Expression) -> int:
        known = self._sizes.get(id(expression))
        if known is None:
            known = expression, 1 + sum(map(self._size, parts(expression)))
            self._sizes[id(expression)] = known
        return known[1]

    def _substituted(self, expression: s.Expression, given: Mapping[str, s.Expression]) -> s.Expression:
        """The expression with names replaced by what is given for them."""
        match expression:
            case s.Name():
                return given.get(expression.text, expression)
            case s.FieldOf():
                argument = given.get(expression.variable.text)
                if argument is None:
                    return expression
                if isinstance(argument, s.Name):
                    return replace(expression, variable=s.Word(text=argument.text, span=argument.span))
                message = told("`{variable}` stands for a record here", variable=expression.variable.text)
                help_line = "give the record itself: the name by which a list is looked through"
                self.excused.add(expression.variable.text)
                self.diagnostics.append(Diagnostic("not-a-record", message, (Label(argument.span),), help_line))
                return expression
            case s.Aggregate():
                return self._aggregate(expression, given)
            case _:
                return with_parts(expression, lambda part: self._substituted(part, given))

    def _aggregate(self, aggregate: s.Aggregate, given: Mapping[str, s.Expression]) -> s.Expression:
        """A look through a list: its own variable hides a parameter, and is renamed where an argument has one alike."""
        source = self._substituted(aggregate.source, given)
        variable = aggregate.variable
        inner = {name: argument for name, argument in given.items() if name != variable.text}
        if any(variable.text in _mentioned(argument) for argument in inner.values()):
            fresh = f"{variable.text}_{next(self._numbers)}"
            inner[variable.text] = s.Name(text=fresh, span=variable.span)
            variable = replace(variable, text=fresh)
        changed = with_parts(aggregate, lambda part: self._substituted(part, inner))
        assert isinstance(changed, s.Aggregate)
        return replace(changed, variable=variable, source=source)


def _mentioned(expression: s.Expression) -> Iterator[str]:
    """The names and variables that an expression mentions."""
    for part in _all_parts(expression):
        match part:
            case s.Name():
                yield part.text
            case s.FieldOf():
                yield part.variable.text


def _all_parts(expression: s.Expression) -> Iterator[s.Expression]:
    pending = [expression]
    while pending:
        part = pending.pop()
        yield part
        pending += parts(part)
