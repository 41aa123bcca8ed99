"""What a name that is no fact, or no field of a list, may be instead: something computed, or a field of a list."""

from collections.abc import Iterable

from dsl.diagnostic import nearest, suggestion
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.called import in_words, listed_in_words, nearest_called


def instead_of_fact(program: p.Program, name: str, known: Iterable[str]) -> str | None:
    """What to do about a name that no fact has: give it, tell it of a record, or mend its spelling."""
    if (counted := misnumbered(program, name)) is not None:
        return counted
    value = program.values.get(name)
    if value is not None and value.record is None:
        return _given(name, name)
    within = _lists(program, value.record) if value is not None else _lists_with(program, name)
    if not within:
        values = [value.name for value in program.values.values() if value.record is None]
        near = nearest(name, known) or nearest(name, values)
        return _near_value(near, near) if near in values else suggestion(name, [near] if near else [])
    field = f"{within[0]}[1].{name}"
    if value is not None:
        return _given(name, field)
    return told("`{name}` is told of each of `{listed}`: `{field}`", name=name, listed=within[0], field=field)


def misnumbered(program: p.Program, name: str) -> str | None:
    """What to write instead of `outages[0].began`, which names no record, or `outages[1]`, which names no field.

    None for names that aren't like these.
    """
    listed = program.facts.get(name.partition("[")[0])
    if listed is None or listed.type.kind != "list" or listed.name == name:
        return None
    number, _, rest = name.removeprefix(f"{listed.name}[").partition("]")
    if number.isdecimal() and number.strip("0") and not rest:
        return told("its fields are {names}", names=listed_in_words(program.records[listed.type.name].fields))
    return told("its records are counted from 1: `{field}`", field=f"{listed.name}[1]{name.rpartition(']')[2]}")


def instead_of_field(program: p.Program, listed: str, record: p.Record, name: str) -> str | None:
    """What to do about a name that no field of a list has: give it, or mend its spelling."""
    computed = [value for value in program.values.values() if value.record == record.name]
    if any(name == value.name for value in computed):
        return _given(name, f"{listed}[1].{name}")
    field = nearest_called(name, record.fields)  # what is told goes before what is computed from it
    if field is not None:
        return told("did you mean {field}?", field=in_words(field))
    value = nearest_called(name, computed)
    if value is not None:
        return _near_value(value.name, f"{listed}[1].{value.name}")
    return told("its fields are {names}", names=listed_in_words(record.fields))


def _near_value(near: str, shown: str) -> str:
    return told("did you mean `{near}`? {given}", near=near, given=_given(near, shown))


def _given(name: str, shown: str) -> str:
    return told(
        "`{name}` is computed from other facts; what is known of it all the same is given: "
        '`{written} = …` under `[given]` in a file, `--given "{shown}=…"` in a call',
        name=name,
        written=shown if shown == name else f'"{shown}"',
        shown=shown,
    )


def _lists(program: p.Program, record: str | None) -> list[str]:
    """The lists of records of a kind, as those in the first record of a list are told."""
    lists = [fact.name for fact in program.facts.values() if fact.type.kind == "list" and fact.type.name == record]
    return [name.replace(".", "[1].") for name in lists]


def _lists_with(program: p.Program, name: str) -> list[str]:
    """The lists whose records have a field of a name."""
    having = [record.name for record in program.records.values() if any(name == field.name for field in record.fields)]
    return [listed for record in having for listed in _lists(program, record)]
