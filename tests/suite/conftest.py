"""The harbour contract of `tests/revise`, compiled without a lock, with its scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.library.library import EditionEntry, Library
from engine.suite.scenario import Scenario, find_scenarios

CONTRACT = Path(__file__).resolve().parents[1] / "revise" / "contract"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The compiled contract."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Library.open(CONTRACT / "clauses")


@pytest.fixture
def entry(library: Library) -> EditionEntry:
    """Its one edition."""
    return library.editions("crique-verte")[0]


@pytest.fixture
def scenarios() -> list[Scenario]:
    """Its scenarios."""
    return find_scenarios([CONTRACT / "scenarios"])
