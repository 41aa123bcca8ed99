"""A sample portfolio: the case of a facts file varied by chance, the same for the same number of cases.

Yes and no turn round now and then, or are left out; options are drawn anew; amounts go up and down. What happened
shifts back by days, so that nothing lies after the day of the question and what fell late in a month mostly stays in it,
and all that came after it by the same minutes less, so that nothing overtakes anything.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from errno import EEXIST
from os import strerror
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dsl.moment import Moment
from dsl.typed import program as p
from engine.backends.sql.duck import Duck
from engine.backends.sql.plan import CASES
from engine.case.case import Case, options_of
from engine.meaning.marks import ABSENT
from engine.portfolio.told_apart import require_told_apart

_TURNED, _LEFT_OUT, _DRAWN = 40, 60, 100
"""Out of a thousand: how many yes and no are turned round or (from there on) left out, how many options are drawn."""

_DAYS, _MINUTES = 27, 45
"""By how many days what happened shifts at most, and by how many minutes less what came after it."""


def write_sample(case: Case, number: int, folder: Path) -> None:
    """Writes so many variations of a case into a new folder, a Parquet file for each table: all of them or none.

    Nothing that is there is lost: `OSError` is raised where the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(EEXIST, strerror(EEXIST), str(folder))
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as place:
        unfinished = Path(place) / "tables"
        unfinished.mkdir()
        _write_tables(case, number, unfinished)
        unfinished.replace(folder)


def _write_tables(case: Case, number: int, folder: Path) -> None:
    program, engine = case.knowledge.program, Duck()
    require_told_apart(program)
    engine.run("SET TimeZone = 'UTC'")
    told = {name: value for name, value in case.facts.items() if name not in case.defaults}
    single = {name: value for name, value in told.items() if not isinstance(value, list)}
    columns = [_varied(case, program.facts[name], value, True) for name, value in single.items()]
    empty = [f"'none' AS {name}" for name, value in told.items() if value == []]
    selected = ", ".join(['number + 1 AS "case"', *columns, *empty])
    _write(engine, folder / f"{CASES}.parquet", f"SELECT {selected} FROM range({number}) r(number)")
    for name, records in told.items():
        if isinstance(records, list) and records:
            fields = program.records[program.facts[name].type.name].fields
            rows = [_record(case, fields, record, place) for place, record in enumerate(records)]
            each = " UNION ALL BY NAME ".join(
                f'SELECT number + 1 AS "case", {place} AS place, {", ".join(row)} FROM range({number}) r(number)'
                for place, row in enumerate(rows)
            )
            _write(engine, folder / f"{name}.parquet", f'SELECT * EXCLUDE (place) FROM ({each}) ORDER BY "case", place')


def _write(engine: Duck, path: Path, query: str) -> None:
    engine.run(
        f"COPY ({query}) TO '{path.as_posix().replace(chr(39), chr(39) * 2)}' (FORMAT parquet, COMPRESSION zstd)"
    )


def _record(case: Case, fields: Sequence[p.Fact], record: Sequence[Any], place: int) -> list[str]:
    told = [(field, value) for field, value in zip(fields, record, strict=True) if value is not None]
    moments = [instant for _, value in told if (instant := _instant(value)) is not None]
    found = []
    for field, value in told:
        instant = _instant(value)
        is_first = instant is None or instant == min(moments)
        found.append(_varied(case, field, value, is_first, place))
    return found


def _instant(value: Any) -> datetime | None:
    """The instant at which something happened; of a day that at which it began."""
    if isinstance(value, Moment):
        return value.first
    return value if isinstance(value, datetime) else None


def _varied(case: Case, fact: p.Fact, value: Any, first: bool, place: int = 0) -> str:
    """One column: the value of the case, varied by the number of each."""
    chance = f"hash('{fact.name}', number, {place}) % 1000"
    match value:
        case _ if value is ABSENT:
            found = "'none'"
        case bool():
            word = str(value).upper()
            found = f"CASE WHEN {chance} < {_TURNED} THEN NOT {word} WHEN {chance} >= {_LEFT_OUT} THEN {word} END"
        case str():
            options = options_of(case.knowledge.program, fact.type)
            listed = ", ".join(f"'{option}'" for option in options)
            drawn = f"[{listed}][1 + CAST({chance} % {len(options)} AS INTEGER)]"
            found = f"CASE WHEN {chance} < {_DRAWN} THEN {drawn} ELSE '{value}' END"
        case datetime() | Moment() if (instant := _instant(value)) is not None:
            each = f"hash(number, {place})"
            after = "" if first else f" + to_minutes(CAST({each} // {_DAYS} % {_MINUTES} AS INTEGER))"
            at = instant.astimezone(UTC).isoformat()
            back = f"CAST(1 + {each} % {_DAYS} AS INTEGER)"
            found = f"TIMESTAMPTZ '{at}' - to_days({back}){after}"
            if isinstance(value, Moment):
                is_day = value.day is not None
                found = f"DATE '{value.day}' - {back}" if is_day else found
                found = f"CAST({found} AS VARCHAR)"
        case date():
            found = f"DATE '{value.isoformat()}'"
        case Decimal() if fact.type.kind == "money":
            found = f"CAST({value} * ((50 + {chance} % 150) / 100.0) AS DECIMAL(18, 2))"
        case Decimal() if fact.type.kind == "percent":
            found = f"'{value * 100} %'"
        case timedelta():
            days, rest = divmod(value, timedelta(days=1))
            found = f"'{days} days'" if not rest else f"'{value // timedelta(seconds=1)} seconds'"
        case _:
            found = str(value)
    if fact.type.optional:
        found = f"CAST({found} AS VARCHAR)"
    return f"{found} AS {fact.name}"


def as_written(facts: Mapping[str, Any], program: p.Program) -> dict[str, Any]:
    """Facts as a facts file would write them."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        type_ = program.facts[name].type
        if type_.kind == "list":
            fields = program.records[type_.name].fields
            found[name] = [
                {
                    field.name: _written(told, field.type)
                    for field, told in zip(fields, record, strict=True)
                    if told is not None
                }
                for record in value
            ]
        else:
            found[name] = _written(value, type_)
    return found


def _written(value: Any, type_: p.Type) -> Any:
    match value:
        case _ if value is ABSENT:
            return "none"
        case Moment():
            return value.told
        case timedelta():
            days, rest = divmod(value, timedelta(days=1))
            return f"{days} days" if not rest else f"{value // timedelta(seconds=1)} seconds"
        case Decimal() if type_.kind == "percent":
            return f"{value * 100} %"
        case _:
            return value
