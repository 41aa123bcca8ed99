"""What was compiled of a state of the clauses is found again, and never taken for what another state would give."""

import os
import shutil
from pathlib import Path

import pytest

from dsl.diagnostic import Rejected
from engine.library import compiled_state
from engine.library.library import Library

CLAUSES = Path(__file__).parents[1] / "revise" / "contract" / "clauses"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Clauses of one's own, of which the system's word is taken at once, and which were compiled."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(compiled_state, "_SETTLED", -3600)
    folder = tmp_path / "clauses"
    shutil.copytree(CLAUSES, folder)
    assert title(folder) == "Crique-Verte mooring conditions"
    return folder


def title(folder: Path) -> str:
    """What a clause file calls the document, as the library has it that is opened now."""
    return Library.open(folder).entries[0].title.in_language("en")


def test_nothing_is_read_again_as_long_as_nothing_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_state, "read_content", None)
    assert title(folder) == "Crique-Verte mooring conditions"


def test_other_words_of_the_same_length_are_seen_though_the_file_claims_its_old_date(folder: Path) -> None:
    (path,) = (path for path in folder.rglob("*.clause") if b"mooring conditions" in path.read_bytes())
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"mooring conditions", b"landing conditions"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert title(folder) == "Crique-Verte landing conditions"


def test_what_was_written_just_now_is_read_whatever_the_system_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_state, "_SETTLED", 3600)
    monkeypatch.setattr(compiled_state, "kept", None)
    assert title(folder) == "Crique-Verte mooring conditions"


def test_a_file_that_can_no_longer_be_read_is_told(folder: Path) -> None:
    path = next(folder.rglob("*.clause"))
    path.unlink()
    path.symlink_to(folder / "nowhere.clause")
    with pytest.raises(Rejected) as found:
        Library.open(folder)
    assert "unreadable-file" in {diagnostic.code for diagnostic in found.value.diagnostics}
