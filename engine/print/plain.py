"""An answer as plain data: the keys that programs rely on (`engine/README.md`), and more beside them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.currencies import digits_of
from dsl.moment import Moment
from dsl.typed import program as p
from engine.answer.answer import Answer, UnderReading
from engine.answer.layers import Layers
from engine.case.case import AS_OF, Case
from engine.explain.cited import citations, nearest
from engine.explain.once import once
from engine.explain.replay import AS_IT_IS, record
from engine.explain.stale import stale
from engine.explain.step import Step
from engine.explain.trace import trace
from engine.explain.wording import Wording, wording_of
from engine.library.library import EditionEntry
from engine.meaning.intervals import Interval, ends
from engine.meaning.marks import ABSENT
from engine.model.record_names import of_record
from engine.print.format import Printable

_TRUTH = {True: "true", False: "false", None: "unknown"}
_WRITTEN: dict[type, Callable[[Any], str]] = {datetime: datetime.isoformat, date: date.isoformat}
"""How the values of records are written that are most of them, and are written without further ado."""

Valued = Callable[[Any], dict[str, Any] | None]
"""A value of the question's type as data; None where it is none."""

VERSION = 1
"""The version of the keys: it rises only where one of them changes its meaning."""


def replied(reply: Printable) -> dict[str, Any]:
    """A reply as JSON-ready data: the answer, and what the asker should know of the request, if there is anything."""
    plain = as_plain(reply.answer, reply.language, reply.entry)
    if reply.notices:
        from dsl.report import as_data  # most requests are as they should be
        from engine.tongues.messages import in_language

        plain["notices"] = as_data(in_language(reply.notices, reply.language), {})
    return plain


def as_plain(answer: Answer, language: str = "en", entry: EditionEntry | None = None) -> dict[str, Any]:
    """The answer with its layers as JSON-ready data, its words in `en` or `fr`."""
    layers = Layers.of(answer)
    answer = layers.strict
    program = answer.knowledge.program
    wording = wording_of(answer.knowledge, language)
    citer = wording.citer
    as_of = answer.case.facts.get(AS_OF)
    type_ = answer.asked.type
    value_of: Valued = once(lambda value: _value(value, type_))
    tree = _tree(trace(answer), wording)
    return {
        "version": VERSION,
        "question": answer.asked.put[0],
        "of": list(answer.asked.put[1]),
        "document": program.edition.document,
        "edition": program.edition.name,
        "as_of": as_of.isoformat() if as_of else None,
        "language": language,
        "answer": answer.answer,
        "value": value_of(answer.value),
        "citations": [citer.cite(locator, language) for locator in citations(answer)],
        "missing": [missing.name for missing in answer.missing],
        "decisive": [missing.name for missing in answer.missing if missing.decisive],
        "readings": [_under(row, value_of) for row in answer.readings],
        "combinations": [
            {"readings": row.readings, "answer": row.answer, "value": value_of(row.value)}
            for row in answer.combinations
        ],
        "preferred": answer.preferred,
        "preferred_value": value_of(answer.preferred_value),
        "headline": layers.headline,
        "ordinarily": _ordinarily(layers, tree, wording, value_of),
        "unproved": _unproved(layers, value_of),
        "given": plain_given(answer.case),
        "more": {name: more.at_most for name, more in answer.case.more.items()},
        "ahead": {item.name: plain_amount(item.value, item.fact.type) for item in answer.case.ahead},
        "outside": list(layers.outside),
        "robust": answer.robust,
        "bounded": answer.bounded,
        "sampled": answer.sampled,
        "combined": answer.combined,
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
        "silence": _silence(answer, wording),
        "record": record(layers, entry),
        "because": tree,
    }


def _value(value: Any, type_: p.Type) -> dict[str, Any] | None:
    """A value that is an answer; a yes or a no is none, since the answer says it."""
    return None if value is None or isinstance(value, bool) else plain_value(value, type_)


def _under(row: UnderReading, value_of: Valued) -> dict[str, Any]:
    """The answer under one reading."""
    return {
        "ambiguity": row.ambiguity,
        "reading": row.reading,
        "answer": row.answer,
        "value": value_of(row.value),
        "along": row.along,
    }


def _ordinarily(layers: Layers, tree: dict[str, Any], wording: Wording, value_of: Valued) -> dict[str, Any]:
    """The ordinary answer and the presumptions and readings on which it rests."""
    ordinary, language, citer = layers.ordinarily, wording.language, wording.citer
    found, program = ordinary.answer, layers.case.knowledge.program
    same = layers.decided_strictly
    return {
        "answer": found.answer,
        "value": value_of(found.value),
        "presumed": [
            {
                "fact": item.presumable.name,
                "value": plain_told(program, item.value, item.presumable.fact.type),
                "kind": item.presumable.presumption.kind,
                "because": wording.phrase(item.presumable.presumption.because),
                "article": wording.phrase(item.presumable.presumption.article) or None,
                "otherwise": None
                if item.outcome is None
                else {
                    "fact": plain_told(program, item.otherwise, item.presumable.fact.type),
                    "answer": item.outcome[0],
                    "value": value_of(item.outcome[1]),
                },
            }
            for item in ordinary.rests_on
        ],
        "readings": [_under(row, value_of) for row in ordinary.readings],
        "missing": [missing.name for missing in found.missing],
        "citations": [citer.cite(locator, language) for locator in citations(found)],
        "because": tree if same else _tree(trace(found), wording),
    }


def _unproved(layers: Layers, value_of: Valued) -> dict[str, Any] | None:
    """The answer if nothing more is proved; null where the document is silent."""
    found = layers.unproved
    if found is None:
        return None
    return {
        "answer": found.answer,
        "value": value_of(found.value),
        "to_prove": [{"fact": item.name, "by": item.by} for item in found.to_prove],
    }


def plain_given(case: Case) -> dict[str, Any]:
    """The computed values that are taken as given, those of a record as `outages[1].duration`."""
    values = case.knowledge.program.values
    return {name: plain_amount(value, values[name.rpartition(".")[2]].type) for name, value in case.given.items()}


def plain_value(value: Any, type_: p.Type) -> dict[str, Any]:
    """A typed value as `{"type", "amount", "unit"}`; amounts are strings where a float would not be exact.

    One that is known within bounds only has `at_least` and `at_most` instead of `amount`, null where there is no bound.
    """
    if value is ABSENT:
        return {"type": type_.kind, "amount": None, "unit": None}
    if isinstance(value, Interval):
        least, most = (plain_value(end, type_) if end is not None else None for end in ends(value))
        known = least or most or {}
        bounds = {"at_least": least and least["amount"], "at_most": most and most["amount"]}
        return {"type": type_.kind, **bounds, "unit": known.get("unit")}
    unit = {"money": type_.name, "percent": "%", "duration": "seconds", "days": "days", "choice": type_.name}.get(
        type_.kind
    )
    return {"type": type_.kind, "amount": plain_amount(value, type_), "unit": unit}


def plain_amount(value: Any, type_: p.Type) -> Any:
    """A value in a form that JSON can hold exactly."""
    match value:
        case None | bool() | str() | int():
            return value
        case datetime() | date() | Moment():
            return value.isoformat()
        case Decimal():
            shown = value * 100 if type_.kind == "percent" else value
            if type_.kind == "money" and shown == round(shown, digits_of(type_.name)):
                return f"{shown:.{digits_of(type_.name)}f}"
            return f"{shown.normalize():f}"
        case Fraction():
            return str(value)
        case timedelta():
            return value.days if type_.kind == "days" else value // timedelta(seconds=1)
        case _:
            return "none" if value is ABSENT else [plain_amount(item, type_) for item in value]


def plain_told(
    program: p.Program, value: Any, type_: p.Type, facts: Mapping[str, Any] | None = None, name: str = ""
) -> Any:
    """What is told of a fact; of the records of a list what is known of each.

    `facts` hold the records of lists that lie in those of the fact of a `name`.
    """
    if type_.kind != "list":
        return plain_amount(value, type_)

    def of_field(field: p.Fact, item: Any) -> Any:
        if field.type.kind != "list":
            return plain_amount(item, field.type)
        inner = f"{name}.{field.name}"
        rows = [facts[inner][number] for number in item] if facts else []
        return plain_told(program, rows, field.type, facts, inner)

    columns = [(at, field.name, field) for at, field in enumerate(program.records[type_.name].fields)]
    return [
        {
            key: item
            if (kind := item.__class__) in AS_IT_IS
            else _WRITTEN[kind](item)
            if kind in _WRITTEN
            else of_field(field, item)
            for at, key, field in columns
            if (item := record[at]) is not None
        }
        for record in value
    ]


def plain_facts(case: Case) -> dict[str, Any]:
    """The facts of a case with their standing; settings that were not given are marked as defaults."""
    program = case.knowledge.program
    found: dict[str, Any] = {}
    for name in case.facts:
        value = case.settled(name)
        if name in program.nested or value is None:
            continue
        fact = program.facts[name]
        shown = plain_told(program, value, fact.type, case.facts, name)
        standing, note = case.standing.get(name, ("default" if name in case.defaults else "established", ""))
        found[name] = {"value": shown, "standing": standing} | ({"note": note} if note else {})
    for name, (standing, note) in case.standing.items():
        if of_record(name) is not None:
            key = case.key(name)
            shown = plain_amount(case.told(key), case.declared(key).type)
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


def _silence(answer: Answer, wording: Wording) -> dict[str, Any] | None:
    """What a silent document says nearest to the question, and where one would have to look."""
    if answer.answer != "silent":
        return None
    declared = answer.silences
    terms = answer.knowledge.program.terms
    return {
        "text": [wording.phrase(silence.text) for silence in declared],
        "nearest": [wording.citer.cite(locator, wording.language) for locator in nearest(answer)],
        "look": [
            wording.phrase(terms[f"external:{external}"].text) for silence in declared for external in silence.look
        ],
    }


def _tree(step: Step, wording: Wording) -> dict[str, Any]:
    """A step and those behind it."""
    sentence, cited, language = wording.step, wording.citer.cite_each, wording.language

    def tree(step: Step) -> dict[str, Any]:
        _, _, value, citations, children, status, again, _ = step
        text = sentence(step)
        return {
            "text": wording.again(text) if again else text,
            "truth": "value" if value is not None and value.__class__ is not bool else _TRUTH[value],
            "status": status,
            "citation": cited(citations, language) if citations else None,
            "children": list(map(tree, children)) if children and not again else [],
        }

    return tree(step)
