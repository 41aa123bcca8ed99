"""The formatter: what a file means and every comment stay, and what is set is set once and for all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources import REAL, mutations, sentences

from dsl.surface.formatter import format_source
from dsl.surface.parse import parse

QUIET = list(HealthCheck)


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
@settings(max_examples=1500, deadline=None, suppress_health_check=QUIET)
def test_whatever_can_be_read_keeps_its_meaning_at_length(text: str) -> None:
    formats(text)


@pytest.mark.suite
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_files_keep_their_meaning_and_their_comments(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    formats(text)
    formatted, _ = format_source(text, path.name)
    assert formatted is None or formatted.count("#") == text.count("#")
