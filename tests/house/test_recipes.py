"""The recipes of `engine/README.md`, followed to the letter in a copy of the house.

Blocks with `file=PATH` are written there, then the commands of the ```console` blocks are performed and compared with
what stands below them. Of `pytest` and `lint-imports` nothing is shown: they must pass.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.suite

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)
_CHECKS = ("pytest", "lint-imports")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "scenarios", "benchmarks", "golden", "*.pyc")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe: what it adds to the house, and what shows that it works."""

    title: str
    files: tuple[tuple[str, str], ...]
    consoles: tuple[str, ...]


def recipes() -> list[Recipe]:
    text = (ROOT / "engine" / "README.md").read_text(encoding="utf-8").split("\n## Recipes\n")[1]
    found = []
    for section in text.split("\n### ")[1:]:
        blocks = list(_BLOCK.finditer(section))
        found.append(
            Recipe(
                section.split("\n", 1)[0],
                tuple((block["file"], block["body"]) for block in blocks if block["file"]),
                tuple(block["body"] for block in blocks if block["kind"] == "console"),
            )
        )
    return found


def perform(command: str, house: Path) -> str:
    """What a command prints in the copy, and its exit status if that isn't 0."""
    ran = subprocess.run(
        ["bash", "-c", command],  # any bash will do
        cwd=house,
        env={**os.environ, "PATH": f"{house / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=False,
    )
    shown = ran.stdout + ran.stderr
    if command.startswith(_CHECKS):
        assert ran.returncode == 0, shown
        return ""
    return shown + (f"[exit status {ran.returncode}]\n" if ran.returncode else "")


def copied(folder: Path) -> Path:
    """A copy of the house whose commands run the copy."""
    house = folder / "house"
    for name in ("dsl", "engine", "clauses", "tests"):
        shutil.copytree(ROOT / name, house / name, ignore=_LEFT_OUT)
    shutil.copy(ROOT / "pyproject.toml", house)
    scripts = {
        "python": f'exec "{sys.executable}" "$@"',
        "opposable": f'exec "{sys.executable}" -m engine.faces.command_line "$@"',
        "pytest": f'exec "{sys.executable}" -m pytest -q -p no:cacheprovider "$@"',
        "lint-imports": f'exec "{Path(sys.executable).parent / "lint-imports"}" --no-cache "$@"',
    }
    (house / "bin").mkdir()
    for name, line in scripts.items():
        script = house / "bin" / name
        script.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        script.chmod(0o755)
    return house


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.title)
def test_a_recipe_leads_where_it_says(recipe: Recipe, tmp_path: Path) -> None:
    assert recipe.consoles
    house = copied(tmp_path)
    for name, body in recipe.files:
        path = house / name
        assert not path.exists(), f"{name} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    for console in recipe.consoles:
        commands = [line.removeprefix("$ ") for line in console.splitlines() if line.startswith("$ ")]
        assert "".join(f"$ {command}\n{perform(command, house)}" for command in commands) == console
