"""An answer as plain data: the keys that programs rely on (design, section 6), and more beside them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.case.case import Case
from engine.evaluate.functions import ABSENT
from engine.explain.cite import Citer
from engine.explain.cited import citations
from engine.explain.replay import record
from engine.explain.stale import stale
from engine.explain.step import Step
from engine.explain.trace import trace
from engine.explain.wording import Wording
from engine.library.library import EditionEntry

_TRUTH = {True: "true", False: "false", None: "unknown"}


def as_plain(answer: Answer, language: str = "en", entry: EditionEntry | None = None) -> dict[str, Any]:
    """The answer as JSON-ready data, its words in `en` or `fr`."""
    program = answer.knowledge.program
    wording, citer = Wording(program, language), Citer(program.edition)
    as_of = answer.case.as_of
    type_ = answer.asked.type
    return {
        "question": answer.asked.question.name,
        "document": program.edition.document,
        "edition": program.edition.name,
        "as_of": as_of.isoformat() if as_of else None,
        "language": language,
        "answer": answer.answer,
        "value": None if answer.asked.is_yes_no or answer.value is None else plain_value(answer.value, type_),
        "citations": [citer.cite(locator, language) for locator in citations(answer)],
        "missing": [missing.name for missing in answer.missing],
        "decisive": [missing.name for missing in answer.missing if missing.decisive],
        "readings": [
            {
                "ambiguity": row.ambiguity,
                "reading": row.reading,
                "answer": row.answer,
                "value": None if isinstance(row.value, bool) or row.value is None else plain_value(row.value, type_),
            }
            for row in answer.readings
        ],
        "combinations": [
            {
                "readings": row.readings,
                "answer": row.answer,
                "value": None if isinstance(row.value, bool) or row.value is None else plain_value(row.value, type_),
            }
            for row in answer.combinations
        ],
        "preferred": answer.preferred,
        "preferred_value": None
        if isinstance(answer.preferred_value, bool) or answer.preferred_value is None
        else plain_value(answer.preferred_value, type_),
        "robust": answer.robust,
        "bounded": answer.bounded,
        "sampled": answer.sampled,
        "contradictions": [_contradiction(program, name, language) for name in answer.contradictions],
        "judgements": _of_kind(answer.case, "judgement"),
        "external": _of_kind(answer.case, "external"),
        "facts": plain_facts(answer.case),
        "stale": [
            {
                "citation": citer.cite(passage.locator, language),
                "locator": passage.locator,
                "change": passage.change,
                "now": passage.now,
                "since": passage.since,
            }
            for passage in stale(answer)
        ],
        "silence": _silence(answer, wording, citer, language),
        "record": record(answer, entry),
        "because": _tree(trace(answer), wording, citer, language),
    }


def plain_value(value: Any, type_: p.Type) -> dict[str, Any]:
    """A typed value as `{"type", "amount", "unit"}`; amounts are strings where a float would not be exact."""
    if value is ABSENT:
        return {"type": type_.kind, "amount": None, "unit": None}
    unit = {"money": type_.name, "percent": "%", "duration": "seconds", "days": "days", "choice": type_.name}.get(
        type_.kind
    )
    return {"type": type_.kind, "amount": plain_amount(value, type_), "unit": unit}


def plain_amount(value: Any, type_: p.Type) -> Any:
    """A value in a form that JSON can hold exactly."""
    match value:
        case bool() | str() | None:
            return value
        case int():
            return value
        case Decimal():
            shown = value * 100 if type_.kind == "percent" else value
            return f"{shown:.2f}" if type_.kind == "money" and shown == round(shown, 2) else f"{shown.normalize():f}"
        case Fraction():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return value.days if type_.kind == "days" else value // timedelta(seconds=1)
        case _:
            return "none" if value is ABSENT else [plain_amount(item, type_) for item in value]


def plain_facts(case: Case) -> dict[str, Any]:
    """The facts of a case with their standing; settings that were not given are marked as defaults."""
    program = case.knowledge.program
    found: dict[str, Any] = {}
    for name, value in case.facts.items():
        fact = program.facts[name]
        if fact.type.kind == "list":
            fields = program.records[fact.type.name].fields
            shown: Any = [
                {
                    field.name: plain_amount(item, field.type)
                    for field, item in zip(fields, record, strict=True)
                    if item is not None
                }
                for record in value
            ]
        else:
            shown = plain_amount(value, fact.type)
        standing, note = case.standing.get(name, ("default" if name in case.defaults else "established", ""))
        found[name] = {"value": shown, "standing": standing} | ({"note": note} if note else {})
    return found


def _of_kind(case: Case, kind: str) -> list[str]:
    """The facts of a kind that someone asserted: judgements, or what an absent document decides."""
    program = case.knowledge.program
    found = []
    for name, value in case.facts.items():
        fact = program.facts[name]
        if fact.kind == kind:
            found.append(name)
        if fact.type.kind == "list":
            for at, field in enumerate(program.records[fact.type.name].fields):
                if field.kind == kind and any(record[at] is not None for record in value):
                    found.append(f"{name}.{field.name}")
    return found


def _contradiction(program: p.Program, name: str, language: str) -> dict[str, str]:
    found = next(contradiction for contradiction in program.contradictions if contradiction.name == name)
    return {"name": name, "text": found.text.in_language(language)}


def _silence(answer: Answer, wording: Wording, citer: Citer, language: str) -> dict[str, Any] | None:
    """What a silent document says nearest to the question, and where one would have to look."""
    if answer.answer != "silent":
        return None
    declared = answer.silences
    terms = answer.knowledge.program.terms
    return {
        "text": [wording.phrase(silence.text) for silence in declared],
        "nearest": [citer.cite(locator, language) for silence in declared for locator in silence.nearest],
        "look": [
            wording.phrase(terms[f"external:{external}"].text) for silence in declared for external in silence.look
        ],
    }


def _tree(step: Step, wording: Wording, citer: Citer, language: str) -> dict[str, Any]:
    citation = "; ".join(citer.cite(locator, language) for locator in step.citations)
    truth = _TRUTH[step.value] if step.value is None or isinstance(step.value, bool) else "value"
    text = wording.step(step)
    return {
        "text": wording.say("again", sentence=text) if step.again else text,
        "truth": truth,
        "status": step.status or None,
        "citation": citation or None,
        "children": [] if step.again else [_tree(child, wording, citer, language) for child in step.children],
    }
