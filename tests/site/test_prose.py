"""The answer at the head of a question whose yes rests on a condition: a sentence where one holds it, else a list."""

from __future__ import annotations

import re

import pytest

from dsl.typed import program as p
from engine.faces.site.answers import answer_all
from engine.faces.site.comparisons import Comparison, comparison_pages
from engine.faces.site.norms import Entries
from engine.faces.site.pages import Maker
from engine.faces.site.questions import Side, difference_of, side
from engine.faces.site.volumes import State
from tests.contracts import desk

pytestmark = pytest.mark.suite

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"


@pytest.fixture(scope="module")
def state() -> State:
    state = State.of(desk())
    answer_all(state, [])
    return state


def shown(state: State, document: str, question: str, language: str) -> Side:
    """One document's side of a question."""
    maker = Maker(state, language)
    volume = next(volume for volume in state.newest if volume.document == document)
    return side(maker, volume, state.questions[question], f"questions/{question}.md")


def words(text: str) -> str:
    """Markdown as it is read."""
    return re.sub(r"\]\([^)]*\)", "", text).replace("[", "").replace("\u00a0", " ")


def test_a_short_condition_is_a_sentence(state: State) -> None:
    """CELESTE 6 s.4: a loss within 24 hours, a change of data within 48."""
    told = shown(state, CELESTE, "client-notification-in-time", "fr")
    assert told.answer.startswith("Oui, si aucune perte ni aucun abus de mot de passe")
    assert "24 heures, et si aucun changement de données" in words(told.answer)
    assert told.conditions == ()


def test_alternatives_begin_anew(state: State) -> None:
    """Infomaniak 8.1: data of the client’s lie in Switzerland, in centres of the provider’s own."""
    told = words(shown(state, INFOMANIAK, "data-location-compliant", "en").answer)
    assert (
        "transmitted by the client to the provider, or if all the data lie in Switzerland and the data centres" in told
    )


def test_what_no_sentence_holds_is_a_list_in_the_sentences_of_its_facts(state: State) -> None:
    """Infomaniak 10.1.4 §2 and 10.3.1: content, channel and author of a claim."""
    told = shown(state, INFOMANIAK, "claim-formally-valid", "en")
    assert words(told.answer).startswith("Yes, if all of this is so (art. 10.1.4")
    assert words(told.conditions[0]) == "- the claim has the content required"
    assert not told.computed, "the list is not told twice"


def test_a_condition_on_each_of_a_list_that_is_not_empty_is_said_once(state: State) -> None:
    """Infomaniak 10.1.4 §2 s.1."""
    told = [words(line) for line in shown(state, INFOMANIAK, "claim-in-time", "en").conditions]
    assert told == [
        "- for each of the failures of the service, of which there is at least one:",
        "    - the two months were kept",
    ]


def test_an_option_is_told_in_its_sentence(state: State) -> None:
    """CELESTE 1 s.1: the client’s notice."""
    told = shown(state, CELESTE, "client-termination-effective", "fr").conditions
    assert words(told[0]) == "- la résiliation en cause émane du client"
    assert any("- la résiliation n’est donnée pour aucune date" in words(line) for line in told)


def test_cases_are_told_one_by_one(state: State) -> None:
    """Infomaniak 10.1.4 §1 s.2 and 3: an amount, or nothing."""
    told = shown(state, INFOMANIAK, "penalty-amount", "en")
    assert words(told.answer).startswith("That depends on the case (art. 10.1.4")
    assert words(told.conditions[-1]) == "- otherwise: **CHF 0.00**"


def test_the_difference_says_a_short_condition(state: State) -> None:
    """Infomaniak 10.2.5 s.2; CELESTE has no maintenance to announce."""
    told = difference_of(Maker(state, "en"), state.questions["maintenance-notice-in-time"])
    assert told.startswith(
        "CELESTE says nothing on it; Infomaniak: yes, if the maintenance was announced 48 working hours"
    )


def test_a_comparison_gives_the_same_answer_as_the_page_of_the_question(state: State) -> None:
    """Infomaniak 10.1.4 §2 s.1 and §1 s.3, in short lists."""
    maker = Maker(state, "en")
    found = Comparison("claims", p.Phrase({"en": "Claims"}), ("claim-in-time", "penalty-amount"))
    page = words(next(page for page in comparison_pages(maker, [found]) if page.path.endswith("claims.md")).text)
    assert (
        "Infomaniak: Yes, on this condition (art. 10.1.4, para. 2, sentence 1):\n\n- for each of the failures" in page
    )
    assert "- otherwise: **CHF 0.00**" in page


def test_a_field_is_told_apart_from_that_of_the_record_in_question(state: State) -> None:
    """Infomaniak 10.1.3 s.2: an earlier failure of the same class is still open."""
    volume = next(volume for volume in state.newest if volume.document == INFOMANIAK)
    for language in ("en", "fr"):
        entries = Entries(Maker(state, language).scribe(volume, "index.md"))
        told = words("\n".join(line for value in volume.program.values.values() for line in entries.value(value).lines))
        assert not re.search(r"(class of the failure|classe de la panne)\S*( is|\W*:) \1", told)
    assert "classe de la panne équivaut à la valeur correspondante de l’élément en question" in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_answer_leaves_a_gap_or_an_uncontracted_article(state: State, language: str) -> None:
    for question in state.questions.values():
        for volume in state.newest:
            told = shown(state, volume.document, question.name, language)
            text = words(" ".join((told.answer, *told.conditions)))
            assert not re.search(r"[{}]|\b(?:que un|que une|si il|si ils)\b", text), text
