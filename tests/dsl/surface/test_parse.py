"""Text to surface tree: where words end, what is kept of phrases, and how much is read of what nobody writes."""

import time

import pytest

from dsl.check import check_sources
from dsl.report import concise
from dsl.surface.parse import parse

DOCUMENT = 'document demo en "D" fr "D" cites articles\nedition first\nclause 1 en "C" fr "C"\n'


def test_a_keyword_ends_where_its_word_ends() -> None:
    _, diagnostics = parse('value a: integer by §1 en "a" fr "a" is 3 island', "f")
    assert [diagnostic.code for diagnostic in diagnostics] == ["unexpected-word"]


def test_no_break_spaces_of_french_phrases_are_kept() -> None:
    (topic,), _ = parse('topic a en "a   b" fr "Quoi\u00a0?\n  oui"', "f")
    assert dict(topic.text.texts) == {"en": "a b", "fr": "Quoi\u00a0? oui"}  # type: ignore[attr-defined]  # a topic


def test_after_a_hundred_syntax_errors_the_file_is_given_up() -> None:
    found = check_sources({"v.clause": "vocabulary\n" + "topic a\n" * 500}).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["unfinished"] * 100 + ["too-many-mistakes"]


@pytest.mark.parametrize(
    "nested",
    [
        "(" * 2000 + "1" + ")" * 2000,
        "not " * 2000 + "yes",
        "if yes then 1 else " * 2000 + "1",
        "1" + " + 1" * 2000,
        "(" * 2000,
        "max(1, " * 2000 + "1" + ")" * 2000,
    ],
)
def test_deep_nesting_never_exhausts_the_stack(nested: str) -> None:
    found = check_sources({"d.clause": f'{DOCUMENT}value a: integer by §1 en "a" fr "a" is {nested}\n'}).diagnostics
    assert {diagnostic.code for diagnostic in found} <= {"nested-too-deep", "unfinished", "unused"}
    assert len(found) == 1


def test_a_truncated_file_says_where_it_breaks_off() -> None:
    text = DOCUMENT + 'value a: integer by §1 en "a" fr "a" is max(1, 2)\n'
    for end in range(len(DOCUMENT), len(text)):
        found = check_sources({"d.clause": text[:end]}).diagnostics
        assert len(found) <= 1, (text[:end], concise(found))


@pytest.mark.slow
def test_parsing_time_grows_with_the_length_of_the_file() -> None:
    def seconds(repeat: int) -> float:
        text = "vocabulary\n" + "".join(
            f'fact f{i}: boolean en "f" fr "f" otherwise en "n" fr "n" ask en "?" fr "?"\n' for i in range(repeat)
        )
        before = time.process_time()
        parse(text, "v.clause")
        return time.process_time() - before

    seconds(100)
    assert seconds(8000) < 25 * max(seconds(800), 0.05)
