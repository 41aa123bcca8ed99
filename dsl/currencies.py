"""Currencies by their code in ISO 4217, in how many decimals their amounts are written, and by their names."""

from functools import cache
from pathlib import Path

NONE = "XXX"
"""The code of ISO 4217 for no currency: that of a document which neither declares nor writes any."""


def currency_codes() -> tuple[str, ...]:
    """The codes of all currencies, in their order."""
    return tuple(_digits())


def can_mean(written: str, currency: str) -> bool:
    """Whether a currency, by its code, can be what is written beside an amount, in capitals: its code or its sign.

    Signs are the narrow ones of CLDR; beside them stand the words by which people abbreviate a name.
    """
    return written == currency or (written, currency) in _signs()


def is_currency(letters: str) -> bool:
    """Whether some letters are the code of a currency."""
    return letters in _digits()


def digits_of(currency: str) -> int:
    """In how many decimals amounts of a currency are written; two where it is unknown."""
    return _digits().get(currency, 2)


@cache
def names_of_currencies() -> dict[str, str]:
    """What amounts of a currency are called in running text, each with the one name for all its forms."""
    return dict(_rows("currency_names.csv"))


@cache
def nations_of_currencies() -> dict[str, str]:
    """What tells currencies of one name apart in running text, each with the one spelling for all its forms."""
    return dict(_rows("currency_nations.csv"))


@cache
def _signs() -> frozenset[tuple[str, str]]:
    return frozenset(_rows("currency_signs.csv"))


@cache
def _digits() -> dict[str, int]:
    return {code: int(digits) for code, digits in _rows("currencies.csv")}


def _rows(table: str) -> list[tuple[str, str]]:
    _, *lines = (Path(__file__).parent / table).read_text(encoding="utf-8").split()
    return [(left, right) for left, _, right in (line.partition(",") for line in lines)]
