"""What would turn a no round: first what is lacking to the ground that was told of, then what bears on it."""

from __future__ import annotations

import pytest

from engine.explain.opinion import Opinion
from tests.explain.cases import put

DOCUMENT = 'document = "celeste-business-cloud"\non = 2024-03-20\n[facts]\n'
ACCUSED = f"{DOCUMENT}founded_accusation = true\n"
UNPAID = f"{DOCUMENT}payment_overdue = true\n"


def changes(opinion: Opinion) -> list[str]:
    return [", ".join(turn.changes) for turn in opinion.turns]


@pytest.mark.parametrize(
    ("told", "notice"),
    [
        (
            ACCUSED,
            "this was observed first: a threat with its reason and an adequate deadline, which must have run out",
        ),
        (UNPAID, "this was observed first: a formal notice with a deadline that has run out"),
    ],
    ids=["accused", "unpaid"],
)
def test_the_notice_that_alone_is_lacking_comes_first(told: str, notice: str) -> None:
    opinion = put(told, "may-suspend")
    assert changes(opinion)[0] == notice
    assert opinion.turns[0].power == "in the provider’s power"
    assert notice in opinion.counters[-1].text


def test_a_notice_helps_nobody_who_wants_to_do_without() -> None:
    assert not any("observed first" in change for change in changes(put(ACCUSED, "may-suspend-without-notice")))


def test_the_finding_of_the_provider_is_named_where_there_is_an_accusation() -> None:
    finding = (
        "the use of the service infringes rights of third persons, the provider has found the breach itself, "
        "the breach is grave enough for a measure at once"
    )
    assert finding in changes(put(ACCUSED, "may-suspend"))[:3]
    assert finding not in changes(put(UNPAID, "may-suspend"))


def test_no_notice_is_named_that_was_given_and_still_runs() -> None:
    opinion = put(f"{ACCUSED}threatened_on = 2024-03-19\nthreat_deadline = 2024-03-25\n", "may-suspend")
    assert "not yet" in opinion.short
    assert not any("observed first" in change for change in changes(opinion))


def test_no_notice_is_named_where_more_is_lacking() -> None:
    opinion = put(f"{ACCUSED}remedied_on = 2024-03-10\n", "may-suspend")
    assert not any("observed first" in change for change in changes(opinion))


def test_it_is_said_in_french() -> None:
    first = changes(put(ACCUSED, "may-suspend", "fr"))[0].replace("\xa0", " ")
    assert first == "ceci a d’abord été observé : une menace motivée avec un délai adéquat, qui doit être échu"
