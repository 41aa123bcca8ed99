"""What an opinion carries so that it can be given again years later, the way back from it, and what has changed."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.sentence import told
from dsl.typed import program as p
from engine import __version__
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.layers import Layers
from engine.case.case import Case, More, options_of
from engine.case.given import PREFIX, with_given
from engine.case.nested_records import are_sound, is_there, whole_list
from engine.case.reading import could_be_read
from engine.case.record_reader import MOST_RECORDS
from engine.case.renaming import Renaming
from engine.explain.cited import citations
from engine.library.knowledge import KnowledgeBase
from engine.library.library import EditionEntry
from engine.meaning.intervals import Interval
from engine.meaning.marks import ABSENT
from engine.model.asked import of_member, put_to, question_named
from engine.model.laws import surroundings
from engine.model.record_names import of_record

AS_IT_IS = frozenset((bool, int, str, type(None)))
"""The types of values that data hold as they are."""

_CALENDAR = {datetime: "instant", date: "date"}
"""How the kinds of values are called of which most are written."""

FORMAT = 1
_TOLD_LATER = frozenset({"headline", "ordinarily"})
"""What the first records don't tell of an outcome."""

_DECIMAL = r"-?\d{1,40}(?:\.\d{1,40})?(?:E[+-]?\d{1,2})?"
_FRACTION = r"-?\d{1,60}(?:/\d{1,60})?"
_LONGEST = 200
"""The most characters of a value that are shown where it differs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is no longer as the opinion says."""

    what: str
    then: str
    now: str


def record(layers: Layers, entry: EditionEntry | None) -> dict[str, Any]:
    """The question, facts, readings and date of an answer, what it came to, and the state of the knowledge base."""
    found = layers.strict
    case, program = found.case, found.knowledge.program
    facts: dict[str, Any] = {}
    for name, value in case.facts.items():
        fact = program.facts[name]
        if name.startswith(PREFIX) or (name in case.defaults and name in found.knowledge.layout.dated):
            continue  # what is in force goes by the day
        if fact.type.kind == "list":
            fields = program.records[fact.type.name].fields
            columns = [(at, field.name) for at, field in enumerate(fields) if not field.name.startswith(PREFIX)]
            facts[name] = [
                {
                    field: item
                    if (kind := item.__class__) in AS_IT_IS
                    else {_CALENDAR[kind]: item.isoformat()}
                    if kind in _CALENDAR
                    else kept(item)
                    for at, field in columns
                    if (item := row[at]) is not None
                }
                for row in value
            ]
        else:
            facts[name] = kept(value)
    return {
        "format": FORMAT,
        "version": __version__,
        "fingerprint": entry.fingerprint if entry else "",
        "question": found.asked.put[0],
        "of": list(found.asked.put[1]),
        "document": program.edition.document,
        "edition": program.edition.name,
        "facts": facts,
        "given": {name: kept(value) for name, value in case.given.items()},
        "more": {name: more.at_most for name, more in case.more.items()},
        "readings": dict(case.readings),
        "defaults": sorted(case.defaults),
        "standing": {name: list(standing) for name, standing in case.standing.items()},
        "outcome": outcome(layers),
    }


def outcome(layers: Layers) -> dict[str, Any]:
    """What an answer came to, in the terms in which two of them are compared: what a text puts first among them."""
    found, ordinary = layers.strict, layers.ordinarily.answer
    return {
        "headline": layers.headline,
        "ordinarily": [ordinary.answer, kept(ordinary.value)],
        "answer": found.answer,
        "value": kept(found.value),
        "preferred": found.preferred,
        "preferred_value": kept(found.preferred_value),
        "missing": [missing.name for missing in found.missing],
        "readings": {f"{row.ambiguity}={row.reading}": [row.answer, kept(row.value)] for row in found.readings},
        "citations": list(citations(found)),
    }


def again(kept_record: dict[str, Any], knowledge: KnowledgeBase) -> Answer:
    """The recorded question on the recorded facts, answered now. Raises `Rejected` if it can no longer be asked.

    What bore another name when it was recorded is known by its former name.
    """
    program = knowledge.program
    kept_record = of_today(kept_record, program)
    wrong: list[Diagnostic] = []
    facts = {name: knowledge.defaults[name] for name in kept_record["defaults"] if name in knowledge.layout.dated}
    for name, raw in kept_record["facts"].items():
        fact = program.facts.get(name)
        if fact is None:
            wrong.append(_gone(name))
            continue
        try:
            listed = fact.type.kind == "list"
            facts[name] = _records(raw, program, fact) if listed else _typed(raw, fact.type, program)
        except (AttributeError, KeyError, ValueError, TypeError, ArithmeticError):
            wrong.append(
                Diagnostic(
                    "wrong-type",
                    told("`{name}` can no longer be read as it was written", name=name),
                    (),
                    "ask anew, with the facts as they are asked for now",
                )
            )
    wrong += [_gone(name) for name in kept_record.get("more", {}) if name not in kept_record["facts"]]
    if not are_sound(program, facts):
        raise Rejected(
            [
                Diagnostic(
                    "wrong-type", "lists within records can no longer be read as they were written", (), "ask anew"
                )
            ],
            status=1,
        )
    given, cannot = _given(kept_record.get("given", {}), facts, program)
    wrong += cannot
    readings = {}
    for name, reading in kept_record["readings"].items():
        ambiguity = program.ambiguities.get(name)
        if ambiguity is None or reading not in [option.name for option in ambiguity.readings]:
            wrong.append(
                Diagnostic(
                    "unknown-ambiguity",
                    told("there is no longer a reading `{name}={reading}`", name=name, reading=reading),
                    (),
                    "ask anew; `opposable ambiguities` lists the readings",
                )
            )
        else:
            readings[name] = reading
    question = put_to(kept_record["question"], tuple(kept_record.get("of", ())))
    if question_named(program, question) is None or not all(
        of_member(program, name)[0] in program.norms for name in kept_record.get("of", ())
    ):
        wrong.append(
            Diagnostic(
                "unknown-question",
                told("there is no longer a question `{question}`", question=question),
                (),
                "`opposable questions` lists what can be asked",
            )
        )
    if wrong:
        raise Rejected(wrong, status=1)
    standing = {name: (word, note) for name, (word, note) in kept_record["standing"].items()}
    case = Case(knowledge, facts, readings, standing, frozenset(kept_record["defaults"]))
    case.more = {name: More(at_most) for name, at_most in kept_record.get("more", {}).items()}
    if given:
        case.given, case.knowledge = given, with_given(knowledge, facts, given)
    return answer(case, question)


def _gone(name: str) -> Diagnostic:
    return Diagnostic(
        "unknown-fact",
        told("there is no longer a fact `{name}`", name=name),
        (),
        "ask anew; `opposable facts` lists those that matter now",
    )


def of_today(kept_record: dict[str, Any], program: p.Program) -> dict[str, Any]:
    """A record by the names that a program uses today."""
    renaming, former = Renaming(program), program.former
    then = kept_record["outcome"]
    missing = [former.get(name, name) for name in then.get("missing", ())]
    return kept_record | {
        "question": former.get(kept_record["question"], kept_record["question"]),
        "of": [former.get(norm, norm) for norm in kept_record.get("of", ())],
        "facts": renaming.facts(kept_record["facts"]),
        "given": renaming.names(kept_record.get("given", {})),
        "more": renaming.names(kept_record.get("more", {})),
        "readings": renaming.readings(kept_record["readings"]),
        "defaults": [former.get(name, name) for name in kept_record["defaults"]],
        "standing": renaming.names(kept_record["standing"]),
        "outcome": then | ({"missing": missing} if "missing" in then else {}),
    }


def _given(raw: dict[str, Any], facts: dict[str, Any], program: p.Program) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The computed values that were taken as given, and what is wrong with those that can no longer be."""
    found: dict[str, Any] = {}
    wrong: list[Diagnostic] = []
    for name, content in raw.items():
        place = of_record(name)
        value = program.values.get(place[2] if place else name)
        listed = whole_list(place[0]) if place else ""
        record = program.facts[listed].type.name if listed in program.facts else None
        numbered = place is None or is_there(program, facts, place)
        if value is None or value.record != record or not numbered:
            wrong.append(
                Diagnostic(
                    "unknown-value",
                    told("nothing that is computed is called `{name}` any longer", name=name),
                    (),
                    "ask anew, with what is computed now",
                )
            )
            continue
        try:
            found[name] = _typed(content, value.type, program)
        except (AttributeError, KeyError, ValueError, TypeError, ArithmeticError):
            wrong.append(
                Diagnostic(
                    "wrong-type", told("`{name}` can no longer be read as it was written", name=name), (), "ask anew"
                )
            )
    return found, wrong


def differences(kept_record: dict[str, Any], found: Answer, entry: EditionEntry) -> tuple[Difference, ...]:
    """What is no longer as it was: the knowledge base, the edition, and everything that the answer came to."""
    import json

    now = json.loads(json.dumps(outcome(Layers.of(found))))
    then = of_today(kept_record, found.knowledge.program)["outcome"]
    told_then = [key for key in now if key in then or key not in _TOLD_LATER]
    rows = [("edition", kept_record["edition"], entry.edition), *((key, then.get(key), now[key]) for key in told_then)]
    return tuple(
        Difference(what, _cut(_shown(before)), _cut(_shown(after))) for what, before, after in rows if before != after
    )


def kept(value: Any) -> Any:
    """A value in a form from which it comes back exactly: its kind and its text where JSON has no such type.

    Of records within a record the numbers.
    """
    match value:
        case None | bool() | str() | int():
            return value
        case datetime() | date():
            return {_CALENDAR[datetime if isinstance(value, datetime) else date]: value.isoformat()}
        case Moment():
            return kept(value.told)
        case Decimal():
            return {"decimal": str(value)}
        case Fraction():
            return {"fraction": str(value)}
        case tuple():
            return list(value)
        case timedelta():
            return {"seconds": value // timedelta(seconds=1)}
        case Interval():
            return {"at_least": kept(value.at_least), "at_most": kept(value.at_most), "optional": value.optional}
        case _ if value is ABSENT:
            return {"none": True}
    raise TypeError(type(value))


def restored(raw: Any) -> Any:
    """The value behind its kept form. Raises `ValueError` or `KeyError` where it is none."""
    if not isinstance(raw, dict):
        return raw
    ((kind, content),) = raw.items()
    match kind:
        case "decimal":
            return Decimal(_written(content, _DECIMAL))
        case "fraction":
            return Fraction(_written(content, _FRACTION))
        case "instant":
            return datetime.fromisoformat(content)
        case "date":
            return date.fromisoformat(content)
        case "seconds":
            return timedelta(seconds=content)
        case "none":
            return ABSENT
    raise KeyError(kind)


def _written(content: Any, form: str) -> str:
    """A number as `kept` writes it. Raises `ValueError` for anything else, however short it may be written."""
    if not isinstance(content, str) or not re.fullmatch(form, content):
        raise ValueError(content)
    return content


def _records(raw: list[dict[str, Any]], program: p.Program, fact: p.Fact) -> list[list[Any]]:
    fields = program.records[fact.type.name].fields
    if len(raw) > MOST_RECORDS:
        raise ValueError(fact.name)
    return [[_typed(item.get(field.name), field.type, program) for field in fields] for item in raw]


def _typed(raw: Any, type_: p.Type, program: p.Program) -> Any:
    """The value behind its kept form, None if it was unknown. Raises `ValueError` and the like if it is none."""
    if type_.kind == "list" and isinstance(raw, list):  # the numbers of its records among all of the field
        return tuple(raw)
    value = restored(raw)
    if type_.kind == "moment" and isinstance(value, date):
        value = surroundings(program.edition).moment(value, type_.zone)
    if value is not None and not could_be_read(value, type_, options_of(program, type_)):
        raise ValueError(type_.kind)
    return value


def _cut(shown: str) -> str:
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _shown(value: Any) -> str:
    if isinstance(value, dict) and len(value) == 1:
        return str(next(iter(value.values())))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_shown(item)}" for name, item in value.items()) or "–"
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value) or "–"
    return "–" if value is None else str(value)
