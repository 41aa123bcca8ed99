"""Who would have to prove what a value rests on: whoever the norm serves to which the value belongs (art. 8 CC)."""

from __future__ import annotations

import pytest

from engine.answer.layers import Layers
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from tests.explain.cases import library

OUTAGE = """[[facts.outages]]
class = "A"
began = 2024-02-28T10:00:00+01:00
ended = 2024-02-28T11:00:00+01:00
reported_at = 2024-03-01T10:00:00+01:00
"""


def to_prove(question: str, document: str, facts: str) -> dict[str, str | None]:
    entry = library().in_force(document, None)
    case = CaseReader(library().knowledge(entry)).read(parse_case(facts, "case.toml"))
    found = Layers(case, question).unproved
    assert found is not None
    return {item.name: item.by for item in found.to_prove}


def test_the_client_shows_its_claim_also_where_only_its_rate_is_asked_for() -> None:
    """The penalty is a claim of the client (Infomaniak 10.1.4); what excludes it serves the provider (10.1.5, 10.5)."""
    found = to_prove("penalty-rate", "infomaniak-jelastic-cloud", OUTAGE)
    assert found["outages[1].cause"] == "client"
    assert found["outages[1].beyond_control"] == "provider"
    assert found["outages[1].due_to_event"] == "provider"
    assert None not in found.values()


@pytest.mark.parametrize("party", ["client", "provider"])
def test_notice_is_for_the_party_to_show_that_it_serves(party: str) -> None:
    """Each party may end the contract by notice (CELESTE 1)."""
    facts = f'[facts]\ncommissioned_on = 2023-07-01\nnotice_given_by = "{party}"\nnotice_sent_on = 2024-03-01\n'
    found = to_prove(f"{party}-termination-effective", "celeste-business-cloud", facts)
    assert found
    assert set(found.values()) == {party}
