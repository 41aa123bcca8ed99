"""The files in which cases arrive, as a statement reads them: nothing of how they are written is guessed from a part.

DuckDB would take a row of a CSV for a comment or a heading where most of a file is written otherwise, and a column for
one of whole numbers where the first thousands of rows have none but these.
"""

import csv
from collections.abc import Collection
from itertools import takewhile
from pathlib import Path

import duckdb

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import beginning_of
from dsl.harmless import harmless
from dsl.sentence import told
from engine.backends.sql.duck import quoted_to_read

DATABASES = (".duckdb", ".db")
TABLES = (".parquet", ".csv", ".jsonl", ".ndjson")
"""The endings of what holds several tables, and of what is one."""

_HEADING = 1_000_000
"""Within so many bytes the first line of a CSV ends."""
_MOST_COLUMNS = 2_000
_SEPARATORS = ",;\t|"
_LONGEST_MESSAGE = 200


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
            return f"read_json('{quoted_to_read(path)}', format = 'newline_delimited', sample_size = -1)"


def _reading_csv(path: Path, beginning: bytes) -> str:
    """As RFC 4180 has it, but for the separator, which is the one of the first line."""
    try:
        text = beginning.decode("utf-8-sig", "strict" if len(beginning) < _HEADING else "ignore")
    except UnicodeDecodeError as error:
        raise _unreadable(path, f"byte {error.start} is not UTF-8", "save it as UTF-8") from None
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    try:
        names = next(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True), [])
    except csv.Error as error:
        raise _unreadable(path, str(error), "write it as RFC 4180 says") from None
    if not names or "\0" in text:
        raise _unreadable(path, "it has no line that names its columns", "begin it with such a line")
    require_few(path, names)
    if twice := [name for at, name in enumerate(names) if name in names[:at]]:
        raise _unreadable(path, f"it has two columns `{harmless(twice[0])}`", "take one of them out")
    columns = ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}': 'VARCHAR'" for name in names)
    return (
        f"read_csv('{quoted_to_read(path)}', auto_detect = false, header = true, delim = '{separator}', quote = '\"',"
        f" escape = '\"', comment = '', columns = {{{columns}}})"
    )


def require_few(path: Path, columns: Collection[str]) -> None:
    """Raises `Rejected` for more columns than anybody has."""
    if len(columns) > _MOST_COLUMNS:
        raise _unreadable(path, f"it has more than {_MOST_COLUMNS} columns", "leave out what tells nothing")


def refused(path: Path, error: duckdb.Error) -> Rejected:
    """That DuckDB can't read a file, with what it says first."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return exhausted()
    said = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = list(takewhile(lambda line: not line.startswith("Possible fixes"), said))
    reason = f"{said[0]}; {told[-1]}" if "CSV Error" in said[0] else said[0]  # between them it repeats the row
    reason = harmless(reason.partition("Error: ")[2] or reason)[:_LONGEST_MESSAGE]
    return _unreadable(path, reason, "mend the file, or write it anew")


def exhausted() -> Rejected:
    """That the memory which was allowed doesn't suffice."""
    message = "the memory that DuckDB may take does not suffice"
    return Rejected([Diagnostic("too-little-memory", message, (), "give it more with `--memory`")])


def _unreadable(path: Path, reason: str, help_line: str) -> Rejected:
    return Rejected(
        [
            Diagnostic(
                "unreadable-cases", told("`{path}` cannot be read: {reason}", path=path, reason=reason), (), help_line
            )
        ]
    )
