"""Only what carried an answer is cited for it."""

import pytest

from engine.answer.answering import answer
from engine.case.case import Case
from engine.explain.cited import citations
from engine.explain.opinion import opinion_on
from tests.contracts import library

pytestmark = pytest.mark.suite


SPAM = {"client_sends_spam": True, "ground_persists": True, "measure_kind_taken": "any_measure"}


def test_a_position_that_holds_is_cited_by_the_ground_that_carries_it_alone() -> None:
    """CELESTE 11: spam is one reason of several; what else might have allowed the block is no part of why it may."""
    knowledge = library().knowledge(library().in_force("celeste-business-cloud", None))
    found = answer(Case(knowledge, SPAM), "may-suspend")
    assert found.answer == "yes"
    assert citations(found) == ("11 §1 s.1", "11 §1 item 3")


def test_an_exception_that_bites_says_so_whatever_else_is_open() -> None:
    """CELESTE 11 against 9: spam lets the provider block at once, whether or not an accusation called for a warning."""
    knowledge = library().knowledge(library().in_force("celeste-business-cloud", None))
    found = answer(Case(knowledge, SPAM), "must-warn-before-block")
    opinion = opinion_on(found)
    assert found.answer == "no"
    assert "bullet 3, and para. 2" in opinion.short.replace("\u00a0", " ")
    assert "bullets" not in opinion.short
    on_accusation = next(reason for reason in opinion.reasons if "accusation" in reason.text)
    assert "Whether or not its conditions are met, an exception applies." in on_accusation.text
    assert all("is open" not in child.text for child in on_accusation.children)
