"""A brief opinion leaves out, and says nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.print.format import Manner
from engine.print.formats.text import as_text
from engine.print.outline import sections
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
        assert {item.text for item in section.items} <= {item.text for item in known[section.key].items}
    lines = as_text(brief, Manner()).splitlines()
    assert len(lines) <= SCREEN
    assert " ".join(whole.short.split()) in " ".join(" ".join(lines).split())
