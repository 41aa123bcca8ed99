"""The marks that stand in a frame where there is no value."""


class _Mark:
    """Stands for itself alone, also when a frame is copied."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __reduce__(self) -> str:
        return self.name.upper()


ABSENT = _Mark("absent")
"""*None*: what is known not to exist. What nobody said is Python's None."""

PENDING = _Mark("pending")
"""What has not been computed yet; never seen outside an evaluation."""

MAY_GO_ON = _Mark("may_go_on")
"""Stands in the last place of a frame some of whose lists may go on: only a walker for such decides in it."""

OUT_OF_RANGE = _Mark("out_of_range")
"""Stands in the place before the last where a walker for lists that may go on met arithmetic that left its range."""
