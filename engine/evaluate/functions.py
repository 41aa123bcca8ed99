"""The marks that stand for no value, and the arithmetic of operators."""

from dsl.arithmetic import EXACT, add_months, ratio, times

__all__ = ["ABSENT", "PENDING", "EXACT", "times", "add_months", "ratio"]


class _Sentinel:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


ABSENT = _Sentinel("none")
"""What is known not to exist. What nobody said is Python's None."""

PENDING = _Sentinel("pending")
"""What has not been computed yet; never seen outside an evaluation."""
