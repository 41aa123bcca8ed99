"""What `facts` lists: in which order, with which words to choose from, and the settings on which an answer turns."""

from __future__ import annotations

from datetime import date

import pytest

from engine.desk import Request
from tests.contracts import desk

pytestmark = pytest.mark.suite

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"


def names(facts: dict[str, object]) -> list[str]:
    return [fact.fact for fact in desk().facts(Request("may-suspend", CELESTE, facts=facts))]


def test_first_come_the_facts_of_the_grounds_that_need_the_fewest() -> None:
    """Clause 11, para. 1: illegal content, spam and an order suffice each by itself; abuse needs four things."""
    found = names({})
    abuse = found.index("resource_abuse")
    assert max(map(found.index, ("provider_knows_illegal_content", "client_sends_spam", "order_of_authority"))) < abuse
    assert found.index("provider_knows_illegal_content") < 5


def test_the_grounds_on_which_something_told_bears_come_before_all_others() -> None:
    """Clause 9, para. 3: an accusation calls for a threat, a reason and a deadline."""
    found = names({"founded_accusation": True})
    of_the_threat = {"threatened_on", "threat_deadline", "threat_deadline_adequate", "notice_states_reason"}
    assert of_the_threat <= set(found[:8])
    assert found.index("client_sends_spam") > 8


def test_what_alone_is_lacking_to_a_ground_that_a_fact_bears_out_is_asked_first() -> None:
    """Clause 11, para. 1, item 4: who has not paid is called on to, or has failed before."""
    found = names({"payment_overdue": True})
    assert {"formal_notice_on", "breach_repeated"} <= set(found[:4])
    data = desk().ask(Request("may-suspend", CELESTE, facts={"payment_overdue": True})).data
    assert data["missing"][0] == "formal_notice_on"


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "“When did the provider formally call on the client to remedy the breach, if it did?”"),
        ("fr", "« Quand le fournisseur a-t-il sommé le client de remédier à la violation, le cas échéant ? »"),
    ],
)
def test_a_strict_answer_asks_that_first(language: str, first: str) -> None:
    asked = Request("may-suspend", CELESTE, facts={"payment_overdue": True}, language=language, strict=True)
    assert first in desk().ask(asked).opinion.short.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("language", "party"), [("en", "the client"), ("fr", "le client")])
def test_a_choice_among_the_parties_has_its_options_as_well(language: str, party: str) -> None:
    wanted = desk().facts(Request("client-liable", CELESTE, language=language))
    damaged = next(fact for fact in wanted if fact.fact == "damaged_party")
    assert damaged.options["client"] == party


@pytest.mark.parametrize(("language", "geneva"), [("en", "Geneva"), ("fr", "Genève")])
def test_the_canton_is_listed_where_another_one_changes_the_day(language: str, geneva: str) -> None:
    """31 December is a holiday in Geneva (CO 78)."""
    outage = {"class": "A", "began": "2024-10-31T10:00:00", "ended": "2024-10-31T10:20:00"}
    request = Request("claim-deadline", INFOMANIAK, facts={"outages": [outage]}, on=date(2024, 11, 10))
    (canton,) = (fact for fact in desk().facts(request) if fact.fact == "canton")
    assert canton.kind == "setting"
    spoken = Request("claim-deadline", INFOMANIAK, language=language)
    assert geneva in [text for fact in desk().facts(spoken) for text in fact.options.values()]


@pytest.mark.parametrize(("language", "ask"), [("en", "When did the failure begin?"), ("fr", "Quand la panne")])
def test_the_fields_of_a_list_that_nobody_told_are_listed_with_it(language: str, ask: str) -> None:
    wanted = desk().facts(Request("client-owed-penalty", INFOMANIAK, language=language))
    outages = next(fact for fact in wanted if fact.fact == "outages")
    assert outages.fields["began"].startswith(ask)
    assert "requested_at" in outages.fields
