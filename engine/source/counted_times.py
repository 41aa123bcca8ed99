"""Ordinals, months, and how often something is due, as English, French and German write them in a word.

"The second reminder", "1 March", "monthly": each of them is a number of a kind, and changes a duty as one does. A word
that may be something else counts only beside what makes it one: a third party and "Dritte" are no ordinals, and "may"
is a month where a day or a year stands beside it.
"""

from __future__ import annotations

from engine.source.counted_units import SPAN

_APART = r"(?![^\W\d_])"

_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
_FRENCH = (
    "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième"
    " quatorzième quinzième seizième"
)
_GERMAN = "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte"
_TENS = (
    "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth",
    "trentième quarantième cinquantième soixantième septantième huitantième nonantième centième",
)


def _counted() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_ENGLISH.split(), 1)}
    for line in _TENS:
        found |= {word: 10 * number for number, word in enumerate(line.split(), 3)}
    for number, word in enumerate(_FRENCH.split(), 2):
        found |= {word: number, f"{word}s": number}
    found |= {"vingtième": 20, "fünfzehnte": 15, "zwanzigste": 20, "dreißigste": 30, "dreissigste": 30}
    found |= dict.fromkeys(("premier", "première", "premiers", "premières"), 1)
    found |= {word: number for number, word in enumerate(_GERMAN.split(), 1)}
    german = {word: number for word, number in found.items() if word in _GERMAN or word.endswith(("zigste", "ßigste"))}
    found |= {f"{word}{ending}": number for word, number in german.items() for ending in "nrsm"}
    return {word.casefold(): number for word, number in found.items()}


ORDINALS = _counted()
"""The words for ordinals, casefolded, with their numbers."""

_DOUBTFUL = rf"(?:dritte|achte)[nrsm]?{_APART}(?!\s{SPAN})|third(?=[\s-](?:part|person))"
ORDINAL = rf"(?<![^\W\d_])(?!{_DOUBTFUL})(?P<ordinal>{'|'.join(sorted(ORDINALS, key=len, reverse=True))}){_APART}"
"""An ordinal in casefolded text."""

_MONTHS = (
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
MONTHS = {month.casefold(): month for line in reversed(_MONTHS) for month in line.split()}
"""The months as they are written, by their casefolded names."""

_END = r"(?=\s?(?:[.;)]|$))"
_MAY = (
    rf"(?<=(?:st|nd|rd|th)\s)may{_APART}|(?<=[0-9]\s)may(?:(?=,?\s[0-9]{{4}})|{_END})"
    rf"|(?<![^\W\d_])may(?=\s[0-9]{{4}}|\s[0-9]{{1,2}}(?:,|st|nd|rd|th)|\s[0-9]{{1,2}}{_END})"
    rf"|(?<=\s(?:in|of|by)\s)may(?:{_END}|(?=\s(?:of\s)?(?:each|every){_APART}))"
)
"""The month of May, and not what one may do."""
MONTH = rf"(?P<month>{_MAY}|(?<![^\W\d_])(?:{'|'.join(month for month in MONTHS if month != 'may')}){_APART})"
"""A month in casefolded text."""

_OFTEN = {
    "hour": "hourly",
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "year": "yearly annual annually",
    "jour": "quotidien quotidienne quotidiens quotidiennes quotidiennement"
    " journalier journalière journaliers journalières",
    "semaine": "hebdomadaire hebdomadaires hebdomadairement",
    "mois": "mensuel mensuelle mensuels mensuelles mensuellement",
    "trimestre": "trimestriel trimestrielle trimestriels trimestrielles trimestriellement",
    "semestre": "semestriel semestrielle semestriels semestrielles semestriellement",
    "an": "annuel annuelle annuels annuelles annuellement",
    "Stunde": "stündlich",
    "Tag": "täglich",
    "Woche": "wöchentlich",
    "Monat": "monatlich",
    "Quartal": "vierteljährlich quartalsweise",
    "Semester": "halbjährlich",
    "Jahr": "jährlich",
}
FREQUENCIES = {word.casefold(): unit for unit, words in _OFTEN.items() for word in words.split()}
"""The words that say how often something is due, casefolded, with the unit."""
FREQUENCY = rf"(?<![^\W\d_])(?P<often>{'|'.join(sorted(FREQUENCIES, key=len, reverse=True))})(?:e[mnrs]?)?{_APART}"
"""How often something is due, in one word of casefolded text."""
