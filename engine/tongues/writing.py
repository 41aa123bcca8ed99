"""What a tongue is: its catalogues of fixed words, and the rules of its writing.

Here stands what most languages share; a tongue's own folder says what is different in it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from dsl.currencies import digits_of
from engine.tongues.citing import Citing
from engine.tongues.words import Filling, Words

NO_BREAK = "\u00a0"
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_MOST_KEPT = 4096
"""How many days, and how many times of day, are kept in words."""
_LEAST_RUN = 4
"""How many numbers that follow each other are told by the first and the last of them."""
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = ".?!»”"


class Tongue(Citing):
    """One language; `tag` is its two letters."""

    name: str
    """What its speakers call it."""
    locale: str
    """The language together with the country whose usage it follows, as files declare it."""
    verbs: frozenset[str] = frozenset()
    """Words with which what is said of something begins, where they follow what it is said of."""
    said_once: frozenset[str] = frozenset()
    """Those of them that may be said once for several things."""
    denials: frozenset[str] = frozenset()
    """The words by which a sentence denies something."""
    decimal_mark = "."
    thousands_mark = "'"

    def denies(self, sentence: str) -> bool:
        """Whether a sentence denies something: after "unless" it would be a double negation."""
        return not self.denials.isdisjoint(_WORD.findall(sentence.casefold()))

    # ---- fixed words

    @cached_property
    def advice(self) -> Words:
        """The headings and sentences of an opinion."""
        return self.words("advice")

    @cached_property
    def steps(self) -> Words:
        """The words for one step of a reasoning."""
        return self.words("steps")

    @cached_property
    def measures(self) -> Words:
        """Months, units, numbers as words, and how a date and a time are put together."""
        return self.words("measures")

    # ---- numbers and amounts

    def number_word(self, number: int) -> str:
        """A small number as a word, a greater one in figures."""
        key = f"number_{number}"
        return self.measures[key] if key in self.measures else str(number)

    def is_plural(self, number: int) -> bool:
        """Whether what is counted stands in the plural."""
        return number != 1

    def counted(self, number: int, unit: str) -> str:
        """`3 minutes`, `1 month`."""
        word = self.measures[f"{unit}_{'many' if self.is_plural(number) else 'one'}"]
        return f"{number}{NO_BREAK}{word}"

    def number(self, number: Decimal | int) -> str:
        """A number in figures, without trailing zeros."""
        return f"{Decimal(number).normalize():f}".replace(".", self.decimal_mark)

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with the decimals of its currency, or more where it has them, thousands apart."""
        exponent = amount.normalize().as_tuple().exponent
        digits = digits_of(currency)
        places = max(digits, -exponent if isinstance(exponent, int) else digits)
        return f"{currency}{NO_BREAK}{f'{amount:,.{places}f}'.replace(',', self.thousands_mark)}"

    def percent(self, rate: Decimal) -> str:
        """A rate, 1 being a hundred per cent."""
        return f"{self.number(rate * 100)}{NO_BREAK}%"

    def ratio(self, quotient: Fraction) -> str:
        """A quotient as a percentage to four places, marked where that is not exact."""
        scaled = quotient * 1_000_000
        sign = "" if scaled.denominator == 1 else "≈ "
        return f"{sign}{self.number(Decimal(round(scaled)).scaleb(-4))}{NO_BREAK}%"

    # ---- dates and times

    def day_of_month(self, day: int) -> str:
        """The day in a date."""
        return str(day)

    def date(self, day: date) -> str:
        """`12 March 2024`."""
        return self._dates(day.day, day.month, day.year)

    def moment(self, local: datetime) -> str:
        """A day and a time of day, as they are where the reader is; with its offset in an hour that is there twice."""
        time = self._times(local.hour, local.minute, local.second)
        moment = self._moments(self._dates(local.day, local.month, local.year), time)
        if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
            return moment
        offset = local.isoformat(timespec="seconds")[len("2024-10-27T02:30:00") :]
        return self.measures.say("at_offset", moment=moment, offset=offset)

    @cached_property
    def _moments(self) -> Filling:
        return self.measures.filling("moment", "date", "time")

    @cached_property
    def _dates(self) -> Callable[[int, int, int], str]:
        """Days by their day, month and year: in a table of records the same ones recur."""
        said = self.measures.filling("date", "day", "month", "year")
        return lru_cache(_MOST_KEPT)(
            lambda day, month, year: said(self.day_of_month(day), self.measures[f"month_{month}"], year)
        )

    @cached_property
    def _times(self) -> Callable[[int, int, int], str]:
        """Times of day by their hour, minute and second."""
        gaps = ("hour", "hour_in_two", "minute", "second")
        said = [self.measures.filling(key, *gaps) for key in ("time", "time_to_the_second")]
        return lru_cache(_MOST_KEPT)(
            lambda hour, minute, second: said[second > 0](hour, f"{hour:02}", f"{minute:02}", f"{second:02}")
        )

    def span(self, span: timedelta, in_days: bool = False) -> str:
        """`1 hour 30 minutes`; zero is said in minutes, or in days where days are counted."""
        seconds = abs(span) // timedelta(seconds=1)
        parts = []
        for unit, size in _UNITS:
            number, seconds = divmod(seconds, size)
            if number:
                parts.append(self.counted(number, unit))
        if not parts:
            return self.counted(0, "day" if in_days else "minute")
        return ("−" if span < timedelta(0) else "") + " ".join(parts)

    # ---- sentences

    def quoted(self, text: str) -> str:
        """Words that are quoted; what is quoted within them has the other marks."""
        return f"“{text.replace('“', '‘').replace('”', '’')}”"

    def listed(self, parts: Sequence[str]) -> str:
        """Several sentences in one, apart by semicolons as the language sets them."""
        return self.advice["semicolon"].join(parts)

    def alternatives(self, parts: Sequence[str]) -> str:
        """`the one, the other or the third`."""
        return ", ".join(parts[:-1]) + self.steps["or"] + parts[-1] if len(parts) > 1 else "".join(parts)

    def together(self, parts: Sequence[str]) -> str:
        """`the one, the other and the third`."""
        return ", ".join(parts[:-1]) + self.steps["and"] + parts[-1] if len(parts) > 1 else "".join(parts)

    def record_numbers(self, ordinals: Iterable[str]) -> str:
        """The numbers of records, in their order: `1, 3 and 5 to 300`."""
        runs: list[list[str]] = []
        for ordinal in sorted(dict.fromkeys(ordinals), key=lambda ordinal: [int(part) for part in ordinal.split(".")]):
            follows = runs and ordinal.isdigit() and runs[-1][-1].isdigit() and int(ordinal) == int(runs[-1][-1]) + 1
            if follows:
                runs[-1].append(ordinal)
            else:
                runs.append([ordinal])
        shown = [
            [self.steps.say("from_to", first=run[0], last=run[-1])] if len(run) >= _LEAST_RUN else run for run in runs
        ]
        return self.together([part for run in shown for part in run])

    def said_of_one(self, parts: Sequence[str]) -> str:
        """Several things said of one: `was late and incomplete`, where one verb begins them all."""
        (verb, *others), told = {part.partition(" ")[0] for part in parts}, [part.partition(" ")[2] for part in parts]
        if others or verb not in self.said_once or len(parts) < 2:
            return self.together(parts)
        return f"{verb} {self.together(told)}"

    def parted(self, clause: str) -> tuple[str, str]:
        """What a clause speaks of, and what it says of it; nothing and the clause itself where one cannot tell."""
        words = clause.split(" ")
        at = next((at for at, word in enumerate(words) if self._is_verb(word)), 0)
        subject = " ".join(words[:at])
        return (subject, " ".join(words[at:])) if at > 1 or "’" in subject else ("", clause)

    def _is_verb(self, word: str) -> bool:
        return word in self.verbs

    def elided(self, text: str) -> str:
        """A sentence put together from parts, with what the language contracts where they meet."""
        return text

    def whose(self, phrase: str) -> str:
        """To whom something belongs or falls, as in `the client’s`."""
        return f"{phrase}’s"

    def inner(self, text: str, names: Sequence[str] = ()) -> str:
        """A phrase as it stands inside a sentence: without full stop or capital, names excepted."""
        text = bare(text)
        named = any(text.startswith(name) and not text[len(name) : len(name) + 1].isalpha() for name in names)
        return text if named or text[1:2].isupper() else text[:1].lower() + text[1:]


def bare(text: str) -> str:
    """A phrase without the full stop that would stand in the middle of a sentence."""
    return text.rstrip().rstrip(".")


def capital(text: str) -> str:
    """A sentence with a capital first letter."""
    return text[:1].upper() + text[1:] if text[:1].islower() else text


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text[-1:] in _ENDS else f"{text}."
