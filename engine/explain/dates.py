"""The dates that an answer computes, beside those on which they rest."""

from datetime import UTC, date, datetime, time
from typing import Any

from dsl.frozen import dataclass, replace
from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.answer.answer import Answer
from engine.explain.reasoning import Reasoner
from engine.explain.relied import used
from engine.meaning.marks import ABSENT
from engine.model.laws import surroundings
from engine.tongues.writing import bare, capital


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated point: what it is, when, its citation if it is computed; `kind` is deadline, event or today.

    `moment` puts it in order: a day without a time comes after the times of that day, as it lasts to its end.
    """

    label: str
    day: date
    shown: str
    citation: str
    kind: str
    moment: datetime


def deadlines(answer: Answer, reasoner: Reasoner) -> tuple[Dated, ...]:
    """The deadlines and the dated facts of an answer in order of time; nothing where no deadline is computed."""
    wording = reasoner.wording
    document = surroundings(wording.program.edition)
    found: dict[tuple[str, str], Dated] = {}

    def add(label: str, value: Any, type_: p.Type, citation: str, kind: str) -> None:
        if value is None or value is ABSENT:
            return
        if isinstance(value, Moment):
            value = value.day or value.last
        moment = value if isinstance(value, datetime) else datetime.combine(value, time.max, document.zone or UTC)
        shown = wording.value(value, type_)
        found.setdefault(
            (label, shown), Dated(capital(bare(label)), document.day_of(moment), shown, citation, kind, moment)
        )

    for step in reasoner.shown:
        if step.kind == "value" and step.subject.type.kind in CALENDAR and _is_deadline(step.subject.expression):
            add(
                wording.label(step.place or step.subject),
                step.value,
                step.subject.type,
                reasoner.cited(step.citations),
                "deadline",
            )
        if step.kind == "norm" and step.status == "live" and step.subject.deadline is not None:
            value = answer.knowledge.value(step.subject.deadline, answer.case.frame())
            add(
                wording.phrase(step.subject.text),
                value,
                step.subject.deadline.type,
                reasoner.cited(step.citations),
                "deadline",
            )
    if not found:
        return ()
    for fact, place in used(answer, reasoner):
        if fact.type.kind in CALENDAR:
            name = place.fact if place else fact.name
            value = answer.case.facts.get(name)
            if place and value:
                value = value[place.number - 1][answer.knowledge.layout.fields[(place.record.name, fact.name)]]
            kind = "today" if name == "as_of" else "event"
            label = wording.sentence("today") if kind == "today" else wording.label(place or fact)
            add(label, value, fact.type, "", kind)
    facts = {dated.shown for dated in found.values() if dated.kind != "deadline"}
    grouped: dict[str, Dated] = {}
    for dated in found.values():
        if dated.kind == "deadline" and dated.shown in facts:
            continue
        known = grouped.get(dated.shown)
        label = wording.listed([known.label, wording.inner(dated.label)]) if known else dated.label
        grouped[dated.shown] = replace(known or dated, label=label)
    if not any(dated.kind == "deadline" for dated in grouped.values()):
        return ()
    return tuple(sorted(grouped.values(), key=lambda dated: dated.moment))


def _is_deadline(expression: p.Expression) -> bool:
    """Whether a date is reached by counting from another, not merely chosen among several."""
    match expression:
        case p.Operation(operator="add" | "subtract"):
            return True
        case p.Operation(operands=operands):
            return any(_is_deadline(operand) for operand in operands)
        case p.Function(name="next_working_day" | "next_anniversary"):
            return True
        case p.Function(arguments=arguments):
            return any(_is_deadline(argument) for argument in arguments)
        case p.Lookup(rows=rows):
            return any(_is_deadline(row.result) for row in rows)
        case _:
            return False
