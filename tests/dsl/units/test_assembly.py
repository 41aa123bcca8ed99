"""Files put together to units: what an edition keeps of the one that it revises, and where a clause goes on."""

import pytest

from dsl.check import Checked, check_sources
from dsl.report import concise

VOCABULARY = """vocabulary
topic t en "t" fr "t"
question price topic t en "?" fr "?" asks value price
"""
DOCUMENT = """document demo en "D" fr "D" cites articles currency CHF
edition first
clause 1 en "C" fr "C"
clause 2 en "Term" fr "Durée"
value days: integer by §1 en "d" fr "j" is 30
"""
PRICE = 'value price: money by §{} en "p" fr "p" is {} CHF\n'


def checked(*more: str) -> Checked:
    files = {f"more-{number}": text for number, text in enumerate(more)}
    return check_sources({"vocabulary": VOCABULARY, "first": DOCUMENT, **files})


def places(found: Checked) -> list[str]:
    errors = [diagnostic for diagnostic in found.diagnostics if diagnostic.is_error]
    return [line.split("] ")[0] for line in concise(errors).splitlines()]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("clause 1 continud", ["more-0:2:10: error[unexpected-word"]),
        ("clause 1 continued gist", ["more-0:2:23: error[unfinished"]),
        ("clause 3 continued", ["more-0:2:8: error[continued-unopened"]),
        ('clause 1 continued gist en "…" fr "…"', ["more-0:2:25: error[titled-continuation"]),
        ("clause 1 continued", []),
    ],
)
def test_a_clause_goes_on_in_another_file(written: str, expected: list[str]) -> None:
    found = checked(f"part of demo edition first\n{written}\n" + PRICE.format(2, "3.00"))
    assert places(found) == expected
    assert all(program.values["price"].clause == "1" for program in found.programs)


def test_a_clause_that_could_not_be_opened_is_not_missed() -> None:
    broken = "part of demo edition first\nclause 4 4\n"
    found = checked(broken, "part of demo edition first\nclause 4 continued\n" + PRICE.format(2, "3.00"))
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["unexpected-word"]


def test_an_edition_keeps_what_it_neither_restates_nor_repeals() -> None:
    revising = 'document demo en "D" fr "D" cites articles\nedition second revises first in force from 2025-01-01\n'
    first = "part of demo edition first\nclause 1 continued\n" + PRICE.format(2, "3.00")
    kept = check_sources(
        {
            "vocabulary": VOCABULARY,
            "first": DOCUMENT + "edition second revises first in force from 2025-01-01\n",
            "more": first,
            "second": 'part of demo edition second\nclause 1 en "C" fr "C"\n' + PRICE.format(1, "4.00"),
        }
    )
    assert places(kept) == []
    before, after = kept.programs
    assert (before.values["price"].citations, after.values["price"].citations) == (("1 §2",), ("1 §1",))
    assert after.values["days"] == before.values["days"]
    assert places(checked(first, revising)) == ["more-1:1:10: error[declared-twice"]


def test_editions_are_put_together_whatever_the_order_of_the_files() -> None:
    files = {
        "a": 'part of demo edition second\nclause 1 en "C" fr "C"\n' + PRICE.format(1, "4.00"),
        "b": DOCUMENT + "edition second revises first\n",
        "c": "part of demo edition first\nclause 1 continued\n" + PRICE.format(2, "3.00"),
        "v": VOCABULARY,
    }
    in_order, turned = check_sources(files), check_sources(dict(reversed(files.items())))
    assert places(in_order) == []
    assert {program.edition.name: program.values["price"] for program in in_order.programs} == {
        program.edition.name: program.values["price"] for program in turned.programs
    }


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        ("edition second revises third\nedition third revises second\n", ["edition-circle", "edition-circle"]),
        ("edition second revises none_such\n", ["unknown-edition"]),
        ("edition first\n", ["declared-twice"]),
    ],
)
def test_editions_that_rest_on_none_are_told(editions: str, expected: list[str]) -> None:
    found = check_sources({"v": VOCABULARY, "d": DOCUMENT + PRICE.format(1, "3.00") + editions})
    assert [diagnostic.code for diagnostic in found.diagnostics if diagnostic.is_error] == expected


def test_a_file_without_a_header_is_told_once_and_nothing_in_it_is_missed() -> None:
    found = check_sources({"v": VOCABULARY, "d": DOCUMENT, "p": PRICE.format(1, "3.00") * 2})
    assert places(found) == ["p:1:1: error[no-header"]
