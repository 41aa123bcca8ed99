"""Emits Python that explains expressions: a step for each part that decides.

The parts of a node are computed without short cuts, since all of them may have to be told; then the steps of those that
account for the result are appended.
"""

from typing import Any

from dsl.typed import program as p
from engine.evaluate.generate import Generator
from engine.evaluate.layout import Layout
from engine.explain.step import MOST_RECORDS, OfRecord, Step

COMPARED = {"equal", "unequal", "less", "at_most", "more", "at_least"}


class StepEmission(Generator):
    """Values with a place for every part, and the steps that account for them."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.places: dict[int, str] = {}
        self.objects: dict[int, str] = {}
        self.explaining: list[tuple[str, str]] = []
        self.namespace |= {
            "Step": Step,
            "OfRecord": OfRecord,
            "again": _again,
            "names": [name for _, name in layout.inputs],
        }

    def want(self, kind: str, name: str) -> str:
        """The name of the function that explains a norm, a value or a value per record; it will be emitted."""
        self.explaining.append((kind, name))
        return f"{kind[0]}{'r' if kind == 'derived' else ''}_explain_{name}"

    # ---- values: no short cuts, every part has its place

    def expression(self, expression: p.Expression) -> str:
        place = super().expression(expression)
        self.places[id(expression)] = place
        return place

    def _conjunction(self, operands: tuple[p.Expression, ...], operator: str) -> str:
        found = [self.expression(operand) for operand in operands]
        place = self._temporary()
        self._line(f"{place} = {all_of(found) if operator == 'and' else _any(found)}")
        return place

    def _if(self, operation: p.Operation) -> str:
        test, yes, no = (self.expression(operand) for operand in operation.operands)
        place = self._temporary()
        self._line(f"{place} = None if {test} is None else {yes} if {test} else {no}")
        return place

    def _call(self, call: p.Function) -> str:
        for argument in call.arguments:
            self.expression(argument)
        return super()._call(call)

    def _lookup(self, lookup: p.Lookup) -> str:
        known = len(self.aliases)
        for source in lookup.inputs:
            place = self.expression(source)
            if not isinstance(source, p.Constant):
                self.aliases.append((source, place))
        tests = [self.expression(row.test) for row in lookup.rows]
        results = [self.expression(row.result) for row in lookup.rows]
        place, number = self._temporary(), self._temporary()
        self._line(f"{number} = 0")
        chain = "".join(f"None if {test} is None else {at} if {test} else " for at, test in enumerate(tests, 1))
        self._line(f"{number} = {chain}None")
        choice = "".join(f"{result} if {number} == {at} else " for at, result in enumerate(results, 1))
        self._line(f"{place} = None if {number} is None else {choice}None")
        self.places[-id(lookup)] = number
        del self.aliases[known:]
        return place

    # ---- steps

    def _steps(self, expression: p.Expression, out: str) -> None:
        """Emits what appends the steps that account for the value of an expression."""
        match expression:
            case p.Constant() | p.Function(name="floor" | "ceiling", arguments=(p.Constant(),)):
                return
            case p.Reference():
                self._line(f"{out}.append({self._step_of(expression)})")
            case p.FieldReference():
                self._line(f"{out}.append({self._step_of_field(expression)})")
            case p.Operation(operator="and" | "or"):
                self._steps_of_joined(expression, out)
            case p.Operation(operator="not"):
                self._steps(expression.operands[0], out)
            case p.Operation(operator="if"):
                self._steps_of_if(expression, out)
            case p.Operation(operator="is_none"):
                operand = expression.operands[0]
                self._append(
                    out,
                    "existence",
                    operand,
                    expression,
                    (operand,),
                    f"({self._subject(operand)}, {self.places[id(operand)]})",
                )
            case p.Operation(operator="within"):
                self._steps_of_option(expression, expression.detail, out)
            case p.Operation(operator="equal") if expression.operands[0].type.kind == "choice":
                right = expression.operands[1]
                if isinstance(right, p.Constant):
                    self._steps_of_option(expression, (right.value,), out)
                else:
                    self._steps(expression.operands[0], out)
                    self._steps(right, out)
            case p.Operation():
                kind = "comparison" if expression.operator in COMPARED else "arithmetic"
                operands = expression.operands
                self._append(out, kind, expression, expression, operands, self._operands(operands))
            case p.Function(name="or_else"):
                first, second = expression.arguments
                for test, argument in ((f"if {self.places[id(first)]} is not ABSENT:", first), ("else:", second)):
                    self._line(test)
                    with self._indented():
                        self._line("pass")
                        self._steps(argument, out)
            case p.Function():
                self._append(
                    out,
                    "arithmetic",
                    expression,
                    expression,
                    expression.arguments,
                    self._operands(expression.arguments),
                )
            case p.Aggregate():
                self._steps_of_aggregate(expression, out)
            case p.Lookup():
                self._steps_of_lookup(expression, out)

    def _append(
        self,
        out: str,
        kind: str,
        subject: Any,
        expression: p.Expression,
        operands: tuple[p.Expression, ...],
        detail: str,
    ) -> None:
        """Emits one step, its children what stands behind the operands that it names."""
        deeper = [operand for operand in operands if not _is_named_already(operand)]
        children = "()"
        if deeper:
            inner = self._temporary()
            self._line(f"{inner} = []")
            for operand in deeper:
                self._steps(operand, inner)
            children = f"tuple({inner})"
        place = self.places[id(expression)]
        self._line(
            f"{out}.append(Step({kind!r}, {self._object(subject)}, {place}, (), {children}, '', False, {detail}))"
        )

    def _operands(self, operands: tuple[p.Expression, ...]) -> str:
        found = ", ".join(self.places[id(operand)] for operand in operands)
        subjects = ", ".join(self._subject(operand) for operand in operands)
        return f"(({found},), ({subjects},))"

    def _step_of(self, reference: p.Reference) -> str:
        program = self.layout.program
        match reference.kind:
            case "live":
                return f"{self.want('norm', reference.name)}(c, seen)"
            case "value":
                return f"{self.want('value', reference.name)}(c, seen)"
            case "fact":
                return f"Step('fact', {self._object(program.facts[reference.name])}, {self.places[id(reference)]})"
            case _:
                ambiguity = program.ambiguities[reference.name]
                return (
                    f"Step('reading', {self._object(ambiguity)}, {self.places[id(reference)]}, "
                    f"{self._object(ambiguity.citations)})"
                )

    def _step_of_field(self, field: p.FieldReference) -> str:
        place = self._of_record(field)
        if field.derived:
            return f"{self.want('derived', field.name)}(c, {self.variables[field.variable]}, {place}, seen)"
        node = self._field_node(field)
        return f"Step('field', {self._object(node)}, {self.places[id(field)]}, (), (), '', False, ({place},))"

    def _steps_of_joined(self, operation: p.Operation, out: str) -> None:
        place = self.places[id(operation)]
        whole = "True" if operation.operator == "and" else "False"
        for operand in operation.operands:
            if isinstance(operand, p.Constant):
                continue
            self._line(f"if {place} is {whole} or {self.places[id(operand)]} is {place}:")
            with self._indented():
                self._line("pass")
                self._steps(operand, out)

    def _steps_of_if(self, operation: p.Operation, out: str) -> None:
        test, yes, no = operation.operands
        self._steps(test, out)
        place = self.places[id(test)]
        for word, branch in ((f"if {place} is True:", yes), (f"elif {place} is False:", no)):
            self._line(word)
            with self._indented():
                self._line("pass")
                self._steps(branch, out)

    def _steps_of_option(self, operation: p.Operation, options: tuple[str, ...], out: str) -> None:
        operand = operation.operands[0]
        if isinstance(operand, p.Reference) and operand.kind == "reading":
            ambiguity = self.layout.program.ambiguities[operand.name]
            self._line(
                f"{out}.append(Step('reading', {self._object(ambiguity)}, {self.places[id(operand)]}, "
                f"{self._object(ambiguity.citations)}, (), '', False, {self._object(options)}))"
            )
            return
        self._append(
            out,
            "option",
            operand,
            operation,
            (operand,),
            f"({self.places[id(operand)]}, {self._object(options)}, {self._subject(operand)})",
        )

    def _steps_of_lookup(self, lookup: p.Lookup, out: str) -> None:
        number, inner = self.places[-id(lookup)], self._temporary()
        self._line(f"{inner} = []")
        for source in lookup.inputs:
            if not _is_named_already(source):
                self._steps(source, inner)
        detail = self._operands(lookup.inputs)[1:-1]
        for at, row in enumerate(lookup.rows, 1):
            self._line(f"{'if' if at == 1 else 'elif'} {number} == {at}:")
            with self._indented():
                if isinstance(row.test, p.Operation) and row.test.operator == "and":
                    self._readings(row.test.operands, inner)
                if not _is_named_already(row.result):
                    self._steps(row.result, inner)
                self._line(
                    f"{out}.append(Step('row', {self._object(row)}, {self.places[id(row.result)]}, "
                    f"{self._object(row.citations)}, tuple({inner}), '', False, ({at}, {detail})))"
                )
        self._line("else:")
        with self._indented():
            for at, row in enumerate(lookup.rows):
                self._line(f"{'if' if at == 0 else 'elif'} {self.places[id(row.test)]} is None:")
                with self._indented():
                    self._line("pass")
                    self._readings((row.test,), inner)
            self._line(
                f"{out}.append(Step('row', {self._object(lookup)}, None, (), tuple({inner}), '', False, (0, {detail})))"
            )

    def _readings(self, tests: tuple[p.Expression, ...], out: str) -> None:
        """Emits the steps of the tests that are readings, and only those."""
        for test in tests:
            found = self._temporary()
            self._line(f"{found} = []")
            self._steps(test, found)
            self._line(f"{out} += [s for s in {found} if s.kind == 'reading']")

    def _steps_of_aggregate(self, aggregate: p.Aggregate, out: str) -> None:
        value, source = self.places[id(aggregate)], self.places[id(aggregate.source)]
        children, record, inner = self._temporary(), f"r{self.temporaries}", self._temporary()
        included, result = self._temporary(), self._temporary()
        self._line(f"{children} = []")
        self._line(f"for {record} in {source} or ():")
        shadowed, known, aliases = self.variables.get(aggregate.variable), dict(self.places), list(self.aliases)
        self.variables[aggregate.variable] = record
        with self._indented():
            self._line(f"{inner} = []")
            self._line(f"{included} = True")
            if aggregate.where is not None:
                self._line(f"{included} = {self.expression(aggregate.where)}")
                self._steps(aggregate.where, inner)
            self._line(f"{result} = {included}")
            shown = included
            if aggregate.body is not None:
                self._line(f"if {included} is not False:")
                with self._indented():
                    self._line(f"{result} = {self.expression(aggregate.body)}")
                    self._steps(aggregate.body, inner)
                shown = f"({result} if {included} is True else {included})"
            at = self._object(self.layout.program.records[aggregate.record])
            self._line(
                f"{children}.append(Step('record', {at}, {shown}, (), tuple({inner}), '', False, "
                f"({record}[-1][1] + 1, {result}, {self._object(aggregate)}, names[{record}[-1][0]])))"
            )
        self.places, self.aliases = known, aliases
        del self.variables[aggregate.variable]
        if shadowed is not None:
            self.variables[aggregate.variable] = shadowed
        if aggregate.operator in ("some", "every"):
            decisive = aggregate.operator == "some"
            self._line(f"if {value} is {decisive}: {children} = [s for s in {children} if s.value is {decisive}]")
        fact = self._subject(aggregate.source)
        self._line(
            f"{out}.append(Step('list', {self._object(aggregate)}, {value}, (), "
            f"tuple({children}[:{MOST_RECORDS}]), '', False, ({fact}, None if {source} is None else "
            f"len({source}), len({children}))))"
        )

    # ---- what steps are about

    def _subject(self, expression: p.Expression) -> str:
        program = self.layout.program
        match expression:
            case p.Reference(kind="fact", name=name):
                return self._object(program.facts[name])
            case p.Reference(kind="value", name=name):
                return self._object(program.values[name])
            case p.FieldReference():
                return self._of_record(expression)
            case _:
                return self._object(expression)

    def _of_record(self, field: p.FieldReference) -> str:
        record = self.variables[field.variable]
        return (
            f"OfRecord({self._object(self._field_node(field))}, "
            f"{self._object(self.layout.program.records[field.record])}, {record}[-1][1] + 1, "
            f"len(c[{record}[-1][0]] or ()), names[{record}[-1][0]])"
        )

    def _field_node(self, field: p.FieldReference) -> p.Fact | p.Value:
        if field.derived:
            return self.layout.program.values[field.name]
        record = self.layout.program.records[field.record]
        return record.fields[self.layout.fields[(field.record, field.name)]]

    def _object(self, thing: Any) -> str:
        """A name under which the generated code finds a declaration or expression."""
        if id(thing) not in self.objects:
            name = self.objects[id(thing)] = f"o{len(self.objects)}"
            self.namespace[name] = thing
        return self.objects[id(thing)]


def _is_named_already(expression: p.Expression) -> bool:
    """Whether a step that names an operand has nothing more to tell behind it: a fact, a field, a constant."""
    match expression:
        case p.Reference(kind="fact") | p.Constant() | p.FieldReference(derived=False):
            return True
        case _:
            return False


def _again(step: Step) -> Step:
    return step._replace(again=True)


def all_of(found: list[str]) -> str:
    """The source of what holds where all of several variables hold."""
    if not found:
        return "True"
    if len(found) == 1:
        return found[0]
    return (
        f"False if {' or '.join(f'{place} is False' for place in found)} else "
        f"None if {' or '.join(f'{place} is None' for place in found)} else True"
    )


def _any(found: list[str]) -> str:
    return (
        f"True if {' or '.join(f'{place} is True' for place in found)} else "
        f"None if {' or '.join(f'{place} is None' for place in found)} else False"
    )
