"""The units that numbers count in contracts, spans of time above all, as English, French and German write them.

A unit belongs to its number: ten days are not ten weeks.
"""

from __future__ import annotations

_ENGLISH = "second minute hour day week month quarter year time weekday night"
_FRENCH = "seconde minute heure jour semaine trimestre semestre année an journée nuit"
_GERMAN = {
    "n": "Sekunde Minute Stunde Woche",
    "e": "Tag Monat Quartal Jahr Arbeitstag Bankarbeitstag Werktag Kalendertag Kalendermonat Kalenderjahr",
}
_ENDINGS = "", "'s", "s'", "s", "es", "e", "n", "en"
"""The endings of units in the plural and in the genitive: of which number they are, the number itself says."""


def _forms() -> dict[str, tuple[str, str]]:
    plurals = [(unit, f"{unit}s") for unit in (*_ENGLISH.split(), *_FRENCH.split())]
    plurals += [("mois", "mois"), *((unit, f"{unit}{end}") for end, units in _GERMAN.items() for unit in units.split())]
    forms: dict[str, tuple[str, str]] = {}
    for unit, several in plurals:
        forms.setdefault(unit.casefold(), (unit, several))
        forms.setdefault(several.casefold(), (unit, several))
    for unit, several in plurals:
        for ending in _ENDINGS:
            forms.setdefault(f"{unit.casefold()}{ending}", (unit, several))
    return forms


_FORMS = _forms()
_BEFORE = "business|working|banking|calendar|clear|consecutive|full|whole|voll|ganz|aufeinanderfolgend"
_BEHIND = "ouvrable|ouvré|fran(?:c|che)|calendaire|civil|entier|plein|consécuti[fv]"
_APART = r"(?![^\W\d_])"
_STEMS = "|".join(sorted({unit.casefold() for unit, _ in _FORMS.values()}, key=len, reverse=True))

SPAN = rf"(?:{_STEMS})(?:{'|'.join(filter(None, _ENDINGS))})?{_APART}"
"""A unit in any of its forms, in casefolded text."""
_RATE = rf"\s(?:an?|in\s(?:an?|any|each|every)|au|im)\s(?P<rate>{SPAN})"
QUALIFIED = rf"(?:(?:{_BEFORE})(?:e[mnrs]?)?[\s-])?{SPAN}"
"""A unit with what may be said of it before it."""
BEHIND_A_NUMBER = (
    rf"(?:(?!\san\s{SPAN})\)?(?:\sd'|[\s-])?(?:(?P<before_unit>{_BEFORE})(?:e[mnrs]?)?[\s-])?(?P<unit>{SPAN})"
    rf"(?:\s(?P<behind_unit>{_BEHIND})e?s?{_APART})?)?(?:{_RATE})?"
)
"""The unit that a number counts (`2 weeks`, `thirty (30) days`, `5 jours ouvrables`), and for how long it is due."""
PER = rf"(?:(?<![^\W\d_])(?:per|each|every|par|chaque|pro|je|jede[mnrs]?)\s|/\s?)(?P<every>{SPAN})"
"""How often something is due, wherever it stands: "per day"."""


def counted_unit(written: str, is_several: bool, before: str | None, behind: str | None) -> str:
    """A unit in one spelling, in the singular or the plural, with what is said of it."""
    unit = _FORMS[written][is_several]
    ending = "s" if is_several else ""
    return " ".join((*([before] if before else []), unit, *([f"{_masculine(behind)}{ending}"] if behind else [])))


def per_unit(written: str) -> str:
    """How often something is due, in one spelling: `/day`."""
    return f"/{_FORMS[written][0]}"


def _masculine(behind: str) -> str:
    return f"{behind[:-1]}f" if behind.endswith("v") else behind
