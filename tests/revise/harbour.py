"""What the tests of revisions share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CONTRACT = Path(__file__).parent / "contract"


@dataclass(frozen=True)
class Called:
    """What came of a call of the command."""

    status: int
    output: str
    errors: str


Call = Callable[..., Called]
