"""Citations against the passages of a source lock."""

from pathlib import Path

import pytest

from dsl.check import check_folder
from dsl.locator import Locator
from dsl.report import concise
from dsl.typed.cited_passages import is_known

DOCUMENT = 'document demo en "D" fr "D" cites articles\nedition first\nclause 1 en "C" fr "C"\n'


@pytest.mark.parametrize("lock", ["", "[]", "{}", '{"passages": [{"at": "§§"}]}', "[" * 100_000])
def test_a_damaged_lock_is_a_diagnostic(tmp_path: Path, lock: str) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "d.clause").write_text(DOCUMENT, encoding="utf-8")
    (folder / "first.lock.json").write_text(lock, encoding="utf-8")
    assert [diagnostic.code for diagnostic in check_folder(tmp_path).diagnostics] == ["unreadable-lock"]


def test_a_passage_that_the_lock_does_not_list_is_unknown(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    inert = 'inert {} as information en "i" fr "i"\n'
    (folder / "d.clause").write_text(DOCUMENT + inert.format("§1") + inert.format("§2 s.1"), encoding="utf-8")
    (folder / "first.lock.json").write_text('{"passages": [{"at": "1 §1 s.1"}, {"at": "1 §1 s.2"}]}', encoding="utf-8")
    found = check_folder(tmp_path).diagnostics
    assert concise(found) == "demo/d.clause:5:7: error[unknown-passage] the document has no passage `1 §2 s.1`"
    assert found[0].help == "the clause has `1 §1 s.1`, `1 §1 s.2`"


def test_a_passage_among_many_is_found_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    passages = [Locator.parse(f"§{number}", clause="7") for number in range(1, 301)]
    by_clause = {"7": dict.fromkeys(passages)}
    looked: list[Locator] = []
    contains = Locator.contains
    monkeypatch.setattr(Locator, "contains", lambda self, other: (looked.append(other), contains(self, other))[1])
    assert all(is_known(passage, by_clause) for passage in passages)
    assert not looked
    assert not is_known(Locator.parse("§999", clause="7"), by_clause)
