"""The fixed words of a tongue: catalogues, and a word in each by its key."""

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Rejected


class _Noted(dict[str, str]):
    """Notes the names of the gaps that are asked of it."""

    def __missing__(self, name: str) -> str:
        self[name] = ""
        return ""


class Words(Mapping[str, str]):
    """The fixed words of one catalogue of a tongue. One that it lacks is a diagnostic that names it."""

    def __init__(
        self, tag: str, catalogue: str, kept: Mapping[str, str], filled: Callable[..., str] = str.format
    ) -> None:
        self.tag, self.catalogue, self._kept, self._filled = tag, catalogue, kept, filled
        self._gaps: dict[str, frozenset[str]] = {}

    def __getitem__(self, key: str) -> str:
        found = self._kept.get(key)
        if found is None:
            raise Rejected(
                [
                    Diagnostic(
                        "missing-word",
                        f"the tongue `{self.tag}` has no `{key}` among its words for `{self.catalogue}`",
                        (),
                        f"add it to `{self.catalogue}` in the folder of the tongue, as the other tongues have it",
                    )
                ],
                status=1,
            )
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """The word of a key, or `default` where the tongue has none."""
        return self._kept.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def say(self, key: str, /, *parts: Any, **gaps: Any) -> str:
        """A fixed sentence with its gaps filled, and what the language contracts where they meet."""
        return self._filled(self._kept.get(key) or self[key], *parts, **gaps)

    def gaps(self, key: str) -> frozenset[str]:
        """The names of the gaps in a fixed sentence."""
        found = self._gaps.get(key)
        if found is None:
            noted = _Noted()
            self[key].format_map(noted)
            found = self._gaps[key] = frozenset(noted)
        return found


class Worded:
    """What has catalogues of words: each is `CATALOGUE.py` with `WORDS`, or `CATALOGUE.toml`, in its folder."""

    tag: str

    def __init__(self) -> None:
        self._catalogues: dict[str, Words] = {}

    def words(self, catalogue: str) -> Words:
        """The fixed words of one catalogue; it is empty where the folder has no such module."""
        found = self._catalogues.get(catalogue)
        if found is None:
            filled = str.format if type(self).filled is Worded.filled else self.filled
            found = self._catalogues[catalogue] = Words(self.tag, catalogue, self._kept(catalogue), filled)
        return found

    def filled(self, sentence: str, /, *parts: Any, **gaps: Any) -> str:
        """A fixed sentence with its gaps filled."""
        return sentence.format(*parts, **gaps)

    def _kept(self, catalogue: str) -> Mapping[str, str]:
        package = type(self).__module__
        try:
            kept: Mapping[str, str] = import_module(f"{package}.{catalogue}").WORDS
        except ModuleNotFoundError as error:
            if error.name != f"{package}.{catalogue}":
                raise
            kept = self._data(catalogue)
        return kept

    def _data(self, catalogue: str) -> dict[str, str]:
        """The words of a catalogue that is kept as data: so are large ones that no answer on a terminal needs."""
        path = Path(sys.modules[type(self).__module__].__file__ or "").parent / f"{catalogue}.toml"
        if not path.is_file():
            return {}
        import tomllib

        return tomllib.loads(path.read_text(encoding="utf-8"))
