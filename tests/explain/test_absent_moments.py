"""What hangs on a moment that never was is told by that moment, not by what would have been counted from it."""

from __future__ import annotations

import pytest

from engine.desk import Desk, Request

DOCUMENT = """document plot en "Plot" fr "Parcelle" cites articles
edition first
topic plot en "Plot" fr "Parcelle"
fact warned_on: optional date en "date of the warning" fr "date de l’avertissement"
  ask en "When was the warning given, if ever?" fr "Quand l’avertissement a-t-il été donné, le cas échéant ?"
fact heard_on: optional date en "date of the hearing" fr "date de l’audition"
  ask en "When was the hearing, if ever?" fr "Quand l’audition a-t-elle eu lieu, le cas échéant ?"
fact breached_on: date en "date of the breach" fr "date de la violation"
  ask en "When was the breach?" fr "Quand la violation a-t-elle eu lieu ?"
question again topic plot en "Was it a breach again?" fr "Y a-t-il récidive ?" asks value again
question between topic plot en "Was much time between?" fr "S’est-il écoulé beaucoup de temps ?" asks value between
clause 1 en "Breach" fr "Violation"
value again: boolean by §1 en "there was another breach" fr "il y a récidive"
  otherwise en "there was no other breach" fr "il n’y a pas récidive"
  is breached_on > warned_on and breached_on <= warned_on + 12 months rounding down
value between: boolean by §2 en "much time was between" fr "il s’est écoulé beaucoup de temps"
  otherwise en "little time was between" fr "il s’est écoulé peu de temps"
  is heard_on - warned_on > 10 days
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("clauses")
    (folder / "plot.clause").write_text(DOCUMENT, encoding="utf-8")
    return Desk.open(folder)


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("again", "en", "There was no other breach: date of the warning: none."),
        ("again", "fr", "Il n’y a pas récidive : date de l’avertissement : néant."),
        ("between", "en", "Little time was between: date of the hearing or date of the warning: none."),
    ],
)
def test_it_is_named_once_and_nothing_is_without_a_name(
    desk: Desk, question: str, language: str, expected: str
) -> None:
    reply = desk.ask(
        Request(question, "plot", facts={"warned_on": "none", "heard_on": "2024-05-01"}, language=language)
    )
    assert reply.answer.answer == "no"
    assert reply.opinion.argument[0].text.replace("\u00a0", " ") == expected
