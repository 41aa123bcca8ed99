"""What is kept in the user's cache folder is made again where it is damaged."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.library import Library
from engine.model.kept import read_sealed, write_sealed
from engine.model.laws import known_holidays

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


@pytest.mark.parametrize("damage", [truncated, emptied, garbled])
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


def another_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-9] ^= 1
    path.write_bytes(content)


def of_nulls(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def grown(path: Path) -> None:
    os.truncate(path, 3_000_000_000)


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def led_to_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def exchanged(path: Path) -> None:
    path.write_bytes(path.with_name("other").read_bytes())


DAMAGE = [truncated, emptied, garbled, another_bit, of_nulls, grown, piped, led_to_a_device, made_a_folder, exchanged]


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_not_as_it_was_written_counts_as_not_there(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path = tmp_path / "kept"
    write_sealed(path, b"2024-01-01\n2024-01-02\nend")
    write_sealed(path.with_name("other"), b"2024-01-01\n2024-01-03\nend")
    assert read_sealed(path) == b"2024-01-01\n2024-01-02\nend"
    damage(path)
    assert read_sealed(path) is None


@pytest.mark.parametrize("damage", DAMAGE)
def test_all_that_is_kept_is_made_again(cache: Path, damage: Callable[[Path], None]) -> None:
    known_holidays.cache_clear()
    holidays = known_holidays("CH", "VD")
    known_holidays.cache_clear()
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".compiled", ".code", ".txt"}
    for path in files:
        write_sealed(path.with_name("other"), b"2024-01-01\nend")
        damage(path)
    assert known_holidays("CH", "VD") == holidays
    assert asked() == "no"
