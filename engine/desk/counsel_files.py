"""What counsel sets out for the site in files beside the clauses: what is set side by side, ways in, and synonyms.

`site.toml` lies in the folder of the clauses, a `search.toml` in the folder of each document; both may be missing.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import read_text_file
from dsl.frozen import dataclass
from dsl.sentence import told
from engine.case.facts_file import LARGEST, CaseFile, parse_toml
from engine.tongues import tags

_SHAPES: dict[str, dict[str, type]] = {
    "comparison": {"name": str, "topics": list, "questions": list, "qualifier": str},
    "start": {"question": str, "clause": list, "ambiguity": list, "comparison": str, "scenario": str},
}


@dataclass(frozen=True, slots=True)
class CounselFiles:
    """The tables of `site.toml`, each in its order, and the synonyms of each language: what is typed, what it means."""

    comparisons: tuple[Mapping[str, Any], ...]
    starts: tuple[Mapping[str, Any], ...]
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def featured(self) -> frozenset[str]:
        """The titles of the scenarios that the home page leads to."""
        return frozenset(item["scenario"] for item in self.starts if "scenario" in item)


def read_counsel_files(clauses: Path) -> CounselFiles:
    """Reads the files beside the clauses. Raises `Rejected` with the place of every mistake."""
    wrong: list[Diagnostic] = []
    sources: dict[str, str] = {}
    site = _read(clauses / "site.toml", wrong, sources)
    if site is not None:
        wrong += _wrong_tables(site)
    synonyms: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in sorted(clauses.rglob("search.toml")):
        file = _read(path, wrong, sources)
        if file is None:
            continue
        found = list(_wrong_words(file))
        wrong += found
        for tag, words in file.content.items() if not found else ():
            for typed, meant in words.items():
                known = synonyms.setdefault(tag, {})
                known[typed] = (*known.get(typed, ()), *meant)
    if wrong:
        raise Rejected(wrong, sources)
    content = site.content if site is not None else {}
    return CounselFiles(tuple(content.get("comparison", ())), tuple(content.get("start", ())), synonyms)


def _read(path: Path, wrong: list[Diagnostic], sources: dict[str, str]) -> CaseFile | None:
    if not path.is_file():
        return None
    name = path.as_posix()
    text, found = read_text_file(path, name, LARGEST)
    wrong += found
    if text is None:
        return None
    sources[name] = text
    return parse_toml(text, name)


def _wrong_tables(file: CaseFile) -> Iterator[Diagnostic]:
    for key, items in file.content.items():
        shape = _SHAPES.get(key)
        if shape is None:
            yield _unknown(file, (key,), key, tuple(_SHAPES))
        elif not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield _wrong_type(file, (key,), f"`{key}` is a list of tables", f"write `[[{key}]]` before each")
        else:
            for number, item in enumerate(items):
                yield from _wrong_item(file, key, number, item, {**dict.fromkeys(tags(), str), **shape})


def _wrong_item(
    file: CaseFile, key: str, number: int, item: Mapping[str, Any], shape: Mapping[str, type]
) -> Iterator[Diagnostic]:
    for name, content in item.items():
        place = (key, number, name)
        wanted = shape.get(name)
        if wanted is None:
            yield _unknown(file, place, name, tuple(shape))
        elif wanted is list and not _are_texts(content):
            yield _wrong_type(file, place, f"`{name}` is a list of texts", f'write `{name} = ["…", "…"]`')
        elif wanted is str and not isinstance(content, str):
            yield _wrong_type(file, place, f"`{name}` is a text", f'write `{name} = "…"`')
    for name in (*tags()[:1], *(["name"] if key == "comparison" else [])):
        if name not in item:
            yield _wrong_type(file, (key, number), f"a `{key}` without `{name}`", f'write `{name} = "…"` in it')


def _wrong_words(file: CaseFile) -> Iterator[Diagnostic]:
    for tag, words in file.content.items():
        if tag not in tags():
            yield _unknown(file, (tag,), tag, tags())
        elif not isinstance(words, dict):
            yield _wrong_type(file, (tag,), f"`{tag}` is a table", f"write `[{tag}]` above its words")
        else:
            for typed, meant in words.items():
                if not _are_texts(meant):
                    help_ = f'write `"{typed}" = ["…", "…"]`'
                    yield _wrong_type(file, (tag, typed), f"what `{typed}` stands for is a list of texts", help_)


def _are_texts(content: Any) -> bool:
    return isinstance(content, list) and all(isinstance(one, str) for one in content)


def _unknown(file: CaseFile, place: tuple[str | int, ...], key: str, known: tuple[str, ...]) -> Diagnostic:
    help_ = suggestion(key, known) or told("it may be {names}", names=", ".join(known))
    return Diagnostic("unknown-key", told("`{key}` means nothing here", key=key), (Label(file.at(*place)),), help_)


def _wrong_type(file: CaseFile, place: tuple[str | int, ...], message: str, help_: str) -> Diagnostic:
    return Diagnostic("wrong-type", message, (Label(file.at(*place)),), help_)
