"""What is kept in the user's cache folder is made again where it is damaged."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.library import Library

CLAUSES = Path(__file__).parents[1] / "revise" / "contract" / "clauses"
FACTS = 'on = 2024-06-01\nfacts = { outage_length = "1 hour" }'


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder in which the contract was compiled, and its question answered often enough to be kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for _ in range(2):
        assert asked() == "no"
    return tmp_path


def asked() -> str:
    """What a process that opens the library now answers, the second time from generated code."""
    library = Library.open(CLAUSES)
    knowledge = library.knowledge(library.entries[0])
    case = CaseReader(knowledge).read(parse_case(FACTS, "facts.toml"))
    found = {answer(case, "rebate-owed").answer for _ in range(3)}
    (word,) = found
    return word


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def garbled(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def of_another_version(path: Path) -> None:
    """A well-formed list or program without what is in it, and a module without what it is for."""
    if path.suffix == ".compiled":
        head = pickle.dumps((("crique-verte",), b"") if path.stem == "manifest" else ({}, {}))
        path.write_bytes(len(head).to_bytes(4, "big") + head)
    else:
        path.write_bytes(marshal.dumps(compile("x = 1", "<x>", "exec")))


@pytest.mark.parametrize("damage", [truncated, emptied, garbled, of_another_version])
@pytest.mark.parametrize("name", [
    "crique-verte@2024-01-01.compiled", "manifest.compiled", "decide-*.code",
])  # fmt: skip
def test_what_is_damaged_is_made_again(cache: Path, name: str, damage: Callable[[Path], None]) -> None:
    (path,) = cache.rglob(name)
    whole = path.read_bytes()
    damage(path)
    assert asked() == "no"
    if path.suffix != ".code":
        assert path.read_bytes() == whole


def test_what_was_taken_away_meanwhile_is_made_again(cache: Path) -> None:
    library = Library.open(CLAUSES)
    (path,) = cache.rglob("crique-verte@2024-01-01.compiled")
    path.unlink()
    assert library.knowledge(library.entries[0]).program.facts
    assert path.is_file()


def test_a_cache_that_can_neither_be_read_nor_written_is_done_without(cache: Path) -> None:
    (path,) = cache.rglob("crique-verte@2024-01-01.compiled")
    path.unlink()
    path.mkdir()
    (path / "in the way").write_text("", encoding="utf-8")
    assert asked() == "no"
