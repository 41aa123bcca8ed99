"""A case: the facts of one situation, typed and checked against one knowledge base."""

from datetime import date
from typing import Any

from dsl.frozen import dataclass, field
from dsl.typed import program as p
from engine.library.knowledge import Frame, KnowledgeBase

AS_OF = "as_of"
InputKey = tuple[int, ...]
"""An input: the place of a fact or reading, or list, number and field of a record's field."""


@dataclass(slots=True)
class Case:
    """Facts by name: typed values, ABSENT for *none*; what isn't there is unknown. Records are lists of such."""

    knowledge: KnowledgeBase
    facts: dict[str, Any]
    readings: dict[str, str] = field(default_factory=dict)
    standing: dict[str, tuple[str, str]] = field(default_factory=dict)
    defaults: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    """The facts, and fields such as `outages[1].class`, that were said to be unknown in so many words."""
    given: dict[str, Any] = field(default_factory=dict)
    """Computed values that are taken as given, those of a record as `outages[1].duration`."""
    presumed: dict[InputKey, p.Presumption] = field(default_factory=dict)
    """The inputs that nobody mentioned and that were filled in by their presumptions."""
    by_preference: frozenset[str] = frozenset()
    """The ambiguities whose reading nobody chose: it is the preferred one."""
    supposed: bool = False
    """Whether inputs were filled in that nobody told."""

    def frame(self) -> Frame:
        """A fresh frame: inputs filled in, everything else pending."""
        if self._lists is None:
            self._prepare()
        assert self._inputs is not None
        assert self._lists is not None
        frame = self._inputs + self.knowledge.layout.pending
        for at, records, blanks in self._lists:
            frame[at] = [[*values, *blanks, (at, number)] for number, values in enumerate(records)]
        return frame

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The names of the contradictions that the facts fulfil: they cannot all be true.

        What is taken as given is contradicted by what was told, under every open reading, never by what is presumed.
        """
        if self._contradictions is None:
            found = self.knowledge.contradicted(self.frame()) if self.knowledge.program.contradictions else ()
            if not found and not self.supposed and not self.by_preference:
                found = self.knowledge.denied(self.frame)
            self._contradictions = found
        return self._contradictions

    _inputs: list[Any] | None = None
    _lists: list[tuple[int, list[list[Any]], list[Any]]] | None = None
    _contradictions: tuple[str, ...] | None = None

    def _prepare(self) -> None:
        layout = self.knowledge.layout
        self._inputs = [None] * len(layout.inputs)
        self._lists = []
        for name, value in self.facts.items():
            at, blanks = layout.given(name)
            if blanks is None:
                self._inputs[at] = value
            else:
                self._lists.append((at, value, blanks))
        for name, reading in self.readings.items():
            self._inputs[layout.slot("reading", name)] = reading

    def replaced(self, facts: dict[str, Any], readings: dict[str, str] | None = None) -> "Case":
        """The same case with other facts and readings."""
        return Case(
            self.knowledge,
            facts,
            self.readings if readings is None else readings,
            self.standing,
            self.defaults,
            self.unknown,
            self.given,
            self.presumed,
            self.by_preference,
            self.supposed,
        )

    @property
    def as_of(self) -> date | None:
        """The date the question is put as of, if it was said."""
        found = self.facts.get(AS_OF)
        return found if isinstance(found, date) else None


def options_of(program: p.Program, type_: p.Type) -> tuple[str, ...]:
    """The options of a choice type; the parties are one."""
    if type_.kind != "choice":
        return ()
    if type_.name == "party":
        return tuple(term.name for term in program.terms.values() if term.kind == "party")
    choice = program.choices.get(type_.name)
    if choice is not None:
        return tuple(option.name for option in choice.options)
    ambiguity = program.ambiguities.get(type_.name)
    return tuple(option.name for option in ambiguity.readings) if ambiguity else ()
