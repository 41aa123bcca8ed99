"""Currencies by their code in ISO 4217, and in how many decimals their amounts are written."""

from functools import cache
from pathlib import Path

NONE = "XXX"
"""The code of ISO 4217 for no currency: that of a document which neither declares nor writes any."""


def is_currency(letters: str) -> bool:
    """Whether some letters are the code of a currency."""
    return letters in _digits()


def digits_of(currency: str) -> int:
    """In how many decimals amounts of a currency are written; two where it is unknown."""
    return _digits().get(currency, 2)


@cache
def _digits() -> dict[str, int]:
    lines = (Path(__file__).parent / "currencies.csv").read_text(encoding="utf-8").split()
    return {code: int(digits) for code, digits in (line.split(",") for line in lines[1:])}
