"""What an open answer can still come to is told where what was tried says something, and what goes along with it."""

from __future__ import annotations

import pytest

from tests.explain.cases import put

TWELVE_MINUTES = """
document = "infomaniak-jelastic-cloud"
on = 2024-11-01
[[facts.outages]]
class = "A"
given = { duration = "12 minutes", reported_after = "10 days", rank = 1 }
"""
FOUR_MINUTES_TWICE = """
document = "infomaniak-jelastic-cloud"
on = 2024-03-20
[[facts.outages]]
class = "A"
began = 2024-02-10T10:00:00+01:00
ended = 2024-02-10T10:04:00+01:00
reported_at = 2024-02-11
[[facts.outages]]
class = "A"
began = 2024-02-20T10:00:00+01:00
ended = 2024-02-20T10:04:00+01:00
reported_at = 2024-02-21
"""


@pytest.mark.parametrize(("language", "rate"), [("en", "is 17\u00a0%"), ("fr", "est de 17\u00a0%")])
def test_of_a_sum_without_its_invoice_the_rate_is_told_and_no_range_of_sums_that_were_tried(
    language: str, rate: str
) -> None:
    """Article 10.1.4 ¶1 s. 3: 10 % and seven further minutes, of an invoice that nobody told."""
    found = put(TWELVE_MINUTES, "penalty-amount", language)
    assert found.extent == ""
    assert rate in found.short


def test_of_a_rate_that_is_open_the_range_is_told() -> None:
    """Article 10.1.4: whether the failure goes back to a failing of the provider is open."""
    told = TWELVE_MINUTES + '[standing]\n"outages[1].cause" = "open"\n'
    assert "17" in put(told, "penalty-rate", "en").extent


def test_with_a_penalty_that_is_owed_its_rate_is_told_and_with_none_it_is_not() -> None:
    """Article 10.1.4 ¶2: reported too late, nothing is owed."""
    owed = put(TWELVE_MINUTES, "client-owed-penalty", "en")
    assert "17\u00a0%" in owed.short
    late = put(
        TWELVE_MINUTES.replace('reported_after = "10 days"', "reported_in_time = false"), "client-owed-penalty", "en"
    )
    assert late.short.startswith("No")
    assert "rate" not in late.short


@pytest.mark.parametrize(
    ("language", "others"),
    [
        ("en", "any unavailability or a month that totals more than five minutes"),
        ("fr", "toute indisponibilité ou un mois totalisant plus de cinq minutes"),
    ],
)
def test_every_reading_of_a_point_that_leads_to_the_same_other_answer_is_named(language: str, others: str) -> None:
    """Article 10.1.2 sets the five minutes by the month: eight in February are an occurrence on that reading."""
    found = put(FOUR_MINUTES_TWICE, "client-owed-penalty", language)
    assert others in found.short
