"""Numbers in running text, with the signs that belong to them: `€500`, `≥99.9%`, `-5`, `2` (also for "two").

An hour of the day is one number (`13:00`); a currency may be a code (`EUR 85`). Marks between thousands are left out as
far as they can be told from a decimal mark: `1.500,00` and `1,500.00` are `1500.00`; `1.500` and `1,500` are `1.500`.

A number keeps its sign, its comparison, its currency and its per cent, because each of them can change what is owed
as much as a digit does; a comparison and a currency also where they are words ("at least", "EUR", "euros"). The unit
that it counts belongs to it, too (`2 weeks`). A number that is one word of English, French or German counts as well, as
do fractions in words (`2/3`), ordinals, months, and how often something is ("once", "zweimal"; "per day" and "daily"
are `/day`). "Un", "une" and "ein" are articles, except before what is counted in a contract: "un mois".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from dsl.currencies import currency_codes, names_of_currencies, nations_of_currencies
from engine.source.counted_times import FREQUENCIES, FREQUENCY, MONTH, MONTHS, ORDINAL, ORDINALS
from engine.source.counted_units import BEHIND_A_NUMBER, PER, QUALIFIED, SPAN, counted_unit, per_unit
from engine.source.fractions_in_words import fraction_of, fraction_pattern


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    """Words for numbers that follow each other."""
    return {word: first + step * place for place, word in enumerate(words.split())}


_ENGLISH = (
    _counted("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 1)
    | _counted("sixteen seventeen eighteen nineteen", 16)
    | _counted("twenty thirty forty fifty sixty seventy eighty ninety hundred", 20, 10)
    | {"thousand": 1_000, "million": 1_000_000}
)
_FRENCH = (
    _counted("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2)
    | _counted("vingt trente quarante cinquante soixante septante huitante nonante cent", 20, 10)
    | {"mille": 1_000}
)
_GERMAN_UNITS = _counted("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", 1)
_GERMAN_TEENS = _counted("dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 13)
_GERMAN_TENS = _counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
_GERMAN = (
    _GERMAN_UNITS
    | _GERMAN_TEENS
    | _GERMAN_TENS
    | {"hundert": 100, "tausend": 1_000}
    | {
        f"{'ein' if one == 1 else unit}und{ten}": tenfold + one
        for ten, tenfold in _GERMAN_TENS.items()
        for unit, one in _GERMAN_UNITS.items()
        if one < 10
    }
)
_TIMES = {"twice": 2, "thrice": 3} | {
    f"{'ein' if word == 'eins' else word}mal": number for word, number in _GERMAN_UNITS.items()
}
_WORDS = {word.casefold(): str(number) for word, number in (_GERMAN | _FRENCH | _ENGLISH | _TIMES).items()}

_ONE = r"une?|eine?[mnrs]?"
_OFTEN = rf"once(?=\s(?:an?|per|each|every|in\s(?:an?|any|each|every))\s{SPAN})"
"""Of "once" that it says how often; otherwise it says when."""
_TIMES_IN_FRENCH = r"fois(?=\s(?:par|au)(?![^\W\d_]))"

_AT_LEAST = "at least", "no less than", "not less than", "no fewer than", "not fewer than"
_AT_MOST = "at most", "no more than", "not more than", "up to"
_AU_MOINS = "au moins", "au minimum", "pas moins de", "pas moins d'"
_AU_PLUS = "au plus", "au maximum", "pas plus de", "pas plus d'", "jusqu'à"
_MINDESTENS = "mindestens", "wenigstens", "nicht weniger als"
_HOECHSTENS = "höchstens", "maximal", "nicht mehr als", "bis zu"
_COMPARED = (
    dict.fromkeys((*_AT_LEAST, *_AU_MOINS, *_MINDESTENS), "≥")
    | dict.fromkeys((*_AT_MOST, *_AU_PLUS, *_HOECHSTENS), "≤")
    | dict.fromkeys(("more than", "plus de", "plus d'", "mehr als"), ">")
    | dict.fromkeys(("less than", "fewer than", "moins de", "moins d'", "weniger als"), "<")
)
"""What compares a number in words, with the sign that says the same."""

_NAMED = names_of_currencies()
"""Currencies by their names, as they stand behind an amount."""
_NATIONS = nations_of_currencies()
"""What tells currencies of one name apart, before the name or behind it."""

_GROUPED = re.compile(r"(?<![\d.,])[0-9]{1,3}(?:\s[0-9]{3})+(?!\d)")
_RAISED = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_VULGAR = re.compile("(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])")
_PER_CENT = r"(?:\s*[%‰]|\s*(?:per\s?cent|pour\s?cent|prozent)(?![^\W\d_]))"
_HOUR = r"(?:[01]?[0-9]|2[0-4])(?::|\s?h\s?)[0-5][0-9](?::[0-5][0-9])?(?![0-9])"
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,|(?:,[0-9]{3})+\.)[0-9]+")
_MILLIONS = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})")
_PLAIN = r"[0-9]+(?:'[0-9]{3})*(?:[.,][0-9]+)*(?:\u2044[0-9]+)?"
_CURRENCIES = "$¢£¤¥֏؋฿៛₠-⃀﷼"
_COMPARISONS = "<>=≤≥≦≧≈≠±~"
_BEFORE_A_MINUS = _CURRENCIES + _COMPARISONS
_NO_CODE = re.compile("all|amd|ang|ars|bam|bob|cop|cup|gel|ils|lak|lsl|mad|mop|mur|nad|pen|ron|rub|sar|sos|top|try|xxx")
_CODES = "|".join(code for code in map(str.casefold, currency_codes()) if not _NO_CODE.fullmatch(code))
"""Codes of currencies that are no words of a language read here; they stand apart from other letters."""
_CURRENCY = rf"(?:[{_CURRENCIES}]|(?<![^\W\d_])(?:{_CODES})(?![^\W\d_]))"
_COMPARISON = f"[{_COMPARISONS}]=?"


_BEGINNING = r"(?![\s()\[\]{}\"#*.,;:!?|\\_&])(?:(?<![^\W\d_])|(?![^\W\d_]))"
"""Where a number may begin: elsewhere none of the many words for one needs to be tried."""


def settled(text: str) -> str:
    """The text in Unicode's compatibility form, with digits of any script as 0 to 9.

    What that form would lose is kept: a raised digit stays apart from the number before it, as does a fraction.
    """
    grouped = _GROUPED.sub(lambda found: "'".join(found.group().split()), text)
    spaced = _VULGAR.sub(" ", _RAISED.sub(lambda found: f"^{found.group()}", grouped))
    plain = unicodedata.normalize("NFKC", spaced).replace("\u2019", "'")
    if plain.isascii():
        return plain
    return "".join(str(unicodedata.decimal(sign)) if sign > "9" and sign.isdecimal() else sign for sign in plain)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a settled, casefolded text in order, each with its signs in one spelling."""
    return tuple(token for found in numeral().finditer(text) for token in _tokens(found))


def without_numbers(text: str) -> str:
    """A settled, casefolded text with a `#` for each of its numbers and the units that they count."""
    return _elided().sub(lambda found: f"{' de' if found['elided'] else ''} # ", text)


@cache
def numeral() -> re.Pattern[str]:
    """What a number looks like, in figures or as one word."""
    words, compared, named, of = (
        "|".join(sorted(listed, key=len, reverse=True)).replace(" ", r"\s+")
        for listed in (_WORDS, _COMPARED, _NAMED, _NATIONS)
    )
    return re.compile(
        rf"{_BEGINNING}(?:(?<![^\W\d_])(?P<compared>{compared})(?:(?<=')|\s+))?"
        rf"(?:{fraction_pattern(words)}|{PER}|{FREQUENCY}|{MONTH}|{ORDINAL}"
        rf"|(?P<comparison>{_COMPARISON}\s?)?(?P<before>{_CURRENCY}\s?)?"
        rf"(?P<minus>\u2212\s?|(?<![^\s(\[{{{_BEFORE_A_MINUS}])[-\u2010\u2013])?(?P<inner>{_CURRENCY}\s?)?"
        rf"(?P<figures>{_HOUR}|{_PLAIN})(?P<share>{_PER_CENT})?(?P<after>\s?{_CURRENCY})?"
        rf"|(?<![^\W\d_])(?P<word>{words})(?![^\W\d_])(?P<word_share>{_PER_CENT})?"
        rf"|(?<![^\W\d_])(?P<one>{_OFTEN}|(?:{_ONE})(?=\s(?:{QUALIFIED}|{_TIMES_IN_FRENCH}))))"
        rf"(?:\s(?:(?P<of>{of})[\s-])?(?P<name>{named})(?:\s(?P<of_behind>{of}))?(?![^\W\d_]))?{BEHIND_A_NUMBER}"
    )


@cache
def _elided() -> re.Pattern[str]:
    """A number with the preposition that is elided before "un"."""
    return re.compile(rf"(?P<elided>(?<![^\W\d_])d')?(?:{numeral().pattern})")


def _tokens(found: re.Match[str]) -> Iterator[str]:
    """A number with all that belongs to it; how often it is due is a number of its own."""
    if found["every"] or found["often"]:
        yield f"/{FREQUENCIES[found['often']]}" if found["often"] else per_unit(found["every"])
        return
    if found["month"]:
        yield MONTHS[found["month"]]
        return
    compared = _COMPARED[" ".join(found["compared"].split())] if found["compared"] else ""
    nation = found["of"] or found["of_behind"]
    named = f" {f'{_NATIONS[nation]} ' if nation else ''}{_NAMED[found['name']]}" if found["name"] else ""
    fraction = fraction_of(found.groupdict(), _WORDS)
    amount = fraction or _amount(found)
    unit = found["unit"] or (found["rate"] if fraction else None)
    is_several = fraction is None and amount != "1" and not found["ordinal"]
    counted = f"\u00a0{counted_unit(unit, is_several, found['before_unit'], found['behind_unit'])}" if unit else ""
    yield f"{compared}{amount}{named}{counted}"
    if found["rate"] and unit != found["rate"]:
        yield per_unit(found["rate"])


def _amount(found: re.Match[str]) -> str:
    """A number without what is said of it in words."""
    if found["one"]:
        return "1"
    if found["ordinal"]:
        return str(ORDINALS[found["ordinal"]])
    if found["word"]:
        return _WORDS[found["word"]] + ("%" if found["word_share"] else "")
    currency = "".join(_currency(found[name] or "") for name in ("before", "inner", "after"))
    share = (found["share"] or "").strip()
    return "".join(
        (
            (found["comparison"] or "").strip(),
            currency,
            "-" if found["minus"] else "",
            _figures(found["figures"]),
            share if share in ("", "‰") else "%",
        )
    )


def _currency(written: str) -> str:
    """A sign as it is; a code in capitals, with a space that does not break behind it."""
    sign = written.strip()
    return f"{sign.upper()}\u00a0" if sign.isalpha() else sign


def _figures(written: str) -> str:
    """The figures of a number with a point before its decimals, and without marks between its thousands."""
    plain = "".join(written.replace("'", "").split())
    if _MILLIONS.fullmatch(plain) or _THOUSANDS.fullmatch(plain):
        *thousands, last = re.split(r"[.,]", plain)
        return "".join(thousands) + ("." if _THOUSANDS.fullmatch(plain) else "") + last
    return plain.replace(",", ".")
