"""Fractions in the words of English, French and German: "half", "two thirds", "le quart", "drei Viertel".

Where a word may be something else (a third party, "un tiers"; the fifth day; a quarter of a year), it is a fraction
only beside what makes it one: "a third of", "two thirds", "un tiers du prix".
"""

from __future__ import annotations

_APART = r"(?![^\W\d_])"
_HALF = "half|moitié|demie?s?|hälfte|halb(?:e[mnrs]?)?"
_GERMAN = {
    "drittel": 3,
    "viertel": 4,
    "fünftel": 5,
    "sechstel": 6,
    "achtel": 8,
    "zehntel": 10,
    "zwölftel": 12,
    "hundertstel": 100,
}
_PLAIN = {"quart": 4} | _GERMAN
_ENGLISH = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
    "twelfth": 12,
    "hundredth": 100,
}
_FRENCH = {
    "tiers": 3,
    "cinquième": 5,
    "sixième": 6,
    "huitième": 8,
    "dixième": 10,
    "douzième": 12,
    "centième": 100,
}
_PARTS = _PLAIN | _ENGLISH | _FRENCH
_ARTICLE = r"an?|the|l[ae]|une?|d(?:ie|er|as|en|em)|eine?[mnrs]?"


def fraction_pattern(words: str) -> str:
    """What a fraction looks like in casefolded text; `words` are the words for whole numbers, as alternatives."""
    several = rf"(?:{words})|[0-9]+"
    plain, english, ambiguous = ("|".join(listed) for listed in (_PLAIN, _ENGLISH, _ENGLISH | _FRENCH))
    plural = "|".join([*(f"{part}s" for part in _ENGLISH if part != "quarter"), "tiers", *_plurals()])
    return (
        rf"(?<![^\W\d_])(?:(?:(?:{_ARTICLE}|one)[\s-])?(?P<half>{_HALF}){_APART}"
        rf"|(?:(?:(?P<of_plain>{several})|{_ARTICLE})[\s-])?(?P<plain>{plain})(?:n|s)?{_APART}"
        rf"|(?P<of_several>{several})[\s-](?:(?P<plural>{plural}){_APART}|(?P<third>third){_APART}(?!\s(?:part|person)))"
        rf"|(?:(?P<of_part>{several})|{_ARTICLE})[\s-](?P<part>{ambiguous})s?{_APART}"
        rf"(?=\s(?:of|du|des|de(?!\sconfiance)){_APART}|\sd')"
        rf"|(?<=by\s)an?\s(?P<lowered>{english}){_APART}(?!\s(?:part|person)))"
    )


def fraction_of(found: dict[str, str | None], whole: dict[str, str]) -> str | None:
    """The fraction that was found, in figures (`2/3`), or None; `whole` are the words for whole numbers."""
    if found["half"]:
        return "1/2"
    part = found["plain"] or found["plural"] or found["third"] or found["part"] or found["lowered"]
    if part is None:
        return None
    parts = found["of_plain"] or found["of_several"] or found["of_part"] or "1"
    return f"{whole.get(parts, parts)}/{_PARTS[part] if part in _PARTS else _PARTS[part.removesuffix('s')]}"


def _plurals() -> list[str]:
    return [f"{part}s" for part in _FRENCH if part != "tiers"]
