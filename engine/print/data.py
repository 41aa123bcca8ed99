"""Data as programs and people like it."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


def as_json(data: Any, indented: bool = True) -> str:
    """JSON in order, in UTF-8 rather than escaped; indented for people, on one line for programs, who get it sooner."""
    quicker = _quicker()
    if quicker is not None:
        try:
            return str(quicker.dumps(data, option=quicker.OPT_INDENT_2 if indented else None), "utf-8")
        except TypeError:
            pass  # a whole number that no machine word holds
    import json

    if indented:
        return json.dumps(data, ensure_ascii=False, indent=2)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@cache
def _quicker() -> ModuleType | None:
    """`orjson`, which writes in a fraction of the time of the standard library; None where it isn't to be had.

    What it loads itself is loaded before: an interrupt while it does so would end the process without a word.
    """
    if find_spec("orjson") is None:
        return None
    for loaded in ("dataclasses", "datetime", "enum", "json", "uuid"):
        import_module(loaded)
    return import_module("orjson")
