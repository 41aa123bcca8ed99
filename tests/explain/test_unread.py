"""What was told for nothing: no rule looks at it on which the question rests, and the opinion says so."""

from __future__ import annotations

import pytest

from tests.explain.cases import laid_out, plainly, put

SPAM = 'document = "celeste-business-cloud"\n[facts]\nclient_sends_spam = true\n'


def reservations(told: str, question: str = "may-suspend", language: str = "en") -> str:
    """The reservations of the opinion on spam and what is told besides."""
    found = laid_out(put(SPAM + told, question, language), "reservations").items
    return plainly("\n".join(item.text for item in found))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "looks at this, though it was told: the service was commissioned on 1 January 2023"),
        ("fr", "pourtant indiqué : la mise en service est du 1er janvier 2023"),
    ],
)
def test_what_is_told_for_nothing_is_named(language: str, said: str) -> None:
    """Clause 11, bullet 3: since when the service has run is nothing on which a block for spam depends."""
    assert said in reservations("commissioned_on = 2023-01-01\n", language=language)


def test_where_a_rule_looks_at_it_nothing_is_said() -> None:
    told = 'measure_extent = "other_services"\n'
    assert "though it was told" not in reservations(told, "may-block-beyond-the-service-concerned")
    assert "though it was told" not in reservations("", "may-suspend")


def test_what_a_presumption_is_drawn_from_was_not_told_for_nothing() -> None:
    """Clause 1, paragraph 1, sentence 3: how a notice was sent says whether it was registered."""
    told = 'channel_used = "registered_letter"\nnotice_given_by = "client"\nnotice_sent_on = 2024-03-10\n'
    assert "the message was a registered letter" not in reservations(told, "client-termination-effective")


def test_of_many_it_is_said_how_many_they_are() -> None:
    told = "commissioned_on = 2023-01-01\nnotice_written = true\n"
    more = told + 'requested_end = 2024-12-31\npackage = "base_package"\n'
    assert "4 of the facts told are looked at by no rule" in reservations(more)


def test_what_the_question_looks_at_that_is_told_along_was_not_told_for_nothing() -> None:
    """Clause 10, sentence 4: how far a cut reaches is a question of its own, which is answered along."""
    assert "though it was told" not in reservations('measure_extent = "other_services"\n')
