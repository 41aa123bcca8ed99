"""Objects of JSON in which each name stands once: of two of one name nobody knows which is meant."""

from typing import Any

_SHOWN = 60


class TwiceError(ValueError):
    """A name that stands twice in one object; what is said of it is `name`."""

    def __init__(self, name: str) -> None:
        self.name = name[:_SHOWN]
        super().__init__(f"`{self.name}` stands twice in one object")


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of some names and values, for the reader of JSON. Raises `TwiceError`."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names: set[str] = set()
        for name, _ in pairs:
            if name in names:
                raise TwiceError(name)
            names.add(name)
    return found
