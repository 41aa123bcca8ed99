"""Conclusions that are taken as given, instead of the facts from which they would be drawn."""

from __future__ import annotations

import pytest

from dsl.check import check_sources
from dsl.diagnostic import Rejected
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.ordinary import ordinary
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.knowledge import KnowledgeBase

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
topic renting en "Renting" fr "Location"
action charge en "charge" fr "facturer"
record trip en "trip" fr "trajet"
  field began: instant en "its beginning" fr "son début" ask en "?" fr "?"
  field ended: instant en "its end" fr "sa fin" ask en "?" fr "?"
fact trips: list of trip en "the trips" fr "les trajets" ask en "?" fr "?"
fact due_on: date en "due date" fr "échéance" ask en "?" fr "?"
fact paid_on: date en "day of payment" fr "jour du paiement" ask en "?" fr "?"
question may-charge topic renting en "May the owner charge?" fr "Le loueur peut-il facturer ?"
  asks position power of owner to charge
question far topic renting en "Was there a far trip?" fr "Y a-t-il eu un trajet lointain ?" asks value far_trip
question long topic renting en "Was there a long trip?" fr "Y a-t-il eu un long trajet ?" asks value long_trip
"""
RENTAL = """document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Price" fr "Prix"
value late: boolean by §1 en "payment was late" fr "le paiement a tardé" otherwise en "in time" fr "à temps"
  is paid_on > due_on
power bill by §1 owner may charge en "It may charge." fr "Il peut facturer." when late
value lasted of trip: duration by §2 en "length of the trip" fr "durée du trajet" is trip.ended - trip.began
value far of trip: boolean by §2 en "the trip was far" fr "le trajet fut lointain" otherwise en "near" fr "proche"
  is trip.lasted > 5 hours
value far_trip: boolean by §2 en "a trip was far" fr "un trajet fut lointain" otherwise en "none was" fr "aucun"
  is some t in trips has (t.far)
value long_trip: boolean by §2 en "a trip was long" fr "un trajet fut long" otherwise en "none was" fr "aucun"
  is some t in trips has (t.lasted > 2 hours)
"""


def knowledge() -> KnowledgeBase:
    checked = check_sources({"v.clause": VOCABULARY, "r.clause": RENTAL})
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


def asked(text: str, question: str = "may-charge") -> Answer:
    return answer(CaseReader(knowledge()).read(parse_case(text, "case.toml")), question)


@pytest.mark.parametrize(("said", "expected"), [("true", "yes"), ("false", "no")])
def test_a_conclusion_stands_for_what_lies_beneath_it(said: str, expected: str) -> None:
    assert asked("").answer == "undetermined"
    assert asked(f"[given]\nlate = {said}\n").answer == expected


def test_what_was_told_may_not_decide_it_otherwise() -> None:
    told = "[facts]\ndue_on = 2024-01-10\npaid_on = {}\n[given]\nlate = true\n"
    assert asked(told.format("2024-01-11")).answer == "yes"
    found = asked(told.format("2024-01-09"))
    assert found.answer == "contradictory"
    assert asked("[facts]\npaid_on = 2024-01-09\n[given]\nlate = true\n").answer == "yes"


@pytest.mark.parametrize(("length", "expected"), [("2 hours", "no"), ("121 minutes", "yes")])
def test_a_conclusion_on_one_record_leaves_the_others_as_they_are(length: str, expected: str) -> None:
    other = "[[facts.trips]]\nbegan = 2024-01-01T10:00:00+01:00\nended = 2024-01-01T11:00:00+01:00\n"
    found = asked(f'[[facts.trips]]\ngiven.lasted = "{length}"\n{other}', "long")
    assert found.answer == expected
    assert list(found.case.given) == ["trips[1].lasted"]


@pytest.mark.parametrize(("said", "expected"), [("true", "yes"), ("false", "undetermined")])
def test_a_yes_or_no_of_one_record_can_be_given(said: str, expected: str) -> None:
    found = asked(f"[[facts.trips]]\ngiven.far = {said}\n[[facts.trips]]\n", "far")
    assert found.answer == expected
    assert "trips[1].began" not in [missing.name for missing in found.missing]


def test_neither_a_norm_nor_a_question_can_be_given() -> None:
    for name in ("bill", "may-charge", "lasted"):
        with pytest.raises(Rejected) as refused:
            asked(f"[given]\n{name} = true\n")
        assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["unknown-value"]


@pytest.mark.parametrize(
    ("told", "said", "expected"),
    [
        ("began = 2024-01-01T10:00:00+01:00\nended = 2024-01-01T12:10:00+01:00", "2 hours", "no"),
        ("began = 2024-01-01T10:00:00+01:00\nended = 2024-01-01T12:10:00+01:00", "130 minutes", "yes"),
        ("began = 2024-01-01T10:00:00+01:00\nended = 2024-01-01T12:10:00+01:00", "3 hours", "contradictory"),
        ("began = 2024-01-01T10:00:00+01:00", "3 hours", "yes"),
    ],
)
def test_what_no_reading_gives_is_contradicted_by_what_was_told(told: str, said: str, expected: str) -> None:
    reckoned = RENTAL.replace(
        "is trip.ended - trip.began",
        "is if reckoning is to_the_minute then trip.ended - trip.began else 2 hours",
    ) + (
        'ambiguity reckoning by §2 en "How?" fr "Comment ?"\n'
        '  reading by_the_hour preferred high en "by the hour" fr "à l’heure" because en "So." fr "Ainsi."\n'
        '  reading to_the_minute en "to the minute" fr "à la minute" because en "So." fr "Ainsi."\n'
    )
    checked = check_sources({"v.clause": VOCABULARY, "r.clause": reckoned})
    assert checked.is_sound, checked.diagnostics
    case = CaseReader(KnowledgeBase(checked.programs[0])).read(
        parse_case(f'[[facts.trips]]\n{told}\ngiven.lasted = "{said}"\n', "case.toml")
    )
    assert answer(case, "long").answer == expected


@pytest.mark.parametrize(
    ("name", "help_"),
    [("trips[0].began", "counted from 1: `trips[1].began`"), ("trips[1]", "fields"), ("trips[07]", "fields")],
)
def test_a_record_that_is_named_like_a_fact_is_told_by_its_fields(name: str, help_: str) -> None:
    with pytest.raises(Rejected) as refused:
        CaseReader(knowledge()).read(None, {name: "1"})
    (found,) = refused.value.diagnostics
    assert found.code == "unknown-fact"
    assert found.help is not None
    assert help_ in found.help


def test_what_is_presumed_takes_nothing_from_what_is_given() -> None:
    presumed = VOCABULARY.replace(
        'day of payment" fr "jour du paiement" ask en "?" fr "?"',
        'day of payment" fr "jour du paiement" ask en "?" fr "?" presumed due_on ordinary because en "So." fr "Ainsi."',
    )
    checked = check_sources({"v.clause": presumed, "r.clause": RENTAL})
    assert checked.is_sound, checked.diagnostics
    told = "[facts]\ndue_on = 2024-01-10\n{}[given]\nlate = true\n"
    reader = CaseReader(KnowledgeBase(checked.programs[0]))
    found = ordinary(reader.read(parse_case(told.format(""), "case.toml")), "may-charge")
    assert (found.answer.answer, found.rests_on) == ("yes", ())
    denied = ordinary(reader.read(parse_case(told.format("paid_on = 2024-01-10\n"), "case.toml")), "may-charge")
    assert denied.answer.answer == "contradictory"


def test_a_call_names_the_fields_and_conclusions_of_a_record() -> None:
    case = CaseReader(knowledge()).read(
        None,
        {"trips[1].began": "2024-01-01T10:00+01:00", "trips[2].began": "unknown"},
        given={"trips[1].lasted": "3 hours"},
    )
    assert answer(case, "long").answer == "yes"
    assert len(case.facts["trips"]) == 2
    assert case.unknown == {"trips[2].began"}
    mistaken = {"trips[3].began": "unknown", "trip[1].began": "unknown", "trips[1].begun": "unknown"}
    with pytest.raises(Rejected) as refused:
        CaseReader(knowledge()).read(None, mistaken, given={"trips[1].far_trip": "yes"})
    codes = [diagnostic.code for diagnostic in refused.value.diagnostics]
    assert codes == ["no-such-record", "unknown-fact", "unknown-field", "unknown-value"]


def test_what_is_computed_or_told_of_a_record_is_no_fact_and_the_help_says_where_it_goes() -> None:
    whole = "[facts]\nlate = true\nfar = true\nbegan = 2024-03-01\n"
    text = whole + '[[facts.trips]]\nlasted = "3 hours"\nbegin = 2024-03-01\n'
    with pytest.raises(Rejected) as refused:
        asked(text)
    given = "is computed from other facts; what is known of it all the same is given"

    def help_of(name: str, in_file: str, in_call: str) -> str:
        return f'`{name}` {given}: `{in_file} = …` under `[given]` in a file, `--given "{in_call}=…"` in a call'

    assert [(found.code, found.help) for found in refused.value.diagnostics] == [
        ("unknown-fact", help_of("late", "late", "late")),
        ("unknown-fact", help_of("far", '"trips[1].far"', "trips[1].far")),
        ("unknown-fact", "`began` is told of each of `trips`: `trips[1].began`"),
        ("unknown-field", help_of("lasted", '"trips[1].lasted"', "trips[1].lasted")),
        ("unknown-field", "did you mean its beginning (`began`)?"),
    ]
