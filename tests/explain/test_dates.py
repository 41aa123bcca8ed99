"""The moments of a case: what was told of it and what it was held against, also where no reason names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.desk import Request
from tests.contracts import desk
from tests.explain.cases import FOLDER, LANGUAGES

pytestmark = pytest.mark.suite

CLAUSES = FOLDER.parents[1] / "clauses"


def days(document: str, question: str, language: str) -> dict[str, str]:
    file = Path(CLAUSES / document / "sample.toml")
    found = desk().ask(Request(question, document, file=file, language=language)).opinion.dates
    return {dated.shown.replace("\u00a0", " "): " ".join((dated.label, *dated.also)) for dated in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_request_and_the_last_day_for_them_are_among_the_dates_of_a_claim(language: str) -> None:
    """Article 10.1.4 ¶2: two months from 28 February 2024; that a claim was made in time no ground says by itself."""
    found = days("infomaniak-jelastic-cloud", "client-owed-penalty", language)
    made = found["1 March 2024 at 09:00" if language == "en" else "1er mars 2024 à 9 h 00"]
    assert "Arrival of the report" in made if language == "en" else "signalement" in made
    assert "request" in made if language == "en" else "emande de la pénalité" in made
    last = found["28 April 2024" if language == "en" else "28 avril 2024"]
    assert last.startswith("Two months after" if language == "en" else "Deux mois après")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deadline_told_as_a_day_is_among_the_dates(language: str) -> None:
    """Clause 9, para. 3: the deadline set with the threat decides, though nobody tells at which hour it ends."""
    found = days("celeste-business-cloud", "may-suspend", language)
    assert ("21 March 2024 at 24:00" if language == "en" else "21 mars 2024 à 24 h") in found
