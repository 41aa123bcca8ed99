"""Answers that move: scenarios that come upon a declaration and, by texts not saved yet, give other than expected."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine.answer.answer import Answer
from engine.desk import Desk
from engine.model.graph import dependency_graph
from engine.suite.scenario import Verdict
from engine.suite.touched import touched


def moving(
    folder: Path, unsaved: Mapping[str, str], scenarios: tuple[Path, ...], document: str, name: str
) -> tuple[Verdict, ...]:
    """The verdicts that fail, on scenarios of a document that come upon a declaration. Raises `Rejected`."""
    with tempfile.TemporaryDirectory() as changed:
        copy = Path(changed) / "clauses"
        shutil.copytree(folder, copy)
        for file, text in unsaved.items():
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            (copy / file).write_text(text, encoding="utf-8")
        run = Desk.open(copy).test(scenarios, (document,) if document else ())
        return tuple(failed for failed in run.failed if failed.answer is None or name in _touched(failed.answer))


def _touched(answer: Answer) -> frozenset[str]:
    return touched(answer, dependency_graph(answer.knowledge.program))
