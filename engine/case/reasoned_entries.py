"""Files beside the clauses in which something is let stand, each entry with its reason."""

from collections.abc import Collection
from pathlib import Path

from dsl.diagnostic import Rejected
from dsl.files import read_text_file
from dsl.frozen import dataclass
from dsl.position import Span
from engine.case.facts_file import LARGEST, CaseFile, parse_toml


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its keys with what they say, None where one is missing, empty, no text or one too many; its place."""

    said: dict[str, str] | None
    place: Span


def read_entries_file(path: Path) -> CaseFile:
    """The file as written. Raises `Rejected` where it can't be read."""
    name = path.as_posix()
    text, wrong = read_text_file(path, name, LARGEST)
    if text is None:
        raise Rejected(wrong, status=1)
    return parse_toml(text, name)


def entries(file: CaseFile, table: str, keys: Collection[str]) -> list[Entry]:
    """The entries `[[table]]` of a file, each of which has all `keys` and no others."""
    head = f"[[{table}]]"
    lines = [number for number, line in enumerate(file.text.splitlines(), 1) if line.strip() == head]
    found = []
    for entry, line in zip(file.content.get(table, []), lines, strict=False):
        start = sum(len(text) + 1 for text in file.text.splitlines()[: line - 1])
        complete = entry.keys() == set(keys) and all(isinstance(value, str) and value for value in entry.values())
        found.append(Entry(entry if complete else None, Span(file.file, line, 1, start, start + len(head))))
    return found
