"""Where tongues are found: the folders beside this file, and those registered."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from os import listdir, scandir
from pathlib import Path

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from dsl.typed.program import Phrase
from engine.tongues.writing import Tongue

_FOLDER = Path(__file__).parent
REGISTERED: dict[str, str] = {}
"""Tongues that lie outside this folder: the importable folder of each, by its tag."""


def register(tag: str, package: str) -> None:
    """Makes a tongue known that lies outside this folder: `package` is the importable folder with its `TONGUE`."""
    REGISTERED[tag] = package
    tongue.cache_clear()


def tags() -> tuple[str, ...]:
    """The tags of all tongues: the folders beside this file, compiled or not, then those registered."""
    with scandir(_FOLDER) as beside:
        own = sorted(found.name for found in beside if found.is_dir() and _is_package(found.path))
    return tuple(dict.fromkeys([*own, *REGISTERED]))


def _is_package(folder: str) -> bool:
    return any(name.startswith("__init__.py") for name in listdir(folder))


@cache
def tongue(tag: str) -> Tongue:
    """The tongue of a tag, `en` or `fr`. Raises `Rejected` where there is none."""
    if tag not in tags():
        raise Rejected(
            [
                Diagnostic(
                    "unknown-tongue",
                    told("there is no tongue `{tag}`", tag=tag),
                    (),
                    told("the tongues are {names}", names=", ".join(f"`{known}`" for known in tags())),
                )
            ]
        )
    found: Tongue = import_module(REGISTERED.get(tag, f"engine.tongues.{tag}")).TONGUE
    return found


class _Spoken(Phrase):
    """A phrase that tongues say, each when it is asked for: most are needed in one language, or in none."""

    _spoken: tuple[str, ...]
    _say: Callable[[Tongue], str]

    def __init__(self, languages: Iterable[str], say: Callable[[Tongue], str]) -> None:
        object.__setattr__(self, "_spoken", tuple(sorted(languages)))
        object.__setattr__(self, "_say", say)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The phrase in each of its languages."""
        return tuple((language, self.in_language(language)) for language in self.languages)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it is said."""
        return self._spoken

    def in_language(self, language: str) -> str:
        """The phrase in one language. Raises `KeyError` where it isn't said in it."""
        if language not in self._spoken:
            raise KeyError(language)
        return self._say(tongue(language))


def phrase(languages: Iterable[str], say: Callable[[Tongue], str]) -> Phrase:
    """What `say` gives in each of some languages, those left out for which there is no tongue."""
    spoken = tags()
    return _Spoken((language for language in languages if language in spoken), say)
