"""DMN 1.3: every decision table, with the inputs that it looks at.

Each `on` is a column. Where a row holds only under a condition (a reading, say), that condition is a column as well.
The first row that holds answers, as in the language; what a table takes from other values is an input of the same name.
"""

from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from dsl.typed import program as p
from engine.export.feel import constant, feel, sign
from engine.export.target import Exported, Target
from engine.model.expressions import conjuncts, inputs_in

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_ANY = "-"
"""The entry of a cell that anything fits."""

_TYPES = {
    "boolean": "boolean",
    "integer": "number",
    "decimal": "number",
    "percent": "number",
    "ratio": "number",
    "money": "number",
    "date": "date",
    "instant": "dateTime",
    "moment": "dateTime",
    "days": "dayTimeDuration",
    "duration": "dayTimeDuration",
    "period": "yearMonthDuration",
    "choice": "string",
    "list": "Any",
    "none": "Any",
}


def _written(exported: Exported) -> etree._Element:
    program, edition = exported.program, exported.program.edition
    tables = [value for value in program.values.values() if isinstance(value.expression, p.Lookup)]
    names: dict[str, None] = {}
    for value in tables:
        names |= dict.fromkeys(_needed(value))
    root = _E.definitions(
        id=_identifier("edition", edition.name), name=exported.text(edition.title), namespace=exported.name
    )
    for name in names:
        if name not in {value.name for value in tables}:
            data = _E.inputData(id=_identifier("input", name), name=name)
            data.append(_E.variable(id=_identifier("variable", name), name=name))
            root.append(data)
    for value in tables:
        root.append(_decision(exported, value))
    return root


def _decision(exported: Exported, value: p.Value) -> etree._Element:
    lookup = value.expression
    assert isinstance(lookup, p.Lookup)
    tables = {name for name, other in exported.program.values.items() if isinstance(other.expression, p.Lookup)}
    made = _E.decision(id=_identifier("decision", value.name), name=value.name)
    made.append(_E.description(f"{exported.text(value.text)} ({', '.join(map(exported.eid, value.citations))})"))
    made.append(_E.variable(id=_identifier("result", value.name), name=value.name, typeRef=_TYPES[lookup.type.kind]))
    for name in _needed(value):
        kind, element = ("decision", _E.requiredDecision) if name in tables else ("input", _E.requiredInput)
        requirement = _E.informationRequirement(id=_identifier("needs", f"{value.name}.{name}"))
        requirement.append(element(href=f"#{_identifier(kind, name)}"))
        made.append(requirement)
    made.append(_table(exported, value.name, lookup))
    return made


def _table(exported: Exported, name: str, lookup: p.Lookup) -> etree._Element:
    further = _further(lookup)
    table = _E.decisionTable(id=_identifier("table", name), hitPolicy="FIRST")
    for number, column in enumerate((*lookup.inputs, *further), 1):
        tested = _E.inputExpression(id=_identifier("on", f"{name}.{number}"), typeRef=_TYPES[column.type.kind])
        tested.append(_E.text(feel(column)))
        table.append(_E.input(tested, id=_identifier("column", f"{name}.{number}")))
    table.append(_E.output(id=_identifier("output", name), name=name, typeRef=_TYPES[lookup.type.kind]))
    table.append(_E.annotation(name="eId"))
    for number, row in enumerate(lookup.rows, 1):
        tests = conjuncts(row.test)
        rule = _E.rule(id=_identifier("row", f"{name}.{number}"))
        entries = [_entry(column, tests) for column in lookup.inputs]
        entries += ["true" if condition in tests else _ANY for condition in further]
        for at, entry in enumerate(entries, 1):
            rule.append(_E.inputEntry(_E.text(entry), id=_identifier("cell", f"{name}.{number}.{at}")))
        rule.append(_E.outputEntry(_E.text(feel(row.result)), id=_identifier("gives", f"{name}.{number}")))
        rule.append(_E.annotationEntry(_E.text(", ".join(map(exported.eid, row.citations)))))
        table.append(rule)
    return table


def _further(lookup: p.Lookup) -> list[p.Expression]:
    """The conditions of rows that are no cells, each once."""
    found: dict[str, p.Expression] = {}
    for row in lookup.rows:
        for test in conjuncts(row.test):
            if not isinstance(test, p.Constant) and not any(_is_cell(column, test) for column in lookup.inputs):
                found.setdefault(feel(test), test)
    return list(found.values())


def _is_cell(column: p.Expression, test: p.Expression) -> bool:
    """Whether a test holds a column against constants."""
    match test:
        case p.Operation(operator="within" | "is_none", operands=(tested,)):
            return tested == column
        case p.Operation(operands=(tested, p.Constant())):
            return tested == column
        case _:
            return False


def _entry(column: p.Expression, tests: list[p.Expression]) -> str:
    """The unary test of one cell; of two bounds the stretch between them."""
    bounds: dict[str, str] = {}
    for test in tests:
        if not _is_cell(column, test):
            continue
        assert isinstance(test, p.Operation)
        match test.operator:
            case "is_none":
                return "null"
            case "within":
                return ", ".join(constant(option, p.Type("choice")) for option in test.options)
            case operator:
                bound = test.operands[1]
                assert isinstance(bound, p.Constant)
                bounds[operator] = constant(bound.value, bound.type)
    low = next((operator for operator in ("at_least", "more") if operator in bounds), None)
    high = next((operator for operator in ("at_most", "less") if operator in bounds), None)
    if low and high:
        first, last = "[" if low == "at_least" else "(", "]" if high == "at_most" else ")"
        return f"{first}{bounds[low]}..{bounds[high]}{last}"
    for written, value in bounds.items():
        return value if written == "equal" else f"{sign(written)} {value}"
    return _ANY


def _needed(value: p.Value) -> Iterator[str]:
    """The names that a table reads, each once."""
    yield from dict.fromkeys(name.partition(".")[0] for _, name in inputs_in(value.expression))


def _identifier(kind: str, name: str) -> str:
    return f"{kind}_{name}"


TARGET = Target(
    name="dmn",
    title="DMN 1.3: the decision tables",
    suffix=".dmn",
    schema="DMN13.xsd",
    written=_written,
)
