"""A number of more figures than Python converts is told of like any other that is none, wherever one can be written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NINES = "9" * 5000
SHOP = Path(__file__).parents[1] / "portfolio" / "contract"
DOCUMENT = """document small en "S" fr "P" cites articles
edition first
party p en "a" fr "b"
topic t en "a" fr "b"
action act en "a" fr "b"
question may-act topic t en "a" fr "b" asks position permission of p to act
"""
Opposable = Callable[..., Any]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (("--set", f"outages[{NINES}].class=A"), "unknown-fact"),
        (("--given", f"outages[{NINES}].duration=5 minutes"), "unknown-value"),
        (("--set", "outages[1].class=A", "--more", f"outages=at most {NINES}"), "wrong-type"),
    ],
)
def test_the_number_of_a_record(told: tuple[str, ...], code: str, opposable: Opposable) -> None:
    ran = opposable("ask", "client-owed-penalty", "-d", "infomaniak-jelastic-cloud", *told)
    assert ran.status == 2
    assert f"error[{code}]" in ran.errors


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (f'clause {NINES} en "a" fr "b"\npermission pe by §1 p may act en "a" fr "b"', "unexpected-word"),
        (f'clause 1 en "a" fr "b"\npermission pe by §{NINES} p may act en "a" fr "b"', "unreadable-locator"),
        (f'clause 1 en "a" fr "b"\npermission pe by §1 s.{NINES} p may act en "a" fr "b"', "unreadable-locator"),
        (f'clause 1 en "a" fr "b"\npermission pe by item {NINES} p may act en "a" fr "b"', "unreadable-locator"),
    ],
)
def test_the_number_of_a_place(rule: str, code: str, opposable: Opposable, tmp_path: Path) -> None:
    (tmp_path / "d.clause").write_text(DOCUMENT + rule, encoding="utf-8")
    ran = opposable("ask", "may-act", "-d", "small", "--clauses", str(tmp_path))
    assert ran.status == 1
    assert f"error[{code}]" in ran.errors
