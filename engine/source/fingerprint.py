"""Fingerprints: what can be kept of a passage without keeping its words.

A fingerprint tells whether a passage is the same, the same but for typography, or the same but for numbers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

_DIGEST_BYTES = 8
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"} | dict.fromkeys("\u00ad\u200b\u2060\ufeff"))
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t\r]*\n\s*(?=[^\W\d_])|[\u00ad]\s*")
_NUMBER = re.compile(r"\d+(?:['’]\d{3})*(?:[.,]\d+)*(?:\s*%)?")
_NUMBER_WORDS = {
    **{
        "deux": "2",
        "trois": "3",
        "quatre": "4",
        "cinq": "5",
        "six": "6",
        "sept": "7",
        "huit": "8",
        "neuf": "9",
    },
    **{
        "dix": "10",
        "onze": "11",
        "douze": "12",
        "treize": "13",
        "quatorze": "14",
        "quinze": "15",
        "seize": "16",
    },
    **{
        "vingt": "20",
        "trente": "30",
        "quarante": "40",
        "cinquante": "50",
        "soixante": "60",
        "septante": "70",
    },
    **{"huitante": "80", "nonante": "90", "cent": "100", "mille": "1000"},
}
_NUMERAL = re.compile(rf"(?P<figures>{_NUMBER.pattern})|(?<![^\W\d_])(?P<word>{'|'.join(_NUMBER_WORDS)})(?![^\W\d_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is kept of a passage.

    `strict` changes with every character except white space; `skeleton` only with letters, digits, decimal
    marks and percent signs; `frame` is the skeleton with every number taken out. All three are 16 hexadecimal
    digits. `numbers` lists the numbers in order, as plain decimals, with `%` where it follows; numbers that
    are one French word count too, except "un" and "une". `length` counts the skeleton's characters.
    """

    strict: str
    skeleton: str
    frame: str
    numbers: tuple[str, ...]
    length: int


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of one passage, whatever its line breaks."""
    bones = skeleton(text)
    return Fingerprint(
        strict=_digest(" ".join(unicodedata.normalize("NFC", text).split())),
        skeleton=_digest(bones),
        frame=_digest(_letters(_NUMERAL.sub(" ", _fold(text)))),
        numbers=numbers(text),
        length=len(bones),
    )


def skeleton(text: str) -> str:
    """The text without case, spacing, hyphens, apostrophes and punctuation; `99,9 %` becomes `99.9%`."""
    marked = re.sub(r"(?<=\d)[.,](?=\d)", "\x00", _fold(text))
    return "".join(
        "." if character == "\x00" else character for character in marked if character.isalnum() or character in "\x00%"
    )


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text in order: `99.9%`, `5`, `2` (also for one written out in letters)."""
    found = []
    for match in _NUMERAL.finditer(_fold(text)):
        if match["word"]:
            found.append(_NUMBER_WORDS[match["word"]])
        else:
            found.append(re.sub(r"[\s'’]", "", match["figures"]).replace(",", "."))
    return tuple(found)


def _fold(text: str) -> str:
    whole = _BROKEN_WORD.sub("", unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFKC", whole.casefold().translate(_LIGATURES))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
