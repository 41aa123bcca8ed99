"""What a fingerprint is blind to, and what it must see."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.source.fingerprint import fingerprint, numbers, skeleton, whole

WORDS = st.sampled_from(
    (
        "Le",
        "l'ancre",
        "cœur",
        "finances",
        "offre",
        "relevé",
        "12",
        "99.9%",
        "deux",
        "mois,",
        "port.",
        "N+1",
        "d'été",
    )
)
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@given(TEXTS, st.data())
def test_line_breaks_change_nothing(text: str, data: st.DataObject) -> None:
    breaks = st.sampled_from((" ", "\n", "\n\n", "  ", " \n ", "\u00a0"))
    parts = text.split(" ")
    spaced = parts[0] + "".join(data.draw(breaks) + part for part in parts[1:])
    assert fingerprint(spaced) == fingerprint(text)


@given(TEXTS)
def test_what_tells_whole_texts_apart_is_that_of_a_fingerprint(text: str) -> None:
    assert whole(text) == (fingerprint(skeleton(text)).strict, fingerprint(text).substance)


@given(TEXTS)
def test_typography_changes_only_the_strict_hash(text: str) -> None:
    for other in (
        text.replace("'", "’"),
        text.upper(),
        text.replace("œ", "oe"),
        text.replace("fi", "\ufb01").replace("ff", "\ufb00"),
        text.replace("99.9%", "99,9 %"),
        text.replace(",", " ;"),
    ):
        mark, reference = fingerprint(other), fingerprint(text)
        assert mark.skeleton == reference.skeleton
        assert mark.frame == reference.frame
        assert mark.numbers == reference.numbers
        assert mark.length == reference.length


@given(TEXTS, st.sampled_from(("-\n", "\u2010\n", "\u00ad\n", "\u00ad", "- \n ")))
def test_hyphenation_changes_no_skeleton(text: str, hyphen: str) -> None:
    broken = text.replace("finances", f"fin{hyphen}ances").replace("deux", f"de{hyphen}ux")
    assert fingerprint(broken).skeleton == fingerprint(text).skeleton
    assert fingerprint(broken).numbers == fingerprint(text).numbers


@given(TEXTS, st.integers(0, 10_000))
def test_another_number_keeps_the_frame(text: str, number: int) -> None:
    one, other = fingerprint(f"{text} {number} nœuds"), fingerprint(f"{text} {number + 1} nœuds")
    assert one.frame == other.frame
    assert one.numbers != other.numbers
    assert one.skeleton != other.skeleton


def test_numbers_in_order() -> None:
    assert numbers("de 1'200 à 99,90 % en deux mois, dès le 3.5") == ("1200", "99.90%", "2\u00a0mois", "3.5")
    assert numbers("un bateau, une ancre") == ()


def test_digits_that_run_together_are_told_apart_by_the_numbers() -> None:
    assert fingerprint("A 4 50%").numbers != fingerprint("A 45 0%").numbers


def test_skeleton_keeps_decimal_marks_and_percent_signs() -> None:
    assert skeleton("À 99,9 %, l’Œuvre !") == "à99.9%loeuvre"
    assert skeleton("9.99") != skeleton("99.9")
