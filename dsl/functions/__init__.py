"""The built-in functions, one file each, by the name that a clause file calls them.

    from dsl.functions import function, names

    names()                      # all of them, none loaded
    function("floor").law(x)     # loads `dsl/functions/floor.py`, once

What stands in a file is `FUNCTION`, a `Function` (`dsl/function.py`); adding the file adds the function.
"""

import os
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

WORDS = frozenset(("half_up", "half_even", "up", "down"))
"""The words that functions take as arguments: a rounding, and which end of a month is meant."""

if TYPE_CHECKING:
    from dsl.function import Function


@cache
def names() -> tuple[str, ...]:
    """The names of all functions, in order."""
    with os.scandir(os.path.dirname(__file__)) as entries:
        files = {entry.name.partition(".")[0] for entry in entries if entry.name.endswith((".py", ".pyc"))}
    return tuple(sorted(files - {"__init__"}))


@cache
def function(name: str) -> "Function":
    """The function of a name. Raises `LookupError` where there is none."""
    if name not in names():
        raise LookupError(name)
    found: Function = import_module(f"{__name__}.{name}").FUNCTION
    return found
