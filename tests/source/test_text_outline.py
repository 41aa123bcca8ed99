"""The outlines of texts of many kinds, found or declared."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.clause_name import in_roman, lettered, order_of, roman
from dsl.numberings import NUMBERINGS, Numbering
from engine.source.layout import layout
from engine.source.passages import repeated_places, split_passages
from engine.source.text_outline import doubts, find_numbering, outline

SENTENCES = [
    "The harbour lets berths to boats that are registered with the keeper and bear a name.",
    "Whoever leaves the harbour tells the keeper on the day before at the latest.",
    "The fee is owed for each quarter, in advance, and is not refunded for days of absence.",
    "Nothing is thrown into the water, neither from the quay nor from a boat at its berth.",
]


def contract(*headings: str) -> str:
    """A text of our own under some headings."""
    return "Harbour rules\n\n" + "\n\n".join(
        f"{heading}\n\n{SENTENCES[number % 4]} {SENTENCES[(number + 1) % 4]}" for number, heading in enumerate(headings)
    )


TEXTS: list[tuple[Numbering, tuple[str, ...], tuple[str, ...]]] = [
    ("articles", ("Article 1 - Berths", "1.1", "1.2", "Article 2 - Fees", "2.1", "Article 3bis - Courts"),
     ("1", "1.1", "1.2", "2", "2.1", "3bis")),
    ("clauses", ("1. Berths", "2. Fees", "2a. Interest", "3. Courts"), ("1", "2", "2a", "3")),
    ("sections", ("1. Berths", "1.1 Size", "1.2 Place", "2. Fees", "2.1 Rate", "3. Courts"),
     ("1", "1.1", "1.2", "2", "2.1", "3")),
    ("sections", ("Section 1 Berths", "Section 2 Fees", "Section 3 Courts"), ("1", "2", "3")),
    ("paragraphs", ("§ 4 Berths", "§ 5 Fees", "§ 5a Interest", "§ 6 Courts"), ("4", "5", "5a", "6")),
    ("paragraphs", ("§ 913-1 Berths", "§ 913-2 Fees", "§ 914-1 Courts"), ("913-1", "913-2", "914-1")),
    ("letters", ("A. Berths", "B. Fees", "B.1 Rate", "C. Interest", "D. Courts"), ("A", "B", "B.1", "C", "D")),
    ("numerals", ("I. Berths", "II. Fees", "III. Interest", "IV. Courts", "V. End"), ("I", "II", "III", "IV", "V")),
    ("numerals", ("Article I", "Article II", "Article III", "Article IV"), ("I", "II", "III", "IV")),
    ("headings", ("Berths and boats", "Fees", "Interest on arrears", "Courts"),
     ("~berths-and-boats", "~fees", "~interest-on-arrears", "~courts")),
]  # fmt: skip


@pytest.mark.parametrize(("numbering", "headings", "clauses"), TEXTS, ids=[f"{each[0]}-{each[2][1]}" for each in TEXTS])
def test_an_outline_is_found_and_agrees_with_the_declared_one(
    numbering: Numbering, headings: tuple[str, ...], clauses: tuple[str, ...]
) -> None:
    text = contract(*headings)
    found = outline(text)
    assert tuple(entry.clause for entry in found.entries)[1:] == clauses
    assert tuple(entry.clause for entry in outline(text, layout(numbering)).entries)[1:] == clauses
    assert found.numbering == numbering
    assert [doubt.code for doubt in doubts(found) if doubt.code == "no-outline"] == []
    assert sum(entry.passages for entry in found.entries) == len(split_passages(text, found.layout))


CAPITALS = string.ascii_uppercase
DOUBLED = [*CAPITALS, *(letter * 2 for letter in CAPITALS)]
SPREAD = [*CAPITALS, *(f"A{letter}" for letter in CAPITALS)]
"""How sections go on after `Z`: as Word has it, and as the columns of a table."""


@pytest.mark.parametrize(
    ("heading", "numbering", "last"),
    [
        ("Article {} - Berths", "articles", 1002),
        ("{}. Berths", "clauses", 1002),
        ("{} Berths", "sections", 102),
        ("Section {} Berths", "sections", 1002),
        ("1.{} Berths", "sections", 1002),
        ("§ {} Berths", "paragraphs", 10_002),
        ("§ 1-{} Berths", "paragraphs", 1002),
        ("roman", "numerals", 1002),
        ("Annex {}", "clauses", 102),
    ],
)
def test_however_many_clauses_there_are_none_is_swallowed(heading: str, numbering: Numbering, last: int) -> None:
    """The Swiss Code of Obligations has 1186 articles, the French Civil Code 2534."""
    numbers = range(1, last + 1)
    headings = [f"{in_roman(at)}. Berths" if heading == "roman" else heading.format(at) for at in numbers]
    sentence = "\n\nThe fee is owed for each quarter."
    text = "Harbour rules\n\n" + "\n\n".join(f"{each}{sentence}" for each in headings)
    assert outline(text, layout(numbering)).entries[-1].passages < 4
    assert len(outline(text, layout(numbering)).entries) > last


@pytest.mark.parametrize("mark", ["({})", "{})", "{}."])
def test_however_many_items_a_list_has_none_is_swallowed(mark: str) -> None:
    items = "\n".join(f"{mark.format(at)} The keeper looks after buoy {'a' * at};" for at in range(1, 102))
    places = split_passages(f"§ 1 Duties\n\nThese are the duties:\n{items}\n§ 2 End\n\nIt ends.", layout("paragraphs"))
    assert [place.label for place in places if place.label and "101" in place.label]


def test_the_postcode_of_an_address_is_no_first_heading() -> None:
    numbered = contract("1. Berths", "2. Fees", "3. Courts")
    text = f"Harbour rules\n\n1234 Somewhere\n\n{numbered}\n\n4 Boats\n\n{SENTENCES[0]}"
    assert [entry.clause for entry in outline(text, layout("sections")).entries][-1] == "3"


@pytest.mark.parametrize(
    ("first", "label"),
    [
        ("Article 1er – Siège", "Article 1er –"), ("ARTICLE 1ER – Siège", "ARTICLE 1ER –"),
        ("Art. 1er. Siège", "Art. 1er."), ("Art. 1er.- Siège", "Art. 1er.-"), ("Article 1ᵉʳ : Siège", "Article 1ᵉʳ :"),
        ("Article 1 er - Siège", "Article 1 er -"), ("Article premier – Siège", "Article premier –"),
        ("ARTICLE PREMIER Siège", "ARTICLE PREMIER"), ("Art. premier Siège", "Art. premier"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("second", ["Art. 1bis – But", "Article 1 bis – But"])
def test_the_first_article_is_numbered_as_statutes_in_french_do(first: str, label: str, second: str) -> None:
    text = contract(first, second, "Article 2 – Frais", "Article 3 – Fin").replace(first, f"TITRE I – PORT\n\n{first}")
    found = outline(text)
    assert [(entry.clause, entry.heading) for entry in found.entries][1:] == [
        ("~titre-i", "PORT"), ("1", "Siège"), ("1bis", "But"), ("2", "Frais"), ("3", "Fin"),
    ]  # fmt: skip
    assert label in {passage.label for passage in split_passages(text, found.layout)}


def test_a_first_article_that_is_only_cited_opens_nothing() -> None:
    """A line of running text may begin with the number of an article of another text."""
    text = contract("Article 2 – Frais", "Article 3 – Fin", "Article 4 – Port") + "\n\nSelon l'usage et selon\n"
    for cited in ("Article 1er du code civil, il est rendu.", "Article premier de la loi, il est rendu."):
        assert [entry.clause for entry in outline(text + cited).entries] == ["title", "2", "3", "4"]


def test_annexes_are_numbered_anew() -> None:
    text = contract(
        "1. Berths", "2. Fees", "3. Courts", "Annex 1 Rates", "1. Small boats", "2. Large boats", "Schedule B"
    )
    assert [entry.clause for entry in outline(text).entries][1:] == [
        "1", "2", "3", "annex-1", "annex-1.1", "annex-1.2", "schedule-B",
    ]  # fmt: skip


def test_an_annex_that_is_only_mentioned_opens_nothing() -> None:
    text = (
        contract("1. Berths", "2. Fees", "3. Courts") + "\n\nAnnex 1 applies to boats that are longer than ten metres."
    )
    assert [entry.clause for entry in outline(text).entries][1:] == ["1", "2", "3"]


def test_a_table_of_contents_opens_nothing() -> None:
    headings = ("1. Berths", "2. Fees", "3. Interest", "4. Courts")
    contents = "\n\n".join(f"{heading} .......... {page}" for page, heading in enumerate(headings, 3))
    text = contract(*headings).replace("Harbour rules\n", f"Harbour rules\n\n{contents}\n", 1)
    assert [entry.clause for entry in outline(text).entries if entry.clause[0].isdigit()] == ["1", "2", "3", "4"]
    assert [entry.heading for entry in outline(text).entries if entry.clause == "2"] == ["Fees"]


def test_a_text_without_clauses_says_so() -> None:
    assert find_numbering(" ".join(SENTENCES)) is None
    assert [doubt.code for doubt in doubts(outline(" ".join(SENTENCES)))] == ["no-outline"]


def test_a_clause_that_holds_most_of_a_text_is_doubted() -> None:
    text = contract("1. Berths", "2. Fees", "3. Courts") + "\n\n" + "\n\n".join(SENTENCES * 5)
    assert [doubt.message for doubt in doubts(outline(text))] == ["`3` holds 84 % of the text"]


@pytest.mark.parametrize("letters", [DOUBLED, SPREAD], ids=["doubled", "as columns"])
def test_lettered_sections_go_on_after_the_last_letter(letters: list[str]) -> None:
    sentence = "The fee is owed for each quarter."
    text = "Harbour rules\n\n" + "\n\n".join(f"{each}. Berths\n\n{sentence}" for each in letters)
    found = [entry.clause for entry in outline(text, layout("letters")).entries]
    assert [clause for clause in found if clause in letters] == letters
    assert [lettered(each) for each in letters] == list(range(1, 53))
    assert order_of("Z") < order_of(letters[26]) < order_of(letters[30])
    assert lettered("AAA") == 0


@pytest.mark.parametrize("letters", [DOUBLED, SPREAD], ids=["doubled", "as columns"])
@pytest.mark.parametrize("mark", ["({})", "{})"])
def test_lettered_items_go_on_after_the_last_letter(mark: str, letters: list[str]) -> None:
    items = "\n".join(f"{mark.format(each.lower())} the keeper looks after a buoy;" for each in letters)
    places = split_passages(f"§ 1 Duties\n\nThese are the duties:\n{items}\n§ 2 End\n\nIt ends.", layout("paragraphs"))
    assert [place.label for place in places if place.label and "§" not in place.label][-1] == mark.format(
        letters[-1].lower()
    )


def test_numerals_of_items_go_on_after_the_fifteenth() -> None:
    numerals = [(in_roman(at) or "").lower() for at in range(1, 90)]
    items = "\n".join(f"({each}) the keeper looks after a buoy;" for each in numerals)
    places = split_passages(f"§ 1 Duties\n\nThese are the duties:\n{items}\n§ 2 End\n\nIt ends.", layout("paragraphs"))
    assert [place.label for place in places if place.label and "§" not in place.label] == [
        f"({each})" for each in numerals
    ]


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number: int) -> None:
    written, left = "", number
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    for value, digits in zip(values, signs, strict=True):
        written, left = written + digits * (left // value), left % value
    assert in_roman(number) == written
    assert roman(written) == number
    assert roman(written + "IIII") is None


def test_what_has_no_roman_numeral_has_none() -> None:
    assert (in_roman(0), in_roman(4000), roman("MMMM"), roman("CCCC")) == (None, None, None, None)


PIECES = st.sampled_from(
    [
        "1.",
        "1.1",
        "§ 3",
        "IV.",
        "A.",
        "Annex 2",
        "(a)",
        "(1)",
        "(i)",
        "b)",
        "Fees",
        "The fee is due.",
        "§",
        "~",
        "2. It",
    ]
)


@given(st.lists(PIECES, max_size=30), st.sampled_from(NUMBERINGS))
def test_every_word_lies_in_one_passage_and_no_place_is_taken_twice(pieces: list[str], numbering: Numbering) -> None:
    text = "\n\n".join(pieces)
    passages = split_passages(text, layout(numbering))
    kept = "".join(passage.label + passage.text for passage in passages)
    assert sorted(sign for sign in kept if sign.isalnum()) == sorted(sign for sign in text if sign.isalnum())
    if not any(passage.kind == "running" for passage in passages):  # what is left out of the text is filed last
        assert [sign for sign in kept if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert repeated_places(passages) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "§ 1 Fees\n\n(1) It is due. It is paid.\n\n(2) It rests if\n\na) he is ill or\n\nb) he moves.\n\n"
            "(3) It rises.",
            ["heading", "§1 s.1", "§1 s.2", "§2 s.1", "§2 item a", "§2 item b", "§3 s.1"],
        ),
        (
            "§ 1 Fees\n\nIt rests if:\n\n(1) he is ill;\n\n(2) he moves.",
            ["heading", "§1 s.1", "§1 item 1", "§1 item 2"],
        ),
    ],
    ids=["numbers of paragraphs", "numbers of items"],
)
def test_a_clause_that_begins_with_a_number_has_numbered_paragraphs(text: str, expected: list[str]) -> None:
    """As in German and Austrian terms, § 1 (2); a number after what introduces a list is that of an item."""
    places = [str(passage.locator).removeprefix("1 ") for passage in split_passages(text, layout("paragraphs"))]
    assert places == expected


def test_items_within_items_are_told_apart() -> None:
    letters = "\n\n".join(f"({letter}) watches boat {letter};" for letter in "abcdefghijk")
    assert [str(passage.locator) for passage in split_passages(f"1. He:\n\n{letters}", layout("clauses"))][1:] == [
        f"1 §1 item {letter}" for letter in "abcdefghijk"
    ]
    text = "1. The keeper:\n\n(a) opens the gate;\n\n(1) in summer;\n\n(2) in winter;\n\n(b) lights the lamp."
    assert [str(passage.locator) for passage in split_passages(text, layout("clauses"))] == [
        "1 §1 s.1", "1 §1 item a", "1 §1 item a.1", "1 §1 item a.2", "1 §1 item b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "2.1 The keeper may end the lease by notice of a month if the boater\n(a) has left, or\n(b) owes a fee.",
            "s.1",
        ),
        ("2.1 The boater shall not\n(a) light a fire;\n(b) keep hens.", "s.1"),
        ("2.1 Where the boater\n(a) leaves, or\n(b) sells the boat,", "s.1"),
        ("2.1 Le gardien peut résilier le bail si le plaisancier\na) est parti ;\nb) doit une taxe.", "s.1"),
        ("2.1 Es ist verboten,\n1. Feuer zu machen,\n2. zu baden.", "s.1"),
        ("2.1 Der Halter darf am Steg keine\n1. Feuer machen,\n2. Boote waschen.", "s.1"),
        ("2.1 Grounds for ending the lease\n(a) a fee that is owed;\n(b) absence.", "heading"),
        ("2.1 Term and termination\n(a) The lease runs for a year.\n(b) It may be ended.", "heading"),
        ("2.1 When the keeper may enter\n(a) The keeper enters by day.\n(b) He knocks.", "heading"),
    ],
)
def test_what_begins_a_sentence_that_its_items_end_is_no_heading(clause: str, expected: str) -> None:
    text = f"1. Berths\n\n1.1 They are let.\n\n2. End\n\n{clause}\n\n2.2 It is over."
    passages = [each for each in split_passages(text, layout("sections")) if each.locator.clause == "2.1"]
    assert passages[0].locator.source_form(within="2.1").removeprefix("§1 ") == expected
    assert [each.kind for each in passages[1:]] == ["item", "item"]


PARK = """§ 1 Verhalten

(1) Jeder verhält sich ruhig.

(2) Es ist untersagt,
1. Fahrzeuge zu führen,
2. Feuer zu machen
oder zu grillen,
3. zu baden.

(3) Der Park ist geöffnet vom
1. April bis zum
30. September.

§ 2 Folgen

(1) Ein Verweis ist zulässig, wenn der Besucher
1. lärmt oder
2. badet. Die Aufsicht spricht ihn aus.

(2) Er gilt einen Tag.
"""


def test_items_with_a_point_after_their_number_lie_in_their_paragraph() -> None:
    """As in § 3 Abs. 2 Nr. 1; the first of a month is no item."""
    passages = split_passages(PARK, layout("paragraphs"))
    assert [(str(each.locator), each.label) for each in passages] == [
        ("1 heading", "§ 1"), ("1 §1 s.1", "(1)"), ("1 §2 s.1", "(2)"), ("1 §2 item 1", "1."), ("1 §2 item 2", "2."),
        ("1 §2 item 3", "3."), ("1 §3 s.1", "(3)"), ("2 heading", "§ 2"), ("2 §1 s.1", "(1)"), ("2 §1 item 1", "1."),
        ("2 §1 item 2 s.1", "2."), ("2 §1 item 2 s.2", ""), ("2 §2 s.1", "(2)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "clause", "heading"),
    [
        ("Part II - Breach and end", "~part-ii", ("Part II -", "Breach and end")),
        ("Abschnitt III – Folgen", "~abschnitt-iii", ("Abschnitt III –", "Folgen")),
        ("2. Abschnitt: Folgen", "~2-abschnitt", ("2. Abschnitt:", "Folgen")),
        ("CHAPITRE 2\n\nDes sanctions", "~chapitre-2", ("CHAPITRE 2", "Des sanctions")),
        ("Part II", "~part-ii", ("Part II", "")),
    ],
)
def test_what_stands_above_several_clauses_belongs_to_none_of_them(
    line: str, clause: str, heading: tuple[str, str]
) -> None:
    above = contract("§ 1 Berths", "§ 2 Fees", "§ 3 Courts").replace("§ 3", f"{line}\n\n§ 3")
    found = outline(above)
    assert (found.numbering, found.clauses) == ("paragraphs", 3)
    assert [entry.clause for entry in found.entries] == ["title", "1", "2", clause, "3"]
    passages = split_passages(above, found.layout)
    assert [(each.label, each.text) for each in passages if each.locator.clause == clause] == [heading]
    assert all(each.kind == "sentence" for each in passages if each.locator.clause == "2" and each.locator.paragraph)


def test_a_division_that_is_only_mentioned_opens_nothing() -> None:
    mention = "It is owed as the keeper says, and as provided in\nPart II of these rules."
    text = "\n\n".join((contract("§ 1 Berths", "§ 2 Fees", "§ 3 Courts"), mention))
    assert [entry.clause for entry in outline(text).entries] == ["title", "1", "2", "3"]


def test_parts_alone_are_no_numbered_clauses() -> None:
    assert outline(contract("Part I - Berths", "Part II - Fees", "Part III - Courts")).numbering in (None, "headings")
