"""A reader's own copy held against a lock: what reads as it was encoded, what doesn't, and what is missing."""

from __future__ import annotations

import json
from functools import cache

from engine.faces.browser.own_copy import held
from engine.faces.browser.tab import Tab
from engine.source.layout import PLAIN_CLAUSES
from engine.source.lock import Lock, make_lock
from engine.source.own_words import own_words
from tests.contracts import desk

TEXT = """Terms of the boat hire

1. Deposit
The hirer pays 200 francs before the boat leaves. The deposit is given back on return.

2. Delay
Who returns late owes 30 francs an hour.

3. Weather
The lessor may keep all boats ashore while a storm warning is out.
"""


@cache
def lock() -> Lock:
    """The lock of the made-up terms."""
    return make_lock("boats", "first", TEXT, PLAIN_CLAUSES)


def likeness(text: str) -> dict[str, str]:
    """How each passage of a text compares, by its locator."""
    return {own.locator: own.likeness for own in own_words(text, PLAIN_CLAUSES, lock())}


def test_the_same_words_set_otherwise_are_alike() -> None:
    text = TEXT.replace("pays 200 francs before", "pays  200 francs\nbefore").replace(
        "storm warning", "storm warn-\ning"
    )
    assert set(likeness(text).values()) == {"alike"}
    assert [own.words for own in own_words(TEXT, PLAIN_CLAUSES, lock()) if own.locator == "2 §1 s.1"] == [
        "Who returns late owes 30 francs an hour."
    ]


def test_a_figure_changed_is_otherwise_and_nothing_else_is() -> None:
    found = likeness(TEXT.replace("30 francs", "80 francs"))
    assert [locator for locator, is_ in found.items() if is_ != "alike"] == ["2 §1 s.1"]
    assert found["2 §1 s.1"] == "otherwise"


def test_what_a_copy_lacks_is_wanting() -> None:
    found = likeness(TEXT.partition("3. Weather")[0])
    assert {locator for locator, is_ in found.items() if is_ == "wanting"} == {"3 heading", "3 §1 s.1"}


def test_a_tab_says_of_which_document_a_copy_is_not_one() -> None:
    tab = Tab(desk())
    against = held(lock(), None)
    assert json.loads(tab.own(against, "fr", "lettre.txt", b"Madame, Monsieur, bonjour."))["problem"].startswith(
        "lettre.txt"
    )
    assert "PDF" in json.loads(tab.own(against, "en", "page.html", b"<!doctype html><p>Terms"))["problem"]
    assert "no text" in json.loads(tab.own(against, "en", "terms.txt", b" \n"))["problem"]
