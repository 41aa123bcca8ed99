"""What is told of days after that of the question: what is left aside for it, and what is taken to have happened.

What tells by its declaration when it happens is none before that (`engine/case/lying_ahead.py`). Of the rest, most
rules ask what has happened as of the question; an answer that never looks at that day takes all that is told to have
happened, and must say so.
"""

from datetime import date

from dsl.moment import Moment
from engine.answer.answer import Answer
from engine.answer.answering import inputs_read
from engine.case.case import APART, AS_OF, Case, InputKey
from engine.case.lying_ahead import Ahead
from engine.explain.granted import DEADLINE
from engine.explain.naming import placed
from engine.explain.whatif import day_of
from engine.explain.wording import Wording
from engine.meaning.meaning import Leaf
from engine.model.record_names import of_record

HAPPENING = ("instant", "moment")
"""The kinds of what tells when something happened, unless it is a deadline; a date may only be planned."""

MOST_NAMED = 2
"""How many of the later moments are named, the first of them first."""


def beforehand(answer: Answer, told: Case, wording: Wording) -> str:
    """The sentence that says so; empty where the question is put after all that it rests on, or without a day."""
    as_of, when = told.facts.get(AS_OF), wording.program.facts.get(AS_OF)
    if told.as_of is None or when is None or answer.answer not in ("yes", "no", "value"):
        return ""
    later = _later(answer, told, told.as_of)
    if not later:
        return ""
    stated = [
        wording.stated(fact, told.told(key), placed(told, fact, key) if len(key) == 3 else None)
        for key in later[:MOST_NAMED]
        for fact in (told.declared(key),)
    ]
    return wording.elided(
        wording.sentence("beforehand", day=wording.value(as_of, when.type), facts=wording.listed(stated))
    )


def left_aside(answer: Answer, told: Case, wording: Wording) -> str:
    """The sentence that names what lies ahead of the question and is left aside; empty where none of it bears on it."""
    as_of, when = told.facts.get(AS_OF), wording.program.facts.get(AS_OF)
    root = answer.asked.root
    if not told.ahead or when is None or root is None:
        return ""
    knowledge = told.knowledge
    leaves = knowledge.meaning.leaves(knowledge.meaning.asked(root))
    bearing = [item for item in told.ahead if _leaf(told, item) in leaves]
    if not bearing:
        return ""
    bearing.sort(key=lambda item: day_of(answer, item.value))
    stated = dict.fromkeys(wording.stated(item.fact, item.value) for item in bearing)
    return wording.elided(
        wording.sentence(
            "left_aside", day=wording.value(as_of, when.type), facts=wording.listed(list(stated)[:MOST_NAMED])
        )
    )


def _leaf(told: Case, item: Ahead) -> Leaf:
    layout, place = told.knowledge.layout, of_record(item.name)
    if place is None:
        return "", layout.slot("fact", item.name)
    kind = next(name for name, record in told.knowledge.program.records.items() if item.fact in record.fields)
    return kind, layout.fields[(kind, item.fact.name)]


def _later(answer: Answer, told: Case, as_of: date) -> list[InputKey]:
    """The moments told that the answer reads and that lie after the day of the question, which it never reads."""
    layout = told.knowledge.layout
    read = inputs_read(answer.case, answer.asked.question.name)
    if (layout.slot("fact", AS_OF),) in read:
        return []
    days: dict[InputKey, date] = {}
    for key in read:
        is_fact = layout.inputs[key[0]][0] == "fact" and key[1:] != (APART,)  # whether a list goes on is no moment
        if not is_fact or key in answer.case.presumed:
            continue
        type_, value = told.declared(key).type, told.told(key)
        happened = type_.kind in HAPPENING and isinstance(value, date | Moment)
        if happened and type_.name != DEADLINE and (day := day_of(answer, value)) > as_of:
            days[key] = day
    return sorted(days, key=lambda key: days[key])
