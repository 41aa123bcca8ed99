"""Generated code as modules: run at once, and kept in a folder so that a later process need not generate them again.

Python keeps their bytecode beside them, as it does for every module.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn

from dsl.arithmetic import EXACT, add_months, ratio, times
from dsl.moment import different, is_open, same
from engine.meaning.marks import ABSENT, PENDING
from engine.model.laws import Laws


class UnknownError(Exception):
    """Something unknown was looked at by code that takes everything to be known."""


def _unknown() -> NoReturn:
    raise UnknownError


NAMES: dict[str, Any] = {
    "ABSENT": ABSENT,
    "PENDING": PENDING,
    "add": EXACT.add,
    "subtract": EXACT.subtract,
    "multiply": EXACT.multiply,
    "Decimal": Decimal,
    "Fraction": Fraction,
    "times": times,
    "datetime": datetime,
    "ZERO": Decimal(0),
    "ZERO_SPAN": datetime.timedelta(0),
    "add_months": add_months,
    "ratio": ratio,
    "same": same,
    "different": different,
    "is_open": is_open,
    "unknown": _unknown,
}
"""What generated code may name without defining it, beside `ZONE` and the functions of the language (`f_NAME`)."""

CALLED = "f_"
"""What stands before the name of a function of the language."""

ENTRY = "decide"
"""The function for whose sake a module is generated."""

Decision = Callable[[list[Any]], Any]
"""Takes a frame."""


def load(folder: Path | None, name: str, laws: Laws) -> Decision | None:
    """The function of a module that an earlier process generated; None where there is none, or a damaged one."""
    if folder is None:
        return None
    try:
        code = SourceFileLoader(name, str(folder / f"{name}.py")).get_code(name)
        return None if code is None else _run(code, laws)
    except (OSError, SyntaxError, ValueError, EOFError, ImportError, TypeError, LookupError, NameError):
        return None


def make(folder: Path | None, name: str, source: str, laws: Laws) -> Decision:
    """The function of a module generated just now, which is kept if the folder lets itself be written."""
    if folder is not None:
        from py_compile import PyCompileError
        from py_compile import compile as compile_file

        from engine.model.atomic import replace_text

        try:
            folder.mkdir(parents=True, exist_ok=True)
            replace_text(folder / f"{name}.py", source)
            compile_file(str(folder / f"{name}.py"))
        except (OSError, PyCompileError):
            pass
    return load(folder, name, laws) or _run(compile(source, f"<{name}>", "exec"), laws)


def _run(code: CodeType, laws: Laws) -> Decision:
    namespace = dict(NAMES)
    for used in _names(code):
        if used == "ZONE":
            namespace[used] = laws.document.zone
        elif used.startswith(CALLED):
            namespace[used] = laws[used.removeprefix(CALLED)]
    exec(code, namespace)  # noqa: S102  # the source is our own
    found: Decision = namespace[ENTRY]
    return found


def _names(code: CodeType) -> set[str]:
    """The names that code mentions, with that of the functions in it."""
    found: set[str] = set()
    pending = [code]
    while pending:
        part = pending.pop()
        found.update(part.co_names)
        pending += [constant for constant in part.co_consts if isinstance(constant, CodeType)]
    return found
