"""The fixed words of a tongue, by key."""

from collections.abc import Iterator, Mapping
from typing import Any


class Words(Mapping[str, str]):
    """The fixed words of one catalogue of a tongue."""

    def __init__(self, tag: str, catalogue: str, kept: Mapping[str, str]) -> None:
        self.tag, self.catalogue, self._kept = tag, catalogue, kept

    def __getitem__(self, key: str) -> str:
        return self._kept[key]

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def say(self, key: str, **gaps: Any) -> str:
        """A fixed sentence with its gaps filled."""
        return self[key].format(**gaps)
