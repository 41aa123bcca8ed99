"""A brief opinion leaves out, and says nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.print.format import Manner
from engine.print.formats.text import as_text
from engine.print.outline import MOST_IN_BRIEF, sections
from engine.tongues import tongue
from tests.explain.cases import CASES, LANGUAGES, opinion

pytestmark = pytest.mark.suite

SCREEN = 40
"""As many lines as a terminal shows at once."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_brief_is_a_part_of_the_whole_and_fits_one_screen(path: Path, language: str) -> None:
    whole = opinion(path, language)
    brief = replace(whole, brief=True)
    known = {section.key: section for section in sections(whole)}
    for section in sections(brief):
        assert not section.in_annex
        left = len(whole.missing) - MOST_IN_BRIEF
        counted = {tongue(language).advice.say("missing_more", number=left)} if section.key == "missing" else set()
        assert {item.text for item in section.items} - counted <= {item.text for item in known[section.key].items}
    lines = as_text(brief, Manner()).splitlines()
    assert len(lines) <= SCREEN
    assert " ".join(whole.short.split()) in " ".join(" ".join(lines).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_brief_counts_what_is_missing_beyond_what_it_names(language: str) -> None:
    """It claims that nothing else matters, and so says how much of it there is."""
    whole = opinion(next(path for path in CASES if path.stem == "password-lost"), language)
    brief = replace(whole, brief=True)
    missing = next(section for section in sections(brief) if section.key == "missing")
    assert len(whole.missing) > MOST_IN_BRIEF
    assert str(len(whole.missing) - MOST_IN_BRIEF) in missing.items[-1].text
