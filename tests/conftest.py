"""Options that all tests share, and the scenarios as tests."""

from __future__ import annotations

import gc
import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import pytest
from _pytest.mark.expression import Expression
from hypothesis import settings

from engine.suite.scenario import Scenario, find_scenarios, run
from tests.contracts import library

Each = TypeVar("Each")

SCENARIOS = Path(__file__).parent / "scenarios"
MARKS = ("slow", "suite", "browser")
_WHOLLY = re.compile(r"^pytestmark = pytest\.mark\.(\w+)$", re.MULTILINE)
"""By what a file says that all of its tests bear a mark."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected blocks of golden tests")
    parser.addoption(
        "--share",
        type=int,
        default=3,
        metavar="N",
        help="slow tests go through one in N of their cases; 1: through all",
    )


@pytest.fixture
def share(request: pytest.FixtureRequest) -> Callable[[Iterable[Each]], list[Each]]:
    """Of many cases those that a slow test goes through: one in so many, all of them with `--share 1`."""
    number = request.config.getoption("--share")
    return lambda cases: list(cases)[::number]


def pytest_configure(config: pytest.Config) -> None:
    """A law that doesn't say on how many examples it is tried: on few in the quick run, on many in every other.

    Where the tests run, the terminal speaks English, whatever language its user has, and what they start can be
    interrupted, though a shell that runs them in the background has interrupts ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["LC_ALL"] = "C.UTF-8"
    gc.set_threshold(100_000)  # as the command has it; most of what the tests hold they hold to the end
    settings.register_profile("quick", max_examples=12, deadline=None)
    settings.register_profile("whole", max_examples=100, deadline=None)
    settings.load_profile("quick" if is_quick(config) else "whole")


def is_quick(config: pytest.Config) -> bool:
    """Whether the suite is left out."""
    return "not suite" in config.option.markexpr


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file whose tests all bear a mark that leaves them out isn't even imported, unless it is called for by name."""
    if collection_path.suffix != ".py":
        return None
    whole = _WHOLLY.search(collection_path.read_text(encoding="utf-8"))
    if whole is None or may_run(whole[1], config.option.markexpr):
        return None
    named = {(config.invocation_params.dir / argument.partition("::")[0]).resolve() for argument in config.args}
    return None if collection_path in named else True


@cache
def may_run(mark: str, asked: str) -> bool:
    """Whether a test that bears a mark may be among those asked for with `-m`, whatever other marks it bears."""
    if set(re.findall(r"\w+", asked)) - {"and", "or", "not", *MARKS} or not asked:
        return True
    together = (set(chosen) | {mark} for number in range(len(MARKS)) for chosen in combinations(MARKS, number))
    return any(Expression.compile(asked).evaluate(borne.__contains__) for borne in together)


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    """Collects the scenario files below `tests/scenarios`, which are of the suite."""
    if file_path.suffix != ".toml" or SCENARIOS not in file_path.parents or is_quick(parent.config):
        return None
    collected: ScenarioFile = ScenarioFile.from_parent(parent, path=file_path)
    return collected


class ScenarioFile(pytest.File):
    """A scenario file: one test for each scenario and document."""

    def collect(self) -> Iterator[pytest.Item]:
        for scenario in find_scenarios([self.path]):
            item: ScenarioItem = ScenarioItem.from_parent(self, name=f"{scenario.title.name} [{scenario.document}]")
            item.scenario = scenario
            item.add_marker("suite")
            yield item


class ScenarioItem(pytest.Item):
    """A scenario; it fails with the differences from what it expects."""

    scenario: Scenario

    def runtest(self) -> None:
        verdict = run(library(), self.scenario)
        assert verdict.passed, "\n".join(verdict.differences)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: str | None = None) -> str:
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.scenario.place.line - 1, self.name
