"""What depends on what in a program, and that nothing is computed from itself."""

from collections.abc import Iterable, Iterator

from dsl.diagnostic import Diagnostic, Label
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.units.scope import Unit


def check_dependencies(unit: Unit, program: p.Program) -> list[Diagnostic]:
    """Reports what depends on itself, and priorities or actions that go in a circle."""
    names = _places(unit)
    diagnostics = [
        _circle(
            cycle,
            names,
            "depends-on-itself",
            "depends on itself",
            "a value may not be computed from itself, nor be presumed from itself, nor an exception defeat what it "
            "rests on",
        )
        for cycle in cycles(dependencies(program))
    ]
    actions = {
        name: {kind.text for kind in statement.kinds} if isinstance(statement, s.Term) else set()
        for name, statement in unit.named("action").items()
    }
    places = {
        name: statement.name.span for name, statement in unit.named("action").items() if isinstance(statement, s.Term)
    }
    diagnostics += [
        _circle(cycle, places, "action-circle", "is a kind of itself", "let the hierarchy end somewhere")
        for cycle in cycles(actions)
    ]
    priorities: dict[str, set[str]] = {}
    for placed in unit.placed:
        if isinstance(placed.statement, s.Priority):
            priorities.setdefault(placed.statement.name.text, set()).add(placed.statement.over.text)
    diagnostics += [
        _circle(cycle, names, "priority-circle", "has priority over itself", "of two norms only one can prevail")
        for cycle in cycles(priorities)
    ]
    return diagnostics


def dependencies(program: p.Program) -> dict[str, set[str]]:
    """What each declaration reads: facts, values, norms and exceptions by name, fields as `record.field`.

    A fact or field reads what it is presumed from; a norm or exception also what defeats it.
    """
    found: dict[str, set[str]] = {}
    for fact in program.facts.values():
        rests_on = [fact.presumption.expression] if fact.presumption else []
        found[fact.name] = _read([*rests_on, fact.default] if isinstance(fact.default, p.Lookup) else rests_on)
    for record in program.records.values():
        for declared in record.fields:
            presumed = [declared.presumption.expression] if declared.presumption else []
            found[f"{record.name}.{declared.name}"] = _read(presumed)
    for value in program.values.values():
        found[value.name] = _read([value.expression])
    for norm in program.norms.values():
        parts = [condition.expression for condition in norm.conditions]
        parts += [covering.condition for covering in norm.coverings]
        parts += [part for part in (norm.deadline, norm.breached) if part is not None]
        found[norm.name] = _read(parts)
    for exception in program.exceptions.values():
        found[exception.name] = _read(condition.expression for condition in exception.conditions)
    for exception in program.exceptions.values():
        for target in exception.targets:
            if target in found:
                found[target].add(exception.name)
    return found


def facts_read(program: p.Program) -> frozenset[str]:
    """The facts on which anything rests that a document states or is asked for, lists and their records left aside.

    Others are only there because its vocabulary serves further documents.
    """
    edges = dependencies(program)
    asked = [question.target for question in program.questions.values() if question.asks == "value"]
    conditions = [priority.condition for priority in program.priorities]
    conditions += [silence.condition for silence in program.silences]
    pending = [*program.norms, *program.exceptions, *(name for name in asked if name is not None)]
    pending += sorted(_read(condition for condition in conditions if condition is not None))
    reached: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += edges.get(name, ())
    return frozenset(reached & program.facts.keys())


def references(expressions: Iterable[p.Expression]) -> Iterator[p.Reference | p.FieldReference]:
    """Every reference in some expressions, found without recursion."""
    pending = list(expressions)
    while pending:
        expression = pending.pop()
        if isinstance(expression, p.Reference | p.FieldReference):
            yield expression
        pending += parts(expression)


def parts(expression: p.Expression) -> tuple[p.Expression, ...]:
    """The direct parts of an expression."""
    match expression:
        case p.Operation():
            return expression.operands
        case p.Function():
            return expression.arguments
        case p.Aggregate():
            found = (expression.source, expression.body, expression.where, expression.position)
            return tuple(part for part in found if part is not None)
        case p.Lookup():
            return (*expression.inputs, *(part for row in expression.rows for part in (row.test, row.result)))
        case p.Constant() | p.Reference() | p.FieldReference():
            return ()


def _read(expressions: Iterable[p.Expression]) -> set[str]:
    found = set()
    for reference in references(expressions):
        if isinstance(reference, p.FieldReference):
            found.add(reference.name if reference.derived else f"{reference.record}.{reference.name}")
        elif reference.kind != "reading":
            found.add(reference.name)
    return found


def _places(unit: Unit) -> dict[str, Span]:
    """Where each declaration that may depend on another gives its name."""
    found = {}
    for name, statement in unit.named("name").items():
        if isinstance(statement, s.Fact | s.Value | s.Norm | s.Exception_):
            found[name] = statement.name.span
    for record in unit.named("record").values():
        if isinstance(record, s.Record):
            found |= {f"{record.name.text}.{declared.name.text}": declared.name.span for declared in record.fields}
    return found


def _circle(cycle: list[str], places: dict[str, Span], code: str, verb: str, help_line: str) -> Diagnostic:
    labels = tuple(Label(places[name]) for name in cycle if name in places)
    way = " → ".join(f"`{name}`" for name in [*cycle, cycle[0]])
    return Diagnostic(code, told("`{cycle}` {verb}: {way}", cycle=cycle[0], verb=verb, way=way), labels, help_line)


def cycles(edges: dict[str, set[str]]) -> list[list[str]]:
    """Cycles that share no member, found without recursion: mending one is told at a time where they are entangled."""
    state: dict[str, int] = {}
    found: list[list[str]] = []
    told: set[str] = set()
    for root in edges:
        if root in state:
            continue
        path: list[str] = []
        stack: list[tuple[str, list[str]]] = [(root, sorted(edges.get(root, ())))]
        state[root] = 1
        path.append(root)
        while stack:
            name, pending = stack[-1]
            if not pending:
                state[name] = 2
                stack.pop()
                path.pop()
                continue
            following = pending.pop()
            if state.get(following) == 1 and following not in told:
                cycle = path[path.index(following) :]
                if told.isdisjoint(cycle):
                    found.append(cycle)
                told.update(cycle)
            elif following not in state and following in edges:
                state[following] = 1
                path.append(following)
                stack.append((following, sorted(edges.get(following, ()))))
    return found
