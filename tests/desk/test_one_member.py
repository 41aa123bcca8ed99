"""A question put for one member of a list: as if the list held that one alone; refused for one that is not there."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.diagnostic import Rejected
from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio

SOURCE = """document company en "Articles of association" cites articles languages en
edition first
topic shares en "Shares"
party company en "the company"
action pay en "pay the dividend"
record holder en "shareholder"
  field shares: integer en "shares" ask en "How many?"
  field waived: boolean en "it waived the dividend" otherwise en "it did not waive the dividend" ask en "Did it waive?"
  field paid: boolean en "it was paid" otherwise en "it was not paid" ask en "Was it paid?"
fact holders: list of holder en "the shareholders" ask en "Which?"
fact solvent: boolean en "the company is solvent" otherwise en "it is not solvent" ask en "Is it solvent?"
question owed topic shares en "Is a shareholder owed a dividend?" asks position claim of holder to pay
question breach topic shares en "Is the company in breach?" asks breach by company
clause 1 en "Shares"
claim dividend for each h in holders by §1 h is owed pay from company
  en "A shareholder is owed the dividend." when h.shares > 0
exception waiver for each h to dividend by §2 en "Not who waived it." when h.waived
obligation payment for each h in holders by §3 company must pay towards h
  en "The company pays each shareholder." when live(dividend of h) and solvent breached when not h.paid
"""

yes_no = st.sampled_from([True, False, "unknown"])
holders = st.lists(
    st.fixed_dictionaries({"shares": st.sampled_from([0, 5, "unknown"]), "waived": yes_no, "paid": yes_no}),
    min_size=1,
    max_size=3,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("clauses")
    (folder / "company.clause").write_text(SOURCE, encoding="utf-8")
    return Desk.open(folder)


@pytest.mark.parametrize(("question", "norm"), [("owed", "dividend"), ("breach", "payment"), ("dividend", "dividend")])
@settings(deadline=None, max_examples=15)
@given(told=holders, at=st.integers(0, 2))
def test_one_member_is_asked_about_as_if_it_were_alone(
    desk: Desk, question: str, norm: str, told: list[dict[str, Any]], at: int
) -> None:
    at %= len(told)
    alone = desk.ask(Request(question, "company", facts={"holders": [told[at]]})).answer
    narrowed = desk.ask(Request(question, "company", facts={"holders": told}, of=(f"holders[{at + 1}]",))).answer
    named = desk.ask(Request(question, "company", facts={"holders": told}, of=(f"holders[{at + 1}].{norm}",))).answer
    assert narrowed.answer == named.answer == alone.answer
    missing = {missing.name.replace("[1]", f"[{at + 1}]") for missing in alone.missing}
    assert {each.name for each in narrowed.missing} == missing


def test_a_list_names_the_norms_for_each_of_its_members_and_a_fact_those_that_read_it(desk: Desk) -> None:
    told = {"holders": [{"shares": 5, "waived": False, "paid": False}], "solvent": True}
    for question in ("owed", "breach"):
        assert desk.ask(Request(question, "company", facts=told, of=("holders",))).answer.answer == "yes"
    assert desk.ask(Request("breach", "company", facts=told, of=("solvent",))).answer.answer == "yes"
    with pytest.raises(Rejected) as rejected:
        desk.ask(Request("owed", "company", facts=told, of=("solvent",)))
    assert rejected.value.diagnostics[0].code == "unknown-duty"


def test_a_norm_of_one_member_has_a_name(desk: Desk) -> None:
    facts = {"holders": [{"shares": 0}, {"shares": 5, "waived": False}, {"shares": 5, "waived": True}]}
    found = [desk.ask(Request(f"holders[{number}].dividend", "company", facts=facts)) for number in (1, 2, 3)]
    assert [reply.answer.answer for reply in found] == ["no", "yes", "no"]
    assert "shareholder (no.\u00a02)" in found[1].opinion.question
    assert "shareholder (no.\u00a02)" in found[1].opinion.short


@pytest.mark.parametrize(
    ("question", "of", "code"),
    [
        ("holders[4].dividend", (), "no-such-record"),
        ("owed", ("holders[4]",), "no-such-record"),
        ("owed", ("shares[1]",), "unknown-duty"),
        ("owed", ("holders[1].payment",), "unknown-duty"),
        ("holders[1].shares", (), "unknown-question"),
    ],
)
def test_nothing_is_asked_of_a_member_that_is_not_there(
    desk: Desk, question: str, of: tuple[str, ...], code: str
) -> None:
    with pytest.raises(Rejected) as refused:
        desk.ask(Request(question, "company", facts={"holders": [{"shares": 5}]}, of=of))
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == [code]


def test_a_case_without_the_member_gets_no_answer_among_many(desk: Desk, tmp_path: Path) -> None:
    told: dict[str, list[dict[str, Any]]] = {
        "one": [{"shares": 5, "waived": False}],
        "two": [{"shares": 5, "waived": True}, {"shares": 5, "waived": False}],
        "idle": [{"shares": 5}, {"shares": 0}],
        "none": [],
    }
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "cases.csv").write_text("case\n" + "".join(f"{name}\n" for name in told), encoding="utf-8")
    answers = tmp_path / "answers.csv"

    def put() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
        request = Request("holders[2].dividend", "company")
        answer_portfolio(desk, PortfolioRequest(("holders[2].dividend",), request, tmp_path / "cases", answers))
        with answers.open(encoding="utf-8", newline="") as file:
            answered = {row["case"]: row["holders[2].dividend__ordinarily"] for row in csv.DictReader(file)}
        with answers.with_name("answers.csv.bad.csv").open(encoding="utf-8", newline="") as file:
            return answered, {row["case"]: (row["id"], row["message"]) for row in csv.DictReader(file)}

    answered, bad = put()
    assert (answered, set(bad)) == ({}, set(told))
    with (tmp_path / "cases" / "holders.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ("case", "shares", "waived"))
        rows.writeheader()
        rows.writerows({"case": name, **holder} for name, holders in told.items() for holder in holders)
    answered, bad = put()
    assert bad == {
        "one": ("no-such-record", "`holders` has 1 records: there is no `holders[2]`"),
        "none": ("no-such-record", "`holders` has 0 records: there is no `holders[2]`"),
    }
    assert answered == {
        name: desk.ask(Request("holders[2].dividend", "company", facts={"holders": told[name]})).answer.answer
        for name in ("two", "idle")
    }
    assert answered == {"two": "yes", "idle": "no"}
