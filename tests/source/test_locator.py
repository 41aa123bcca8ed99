"""The written forms of locators, and which place lies in which."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dsl.clause_name import APPENDED, NAMED_PLACES, clause_at_start, is_clause_name
from dsl.kinds import CitationStyle
from dsl.locator import Locator, single_paragraphs
from engine.tongues import tongue

NUMBERS = st.integers(1, 40)
CLAUSES = st.one_of(
    st.lists(NUMBERS, min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts))),
    st.sampled_from(
        ("title", "preamble", "final", "footer", "12a", "3bis", "913-1", "IV", "A.2", "annex-1", "annex-B.3")
    ),
    st.sampled_from(("~limitation-of-liability", "~fees", "schedule")),
)


@st.composite
def locators(draw: st.DrawFn) -> Locator:
    clause = draw(CLAUSES)
    shape = draw(st.sampled_from(("clause", "paragraph", "sentence", "range", "item", "table", "heading")))
    number = draw(NUMBERS)
    if shape == "paragraph":
        return Locator(clause=clause, paragraph=number)
    if shape == "heading":
        return Locator(clause=clause, paragraph=draw(st.none() | NUMBERS), heading=True)
    if shape == "table":
        return Locator(clause=clause, table=number, row=draw(st.none() | st.integers(0, 9)))
    if shape == "clause":
        return Locator(clause=clause)
    item = draw(st.sampled_from(("a", "z", "1", "12", "b.2.A"))) if shape == "item" else None
    end = number + draw(NUMBERS) if shape == "range" else None
    sentence = None if item and draw(st.booleans()) else number
    return Locator(clause=clause, paragraph=draw(NUMBERS), item=item, sentence=sentence, sentence_end=end)


@given(locators())
def test_the_short_form_reads_back(locator: Locator) -> None:
    assert Locator.parse(locator.source_form()) == locator
    relative = locator.source_form(within=locator.clause)
    assert Locator.parse(relative, clause=locator.clause) == locator


@given(locators(), st.sampled_from(get_args(CitationStyle)))
def test_the_machine_form_reads_back(locator: Locator, style: CitationStyle) -> None:
    assert Locator.from_eid(locator.eid(style)) == locator


@given(locators(), locators())
def test_order_is_total_and_agrees_with_equality(one: Locator, other: Locator) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
    if one.contains(other) and one != other:
        assert not other.contains(one)


@given(locators())
def test_a_clause_contains_all_that_is_in_it(locator: Locator) -> None:
    assert Locator(clause=locator.clause).contains(locator)
    assert locator.contains(locator)


@pytest.mark.parametrize(
    ("text", "style", "single", "eid", "english", "french"),
    [
        ("10.1.4 §1 s.3", "article", False, "art_10.1.4__para_1__sent_3",
         "art. 10.1.4, para. 1, sentence 3", "art.\u00a010.1.4, al.\u00a01, 3e phrase"),
        ("9 §2", "clause", False, "clause_9__para_2", "clause 9, para. 2", "ch.\u00a09, al.\u00a02"),
        ("5.7 §1 item a", "article", True, "art_5.7__para_1__item_a", "art. 5.7, letter a",
         "art.\u00a05.7, let.\u00a0a"),
        ("10.1.5 §1 item 4", "article", True, "art_10.1.5__para_1__item_4", "art. 10.1.5, bullet 4",
         "art.\u00a010.1.5, 4e tiret"),
        ("10.1.4 table row 3", "article", False, "art_10.1.4__table_1__row_3", "art. 10.1.4, table, row 3",
         "art.\u00a010.1.4, tableau, 3e ligne"),
        ("10.1.4 table header", "article", False, "art_10.1.4__table_1__header",
         "art. 10.1.4, table, header", "art.\u00a010.1.4, tableau, en-tête"),
        ("preamble §2", "clause", False, "preamble__para_2", "preamble, para. 2", "préambule, al.\u00a02"),
        ("final §1", "clause", False, "final__para_1", "final paragraph", "paragraphe final"),
        ("3 §1 s.1-3", "clause", True, "clause_3__para_1__sent_1-3", "clause 3, sentences 1–3",
         "ch.\u00a03, 1re à 3e phrases"),
        ("4 heading", "article", False, "art_4__heading", "art. 4, heading", "art.\u00a04, titre"),
    ],
)  # fmt: skip
def test_citations(text: str, style: CitationStyle, single: bool, eid: str, english: str, french: str) -> None:
    locator = Locator.parse(text)
    assert locator.eid(style) == eid
    parts = locator.parts(style, single_paragraph=single)
    assert tongue("en").cite(parts) == english
    assert tongue("fr").cite(parts) == french


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("10.1", "10.1.4 §1", True),
        ("10.1", "10.10", False),
        ("9 §2", "9 §2 s.3", True),
        ("9 §2", "9 §3 s.3", False),
        ("9 §2 s.1-3", "9 §2 s.2", True),
        ("9 §2 s.1-3", "9 §2 s.2-4", False),
        ("5.7 item i", "5.7 item i s.2", True),
        ("5.7 s.2", "5.7 item a", False),
        ("10.1.4 table", "10.1.4 table row 2", True),
        ("10.1.4 §1", "10.1.4 table row 2", False),
        ("4 heading", "4 §1", False),
        ("9 §2 s.1", "9 §2", False),
    ],
)
def test_containment(outer: str, inner: str, expected: bool) -> None:
    assert Locator.parse(outer).contains(Locator.parse(inner)) is expected


def test_two_spellings_of_one_place_are_equal() -> None:
    assert Locator.parse("10.5 s.2") == Locator.parse("10.5 §1 s.2")
    assert Locator.parse("row 3", clause="7") == Locator.parse("7 table 1 row 3")
    assert Locator.parse("9 §1 s.2-2") == Locator.parse("9 §1 s.2")


@pytest.mark.parametrize(
    "text", ["", "§1", "9 §", "9 paragraph 2", "9 §1 §2", "9 §0", "9 §1 s.3-2", "9 row 0", "9 header",
             "9 heading s.1", "9 §1 table", "x §1", "9.§1", "9 header row 1"],
)  # fmt: skip
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Locator.parse(text)


@pytest.mark.parametrize("text", ["", "9__para_1", "art_9__verse_1", "art_x", "art_title"])
def test_what_is_no_machine_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Locator.from_eid(text)


def test_the_heading_of_the_only_paragraph_is_not_the_heading_of_the_clause() -> None:
    heading = Locator.parse("10.2.3 §1 heading").parts("article", single_paragraph=True)
    assert tongue("en").cite(heading) == "art. 10.2.3, para. 1, heading"
    assert tongue("fr").cite(heading) == "art.\u00a010.2.3, al.\u00a01, titre"
    assert tongue("en").cite(Locator.parse("10.2.3 §1").parts("article", single_paragraph=True)) == "art. 10.2.3"


def test_which_clauses_have_one_paragraph() -> None:
    passages = ["title", "1 heading", "1 §1 s.1", "1 §1 s.2", "1 table row 1", "2 §1 s.1", "2 §2 item a", "3 §1 s.1",
                "3.1 §1 s.1", "4 heading"]  # fmt: skip
    assert single_paragraphs(map(Locator.parse, passages)) == ("1", "3.1")


@pytest.mark.parametrize(
    ("place", "style", "english", "french"),
    [
        ("12a §2 s.1", "article", "art. 12a, para. 2, sentence 1", "art. 12a, al. 2, 1re phrase"),
        ("3bis", "article", "art. 3bis", "art. 3bis"),
        ("913-1", "paragraph", "§ 913-1", "§ 913-1"),
        ("4 §1 item b.2", "paragraph", "§ 4, para. 1, letter b(2)", "§ 4, al. 1, let. b(2)"),
        ("IV", "number", "IV", "IV"),
        ("A.2", "section", "section A.2", "section A.2"),
        ("annex-1.2 §1", "section", "annex 1.2, para. 1", "annexe 1.2, al. 1"),
        ("schedule-A", "clause", "schedule A", "annexe A"),
        ("~late-fees §1", "clause", "under “late fees”, para. 1", "sous « late fees », al. 1"),
    ],
)
def test_any_numbering_is_cited(place: str, style: CitationStyle, english: str, french: str) -> None:
    parts = Locator.parse(place).parts(style)
    shown = [tongue(language).cite(parts).replace("\u00a0", " ") for language in ("en", "fr")]
    assert shown == [english, french]


GRAMMAR = (Path(__file__).parents[2] / "dsl" / "surface" / "grammar.lark").read_text(encoding="utf-8")
TERMINALS = dict(line.split(": ", 1) for line in GRAMMAR.splitlines() if line[:1].isupper() and ": /" in line)
_END = r"(?![\w-])"
CLAUSE_PATTERN = TERMINALS["CLAUSE_NUMBER"].strip("/").removesuffix(_END)
NAMES = st.lists(
    st.sampled_from([*NAMED_PLACES, *APPENDED, "bis", "quater", "~", *"-.. 019aAbIVZé²\n", "1234567890"]), max_size=6
).map("".join)


def test_the_grammar_has_the_same_clauses_in_locators() -> None:
    assert CLAUSE_PATTERN in TERMINALS["LOCATOR"]


@pytest.mark.suite
@settings(max_examples=2000)
@given(NAMES)
@example("annex.1")
@example("annex-1-2")
@example("123456789a")
@example("1234567890")
@example("1\u00e9")
@example("\u0391")
def test_a_clause_is_named_as_the_grammar_has_it(name: str) -> None:
    assert is_clause_name(name) is bool(re.fullmatch(CLAUSE_PATTERN, name))
    found = re.match(CLAUSE_PATTERN, name)
    ends = found is not None and (found.end() == len(name) or name[found.end()].isspace())
    assert clause_at_start(name) == (found[0] if found and ends else None)
