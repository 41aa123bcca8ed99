"""What the lints find and what they leave alone; the terms and other people's rules have nothing left."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.check import Checked, check_folder, check_sources
from engine.library.library import CLAUSES
from engine.lint.linting import findings, linted

OTHERS = Path(__file__).parents[1] / "others"

HEAD = """\
document terms en "Terms" cites articles languages en
  currency CHF
edition only
party owner en "the owner"
party guest en "the guest"
topic cellar en "Cellar"
action enter en "enter"
action refund en "a refund"
fact as_of: date en "date of the question" ask en "When?"
fact reminded_on: date en "reminder" ask en "When was the reminder?"
fact days_closed: integer en "days closed" ask en "How many days?"
fact flooded: boolean en "flooded" otherwise en "dry" ask en "Flooded?"
fact by_day: boolean en "it is day" otherwise en "it is night" ask en "Is it day?"
fact paid: boolean en "paid" otherwise en "unpaid" ask en "Paid?" presumed yes ordinary because en "Mostly."
clause 1 en "One"
"""


def found(text: str) -> list[tuple[str, str]]:
    checked = check_sources({"terms.clause": HEAD + text})
    assert checked.is_sound, checked.diagnostics
    return [(finding.diagnostic.code, finding.of) for finding in findings(checked).get("terms", [])]


AMOUNT = """
value amount: money by §1 en "refund" is {amount}
claim refunded by §1 guest is owed refund from owner en "A refund is owed." when days_closed > 0
  {form}
exception flood to refunded by §2 en "Not where the river closes it." when flooded
question owed topic cellar en "Owed?" asks position claim of guest to refund
question how-much topic cellar en "How much?" asks value amount
"""


@pytest.mark.parametrize(
    ("amount", "form", "expected"),
    [
        ("5.00 CHF * days_closed", "", [("unearned-amount", "amount: refunded")]),
        ("if flooded then 0.00 CHF else 5.00 CHF * days_closed", "", []),
        ("if live(refunded) then 5.00 CHF * days_closed else 0.00 CHF", "", []),
        (
            "if flooded then 0.00 CHF else 5.00 CHF * days_closed",
            'form en "asked for by day" requires by_day',
            [("unearned-amount", "amount: refunded")],
        ),
    ],
    ids=["nothing is heeded", "the exception is heeded", "the claim is heeded", "the form is not heeded"],
)
def test_an_amount_is_found_that_stays_where_its_claim_fails(
    amount: str, form: str, expected: list[tuple[str, str]]
) -> None:
    # a condition of the claim that names what the amount is computed from ties the two
    text = AMOUNT.format(amount=amount, form=form).replace("days_closed > 0", "amount_due")
    due = 'value amount_due: boolean by §1 en "due" otherwise en "not due" is days_closed > 0\n'
    assert found(due + text.replace("* days_closed", "* (if amount_due then days_closed else 0)")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("when as_of > reminded_on + 10 days", [("untold-deadline", "enter_late")]),
        ("when as_of > reminded_on + 10 days deadline reminded_on + 10 days", []),
        ("when as_of > last_day", []),
        ("when as_of > reminded_on", []),
        ("when reminded_on + 10 days > 2024-01-01", []),
    ],
    ids=["in passing", "a deadline of the norm", "a value", "nothing is counted", "neither today nor an act"],
)
def test_a_deadline_is_found_that_nothing_names(text: str, expected: list[tuple[str, str]]) -> None:
    last_day = 'value last_day: date by §1 en "last day" is reminded_on + 10 days\n' if "last_day" in text else ""
    norm = f'permission enter_late by §1 guest may enter en "The guest may enter." {text}\n'
    question = 'question may-enter topic cellar en "May the guest?" asks position permission of guest to enter\n'
    assert found(last_day + norm + question) == expected


DUSK = """
ambiguity dusk by §1 en "Is dusk day?"
  reading day en "yes" because en "One sees."
  reading night en "no" because en "The sun is down."
permission enter_by_day by §1 guest may enter en "The guest may enter by day." when {condition}
question may-enter topic cellar en "May the guest?" asks position permission of guest to enter
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("by_day or dusk is day", []),
        ("by_day or (dusk is day and by_day)", [("idle-reading", "dusk")]),
        ("(dusk is day and flooded) or (dusk is night and flooded)", [("idle-reading", "dusk")]),
        ("days_closed > 3 or (dusk is day and days_closed > 2)", []),
    ],
)
def test_a_reading_is_found_on_which_no_answer_turns(condition: str, expected: list[tuple[str, str]]) -> None:
    assert found(DUSK.format(condition=condition)) == expected


def test_a_reading_on_which_answers_turn_under_another_setting_is_not_idle() -> None:
    setting = '\nsetting guests: integer = 0 en "guests" ask en "How many?"\n'
    assert found(setting + DUSK.format(condition="by_day or (dusk is day and guests > 3)")) == []


def test_a_fact_is_found_that_only_the_other_reading_needs() -> None:
    prefers = DUSK.replace("reading day en", "reading day preferred high en")
    other = [("needed-by-other-reading", "dusk.night")]
    assert found(prefers.format(condition="by_day and (dusk is day or not flooded)")) == other
    assert found(prefers.format(condition="by_day and (dusk is night or not flooded)")) == []
    assert found(DUSK.format(condition="by_day and (dusk is day or not flooded)")) == []


@pytest.mark.parametrize(
    ("condition", "never", "expected"),
    [
        ("by_day and not paid", "", [("deciding-presumption", "may-enter: paid")]),
        ("by_day and not paid", "never presumes paid", []),
        ("by_day and paid", "", []),
    ],
)
def test_a_presumption_is_found_that_decides_alone(condition: str, never: str, expected: list[tuple[str, str]]) -> None:
    norm = f'permission enter_unpaid by §1 guest may enter en "The guest may enter." when {condition}\n'
    asks = f'question may-enter topic cellar en "May the guest?" asks position permission of guest to enter {never}\n'
    assert found(norm + asks) == expected


def left(folder: Path) -> Checked:
    return linted(folder, check_folder(folder))


@pytest.mark.parametrize("folder", sorted(OTHERS.glob("*/clauses")), ids=lambda folder: folder.parent.name)
def test_other_peoples_rules_have_nothing_left(folder: Path) -> None:
    assert [diagnostic.message for diagnostic in left(folder).diagnostics] == []


@pytest.mark.suite
def test_the_terms_have_nothing_left() -> None:
    assert [diagnostic.message for diagnostic in left(CLAUSES).diagnostics] == []
