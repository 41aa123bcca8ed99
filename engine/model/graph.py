"""The dependency graph: what rests on what. For analysis and pictures; evaluation never walks it.

Nodes are named `kind:name`. An edge runs from what depends to what it depends on and says how.
"""

from typing import Literal, TypeAlias, assert_never

import networkx

from dsl.kinds import InputKind, ReferenceKind
from dsl.typed import program as p
from engine.model.asked import ask
from engine.model.expressions import references

NodeKind = Literal[InputKind, "value", "table", "norm", "exception", "ambiguity", "question", "clause"]
"""What a node stands for."""

EdgeKind = Literal["needs", "defeated_by", "asks", "states", "yields_to"]
"""How one thing depends on another."""

Graph: TypeAlias = "networkx.DiGraph[str]"
"""A directed graph whose nodes carry `kind`, `name` and `node` (the declaration), and whose edges carry `kind`."""


def dependency_graph(program: p.Program) -> Graph:
    """The graph of one program."""
    graph: Graph = networkx.DiGraph()
    for fact in (fact for name, fact in program.facts.items() if name not in program.nested):
        graph.add_node(f"{fact.kind}:{fact.name}", kind=fact.kind, name=fact.name, node=fact)
    for ambiguity in program.ambiguities.values():
        graph.add_node(f"ambiguity:{ambiguity.name}", kind="ambiguity", name=ambiguity.name, node=ambiguity)
    for value in program.values.values():
        kind = _kind_of_value(value)
        graph.add_node(f"{kind}:{value.name}", kind=kind, name=value.name, node=value)
    for norm in program.norms.values():
        graph.add_node(f"norm:{norm.name}", kind="norm", name=norm.name, node=norm)
    for exception in program.exceptions.values():
        graph.add_node(f"exception:{exception.name}", kind="exception", name=exception.name, node=exception)
    for clause in program.clauses.values():
        graph.add_node(f"clause:{clause.number}", kind="clause", name=clause.number, node=clause)
    _add_needs(graph, program)
    _add_questions(graph, program)
    return graph


def node_of(program: p.Program, kind: ReferenceKind, name: str) -> str:
    """The node behind a reference."""
    match kind:
        case "fact":
            return f"{program.facts[name].kind}:{name}"
        case "reading":
            return f"ambiguity:{name}"
        case "value":
            return f"{_kind_of_value(program.values[name])}:{name}"
        case "live":
            return f"norm:{name}" if name in program.norms else f"exception:{name}"
    assert_never(kind)


def neighbourhood(graph: Graph, node: str, distance: int = 2) -> Graph:
    """The part of the graph that lies within so many edges of a node, in either direction."""
    near = {node}
    frontier = {node}
    for _ in range(distance):
        frontier = {other for at in frontier for other in (*graph.successors(at), *graph.predecessors(at))} - near
        near |= frontier
    return graph.subgraph(near)


def reaching(graph: Graph, nodes: set[str]) -> set[str]:
    """Everything that depends, directly or not, on one of the nodes, those nodes included."""
    found = set(nodes)
    for node in nodes:
        if node in graph:
            found |= networkx.ancestors(graph, node)
    return found


def _kind_of_value(value: p.Value) -> Literal["table", "value"]:
    return "table" if isinstance(value.expression, p.Lookup) else "value"


def _add_needs(graph: Graph, program: p.Program) -> None:
    for value in program.values.values():
        _link(graph, program, f"{_kind_of_value(value)}:{value.name}", value.expression, value.clause)
    for norm in program.norms.values():
        expressions = [condition.expression for condition in norm.conditions]
        expressions += [covering.condition for covering in norm.coverings]
        expressions += [expression for expression in (norm.deadline, norm.breached) if expression is not None]
        for expression in expressions:
            _link(graph, program, f"norm:{norm.name}", expression, norm.clause)
        _state(graph, f"norm:{norm.name}", norm.clause)
    for exception in program.exceptions.values():
        for condition in exception.conditions:
            _link(graph, program, f"exception:{exception.name}", condition.expression, exception.clause)
        _state(graph, f"exception:{exception.name}", exception.clause)
        for target in exception.targets:
            graph.add_edge(node_of(program, "live", target), f"exception:{exception.name}", kind="defeated_by")
    for priority in program.priorities:
        graph.add_edge(f"norm:{priority.over}", f"norm:{priority.name}", kind="yields_to")
        if priority.condition is not None:
            _link(graph, program, f"norm:{priority.over}", priority.condition, priority.clause)
    for ambiguity in program.ambiguities.values():
        _state(graph, f"ambiguity:{ambiguity.name}", ambiguity.clause)


def _link(graph: Graph, program: p.Program, node: str, expression: p.Expression, clause: str) -> None:
    for kind, name in references(expression):
        graph.add_edge(node, node_of(program, kind, name), kind="needs")
    _state(graph, node, clause)


def _state(graph: Graph, node: str, clause: str) -> None:
    if f"clause:{clause}" in graph:
        graph.add_edge(f"clause:{clause}", node, kind="states")


def _add_questions(graph: Graph, program: p.Program) -> None:
    for question in program.questions.values():
        asked = ask(program, question)
        if asked.root is None:
            continue
        node = f"question:{question.name}"
        graph.add_node(node, kind="question", name=question.name, node=question)
        for kind, name in references(asked.root):
            if not (kind == "reading" and name not in program.ambiguities):
                graph.add_edge(node, node_of(program, kind, name), kind="asks")
