"""The layers of an answer on a small contract: strictly, ordinarily, and if nothing more is proved."""

from __future__ import annotations

import pytest

from engine.answer.layers import Layers
from tests.answer.small_contract import knowledge, told

UNPAID = "[facts]\nrent_unpaid = true\n"


def layers(text: str, question: str = "may-evict") -> Layers:
    return Layers(told(text), question)


def presumed(found: Layers) -> list[str]:
    return [item.presumable.name for item in found.ordinarily.rests_on]


def to_prove(found: Layers) -> list[tuple[str, str | None]]:
    assert found.unproved is not None
    return [(item.name, item.by) for item in found.unproved.to_prove]


def test_what_nobody_mentioned_is_as_it_ordinarily_is_and_is_said_most_telling_first() -> None:
    found = layers(UNPAID)
    assert found.strict.answer == "undetermined"
    assert found.ordinarily.answer.answer == "yes"
    assert presumed(found) == ["still_unpaid", "warned", "warning_arrived", "fault", "deferred"]
    assert all(item.outcome == ("no", False) for item in found.ordinarily.rests_on)


def test_if_nothing_more_is_proved_the_claimant_shows_its_claim_but_not_what_the_law_presumes() -> None:
    found = layers(UNPAID)
    assert found.unproved is not None
    assert found.unproved.answer == "no"
    assert to_prove(found) == [("still_unpaid", "owner"), ("warned", "owner"), ("warning_arrived", "owner")]


def test_an_exception_that_is_not_shown_does_not_stand_and_is_for_the_other_side_to_prove() -> None:
    shown = UNPAID + "still_unpaid = true\nwarned = true\nwarning_arrived = true\n"
    found = layers(shown)
    assert found.unproved is not None
    assert found.unproved.answer == "yes"
    assert found.strict.answer == "undetermined"
    with_deferral = Layers(told(shown, knowledge(without=("deferred",))), "may-evict")
    assert with_deferral.ordinarily.answer.answer == "undetermined"
    assert [missing.name for missing in with_deferral.ordinarily.answer.missing] == ["deferred"]
    assert to_prove(with_deferral) == [("deferred", "tenant")]


def test_a_presumption_follows_the_fact_from_which_it_is_drawn() -> None:
    found = layers(UNPAID + "warned = false\n")
    assert found.ordinarily.answer.answer == "no"
    assert presumed(found) == ["noisy"]


@pytest.mark.parametrize(
    "withheld",
    [
        '[standing]\nstill_unpaid = "open"\n',
        '[standing]\nstill_unpaid = { is = "contested", note = "says the tenant" }\n',
    ],
)
def test_what_is_open_or_contested_is_not_presumed(withheld: str) -> None:
    found = layers(UNPAID + withheld)
    assert found.ordinarily.answer.answer == "undetermined"
    assert [missing.name for missing in found.ordinarily.answer.missing] == ["still_unpaid"]


def test_what_is_said_to_be_unknown_is_not_presumed() -> None:
    found = layers(UNPAID + 'still_unpaid = "unknown"\n')
    assert found.ordinarily.answer.answer == "undetermined"


def test_a_field_of_each_record_is_presumed_by_itself() -> None:
    two = "on = 2024-01-03\n[[facts.visits]]\non_day = 2024-01-01\n[[facts.visits]]\non_day = 2024-01-02\n"
    found = layers(two, "in-breach")
    assert found.ordinarily.answer.answer == "no"
    assert presumed(found) == ["visits[1].announced", "visits[2].announced"]
    found = layers(two + "announced = false\n", "in-breach")
    assert found.strict.answer == "yes"


def test_a_list_that_nobody_mentioned_is_not_presumed_to_be_empty() -> None:
    assert layers("on = 2024-01-03\n", "visits-made").ordinarily.answer.answer == "undetermined"


def test_where_only_another_document_could_give_a_ground_this_one_is_silent() -> None:
    found = layers("[facts]\nemergency = false\n", "may-enter")
    assert found.strict.answer == "silent"
    assert found.outside == ("rules_allow",)
    assert found.unproved is None
    found = layers("", "may-enter")
    assert found.ordinarily.answer.answer == "silent"
    assert found.strict.answer == "undetermined"
    assert [missing.name for missing in found.strict.missing] == ["emergency"]
    assert [missing.name for missing in found.strict.outside] == ["rules_allow"]


@pytest.mark.parametrize(("said", "answer"), [("true", "yes"), ("false", "no")])
def test_what_another_document_is_said_to_say_counts_like_any_fact(said: str, answer: str) -> None:
    found = layers(f"[facts]\nemergency = false\nrules_allow = {said}\n", "may-enter")
    assert found.strict.answer == answer


def test_where_nothing_told_bears_on_a_ground_no_is_no_headline() -> None:
    bare = Layers(told("", knowledge(without=("rent_unpaid",))), "evict_if_noisy")
    assert bare.ordinarily.answer.answer == "no"
    assert bare.headline == "strictly"
    assert layers("[facts]\nnoisy = false\n", "evict_if_noisy").headline == "ordinarily"
    assert layers(UNPAID, "evict_if_noisy").headline == "strictly"


def test_a_date_that_was_presumed_is_flipped_to_none_or_to_another_day() -> None:
    found = layers("[facts]\nwritten_to = 2024-01-01\n", "in-breach")
    assert found.ordinarily.answer.answer == "undetermined"


def test_what_has_to_be_proved_reaches_through_what_is_presumed_from_it() -> None:
    found = layers(UNPAID + "still_unpaid = true\nwarning_arrived = true\n")
    assert to_prove(found) == [("warned", "owner")]


def test_an_answer_that_stays_open_says_what_it_takes_for_granted() -> None:
    found = Layers(told(UNPAID, knowledge(without=("deferred",))), "may-evict")
    assert found.ordinarily.answer.answer == "undetermined"
    assert {item.presumable.name: item.outcome for item in found.ordinarily.rests_on} == {
        "still_unpaid": ("no", False),
        "noisy": ("yes", True),
        "warned": ("no", False),
        "warning_arrived": ("no", False),
        "fault": ("no", False),
    }
