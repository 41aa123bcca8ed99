"""Clauses that only their headings name, moved as a whole; and clauses that only their numbers name, renumbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.faces.command_line.command import main
from engine.source.compare import compare_text
from engine.source.layout import layout
from engine.source.lock import make_lock

PARTS = (
    "Fees\n\nThe skipper pays the fee of the season before the first day of mooring at the quay.",
    "Keys\n\nReserved for later use by the keeper of the harbour, who decides on it alone.",
    "Use\n\nThe keeper moves the boat when a storm is announced for the night by the office.",
    "End\n\nThe contract ends with the season, whatever becomes of the boat in the meantime.",
)


def test_a_clause_without_a_number_that_moved_is_seen() -> None:
    first, second, third, last = PARTS
    headings = layout("headings")
    lock = make_lock("quay", "old", "\n\n".join(("Terms of the quay", *PARTS)), headings)
    found = compare_text(lock, "\n\n".join(("Terms of the quay", first, third, last, second)), headings)
    assert {(change.kind, change.locator.clause) for change in found.changes if change.kind != "identical"} == {
        ("moved", "~keys")
    }


def test_a_skeleton_calls_a_clause_by_its_present_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sentences = [part.partition("\n\n")[2] for part in PARTS]
    old = "\n\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))
    new = "\n\n".join(f"{number}. {text}" for number, text in enumerate(["A guest pays nothing.", *sentences], 1))
    Path("old.txt").write_text(f"Terms of the quay\n\n{old}\n", encoding="utf-8")
    Path("new.txt").write_text(f"Terms of the quay\n\n{new}\n", encoding="utf-8")
    for words in (("new", "quay", "old.txt"), ("revise", "quay", "new.txt", "--scaffold", "later")):
        with pytest.raises(SystemExit) as stop:
            main([*words, "--clauses", "clauses"])
        assert not stop.value.code, capsys.readouterr().err
    skeleton = (tmp_path / "clauses" / "quay" / "later.clause").read_text(encoding="utf-8")
    assert 'clause 5 en "Clause 5"' in skeleton or "clause 5 " not in skeleton
    assert 'clause 3 en "Clause 2"' not in skeleton
