"""What of the facts cannot all be true, and where: in which record, and what was told there."""

from collections import Counter

from engine.answer.answer import Answer
from engine.case.contradicted import Contradicted, contradicted
from engine.explain.naming import placed
from engine.explain.wording import Wording
from engine.tongues.writing import bare, capital

MOST_PLACES = 12
"""In how many records it is shown that the same cannot be; of the others it is said how many they are."""

MOST_TOLD = 24
"""How much of what was told there is shown, what was told of the record itself before what was of others."""


def impossible(answer: Answer, wording: Wording) -> tuple[str, ...]:
    """The contradictions that the facts fulfil, each with those that do, once for each record in which it is so."""
    if not answer.contradictions:
        return ()
    case, located, others = answer.case, dict[str, list[str]](), Counter[str]()
    for found in contradicted(case, case.knowledge.contradictions):
        texts = located.setdefault(found.contradiction.name, [])
        if len(texts) == MOST_PLACES:
            others[found.contradiction.name] += 1
        else:
            texts.append(_located(answer, found, wording))
    for name, number in others.items():
        located[name].append(
            wording.sentence("impossible_one_more" if number == 1 else "impossible_more", number=number)
        )
    return tuple(
        text
        for each in answer.knowledge.program.contradictions
        if each.name in answer.contradictions
        for text in located.get(each.name) or [capital(wording.phrase(each.text))]
    )


def _located(answer: Answer, found: Contradicted, wording: Wording) -> str:
    case, told = answer.case, dict[str, None]()
    own = None if found.place is None else (*case.key(found.place[0]), found.place[1])
    for key in sorted(found.read, key=lambda key: (key[:2] != own, key)):
        value, fact = case.told(key), case.declared(key)
        if value is not None and fact.type.kind != "list" and key not in case.presumed:
            place = placed(case, fact, key) if len(key) > 1 else None
            told[bare(wording.stated(fact, value, place))] = None
    text = capital(bare(wording.phrase(found.contradiction.text)))
    if len(told) > MOST_TOLD:
        more = wording.sentence("told_more", number=len(told) - MOST_TOLD)
        told = dict.fromkeys((*list(told)[:MOST_TOLD], more))
    return wording.say("labelled", label=text, value=wording.listed(list(told))) if told else text
