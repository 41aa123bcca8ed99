"""The search index, so that it finds words with and without accents, in the singular and in the plural.

The search library compares words as they are. So each entry is given, out of sight, the other forms of its words.
"""

import json
import re
import unicodedata
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

from dsl.atomic import replace_text

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_HIDDEN = re.compile(r'<p hidden class="forms">.*?</p>', re.S)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
Entry = dict[str, Any]
_REPEATED = re.compile(r"(^|-)(picture|scenarios|facts|readings|bases|ask|standing)$")
"""Sections that repeat what other pages say: they would only crowd out the pages that say it."""
_CASE = re.compile(r"case-[0-9a-f]+")
_LONGEST = 600
"""How many letters of a section are searched. It bounds what a browser has to index before it can answer."""


def complete(path: Path, kept: Path, changed: frozenset[str] | None = None) -> None:
    """Completes the index at `path`.

    `kept` holds the entries of the whole site as they were built. With `changed`, the pages that were built anew, the
    index at `path` has only their entries, and those of all others are taken from `kept`.
    """
    index = json.loads(path.read_text(encoding="utf-8"))
    entries: list[Entry] = index["docs"]
    if changed is not None and kept.is_file():
        built = {page.removesuffix(".md") + ".html" for page in changed}
        old = [entry for entry in json.loads(kept.read_text(encoding="utf-8")) if _page(entry) not in built]
        entries = [*old, *(entry for entry in entries if _page(entry) in built)]
    replace_text(kept, json.dumps(entries, ensure_ascii=False))
    index["docs"] = [_completed(entry) for entry in entries if _is_searched(entry["location"])]
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


def _completed(entry: Entry) -> Entry:
    """The entry with the other forms of its words."""
    return {**entry, "text": _text(entry["title"], entry["text"])}


@cache
def _text(title: str, text: str) -> str:
    """The text of an entry with the other forms of its words; those of its title count most, as they do in sight."""
    text = _shortened(_HIDDEN.sub("", text))
    words = {word.casefold() for word in _WORD.findall(_TAG.sub(" ", text))}
    titled = [word.casefold() for word in _WORD.findall(_TAG.sub(" ", title))]
    added = sorted({form for word in words for form in forms(word)} - words)
    added += sorted({form for word in titled for form in forms(word)}) * 3
    if not added:
        return text
    return f'{text}<p hidden class="forms">{" ".join(added)}</p>'


def _shortened(text: str) -> str:
    """The beginning of a long text, as plain words so that no markup stays open."""
    if len(text) <= _LONGEST:
        return text
    words = escape(unescape(_TAG.sub(" ", text)), quote=False)
    return " ".join(words.split())[:_LONGEST].rpartition(" ")[0] + " …"


def _page(entry: Entry) -> str:
    location: str = entry["location"].partition("#")[0]
    return location or "index.html"
