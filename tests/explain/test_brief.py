"""A brief opinion leaves out, and says nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.print.format import Manner
from engine.print.formats.text import as_text
from engine.print.outline import sections
from tests.explain.cases import CASES, LANGUAGES, opinion


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_brief_is_a_part_of_the_whole(path: Path, language: str) -> None:
    whole = opinion(path, language)
    brief = replace(whole, brief=True)
    kept = {section.key for section in sections(brief)}
    assert kept == {section.key for section in sections(whole)} - {"facts", "rejected", "dates", "details"}
    long, short = as_text(whole, Manner()).splitlines(), as_text(brief, Manner()).splitlines()
    assert len(short) <= len(long)
    assert " ".join(whole.short.split()) in " ".join(" ".join(short).split())
