"""Every format by its name. A format is one file of `engine/print/formats`, found there and imported when asked for."""

from functools import cache
from importlib import import_module
from os import listdir

from dsl.diagnostic import none_of
from dsl.sentence import told
from engine.print import formats
from engine.print.format import Format


@cache
def format_names() -> tuple[str, ...]:
    """The names of the formats, in alphabetical order; none of them is imported for that."""
    files = (name.partition(".") for folder in formats.__path__ for name in listdir(folder))
    return tuple(sorted({name for name, _, ending in files if ending in ("py", "pyc") and name != "__init__"}))


def format_named(name: str) -> Format:
    """The format of that name. Raises `Rejected` if there is none."""
    if name not in format_names():
        raise none_of("wrong-call", told("there is no format `{name}`", name=name), name, format_names())
    found = import_module(f"{formats.__name__}.{name}").FORMAT
    assert isinstance(found, Format), f"{formats.__name__}.{name} declares no `FORMAT`"
    return found
