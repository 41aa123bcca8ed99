"""`portfolio`, as it is called from a command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

SHOP = Path(__file__).parents[1] / "portfolio" / "contract"
ASKED = ("portfolio", "may-return", "refund", "-d", "shop", "--clauses", str(SHOP))


def test_how_questions_are_computed_is_said_before_there_are_cases(
    opposable: Callable[..., Any], tmp_path: Path
) -> None:
    empty = str(tmp_path / "cases")
    assert opposable(*ASKED, "--blank", "-o", empty).status == 0
    ran = opposable(*ASKED, "--explain")
    assert (ran.status, ran.errors) == (0, "")
    assert ran.output == opposable(*ASKED, "--explain", "--cases", empty).output
    assert "may-return:\n  all of it is said in SQL\n" in ran.output


def test_a_facts_file_that_is_called_as_what_lies_beside_the_answers_is_spared(
    opposable: Callable[..., Any], tmp_path: Path
) -> None:
    cases, answers = tmp_path / "cases.csv", tmp_path / "answers.csv"
    cases.write_text("case\n1\n", encoding="utf-8")
    for beside in ("answers.csv.legend.json", "answers.csv.bad.csv"):
        facts = tmp_path / beside
        facts.write_text("on = 2024-03-20\n", encoding="utf-8")
        ran = opposable(*ASKED, "--cases", str(cases), "-f", str(facts), "-o", str(answers))
        assert (ran.status, answers.exists()) == (2, False)
        assert "error[output-is-input]" in ran.errors
        assert facts.read_text(encoding="utf-8") == "on = 2024-03-20\n"
