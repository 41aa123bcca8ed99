"""The annex of an opinion: it stays short however many records there are, and loses no fact."""

from __future__ import annotations

import pytest

from engine.desk import Request
from engine.explain.reasoning import Reason
from tests.contracts import desk
from tests.explain.cases import CASES, FOLDER, LANGUAGES, opinion, reply, text_of

OF_AN_OUTAGE = {path.stem: path for path in CASES}
MOST_LINES = 320
"""Five pages in Word."""


def texts(reasons: tuple[Reason, ...]) -> list[str]:
    return [text for reason in reasons for text in (reason.text, *texts(reason.children))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(OF_AN_OUTAGE))
def test_an_annex_has_five_pages_at_most(name: str, language: str) -> None:
    annex = text_of(OF_AN_OUTAGE[name], language).partition("────")[2]
    assert annex.count("\n") <= MOST_LINES


@pytest.mark.parametrize(("language", "said"), [("en", "Likewise nos. 3 and 4."), ("fr", "De même les nos 3 et 4.")])
def test_records_that_came_about_alike_are_told_together(language: str, said: str) -> None:
    found = opinion(OF_AN_OUTAGE["fourth-outage"], language)
    assert said in [text.replace("\u00a0", " ") for text in texts(found.details)]


@pytest.mark.parametrize("name", ["fourth-outage", "penalty-amount", "penalty-claimed-late", "force-majeure"])
def test_every_step_that_is_referred_to_stands_there(name: str) -> None:
    found = opinion(OF_AN_OUTAGE[name], "en")
    numbers = {reason.number for reason in every((*found.reasons, *found.details))}
    said = texts((*found.reasons, *found.details))
    referred = {text.rpartition("(see ")[2].rstrip(").") for text in said if "(see " in text}
    assert referred
    assert referred <= numbers


def every(reasons: tuple[Reason, ...]) -> list[Reason]:
    return [reason for each in reasons for reason in (each, *every(each.children))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_fact_that_was_told_is_lost(language: str) -> None:
    """What was told of each of the four outages is among the facts, with its record."""
    found = opinion(OF_AN_OUTAGE["fourth-outage"], language)
    told = {(relied.place.number, relied.fact.name) for relied in found.facts if relied.place}
    moments = ("began", "ended", "reported_at", "requested_at")
    assert {(number, name) for number in range(1, 5) for name in moments} <= told


def test_what_a_calculation_shows_is_not_explained_once_more() -> None:
    found = opinion(OF_AN_OUTAGE["penalty-amount"], "en")
    assert [figure.label for figure in found.calculation].count("Cap on the penalty") == 1
    assert not [text for text in texts((*found.reasons, *found.details)) if text.startswith("The penalty is capped")]


def test_the_answer_as_data_has_every_step() -> None:
    """What the printed steps leave aside is in `because`."""
    path, far = OF_AN_OUTAGE["fourth-outage"], "Before the failure, the service had been unavailable for 0"
    found = opinion(path, "en")
    assert not [text for text in texts((*found.reasons, *found.details)) if text.startswith(far)]
    assert far in str(reply(path, "en").data["because"])


@pytest.mark.parametrize(
    ("language", "presumed", "told"),
    [
        ("en", "the client sends no spam (presumed; ", "not serve the technical operation of the service."),
        ("fr", "le client n’envoie pas de spam (présumé ; ", "ne sert pas l’exploitation technique du service."),
    ],
)
def test_what_is_rejected_for_something_that_nobody_told_says_so(language: str, presumed: str, told: str) -> None:
    """Whoever signs that the client sends no spam would answer for it; what was told needs no such word."""
    case = FOLDER.parents[1] / "clauses" / "celeste-business-cloud" / "sample.toml"
    asked = Request("may-suspend", "celeste-business-cloud", file=case, language=language)
    texts = [rejected.text.replace("\u00a0", " ") for rejected in desk().ask(asked).opinion.rejected]
    assert any(presumed in text for text in texts)
    assert any(text.endswith(told) for text in texts)
