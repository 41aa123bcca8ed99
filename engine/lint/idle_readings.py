"""A reading that changes nothing.

Two readings that no condition tells apart come to the same: that is read off the program. Where conditions do tell
them apart, the solver may show for every question, and for every norm that can be asked for, that no two completions
of a case differ in the answer for that ambiguity alone. Only what is shown is a finding; what takes too much work to
show is none.
"""

from collections.abc import Iterator
from functools import cached_property

from dsl.diagnostic import Diagnostic
from dsl.sentence import told
from dsl.typed import program as p
from engine.answer.search import Search
from engine.lint.reviewed import Finding, Reviewed, listed
from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.meaning import walk

_HELP = "let something depend on it, or take it out"


def idle_readings(reviewed: Reviewed) -> Iterator[Finding]:
    """The readings that no condition tells from another, and the ambiguities on which no answer turns."""
    searches = _Searches(reviewed)
    for axis in reviewed.program.ambiguities.values():
        slot = reviewed.knowledge.layout.readings[axis.name]
        tested = _tested(reviewed, slot)
        if not tested:
            continue  # the ambiguity is told to be unused
        alike = _alike(axis, tested)
        if alike:
            yield Finding(
                f"{axis.name}.{alike[-1]}",
                Diagnostic(
                    "idle-reading",
                    told("no condition tells the readings {listed} apart", listed=listed(alike)),
                    tuple(reviewed.label(f"{axis.name}.{name}") for name in reversed(alike)),
                    _HELP,
                    "warning",
                ),
            )
        elif searches.exclude(slot):
            yield Finding(
                axis.name,
                Diagnostic(
                    "idle-reading",
                    told("whichever reading of `{axis}` is taken, every answer stays the same", axis=axis.name),
                    (reviewed.label(axis.name),),
                    _HELP,
                    "warning",
                ),
            )


class _Searches:
    """The searches for what the answers turn on, those that look at least first; each laid out once."""

    def __init__(self, reviewed: Reviewed) -> None:
        self.reviewed = reviewed
        self._made: dict[str, Search] = {}

    @cached_property
    def _asked(self) -> list[str]:
        knowledge, inputs = self.reviewed.knowledge, self.reviewed.inputs
        asked = [*self.reviewed.questions, *self.reviewed.program.norms]
        return sorted(asked, key=lambda name: len(inputs.meaning.leaves(knowledge.root(name))))

    def exclude(self, slot: int) -> bool:
        """Whether it is shown of every answer that it doesn't turn on a reading."""
        knowledge, inputs = self.reviewed.knowledge, self.reviewed.inputs
        reaching = [name for name in self._asked if ("", slot) in inputs.meaning.leaves(knowledge.root(name))]
        return bool(reaching) and all(self._search(name).excludes((slot,)) for name in reaching)

    def _search(self, name: str) -> Search:
        found = self._made.get(name)
        if found is None:
            root = self.reviewed.knowledge.asked(name).root
            assert root is not None
            found = self._made[name] = Search(self.reviewed.nothing_set(), root, name)
        return found


def _tested(reviewed: Reviewed, slot: int) -> list[frozenset[str] | None]:
    """Each set of readings for which something looks; None where something looks at a reading in another way."""
    found: list[frozenset[str] | None] = []

    def visit(node: n.Node) -> None:
        match node:
            case n.Test(part=n.Input(slot=at), options=tuple(options)) if at == slot:
                found.append(frozenset(options))
            case n.Compare(left=n.Input(slot=at), right=n.Constant(value=str(value))) if at == slot:
                found.append(frozenset((value,)))
            case n.Table():
                pass  # its rows test what it looks at
            case _ if any(isinstance(part, n.Input) and part.slot == slot for part in every_part(node)):
                found.append(None)

    for definition in reviewed.knowledge.meaning.reached(*reviewed.roots):
        if ("", slot) in reviewed.inputs.meaning.looked_at(definition):
            walk(definition, visit)
    return found


def _alike(axis: p.Ambiguity, tested: list[frozenset[str] | None]) -> list[str]:
    """Some readings that nothing tells apart, in the order of their declaration."""
    groups: dict[tuple[bool, ...], list[str]] = {}
    if None in tested:
        return []
    for reading in axis.readings:
        groups.setdefault(tuple(reading.name in options for options in tested if options is not None), []).append(
            reading.name
        )
    return next((names for names in groups.values() if len(names) > 1), [])
