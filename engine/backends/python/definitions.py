"""The functions of generated code: one for each definition, computed at most once, none called from too deep."""

from abc import abstractmethod

from engine.backends.python.variables import Variables
from engine.meaning import nodes as n
from engine.meaning.meaning import Meaning

STEP = 40
"""How deep definitions may lie one within another before those at the bottom are computed first."""


class Definitions(Variables):
    """Knows which definitions code mentions, and in which order a long chain of them is to be computed."""

    def __init__(self, meaning: Meaning, noting: bool = False) -> None:
        super().__init__(meaning, noting)
        self.wanted: list[n.Definition] = []
        self._emitted_before: set[int] = set()
        self._depths: dict[int, int] = {}

    @abstractmethod
    def _define(self, definition: n.Definition, name: str) -> None:
        """Emits the function of a definition."""

    def function_of(self, definition: n.Definition) -> str:
        """The name of the function that computes a definition: numbers, whatever the definition is called."""
        if definition.record:
            return f"d{self.meaning.layout.numbers[definition.record]}_{definition.slot}"
        return f"v{definition.slot}"

    def _depths_of(self, roots: list[n.Definition]) -> None:
        for definition in self.meaning.reached(*roots):
            behind = [self._depths[id(self.meaning.definition_of(node))] for node in definition.mentions]
            self._depths[id(definition)] = 1 + max(behind, default=0)

    def _drain(self) -> None:
        """Emits the functions of all that is mentioned."""
        while self.wanted:
            definition = self.wanted.pop()
            if id(definition) not in self._emitted_before:
                self._emitted_before.add(id(definition))
                self._define(definition, self.function_of(definition))

    def _ground(self, definition: n.Definition) -> None:
        """Computes first what lies at the bottom of a long chain, so that no call goes deeper than Python's may.

        That is what the definitions of the uppermost `STEP` mention below these; each of them does the same in turn.
        """
        depth = self._depths[id(definition)]
        if depth <= STEP:
            return
        bottom = (depth - 1) // STEP * STEP
        pending, seen = [definition], {id(definition)}
        if self.noting:
            self.line("g = len(m)")
        while pending:
            for node in pending.pop().mentions:
                behind = self.meaning.definition_of(node)
                if id(behind) in seen:
                    continue
                seen.add(id(behind))
                if self._depths[id(behind)] > bottom:
                    pending.append(behind)
                elif not behind.record:
                    self.wanted.append(behind)
                    self.line(f"if c[{behind.slot}] is PENDING: {self.function_of(behind)}(c)")
                elif definition.record and behind.record == definition.record and node.level == 0:
                    self.wanted.append(behind)
                    self.line(f"if r[{behind.slot}] is PENDING: {self.function_of(behind)}(c, r)")
        if self.noting:
            self.line("del m[g:]")
