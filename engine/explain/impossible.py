"""What of the facts cannot all be true, and where: in which record, and what was told there."""

from engine.answer.answer import Answer
from engine.case.contradicted import Contradicted, contradicted
from engine.explain.naming import placed
from engine.explain.wording import Wording
from engine.tongues.writing import bare, capital


def impossible(answer: Answer, wording: Wording) -> tuple[str, ...]:
    """The contradictions that the facts fulfil, each with those that do, once for each record in which it is so."""
    if not answer.contradictions:
        return ()
    case, located = answer.case, dict[str, list[str]]()
    for found in contradicted(case, case.knowledge.contradictions):
        located.setdefault(found.contradiction.name, []).append(_located(answer, found, wording))
    return tuple(
        text
        for each in answer.knowledge.program.contradictions
        if each.name in answer.contradictions
        for text in located.get(each.name) or [capital(wording.phrase(each.text))]
    )


def _located(answer: Answer, found: Contradicted, wording: Wording) -> str:
    case, told = answer.case, dict[str, None]()
    for key in sorted(found.read):
        value, fact = case.told(key), case.declared(key)
        if value is not None and fact.type.kind != "list" and key not in case.presumed:
            place = placed(case, fact, key) if len(key) > 1 else None
            told[bare(wording.stated(fact, value, place))] = None
    text = capital(bare(wording.phrase(found.contradiction.text)))
    return wording.say("labelled", label=text, value=wording.listed(list(told))) if told else text
