"""Whole opinions, read aloud before they were accepted; `--update-golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explain.cases import CASES, GOLDEN, LANGUAGES, text_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_opinion_reads_as_it_was_accepted(path: Path, language: str, request: pytest.FixtureRequest) -> None:
    text = text_of(path, language)
    golden = GOLDEN / f"{path.stem}.{language}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
