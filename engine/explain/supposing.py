"""The answer to an open question if that on which it turns is so, or isn't: what it rests on, how it is worked out."""

from dsl.frozen import replace
from dsl.typed import program as p
from engine.answer.layers import Layers
from engine.case.case import Case
from engine.case.given import with_given
from engine.case.nested_records import where
from engine.explain.turning_point import Matter, TurningPoint
from engine.model.record_names import record_name


def supposing(told: Case, question: str, point: TurningPoint) -> Layers | None:
    """The layers of a question if what it turns on is so; None where they don't come to what that point says."""
    case = told
    for matter in point.matters:
        case = _with_matter(case, matter)
    layers = Layers(case, question)
    found = layers.ordinarily.answer
    return layers if (found.answer, found.value) == point.if_so else None


def supposing_otherwise(told: Case, question: str, point: TurningPoint) -> Layers | None:
    """The layers of a question if the one matter on which it turns isn't so; None of what fails in several ways."""
    match point.matters:
        case (Matter(value=bool() as value) as matter,):
            not_so = TurningPoint((replace(matter, value=not value),), point.otherwise, point.if_so)
            return supposing(told, question, not_so)
    return None


def _with_matter(case: Case, matter: Matter) -> Case:
    """The case with one matter told, or taken as given if it is computed."""
    name, place = matter.subject.name, matter.place
    if place is not None:
        name = record_name(*where(case.knowledge.program, case.facts, place.fact, place.number - 1), name)
    if isinstance(matter.subject, p.Fact):
        return case.with_told({case.key(name): matter.value})
    facts = {
        name: [list(record) for record in value] if isinstance(value, list) else value
        for name, value in case.facts.items()
    }
    taken = {name: matter.value}
    knowledge = with_given(case.knowledge, facts, taken)
    found = case.replaced(facts)
    found.knowledge, found.given = knowledge, case.given | taken
    return found
