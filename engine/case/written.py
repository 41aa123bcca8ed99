"""A case written as a facts file, which reads back as the same case."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dsl.moment import Moment
from dsl.typed import program as p
from engine.case.case import AS_OF, Case
from engine.case.given import PREFIX
from engine.meaning.marks import ABSENT


def as_facts_file(case: Case, title: str = "") -> str:
    """The TOML of a case: its date, facts, readings and standing; what is unknown is left out."""
    program = case.knowledge.program
    lines = [f"title = {_quoted(title)}"] if title else []
    if AS_OF in case.facts:
        lines.append(f"on = {written(case.facts[AS_OF], program.facts[AS_OF].type)}")
    plain, lists = [], []
    for name, value in case.facts.items():
        if name == AS_OF or name in case.defaults or name.startswith(PREFIX):
            continue
        fact = program.facts[name]
        if fact.type.kind != "list":
            plain.append(f"{name} = {written(value, fact.type)}")
        elif not value:
            plain.append(f"{name} = []")
        else:
            lists += _records(fact, program.records[fact.type.name], value)
    if plain:
        lines += ["", "[facts]", *plain]
    lines += lists
    whole = {name: case.facts[name] for name in case.facts if name.startswith(PREFIX)}
    if whole:
        said = (f"{name.removeprefix(PREFIX)} = {written(whole[name], program.facts[name].type)}" for name in whole)
        lines += ["", "[given]", *said]
    if case.readings:
        lines += ["", "[readings]", *(f"{name} = {_quoted(reading)}" for name, reading in case.readings.items())]
    for name, (standing, note) in case.standing.items():
        lines += ["", f"[standing.{_key(name)}]", f"is = {_quoted(standing)}"]
        if note:
            lines.append(f"note = {_quoted(note)}")
    return "\n".join(lines).strip() + "\n"


def written(value: Any, type_: p.Type) -> str:
    """A value as it is written in a facts file."""
    match value:
        case bool():
            return "true" if value else "false"
        case _ if value is ABSENT:
            return '"none"'
        case Moment():
            return value.isoformat()
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case timedelta():
            if type_.kind == "days":
                return f'"{value.days} days"'
            return f'"{value // timedelta(seconds=1)} seconds"'
        case Decimal() if type_.kind == "percent":
            return f'"{value * 100:f} %"'
        case Decimal() if type_.kind == "money":
            return f'"{value:f} {type_.name}"'
        case Decimal():
            return f"{value:f}" if "." in f"{value:f}" else f"{value:f}.0"
        case int():
            return str(value)
        case _:
            return _quoted(str(value))


def _records(fact: p.Fact, record: p.Record, rows: list[list[Any]]) -> list[str]:
    lines = []
    for row in rows:
        lines += ["", f"[[facts.{fact.name}]]"]
        lines += [
            f"{field.name.replace(PREFIX, 'given.')} = {written(value, field.type)}"
            for field, value in zip(record.fields, row, strict=True)
            if value is not None and not (field.name.startswith(PREFIX) and value is ABSENT)
        ]
    return lines


def _key(name: str) -> str:
    """A name as a key: that of a field of a record is quoted."""
    return _quoted(name) if "[" in name else name


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{"".join(c for c in escaped if c.isprintable())}"'
