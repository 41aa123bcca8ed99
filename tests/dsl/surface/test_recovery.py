"""Several mistakes in a file: all are found, each once, at its place, and none makes another."""

import pytest

from dsl.check import check_sources
from dsl.report import concise
from dsl.surface.parse import parse

VOCABULARY = """vocabulary
party owner en "o" fr "o"
action pay en "p" fr "p"
choice colour en "c" fr "c"
  option red en "r" fr "r"
  option blue en "b" fr "b"
fact paint: colour en "p" fr "p" ask en "?" fr "?"
fact late: boolean en "l" fr "l" otherwise en "n" fr "n" ask en "?" fr "?"
topic t en "t" fr "t"
question keep topic t en "?" fr "?" asks position power of owner to pay
"""
DOCUMENT = """document demo en "D" fr "D" cites articles
edition first
clause 1 en "C" fr "C"
ambiguity meaning by §1 en "?" fr "?"
  reading this en "this" fr "this" because en "…" fr "…"
  reading that en "that" fr "that" because en "…" fr "…"
power keep by §1 owner may pay en "k" fr "k"
  when paint is red and late and meaning is this
exception unless_blue to keep by §1 en "e" fr "e" when paint is blue
"""


def found(vocabulary: str = VOCABULARY, document: str = DOCUMENT) -> list[str]:
    sources = {"d": document, "v": vocabulary}
    return [line.split("] ")[0] for line in concise(check_sources(sources).diagnostics).splitlines()]


def test_the_program_itself_is_sound() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("vocabulary\n", "vocabluary\n", "v:1:1: error[unknown-statement"),
        ("choice colour", "choise colour", "v:4:1: error[unknown-statement"),
        ("option red en", "option red on", "v:5:14: error[missing-language"),
        ('option red en "r" fr "r"', 'option red en "r fr "r"', "v:5:17: error[unclosed-text"),
        ("fact late: boolean", "fact late boolean", "v:8:11: error[unexpected-word"),
        ("party owner en", "party owner", "v:2:13: error[unexpected-word"),
        ("question keep topic", "question keep topc", "v:10:15: error[unexpected-word"),
    ],
)
def test_one_mistake_in_the_vocabulary_is_one_diagnostic(old: str, new: str, expected: str) -> None:
    assert found(vocabulary=VOCABULARY.replace(old, new)) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("document demo", "documnet demo", "d:1:1: error[unknown-statement"),
        ("edition first", "editoin first", "d:2:1: error[unknown-statement"),
        ("clause 1", "claus 1", "d:3:1: error[unknown-statement"),
        ("ambiguity meaning by", "ambiguity meaning", "d:4:19: error[unexpected-word"),
        ("reading that", "raeding that", "d:6:3: error[unexpected-word"),
        ("owner may pay", "owner pay", "d:7:24: error[unexpected-word"),
        ("  when paint is red", "  whn paint is red", "d:8:3: error[unexpected-word"),
        ("when paint is blue\n", "when paint is\n", "d:9:63: error[unfinished"),
        ('en "e" fr "e"', 'en "e" fr', "d:9:44: error[unexpected-word"),
        ("meaning is this\n", "meaning is\n", "d:8:43: error[unfinished"),
    ],
)
def test_one_mistake_in_the_document_is_one_diagnostic(old: str, new: str, expected: str) -> None:
    assert found(document=DOCUMENT.replace(old, new)) == [expected]


def test_many_mistakes_are_found_at_once() -> None:
    document = (
        DOCUMENT.replace("ambiguity meaning", "ambigiuty meaning")
        .replace("owner may", "owner mya")
        .replace("exception unless_blue to", "exception unless_blue too")
    )
    vocabulary = VOCABULARY.replace("action pay", "actoin pay").replace("fact late:", "fact late")
    assert found(vocabulary, document) == [
        "d:4:1: error[unknown-statement",
        "d:7:24: error[unexpected-word",
        "d:9:23: error[unexpected-word",
        "v:3:1: error[unknown-statement",
        "v:8:11: error[unexpected-word",
    ]


def test_a_misspelt_option_is_reported_once() -> None:
    assert found(document=DOCUMENT.replace("is blue", "is bleu")) == ["d:9:65: error[unknown-option"]


@pytest.mark.parametrize(
    ("written", "help_line"),
    [
        ("presumed no ordinery because", "did you mean `ordinary`?"),
        (
            "presumed no usual because",
            "expected the kind of the presumption: `ordinary`, `continuity`, `form`, `duty_kept`",
        ),
        ("presumed no because", "expected the kind of the presumption: `ordinary`, `continuity`, `form`, `duty_kept`"),
        ("presumed no ordinary", "expected the reason for it"),
    ],
)
def test_a_presumption_without_a_kind_that_is_known_is_told_which_there_are(written: str, help_line: str) -> None:
    source = (
        'vocabulary\nfact rain: boolean en "rain" fr "pluie" otherwise en "dry" fr "sec" ask en "Rain?" fr "Pluie ?"\n'
        f'  {written} en "It is dry." fr "Il fait sec."\n'
    )
    ((_, diagnostic),) = [(d.code, d) for d in check_sources({"vocabulary.clause": source}).diagnostics]
    assert (diagnostic.help or "").startswith(help_line)


@pytest.mark.parametrize(
    ("written", "help_line"),
    [
        ("fact clé_perdue: boolean", "names take the letters a to z"),
        ("edition first in force from 01.02.2025", "dates are written year-month-day: `2025-02-01`"),
        ("setting a: date = 31.12.2025", "dates are written year-month-day: `2025-12-31`"),
        ('value a: boolean by 1 en "x" fr "x" is b == 3', "`=` is written once"),
        ('value a: boolean by 1 en "x" fr "x" is b && c', "conditions are joined by the words `and` and `or`"),
        ('value a: boolean by 1 en "x" fr "x" is b <> c', "what differs is written `!=`"),
        ('value a: date by 1 en "x" fr "x" is b + 5 working days', "working days are counted by `working_days_after"),
    ],
)
def test_what_is_written_as_elsewhere_is_told_how_it_is_written_here(written: str, help_line: str) -> None:
    (diagnostic,) = parse(f"{written}\n", "v")[1]
    assert (diagnostic.help or "").startswith(help_line)
