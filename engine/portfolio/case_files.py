"""The files in which cases arrive, as a statement reads them: nothing of how they are written is guessed from a part.

DuckDB would take a row of a CSV for a comment or a heading where most of a file is written otherwise, and a column for
one of whole numbers where the first thousands of rows have none but these.
"""

import csv
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import duckdb

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import beginning_of
from dsl.harmless import harmless
from dsl.sentence import told
from engine.backends.sql.duck import quoted_to_read
from engine.portfolio.damaged_files import (
    MOST_COLUMNS,
    Damage,
    damage_of,
    separator_of,
    too_many_columns,
    unreadable,
)

DATABASES = (".duckdb", ".db")
TABLES = (".parquet", ".csv", ".jsonl", ".ndjson")
"""The endings of what holds several tables, and of what is one."""

_HEADING = 1_000_000
"""Within so many bytes the first line of a CSV ends."""
_LONGEST_NAME = 100


def reading(path: Path) -> str:
    """What reads a file, as a table of SQL. Raises `Rejected` for what is no file and has no first line to read."""
    beginning = beginning_of(path, path.as_posix(), _HEADING)
    if isinstance(beginning, Diagnostic):
        raise Rejected([beginning])
    match path.suffix:
        case ".parquet":
            return f"read_parquet('{quoted_to_read(path)}')"
        case ".csv":
            return _reading_csv(path, beginning)
        case _:
            return (
                f"read_json('{quoted_to_read(path)}', format = 'newline_delimited', records = 'true', sample_size = -1)"
            )


def _reading_csv(path: Path, beginning: bytes) -> str:
    """As RFC 4180 has it, but for the separator, which is the one of the first line."""
    try:
        text = beginning.decode("utf-8-sig", "strict" if len(beginning) < _HEADING else "ignore")
        separator = separator_of(text.partition("\n")[0])
        names = next(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        raise _refused(path, damage_of(path)) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        reason = told("line {number} holds a null character", number=line)
        raise _refused(path, Damage(line, reason, "save it as plain text in UTF-8"))
    if not names:
        raise _refused(path, Damage(1, told("it has no line that names its columns"), "begin it with such a line"))
    require_apart(path, names, 1)
    columns = ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}': 'VARCHAR'" for name in names)
    return (
        f"read_csv('{quoted_to_read(path)}', auto_detect = false, header = true, delim = '{separator}', quote = '\"',"
        f" escape = '\"', comment = '', columns = {{{columns}}})"
    )


def require_apart(path: Path, names: Sequence[str], line: int = 0) -> None:
    """Raises `Rejected` for a column without a name, and for two that are not told apart; for too many as well."""
    require_few(path, names)
    if "" in names:
        reason = told("its column {number} has no name", number=names.index("") + 1)
        raise _refused(path, Damage(line, reason, "name it, or take it out"))
    if len(names) > len({name.casefold() for name in names}):
        twice = [name for at, name in enumerate(names) if name.casefold() in map(str.casefold, names[:at])]
        reason = told("it has two columns `{name}`", name=harmless(twice[0])[:_LONGEST_NAME])
        raise _refused(path, Damage(line, reason, "take one of them out"))


def columns_of_parquet(rows: Iterable[tuple[str, int | None]]) -> list[str]:
    """The names of the columns of a Parquet file, of its schema's names and how many further ones lie in each."""
    found, inside = list[str](), [1]
    for name, children in rows:
        while not inside[-1]:
            inside.pop()
        inside[-1] -= 1
        if len(inside) == 2:
            found.append(name)
        inside.append(children or 0)
    return found


def require_few(path: Path, columns: Collection[str]) -> None:
    """Raises `Rejected` for more columns than anybody has."""
    if len(columns) > MOST_COLUMNS:
        raise _refused(path, too_many_columns())


def refused(path: Path, error: duckdb.Error) -> Rejected:
    """That DuckDB can't read a file, and why."""
    return exhausted() if isinstance(error, duckdb.OutOfMemoryException) else _refused(path, damage_of(path))


def exhausted() -> Rejected:
    """That the memory which was allowed doesn't suffice."""
    message = "the memory that DuckDB may take does not suffice"
    return Rejected([Diagnostic("too-little-memory", message, (), "give it more with `--memory`")])


def _refused(path: Path, damage: Damage) -> Rejected:
    return Rejected([unreadable(path, damage)])
