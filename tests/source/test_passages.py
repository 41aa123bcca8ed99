"""Splitting texts into passages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.source.layout import DECIMAL_ARTICLES, PLAIN_CLAUSES, Layout
from engine.source.passages import paragraph_counts, repeated_places, split_passages
from engine.source.sentence_ends import split_sentences

TOKENS = st.sampled_from(
    ["Le", "port", "ferme.", "Il", "ouvre", ";", ":", "1.", "2.", "3.1", "Article 2 -", "a.",
     "b.", "1)", "2)", "•", "\u00ad", "12", "99.9%", "(voir", "plus)", "etc.", "« Quai »",
     "l’an-", "Tarifs", "cœur", "…"],
)  # fmt: skip
GAPS = st.sampled_from((" ", " ", " ", "  ", "\n", "\n\n", "\n ", "\r\n"))


@st.composite
def scribbles(draw: st.DrawFn) -> str:
    return "".join(token + draw(GAPS) for token in draw(st.lists(TOKENS, max_size=60)))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(scribbles(), st.sampled_from((DECIMAL_ARTICLES, PLAIN_CLAUSES)))
def test_every_word_lies_in_exactly_one_passage(text: str, layout: Layout) -> None:
    passages = split_passages(text, layout)
    assert letters("".join(passage.label + passage.text for passage in passages)) == letters(text)
    assert repeated_places(passages) == ()
    assert all(passage.text or passage.label for passage in passages)


def places(text: str, layout: Layout = DECIMAL_ARTICLES) -> list[str]:
    return [passage.locator.source_form() for passage in split_passages(text, layout)]


MOORING_PLACES = [
    "title", "preamble §1 s.1", "preamble §1 s.2", "1 heading", "1.1 §1 s.1", "1.1 §1 s.2", "1.2 §1 s.1",
    "1.2 §1 item 1", "1.2 §1 item 2", "1.2 §1 item 3", "2 heading", "2.1 heading", "2.1 §1 s.1", "2.1 §1 s.2",
    "2.1 table header", "2.1 table row 1", "2.1 table row 2", "2.1 table row 3", "2.1 §2 s.1", "2.2 §1 s.1",
    "2.2 §1 item a", "2.2 §1 item b", "2.2 §1 item c s.1", "2.2 §1 item c s.2", "footer",
]  # fmt: skip


def test_every_kind_of_passage(mooring: str) -> None:
    assert places(mooring) == MOORING_PLACES


def test_labels_stay_out_of_the_text(mooring: str) -> None:
    labels = {passage.locator.source_form(): passage.label for passage in split_passages(mooring)}
    assert labels["1.1 §1 s.1"] == "1.1"
    assert labels["2 heading"] == "Article 2 -"
    assert labels["2.2 §1 item b"] == "b."


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), (" ", "  "), ("'", "’"), ("\nArticle 2", "\n\f\nArticle 2"), ("courte", "cour-\nte"),
     ("\n\nArticle 1", "\n\n\nArticle 1"), ("a. de", "a) de"), ("ci-après", "ci-\u00adaprès")],
)  # fmt: skip
def test_how_it_was_extracted_does_not_matter(mooring: str, old: str, new: str) -> None:
    assert places(mooring.replace(old, new)) == MOORING_PLACES


def test_running_headers_are_put_aside(mooring: str) -> None:
    half = mooring.index("Article 2")
    halves = enumerate((mooring[:half], mooring[half:]), 1)
    pages = [f"Port de Crique-Verte\n{part}\nPage {number}/2\n" for number, part in halves]
    passages = split_passages("\f".join(pages))
    running = [passage.text for passage in passages if passage.kind == "running"]
    assert running == ["Port de Crique-Verte", "Page 1/2", "Port de Crique-Verte", "Page 2/2"]
    assert [passage.locator.source_form() for passage in passages][: len(MOORING_PLACES)] == MOORING_PLACES


def test_paragraphs_of_double_spaced_text_show_by_their_short_last_lines() -> None:
    lines = (
        "1. Le gardien ouvre la barrière à six heures et la ferme quand le dernier bateau",
        "est rentré au port, sauf les jours de tempête où elle reste close. Il en avise les",
        "navigateurs par pavillon.",
        "Le navigateur qui trouve la barrière close attend au mouillage extérieur jusqu'à",
        "l'aube, ou gagne un autre port de la côte.",
        "Un dernier mot sur la côte : elle est belle et le reste au fil des saisons, même sous la",
        "pluie.",
    )
    assert places("\n\n".join(lines), replace(PLAIN_CLAUSES, final_paragraph=True)) == [
        "1 §1 s.1", "1 §1 s.2", "1 §2 s.1", "final §1 s.1",
    ]  # fmt: skip


def test_bullets_that_came_loose_find_their_items() -> None:
    listed = "• en cas de feu ;\n\n•\n\n•\n\nen cas de choc ;\n\nen cas de vol,\n\nmême tenté.\n"
    text = f"1. Le gardien intervient :\n\n{listed}"
    passages = split_passages(text, PLAIN_CLAUSES)
    assert [passage.text for passage in passages] == [
        "Le gardien intervient :", "en cas de feu ;", "en cas de choc ;", "en cas de vol, même tenté.",
    ]  # fmt: skip
    assert passages[-1].locator.source_form() == "1 §1 item 3"


def test_how_many_paragraphs(mooring: str) -> None:
    counts = paragraph_counts(split_passages(mooring))
    assert (counts["2.1"], counts["1.1"], counts["1"]) == (2, 1, 0)


@pytest.mark.parametrize(
    "sentence",
    ["Il sert du pain, etc. déposé là.", "Le port (ex. Crique) ouvre.", "En Java, .Net, Node.JS ou autre.",
     "Il exige 99.9%.", "La société Voile S.A. Crique livre.", "Voir https://port.example/a.b pour cela.",
     "Cela vaut (pain, etc.) Crique reste libre.", "Le nom, ci-après: le port.", "Selon l'art. 5 du port."],
)  # fmt: skip
def test_one_sentence_stays_whole(sentence: str) -> None:
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "count"),
    [("Il ferme (etc.). Le vin reste.", 2), ("Il dit « non ». Le port ferme.", 2), ("Fini ! Il part.", 2),
     ("Voile S.A. Le port ferme.", 2), ("de feu ; Le gardien vient. Il va.", 3), ("une heure ; il part.", 1)],
)  # fmt: skip
def test_sentences_are_parted(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_page_numbers_of_a_text_without_pages_are_no_part_of_it() -> None:
    text = "1. Le port ferme la nuit,\n\n1\n\nsauf en été.\n\n2\n\n2. Il ouvre.\n\nPage 3 of 4\n\n3\n"
    plain = "1. Le port ferme la nuit,\n\nsauf en été.\n\n2. Il ouvre.\n"
    for pages in (text, text.replace("\n1\n", "\n7\n").replace("\n2\n", "\n8\n").replace("\n3\n", "\n9\n")):
        without = pages.replace("Page 3 of 4\n\n", "")
        own = [passage for passage in split_passages(without, PLAIN_CLAUSES) if passage.kind != "running"]
        assert own == list(split_passages(plain, PLAIN_CLAUSES))


def test_numbers_alone_on_a_line_that_do_not_count_pages_stay() -> None:
    text = "1. Rates in force:\n\n10\n\n30\n\n20\n"
    kept = " ".join(passage.text for passage in split_passages(text, PLAIN_CLAUSES) if passage.kind != "running")
    assert all(number in kept for number in ("10", "30", "20"))
