"""Fingerprints: what can be kept of a passage without keeping its words.

A fingerprint tells whether a passage is the same, the same but for typography, the same but for numbers or signs, and
how like another passage it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from engine.source.negations import Force, forces
from engine.source.numerals import numbers as numbers_of
from engine.source.numerals import settled, without_numbers

_DIGEST_BYTES = 8
_MOST_REMEMBERED = 2_048
"""Passages whose fingerprints are found again: two texts that are compared have most of theirs in common."""
SKETCH_BYTES = 16
"""How long the sketch of a passage is."""
_LONG_WORD = 5
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"} | dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t\r]*\n\s*(?=[^\W\d_])|[\u00ad]\s*")
_WORD = re.compile(r"[^\W_]+")
_TYPOGRAPHY = frozenset("'`´‘’‚‛ʼ\"“”„‟«»‹›′″-‐‑‒–—―•‣◦▪●∙·")
"""Quotation marks, hyphens, dashes and bullets: which of them is set says nothing."""
_TRAILING = re.compile(r"(?<![\s.,;:!?»”’\"'])[\s.,;:!?»”’\"']+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is kept of a passage.

    `strict` changes with every character except white space; `skeleton` only with letters, digits, decimal
    marks and percent signs; `frame` is the skeleton with every number taken out, and the units that they count;
    `signs` changes with the signs that are none of these (currencies, comparisons, parentheses, punctuation within
    the passage) and with capitals inside it, which make a defined term. All four are 16 hexadecimal digits; `signs`
    is empty where there are none. `numbers` lists the numbers in order with their signs and units
    (`engine.source.numerals`), `forces` the negations and modal verbs (`engine.source.negations`). `length` counts the
    skeleton's characters. `sketch` is 32 hexadecimal digits, by which `likeness` compares two passages; no
    word can be read back from it.
    """

    strict: str
    skeleton: str
    frame: str
    signs: str
    numbers: tuple[str, ...]
    forces: tuple[Force, ...]
    length: int
    sketch: str

    @property
    def substance(self) -> str:
        """16 hexadecimal digits that change with all but typography: what a sign-off approves."""
        return _substance(self.skeleton, self.signs, self.numbers)

    @property
    def has_words(self) -> bool:
        """Whether anything is left of the passage without its numbers; of a row of a table perhaps nothing."""
        return self.frame != _WORDLESS

    def likeness(self, other: Fingerprint) -> float:
        """How much of two passages is alike, from 0 to 1: the share of the sketches' bytes that agree."""
        own, theirs = bytes.fromhex(self.sketch), bytes.fromhex(other.sketch)
        return sum(map(int.__eq__, own, theirs)) / SKETCH_BYTES


@lru_cache(maxsize=_MOST_REMEMBERED)
def fingerprint(text: str, *, is_running: bool = True) -> Fingerprint:
    """The fingerprint of one passage, whatever its line breaks.

    `is_running` tells running text from a heading, whose capitals are a matter of style.
    """
    folded = _fold(text)
    bones, wordy = _bones(folded), without_numbers(folded)
    return Fingerprint(
        strict=_strict(text),
        skeleton=_digest(bones),
        frame=_digest(_letters(wordy)),
        signs=_signs(text, is_running),
        numbers=numbers_of(folded),
        forces=forces(wordy),
        length=len(bones),
        sketch=_sketch(wordy),
    )


def whole(text: str) -> tuple[str, str]:
    """What tells one whole text from another: the `strict` of its skeleton, and its `substance`.

    Both are as a fingerprint has them, of which the rest is not computed: a text is as long as all its passages.
    """
    folded = _fold(text)
    bones = _bones(folded)
    return _strict(bones), _substance(_digest(bones), _signs(text, is_running=True), numbers_of(folded))


def _substance(bones: str, signs: str, told: tuple[str, ...]) -> str:
    return _digest("\n".join((bones, signs, *told)))


def _strict(text: str) -> str:
    return _digest(" ".join(unicodedata.normalize("NFC", text).split()))


def skeleton(text: str) -> str:
    """The text without case, spacing, hyphens, apostrophes and punctuation; `99,9 %` becomes `99.9%`."""
    return _bones(_fold(text))


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text in order: `99.9%`, `5`, `€20`, `2 weeks` (also for one written out in letters)."""
    return numbers_of(_fold(text))


def _bones(folded: str) -> str:
    marked = re.sub(r"(?<=\d)[.,](?=\d)", "\x00", folded)
    return "".join(
        "." if character == "\x00" else character for character in marked if character.isalnum() or character in "\x00%"
    )


def _fold(text: str) -> str:
    whole = _BROKEN_WORD.sub("", settled(text))
    return " ".join(unicodedata.normalize("NFKC", whole.casefold().translate(_LIGATURES)).split())


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _signs(text: str, is_running: bool) -> str:
    """A hash of the signs and inner capitals of a text, each with the count of letters and digits before it."""
    plain = _TRAILING.sub("", _BROKEN_WORD.sub("", settled(text)).translate(_LIGATURES))
    found = [*_marks(plain), *(_capitals(plain) if is_running else ())]
    return _digest(" ".join(f"{sign}{at}" for at, sign in sorted(found))) if found else ""


def _marks(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for index, sign in enumerate(text):
        if sign.isalnum():
            at += len(sign.casefold())
        elif not (sign.isspace() or sign in _TYPOGRAPHY or unicodedata.combining(sign)):
            between_digits = text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()
            if not (sign in ".," and between_digits):
                yield at, sign


def _capitals(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for number, word in enumerate(_WORD.findall(text)):
        if number and word[0].isupper():
            yield at, "^"
        at += len(word.casefold())


def _sketch(text: str) -> str:
    """One-byte minima of sixteen hashes over the longer words of a text and its pairs of words.

    A. Broder, "On the resemblance and containment of documents" (1997), with one byte kept of each minimum.
    """
    words = _WORD.findall(text)
    features = {word for word in words if len(word) >= _LONG_WORD}
    features |= {f"{first} {second}" for first, second in pairwise(words)}
    features = features or set(words) or {""}
    digests = [
        blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=4 * SKETCH_BYTES).digest() for feature in features
    ]
    lowest = (min(digest[at : at + 4] for digest in digests) for at in range(0, 4 * SKETCH_BYTES, 4))
    return bytes(minimum[3] for minimum in lowest).hex()


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


_WORDLESS = _digest("")
