"""Where a file of cases is damaged, and what to do about it: found by reading it again once DuckDB has refused it.

DuckDB reads quickly, and says in words of its own that it can't go on. Here a file is read line by line up to its first
mistake, which nobody waits for but who made one.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label
from dsl.frozen import dataclass
from dsl.harmless import harmless
from dsl.position import Span
from dsl.sentence import told
from engine.case.depth import DEEPEST, depth

MOST_COLUMNS = 2_000
SEPARATORS = ",;\t|"
LONGEST_LINE = 2_000_000
"""Of a CSV, in bytes; what is longer DuckDB doesn't read."""
LONGEST_OBJECT = 16_777_216
"""Of JSON lines, in bytes; what is longer DuckDB doesn't read."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a file, in which of its lines, counted from 1, and what to do; 0 where no line is to blame."""

    line: int
    reason: str
    help: str


def unreadable(path: Path, damage: Damage) -> Diagnostic:
    """That a file of cases can't be read, where and why."""
    return Diagnostic(
        "unreadable-cases",
        told("`{path}` cannot be read: {reason}", path=path, reason=damage.reason),
        (Label(Span(path.as_posix(), damage.line, 1, 0, 0)),) if damage.line else (),
        damage.help,
    )


def too_many_columns() -> Damage:
    """That a table has more columns than anybody has."""
    return Damage(0, told("it has more than {most} columns", most=MOST_COLUMNS), "leave out what tells nothing")


def damage_of(path: Path) -> Damage:
    """The first mistake of a file that DuckDB doesn't read."""
    match path.suffix:
        case ".csv":
            return _of_csv(path) or _of_what_kind("a table in CSV")
        case ".jsonl" | ".ndjson":
            return _of_json_lines(path) or _of_what_kind("a table in JSON lines")
        case ".parquet":
            return _of_what_kind("a table in Parquet")
        case _:
            return _of_what_kind("a database of DuckDB")


def separator_of(heading: str) -> str:
    """What stands between the columns of a CSV, as its first line shows."""
    return max(SEPARATORS, key=heading.count)


class _Lines:
    """The lines of a file, one after the other; where they can't be read on, `damage` says why and there are no more.

    `otherwise` is the first of them that ends otherwise than the first.
    """

    def __init__(self, path: Path, longest: int) -> None:
        self.path, self.longest = path, longest
        self.damage: Damage | None = None
        self.otherwise = 0

    def __iter__(self) -> Iterator[str]:
        with self.path.open("rb") as file:
            number, end = 0, b""
            while content := file.readline(self.longest + 1):
                number += 1
                if len(content) > self.longest:
                    reason = told("line {number} has more than {longest} bytes", number=number, longest=self.longest)
                    self.damage = Damage(number, reason, "see whether a quotation mark or the end of a line is missing")
                    return
                end = end or content[-2:]
                if not self.otherwise and content.endswith(b"\n") and (content[-2:] == b"\r\n") != (end == b"\r\n"):
                    self.otherwise = number
                try:
                    yield content.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    reason = told("byte {byte} of line {number} is not UTF-8", byte=error.start + 1, number=number)
                    self.damage = Damage(number, reason, "save it as UTF-8")
                    return


def _of_csv(path: Path) -> Damage | None:
    lines = _Lines(path, LONGEST_LINE)
    heading = next(iter(lines), "")
    separator, at, wanted = separator_of(heading), 1, 0
    rows = csv.reader(lines, delimiter=separator, strict=True)
    limit = csv.field_size_limit(LONGEST_LINE)
    try:
        for row in rows:
            wanted = wanted or len(row)
            if row and len(row) != wanted:
                return Damage(
                    at,
                    told("line {at} has {found} columns, and the first {wanted}", at=at, found=len(row), wanted=wanted),
                    told("put quotation marks round what has a `{separator}` in it", separator=harmless(separator)),
                )
            at = rows.line_num + 1
    except csv.Error:
        reason = told("the quotation marks of line {at} do not match", at=at)
        quoting = "close what is opened, and write a quotation mark within others twice"
        return lines.damage or Damage(at, reason, quoting)
    finally:
        csv.field_size_limit(limit)
    if lines.damage is None and lines.otherwise:
        reason = told("line {number} ends otherwise than the first", number=lines.otherwise)
        return Damage(lines.otherwise, reason, "let all lines end alike")
    return lines.damage


def _of_json_lines(path: Path) -> Damage | None:
    lines = _Lines(path, LONGEST_OBJECT)
    for number, line in enumerate(lines, 1):
        try:
            found = json.loads(line, object_pairs_hook=_each_once) if line.strip() else {}
        except json.JSONDecodeError as error:
            reason = told("line {number} is not JSON from its character {at} on", number=number, at=error.pos + 1)
            return Damage(number, reason, "write one object on each line")
        except ValueError:
            return Damage(
                number, told("a number of line {number} has too many digits", number=number), "write it shorter"
            )
        except RecursionError:
            reason = told("what is in line {number} is nested too deeply", number=number)
            return Damage(number, reason, "write one object on each line")
        except _TwiceError as error:
            reason = told("line {number} has `{key}` twice", number=number, key=harmless(error.args[0])[:100])
            return Damage(number, reason, "take one of them out")
        if not isinstance(found, dict):
            reason = told("line {number} is no object", number=number)
            return Damage(number, reason, "write one object on each line")
        if len(found) > MOST_COLUMNS:
            return too_many_columns()
        if depth(found) > DEEPEST:
            reason = told("what is in line {number} is nested too deeply", number=number)
            return Damage(number, reason, "write one object on each line")
        if "" in found or not _is_whole(found):
            reason = told("line {number} holds half a character, or a value without a name", number=number)
            return Damage(number, reason, "give each value the name of its column, and write it as UTF-8")
    return lines.damage


def _is_whole(found: dict[str, Any]) -> bool:
    """Whether no escape stands for half a character."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


class _TwiceError(Exception):
    """A key that an object has twice."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key.casefold() in found:
            raise _TwiceError(key)
        found[key.casefold()] = value
    return found


def _of_what_kind(kind: str) -> Damage:
    return Damage(0, told("it is not {kind}, or is damaged", kind=kind), "write it anew")
