"""The short answer: one sentence, with its citation."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from dsl.moment import Moment
from dsl.typed import program as p
from engine.answer.answer import Answer, UnderReading
from engine.case.case import AS_OF
from engine.explain.cited import of_many
from engine.explain.granted import Supposed, is_presumed
from engine.explain.reasoning import Reasoner
from engine.explain.resting_readings import DECIDED
from engine.explain.step import Step
from engine.explain.whatif import Turn
from engine.explain.why_not import of_the_only_record
from engine.explain.wording import Wording
from engine.model.laws import surroundings
from engine.tongues.writing import bare, capital

if TYPE_CHECKING:
    from engine.explain.turning_point import TurningPoint

MOST_CITED = 4
"""Of how many grounds the places are cited where what was told makes out none of them."""

NOTHING_SUPPOSED = Supposed()


def short_answer(reasoner: Reasoner, root: Step, turns: tuple[Turn, ...], supposed: Supposed = NOTHING_SUPPOSED) -> str:
    """The answer in one sentence, with what a decided one supposes.

    A ground that lacks nothing else is not said to lack that once more. Where what was told makes out no ground,
    nothing is supposed that wouldn't by itself make out one if it were otherwise.
    """
    unless = supposed.unless
    answer, say, wording = reasoner.answer, reasoner.wording.sentence, reasoner.wording
    match answer.answer:
        case "contradictory":
            return say("contradictory")
        case "silent":
            return _silent(reasoner, unless)
        case "undetermined":
            if not answer.missing:
                return _outside(reasoner) if answer.outside else say("undetermined_bare")
            if (point := reasoner.point) is not None:
                return _on_one_point(reasoner, point)
            question = wording.tongue.quoted(wording.question(answer.missing[0], answer.case))
            if answer.preferred in ("yes", "no", "value"):
                return say(
                    "undetermined_preferred",
                    question=question,
                    preferred=wording.outcome(answer.preferred, answer.preferred_value, answer.asked.type),
                )
            if answer.missing[0].decisive and len(answer.missing) > 2:
                return say("undetermined_decisive", number=wording.number(len(answer.missing) - 1), question=question)
            return say(
                "undetermined_one" if len(answer.missing) == 1 else "undetermined_many",
                number=wording.number(len(answer.missing)),
                question=question,
            )
        case "turns-on-reading":
            return _turning(reasoner)
        case "value":
            step = root.children[0]
            of_one = of_the_only_record(step, wording)
            stated = capital(wording.stating.shown(of_one.place or of_one.subject, answer.value, answer.asked.type))
            key = "value_past" if _has_passed(answer) else "value"
            return say(key, stated=stated, cited=_cited(reasoner, step), unless=unless)
        case "yes" | "no":
            return _decided(reasoner, root, turns, supposed)
    raise AssertionError(answer.answer)


def _has_passed(answer: Answer) -> bool:
    """Whether the answer is a day that lies before the date of the question."""
    as_of, value = answer.case.as_of, answer.value
    if as_of is None or not isinstance(value, date | Moment):
        return False
    document = surroundings(answer.knowledge.program.edition)
    day = (
        value.last_day
        if isinstance(value, Moment)
        else document.day_of(value)
        if isinstance(value, datetime)
        else value
    )
    return day < as_of


def _decided(reasoner: Reasoner, root: Step, turns: tuple[Turn, ...], supposed: Supposed) -> str:
    answer, say = reasoner.answer, partial(reasoner.wording.sentence, unless=supposed.unless)
    word = answer.answer
    if not answer.asked.grounds:
        step = root.children[0]
        stated = (
            reasoner.wording.stated(step.subject, answer.value)
            if step.kind == "value"
            else reasoner.wording.step(step, capitalised=False)
        )
        return say(word, ground=reasoner.wording.inner(stated), cited=_cited(reasoner, step))
    live = [step for step in root.children if step.status == "live"]
    if answer.asked.question.asks == "liberty":
        if live:
            return say("liberty_no", ground=_gist(reasoner, live[0]), cited=_cited(reasoner, live[0]))
        cited = reasoner.sentences.cited(of_many(step.citations for step in root.children))
        return say("liberty_yes", cited=f" ({cited})" if cited else "")
    if answer.asked.question.asks == "breach":
        if live:
            return say("breach_yes", ground=_gist(reasoner, live[0]), cited=_cited(reasoner, live[0]))
        return _no_breach(reasoner, root, supposed)
    if word == "yes":
        holding = [step for step in root.children if step.status == "open"]
        if not live and len(holding) > 1:  # each is open by itself, and one or another holds
            cited = reasoner.sentences.cited(of_many(map(reasoner.sentences.carried, holding)))
            however = reasoner.wording.inner(reasoner.sentences.however())
            return say("yes_anyway", however=however, cited=f" ({cited})" if cited else "")
        live = live or holding
        key = {1: "yes", 2: "yes_one_more"}.get(len(live), "yes_more")
        return say(
            key,
            ground=_gist(reasoner, live[0]),
            cited=_cited(reasoner, live[0]),
            number=reasoner.wording.number(len(live) - 1),
        )
    nearest = reasoner.nearest(root)[0]
    waiting = next((turn for turn in turns if turn.day and len(turn.changes) == 1), None)
    if waiting is not None:
        return say("no_yet" if waiting.later else "no_longer", day=waiting.day, cited=_cited(reasoner, nearest))
    exceptions = [child for child in nearest.children if child.kind == "exception" and child.status == "live"]
    if exceptions:
        return say("no_defeated", exception=_gist(reasoner, exceptions[0]), cited=_cited(reasoner, exceptions[0]))
    if reasoner.sentences.is_decided_anyway(nearest):
        key, cited = "no_anyway_one" if len(root.children) == 1 else "no_anyway", _cited(reasoner, nearest)
        return say(key, however=reasoner.wording.inner(reasoner.sentences.however()), cited=cited)
    lacking = reasoner.sentences.why_not.lacked(nearest)
    if not lacking.texts:
        return say("no_bare")
    if len(root.children) > 1 and not reasoner.is_borne_on(nearest):
        few = root.children if len(root.children) <= MOST_CITED else ()
        cited = reasoner.sentences.cited(of_many(step.citations for step in few))
        unless = supposed.unless if supposed.decides else ""
        return say("no_not_told", cited=f" ({cited})" if cited else "", unless=unless)
    cited = reasoner.sentences.cited_first(lacking.citations)
    if lacking.texts == [supposed.granted]:
        return say("no_ground", ground=_gist(reasoner, nearest), cited=f" ({cited})" if cited else "")
    key = "no_lacking" if lacking.are_clauses else "no_short_of"
    return say(
        f"{key}_one" if len(root.children) == 1 else key,
        cited=f" ({cited})" if cited else "",
        lacking=reasoner.wording.listed(lacking.texts),
    )


def _no_breach(reasoner: Reasoner, root: Step, supposed: Supposed) -> str:
    """That no duty is breached; why not the one that was asked about, or that what was told bears on."""
    say, alone = partial(reasoner.wording.sentence, unless=supposed.unless), len(root.children) == 1
    in_question = next((duty for duty in reasoner.nearest(root) if alone or _is_told_of(reasoner.answer, duty)), None)
    if in_question is None:
        return say("breach_no")
    lacking = reasoner.sentences.why_not.lacked(in_question, supposed.granted)
    kept = [child for child in in_question.children if child.kind == "value"]
    texts = lacking.texts or [reasoner.wording.step(child, capitalised=False) for child in kept if len(kept) == 1]
    if not texts:
        return say("breach_no")
    key = "breach_no_since" if lacking.are_clauses else "breach_no_short_of"
    cited = reasoner.sentences.cited_first(lacking.citations)
    return say(
        f"{key}_one" if alone else key,
        cited=f" ({cited})" if cited else "",
        lacking=reasoner.wording.listed(texts),
    )


def _is_told_of(answer: Answer, step: Step) -> bool:
    """Whether something was told of what a step comes to, beside what is presumed."""
    if step.children:
        return any(_is_told_of(answer, child) for child in step.children)
    is_known = isinstance(step.subject, p.Fact) and step.value is not None
    return is_known and step.subject.name != AS_OF and not is_presumed(answer, step.subject, step.place)


def _outside(reasoner: Reasoner) -> str:
    """What an answer that turns on another document is to be sought in; the reading under which it doesn't, if any."""
    answer, wording = reasoner.answer, reasoner.wording
    program = answer.knowledge.program
    named = dict.fromkeys(missing.fact.external for missing in answer.outside)
    look = wording.tongue.alternatives([bare(wording.phrase(program.terms[f"external:{name}"].text)) for name in named])
    for name in dict.fromkeys(row.ambiguity for row in answer.readings):
        rows = [row for row in answer.readings if row.ambiguity == name]
        one = next((row for row in rows if row.answer in DECIDED), None)
        other = next((row for row in rows if row.answer == "undetermined"), None)
        if one is not None and other is not None:
            return wording.sentence("undetermined_outside_reading", **_between(reasoner, name, one, other), look=look)
    return wording.sentence("undetermined_outside", look=look)


def _between(reasoner: Reasoner, name: str, one: UnderReading, other: UnderReading) -> dict[str, str]:
    """The words for two readings of an ambiguity, and for the answer under the first of them."""
    wording, ambiguity = reasoner.wording, reasoner.answer.knowledge.program.ambiguities[name]
    cited = reasoner.sentences.cited(ambiguity.citations)
    return {
        "cited": f" ({cited})" if cited else "",
        "question": wording.tongue.quoted(capital(wording.phrase(ambiguity.text))),
        "reading": bare(wording.option(one.reading, name)),
        "other_reading": bare(wording.option(other.reading, name)),
        "one": wording.outcome(one.answer, one.value, reasoner.answer.asked.type),
    }


def _on_one_point(reasoner: Reasoner, point: "TurningPoint") -> str:
    """The matters on which an open answer turns, and the answer either way."""
    wording, type_ = reasoner.wording, reasoner.answer.asked.type
    one, other = (wording.outcome(word, value, type_) for word, value in (point.if_so, point.otherwise))
    facts = [wording.stated(matter.subject, matter.value, matter.place) for matter in point.matters]
    subjects = [matter.subject for matter in point.matters if isinstance(matter.subject, p.Value)]
    cited = reasoner.sentences.cited(of_many(subject.citations for subject in subjects))
    key = "turns_on_one" if len(facts) == 1 else "turns_on_two"
    first, *rest = facts
    words = {"fact": first, "other_fact": rest[0]} if rest else {"fact": first}
    return wording.elided(wording.sentence(key, **words, one=one, other=other, cited=f" ({cited})" if cited else ""))


def _silent(reasoner: Reasoner, unless: str) -> str:
    look, say = to_consult(reasoner.answer, reasoner.wording), partial(reasoner.wording.sentence, unless=unless)
    return say("silent_look", look=look) if look else say("silent_bare")


def to_consult(answer: Answer, wording: Wording) -> str:
    """What a silent document leaves to be consulted instead; nothing where it names no other."""
    terms = answer.knowledge.program.terms
    named = [name for silence in answer.silences for name in silence.look]
    named += [missing.fact.external or "" for missing in answer.outside]
    look = dict.fromkeys(bare(wording.phrase(terms[f"external:{name}"].text)) for name in named)
    return wording.tongue.alternatives(list(look)) if look else ""


def _turning(reasoner: Reasoner) -> str:
    answer, wording = reasoner.answer, reasoner.wording
    type_ = answer.asked.type
    rows = [(row.answer, row.value) for row in answer.combinations] or [
        (row.answer, row.value) for row in answer.readings
    ]
    rows.sort(key=lambda row: row[0] != answer.preferred)
    outcomes = list(dict.fromkeys(wording.outcome(word, value, type_) for word, value in rows))
    ambiguity = answer.knowledge.program.ambiguities[answer.relevant[0]]
    told = _point(reasoner)
    if told is not None:
        return wording.sentence("turns_more", sentence=told.rstrip(".")) if len(answer.relevant) > 1 else told
    cited = reasoner.sentences.cited(ambiguity.citations)
    cited = f" ({cited})" if cited else ""
    if answer.preferred is not None:
        preferred = wording.outcome(answer.preferred, answer.preferred_value, type_)
        other = next((outcome for outcome in outcomes if outcome != preferred), preferred)
        return wording.sentence("turns_preferred", cited=cited, preferred=preferred, other=other)
    one, other = (*outcomes, *outcomes)[:2] if outcomes else ("", "")
    return wording.sentence("turns", cited=cited, one=one, other=other)


def _point(reasoner: Reasoner) -> str | None:
    """Which point of interpretation decides by itself, and how; None where only several together decide."""
    answer, wording = reasoner.answer, reasoner.wording
    for name in answer.relevant:
        ambiguity = answer.knowledge.program.ambiguities[name]
        rows = [row for row in answer.readings if row.ambiguity == name]
        preferred = next((option.name for option in ambiguity.readings if option.preferred), None)
        first = next((row for row in rows if row.reading == preferred), rows[0] if rows else None)
        other = next((row for row in rows if first and (row.answer, row.value) != (first.answer, first.value)), None)
        if first is None or other is None:
            continue
        if answer.preferred is not None and (first.answer, first.value) != (answer.preferred, answer.preferred_value):
            continue
        words = _between(reasoner, name, first, other)
        words["other"] = wording.outcome(other.answer, other.value, answer.asked.type)
        if answer.preferred is None:
            return wording.sentence("turns_between", **words)
        return wording.sentence("turns_on", preferred=words.pop("one"), **words)
    return None


def _exceptions_that_gave(step: Step) -> Iterator[Step]:
    """The exceptions whose result a figure or a day is, each after the one to which it is one."""
    for child in step.children:
        is_given = child.kind == "value" and child.subject.is_exception and child.subject.type.kind != "boolean"
        if is_given and child.value == step.value:
            yield child
            yield from _exceptions_that_gave(child)


def _gist(reasoner: Reasoner, step: Step) -> str:
    return reasoner.wording.inner(reasoner.wording.gist(step))


def _cited(reasoner: Reasoner, step: Step) -> str:
    """The citations of a step: those in the clause it cites first, and of the others what carried it.

    A value that an exception gives is cited with the exception, and so is an exception with one to it.
    """
    steps = (step, *_exceptions_that_gave(step))
    places = dict.fromkeys(place for each in steps for place in reasoner.sentences.carried(each))
    cited = reasoner.sentences.cited(tuple(places))
    return f" ({cited})" if cited else ""
