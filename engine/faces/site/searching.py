"""The search index, so that it finds what a lawyer types.

The search library compares words as they are. So each entry is given, in fields of their own that nobody sees, the
other forms of its words, with and without accents, in the singular and in the plural; and what readers say for them, as
the `search.toml` beside a document's clauses lists it. What answers counts more than what only repeats an answer.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

from dsl.atomic import replace_text

Synonyms = Mapping[str, tuple[str, ...]]
"""What readers type, with the words of the documents that it stands for."""

FIELDS = {"title": 1000.0, "also": 1000.0, "text": 1.0, "forms": 1.0}
"""What is searched, and how much it counts: a title and what stands for its words, a text and what stands for its."""

_WEIGHTS = (
    ("questions/", 4.0),
    ("documents/", 4.0),
    ("compared/", 1.0),
    ("registers/", 0.5),
    ("glossary/", 0.3),
    ("opinions/", 0.3),
    ("revisions/", 0.0005),
    ("reference/", 0.0005),
)
"""How much the pages of a folder count; those for authors come last."""

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
Entry = dict[str, Any]
_REPEATED = re.compile(r"(^|-)(picture|more|elsewhere|facts|limits|readings|bases|ask|standing)$")
"""Sections that repeat what other pages say: they would only crowd out the pages that say it."""
_CASE = re.compile(r"case-[0-9a-f]+")
_LONGEST = 600
"""How many letters of a section are searched. It bounds what a browser has to index before it can answer."""


def complete(path: Path, kept: Path, synonyms: Synonyms, changed: frozenset[str] | None = None) -> None:
    """Completes the index at `path`.

    `kept` holds the entries of the whole site as they were built. With `changed`, the pages that were built anew, the
    index at `path` has only their entries, and those of all others are taken from `kept`.
    """
    index = json.loads(path.read_text(encoding="utf-8"))
    entries: list[Entry] = index["docs"]
    if changed is not None and kept.is_file():
        built = {page.removesuffix(".md") + ".html" for page in changed}
        old = _by_page(json.loads(kept.read_text(encoding="utf-8")))
        new = {page: sections for page, sections in _by_page(entries).items() if page in built}
        entries = [entry for sections in (old | new).values() for entry in sections]  # each where it was
    replace_text(kept, json.dumps(entries, ensure_ascii=False))
    spoken = {typed: tuple(tuple(words_of(word)) for word in words) for typed, words in synonyms.items()}
    index["docs"] = [_completed(entry, spoken) for entry in entries if _is_searched(entry["location"])]
    index["config"]["fields"] = {name: {"boost": boost} for name, boost in FIELDS.items()}
    replace_text(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")))


def _is_searched(location: str) -> bool:
    page, _, section = location.partition("#")
    if page.startswith(("registers/", "compared/")):
        return not section
    if page.startswith("opinions/"):
        return not section or _CASE.fullmatch(section) is not None
    return not _REPEATED.search(section)


def forms(word: str) -> set[str]:
    """Other ways in which somebody may type a word: without accents, in the singular or in the plural."""
    folded = fold(word)
    found = {word, folded}
    for one in (word, folded):
        if len(one) < 4 or not one[-1].isalpha():
            continue
        if one.endswith("aux"):
            found |= {one[:-3] + "al", one[:-1]}
        elif one.endswith("ies"):
            found |= {one[:-3] + "y", one[:-1]}
        elif one[-1] in "sx":
            found.add(one[:-1])
        else:
            found.add(one + ("x" if one.endswith(("eau", "eu")) else "s"))
            if one.endswith("al"):
                found.add(one[:-2] + "aux")
            if one.endswith("y"):
                found.add(one[:-1] + "ies")
    return found - {word}


def fold(word: str) -> str:
    """A word in small letters without accents or ligatures."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LIGATURES))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text or of HTML, folded, in their order."""
    return [fold(word) for word in _WORD.findall(unescape(_TAG.sub(" ", text)))]


Spoken = Mapping[str, tuple[tuple[str, ...], ...]]


def _completed(entry: Entry, spoken: Spoken) -> Entry:
    """The entry with the other forms of its words and what readers say for them, and how much it counts."""
    text = _shortened(entry["text"])
    also, others = _added(entry["title"], spoken), _added(text, spoken)
    weight = next((weight for folder, weight in _WEIGHTS if entry["location"].startswith(folder)), 1.0)
    return {**entry, "text": text, "also": " ".join(also), "forms": " ".join(others), "boost": weight}


def _added(text: str, spoken: Spoken) -> list[str]:
    """What somebody may type for the words of a text, besides these words."""
    words = [word.casefold() for word in _WORD.findall(unescape(_TAG.sub(" ", text)))]
    added = {form for word in words for form in _forms(word)}
    folded = f" {' '.join(fold(word) for word in words)} "
    for typed, meant in spoken.items():
        if any(f" {' '.join(phrase)} " in folded for phrase in meant):
            added |= {form for word in _WORD.findall(typed.casefold()) for form in (word, *_forms(word))}
    return sorted(added - set(words))


@cache
def _forms(word: str) -> frozenset[str]:
    return frozenset(forms(word))


def _shortened(text: str) -> str:
    """The beginning of a long text, as plain words so that no markup stays open."""
    if len(text) <= _LONGEST:
        return text
    words = escape(unescape(_TAG.sub(" ", text)), quote=False)
    return " ".join(words.split())[:_LONGEST].rpartition(" ")[0] + " …"


def _by_page(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each page, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(_page(entry), []).append(entry)
    return found


def _page(entry: Entry) -> str:
    location: str = entry["location"].partition("#")[0]
    return location or "index.html"
