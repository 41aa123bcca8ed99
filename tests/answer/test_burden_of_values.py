"""Who would have to prove what a value rests on: whoever the norm serves to which the value belongs (art. 8 CC)."""

from __future__ import annotations

import pytest

from engine.answer.burden import Unproved
from engine.answer.layers import Layers
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from tests.contracts import library

OUTAGE = """[[facts.outages]]
class = "A"
began = 2024-02-28T10:00:00+01:00
ended = 2024-02-28T11:00:00+01:00
reported_at = 2024-03-01T10:00:00+01:00
"""


def layers(question: str, document: str, facts: str) -> Layers:
    entry = library().in_force(document, None)
    return Layers(CaseReader(library().knowledge(entry)).read(parse_case(facts, "case.toml")), question)


def to_prove(question: str, document: str, facts: str) -> dict[str, str | None]:
    found = layers(question, document, facts).unproved
    assert found is not None
    return {item.name: item.by for item in found.to_prove}


def test_the_client_shows_its_claim_also_where_only_its_rate_is_asked_for() -> None:
    """The penalty is a claim of the client (Infomaniak 10.1.4)."""
    found = to_prove("penalty-rate", "infomaniak-jelastic-cloud", OUTAGE)
    assert found["outages[1].cause"] == "client"
    assert set(found.values()) == {"client"}


@pytest.mark.parametrize("question", ["penalty-rate", "client-owed-penalty"])
def test_nobody_disproves_an_exclusion_that_nobody_put_forward(question: str) -> None:
    """What excludes the penalty serves the provider (Infomaniak 10.1.5, 10.5), which would have to show it."""
    found = to_prove(question, "infomaniak-jelastic-cloud", OUTAGE)
    excluding = ("beyond_control", "inappropriate_use", "maintenance", "follows_block", "due_to_event")
    assert not {*found} & {f"outages[1].{name}" for name in excluding}
    assert not {*found} & {"outside_event_happened", "trial_started_on"}


def test_each_of_several_failures_is_for_the_client_to_show() -> None:
    """Also of a failure without which some penalty would be owed (Infomaniak 10.1.4)."""
    short = OUTAGE.replace("T11:00", "T10:06")
    month = "[[facts.invoices]]\nperiod_from = 2024-02-01\nperiod_to = 2024-02-29\namount = 100.00\n"
    found = to_prove("penalty-rate", "infomaniak-jelastic-cloud", month + short + short.replace("-02-28", "-02-29"))
    assert found["outages[2].cause"] == "client"
    assert set(found.values()) == {"client"}


def test_a_power_that_nobody_says_was_used_rightly_is_not_for_the_client_to_disprove() -> None:
    """A block without any ground is a breach, unless the provider shows one (CELESTE 9 and 11)."""
    facts = "breach_noted_by_provider = false\nfounded_accusation = true\nblocked_on = 2024-05-02\n"
    told = f'on = 2024-05-15\n[facts]\n{facts}threatened_on = "none"\n'
    found = layers("provider-in-breach", "celeste-business-cloud", told)
    assert found.ordinarily.answer.answer == "yes"
    assert found.unproved == Unproved("yes", True, ())


@pytest.mark.parametrize("party", ["client", "provider"])
def test_notice_is_for_the_party_to_show_that_it_serves(party: str) -> None:
    """Each party may end the contract by notice (CELESTE 1)."""
    facts = f'[facts]\ncommissioned_on = 2023-07-01\nnotice_given_by = "{party}"\nnotice_sent_on = 2024-03-01\n'
    found = to_prove(f"{party}-termination-effective", "celeste-business-cloud", facts)
    assert found
    assert set(found.values()) == {party}


def test_who_claims_never_has_to_show_what_speaks_against_its_claim() -> None:
    """A notice by e-mail bears no signature (CELESTE 1 s.1)."""
    mailed = "on = 2024-03-20\n[facts]\ncommissioned_on = 2022-07-15\nnotice_sent_on = 2024-03-01\n"
    mailed += 'channel_used = "email"\nnotice_sent_that_way = true\n'
    found = layers("client-termination-effective", "celeste-business-cloud", mailed).unproved
    assert found is not None
    assert "notice_signed" in {item.name for item in found.to_prove}
    assert "client" not in {item.by for item in found.to_prove}
