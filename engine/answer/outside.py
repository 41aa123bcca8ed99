"""What only another document says: where it alone could give a ground, the document asked is silent."""

from typing import Any

from dsl.typed import program as p
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import Case
from engine.case.presuming import LAW
from engine.case.watched import watched


def outside_facts(case: Case) -> tuple[str, ...]:
    """The yes/no facts that an absent document decides and that nobody told."""
    facts = case.knowledge.program.facts
    return tuple(
        name for name in case.knowledge.external if name not in case.facts and facts[name].type.kind == "boolean"
    )


def is_silent(case: Case, question: str) -> bool:
    """Whether an open question is no as long as no other document says otherwise, and isn't if one does.

    Where that is open on what is told, what the law presumes counts as well, and what is presumed from what was told:
    the document isn't silent where its own terms then say no whatever another one says. Once somebody told what such a
    document says, it counts like any other fact.
    """
    untold = outside_facts(case)
    if not untold or case.knowledge.asked(question).type.kind != "boolean":  # an amount or a date is never no
        return False
    if _said(case, question, untold, False) is not False:
        return False
    said = _said(case, question, untold, True)
    if said is None:
        course = ordinary_course(case, question)
        counting = [key for key, item in course.presumable.items() if _counts(item.presumption)]
        said = _said(course.completed(only=counting), question, untold, True) if counting else None
    if said is False:
        return False
    told = [name for name in case.knowledge.external if name in case.facts]
    return not any(_matters(case, name, question, untold) for name in told)


def _counts(presumption: p.Presumption) -> bool:
    """Whether a presumption is more than that nothing unusual happened: one of law, or drawn from other facts."""
    return presumption.kind == LAW or not isinstance(presumption.expression, p.Constant)


def outside_met(case: Case, question: str) -> tuple[str, ...]:
    """The untold facts of other documents that the question comes upon where it is open."""
    if case.knowledge.asked(question).root is None:
        return ()
    frame, read = watched(case)
    if case.knowledge.decision(question)(frame) is not None:
        return ()
    slot = case.knowledge.layout.slot
    return tuple(name for name in outside_facts(case) if (slot("fact", name),) in read)


def _matters(case: Case, name: str, question: str, untold: tuple[str, ...]) -> bool:
    """Whether the question reads what was told of another document."""
    frame, read = watched(case)
    case.knowledge.decision(question)(frame)
    return (case.knowledge.layout.slot("fact", name),) in read


def _said(case: Case, question: str, untold: tuple[str, ...], said: bool) -> Any:
    """What the question comes to if other documents say all that they could, or nothing; None where it stays open."""
    knowledge = case.knowledge
    then = case.replaced({**case.facts, **dict.fromkeys(untold, said)})
    then.carry_over(case, question)
    value = knowledge.decision(question)(then.evaluated)
    if value is None and said and not case.more:
        from engine.answer.search import Search  # only here can it take a search to see that nothing else matters

        root = knowledge.asked(question).root
        assert root is not None
        value = Search(then, root, question).agreed
    return value
