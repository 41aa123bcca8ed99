"""Where tongues are found: the folders beside this file, and those registered."""

from functools import cache
from importlib import import_module
from pathlib import Path

from engine.tongues.writing import Tongue

_FOLDER = Path(__file__).parent
_REGISTERED: dict[str, str] = {}


def register(tag: str, package: str) -> None:
    """Makes a tongue known that lies outside this folder: `package` is the importable folder with its `TONGUE`."""
    _REGISTERED[tag] = package
    tongue.cache_clear()


def tags() -> tuple[str, ...]:
    """The tags of all tongues: the folders beside this file, then those registered."""
    own = sorted(path.parent.name for path in _FOLDER.glob("*/__init__.py"))
    return tuple(dict.fromkeys([*own, *_REGISTERED]))


@cache
def tongue(tag: str) -> Tongue:
    """The tongue of a tag, `en` or `fr`."""
    found: Tongue = import_module(_REGISTERED.get(tag, f"engine.tongues.{tag}")).TONGUE
    return found
