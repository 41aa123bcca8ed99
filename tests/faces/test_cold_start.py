"""A process that answers one question loads nothing that it can do without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CALL = """
import atexit, sys
from engine.faces.command_line.start import main
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
main()
"""
UNUSED = {
    "jinja2",
    "lark",
    "lxml",
    "networkx",
    "pysat",
    "hashlib",
    "pickle",
    "pkgutil",
    "shutil",
    "tempfile",
    "textwrap",
    "engine.answer.borne_out",
    "engine.explain.turning_point",
}


@pytest.mark.suite
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_decided_answer_loads(form: str) -> None:
    document = "infomaniak-jelastic-cloud"
    sample = Path(__file__).parents[2] / "clauses" / document / "sample.toml"
    called = [sys.executable, "-c", CALL, "ask", "client-owed-penalty", "-d", document, "-f", str(sample)]
    for _ in range(3):  # the first two keep what they compile and generate
        ran = subprocess.run([*called, "--format", form], check=True, capture_output=True, text=True)
    assert not UNUSED & set(ran.stderr.split())


@pytest.mark.suite
def test_an_answer_in_english_loads_no_other_tongue() -> None:
    document = "celeste-business-cloud"
    sample = Path(__file__).parents[2] / "clauses" / document / "sample.toml"
    called = [sys.executable, "-c", CALL, "ask", "may-suspend", "-d", document, "-f", str(sample)]
    for _ in range(2):  # the first one compiles the clauses
        ran = subprocess.run(called, check=True, capture_output=True, text=True)
    assert "engine.tongues.fr" not in ran.stderr.split()
