"""A brief opinion leaves out, and says nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.desk import Request
from engine.explain.granted import of_each
from engine.explain.opinion import Opinion
from engine.print.facts_by_standing import settings
from engine.print.format import Manner
from engine.print.formats.text import as_text
from engine.print.outline import MOST_IN_BRIEF, sections
from engine.tongues import tongue
from tests.contracts import desk
from tests.explain.cases import CASES, LANGUAGES, laid_out, opinion, plainly, put

pytestmark = pytest.mark.suite

SCREEN = 40
"""As many lines as a terminal shows at once."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_brief_is_a_part_of_the_whole_and_fits_one_screen(path: Path, language: str) -> None:
    whole = opinion(path, language)
    brief = replace(whole, brief=True)
    known = {section.key: section for section in sections(whole)}
    for section in sections(brief):
        assert not section.in_annex
        left = len(whole.missing) - MOST_IN_BRIEF
        more = "missing_one_more" if left == 1 else "missing_more"
        counted = {tongue(language).advice.say(more, number=left)} if section.key == "missing" else set()
        if section.key == "reservations" and (whole.granted or settings(whole)):
            counted = {section.items[0].text}
        assert {item.text for item in section.items} - counted <= {item.text for item in known[section.key].items}
    lines = as_text(brief, Manner()).splitlines()
    assert len(lines) <= SCREEN
    assert " ".join(whole.short.split()) in " ".join(" ".join(lines).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_brief_counts_what_is_missing_beyond_what_it_names(language: str) -> None:
    """It claims that nothing else matters, and so says how much of it there is."""
    whole = opinion(next(path for path in CASES if path.stem == "password-lost"), language)
    brief = replace(whole, brief=True)
    missing = laid_out(brief, "missing")
    assert len(whole.missing) > MOST_IN_BRIEF
    assert str(len(whole.missing) - MOST_IN_BRIEF) in missing.items[-1].text


TWO_HOURS = """
document = "infomaniak-jelastic-cloud"
on = 2025-03-10
[[facts.outages]]
class = "A"
began = 2025-03-03T14:20:00+01:00
ended = 2025-03-03T16:45:00+01:00
report_received_at = 2025-03-05
requested_at = 2025-03-05
"""


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Taken for granted: {number} matters, among them these: "),
        ("fr", "Sont tenus pour acquis {number} points, dont ceux-ci\u00a0: "),
    ],
)
def test_brief_counts_what_is_taken_for_granted_and_names_the_most_telling(language: str, sentence: str) -> None:
    """Someone who reads only this must see that the answer rests on more than what was told."""
    whole = put(TWO_HOURS, "client-owed-penalty", language)
    matters = [*of_each(tongue(language), whole.granted), *(setting.text for setting in settings(whole))]
    assert len(matters) > 2
    assert len(as_text(replace(whole, brief=True), Manner()).splitlines()) <= SCREEN
    text = reservations(replace(whole, brief=True))[0]
    assert text.startswith(sentence.format(number=tongue(language).number_word(len(matters))))
    assert matters[0] in text
    assert text not in reservations(whole)
    told = reservations(replace(whole, brief=True, granted=(), facts=()))
    assert told == reservations(whole)[: len(told)]


def reservations(opinion: Opinion) -> list[str]:
    return [item.text for item in laid_out(opinion, "reservations").items]


TOO_SHORT = """
document = "infomaniak-jelastic-cloud"
on = 2025-10-10
[[facts.outages]]
class = "A"
began = 2025-03-03T14:20:00+01:00
ended = 2025-03-03T14:23:00+01:00
reported_at = 2025-03-05
report_received_at = 2025-03-05
requested_at = 2025-03-05
"""
"""A failure of three minutes, where the table allows five (art. 10.1.3, table, row 1)."""

SECOND_TOO_SHORT = """
[[facts.outages]]
class = "C"
began = 2025-04-03T14:20:00+02:00
ended = 2025-04-03T14:45:00+02:00
reported_at = 2025-04-05
report_received_at = 2025-04-05
requested_at = 2025-04-05
"""
"""One of 25 minutes in a class that is allowed an hour (art. 10.1.3, table, row 4)."""


@pytest.mark.parametrize(
    ("case", "reasons"),
    [
        (TOO_SHORT, ["lasted 3 minutes, no more than 5 minutes"]),
        (
            TOO_SHORT + SECOND_TOO_SHORT,
            ["lasted 3 minutes (no. 1), no more than 5 minutes", "lasted 25 minutes (no. 2), no more than 1 hour"],
        ),
    ],
)
def test_a_ground_that_fails_says_what_for_with_the_fact_and_the_limit(case: str, reasons: list[str]) -> None:
    """Of several failures each is told with what it lacks, and with nothing beside it."""
    brief = replace(put(case, "client-owed-penalty"), brief=True)
    text = " ".join(plainly(as_text(brief, Manner())).split())
    reasoning = text.split("REASONING")[1].split("THE OTHER SIDE")[0]
    for reason in reasons:
        assert reason in reasoning
    assert reasoning.count("lasted") == len(reasons)
    assert "days after" not in reasoning


def test_a_term_that_no_notice_ends_says_so() -> None:
    """It ends with the year of the contract (clause 1)."""
    case = 'document = "celeste-business-cloud"\non = 2025-03-03\n[facts]\ncommissioned_on = 2023-11-20\n'
    text = " ".join(as_text(replace(put(case, "renewed-until"), brief=True), Manner()).split())
    assert "The term now running lasts until 20 November 2025, and the contract goes on" in text
    assert "(no notice ends the contract)" in text


@pytest.mark.parametrize(
    ("question", "document", "asked", "told"),
    [
        (
            "client-termination-effective",
            "celeste-business-cloud",
            {
                "on": date(2024, 11, 20),
                "facts": {
                    "commissioned_on": date(2023, 3, 15),
                    "notice_registered": True,
                    "notice_sent_on": date(2024, 11, 15),
                    "requested_end": date(2025, 3, 15),
                },
            },
            "Notice for the date asked for could be given until 15 December 2024",
        ),
        (
            "may-client-terminate",
            "infomaniak-jelastic-cloud",
            {"given": {"class_a_occurrences": 4}},
            "the number of class A occurrences that count in the year is 4",
        ),
    ],
)
def test_brief_says_what_a_sole_ground_rests_on(question: str, document: str, asked: dict[str, Any], told: str) -> None:
    """The last day of notice (clause 1, s. 1), and the fourth occurrence that was given (art. 10.1.4, row 5)."""
    printed = desk().ask(Request(question, document, brief=True, **asked)).printed("text")
    assert told in " ".join(plainly(str(printed)).split())
