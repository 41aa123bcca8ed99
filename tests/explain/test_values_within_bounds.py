"""What is known within bounds only is said as such, in words and as data, wherever a value can stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dsl.typed import program as p
from engine.desk import Request
from engine.explain.values import show_value
from engine.meaning.intervals import Interval
from engine.print.plain import plain_value
from tests.contracts import desk

pytestmark = pytest.mark.suite

INFOMANIAK = "infomaniak-jelastic-cloud"
SAMPLE = Path(__file__).parents[2] / "clauses" / INFOMANIAK / "sample.toml"


@pytest.mark.parametrize(
    ("value", "kind", "english", "french"),
    [
        (Interval(Decimal("0.1"), None), "percent", "at least 10 %", "au moins 10 %"),
        (Interval(None, Decimal("0.5")), "percent", "at most 50 %", "au plus 50 %"),
        (Interval(1, 4), "integer", "at least 1 and at most 4", "au moins 1 et au plus 4"),
    ],
)
def test_bounds_are_said_in_each_language(value: Any, kind: str, english: str, french: str) -> None:
    program = desk().library.knowledge(desk().newest(INFOMANIAK)).program
    for language, expected in (("en", english), ("fr", french)):
        assert show_value(value, p.Type(kind), program, language).replace("\u00a0", " ") == expected


def test_bounds_are_data_with_null_where_there_is_none() -> None:
    assert plain_value(Interval(Decimal("0.1"), None), p.Type("percent")) == {
        "type": "percent",
        "at_least": "10",
        "at_most": None,
        "unit": "%",
    }
    assert plain_value(Interval(None, date(2024, 3, 1)), p.Type("date"))["at_most"] == "2024-03-01"


@pytest.mark.parametrize(
    ("question", "language"),
    [pytest.param("provider-in-breach", "en", marks=pytest.mark.slow), ("penalty-amount", "fr")],
)
def test_an_opinion_with_bounds_in_its_reasoning_is_written(question: str, language: str) -> None:
    request = Request(question, INFOMANIAK, file=SAMPLE, more={"outages": True}, language=language)
    reply = desk().ask(request)
    printed = reply.printed("text")
    assert isinstance(printed, str)
    assert "Interval" not in printed
    assert reply.data["more"] == {"outages": None}


@pytest.mark.parametrize(
    ("language", "counted"),
    [("en", "within two months of the unavailability"), ("fr", "dans les deux mois dès l’indisponibilité")],
)
def test_a_day_has_no_range_of_days_that_were_merely_tried(language: str, counted: str) -> None:
    """Infomaniak 10.1.4 §2 s.1: the last day is counted from the failure, and no failure is told."""
    opinion = desk().ask(Request("claim-deadline", INFOMANIAK, language=language)).opinion
    assert not opinion.extent
    assert counted in " ".join(paragraph.text for paragraph in opinion.argument)


def test_a_choice_keeps_what_it_can_still_come_to() -> None:
    """Infomaniak 8.2 s.1 and 8.1: who answers for a subject is one of the parties, whichever it is."""
    extent = desk().ask(Request("who-is-responsible", INFOMANIAK, language="en")).opinion.extent
    assert "the client" in extent
    assert "the provider" in extent
