"""Files beside the clauses in which something is let stand, each entry with its reason."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected
from dsl.files import read_text_file
from dsl.first_mistakes import first_mistakes
from dsl.frozen import dataclass
from dsl.position import Span
from dsl.sentence import told
from engine.case.facts_file import LARGEST, CaseFile, parse_toml


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its keys with what they say, None where one is missing, empty, no text or one too many; its place.

    The place is looked for only where something is wrong there.
    """

    said: dict[str, str] | None
    place: Callable[[], Span]


def read_entries_file(path: Path) -> CaseFile:
    """The file as written. Raises `Rejected` where it can't be read."""
    name = path.as_posix()
    text, wrong = read_text_file(path, name, LARGEST)
    if text is None:
        raise Rejected(wrong, status=1)
    return parse_toml(text, name)


def entries(file: CaseFile, table: str, keys: Collection[str]) -> list[Entry]:
    """The entries `[[table]]` of a file, each of which has all `keys` and no others.

    Raises `Rejected` where the file holds anything else than these.
    """
    wrong = first_mistakes(_wrong(file, key, table) for key in file.content if key != table)
    listed = file.content.get(table, [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        wrong.append(_wrong(file, table, table))
    if wrong:
        raise Rejected(wrong, {file.file: file.text}, status=1)
    return [Entry(_complete(entry, keys), partial(file.at, table, number)) for number, entry in enumerate(listed)]


def _complete(entry: dict[str, Any], keys: Collection[str]) -> dict[str, str] | None:
    is_complete = entry.keys() == set(keys) and all(isinstance(value, str) and value for value in entry.values())
    return entry if is_complete else None


def _wrong(file: CaseFile, key: str, table: str) -> Diagnostic:
    message = told("`{key}` is no list of entries", key=key)
    help_line = told("the file holds tables `[[{table}]]` and nothing else", table=table)
    return Diagnostic("wrong-type", message, (Label(file.at(key)),), help_line)
