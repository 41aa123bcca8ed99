"""The catalogue knows every code that is emitted, and every code is shown by an executed example."""

import ast
import re
from pathlib import Path

from dsl.catalogue import CATALOGUE

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "tests" / "language" / "diagnostics.md").read_text(encoding="utf-8")
ELSEWHERE = {"file-too-large", "unreadable-file", "not-text", "bad-encoding", "unreadable-lock", "unknown-passage",
             "too-many-mistakes"}
"""Diagnostics of files rather than of programs; `test_files.py` runs their examples."""


def emitted() -> set[str]:
    """The codes that calls in `dsl/` write as the first text of their kind."""
    found: set[str] = set()
    for path in (REPOSITORY / "dsl").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if name in ("Diagnostic", "report", "_circle"):
                    found |= {text for text in texts[:1] if re.fullmatch(r"[a-z]+(-[a-z]+)*", text)}
    return found


def test_every_code_is_in_the_catalogue_and_none_is_left_over() -> None:
    assert emitted() == set(CATALOGUE)


def test_every_code_has_its_section_with_its_meaning_and_an_example_of_it_alone() -> None:
    parts = {part.split("`", 2)[1]: part for part in PAGE.split("\n## ")[2:]}
    assert set(parts) == set(CATALOGUE) - ELSEWHERE
    for code, part in parts.items():
        assert CATALOGUE[code] in part
        assert set(re.findall(r"^(?:error|warning)\[([a-z-]+)\]", part, re.M)) == {code}
