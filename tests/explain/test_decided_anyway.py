"""What is open by itself although the answer is decided is not said to be unsettled."""

from __future__ import annotations

from datetime import date

import pytest

from engine.desk import Desk, Request
from tests.contracts import desk

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


@pytest.mark.parametrize(
    ("language", "qualified", "named", "otherwise"),
    [
        (
            "en",
            "on the preferred reading, however the facts that were not told turn out",
            "On the question “What holds for one, three, five or seven occurrences, for which there is no row?”",
            "on another (the row above) the answer may turn on facts that were not told.",
        ),
        (
            "fr",
            "selon l’interprétation préférable, quels que soient les faits qui n’ont pas été indiqués",
            "Sur la question « Qu’en est-il d’une, trois, cinq ou sept occurrences, pour lesquelles",
            "selon une autre (la ligne supérieure), la réponse peut dépendre de faits qui n’ont pas été indiqués.",
        ),
    ],
)
@pytest.mark.parametrize("error_class", ["B", "C", "D", "E"])
def test_what_only_a_reading_decides_is_qualified_by_it(
    error_class: str, language: str, qualified: str, named: str, otherwise: str
) -> None:
    """One failure of class B to E stands on no row (art. 10.1.4); on the reading that takes the next row it may."""
    facts = {"outages": [{"class": error_class}]}
    reply = desk().ask(Request("client-owed-penalty", "infomaniak-jelastic-cloud", facts=facts, language=language))
    layers = reply.layers
    assert layers.strict.answer == "undetermined"
    assert layers.ordinarily.answer.answer == "no"
    rows = {row.reading: row.answer for row in layers.ordinarily.readings if row.ambiguity == "gaps_b_to_e"}
    assert rows == {"step_down": "no", "exact_only": "no", "step_up": "undetermined"}
    short = reply.opinion.short.replace("\u00a0", " ")
    assert qualified in short
    assert named in short
    assert otherwise in short
    assert qualified in reply.opinion.argument[0].text.lower()


def test_what_only_several_readings_together_change_names_them_all() -> None:
    """CELESTE 10: that the cut ends with the reconfiguration is doubted by who leaves it to discretion, and reads “the
    same applies” of the power alone."""
    facts = {
        "blocked_on": "2024-03-09",
        "block_lifted_on": "none",
        "block_basis": "basis_attack",
        "reconfigured_on": "2024-05-10",
        "ground_persists": False,
        "further_block_basis": "none",
        "another_ground_stands": False,
    }
    request = Request("must-lift-block", "celeste-business-cloud", facts=facts, on=date(2024, 5, 15))
    reply = desk().ask(request)
    assert reply.layers.ordinarily.answer.answer == "yes"
    assert "the answer would be: no, if one also reads: " in reply.opinion.short.replace("\u00a0", " ")


def test_a_presumption_does_not_rule_out_what_is_never_presumed() -> None:
    """By which channel a notice went is the point of the question (art. 10.5), though notices are presumed to have come
    from the support address."""
    facts = {"notice_in_question": "force_majeure_notice"}
    layers = desk().ask(Request("notice-form-valid", "infomaniak-jelastic-cloud", facts=facts)).layers
    assert layers.ordinarily.answer.answer == "undetermined"
    assert [missing.name for missing in layers.ordinarily.answer.missing] == ["channel_used"]
