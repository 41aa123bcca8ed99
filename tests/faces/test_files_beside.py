"""What lies beside the clauses and can't be read is said where the clauses are checked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CONTRACT = Path(__file__).parents[1] / "revise" / "contract" / "clauses"
DEEP = "x = " + "[" * 400 + "]" * 400


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("crique-verte/accepted.toml", "accepted = 5", "wrong-type"),
        ("crique-verte/accepted.toml", "accepted = [5]", "wrong-type"),
        ("crique-verte/accepted.toml", "[[accepted]]\nof = 'x'", "incomplete-acceptance"),
        ("crique-verte/coupled.toml", "coupled = 5", "wrong-type"),
        ("crique-verte/coupled.toml", "[[coupled]]\nx = 1", "incomplete-coupling"),
        ("crique-verte/coupled.toml", DEEP, "not-toml"),
        ("crique-verte/search.toml", "SLA = 5", "unknown-key"),
        ("crique-verte/search.toml", "en = 5", "wrong-type"),
        ("crique-verte/search.toml", "x = [", "not-toml"),
        ("site.toml", "x = 5", "unknown-key"),
        ("site.toml", "start = [1]", "wrong-type"),
        ("site.toml", "\0", "not-text"),
        ("crique-verte/2024-01-01.signoffs.toml", "signoff = 5", "unreadable-signoffs"),
    ],
)
@pytest.mark.parametrize("words", [(), ("--lint",)], ids=["", "lint"])
def test_it_is_told(
    name: str, content: str, code: str, words: tuple[str, ...], opposable: Callable[..., Any], tmp_path: Path
) -> None:
    clauses = shutil.copytree(CONTRACT, tmp_path / "clauses")
    (clauses / name).write_text(content, encoding="utf-8")
    ran = opposable("check", str(clauses), "--format", "json", *words)
    (told,) = json.loads(ran.output)
    assert (ran.status, told["code"], told["severity"]) == (1, code, "error")
