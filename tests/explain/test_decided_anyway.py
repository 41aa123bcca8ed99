"""What is open by itself although the answer is decided is not said to be unsettled."""

from __future__ import annotations

import pytest

from engine.desk import Desk, Request

DOCUMENT = """document hut en "Hut" fr "Cabane" cites articles
edition first
topic hut en "Hut" fr "Cabane"
fact wet: boolean en "it rains" fr "il pleut" otherwise en "it is dry" fr "il fait sec"
  ask en "Does it rain?" fr "Pleut-il ?"
question shut topic hut en "Is the hut shut?" fr "La cabane est-elle fermée ?" asks value shut
clause 1 en "Opening" fr "Ouverture"
value shut: boolean by §1 en "the hut is shut" fr "la cabane est fermée"
  otherwise en "the hut is open" fr "la cabane est ouverte" is wet and keeper_away
value keeper_away: boolean by §2 en "the keeper is away" fr "le gardien est absent"
  otherwise en "the keeper is there" fr "le gardien est là" is not wet
"""


@pytest.mark.parametrize(
    ("language", "expected", "unsettled"),
    [
        ("en", "However the facts that were not told turn out, the hut is open.", "not settled"),
        ("fr", "Quels que soient les faits qui n’ont pas été indiqués, la cabane est ouverte.", "pas établi"),
    ],
)
def test_a_value_that_no_fact_can_change(
    tmp_path_factory: pytest.TempPathFactory, language: str, expected: str, unsettled: str
) -> None:
    folder = tmp_path_factory.mktemp("clauses")
    (folder / "hut.clause").write_text(DOCUMENT, encoding="utf-8")
    reply = Desk.open(folder).ask(Request("shut", "hut", language=language))
    printed = " ".join(reply.printed("text").split())
    assert reply.answer.answer == "no"
    assert expected in printed
    assert unsettled not in printed.partition(expected)[0]
