"""Which declarations an answer came upon: the scenarios that exercise a clause are those that come upon it."""

from collections.abc import Iterator

from engine.answer.answer import Answer
from engine.backends.walker import Walker
from engine.meaning import nodes as n
from engine.meaning.account import events, looked_at
from engine.model.expressions import references
from engine.model.graph import Graph, node_of


def touched(answer: Answer, graph: Graph) -> frozenset[str]:
    """The values, norms, exceptions and ambiguities that were looked at before the answer was reached.

    Of an answer that one evaluation decided these are told by its events. For one that stays open, or that only the
    trying of many completions showed to be decided, everything that the question can reach counts.
    """
    if answer.asked.root is None or answer.contradictions:
        return frozenset()
    if answer.tried or answer.answer in ("undetermined", "turns-on-reading"):
        return reachable(answer, graph)
    meaning = answer.knowledge.meaning
    walker, axes = (
        answer.knowledge.walker(answer.case.frame()),
        {slot: name for name, slot in meaning.layout.readings.items()},
    )
    found: set[str] = set()
    for definition in _asked(answer, walker):
        found.add(definition.name)
        for event in events(walker, definition, looked_at, deciding=False):
            if isinstance(event.node, n.Named):
                found.add(meaning.definition_of(event.node).name)
            elif isinstance(event.node, n.Input) and event.node.slot in axes:
                found.add(axes[event.node.slot])
    return frozenset(found - {""})


def _asked(answer: Answer, walker: Walker) -> Iterator[n.Definition]:
    """What an answer looks at: the question itself, and every ground with what is said of it, decisive or not."""
    meaning = answer.knowledge.meaning
    yield answer.knowledge.root(answer.asked.question.name)
    for ground in answer.asked.grounds:
        live = meaning.live(ground.norm)
        yield live
        if walker.value(live) is not False:
            if ground.covering is not None:
                yield meaning.asked(ground.covering)
            yield from map(meaning.live, ground.contrary)
        sheet = walker.sheet(live.scope)
        if all(sheet[condition.at] is not False for condition in live.conditions):
            yield from (meaning.live(name) for name, _ in live.defeaters)


def reachable(answer: Answer, graph: Graph) -> frozenset[str]:
    """The values, norms, exceptions and ambiguities that the question of an answer can reach."""
    import networkx

    assert answer.asked.root is not None
    program = answer.knowledge.program
    begun = {node_of(program, kind, name) for kind, name in references(answer.asked.root)} & graph.nodes
    found = begun.union(*(networkx.descendants(graph, node) for node in begun))
    return frozenset(
        graph.nodes[node]["name"]
        for node in found
        if graph.nodes[node].get("kind") in ("value", "table", "norm", "exception", "ambiguity")
    )
