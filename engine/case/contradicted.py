"""Where facts contradict each other: in which record, and which of them."""

from collections.abc import Iterable, Iterator

from dsl.frozen import dataclass, replace
from dsl.typed import program as p
from engine.case.case import Case, InputKey
from engine.case.happened import Place, comes_true
from engine.case.watched import watched
from engine.model.expressions import BOOLEAN


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A contradiction that comes true, in the record at a place if it is one of records; what it was found from."""

    contradiction: p.Contradiction
    place: Place | None
    read: tuple[InputKey, ...]


def contradicted(case: Case, among: Iterable[tuple[p.Contradiction, str | None]]) -> Iterator[Contradicted]:
    """Each place where one of some contradictions comes true; one of records has their list beside it."""
    for contradiction, listed in among:
        if contradiction.name not in case.contradictions:
            continue
        numbers = range(len(case.facts.get(listed, ()))) if listed is not None else ()
        for place in [None] if listed is None else [(listed, number) for number in numbers]:
            if comes_true(case, contradiction, place, case.evaluated) is not True:
                continue
            frame, read = watched(case)
            comes_true(case, contradiction, place, frame)
            yield Contradicted(contradiction, place, tuple(read))


def outnumbered(case: Case) -> Iterator[Contradicted]:
    """Each number given of the whole case that what is told and presumed exceeds."""
    for denial, listed in case.knowledge.denials if case.given else ():
        match denial.condition:
            case p.Operation(operator="unequal", operands=(computed, said)) if listed is None and _is_count(computed):
                larger = replace(denial, condition=p.Operation("less", (said, computed), BOOLEAN))
                if comes_true(case, larger, None, case.evaluated) is True:
                    frame, read = watched(case)
                    comes_true(case, larger, None, frame)
                    yield Contradicted(larger, None, tuple(read))


def _is_count(expression: p.Expression) -> bool:
    return expression.type.kind == "integer"
