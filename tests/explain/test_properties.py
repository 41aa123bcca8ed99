"""What holds of every opinion: no identifier in prose, nothing said twice, a citation for every step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.explain.opinion import Opinion, opinion_on
from engine.explain.reasoning import Reason
from engine.library.library import EditionEntry
from engine.print.format import Manner
from engine.print.formats.text import as_text
from engine.print.outline import Item, sections
from engine.suite.scenario import Scenario, find_scenarios
from tests.contracts import library
from tests.explain.cases import CASES, LANGUAGES, opinion

pytestmark = pytest.mark.suite

SCENARIOS = Path(__file__).parents[1] / "scenarios"
_WORDS = re.compile(r"\b(True|False|None)\b(?! [a-z])|\bnull\b|\b[a-z]+_[a-z_]+\b|\{|\}")
_FRENCH_SPACE = re.compile(r"[^\u00a0\s(\[/][;?!»]|« |[^\u00a0] ?:(?= )|[^\u00a0]%")


def _put(scenario: Scenario) -> tuple[Answer, EditionEntry]:
    entry = library().in_force(scenario.document, scenario.file.content.get("on"))
    reader = CaseReader(library().knowledge(entry), library().facts_elsewhere(scenario.document), lenient=True)
    return answer(reader.read(scenario.file), scenario.question), entry


def _items(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _items(item.children)


def _prose(found: Opinion) -> Iterator[str]:
    yield found.question
    yield found.short
    for section in sections(found):
        yield from section.paragraphs
        for item in _items(section.items):
            yield item.text
            yield item.mark


def _reasons(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from _reasons(reason.children)


def _check(found: Opinion) -> None:
    wrong = [text for text in _prose(found) if _WORDS.search(text)]
    assert not wrong, wrong
    for reason in _reasons((*found.reasons, *found.details)):
        assert reason.citation, reason.text
    lines = Counter(line.strip() for line in as_text(found, Manner()).splitlines() if len(line.strip()) > 60)
    for section in sections(found):
        if section.key in ("missing", "facts", "rejected", "changes", "reservations", "contested"):
            texts = Counter(item.text for item in section.items)
            assert not [text for text, count in texts.items() if count > 1]
    assert lines
    if found.language == "fr":
        misset = [text for text in _prose(found) if _FRENCH_SPACE.search(text)]
        assert not misset, misset


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_opinion_is_prose_with_citations(path: Path, language: str) -> None:
    _check(opinion(path, language))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(SCENARIOS.rglob("*.toml")), ids=lambda path: path.stem)
def test_so_is_the_opinion_on_every_scenario(path: Path, share: Callable[[list[Scenario]], list[Scenario]]) -> None:
    for scenario in share(find_scenarios([path])):
        found, entry = _put(scenario)
        for language in LANGUAGES:
            _check(opinion_on(found, language, entry))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_both_languages_say_the_same(path: Path) -> None:
    english, french = (opinion(path, language) for language in LANGUAGES)
    assert [section.key for section in sections(english)] == [section.key for section in sections(french)]
    for one, other in zip(sections(english), sections(french), strict=True):
        assert [item.mark != "" for item in _items(one.items)] == [item.mark != "" for item in _items(other.items)]
        assert [item.typed for item in _items(one.items)] == [item.typed for item in _items(other.items)]
    assert [reason.number for reason in _reasons(english.reasons)] == [
        reason.number for reason in _reasons(french.reasons)
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_short_answer_is_one_sentence_and_says_in_three_more_at_most_what_it_rests_on(path: Path) -> None:
    for language in LANGUAGES:
        short = opinion(path, language).short
        assert short[-1] in ".”»", short
        sentences = re.findall(r"[a-zé)]\. [A-ZÀÉ]", re.sub(r"\b(art|para|al|ch|let)\.", "", short))
        assert len(sentences) <= (3 if opinion(path, language).rests_on_more else 0), short
