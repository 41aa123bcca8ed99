"""How a fact stands, also one field of one record; and amounts as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dsl.diagnostic import Rejected
from dsl.typed import program as p
from engine.answer.answering import answer
from engine.answer.contested import contested
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.case.presuming import Course
from engine.case.reading import Unreadable, read_value
from engine.case.written import as_facts_file
from engine.explain.opinion import opinion_on
from engine.print.plain import plain_facts
from tests.contracts import library

DOCUMENT = "infomaniak-jelastic-cloud"
TWO = """on = 2024-03-20
[[facts.outages]]
class = "A"
began = "28.02.2024 23 h 10"
ended = "29.2.2024, 06:45"
reported_at = "1er mars 2024 9 h"
[[facts.outages]]
class = "A"
began = 2024-03-05T10:00:00
ended = 2024-03-05T12:00:00
reported_at = 2024-03-05T14:00:00
"""


def case(text: str) -> Case:
    knowledge = library().knowledge(library().in_force(DOCUMENT, None))
    return CaseReader(knowledge).read(parse_case(text, "case.toml"))


def presumed(found: Case) -> set[str]:
    return {item.name for item in Course(found).presumable.values()}


@pytest.mark.parametrize("word", ["contested", "open"])
def test_a_field_that_is_contested_or_open_is_not_presumed_and_the_others_are(word: str) -> None:
    plain, marked = case(TWO), case(f'{TWO}[standing]\n"outages[1].maintenance" = "{word}"\n')
    assert presumed(plain) - presumed(marked) == {"outages[1].maintenance"}
    assert "outages[2].maintenance" in presumed(marked)


@pytest.mark.suite
def test_a_contested_field_is_tried_by_itself() -> None:
    note = 'is = "contested", note = "the log of the provider"'
    found = answer(case(f'{TWO}[standing]\n"outages[2].began" = {{ {note} }}\n'), "client-owed-penalty")
    tried = contested(found).tried
    assert [(item.fact.name, item.key[1], item.note) for item in tried] == [("began", 1, "the log of the provider")]
    assert tried[0].otherwise.case.facts["outages"][0] == found.case.facts["outages"][0]
    assert plain_facts(found.case)["outages[2].began"]["standing"] == "contested"
    assert plain_facts(found.case)["outages"]["standing"] == "established"


def test_the_standing_of_a_field_is_written_and_read_again() -> None:
    guess = '"outages[2].began" = { is = "assumed", note = "a guess" }'
    found = case(f'{TWO}[standing]\n{guess}\noutside_event_happened = "open"\n')
    assert found.standing["outages[2].began"] == ("assumed", "a guess")
    assert case(as_facts_file(found)).standing == found.standing


@pytest.mark.parametrize("name", ["outages[1]", "outages[0]", "outages[1].began", "outages[1].", "[1]", "[1]outages"])
def test_a_record_is_no_list_that_may_go_on(name: str) -> None:
    with pytest.raises(Rejected) as refused:
        case(f'{TWO}[more]\n"{name}" = true\n')
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["unknown-fact"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("outages[3].began", "no-such-record"),
        ("outages[0].began", "unknown-fact"),
        ("outages[1].beganne", "unknown-field"),
        ("outage[1].began", "unknown-fact"),
        ("outside_event_happened[1].began", "unknown-field"),
    ],
)
def test_a_standing_of_nothing_is_refused(name: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        case(f'{TWO}[standing]\n"{name}" = "open"\n')
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == [code]


@pytest.mark.parametrize(
    "text", ['[standing]\n"outages[0].began" = "open"\n', '[given]\n"outages[0].duration" = "1 h"\n']
)
def test_records_are_counted_from_one(text: str) -> None:
    with pytest.raises(Rejected) as refused:
        case(TWO + text)
    (diagnostic,) = refused.value.diagnostics
    assert "counted from 1: `outages[1]." in str(diagnostic.help)


def test_what_is_given_of_a_record_is_a_table() -> None:
    with pytest.raises(Rejected) as refused:
        case("[[facts.outages]]\ngiven = 3\n")
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["wrong-type"]


def test_what_is_told_is_not_open() -> None:
    with pytest.raises(Rejected) as refused:
        case(f'{TWO}[standing]\n"outages[2].began" = "open"\n')
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["open-yet-told"]


@pytest.mark.suite
def test_of_a_list_that_is_told_the_further_records_are_open() -> None:
    found = case(f'{TWO}[standing]\noutages = "open"\n[more]\noutages = true\n')
    assert found.standing["outages"] == ("open", "")
    told = opinion_on(answer(found, "client-owed-penalty", searching=False), "en", library().in_force(DOCUMENT, None))
    assert told.facts


AMOUNTS: list[tuple[Any, str]] = [
    ("CHF 1'250.00", "1250.00"),
    ("CHF 1’250.–", "1250"),
    ("1'250.- CHF", "1250"),
    ("1250", "1250"),
    ("1\u202f250,50 CHF", "1250.50"),
    ("-CHF 50", "-50"),
    ("1,2500 CHF", "1.2500"),
]


@pytest.mark.parametrize(("written", "amount"), AMOUNTS, ids=str)
def test_amounts_as_people_write_them(written: str, amount: str) -> None:
    assert read_value(written, p.Type("money", "CHF")) == Decimal(amount)


@pytest.mark.parametrize("written", ["5 CHF 50", "1 CHF 500", "CHF 1,250", "1,250", "1e5", "1e999 CHF", "CHF CHF 5"])
def test_what_may_be_two_amounts_is_taken_for_neither(written: str) -> None:
    with pytest.raises(Unreadable, match=r"is not an amount|may be two amounts"):
        read_value(written, p.Type("money", "CHF"))


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("£120", "GBP"), ("120 €", "EUR"), ("€ 120.-", "EUR"), ("$120", "USD"), ("120 $", "CAD"), ("¥120", "JPY"),
        ("Fr. 120.–", "CHF"), ("SFr. 120", "CHF"), ("120 fr.", "CHF"), ("eur 120", "EUR"),
    ],
)  # fmt: skip
def test_the_sign_of_a_currency_is_read_where_it_can_mean_it(written: str, currency: str) -> None:
    assert read_value(written, p.Type("money", currency)) == Decimal(120)


@pytest.mark.parametrize(
    ("written", "currency"),
    [("£120", "EUR"), ("€120", "GBP"), ("$120", "EUR"), ("¥120", "USD"), ("Fr. 120", "EUR"), ("SFr. 120", "XAF")],
)
def test_the_sign_of_another_currency_is_refused(written: str, currency: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_value(written, p.Type("money", currency))
    assert refused.value.code == "unknown-currency"


@pytest.mark.parametrize("kind", ["boolean", "choice", "date", "instant", "moment", "days", "integer", "money"])
def test_a_standing_in_place_of_a_value_is_told_where_it_belongs(kind: Any) -> None:
    with pytest.raises(Unreadable, match="is no value, but a table") as refused:
        read_value({"is": "contested", "note": "a letter"}, p.Type(kind))
    assert "`standing`" in str(refused.value.help_line)
