"""Text for the terminal: its lines break where the standard library breaks them, without loading that."""

from __future__ import annotations

import random
import re
from textwrap import wrap

from engine.print.format import Manner
from engine.print.formats.text import _Page

WORDS = ("a", "penalty", "twelve\u00a0minutes", "un-hyphenated", "x" * 120, "l’heure", "\t", "\n", "")


def test_lines_break_at_spaces_alone_and_never_within_a_word() -> None:
    drawn = random.Random(0)
    page = _Page(Manner())
    for _ in range(300):
        text = " ".join(["–", *drawn.choices(WORDS, k=drawn.randint(0, 60))])
        first, rest = " " * drawn.randint(0, 6), " " * drawn.randint(0, 8)
        expected = wrap(
            re.sub("[ \t\n]+", " ", text).replace("\u00a0", "\0"),
            page.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        assert page._wrapped(text, first, rest) == [line.replace("\0", "\u00a0") for line in expected]


def test_nothing_has_no_line() -> None:
    assert _Page(Manner())._wrapped(" \n", "  ", "    ") == []
