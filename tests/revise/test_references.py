"""A reference that a renumbering broke is told; one that was mended, or that leads out of the text, is none."""

from __future__ import annotations

import pytest

from engine.revise.references import astray
from engine.source.compare import compare_text
from engine.source.layout import layout
from engine.source.lock import make_lock
from engine.source.passages import split_passages

LAYOUT = layout("sections")
TERMS = """Terms of the quay

1. Fees

1.1 The skipper pays the fee of the season before the first day of mooring.

1.2 Whoever pays late owes interest on the fee from the day it was due.

2. Use

2.1 The keeper may move the boat when a storm is announced for the night.

2.2 Interest under section 1.2 is owed for the costs of moving, too.

2.3 The rules of clauses 2.1 and 2.2 bind guests. {other}
"""


def found(old: str, new: str) -> list[tuple[str, str, str | None]]:
    comparison = compare_text(make_lock("quay", "old", old, LAYOUT), new, LAYOUT)
    words = [passage.text for passage in split_passages(new, LAYOUT) if passage.kind != "running"]
    return [(reference.place.clause, reference.to, reference.now) for reference in astray(comparison, words)]


ADDED = ("1.2 Whoever", "1.2 The fee of a guest is paid on the day of arrival at the office.\n\n1.3 Whoever")


def test_a_clause_that_bears_another_number() -> None:
    terms = TERMS.format(other="")
    assert found(terms, terms) == []
    assert found(terms, terms.replace(*ADDED)) == [("2.2", "1.2", "1.3")]
    assert found(terms, terms.replace(*ADDED).replace("section 1.2", "section 1.3")) == []


def test_a_chapter_that_bears_another_number() -> None:
    terms = TERMS.format(other="Section 2 ranks before all house rules.")
    moved = terms.replace("2. Use", "2. Keys\n\n2.1 Each skipper gets two keys at the office of the keeper.\n\n3. Use")
    moved = moved.replace("2.3 The rules", "3.3 The rules").replace("2.2 Interest", "3.2 Interest")
    moved = moved.replace("2.1 The keeper", "3.1 The keeper")
    assert found(terms, moved) == [("3.3", "2.1", "3.1"), ("3.3", "2.2", "3.2"), ("3.3", "2", "3")]
    mended = moved.replace("clauses 2.1 and 2.2", "clauses 3.1 and 3.2").replace("Section 2 ranks", "Section 3 ranks")
    assert found(terms, mended) == []


def test_a_clause_that_is_gone() -> None:
    terms = TERMS.format(other="")
    gone = terms.replace("1.2 Whoever pays late owes interest on the fee from the day it was due.\n\n", "")
    assert found(terms, gone) == [("2.2", "1.2", None)]


@pytest.mark.parametrize(
    "other",
    [
        "Article 1.2 of the Regulation applies.",
        "Art. 1.2 CO applies.",
        "L’article 1.2 du Code des ports est réservé.",
        "§ 1.2 HafenG bleibt vorbehalten.",
        "The water is 1.2 metres deep.",
    ],
)
def test_what_leads_out_of_the_text(other: str) -> None:
    terms = TERMS.format(other=other)
    assert found(terms, terms.replace(*ADDED)) == [("2.2", "1.2", "1.3")]


def test_a_clause_with_a_number_of_four_figures() -> None:
    old = "\n\n".join(
        f"Section {at} Rule\n\nBoats of the {'x' * (at % 50)} kind keep to pier {'y' * (at % 37)}."
        for at in range(1, 1003)
    )
    old += "\n\nSection 1003 End\n\nWhat section 1002 says holds for guests, too."
    assert found(old, old.replace("Section 1003", "Section 1004").replace("Section 1002", "Section 1003")) == [
        ("1004", "1002", "1003")
    ]
