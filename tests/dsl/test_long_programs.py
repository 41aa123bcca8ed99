"""Programs beyond what anyone writes: checked without a stack overflow, or told what is too much."""

from time import process_time

import pytest

from dsl.check import Checked, check_sources
from dsl.surface.parse import grammar

pytestmark = pytest.mark.suite

VOCABULARY = """vocabulary
topic t en "T" fr "T"
fact n: integer en "n" fr "n" ask en "?" fr "?"
question last topic t en "?" fr "?" asks value last
"""
DOCUMENT = """document d en "D" fr "D" cites articles
edition e
clause 1 en "O" fr "O"
"""
LONG = 1500
MOST_SECONDS = 2
"""Of the processor: far above what it takes to pass comments over, far below what broke."""


def checked(body: str, vocabulary: str = VOCABULARY) -> Checked:
    return check_sources({"v.clause": vocabulary, "d.clause": DOCUMENT + body})


def chain(first: str, step: str, last: str) -> str:
    """A value from each of a row of values, the last one called `last`."""
    names = [*(f"v{number}" for number in range(LONG)), "last"]
    bodies = [first, *(step.format(name) for name in names[:-2]), last.format(names[-2])]
    return "".join(
        f'value {name}: integer by §1 en "v" fr "v" is {body}\n' for name, body in zip(names, bodies, strict=True)
    )


@pytest.mark.parametrize("step", ["{} + 1", pytest.param("max({} - 1, n - 2)", marks=pytest.mark.suite)])
def test_a_chain_of_values_is_checked(step: str) -> None:
    body = chain("n - 1", step, "{}") + (
        'table of_last: integer by §1 en "t" fr "t" on last case 0 to 3 gives 1 case otherwise gives 2\n'
    )
    found = checked(body)
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["unused"]


def test_a_chain_that_goes_in_a_circle_is_told_once() -> None:
    assert [d.code for d in checked(chain("last", "{} + 1", "{}")).diagnostics] == ["depends-on-itself"]


def test_a_long_hierarchy_of_actions_is_checked() -> None:
    actions = "".join(f'action a{i} {f"is a{i - 1} " if i else ""}en "a" fr "a"\n' for i in range(LONG))
    assert checked(chain("n", "{} + 1", "{}"), VOCABULARY + actions).is_sound


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("(" * 50 + "n" + ")" * 50, []),
        (" + ".join(["n"] * 2000), ["nested-too-deep"]),
        ("if n = 1 then 1 else " * 500 + "2", ["nested-too-deep"]),
    ],
)
def test_deep_nesting_is_read_or_told(written: str, codes: list[str]) -> None:
    found = checked(f'value last: integer by §1 en "v" fr "v" is {written}\n')
    assert [diagnostic.code for diagnostic in found.diagnostics] == codes


@pytest.mark.parametrize(
    ("comments", "codes"),
    [
        ("# c\n" * 300_000 + 'value last: integer by §1 en "v" fr "v" is n', []),
        ("value last: integer by §1 en " + "#" * 26 + '\n"v" fr "v" is n', []),
        ("value last: integer by §1 en " + "#" * 26 + "\nis n", ["unexpected-word"]),
        ("value last: integer by §1 en " + "# # \n" * 13 + "is n", ["unexpected-word"]),
    ],
    ids=["many lines", "a rule", "a rule where a phrase is missing", "rules where a phrase is missing"],
)
def test_comments_are_passed_over_at_once(comments: str, codes: list[str]) -> None:
    grammar()
    begun = process_time()
    assert [diagnostic.code for diagnostic in checked(comments).diagnostics] == codes
    assert process_time() - begun < MOST_SECONDS
