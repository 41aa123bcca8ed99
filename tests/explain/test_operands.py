"""Comparisons, operations and open points as lawyers write them, in both languages, on a small contract of our own."""

from datetime import date
from pathlib import Path

import pytest

from engine.desk import Desk, Request
from engine.explain.opinion import Opinion
from engine.explain.reasoning import Reason

CONTRACT = """document locker en "Lockers" fr "Casiers" cites articles
edition first
party keeper en "the keeper" fr "le gardien"
topic lockers en "Lockers" fr "Casiers"
action open_up en "open the locker" fr "ouvrir le casier"
fact as_of: date en "date of the question" fr "date de la question" ask en "As of which date?" fr "À quelle date ?"
fact began: date en "first day" fr "premier jour" ask en "When did it begin?" fr "Quand a-t-elle commencé ?"
fact returned: date en "day of the return" fr "jour de la restitution" ask en "When?" fr "Quand ?"
fact minutes: integer en "minutes over" fr "minutes de dépassement" ask en "How many?" fr "Combien ?"
fact class: integer en "class" fr "classe" ask en "Which?" fr "Laquelle ?"
fact unpaid: boolean
  en "the guest has not paid" fr "l’hôte n’a pas payé"
  otherwise en "the guest has paid" fr "l’hôte a payé"
  ask en "Has the guest paid?" fr "L’hôte a-t-il payé ?"
fact noisy: boolean
  en "the guest is noisy" fr "l’hôte est bruyant"
  otherwise en "the guest is quiet" fr "l’hôte est silencieux"
  ask en "Is the guest noisy?" fr "L’hôte est-il bruyant ?"
question sum topic lockers en "How much in all?" fr "Combien en tout ?" asks value in_all
question last-day topic lockers en "Until when?" fr "Jusqu’à quand ?" asks value last_day
question in-time topic lockers en "In time?" fr "À temps ?" asks value in_time
question month topic lockers en "Which month?" fr "Quel mois ?" asks value month
question over topic lockers en "How much over?" fr "Quel dépassement ?" asks value over
question rate topic lockers en "Which rate?" fr "Quel taux ?" asks value rate
question long topic lockers en "Is it long?" fr "Est-ce long ?" asks value long
question spare topic lockers en "Which days are left?" fr "Quels jours restent ?" asks value spare
question small topic lockers en "Is it small?" fr "Est-ce peu ?" asks value small
question may-open topic lockers en "May the keeper open?" fr "Le gardien peut-il ouvrir ?"
  asks position power of keeper to open_up
clause 1 en "Term" fr "Durée"
value last_day: date by §1 s.1 en "last day of the term" fr "dernier jour du délai" is began + 2 months rounding down
value in_time: boolean by §1 s.1
  en "the return was in time" fr "la restitution a eu lieu à temps"
  otherwise en "the return was late" fr "la restitution a été tardive"
  is returned <= last_day
value month: date by §1 s.2 en "month counted" fr "mois compté" is start_of_month(returned)
value over: integer by §1 s.2 en "minutes counted" fr "minutes comptées" is max(minutes - 5, 0) + 0
value spare: days by §1 s.1 en "days left" fr "jours restants"
  told en "{value} were left" fr "il restait {value}"
  is last_day - returned
value long: boolean by §1 s.1
  en "much time was left" fr "il restait beaucoup de temps"
  otherwise en "little time was left" fr "il restait peu de temps"
  is spare > 10 days
value in_all: integer by §1 s.1 en "sum" fr "somme" is minutes + class
value small: boolean by §1 s.2
  en "it is little" fr "c’est peu"
  otherwise en "it is much" fr "c’est beaucoup"
  is over <= class
table rate: percent by §1 s.3 en "rate" fr "taux"
  on class
  case 1 gives over * 1 %
  case otherwise gives 0 %
clause 2 en "Opening" fr "Ouverture"
power open_it by §1 s.1 keeper may open_up
  en "The keeper may open an unpaid locker if the guest is noisy."
  fr "Le gardien peut ouvrir un casier impayé si l’hôte est bruyant."
  when unpaid and noisy
"""

FACTS = {"began": date(2024, 1, 28), "returned": date(2024, 3, 10), "minutes": 12, "class": 1}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("clauses")
    (folder / "locker.clause").write_text(CONTRACT, encoding="utf-8")
    return Desk.open(folder)


def opinion(desk: Desk, question: str, language: str, **facts: object) -> Opinion:
    return desk.ask(Request(question, "locker", facts={**FACTS, **facts}, language=language)).opinion


def texts(reasons: tuple[Reason, ...]) -> list[str]:
    return [text.replace("\u00a0", " ") for reason in reasons for text in (reason.text, *texts(reason.children))]


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("last-day", "en", "Last day of the term: 28 January 2024 (first day) + 2 months = 28 March 2024."),
        ("last-day", "fr", "Dernier jour du délai : 28 janvier 2024 (premier jour) + 2 mois = 28 mars 2024."),
        ("in-time", "en", "The return was in time: 10 March 2024 (day of the return) is no later than 28 March 2024 "
         "(last day of the term)."),
        ("in-time", "fr", "La restitution a eu lieu à temps : le 10 mars 2024 (jour de la restitution) tombe au plus "
         "tard le 28 mars 2024 (dernier jour du délai)."),
        ("month", "en", "Month counted: 1 March 2024 (first day of the month of 10 March 2024 (day of the return))."),
        ("month", "fr", "Mois compté : 1er mars 2024 (premier jour du mois où tombe le 10 mars 2024 (jour de la "
         "restitution))."),
        ("over", "en", "Minutes counted: 12 (minutes over) − 5 = 7."),
        ("over", "fr", "Minutes comptées : 12 (minutes de dépassement) − 5 = 7."),
        ("rate", "en", "Rate: 7 % (7 (minutes counted) × 1 %; row 1 of the table, class: 1)."),
        ("rate", "fr", "Taux : 7 % (7 (minutes comptées) × 1 % ; ligne 1 du tableau, classe : 1)."),
        ("long", "en", "Much time was left: 18 days were left, more than 10 days."),
        ("long", "fr", "Il restait beaucoup de temps : il restait 18 jours, soit plus de 10 jours."),
        ("small", "en", "It is much: 7 (minutes counted) is more than 1 (class)."),
        ("small", "fr", "C’est beaucoup : 7 (minutes comptées), soit plus de 1 (classe)."),
    ],
)  # fmt: skip
def test_what_is_compared_or_computed_is_said_with_its_values(
    desk: Desk, question: str, language: str, expected: str
) -> None:
    assert expected in texts(opinion(desk, question, language).reasons)


@pytest.mark.parametrize(
    ("language", "question", "expected"),
    [
        ("en", "spare", "18 days were left (art. 1, para. 1, sentence 1)."),
        ("fr", "spare", "Il restait 18 jours (art. 1, al. 1, 1re phrase)."),
        ("en", "last-day", "Last day of the term: 28 March 2024 (art. 1, para. 1, sentence 1)."),
    ],
)
def test_the_headline_tells_a_value_in_the_sentence_that_it_declares(
    desk: Desk, language: str, question: str, expected: str
) -> None:
    assert opinion(desk, question, language).short.replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "The return was late: 30 March 2024 (day of the return) is 2 days after 28 March 2024 (last day of "
         "the term)."),
        ("fr", "La restitution a été tardive : le 30 mars 2024 (jour de la restitution) tombe 2 jours après le "
         "28 mars 2024 (dernier jour du délai)."),
    ],
)  # fmt: skip
def test_a_moment_that_is_missed_is_missed_by_so_much(desk: Desk, language: str, expected: str) -> None:
    found = opinion(desk, "in-time", language, returned=date(2024, 3, 30))
    assert expected in texts(found.reasons)


def test_a_bound_of_zero_is_told_where_it_is_reached(desk: Desk) -> None:
    assert texts(opinion(desk, "over", "en", minutes=3).reasons) == [
        "Minutes counted: the greater of 3 (minutes over) − 5 and 0 = 0."
    ]


def test_nothing_is_added_or_taken_away_in_words(desk: Desk) -> None:
    for question in ("over", "rate"):
        for language in ("en", "fr"):
            assert not [text for text in texts(opinion(desk, question, language).reasons) if "+ 0" in text]


@pytest.mark.parametrize(
    ("facts", "language", "expected"),
    [
        ({"minutes": 12, "class": 3}, "en", "Sum: 12 (minutes over) + 3 (class) = 15."),
        ({"minutes": 12, "class": 0}, "en", "Sum: 12 (minutes over)."),
        ({"minutes": 0, "class": 3}, "fr", "Somme : 3 (classe)."),
        ({"minutes": 0, "class": 0}, "en", "Sum: 0 (minutes over) + 0 (class) = 0."),
    ],
)
def test_a_term_of_a_sum_that_is_zero_is_left_out(
    desk: Desk, facts: dict[str, int], language: str, expected: str
) -> None:
    """Of two that are both zero neither is: only they say why there is nothing."""
    assert texts(opinion(desk, "sum", language, **facts).reasons) == [expected]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "The keeper may open an unpaid locker if the guest is noisy. This is open: not known: “Has the guest "
         "paid?”."),
        ("fr", "Le gardien peut ouvrir un casier impayé si l’hôte est bruyant. La question reste ouverte : sans "
         "réponse : « L’hôte a-t-il payé ? »."),
    ],
)  # fmt: skip
def test_what_is_not_known_is_never_said_by_a_double_negation(desk: Desk, language: str, expected: str) -> None:
    assert texts(opinion(desk, "may-open", language, noisy=True).reasons) == [expected]
