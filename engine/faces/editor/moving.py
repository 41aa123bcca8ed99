"""Answers that move: scenarios that come upon a declaration and, by texts not saved yet, give other than expected."""

from pathlib import Path

from dsl.check import Checked
from engine.answer.answer import Answer
from engine.desk import Desk
from engine.library.library import Library
from engine.model.graph import dependency_graph
from engine.suite.scenario import Verdict
from engine.suite.touched import touched


def moving(checked: Checked, scenarios: tuple[Path, ...], document: str, name: str) -> tuple[Verdict, ...]:
    """The verdicts that fail, on scenarios of a document that come upon a declaration. Raises `Rejected`."""
    run = Desk(Library.of(checked)).test(scenarios, (document,) if document else ())
    return tuple(failed for failed in run.failed if failed.answer is None or name in _touched(failed.answer))


def _touched(answer: Answer) -> frozenset[str]:
    return touched(answer, dependency_graph(answer.knowledge.program))
