"""Locks on disk, and comparing texts with them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.source.compare import ChangeKind, compare_text
from engine.source.layout import PLAIN_CLAUSES
from engine.source.lock import Lock, load_lock, lock_text, make_lock, parse_lock, write_lock
from engine.source.source_error import SourceError

SENTENCES = st.sampled_from(("Le port ferme.", "Il ouvre à 6 heures.", "Le gardien veille.", "Nul ne dort."))
CONTRACTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=5).map(
    lambda clauses: "\n\n".join(f"{number}. {' '.join(clause)}" for number, clause in enumerate(clauses, 1))
)


@given(CONTRACTS)
def test_a_text_is_the_same_as_its_own_lock(text: str) -> None:
    lock = make_lock("wall", "trial", text, PLAIN_CLAUSES)
    assert parse_lock(lock_text(lock)) == lock
    comparison = compare_text(lock, text, PLAIN_CLAUSES)
    assert set(comparison.counts()) == {"identical"}
    assert comparison.same_words


@given(CONTRACTS, CONTRACTS)
def test_every_passage_of_both_sides_is_accounted_for_once(old: str, new: str) -> None:
    lock = make_lock("wall", "trial", old, PLAIN_CLAUSES)
    comparison = compare_text(lock, new, PLAIN_CLAUSES)
    before = [change.before for change in comparison.changes if change.before]
    after = [change.after for change in comparison.changes if change.after]
    assert sorted(entry.locator for entry in before) == sorted(entry.locator for entry in lock.passages)
    assert tuple(after) == comparison.text.passages


def kinds(lock: Lock, text: str) -> dict[str, ChangeKind]:
    changes = compare_text(lock, text).changes
    return {
        f"new {change.locator}" if change.kind == "added" else str(change.locator): change.kind
        for change in changes
        if change.kind != "identical"
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("15 francs", "25 francs", {"2.1 §2 s.1": "numbers"}),
        ("deux semaines", "trois semaines", {"2.1 §2 s.1": "numbers"}),
        ("60%", "65%", {"2.1 table row 2": "numbers"}),
        ("60%", "60 %", {"2.1 table row 2": "typographic"}),
        ("d'amarrage, p.", "d’amarrage, p.", {"1.1 §1 s.1": "typographic"}),
        ("est payée", "peut être payée", {"2.1 §1 s.2": "modals"}),
        ("b. de faire du feu à bord ;\nc.", "b.", {
            "2.2 §1 item b": "removed", "2.2 §1 item c s.1": "shifted", "2.2 §1 item c s.2": "shifted",
        }),
        ("\n2.2 Il", "\n2.4 Il", {f"2.2 §1 {place}": "shifted" for place in (
            "s.1", "item a", "item b", "item c s.1", "item c s.2",
        )}),
        ("Elle est", "Nul n'en est dispensé. Elle est", {"new 2.1 §1 s.2": "added", "2.1 §1 s.2": "shifted"}),
        ("De 5 à 9 m 60%\n\n", "", {"2.1 table row 2": "removed", "2.1 table row 3": "shifted"}),
        ("Objet", "But", {"1 heading": "wording"}),
    ],
)  # fmt: skip
def test_edits_are_told_apart(mooring: str, old: str, new: str, expected: dict[str, ChangeKind]) -> None:
    lock = make_lock("mooring", "2020-02-01", mooring)
    assert old in mooring
    assert kinds(lock, mooring.replace(old, new)) == expected


def test_a_rewritten_sentence_among_removed_ones_is_found_by_its_length(mooring: str) -> None:
    lock = make_lock("mooring", "2020-02-01", mooring)
    text = mooring.replace("Les bateaux sont admis au port de Crique-Verte (ci-après : le port). ", "").replace(
        "Ils y restent", "Ils y demeurent"
    )
    assert kinds(lock, text) == {"preamble §1 s.1": "removed", "preamble §1 s.2": "wording"}
    change = compare_text(lock, text).of_kind("wording")[0]
    assert change.moved


def test_a_locator_finds_the_changes_that_reach_it(mooring: str) -> None:
    lock = make_lock("mooring", "2020-02-01", mooring)
    comparison = compare_text(lock, mooring.replace("60%", "65%"))
    table = next(entry.locator for entry in lock.passages if entry.kind == "table-row")
    assert [change.kind for change in comparison.reaching(table)] == []
    whole = type(table)(clause="2.1")
    assert [change.kind for change in comparison.reaching(whole)] == ["numbers"]
    assert len(lock.covered(whole)) == 8
    assert lock.paragraphs("2.1") == 2
    assert lock.paragraphs("8") == 0


def test_the_file_is_written_whole_and_the_same_every_time(mooring: str, tmp_path: Path) -> None:
    lock = make_lock("mooring", "2020-02-01", mooring)
    path = tmp_path / "mooring" / "2020-02-01.lock.json"
    write_lock(lock, path)
    first = path.read_bytes()
    write_lock(load_lock(path), path)
    assert path.read_bytes() == first
    assert os.listdir(path.parent) == [path.name]
    content = json.loads(first)
    assert list(content) == sorted(content)
    assert all(list(entry) == sorted(entry) for entry in content["passages"])


def test_a_failed_write_leaves_the_old_file(mooring: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.lock.json"
    path.write_text("old")

    def refuse(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="full"):
        write_lock(make_lock("mooring", "2020-02-01", mooring), path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"format": 9}', '{"format": 1}', "[" * 100_000,
     '{"format": 1, "style": "verse"}',
     '{"document": "", "edition": "", "format": 1, "passages": [{"kind": 1}], "style": "clause", "text": 1}'],
)  # fmt: skip
def test_a_damaged_lock_is_refused(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_lock(text)
    assert caught.value.code == "unreadable-lock"


@pytest.mark.parametrize("wrong", [[[]], 7, None, {"a": 1}])
@pytest.mark.parametrize("key", ["document", "edition", "text", "at", "eid", "strict", "signs", "sketch"])
def test_a_lock_that_says_something_in_no_words_is_refused(mooring: str, key: str, wrong: object) -> None:
    content = json.loads(lock_text(make_lock("mooring", "2020-02-01", mooring)))
    (content if key in content else content["passages"][0])[key] = wrong
    with pytest.raises(SourceError) as caught:
        parse_lock(json.dumps(content))
    assert caught.value.code == "unreadable-lock"


def test_a_lock_that_says_one_thing_twice_is_refused(mooring: str) -> None:
    text = lock_text(make_lock("mooring", "2020-02-01", mooring))
    with pytest.raises(SourceError, match="`document` stands twice"):
        parse_lock(text.replace('"document":', '"document": "other", "document":', 1))


def test_a_missing_lock_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_lock(tmp_path / "none.json")
    assert caught.value.code == "no-lock"
    with pytest.raises(SourceError) as caught:
        load_lock(tmp_path)
    assert caught.value.code == "unreadable-lock"


def test_a_text_without_words_cannot_be_locked() -> None:
    with pytest.raises(SourceError) as caught:
        make_lock("mooring", "2020-02-01", " \n•\n")
    assert caught.value.code == "empty-text"
