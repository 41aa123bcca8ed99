"""The fixed words of a tongue: catalogues, and a word in each by its key."""

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import NamedTuple
from dsl.sentence import told

try:
    from _string import formatter_parser as gaps_in  # type: ignore[import-not-found]  # `string` has more to load
except ImportError:
    from string import Formatter

    gaps_in = Formatter().parse  # the same, by its public name


class _Noted(dict[str, str]):
    """Notes the names of the gaps that are asked of it."""

    def __missing__(self, name: str) -> str:
        self[name] = ""
        return ""


Filling = Callable[..., str]
"""A fixed sentence as a function of what fills its gaps."""


class Pieces(NamedTuple):
    """A fixed sentence taken apart: its texts, of which there is one more than there are gaps, and their names."""

    texts: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """The sentence for the operator `%`, which fills it in a fifth of the time."""
        first, *others = (text.replace("%", "%%") for text in self.texts)
        return first + "".join(f"%({gap})s{text}" for gap, text in zip(self.gaps, others, strict=True))

    def filled(self, fixed: Mapping[str, str]) -> "Pieces":
        """The same sentence with some of its gaps filled."""
        texts, left = [self.texts[0]], list[str]()
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            if gap in fixed:
                texts[-1] += fixed[gap] + text
            else:
                left.append(gap)
                texts.append(text)
        return Pieces(tuple(texts), tuple(left))


class Words(Mapping[str, str]):
    """The fixed words of one catalogue of a tongue. One that it lacks is a diagnostic that names it."""

    def __init__(self, tongue: "Worded", catalogue: str, kept: Mapping[str, str]) -> None:
        self.tongue, self.catalogue, self._kept = tongue, catalogue, kept
        self._gaps: dict[str, tuple[str, ...]] = {}
        self._patterns: dict[str, str] = {}
        self._fillings: dict[tuple[str, ...], Filling] = {}

    def __getitem__(self, key: str) -> str:
        found = self._kept.get(key)
        if found is None:
            raise Rejected(
                [
                    Diagnostic(
                        "missing-word",
                        told(
                            "the tongue `{tag}` has no `{key}` among its words for `{catalogue}`",
                            tag=self.tongue.tag,
                            key=key,
                            catalogue=self.catalogue,
                        ),
                        (),
                        told(
                            "add it to `{catalogue}` in the folder of the tongue, as the other tongues have it",
                            catalogue=self.catalogue,
                        ),
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
        pattern = self._patterns.get(key)
        if pattern is not None:
            return pattern % gaps
        sentence = self[key]
        if (pieces := self.tongue.pieces(sentence)) is not None:
            self._patterns[key] = pieces.pattern
        return self.tongue.filled(sentence, *parts, **gaps)

    def filling(self, key: str, *names: str, **fixed: str) -> "Filling":
        """The same of what is said hundreds of times: a function of what fills the gaps, in the order of `names`.

        What is `fixed` fills its gap whatever fills the others. What the tongue lacks is told of when it is first said.
        """
        if key not in self:
            return lambda *told: self[key]
        if fixed:
            return self.tongue.filling(self[key], *names, **fixed)
        found = self._fillings.get((key, *names))
        if found is None:
            found = self._fillings[(key, *names)] = self.tongue.filling(self[key], *names)
        return found

    def gaps(self, key: str) -> tuple[str, ...]:
        """The names of the gaps in a fixed sentence, in their order."""
        found = self._gaps.get(key)
        if found is None:
            noted = _Noted()
            self[key].format_map(noted)
            found = self._gaps[key] = tuple(noted)
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
            found = self._catalogues[catalogue] = Words(self, catalogue, self._kept(catalogue))
        return found

    def spaced(self, text: str) -> str:
        """A phrase with the no-break spaces of the language, where its source has plain ones."""
        return text

    def reference(self, name: str) -> str | None:
        """The prose of a page of the reference, with a gap for each block that runs; None where there is none."""
        path = Path(sys.modules[type(self).__module__].__file__ or "").parent / "reference" / name
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def filled(self, sentence: str, /, *parts: Any, **gaps: Any) -> str:
        """A fixed sentence with its gaps filled."""
        return sentence.format(*parts, **gaps)

    def filling(self, sentence: str, /, *names: str, **fixed: str) -> Filling:
        """A fixed sentence as a function of what fills its gaps, in the order of `names`; some may be `fixed`."""
        pieces, filled = self.pieces(sentence), self.filled
        if pieces is None:
            return lambda *told: filled(sentence, **fixed, **dict(zip(names, told, strict=True)))
        texts, gaps = pieces.filled(fixed)
        match texts:
            case (before, after) if gaps == names:
                return lambda told: f"{before}{told}{after}"
            case (before, between, after) if gaps == names:
                return lambda one, other: f"{before}{one}{between}{other}{after}"
        pattern = Pieces(texts, gaps).pattern
        return lambda *told: pattern % dict(zip(names, told, strict=True))

    def pieces(self, sentence: str) -> Pieces | None:
        """The same sentence taken apart, so that it can be put together at once.

        None where a gap has no name or a form of its own, or where the language may contract something at a gap.
        """
        texts, gaps = [""], list[str]()
        for text, gap, form, conversion in gaps_in(sentence):
            texts[-1] += text
            if gap is not None:
                if form or conversion or not gap.isidentifier():
                    return None
                gaps.append(gap)
                texts.append("")
        return Pieces(tuple(texts), tuple(gaps))

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

        return {key: self.spaced(text) for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items()}
