"""What an exception gives instead of a value's base case is cited where the exception stands."""

from __future__ import annotations

import pytest

from engine.desk import Desk, Request

TERMS = """document club en "Club" cites paragraphs languages en currency EUR
edition first
topic fees en "Fees"
fact studies: boolean en "the member studies" otherwise en "the member does not study" ask en "Studying?"
fact premium: boolean en "the tariff is Premium" otherwise en "the tariff is not Premium" ask en "Premium?"
fact hardship: boolean en "a case of hardship" otherwise en "no case of hardship" ask en "Hardship?"
question fee topic fees en "What is the fee?" asks value fee
clause 2 en "Fees"
value fee: money by §1 en "fee" is 40.00 EUR
exception discount to fee by §2 en "Who studies pays less." when studies gives 32.00 EUR
exception none_of_it to discount by §3 en "Not in Premium." otherwise en "It is not Premium." when premium
exception half to discount by §4 en "In hardship it is half." when hardship when not premium gives 20.00 EUR
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of a club whose fee has an exception, and that two exceptions of its own."""
    folder = tmp_path_factory.mktemp("clauses")
    (folder / "club.clause").write_text(TERMS, encoding="utf-8")
    return Desk.open(folder)


@pytest.mark.parametrize(
    ("studies", "premium", "hardship", "expected"),
    [
        ("no", "no", "no", "Fee: EUR 40.00 (§ 2, para. 1)."),
        ("yes", "no", "no", "Fee: EUR 32.00 (§ 2, para. 1 and para. 2)."),
        ("yes", "yes", "yes", "Fee: EUR 40.00 (§ 2, para. 1)."),
        ("yes", "no", "yes", "Fee: EUR 20.00 (§ 2, para. 1, para. 2 and para. 4)."),
    ],
)
def test_the_short_answer_cites_what_gave_the_figure(
    club: Desk, studies: str, premium: str, hardship: str, expected: str
) -> None:
    facts = {"studies": studies, "premium": premium, "hardship": hardship}
    reply = club.ask(Request("fee", "club", facts=facts))
    assert reply.opinion.short.replace("\u00a0", " ") == expected
