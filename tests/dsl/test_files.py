"""Files that cannot be read, source locks, and limits; `tests/language/diagnostics-files.md` shows them to a reader."""

import os
from pathlib import Path

import pytest

from dsl import check
from dsl.check import check_folder
from dsl.diagnostic import Diagnostic
from dsl.files import beginning_of, in_order

DOCUMENT = 'document demo en "D" fr "D" cites articles\nedition first\nclause 1 en "C" fr "C"\n'


def codes(folder: Path) -> list[str]:
    return [diagnostic.code for diagnostic in check_folder(folder).diagnostics]


def test_an_empty_folder_and_an_empty_file_are_sound(tmp_path: Path) -> None:
    assert codes(tmp_path) == []
    (tmp_path / "empty.clause").write_bytes(b"")
    assert codes(tmp_path) == []


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.clause").write_bytes(b"\xef\xbb\xbf" + DOCUMENT.encode())
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x89PNG\0\0", "not-text"), (b"vocabulary\n# \xe9t\xe9\n", "bad-encoding")]
)
def test_what_is_no_text_is_said_once_and_names_are_not_missed(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "vocabulary.clause").write_bytes(content)
    (tmp_path / "d.clause").write_text(DOCUMENT + 'power keep by §1 owner may pay en "k" fr "k"\n', encoding="utf-8")
    assert codes(tmp_path) == [code]


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LARGEST_CLAUSE_FILE", 10)
    (tmp_path / "d.clause").write_text(DOCUMENT, encoding="utf-8")
    assert codes(tmp_path) == ["file-too-large"]


def test_a_folder_in_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "d.clause").mkdir()
    assert codes(tmp_path) == ["unreadable-file"]


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="only who may read what the system says can")
def test_what_is_called_a_file_and_has_nothing_to_give_yet_is_said() -> None:
    log = Path("/proc/kmsg")
    for _ in range(1000):  # what it has said so far is given first
        found = beginning_of(log, "kmsg", 1 << 20)
        if isinstance(found, Diagnostic):
            break
    assert isinstance(found, Diagnostic)
    assert found.code == "unreadable-file"


def test_paths_are_in_the_order_in_which_a_person_puts_them() -> None:
    names = ["lease-1", "lease-2", "lease-10", "lease-10b", "lease-010/2", "lease-11", "terms"]
    assert [path.as_posix() for path in in_order(map(Path, reversed(names)))] == [
        "lease-1",
        "lease-2",
        "lease-10",
        "lease-010/2",
        "lease-10b",
        "lease-11",
        "terms",
    ]


def test_a_link_that_leads_nowhere_is_not_suggested_in_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    found = beginning_of(tmp_path / "loop.toml", "loop.toml", 10)
    assert isinstance(found, Diagnostic)
    assert found.help == "check the path"
