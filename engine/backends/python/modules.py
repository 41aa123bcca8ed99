"""Generated code as modules: run at once, and kept in a folder so that a later process need not generate them again.

Compiled code is kept behind a seal: what is not as it was written is never run.
"""

import datetime
import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn

from dsl.arithmetic import EXACT, add_months, ratio, ratio_minus, ratio_plus, ratio_times, times
from dsl.moment import different, is_open, same
from engine.backends.python.notes import keep, resolve
from engine.backends.python.picking import listed
from engine.meaning.marks import ABSENT, PENDING
from engine.model.kept import read_sealed, write_sealed
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
    "ratio_plus": ratio_plus,
    "ratio_minus": ratio_minus,
    "ratio_times": ratio_times,
    "same": same,
    "different": different,
    "is_open": is_open,
    "unknown": _unknown,
    "keep": keep,
    "resolve": resolve,
    "listed": listed,
}
"""What generated code may name without defining it, beside `DAYS` and the functions of the language (`f_NAME`)."""

CALLED = "f_"
"""What stands before the name of a function of the language."""

_SUFFIX = f".{sys.implementation.cache_tag}.code"
"""What the files of compiled code are called by, for each version of Python; each begins with its `MAGIC_NUMBER`."""

ENTRY = "decide"
"""The function for whose sake a module is generated."""

Decision = Callable[[list[Any]], Any]
"""Takes a frame."""

_MOST_DAYS = 10_000
"""Of how many instants a module remembers the day."""


class _Days(dict[datetime.datetime, datetime.date]):
    """The day in which an instant lies, by the clocks of a zone: each is looked up once, of as many as are in use."""

    def __init__(self, zone: datetime.tzinfo | None) -> None:
        super().__init__()
        self.zone = zone

    def __missing__(self, instant: datetime.datetime) -> datetime.date:
        if len(self) == _MOST_DAYS:
            self.clear()
        found = self[instant] = instant.astimezone(self.zone).date()
        return found


def load(folder: Path | None, name: str, laws: Laws) -> Decision | None:
    """The function of a module that an earlier process generated; None where there is none, or a damaged one."""
    if folder is None:
        return None
    content = read_sealed(folder / f"{name}{_SUFFIX}")
    if content is None or not content.startswith(MAGIC_NUMBER):
        return None
    try:
        return _run(marshal.loads(content[len(MAGIC_NUMBER) :]), laws)  # noqa: S302  # ours, unchanged
    except (ValueError, EOFError, TypeError, LookupError, NameError):
        return None


def make(folder: Path | None, name: str, source: str, laws: Laws) -> Decision:
    """The function of a module generated just now, which is kept if the folder lets itself be written."""
    compiled = compile(source, f"<{name}>", "exec")
    if folder is not None:
        with suppress(OSError):
            write_sealed(folder / f"{name}{_SUFFIX}", MAGIC_NUMBER + marshal.dumps(compiled))
    return _run(compiled, laws)


def _run(code: CodeType, laws: Laws) -> Decision:
    namespace = dict(NAMES)
    for used in _names(code):
        if used == "DAYS":
            namespace[used] = _Days(laws.document.zone)
        elif used.startswith(CALLED):
            namespace[used] = _loaded_when_called(namespace, used, laws)
    exec(code, namespace)  # noqa: S102  # the source is our own
    found: Decision = namespace[ENTRY]
    return found


def _loaded_when_called(namespace: dict[str, Any], name: str, laws: Laws) -> Callable[..., Any]:
    """A function of the language in generated code: one case calls few of those that are named there."""

    def law(*arguments: Any) -> Any:
        found = namespace[name] = laws[name.removeprefix(CALLED)]
        return found(*arguments)

    return law


def _names(code: CodeType) -> set[str]:
    """The names that code mentions, with that of the functions in it."""
    found: set[str] = set()
    pending = [code]
    while pending:
        part = pending.pop()
        found.update(part.co_names)
        pending += [constant for constant in part.co_consts if isinstance(constant, CodeType)]
    return found
