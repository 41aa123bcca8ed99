"""What a changed passage reaches: the declarations that rest on it, and the questions that come to them."""

from dataclasses import dataclass

from dsl.locator import Locator
from dsl.typed import program as p
from engine.model.graph import Graph, NodeKind, dependency_graph, node_of, reaching
from engine.model.ledger import conclusions
from engine.source.compare import IN_DOUBT, Change

KINDS: tuple[NodeKind, ...] = ("norm", "exception", "table", "value", "ambiguity")
"""The kinds of declarations that a passage can reach, in the order of a report."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one passage reaches: declarations as (kind, name), and the names of questions."""

    declarations: tuple[tuple[NodeKind, str], ...]
    questions: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of the declarations."""
        return frozenset(name for _, name in self.declarations)

    @property
    def is_empty(self) -> bool:
        """Whether nothing rests on the passage, and nobody asks about it."""
        return not self.declarations and not self.questions


class Reaching:
    """Follows changed passages through one program."""

    def __init__(self, program: p.Program) -> None:
        self.program = program
        self.graph: Graph = dependency_graph(program)
        self.citing = [
            (Locator.parse(locator), name) for name, locators in conclusions(program) for locator in locators
        ]

    def of(self, change: Change) -> Reach:
        """What a change reaches."""
        names: dict[str, None] = {}
        for place, name in self.citing:
            if change.touches(place):
                names[name] = None
        nodes = {self._node(name) for name in names}
        questions: dict[str, None] = {}
        if change.kind in IN_DOUBT or change.kind == "moved":
            reached = reaching(self.graph, nodes)
            questions = {name: None for name in self.program.questions if f"question:{name}" in reached}
            questions |= dict.fromkeys(self._silences(change))
        told = self.graph.nodes
        declared = [(told[node]["kind"], told[node]["name"]) for node in nodes]
        declared.sort(key=lambda pair: (KINDS.index(pair[0]), pair[1]))
        return Reach(tuple(declared), tuple(questions))

    def _silences(self, change: Change) -> list[str]:
        """The questions on which the document declares its silence with a view to the changed passage."""
        return [
            question
            for silence in self.program.silences
            for question in silence.questions
            if any(change.touches(Locator.parse(place)) for place in silence.nearest)
        ]

    def _node(self, name: str) -> str:
        if name in self.program.values:
            return node_of(self.program, "value", name)
        return node_of(self.program, "reading" if name in self.program.ambiguities else "live", name)
