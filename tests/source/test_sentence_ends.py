"""Where sentences end, and where a full stop is no end."""

from __future__ import annotations

import pytest

from engine.source.sentence_ends import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "The lamp is sold by Harbour Lights Inc. Switzerland and by nobody else.",
        "The U.S. Coast Guard keeps it.",
        "Mr. Rochat keeps it.",
        "Die Boote bzw. Kähne liegen im Hafen.",
        "Mitglied wird, wer das 10. Altersjahr vollendet hat.",
        "Bis zum vollendeten 18. Altersjahr ist die Miete frei.",
        "Die Miete ist bis zum 31. März zu zahlen.",
        "Es gelten Art. 60 ff. ZGB und Art. 2 f. OR.",
        "Es gilt Art. 5 Abs. 2 des Reglements.",
        "Le gardien (cf. Règlement) veille.",
        "See Sec. 4 and para. 2 of it.",
        "Il coûte 99.9 francs selon l'al. 2.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split_sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The lamp is sold by Harbour Lights Inc.", "The rope is not."),
        ("It is kept by the Coast Guard of the U.S.", "If it is lost, it is lost."),
        ("Das Boot liegt im Hafen.", "Es schwimmt."),
        ("C'est ainsi qu'il est.", "Nul ne dort."),
        ("Er zahlt Miete, Strom usw.", "Die Gebühr ist fällig."),
    ],
)
def test_what_can_end_one_does_before_a_beginning(first: str, second: str) -> None:
    assert split_sentences(f"{first} {second}") == [first, second]
