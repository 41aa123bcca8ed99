"""Finds the modules of this program where they lie, compiled already, each with one look.

Python asks every finder and every folder on its path anew for each module, and tells apart what may lie there. What
isn't there, or was written after it was compiled, is left to Python, which finds and compiles it as ever; what stands
in a module is what Python would have made of it.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from marshal import loads
from types import CodeType, ModuleType

_PACKAGES = ("engine.", "dsl.")
_HEAD, _FOUR = 16, 4
_BY_TIME = MAGIC_NUMBER + bytes(_FOUR)
"""How compiled code begins that belongs to the source with the time and the size that follow, four bytes each."""
_WRITTEN = f".{sys.implementation.cache_tag}.pyc"


class _Compiled(SourceFileLoader):
    """Loads a module whose source was looked at just now; its compiled code is read once, and run if it is of it."""

    def __init__(self, name: str, path: str, told: bytes, compiled: str) -> None:
        super().__init__(name, path)
        self._told, self._compiled = told, compiled

    def get_code(self, fullname: str) -> CodeType | None:
        try:
            with open(self._compiled, "rb", buffering=0) as file:
                content = file.read()
            if content[:_HEAD] == self._told:
                found: CodeType = loads(memoryview(content)[_HEAD:])  # noqa: S302  # as Python itself reads it
                return found
        except (OSError, ValueError, EOFError, TypeError):
            pass
        return super().get_code(fullname)


class OwnModules:
    """A finder for `sys.meta_path`, before those of Python."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Where a module of this program lies; None for all else."""
        if not name.startswith(_PACKAGES) or path is None or len(path) != 1:
            return None
        tail = name[name.rindex(".") + 1 :]
        folder, stem = path[0], tail
        try:
            status = os.stat(f"{folder}{os.sep}{tail}.py")
        except OSError:
            folder, stem = f"{folder}{os.sep}{tail}", "__init__"
            try:
                status = os.stat(f"{folder}{os.sep}__init__.py")
            except OSError:
                return None
        origin = f"{folder}{os.sep}{stem}.py"
        times = (int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF)
        told = b"".join([_BY_TIME, *(each.to_bytes(_FOUR, "little") for each in times)])
        compiled = f"{folder}{os.sep}__pycache__{os.sep}{stem}{_WRITTEN}"
        found = ModuleSpec(name, _Compiled(name, origin, told, compiled), origin=origin, is_package=stem != tail)
        if stem != tail:
            found.submodule_search_locations = [folder]
        found.has_location, found.cached = True, compiled
        return found


def find_own_modules() -> None:
    """Finds modules in this way from now on, where Python keeps compiled code in the usual place."""
    if sys.pycache_prefix is None and not sys.flags.optimize:
        sys.meta_path.insert(0, OwnModules)
