"""A no that holds whatever nobody mentioned supposes nothing, and names the ground for which it holds anyway."""

from __future__ import annotations

import pytest

from tests.explain.cases import put

ONE_SERVER_FAILED = """
document = "infomaniak-jelastic-cloud"
on = 2024-03-20
[[facts.outages]]
class = "E"
given = { duration = "5 hours" }
"""
NETWORK = '[facts]\noutside_event_happened = "network_or_utility_failure"\n'


@pytest.mark.parametrize("event", ["", NETWORK], ids=["alone", "with an outside event put forward"])
def test_a_failure_that_reaches_no_row_gives_nothing_whatever_caused_it(event: str) -> None:
    opinion = put(ONE_SERVER_FAILED.replace("[[facts", f"{event}[[facts"), "client-owed-penalty")
    assert opinion.short.startswith(
        "No: the only possible ground fails, since the failure reaches no rate of the table"
    )
    assert not opinion.granted
    assert "supposing" not in opinion.short
    assert "takes for granted" not in opinion.short


def test_the_reading_that_carries_it_alone_is_named() -> None:
    opinion = put(ONE_SERVER_FAILED.replace("[[facts", f"{NETWORK}[[facts"), "client-owed-penalty")
    assert any("for which there is no row" in reading.question for reading in opinion.readings)
