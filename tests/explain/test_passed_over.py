"""A count of working days says which days it passed over, and what closes each."""

from __future__ import annotations

import pytest

from engine.desk import Desk, Request

DOCUMENT = """document loan en "Loan" fr "Prêt" cites articles
  calendar CH-ZH
    closed 12-24 en "Christmas Eve" fr "veille de Noël"
    closed 2024-12-30 to 2025-01-03 en "the bank's closing days" fr "jours de fermeture de la banque"
edition first
topic loan en "Loan" fr "Prêt"
fact due: date en "due date" fr "échéance" ask en "When is it due?" fr "À quelle échéance ?"
fact days: integer en "days of grace" fr "jours de grâce" ask en "How many?" fr "Combien ?"
question paid-by topic loan en "By when?" fr "Jusqu’à quand ?" asks value paid_by
question paid-on topic loan en "When?" fr "Quand ?" asks value paid_on
question works topic loan en "A working day?" fr "Un jour ouvrable ?" asks value works
clause 1 en "Payment" fr "Paiement"
value paid_by: date by §1 en "last day to pay" fr "dernier jour pour payer" is working_days_after(due, days)
value paid_on: date by §1 en "day of payment" fr "jour du paiement" is next_working_day(due)
value works: boolean by §1 en "it is paid at once" fr "le paiement est immédiat"
  otherwise en "it is not paid at once" fr "le paiement n’est pas immédiat" is is_working_day(due)
"""


@pytest.fixture(scope="module")
def loan(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of a loan whose bank closes on days of its own."""
    folder = tmp_path_factory.mktemp("clauses")
    (folder / "loan.clause").write_text(DOCUMENT, encoding="utf-8")
    return Desk.open(folder)


def reasoning(desk: Desk, question: str, due: str, language: str = "en", days: int = 3) -> str:
    """The answer as text, on one line."""
    reply = desk.ask(Request(question, "loan", facts={"due": due, "days": str(days)}, language=language))
    return " ".join(reply.printed("text").split())


@pytest.mark.parametrize(
    ("question", "due", "expected"),
    [
        (
            "paid-by",
            "2024-12-23",
            "not counting 24 December 2024 (Christmas Eve), 25 December 2024 (a public holiday), 26 December 2024 (a "
            "public holiday) and 30 December 2024 to 3 January 2025 (the bank's closing days)",
        ),
        ("paid-on", "2024-12-24", "not counting 24 December 2024 (Christmas Eve), 25 December 2024 (a public holiday)"),
        ("works", "2025-05-29", "29 May 2025 (due date) as a working day (it is a public holiday): no"),
        ("works", "2025-05-31", "(it is a day of the weekend): no"),
        ("works", "2024-12-31", "(closed: the bank's closing days): no"),
    ],
)
def test_each_day_is_told_with_what_closes_it(loan: Desk, question: str, due: str, expected: str) -> None:
    assert expected in reasoning(loan, question, due)


def test_in_french(loan: Desk) -> None:
    assert (
        "sans compter le 24 décembre 2024 (veille de Noël), le 25 décembre 2024 (férié), le 26 décembre 2024 (férié) "
        "et les jours du 30 décembre 2024 au 3 janvier 2025 (jours de fermeture de la banque)"
    ) in reasoning(loan, "paid-by", "2024-12-23", "fr")


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("2024-12-26", 1),  # counting begins after it: that it is a holiday itself changes nothing
        ("2024-06-14", 3),  # a weekend lies between, and speaks for itself
        ("2024-12-25", 0),
    ],
)
def test_nothing_is_told_where_nothing_was_passed_over(loan: Desk, due: str, days: int) -> None:
    assert "not counting" not in reasoning(loan, "paid-by", due, days=days)


def test_many_are_told_by_their_number(loan: Desk) -> None:
    """In 240 working days of 2025 lie more holidays than anybody wants to read."""
    assert "the days on which the calendar is closed, " in reasoning(loan, "paid-by", "2025-01-06", days=240)
