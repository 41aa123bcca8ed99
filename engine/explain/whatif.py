"""What would change an answer, and whether it turns on what is contested, in words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.answering import outcome
from engine.answer.inputs import Key
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import AS_OF, Case
from engine.explain.granted import Granting, input_of
from engine.explain.naming import placed
from engine.explain.plausible import plainer
from engine.explain.relied import Used
from engine.explain.step import OfRecord
from engine.explain.wording import Wording
from engine.meaning.marks import ABSENT
from engine.model.laws import surroundings
from engine.model.store import column

_JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Turn:
    """A smallest set of facts whose change turns the answer round: in whose power it lies, and whether in time.

    `day` is set where time alone does it: the first day of the other answer, or with `later` false the last one.
    """

    changes: tuple[str, ...]
    power: str
    time: str
    day: str = ""
    later: bool = False
    is_open: bool = False
    """Whether a party could still bring it about in time."""

    acts: tuple[str, ...] = ()
    """The changes as what somebody would have to do: an act by its name, without a moment."""


@dataclass(frozen=True, slots=True)
class Contest:
    """A contested fact: whether the answer turns on it, and what it is each way."""

    turns: bool
    text: str
    otherwise: str = ""
    """What would be so if a yes or no matter were otherwise than stated; empty of anything else."""


def presumptions_turned(answer: Answer, wording: Wording, granting: Granting) -> tuple[Turn, ...]:
    """The presumptions that turn an ordinary answer round, each with what it would have to be."""
    found = []
    for item in granting.turned():
        key = item.presumable.key
        places = {key: (item.presumable.fact, granting.place(item))}
        found.append(_turn(answer, wording, {key: item.otherwise}, places)[1])
    return tuple(found)


def turns(answer: Answer, told: Case, wording: Wording, behind: list[Used]) -> tuple[tuple[Turn, ...], bool]:
    """The smallest changes to what was told that turn a decided answer round, and whether the search was cut short.

    `told` is the case without what the answer presumes.
    """
    if answer.answer not in ("yes", "no") or not answer.case.facts:
        return (), False
    from engine.answer.changes import flips

    places = {input_of(answer, fact, place): (fact, place) for fact, place, _ in behind if fact.type.kind != "list"}
    presumed = answer.case.presumed
    found, bounded = flips(answer, [key for key in places if key not in presumed])
    found = tuple(flip for flip in found if not presumed or _still_turned(answer, told, flip.assignment))
    described = []
    for flip in found:
        changed = flip.assignment.items()
        if any(_is_earlier_day(answer, key, value) for key, value in changed) and (
            answer.answer == "yes" or len(changed) > 1
        ):
            continue  # what was so earlier, and not without something else, is no case against the answer
        if any(_is_still_to_come(answer, key, value) for key, value in changed):
            continue  # nobody will say of what happened that it is still to come
        for key in flip.assignment:
            if len(key) == 3 and key not in places:
                places[key] = _place(answer, key)
        described.append(_turn(answer, wording, _plainer(answer, told, flip.assignment), places))
    names, of_terms = column(wording.program.terms, "name"), column(wording.program.terms, "kind")
    order = [*(names[key] for key, kind in of_terms.items() if kind == "party"), _JUDGEMENT, ""]
    described.sort(key=lambda item: (len(item[1].changes), order.index(item[0])))
    return tuple(turn for _, turn in described), bounded


def _still_turned(answer: Answer, told: Case, assignment: Mapping[Key, Any]) -> bool:
    """Whether a change of what was told turns the answer round, what is presumed being presumed anew."""
    question = answer.asked.question
    changed = ordinary_course(told, question.name).completed(assignment)
    return outcome(changed, question.name)[0] == ("no" if answer.answer == "yes" else "yes")


def _plainer(answer: Answer, told: Case, found: Mapping[Key, Any]) -> Mapping[Key, Any]:
    """A change whose moments are plainer to say, if that turns the answer round as well."""
    zone = surroundings(answer.knowledge.program.edition).zone
    for key, value in found.items():
        if answer.knowledge.layout.inputs[key[0]][1] != AS_OF:
            near = ({**found, key: near} for near in plainer(value, _given(answer, key), zone))
            found = next((changed for changed in near if _still_turned(answer, told, changed)), found)
    return found


def _given(answer: Answer, key: Key) -> Any:
    """What was told of an input, or what it is by default."""
    given = answer.case.settled(answer.knowledge.layout.inputs[key[0]][1])
    return given[key[1]][key[2]] if len(key) == 3 and given else given


def _is_earlier_day(answer: Answer, key: Key, value: Any) -> bool:
    """Whether an input is the date of the question, put back."""
    as_of = answer.case.as_of
    return answer.knowledge.layout.inputs[key[0]][1] == AS_OF and as_of is not None and day_of(answer, value) < as_of


def _place(answer: Answer, key: Key) -> tuple[p.Fact, OfRecord | None]:
    """The field of a record behind an input."""
    field = answer.case.declared(key)
    return field, placed(answer.case, field, key)


def turn_of(
    answer: Answer, wording: Wording, assignment: Mapping[Key, Any], places: dict[Key, tuple[p.Fact, OfRecord | None]]
) -> Turn:
    """A change of several inputs in words."""
    return _turn(answer, wording, assignment, places)[1]


def _turn(
    answer: Answer, wording: Wording, assignment: Mapping[Key, Any], places: dict[Key, tuple[p.Fact, OfRecord | None]]
) -> tuple[str, Turn]:
    changes, acts, powers, times, day, later = [], [], [], [], "", False
    for key, value in assignment.items():
        name = answer.knowledge.layout.inputs[key[0]][1]
        fact, place = places.get(key) or (answer.knowledge.program.facts[name], None)
        given = _given(answer, key)
        if name == AS_OF:
            day, later = wording.value(value, fact.type), given is not None and bool(value > given)
            changes.append(wording.sentence("change_day", day=day))
        elif fact.type.kind == "boolean" or given is None:
            changes.append(wording.stated(fact, value, place))
        else:
            changes.append(_changed(wording, fact, place, given, value))
        happens = isinstance(value, date | Moment) and name != AS_OF
        acts.append(wording.label(place or fact) if happens else changes[-1])
        powers.append(_power(fact))
        times.append(_time(answer, fact, value, given))
    power = powers[0] if len(set(powers)) == 1 else ""
    time = times[0] if len(set(times)) == 1 else ""
    alone = day if len(assignment) == 1 else ""
    return power, Turn(
        tuple(changes),
        in_power(wording, power),
        wording.sentence(f"time_{time}") if time else "",
        alone,
        later,
        time == "open" and power not in ("", _JUDGEMENT),
        tuple(acts),
    )


def _changed(wording: Wording, fact: p.Fact, place: OfRecord | None, was: Any, to: Any) -> str:
    """A thing with another value than it has, or with none, or with one where it has none."""
    if told := wording.stating.told(place or fact, to, fact.type):
        return told
    label, type_ = wording.label(place or fact), fact.type
    shown, dated = wording.value(to, type_), isinstance(was, date | Moment)
    if was is ABSENT:
        return wording.sentence("change_from_none", label=label, to=shown)
    key = "change_to_none" if to is ABSENT else "change_to"
    if dated and to is not ABSENT:
        shown = wording.say("on_day", day=shown)
    return wording.sentence(f"{key}_dated" if dated else key, label=label, to=shown, was=wording.value(was, type_))


def _power(fact: p.Fact) -> str:
    """In whose power a fact lies; a judgement lies in nobody's."""
    return _JUDGEMENT if fact.kind == "judgement" else fact.power or ""


def in_power(wording: Wording, power: str) -> str:
    """In whose power something lies, in words."""
    if power in ("", _JUDGEMENT):
        return wording.sentence("power_judgement") if power else ""
    party = wording.phrase(wording.program.terms[f"party:{power}"].text)
    return wording.sentence("power_party", whose=wording.tongue.whose(party))


def _time(answer: Answer, fact: p.Fact, value: Any, given: Any) -> str:
    """Whether a dated change lies in the past or is still open, as of the date of the question."""
    as_of = answer.case.as_of
    if as_of is None or not isinstance(value, date | Moment):
        return ""
    if fact.name == AS_OF:
        return "waiting" if bool(value > answer.case.facts[AS_OF]) else "past"
    past = isinstance(given, date | Moment) and day_of(answer, given) <= as_of
    return "past" if past or day_of(answer, value) < as_of else "open"


def _is_still_to_come(answer: Answer, key: Key, value: Any) -> bool:
    """Whether something told to have happened by the date of the question would happen after it."""
    as_of, given = answer.case.as_of, _given(answer, key)
    if as_of is None or not (isinstance(value, date | Moment) and isinstance(given, date | Moment)):
        return False
    is_question = answer.knowledge.layout.inputs[key[0]][1] == AS_OF
    return not is_question and day_of(answer, given) <= as_of < day_of(answer, value)


def day_of(asked: Answer | Case, value: date | Moment) -> date:
    """The day of a moment, or the first of those that it may be, as the document of a case or answer reckons it."""
    if isinstance(value, Moment):
        return value.first_day
    return surroundings(asked.knowledge.program.edition).day_of(value) if isinstance(value, datetime) else value


def contests(answer: Answer, wording: Wording) -> tuple[Contest, ...]:
    """What becomes of the answer when each contested fact is tried both ways."""
    if not any(standing == "contested" for standing, _ in answer.case.standing.values()):
        return ()
    from engine.answer.contested import contested, together

    found, all_of_them = [], contested(answer)
    for tried in all_of_them.tried:
        yes_no = tried.fact.type.kind == "boolean"
        place = _place(answer, tried.key)[1] if len(tried.key) == 3 else None
        stated = (
            wording.stated(tried.fact, tried.stated, place)
            if tried.fact.type.kind != "list"
            else wording.label(tried.fact)
        )
        one, other = (wording.outcome(a.answer, a.value, a.asked.type) for a in (tried.here, tried.otherwise))
        if not tried.turns:
            found.append(Contest(False, wording.sentence("contested_same", fact=stated)))
        else:
            key = "contested_turns" if yes_no else "contested_turns_value"
            text = wording.elided(wording.sentence(key, fact=stated, one=one, other=other))
            found.append(Contest(True, text, wording.stated(tried.fact, not tried.stated, place) if yes_no else ""))
    for key, number in (
        ("contested_others_turn", all_of_them.turning),
        ("contested_others_same", all_of_them.idle),
        ("contested_unseen", all_of_them.unseen),
    ):
        if number:
            found.append(Contest(key == "contested_others_turn", wording.sentence(key, number=number)))
    if len(found) > 1 and not all_of_them.unseen and not any(contest.turns for contest in found):
        found.append(
            Contest(False, wording.sentence("contested_all_same" if together(answer) else "contested_together"))
        )
    return tuple(found)
