"""The formatter: what a file means and every comment stay, and what is set is set once and for all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources import REAL, mutations, sentences

from dsl.surface.formatter import format_source
from dsl.surface.parse import parse

QUIET = list(HealthCheck)
OF_TESTS = sorted(Path(__file__).resolve().parents[2].rglob("*.clause"))


def formats(text: str) -> None:
    formatted, diagnostics = format_source(text, "f")
    if diagnostics:
        assert formatted is None
        return
    assert formatted is not None
    assert parse(formatted, "f") == parse(text, "f")
    assert format_source(formatted, "f") == (formatted, [])


@pytest.mark.suite
@given(st.one_of(sentences(), mutations()))
@settings(max_examples=80, deadline=None, suppress_health_check=QUIET)
def test_whatever_can_be_read_keeps_its_meaning(text: str) -> None:
    formats(text)


@pytest.mark.slow
@given(st.one_of(sentences(), mutations()))
@settings(max_examples=500, deadline=None, suppress_health_check=QUIET)
def test_whatever_can_be_read_keeps_its_meaning_at_length(text: str) -> None:
    formats(text)


@pytest.mark.suite
@pytest.mark.parametrize("path", [*REAL, *OF_TESTS], ids=lambda path: path.name)
def test_every_clause_file_is_set_as_the_formatter_sets_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_source(text, path.name) == (text, [])


COMMENTED = """# of all
vocabulary  # a vocabulary
# of the party
party a   en "a"
  # within
  fr "b"
# at the end
"""


def test_comments_stay_with_what_they_stood_beside() -> None:
    formatted, _ = format_source(COMMENTED, "f")
    assert (
        formatted
        == """# of all
vocabulary  # a vocabulary

# of the party
party a en "a" fr "b"

# within
# at the end
"""
    )
