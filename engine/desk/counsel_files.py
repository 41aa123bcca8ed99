"""What counsel sets out for the site in files beside the clauses: what is set side by side, ways in, and synonyms.

`site.toml` lies in the folder of the clauses, a `search.toml` in the folder of each document; both may be missing.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import lies_at, read_text_file
from dsl.first_mistakes import first_mistakes
from dsl.frozen import dataclass
from dsl.sentence import told
from engine.case.facts_file import LARGEST, CaseFile, parse_toml
from engine.tongues import tags

_SHAPES: dict[str, dict[str, type]] = {
    "comparison": {"name": str, "topics": list, "questions": list, "qualifier": str},
    "start": {"question": str, "clause": tuple, "ambiguity": tuple, "comparison": str, "scenario": str},
}
"""What each table may say: a text, a list of texts, or a document and what is meant of it (a tuple)."""
QUALIFIERS = ("notice", "form")
"""The qualifiers that can be compared: the pages have words for norms that ask for none."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What can name a page, which is a file, too."""
_AS_NAMED = "use small letters, digits and single hyphens"
_INDEX = "index"
"""The page that leads to all comparisons."""


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
        wrong += first_mistakes(_wrong_tables(site))
    synonyms: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in sorted(path for path in clauses.rglob("*.toml") if path.name == "search.toml"):
        file = _read(path, wrong, sources)
        if file is None:
            continue
        found = first_mistakes(_wrong_words(file))
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
    if not lies_at(path):
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
            message = told("`{key}` is a list of tables", key=key)
            yield _wrong_type(file, (key,), message, told("write `[[{key}]]` before each", key=key))
        else:
            shape = {**dict.fromkeys(tags(), str), **shape}
            for number, item in enumerate(items):
                yield from _wrong_item(file, (key, number), item, shape)
    yield from _wrong_names(file)


def _wrong_item(
    file: CaseFile, place: tuple[str, int], item: Mapping[str, Any], shape: Mapping[str, type]
) -> Iterator[Diagnostic]:
    for name, content in item.items():
        wanted = shape.get(name)
        if wanted is None:
            yield _unknown(file, (*place, name), name, tuple(shape))
        elif wanted is list and not _are_texts(content):
            message = told("`{name}` is a list of texts", name=name)
            yield _wrong_type(file, (*place, name), message, told('write `{name} = ["…", "…"]`', name=name))
        elif wanted is tuple and not (_are_texts(content) and len(content) == 2):
            message = told("`{name}` is two texts: a document, and what is meant of it", name=name)
            yield _wrong_type(file, (*place, name), message, told('write `{name} = ["…", "…"]`', name=name))
        elif wanted is str and not isinstance(content, str):
            message = told("`{name}` is a text", name=name)
            yield _wrong_type(file, (*place, name), message, told('write `{name} = "…"`', name=name))
    key, _ = place
    for name in (*tags()[:1], *(["name"] if key == "comparison" else [])):
        if name not in item:
            message = told("a `{key}` without `{name}`", key=key, name=name)
            yield _wrong_type(file, place, message, told('write `{name} = "…"` in it', name=name))


def _wrong_names(file: CaseFile) -> Iterator[Diagnostic]:
    """What can't name the page of a comparison, or names that of another; and what no norms are qualified by."""
    items = file.content.get("comparison")
    seen: set[str] = set()
    for number, item in enumerate(items if isinstance(items, list) else ()):
        said = item if isinstance(item, dict) else {}
        name, qualifier = said.get("name"), said.get("qualifier", QUALIFIERS[0])
        if isinstance(name, str) and (name == _INDEX or name in seen or not _NAME.fullmatch(name)):
            message, help_ = told("`{word}` cannot name {what}", word=name, what="a comparison"), _AS_NAMED
            if name in seen:
                message, help_ = told("two comparisons are called `{name}`", name=name), "call one of them otherwise"
            yield Diagnostic("bad-name", message, (Label(file.at("comparison", number, "name")),), help_)
        elif isinstance(name, str):
            seen.add(name)
        if isinstance(qualifier, str) and qualifier not in QUALIFIERS:
            yield _unknown(file, ("comparison", number, "qualifier"), qualifier, QUALIFIERS)


def _wrong_words(file: CaseFile) -> Iterator[Diagnostic]:
    for tag, words in file.content.items():
        if tag not in tags():
            yield _unknown(file, (tag,), tag, tags())
        elif not isinstance(words, dict):
            message = told("`{tag}` is a table", tag=tag)
            yield _wrong_type(file, (tag,), message, told("write `[{tag}]` above its words", tag=tag))
        else:
            for typed, meant in words.items():
                if not _are_texts(meant):
                    message = told("what `{typed}` stands for is a list of texts", typed=typed)
                    yield _wrong_type(file, (tag, typed), message, told('write `"{typed}" = ["…", "…"]`', typed=typed))


def _are_texts(content: Any) -> bool:
    return isinstance(content, list) and all(isinstance(one, str) for one in content)


def _unknown(file: CaseFile, place: tuple[str | int, ...], key: str, known: tuple[str, ...]) -> Diagnostic:
    help_ = suggestion(key, known) or told("it may be {names}", names=", ".join(known))
    return Diagnostic("unknown-key", told("`{key}` means nothing here", key=key), (Label(file.at(*place)),), help_)


def _wrong_type(file: CaseFile, place: tuple[str | int, ...], message: str, help_: str) -> Diagnostic:
    return Diagnostic("wrong-type", message, (Label(file.at(*place)),), help_)
