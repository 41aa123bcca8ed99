"""A quick run imports no file whose tests it leaves out, and every other run leaves out none that it asks for."""

import pytest

from tests.conftest import may_run

QUICK = "not suite and not slow and not browser"


@pytest.mark.parametrize(
    ("mark", "asked", "may"),
    [
        ("suite", QUICK, False),
        ("slow", QUICK, False),
        ("suite", "", True),
        ("suite", "suite or not suite", True),
        ("suite", "slow", True),
        ("suite", "not slow and not browser", True),
        ("slow", "not slow and not browser", False),
        ("browser", "suite and not browser", False),
        ("suite", "parametrize", True),
    ],
)
def test_what_may_be_asked_for_is_collected(mark: str, asked: str, may: bool) -> None:
    assert may_run(mark, asked) is may
