"""What a screen of an interview shows beside its question."""

from __future__ import annotations

from engine.desk import Request
from tests.contracts import desk


def test_examples_of_dates_show_a_day_of_the_case() -> None:
    interview = desk().interview(Request("client-owed-penalty", "infomaniak-jelastic-cloud", language="en"))
    interview = interview.told("outages", "1").told("outages[1].class", "A")
    assert interview.screen is not None
    assert "20.11.2024" in interview.screen.hint
    interview = interview.told("outages[1].began", "3 March 2026 08:00")
    assert interview.screen is not None
    assert interview.screen.name == "outages[1].ended"
    assert "03.03.2026" in interview.screen.hint
