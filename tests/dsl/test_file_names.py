"""What may name a document or an edition: the same for whoever writes clauses and for whoever locks their text."""

from pathlib import Path

import pytest

from dsl.check import check_folder
from dsl.diagnostic import Rejected
from dsl.file_names import LONGEST_NAME
from engine.revise.texts import require_name


def is_checked(folder: Path, document: str, edition: str) -> bool:
    """Whether clauses of a document and an edition so named are taken."""
    (folder / "a.clause").write_text(
        f'document {document} en "A" cites articles\nedition {edition}\nparty one en "one"\n', encoding="utf-8"
    )
    return "unusable-name" not in {found.code for found in check_folder(folder).diagnostics}


def is_locked(name: str) -> bool:
    """Whether the text of what is so named can be locked."""
    try:
        require_name(name, "a document")
    except Rejected:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "can_be"),
    [
        ("lease", True),
        ("Lease_of-Berths", True),
        ("l" * LONGEST_NAME, True),
        ("l" * (LONGEST_NAME + 1), False),
    ],
)
def test_what_is_checked_can_be_locked_and_what_cannot_be_locked_is_told_when_it_is_checked(
    name: str, can_be: bool, tmp_path: Path
) -> None:
    assert is_locked(name) is is_checked(tmp_path, name, "first") is is_checked(tmp_path, "first", name) is can_be
