"""Source locks: what the repository keeps of an edition's text, so that it can recognise it again.

A lock lists an edition's passages in order, each with its locator and its fingerprint, and none of its words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from dsl.atomic import replace_text
from dsl.each_once import each_once
from dsl.files import LARGEST_LOCK_FILE, read_text_file
from dsl.kinds import CitationStyle
from dsl.locator import Locator
from dsl.sentence import told
from engine.source.fingerprint import SKETCH_BYTES, Fingerprint, fingerprint, whole
from engine.source.layout import DECIMAL_ARTICLES, Layout
from engine.source.negations import FORCES, Force
from engine.source.passages import Passage, PassageKind, split_passages
from engine.source.source_error import SourceError

LOCK_FORMAT = 5
"""The version of the JSON form; a lock written in another one is refused."""

_HEADINGS = frozenset({"title", "heading", "footer"})

LOCK_AGAIN = "make it again with `opposable source lock`, giving `--edition` and `--replace`"
"""What to do about a damaged lock; without an edition the command would look for it among the clauses, and fail."""

LONGEST_PASSAGE = 100_000
"""How many characters a passage may have, some thirty pages: what is no longer parted has no places to cite."""
MOST_PASSAGES = 20_000
"""The most passages of a text: more than the longest contract has, as many as can be compared in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedPassage:
    """One passage of a locked edition."""

    locator: Locator
    kind: PassageKind
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The passages of one edition of a document, in the order of the text.

    `text` is a hash of the whole text's skeleton; `substance` one of its letters, numbers and signs, however it is
    divided into passages. A lock made before that was kept has none.
    """

    document: str
    edition: str
    style: CitationStyle
    text: str
    passages: tuple[LockedPassage, ...]
    substance: str | None = None

    def is_same_text(self, other: Lock) -> bool:
        """Whether both are locks of one text, letter by letter and sign by sign."""
        return self.substance is not None and self.substance == other.substance

    def paragraphs(self, clause: str) -> int:
        """How many paragraphs a clause has; 0 for one that is not there or has only a heading or a table."""
        places = (entry.locator for entry in self.passages)
        return max((place.paragraph or 0 for place in places if place.clause == clause), default=0)

    def covered(self, locator: Locator) -> tuple[LockedPassage, ...]:
        """The passages that lie in a place, in order; none when the edition has no such place."""
        return tuple(
            entry for entry in self.passages if locator.contains(entry.locator) or entry.locator.contains(locator)
        )


def locked(passage: Passage) -> LockedPassage:
    """What a lock keeps of a passage."""
    mark = fingerprint(passage.text, is_running=passage.kind not in _HEADINGS)
    return LockedPassage(locator=passage.locator, kind=passage.kind, fingerprint=mark)


def make_lock(document: str, edition: str, text: str, layout: Layout = DECIMAL_ARTICLES) -> Lock:
    """Fingerprint every passage of a text of a layout; running headers and page numbers are no part of the contract.

    Raises `SourceError`: `empty-text` when it has no words, `file-too-large`.
    """
    split = [passage for passage in split_passages(text, layout) if passage.kind != "running"]
    longest = max((len(passage.text) for passage in split), default=0)
    if longest > LONGEST_PASSAGE:
        message = told(
            "a passage of the text has {number} characters; {most} are read at most",
            number=longest,
            most=LONGEST_PASSAGE,
        )
        raise SourceError("file-too-large", message, "set each paragraph apart, by an empty line or a number")
    passages = tuple(locked(passage) for passage in split[: MOST_PASSAGES + 1])
    if len(passages) > MOST_PASSAGES:
        message = told(
            "the text has {number} passages; {most} are told apart at most", number=len(split), most=MOST_PASSAGES
        )
        raise SourceError("file-too-large", message, "give one document alone")
    if not passages:
        raise SourceError("empty-text", "the text has no words to lock", "check the path")
    letters, substance = whole(text)
    return Lock(
        document=document,
        edition=edition,
        style=layout.style,
        text=letters,
        passages=passages,
        substance=substance,
    )


def lock_text(lock: Lock) -> str:
    """The JSON form: keys sorted, one passage to a line, the same bytes every time."""
    head = {
        "document": lock.document,
        "edition": lock.edition,
        "format": LOCK_FORMAT,
        "style": lock.style,
        **({} if lock.substance is None else {"substance": lock.substance}),
        "text": lock.text,
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    entries = ",\n".join("  " + _entry_text(entry, lock.style) for entry in lock.passages)
    lines.insert(3, f' "passages": [\n{entries}\n ]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _entry_text(entry: LockedPassage, style: CitationStyle) -> str:
    mark = entry.fingerprint
    fields = {
        "at": entry.locator.source_form(),
        "eid": entry.locator.eid(style),
        "forces": list(mark.forces),
        "frame": mark.frame,
        "kind": entry.kind,
        "length": mark.length,
        "numbers": list(mark.numbers),
        "signs": mark.signs,
        "skeleton": mark.skeleton,
        "sketch": mark.sketch,
        "strict": mark.strict,
    }
    return json.dumps(fields, ensure_ascii=False)


def parse_lock(text: str) -> Lock:
    """Read the JSON form. Raises `SourceError` (`unreadable-lock`) saying what is wrong with it."""
    try:
        content: Any = json.loads(text, object_pairs_hook=each_once)
    except (ValueError, RecursionError) as error:
        raise _damaged(told("it is no JSON: {error}", error=error)) from None
    if not isinstance(content, dict):
        raise _damaged("it is no JSON object")
    if content.get("format") != LOCK_FORMAT:
        raise _damaged(told("its format is `{found}`, not `{format}`", found=content.get("format"), format=LOCK_FORMAT))
    try:
        style = content["style"]
        if style not in get_args(CitationStyle):
            raise ValueError(f"`{style}` is no citation style")
        return Lock(
            document=_text(content["document"]),
            edition=_text(content["edition"]),
            style=style,
            text=_text(content["text"]),
            passages=tuple(_read_entry(entry, style) for entry in content["passages"]),
            substance=None if content.get("substance") is None else _text(content["substance"]),
        )
    except KeyError as error:
        raise _damaged(told("it has no `{key}`", key=error.args[0])) from None
    except (TypeError, ValueError) as error:
        raise _damaged(told("it misstates something: {error}", error=error)) from None


def _damaged(message: str, remedy: str = LOCK_AGAIN) -> SourceError:
    return SourceError("unreadable-lock", message, remedy, status=1)


def _read_entry(entry: dict[str, Any], style: CitationStyle) -> LockedPassage:
    kind, locator = entry["kind"], Locator.parse(_text(entry["at"]))
    if entry["eid"] != locator.eid(style):
        raise ValueError(f"`{entry['eid']}` is not where `{entry['at']}` is")
    if kind not in get_args(PassageKind):
        raise ValueError(f"`{kind}` is no kind of passage")
    mark = Fingerprint(
        strict=_text(entry["strict"]),
        skeleton=_text(entry["skeleton"]),
        frame=_text(entry["frame"]),
        signs=_text(entry["signs"]),
        numbers=tuple(_text(number) for number in entry["numbers"]),
        forces=tuple(_force(word) for word in entry["forces"]),
        length=int(entry["length"]),
        sketch=_hexadecimal(entry["sketch"]),
    )
    return LockedPassage(locator=locator, kind=kind, fingerprint=mark)


def _text(entry: Any) -> str:
    if not isinstance(entry, str):
        raise ValueError(f"`{entry}` is no text")
    return entry


def _force(word: Any) -> Force:
    if word not in FORCES:
        raise ValueError(f"`{word}` is no negation and no modal verb")
    return cast(Force, word)


def _hexadecimal(entry: Any) -> str:
    digits = _text(entry)
    if len(digits) != 2 * SKETCH_BYTES or not bytes.fromhex(digits):
        raise ValueError(f"`{digits}` is no sketch")
    return digits


def write_lock(lock: Lock, path: Path) -> None:
    """Write a lock so that the file is either the old one or the whole new one. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, lock_text(lock))


def load_lock(path: Path, remedy: str = LOCK_AGAIN) -> Lock:
    """Read a lock from a file. Raises `SourceError` (`no-lock`, `unreadable-lock`) naming the file and the remedy."""
    if not path.exists():
        raise SourceError(
            "no-lock", told("there is no source lock `{path}`", path=path), "make it with `opposable source lock`"
        )
    text, wrong = read_text_file(path, str(path), LARGEST_LOCK_FILE)
    if text is None:
        raise _damaged(told("the source lock {message}", message=wrong[0].message), remedy)
    try:
        return parse_lock(text)
    except SourceError as error:
        reason = error.diagnostics[0].message
        raise _damaged(
            told("the source lock `{path}` cannot be read: {reason}", path=path, reason=reason), remedy
        ) from None
