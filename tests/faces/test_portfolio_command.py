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
