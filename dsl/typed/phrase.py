"""A text of the document's own, in each of its languages."""

from collections.abc import Iterable, Mapping

from dsl.frozen import dataclass


@dataclass(frozen=True, slots=True, init=False)
class Phrase:
    """One phrase in each of its languages: `Phrase({"en": "yes", "fr": "oui"})`."""

    texts: tuple[tuple[str, str], ...]

    def __init__(self, texts: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
        object.__setattr__(self, "texts", tuple(sorted(dict(texts).items())))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, by their two letters."""
        return tuple(language for language, _ in self.texts)

    def in_language(self, language: str) -> str:
        """The phrase in one language. Raises `KeyError` where it isn't written in it: ask for declared ones only."""
        for written, text in self.texts:
            if written == language:
                return text
        raise KeyError(language)
