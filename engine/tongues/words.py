"""The fixed words of a tongue: catalogues, and a word in each by its key."""

from collections.abc import Iterator, Mapping
from importlib import import_module
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


class Worded:
    """What has catalogues of words: each is a module `CATALOGUE.py` of its folder with `WORDS`."""

    tag: str

    def words(self, catalogue: str) -> Words:
        """The fixed words of one catalogue; it is empty where the folder has no such module."""
        package = type(self).__module__
        try:
            kept = import_module(f"{package}.{catalogue}").WORDS
        except ModuleNotFoundError as error:
            if error.name != f"{package}.{catalogue}":
                raise
            kept = {}
        return Words(self.tag, catalogue, kept)
