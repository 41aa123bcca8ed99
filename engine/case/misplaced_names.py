"""What a name that is no fact, or no field of a list, may be instead: something computed, or a field of a list."""

from collections.abc import Iterable

from dsl.diagnostic import suggestion
from dsl.typed import program as p


def instead_of_fact(program: p.Program, name: str, known: Iterable[str]) -> str | None:
    """What to do about a name that no fact has: give it, tell it of a record, or mend its spelling."""
    value = program.values.get(name)
    if value is not None and value.record is None:
        return _given(name, name)
    within = _lists(program, value.record) if value is not None else _lists_with(program, name)
    if not within:
        return suggestion(name, known)
    field = f"{within[0]}[1].{name}"
    return _given(name, field) if value is not None else f"`{name}` is told of each of `{within[0]}`: `{field}`"


def instead_of_field(program: p.Program, listed: str, record: p.Record, name: str) -> str | None:
    """What to do about a name that no field of a list has: give it, or mend its spelling."""
    value = program.values.get(name)
    if value is not None and value.record == record.name:
        return _given(name, f"{listed}[1].{name}")
    return suggestion(name, (field.name for field in record.fields))


def _given(name: str, shown: str) -> str:
    return f"`{name}` is computed from other facts; what is known of it all the same is given: `--given {shown}=…`"


def _lists(program: p.Program, record: str | None) -> list[str]:
    """The lists of records of a kind."""
    return [fact.name for fact in program.facts.values() if fact.type.kind == "list" and fact.type.name == record]


def _lists_with(program: p.Program, name: str) -> list[str]:
    """The lists whose records have a field of a name."""
    having = [record.name for record in program.records.values() if any(name == field.name for field in record.fields)]
    return [listed for record in having for listed in _lists(program, record)]
