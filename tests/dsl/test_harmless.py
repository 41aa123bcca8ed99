"""What is written harms nothing: characters that act are replaced, all others stay."""

import pytest

from dsl.harmless import harmless, harmless_data

ACTING = ["\x00", "\x1b", "\r", "\x9b", "\u061c", "\u200f", "\u2028", "\u202e", "\u2069", "\ufdd0", "\ufff9", "\uffff"]
SURROGATE, TAG = "\ud800", "\U000e0041"


@pytest.mark.parametrize("character", [*ACTING, SURROGATE, TAG], ids=ascii)
def test_a_character_that_acts_is_replaced_wherever_it_stands(character: str) -> None:
    assert harmless(character) == "\ufffd"
    assert harmless(f"a{character}é\n") == "a\ufffdé\n"
    assert harmless_data({"told": [character]}) == {"told": ["\ufffd"]}


@pytest.mark.parametrize("text", ["", "l’été à 10\u202f% – « oui »", "two\nlines\tapart", "日本", "\u00a0"])
def test_every_other_character_stays(text: str) -> None:
    assert harmless(text) == text


def test_a_line_ends_in_one_character_unless_both_are_kept() -> None:
    assert harmless("a\r\nb") == "a\nb"
    assert harmless("a\r\nb", keep="\r") == "a\r\nb"
