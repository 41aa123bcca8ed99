"""What checks runs: programs as deep and as long as nobody writes them are answered, explained and searched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
pytestmark = pytest.mark.suite

VOCABULARY = """vocabulary
topic t en "T" fr "T"
party a en "a" fr "a"
action act en "act" fr "agir"
fact as_of: date en "d" fr "d" ask en "?" fr "?"
fact n: integer en "n" fr "n" ask en "n?" fr "n?"
fact p: boolean en "p holds" fr "p" otherwise en "p fails" fr "non p" ask en "p?" fr "p?"
fact q: boolean en "q holds" fr "q" otherwise en "q fails" fr "non q" ask en "q?" fr "q?"
question last topic t en "?" fr "?" asks value last
question may topic t en "May it?" fr "?" asks position power of a to act
"""
DOCUMENT = """document d en "D" fr "D" cites articles
edition e
clause 1 en "O" fr "O"
power ground by §1 a may act en "It may." fr "Il peut." when p
"""


def value(name: str, type_: str, body: str) -> str:
    otherwise = ' otherwise en "not" fr "non"' if type_ == "boolean" else ""
    return f'value {name}: {type_} by §1 en "{name}" fr "{name}"{otherwise} is {body}\n'


def chain(type_: str, first: str, step: str, length: int) -> str:
    """A value from each of a row of values, the last one called `last`."""
    names = [*(f"v{number}" for number in range(length)), "last"]
    bodies = [first, *(step.format(name) for name in names[:-1])]
    return "".join(value(name, type_, body) for name, body in zip(names, bodies, strict=True))


def many(count: int) -> str:
    """A condition on so many facts that none of them is told twice."""
    facts = (f'fact f{at}: boolean en "f" fr "f" otherwise en "g" fr "g" ask en "?" fr "?"\n' for at in range(count))
    return "".join(facts) + value("last", "boolean", " and ".join(f"f{at}" for at in range(count)))


def exceptions(count: int) -> str:
    """Exceptions, each to the one before it."""
    targets = ["ground", *(f"e{number}" for number in range(count - 1))]
    return "".join(
        f'exception e{number} to {target} by §1 en "e{number}" fr "e{number}" when q\n'
        for number, target in enumerate(targets)
    )


PROGRAMS = {
    "a long row of parts": ("last", value("last", "boolean", " and ".join(["p", "not q"] * 500))),
    "many facts": ("last", many(300)),
    "many arguments": ("last", value("last", "integer", f"min({', '.join(['n', '3'] * 300)})")),
    "parentheses": ("last", value("last", "integer", "(" * 3000 + "n" + ")" * 3000)),
    "a chain of sums": ("last", chain("integer", "n", "{} + 1", 400)),
    "a chain of deep negations": ("last", chain("boolean", "p", "not " * 54 + "{}", 60)),
    "a chain of deep choices": (
        "last",
        chain("integer", "n", "(" + "if p then " * 12 + "{}" + " else 0" * 12 + ")", 80),
    ),
    "a chain of deep junctions": ("last", chain("boolean", "p", "(" * 12 + "{}" + " or q) and p" * 12, 60)),
    "a chain of deep calls": ("last", chain("integer", "n", "max(0, " * 25 + "{}" + ")" * 25, 60)),
    "exceptions to exceptions": ("may", exceptions(450)),
    "a chain of norms": (
        "may",
        'power q0 by §1 a may act en "q" fr "q" when q\n'
        + "".join(f'power q{at} by §1 a may act en "q" fr "q" when live(q{at - 1})\n' for at in range(1, 250)),
    ),
}
FACTS = {"all": ["--set", "n=3", "--set", "p=yes", "--set", "q=no"], "some": ["--set", "n=3"], "none": []}


@pytest.fixture(params=list(PROGRAMS))
def program(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    question, body = PROGRAMS[request.param]
    if question == "may":
        body += value("last", "boolean", "live(ground)")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "v.clause").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "d" / "d.clause").write_text(DOCUMENT + body, encoding="utf-8")
    return question, tmp_path


def test_what_checks_is_formatted_answered_explained_and_searched(
    program: tuple[str, Path], opposable: Command, tmp_path: Path
) -> None:
    question, folder = program
    checked = opposable("check", str(folder), "--format", "concise")
    assert checked.status == 0, checked.output[-500:] + checked.errors[-500:]
    set_once = opposable("format", str(folder))
    assert set_once.status == 0
    assert opposable("check", str(folder), "--format", "concise").output == checked.output
    calls = [
        ["ask", question, *FACTS["all"]],
        ["ask", question, *FACTS["some"], "--format", "json"],
        ["ask", question, *FACTS["some"], "--format", "markdown", "--strict"],
        ["facts", question],
    ]
    for words in calls:
        ran = opposable(*words, "-d", "d", "--clauses", str(folder))
        assert ran.status == 0, (words, ran.errors[-500:])


def test_lists_within_lists_are_looked_through_as_far_as_the_work_stays_small(
    opposable: Command, tmp_path: Path
) -> None:
    lists = (
        'record r en "r" fr "r" field x: integer en "x" fr "x" ask en "?" fr "?"\n'
        'fact rs: list of r en "r" fr "r" ask en "?" fr "?"\n'
    )
    (tmp_path / "v.clause").write_text(VOCABULARY + lists, encoding="utf-8")
    for depth, status in ((4, 0), (5, 1)):
        body = "some y in rs has (" * depth + "y.x > n" + ")" * depth
        (tmp_path / "d.clause").write_text(DOCUMENT + value("last", "boolean", body), encoding="utf-8")
        ran = opposable("check", str(tmp_path), "--format", "concise")
        assert ran.status == status
        assert ("nested-too-deep" in ran.output + ran.errors) == bool(status)
