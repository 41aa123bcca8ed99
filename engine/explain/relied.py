"""The facts that a reasoning relies on, by standing, and the reservations that they call for."""

from collections.abc import Iterator
from typing import Any, Literal, get_args

from dsl.frozen import dataclass
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.answer.answer import Answer
from engine.case.case import AS_OF, More
from engine.case.given import is_given
from engine.explain.granted import is_presumed
from engine.explain.naming import placed
from engine.explain.reasoning import Reasoner
from engine.explain.step import Chosen, Compared, Existing, Listed, OfRecord, RowRead, Step
from engine.explain.unread import looked_at_further, unread_facts
from engine.explain.wording import Wording
from engine.meaning.marks import ABSENT

ReliedStanding = Literal["established", "given", "contested", "assumed", "default", "open"]
"""How a fact relied on stands, in the order in which facts are shown: `default` is a setting that nobody gave."""

MOST_PRESUMED = 4
"""How many of the things that an open answer takes to be as they ordinarily are its reservation names."""

MOST_UNREAD = 3
"""How many facts that were told for nothing are named; of more it is said how many they are."""

Used = tuple[p.Fact, OfRecord | None, str]
"""A fact behind what was shown, of a record with its place, and the clause for the sake of which it was looked at."""

_ORDER: tuple[ReliedStanding, ...] = get_args(ReliedStanding)


@dataclass(frozen=True, slots=True)
class Relied:
    """One fact relied on: its sentence, its standing, its evidence.

    `bare` is the sentence without the number of its record, `shown` a moment by itself; `clause` is the clause for the
    sake of which it matters, empty where that is open.
    """

    text: str
    standing: ReliedStanding
    note: str
    fact: p.Fact
    place: OfRecord | None
    bare: str
    shown: str
    clause: str
    goes_on: bool = False
    """Of a list: whether it may hold more than was told."""

    otherwise: str = ""
    """Of a setting that nobody gave: under which others the answer would be another, and which."""


def relied_on(answer: Answer, wording: Wording, behind: list[Used]) -> tuple[Relied, ...]:
    """The facts stated on which the reasons and rejections rest; all the facts where they contradict each other."""
    case = answer.case
    found: dict[str, Relied] = {}
    for fact, place, clause in behind:
        name = place.fact if place else fact.name
        if name == AS_OF:
            continue
        value = case.facts[name][place.number - 1][_at(answer, place)] if place else case.settled(name)
        if value is None or is_presumed(answer, fact, place) or (is_given(fact) and value is ABSENT):
            continue
        if name in case.defaults and name == _asked_for(answer):  # the answer says it, and rests on nothing else
            continue
        word: ReliedStanding = "given" if is_given(fact) else "default" if name in case.defaults else "established"
        of_whole: tuple[ReliedStanding, str] = case.standing.get(name, (word, ""))
        if of_whole[0] == "open":  # the further records of a list are, not those told
            of_whole = word, of_whole[1]
        field = case.name((*_record_at(answer, place), _at(answer, place))) if place else name
        standing, note = case.standing.get(field, of_whole)
        if fact.type.kind == "list":
            label = wording.numbered(wording.phrase(fact.text), place)
            told = "" if name in case.more else wording.stating.told(place or fact, value, fact.type)
            number = _number_of(value, case.more.get(name), wording)
            text = told or wording.say("labelled", label=label, value=number)
            found.setdefault(text, Relied(text, standing, note, fact, None, text, "", clause, name in case.more))
            continue
        text = wording.stated(fact, value, place)
        shown = wording.value(value, fact.type) if fact.type.kind in CALENDAR else ""
        found.setdefault(text, Relied(text, standing, note, fact, place, wording.stated(fact, value), shown, clause))
    return tuple(sorted(found.values(), key=lambda relied: _ORDER.index(relied.standing)))


def _asked_for(answer: Answer) -> str:
    """The fact that a question asks for, where what it asks for is that fact and nothing more; empty otherwise."""
    expression = answer.asked.root
    while isinstance(expression, p.Reference) and expression.kind == "value":
        expression = answer.knowledge.program.values[expression.name].expression
    return expression.name if isinstance(expression, p.Reference) and expression.kind == "fact" else ""


def used(answer: Answer, reasoner: Reasoner) -> list[Used]:
    """The facts behind what the reasoner has shown, each once; where it is open, all told."""
    if answer.contradictions or answer.answer == "undetermined":
        return [(fact, place, "") for fact, place in _told(answer)]
    found: dict[tuple[str, str, int], Used] = {}
    for fact, clause in _bearing_out(answer, reasoner):
        found[fact.name, "", 0] = fact, None, clause
    clause = ""
    for step in reasoner.shown:
        if step.citations:
            clause = step.citations[0].split(" ", 1)[0]
        for subject in _subjects(step):
            place = subject if isinstance(subject, OfRecord) else None
            node = place.node if place else subject
            if isinstance(node, p.Fact):
                key = (place.fact, node.name, place.number) if place else (node.name, "", 0)
                found.setdefault(key, (node, place, clause))
    return list(found.values())


def _bearing_out(answer: Answer, reasoner: Reasoner) -> Iterator[tuple[p.Fact, str]]:
    """The facts told that bear out a ground which fails for another reason, each with the clause of that ground."""
    if not reasoner.failing:
        return
    from engine.answer.borne_out import bearing_out  # most answers rest on a ground that holds

    for step in reasoner.failing:
        for fact in bearing_out(answer.case, step.subject.name):
            yield fact, step.citations[0].split(" ", 1)[0]


def _number_of(records: list[Any], more: More | None, wording: Wording) -> str:
    """How many records were told of a list, and whether there may be further ones."""
    number = str(len(records)) if records else wording.say("no_records")
    if more is None:
        return number
    if more.at_most is None:
        return wording.say("going_on", number=number)
    return wording.say("going_on_at_most", number=number, most=more.at_most)


def _told(answer: Answer) -> list[tuple[p.Fact, OfRecord | None]]:
    """Every fact that was stated, those of records field by field."""
    program = answer.knowledge.program
    found: list[tuple[p.Fact, OfRecord | None]] = []
    for name, value in answer.case.facts.items():
        fact = program.facts[name]
        if fact.type.kind != "list":
            found += [(fact, None)] if name not in answer.case.defaults else []
            continue
        record, slot = program.records[fact.type.name], answer.knowledge.layout.slot("fact", name)
        for number, row in enumerate(value):
            found += [
                (field, placed(answer.case, field, (slot, number, at)))
                for at, (field, item) in enumerate(zip(record.fields, row, strict=True))
                if item is not None and field.type.kind != "list"
            ]
    return found


def reservations(answer: Answer, reasoner: Reasoner, behind: list[Used]) -> tuple[str, ...]:
    """What the reader must keep in mind: judgements, external documents, limits of the search and of our office."""
    say, wording = reasoner.wording.sentence, reasoner.wording
    judged: dict[str, None] = {}
    external: dict[str, dict[str, None]] = {}
    for fact, place, _ in behind:
        name = place.fact if place else fact.name
        if name not in answer.case.facts or name in answer.case.defaults:
            continue
        value = answer.case.facts[name]
        if place:
            value = value[place.number - 1][_at(answer, place)]
        if value is None or is_presumed(answer, fact, place):
            continue
        if fact.kind == "judgement":
            judged[wording.stated(fact, value)] = None
        if fact.external is not None:
            text = wording.phrase(answer.knowledge.program.terms[f"external:{fact.external}"].text)
            external.setdefault(text, {})[wording.stated(fact, value)] = None
    found = list(_unread_told(answer, wording))
    if judged:
        found.append(say("judged", facts=wording.listed(list(judged))))
    found += [
        say("external", document=document, facts=wording.listed(list(facts))) for document, facts in external.items()
    ]
    if answer.relevant and answer.preferred is not None:
        found.append(say("under_preferred"))
    if answer.answer == "undetermined" and (presumed := _presumed(answer, reasoner)):
        found.append(say("presumed", facts=wording.listed(presumed)))
    if not answer.combined:
        found.append(say("uncombined"))
    if answer.bounded:
        found.append(say("bounded"))
    elif answer.sampled:
        found.append(say("sampled"))
    return (*found, say("gist_only"), say("law"))


def _unread_told(answer: Answer, wording: Wording) -> Iterator[str]:
    """What is said of facts that were told and that no rule looks at on which the question rests."""
    facts, values = unread_facts(answer.case, answer.asked.root), answer.case.facts
    further = looked_at_further(answer.case, answer.asked.question)
    unread = [fact for fact in facts if fact not in further and not is_presumed(answer, fact, None)]
    if len(unread) > MOST_UNREAD:
        yield wording.sentence("unread_many", number=len(unread))
    elif unread:
        told = [
            wording.phrase(fact.text) if fact.type.kind == "list" else wording.stated(fact, values[fact.name])
            for fact in unread
        ]
        yield wording.sentence("unread", facts=wording.listed(told))


def _presumed(answer: Answer, reasoner: Reasoner) -> list[str]:
    """What the steps shown of an open answer take to be as it ordinarily is."""
    told: dict[str, None] = {}
    for step in reasoner.shown:
        if step.kind in ("fact", "option") and step.value is not None:
            for subject in _subjects(step):
                if isinstance(subject, p.Fact) and is_presumed(answer, subject, None):
                    told[reasoner.wording.stated(subject, answer.case.facts[subject.name])] = None
    return list(told)[:MOST_PRESUMED]


def _record_at(answer: Answer, place: OfRecord) -> tuple[int, int]:
    return answer.knowledge.layout.slot("fact", place.fact), place.number - 1


def _at(answer: Answer, place: OfRecord) -> int:
    return answer.knowledge.layout.fields[(place.record.name, place.node.name)]


def _subjects(step: Step) -> Iterator[Any]:
    """The declarations that a step speaks of."""
    match step.detail:
        case OfRecord() as place if step.kind == "field":
            yield place
        case Compared(subjects=subjects) | RowRead(subjects=subjects):
            yield from subjects
        case Chosen(subject=subject) | Existing(subject=subject) | Listed(subject=subject):
            yield subject
        case _ if step.kind == "fact":
            yield step.subject
        case _:
            pass
    if step.kind not in ("norm", "exception", "value", "list", "record", "untouched"):
        return
    for child in step.children:
        if child.kind in ("fact", "field", "comparison", "option", "existence"):
            yield from _subjects(child)
