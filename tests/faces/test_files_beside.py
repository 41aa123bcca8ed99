"""What lies beside the clauses and can't be read is said where the clauses are checked."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from engine.desk import Desk
from engine.faces.service.description import description

CONTRACT = Path(__file__).parents[1] / "revise" / "contract" / "clauses"
MOST_SECONDS = 5
"""Of the processor: far above what each takes, far below what broke."""
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
        ("site.toml", "[[comparison]]\nname = '../../x'\nen = 'X'", "bad-name"),
        ("site.toml", "[[comparison]]\nname = 'index'\nen = 'X'", "bad-name"),
        ("site.toml", "[[comparison]]\nname = 'x'\nen = 'X'\n" * 2, "bad-name"),
        ("site.toml", "[[comparison]]\nname = 'x'\nen = 'X'\nqualifier = 'extent'", "unknown-key"),
        ("site.toml", "[[start]]\nen = 'X'\nclause = ['crique-verte']", "wrong-type"),
        ("site.toml", "[[start]]\nen = 'X'\nambiguity = []", "wrong-type"),
        ("crique-verte/sample.toml", "fact.storm = true", "unknown-key"),
        ("crique-verte/2024-01-01.signoffs.toml", "signoff = 5", "unreadable-signoffs"),
        ("crique-verte/2024-01-01.signoffs.toml", "signoff = ['x']", "unreadable-signoffs"),
        ("crique-verte/2024-01-01.signoffs.toml", "[[signoff]]\nby = ", "unreadable-signoffs"),
        ("crique-verte/2024-01-01.signoffs.toml", f"x = {'[' * 20_000}", "unreadable-signoffs"),
        ("crique-verte/2024-01-01.signoffs.toml", f"x = {'1' * 5_000}", "unreadable-signoffs"),
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


INSTEAD: dict[str, Callable[[Path], None]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link that leads nowhere": lambda path: path.symlink_to("nowhere"),
}


@pytest.mark.parametrize("instead", INSTEAD)
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("site.toml", None),
        ("crique-verte/accepted.toml", None),
        ("crique-verte/coupled.toml", None),
        ("crique-verte/sample.toml", None),
        ("crique-verte/search.toml", None),
        ("crique-verte/2024-01-01.signoffs.toml", "unreadable-signoffs"),
    ],
)
def test_what_lies_in_the_place_of_a_file_is_told(
    name: str, code: str | None, instead: str, opposable: Callable[..., Any], tmp_path: Path
) -> None:
    clauses = shutil.copytree(CONTRACT, tmp_path / "clauses")
    INSTEAD[instead](clauses / name)
    ran = opposable("check", str(clauses), "--format", "json")
    (told,) = json.loads(ran.output)
    assert (ran.status, told["code"]) == (1, code or ("no-regular-file" if instead == "a pipe" else "unreadable-file"))


def test_what_is_wrong_beside_the_clauses_is_said_in_french(opposable: Callable[..., Any], tmp_path: Path) -> None:
    clauses = shutil.copytree(CONTRACT, tmp_path / "clauses")
    (clauses / "site.toml").write_text("[[comparison]]\nname = '/x'\ntopics = 5\n", encoding="utf-8")
    ran = opposable("check", str(clauses), "--lang", "fr")
    assert "`/x` ne peut pas nommer une comparaison" in ran.errors
    assert "`topics` est une liste de textes" in ran.errors
    assert "un `comparison` sans `en`" in ran.errors


MANY = {
    "comparisons of one name": ("site.toml", "[[comparison]]\nname = 'x'\nen = 'X'\n" * 20000),
    "unknown tables": ("site.toml", "".join(f"x{number} = 1\n" for number in range(20000))),
    "words that stand for nothing": (
        "crique-verte/search.toml",
        "[en]\n" + "".join(f"x{number} = 1\n" for number in range(20000)),
    ),
    "entries that accept nothing": ("crique-verte/accepted.toml", "[[accepted]]\n" * 20000),
    "couplings of nothing": ("crique-verte/coupled.toml", "[[coupled]]\n" * 20000),
}


@pytest.mark.suite
@pytest.mark.parametrize("what", MANY)
def test_of_many_mistakes_the_first_are_told_at_once(what: str, opposable: Callable[..., Any], tmp_path: Path) -> None:
    clauses = shutil.copytree(CONTRACT, tmp_path / "clauses")
    name, content = MANY[what]
    (clauses / name).write_text(content, encoding="utf-8")
    start = process_time()
    ran = opposable("check", str(clauses), "--format", "concise")
    assert process_time() - start < MOST_SECONDS
    assert "too-many-mistakes" in ran.errors.splitlines()[0]
    assert ran.errors.count("\n") == 101


def test_a_sample_that_cannot_be_read_is_no_example_of_the_service(tmp_path: Path) -> None:
    clauses = shutil.copytree(CONTRACT, tmp_path / "clauses")
    (clauses / "crique-verte" / "sample.toml").write_text("x = [", encoding="utf-8")
    asked = description(Desk.open(clauses))["paths"]["/ask"]["post"]["requestBody"]["content"]["application/json"]
    assert "facts" not in asked["examples"]["crique-verte"]["value"]
