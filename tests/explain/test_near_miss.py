"""Why not, through exceptions to exceptions: what all but applied is named, with the margin by which it was missed."""

from datetime import date
from pathlib import Path

import pytest

from engine.desk import Desk, Request
from engine.explain.opinion import Opinion

CONTRACT = """document licence en "Licence" fr "Licence" cites articles zone Europe/Zurich
edition first
party owner en "the owner" fr "le titulaire"
party user en "the user" fr "l’utilisateur"
topic use en "Use" fr "Usage"
action use_work en "use the work" fr "utiliser l’œuvre"
fact as_of: date en "date of the question" fr "date de la question" ask en "When?" fr "Quand ?"
fact licensed: boolean
  en "a licence was granted" fr "une licence a été accordée"
  otherwise en "no licence was granted" fr "aucune licence n’a été accordée"
  ask en "Was one granted?" fr "En a-t-il été accordé une ?"
fact terms_broken: boolean
  en "the user broke the terms" fr "l’utilisateur a violé les conditions"
  otherwise en "the user kept the terms" fr "l’utilisateur a respecté les conditions"
  ask en "Were they broken?" fr "Ont-elles été violées ?"
fact notified_on: date en "day of the notice" fr "jour de l’avis" ask en "When?" fr "Quand ?" power of owner
fact cured_on: optional date
  en "day of the cure" fr "jour de la régularisation" ask en "When?" fr "Quand ?" power of user
question may-use topic use en "May the user use the work?" fr "L’utilisateur peut-il utiliser l’œuvre ?"
  asks position permission of user to use_work
clause 1 en "Licence" fr "Licence"
value last_day: date by 3 §1 s.1
  en "last day for a cure" fr "dernier jour pour régulariser" is notified_on + 30 days
permission use_it by §1 s.1 user may use_work
  en "The user may use the work." fr "L’utilisateur peut utiliser l’œuvre."
  when licensed
clause 2 en "End" fr "Fin"
exception ends to use_it by §1 s.1
  en "The licence ends when its terms are broken." fr "La licence prend fin en cas de violation."
  when terms_broken
clause 3 en "Cure" fr "Régularisation"
exception revives to ends by §1 s.1
  en "It revives on a cure within thirty days of notice."
  fr "Elle renaît si la violation cesse dans les trente jours dès l’avis."
  when cured_on <= last_day
"""
FACTS = {"licensed": True, "terms_broken": True, "notified_on": date(2024, 3, 1), "cured_on": date(2024, 4, 1)}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("clauses")
    (folder / "licence.clause").write_text(CONTRACT, encoding="utf-8")
    return Desk.open(folder)


def opinion(desk: Desk, language: str, cured: date) -> Opinion:
    request = Request("may-use", "licence", {**FACTS, "cured_on": cured}, on=date(2024, 5, 1), language=language)
    return desk.ask(request).opinion


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "1 day after 31 March 2024 (last day for a cure)"), ("fr", "1 jour après le 31 mars 2024")],
)
def test_a_cure_a_day_too_late_is_named_with_its_margin(desk: Desk, language: str, expected: str) -> None:
    found = opinion(desk, language, date(2024, 4, 1))
    assert found.answer == "no"
    said = " ".join(point.text for paragraph in found.argument for point in paragraph.points).replace("\u00a0", " ")
    assert expected in said


def test_both_exceptions_are_named_in_their_order(desk: Desk) -> None:
    (paragraph,) = opinion(desk, "en", date(2024, 4, 1)).argument
    said = [point.text for point in paragraph.points]
    assert said[0].startswith("The licence ends when its terms are broken. This exception applies")
    assert said[1].startswith("It revives on a cure within thirty days of notice. This exception does not apply")


def test_a_cure_in_time_would_change_the_answer(desk: Desk) -> None:
    changes = [change for turn in opinion(desk, "en", date(2024, 4, 1)).turns for change in turn.changes]
    assert "day of the cure: 31 March 2024 instead of 1 April 2024" in [text.replace("\u00a0", " ") for text in changes]


def test_a_cure_on_the_last_day_is_in_time(desk: Desk) -> None:
    assert opinion(desk, "en", date(2024, 3, 31)).answer == "yes"
