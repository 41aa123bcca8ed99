"""The words that work at any time in an interview do so wherever something is asked for, and save over nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faces.test_interview_command import HARBOUR, case_in, interview

pytestmark = pytest.mark.suite


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.parametrize("name", ["99.clause", "2030-01-01.lock.json", "site.toml"])
def test_nothing_is_saved_where_the_call_would_read_it(name: str, tmp_path: Path) -> None:
    clauses = Path(shutil.copytree(HARBOUR / "clauses", tmp_path / "clauses"))
    laid, link = clauses / name, tmp_path / "case.toml"
    link.symlink_to(laid)
    words = ("--clauses", str(clauses), "--lang", "fr")
    said = (f"save {laid}", f"save {link}", "stop")
    output = interview(*said, question="may-leave", document="crique-verte", words=words).output
    assert output.count("serait lu désormais avec les clauses") == 2
    assert not laid.exists()


def test_words_do_what_they_say_where_the_evidence_is_asked_for(tmp_path: Path) -> None:
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    said = ("1", "!A", "why", f"save {before}", "back", "!B", "the ticket", f"save {after}", "stop")
    output = interview(*said).output
    assert output.count("Evidence:") == 4, "told why, and that it is saved, one is asked for the evidence again"
    assert "class" not in before.read_text(encoding="utf-8"), "it is told once its evidence is"
    assert case_in(after).facts["outages"][0][0] == "B"
    assert case_in(after).standing == {"outages[1].class": ("contested", "the ticket")}


@pytest.mark.parametrize("word", ["stop", "review", "fin"])
def test_no_word_that_leads_away_is_taken_for_evidence(word: str, tmp_path: Path) -> None:
    saved = tmp_path / "case.toml"
    words = ("--lang", "fr") if word == "fin" else ()
    output = interview("1", "!A", word, f"save {saved}", "stop", words=words).output
    assert saved.exists() == (word == "review"), "the others end it"
    assert "contest" not in output.rpartition(word)[2]
    assert "class" not in (saved.read_text(encoding="utf-8") if saved.exists() else "")
