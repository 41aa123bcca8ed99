"""A case written as a facts file, which reads back as the same case."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dsl.moment import Moment
from dsl.typed import program as p
from engine.case.case import AS_OF, Case
from engine.case.given import PREFIX
from engine.meaning.marks import ABSENT
from engine.model.record_names import of_record


def as_facts_file(case: Case, title: str = "") -> str:
    """The TOML of a case: its date, facts, readings and standing; what nobody mentioned is left out."""
    program = case.knowledge.program
    lines = [f"title = {_quoted(title)}"] if title else []
    if AS_OF in case.facts:
        lines.append(f"on = {written(case.facts[AS_OF], program.facts[AS_OF].type)}")
    plain, lists = [], []
    for name, value in case.facts.items():
        if name == AS_OF or name in case.defaults or name.startswith(PREFIX):
            continue
        fact = program.facts[name]
        if name in program.nested:
            continue
        if fact.type.kind != "list":
            plain.append(f"{name} = {written(value, fact.type)}")
        elif not value:
            plain.append(f"{name} = []")
        else:
            lists += _records(case, name, f"facts.{name}", range(len(value)))
    plain += [f'{name} = "unknown"' for name in sorted(case.unknown) if of_record(name) is None]
    if plain:
        lines += ["", "[facts]", *plain]
    lines += lists
    whole = {name: case.facts[name] for name in case.facts if name.startswith(PREFIX)}
    if whole:
        said = (f"{name.removeprefix(PREFIX)} = {written(whole[name], program.facts[name].type)}" for name in whole)
        lines += ["", "[given]", *said]
    if case.more:
        limits = {name: "true" if m.at_most is None else f'"at most {m.at_most}"' for name, m in case.more.items()}
        lines += ["", "[more]", *(f"{name} = {limit}" for name, limit in limits.items())]
    if case.readings:
        lines += ["", "[readings]", *(f"{name} = {_quoted(reading)}" for name, reading in case.readings.items())]
    for name, (standing, note) in case.standing.items():
        lines += ["", f"[standing.{_key(name)}]", f"is = {_quoted(standing)}"]
        if note:
            lines.append(f"note = {_quoted(note)}")
    return "\n".join(lines).strip() + "\n"


def written(value: Any, type_: p.Type) -> str:
    """A value as it is written in a facts file."""
    found = told(value, type_)
    match found:
        case bool():
            return "true" if found else "false"
        case list():
            return "[]"
        case str() if type_.kind in _BARE and value is not ABSENT:
            return found if type_.kind not in _DECIMAL or "." in found else f"{found}.0"
        case _:
            return _quoted(found)


def told(value: Any, type_: p.Type) -> bool | str | list[Any]:
    """A value as a person tells it, from which it is read again: a yes or no as such, all else in words or figures.

    Of lists that is the empty one alone.
    """
    match value:
        case []:
            return []
        case bool():
            return value
        case _ if value is ABSENT:
            return "none"
        case date() | Moment():
            return value.isoformat()
        case timedelta() if type_.kind == "days":
            return f"{value.days} days"
        case timedelta():
            return f"{value // timedelta(seconds=1)} seconds"
        case Decimal() if type_.kind == "percent":
            return f"{value * 100:f} %"
        case Decimal() if type_.kind == "money":
            return f"{value:f} {type_.name}"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


_DECIMAL = ("decimal", "ratio")
_BARE = ("date", "instant", "moment", "integer", *_DECIMAL)
"""The kinds of values that are written without quotes."""


def _records(case: Case, listed: str, header: str, numbers: Iterable[int]) -> list[str]:
    """Some of the records of a list, those of lists within each after what else is told of it."""
    program, lines = case.knowledge.program, list[str]()
    fields, slot = program.records[program.facts[listed].type.name].fields, case.knowledge.layout.slot("fact", listed)
    for number in numbers:
        lines += ["", f"[[{header}]]"]
        within: list[str] = []
        for at, (field, value) in enumerate(zip(fields, case.facts[listed][number], strict=True)):
            if case.name((slot, number, at)) in case.unknown:
                lines.append(f'{field.name} = "unknown"')
            elif field.type.kind == "list" and value:
                within += _records(case, f"{listed}.{field.name}", f"{header}.{field.name}", value)
            elif value is not None and not (field.name.startswith(PREFIX) and value is ABSENT):
                shown = "[]" if field.type.kind == "list" else written(value, field.type)
                lines.append(f"{field.name.replace(PREFIX, 'given.')} = {shown}")
        lines += within
    return lines


def _key(name: str) -> str:
    """A name as a key: that of a field of a record is quoted."""
    return _quoted(name) if "[" in name else name


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{"".join(c for c in escaped if c.isprintable())}"'
