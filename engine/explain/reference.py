"""The reference explainer: the steps behind one answer, by walking the expressions that it rests on.

It explains a question the first time, where generating code would take longer than explaining, and it is the oracle
for the generated code (`engine/explain/tracing.py`): both make the same steps.
"""

from typing import Any

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.evaluate.functions import ABSENT
from engine.evaluate.interpret import Interpreter, Variables
from engine.explain.step import MOST_RECORDS, OfRecord, Step
from engine.model.asked import Ground
from engine.model.expressions import conjuncts


class Reference:
    """Explains one answer in one frame by walking what it rests on."""

    def __init__(self, answer: Answer, frame: list[Any]) -> None:
        self.answer = answer
        self.program = answer.knowledge.program
        self.layout = answer.knowledge.layout
        self.interpreter = Interpreter(self.layout, frame)
        self.explained: dict[tuple[str, str], Step] = {}

    def question(self) -> Step:
        """The whole reasoning: the grounds by how they stand, or the steps behind a value."""
        asked = self.answer.asked
        assert asked.root is not None
        value = self.interpreter.value(asked.root)
        if not asked.grounds:
            return Step("question", asked.question, value, (), tuple(self.reasons(asked.root, {})))
        ranks = {"live": 0, "open": 1, "defeated": 2, "untriggered": 3}
        grounds = sorted((self.ground(ground) for ground in asked.grounds), key=lambda step: ranks[step.status])
        return Step("question", asked.question, value, (), tuple(grounds))

    # ---- norms

    def ground(self, ground: Ground) -> Step:
        """One ground of a position: a norm, what the question adds to it, and what says the contrary."""
        step = self.norm(ground.norm)
        extra: list[Step] = []
        status = step.status
        if ground.covering is not None and step.status in ("live", "open"):
            covered = self.interpreter.value(ground.covering)
            extra = self.reasons(ground.covering, {})
            if covered is False:
                status = "untriggered"
                norm = self.program.norms[ground.norm]
                aspect = self.program.terms.get(f"aspect:{self.answer.asked.question.covering}")
                extra = extra or [Step("uncovered", norm, False, norm.citations, detail=(aspect,))]
                return Step(step.kind, norm, step.value, step.citations, tuple(extra), status, step.again, step.detail)
            elif covered is None:
                status = "open"
        for other in ground.contrary:
            if self.interpreter.named("live", other) is not False:
                extra.append(
                    Step(
                        "opposed",
                        self.program.norms[other],
                        self.interpreter.named("live", other),
                        self.program.norms[other].citations,
                    )
                )
        return Step(
            step.kind,
            step.subject,
            step.value,
            step.citations,
            (*step.children, *extra),
            status,
            step.again,
            step.detail,
        )

    def norm(self, name: str) -> Step:
        """A norm or exception with what makes it hold, or what it lacks, or what defeats it."""
        node = self.program.norms.get(name) or self.program.exceptions[name]
        kind = "norm" if isinstance(node, p.Norm) else "exception"
        live, applies = self.interpreter.named("live", name), self.interpreter.applies(name)
        status = "live" if live else "open" if live is None else "untriggered" if applies is False else "defeated"
        if ("live", name) in self.explained:
            return self.explained[("live", name)]._replace(again=True)
        children: list[Step] = []
        for condition in node.conditions:
            value = self.interpreter.value(condition.expression)
            if (applies is False and value is not False) or (status == "open" and value is True):
                continue
            children += self.reasons(condition.expression, {})
        if applies is not False:
            children += self._defeaters(name, status)
        met = sum(
            self.interpreter.value(part) is True
            for condition in node.conditions
            for part in conjuncts(condition.expression)
        )
        step = self.explained[("live", name)] = Step(
            kind, node, live, node.citations, tuple(children), status, detail=(met,)
        )
        return step

    def _defeaters(self, name: str, status: str) -> list[Step]:
        steps, untouched = [], []
        for defeater, expression in zip(self.layout.defeater_names(name), self.layout.defeaters(name), strict=True):
            value = self.interpreter.value(expression)
            if value is True or value is None:
                steps.append(self.norm(defeater))
            else:
                untouched.append(defeater)
        if untouched and status == "live":
            rejected = tuple(self.norm(defeater) for defeater in untouched)
            steps.append(
                Step(
                    "untouched",
                    tuple(step.subject for step in rejected),
                    False,
                    tuple(c for step in rejected for c in step.citations[:1]),
                    rejected,
                )
            )
        return steps

    # ---- expressions

    def reasons(self, expression: p.Expression, variables: Variables) -> list[Step]:
        """The steps that account for the value of an expression."""
        match expression:
            case p.Constant() | p.Function(name="floor" | "ceiling", arguments=(p.Constant(),)):
                return []
            case p.Reference():
                return [self._named(expression)]
            case p.FieldReference():
                return self._field(expression, variables)
            case p.Operation():
                return self._operation(expression, variables)
            case p.Function(name="or_else"):
                first = self.interpreter.value(expression.arguments[0], variables) is not ABSENT
                return self.reasons(expression.arguments[0 if first else 1], variables)
            case p.Function():
                return self._arithmetic(expression, expression.arguments, variables)
            case p.Aggregate():
                return [self._aggregate(expression, variables)]
            case p.Lookup():
                return self._lookup(expression, variables)

    def _named(self, reference: p.Reference) -> Step:
        if reference.kind == "live":
            return self.norm(reference.name)
        value = self.interpreter.named(reference.kind, reference.name)
        if reference.kind == "fact":
            return Step("fact", self.program.facts[reference.name], value)
        if reference.kind == "reading":
            ambiguity = self.program.ambiguities[reference.name]
            return Step("reading", ambiguity, value, ambiguity.citations)
        node = self.program.values[reference.name]
        if ("value", node.name) in self.explained:
            return self.explained[("value", node.name)]._replace(again=True)
        step = Step("value", node, value, node.citations, tuple(self.reasons(node.expression, {})))
        self.explained[("value", node.name)] = step
        return step

    def _field(self, field: p.FieldReference, variables: Variables) -> list[Step]:
        value = self.interpreter.value(field, variables)
        place = self._of_record(field, variables)
        if isinstance(place.node, p.Fact):
            return [Step("field", place.node, value, detail=(place,))]
        node = place.node
        key = ("value", f"{node.name}[{variables[field.variable][-1]}]")
        if key in self.explained:
            return [self.explained[key]._replace(again=True)]
        inner = {node.record or "": variables[field.variable]}
        step = Step("value", node, value, node.citations, tuple(self.reasons(node.expression, inner)), detail=(place,))
        self.explained[key] = step
        return [step]

    def _of_record(self, field: p.FieldReference, variables: Variables) -> OfRecord:
        at, number = variables[field.variable][-1]
        fact, record = self.layout.inputs[at][1], self.program.records[field.record]
        node: p.Fact | p.Value = (
            self.program.values[field.name]
            if field.derived
            else next(declared for declared in record.fields if declared.name == field.name)
        )
        return OfRecord(node, record, number + 1, len(self.interpreter.frame[at] or ()), fact)

    def _operation(self, operation: p.Operation, variables: Variables) -> list[Step]:
        value = self.interpreter.value(operation, variables)
        match operation.operator:
            case "and" | "or":
                return self._joined(operation, value, variables)
            case "not":
                return self.reasons(operation.operands[0], variables)
            case "if":
                test = self.interpreter.value(operation.operands[0], variables)
                steps = self.reasons(operation.operands[0], variables)
                if test is not None:
                    steps += self.reasons(operation.operands[1 if test else 2], variables)
                return steps
            case "is_none":
                return [
                    Step(
                        "existence",
                        operation.operands[0],
                        value,
                        (),
                        tuple(self._deeper(operation.operands[0], variables)),
                        detail=(
                            self._subject(operation.operands[0], variables),
                            self.interpreter.value(operation.operands[0], variables),
                        ),
                    )
                ]
            case "within":
                return self._option(operation, operation.detail, value, variables)
            case "equal" if operation.operands[0].type.kind == "choice":
                right = operation.operands[1]
                if isinstance(right, p.Constant):
                    return self._option(operation, (right.value,), value, variables)
                return [*self.reasons(operation.operands[0], variables), *self.reasons(right, variables)]
            case "equal" | "unequal" | "less" | "at_most" | "more" | "at_least":
                found = tuple(self.interpreter.value(operand, variables) for operand in operation.operands)
                subjects = tuple(self._subject(operand, variables) for operand in operation.operands)
                children = [step for operand in operation.operands for step in self._deeper(operand, variables)]
                return [Step("comparison", operation, value, (), tuple(children), detail=(found, subjects))]
            case _:
                return self._arithmetic(operation, operation.operands, variables)

    def _joined(self, operation: p.Operation, value: Any, variables: Variables) -> list[Step]:
        everything = value is (operation.operator == "and")
        steps: list[Step] = []
        for operand in operation.operands:
            if everything or self.interpreter.value(operand, variables) is value:
                steps += self.reasons(operand, variables)
        return steps

    def _option(self, operation: p.Operation, options: tuple[str, ...], value: Any, variables: Variables) -> list[Step]:
        operand = operation.operands[0]
        if isinstance(operand, p.Reference) and operand.kind == "reading":
            step = self._named(operand)
            return [Step("reading", step.subject, step.value, step.citations, detail=options)]
        found = self.interpreter.value(operand, variables)
        subject = self._subject(operand, variables)
        return [
            Step(
                "option", operand, value, (), tuple(self._deeper(operand, variables)), detail=(found, options, subject)
            )
        ]

    def _subject(self, expression: p.Expression, variables: Variables) -> Any:
        """What an operand is called: the declaration behind a name or field, with the number of its record."""
        match expression:
            case p.Reference(kind="fact", name=name):
                return self.program.facts[name]
            case p.Reference(kind="value", name=name):
                return self.program.values[name]
            case p.FieldReference():
                return self._of_record(expression, variables)
            case _:
                return expression

    def _deeper(self, expression: p.Expression, variables: Variables) -> list[Step]:
        """What stands behind an operand that a step names already: nothing behind a fact."""
        match expression:
            case p.Reference(kind="fact") | p.Constant():
                return []
            case p.FieldReference(derived=False):
                return []
            case _:
                return self.reasons(expression, variables)

    def _arithmetic(
        self, expression: p.Operation | p.Function, operands: tuple[p.Expression, ...], variables: Variables
    ) -> list[Step]:
        found = tuple(self.interpreter.value(operand, variables) for operand in operands)
        subjects = tuple(self._subject(operand, variables) for operand in operands)
        children = [step for operand in operands for step in self._deeper(operand, variables)]
        value = self.interpreter.value(expression, variables)
        return [Step("arithmetic", expression, value, (), tuple(children), detail=(found, subjects))]

    def _lookup(self, lookup: p.Lookup, variables: Variables) -> list[Step]:
        row = self.interpreter.row(lookup, variables)
        found = tuple(self.interpreter.value(source, variables) for source in lookup.inputs)
        subjects = tuple(self._subject(source, variables) for source in lookup.inputs)
        children = [step for source in lookup.inputs for step in self._deeper(source, variables)]
        if row is None:
            open_tests = [test.test for test in lookup.rows if self.interpreter.value(test.test, variables) is None]
            children += [
                step for test in open_tests[:1] for step in self.reasons(test, variables) if step.kind == "reading"
            ]
            return [Step("row", lookup, None, (), tuple(children), detail=(0, found, subjects))]
        if isinstance(row.test, p.Operation) and row.test.operator == "and":
            for test in row.test.operands:
                children += [step for step in self.reasons(test, variables) if step.kind == "reading"]
        children += self._deeper(row.result, variables)
        return [
            Step(
                "row",
                row,
                self.interpreter.value(row.result, variables),
                row.citations,
                tuple(children),
                detail=(lookup.rows.index(row) + 1, found, subjects),
            )
        ]

    def _aggregate(self, aggregate: p.Aggregate, variables: Variables) -> Step:
        value = self.interpreter.value(aggregate, variables)
        records = self.interpreter.records(aggregate.source)
        children: list[Step] = []
        for record in records or ():
            step = self._record(aggregate, record, value, variables)
            if step is not None:
                children.append(step)
        if aggregate.operator == "some" and value is True:
            children = [child for child in children if child.value is True]
        elif aggregate.operator == "every" and value is False:
            children = [child for child in children if child.value is False]
        fact = self._subject(aggregate.source, variables)
        return Step(
            "list",
            aggregate,
            value,
            (),
            tuple(children[:MOST_RECORDS]),
            detail=(fact, len(records) if records is not None else None, len(children)),
        )

    def _record(self, aggregate: p.Aggregate, record: list[Any], value: Any, variables: Variables) -> Step | None:
        inner = variables | {aggregate.variable: record}
        steps: list[Step] = []
        included: Any = True
        if aggregate.where is not None:
            included = self.interpreter.value(aggregate.where, inner)
            steps += self.reasons(aggregate.where, inner)
        result = included
        if aggregate.body is not None and included is not False:
            result = self.interpreter.value(aggregate.body, inner)
            steps += self.reasons(aggregate.body, inner)
        declaration = self.program.records[aggregate.record]
        at, number = record[-1]
        return Step(
            "record",
            declaration,
            result if aggregate.body is not None and included is True else included,
            (),
            tuple(steps),
            detail=(number + 1, result, aggregate, self.layout.inputs[at][1]),
        )
