"""`dataclass` as the standard library has it, for frozen classes with slots made in a third of the time.

A short process spends more on making its classes than on answering: the standard library compiles six functions for
each. Here only `__init__` is compiled at once; equality and hash are when one of them is first needed, and the others
are shared. Whatever is not both `frozen` and with `slots` is made by the standard library as ever, and `fields` and
`replace` work on both.
"""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from dataclasses import MISSING
    from dataclasses import dataclass as _standard

    def dataclass(cls=None, /, *, frozen=False, slots=False, **options):
        """The decorator, with the parameters that it has in the standard library."""
        if not (frozen and slots) or options.keys() - {"kw_only", "eq"}:
            return _standard(cls, frozen=frozen, slots=slots, **options)
        return _made(cls, options) if cls is not None else lambda found: _made(found, options)

    def _made(cls, options):
        own, is_compared = vars(cls), options.pop("eq", True)
        made = _standard(cls, init=False, repr=False, eq=False, slots=True, **options)
        for name, method in (_SHARED | (_compared(made) if is_compared else {})).items():
            if name not in own:
                setattr(made, name, method)
        if "__init__" not in own:
            made.__init__ = _initialiser(made)
        return made

    def _initialiser(made):
        """The compiled `__init__`: the one place where a field is set."""
        names = {"_set": object.__setattr__, "_missing": MISSING}
        given, only_named, body = [], [], []
        for declared in fields(made):
            name, value = declared.name, declared.name
            parameter = name
            if declared.default_factory is not MISSING:
                names[f"_make_{name}"], parameter = declared.default_factory, f"{name}=_missing"
                value = f"_make_{name}() if {name} is _missing else {name}"
            elif declared.default is not MISSING:
                names[f"_default_{name}"], parameter = declared.default, f"{name}=_default_{name}"
            if declared.init:
                (only_named if declared.kw_only else given).append(parameter)
            else:
                value = f"_make_{name}()" if f"_make_{name}" in names else f"_default_{name}"
            body.append(f" _set(self, {name!r}, {value})")
        if hasattr(made, "__post_init__"):
            body.append(" self.__post_init__()")
        parameters = ", ".join(["self", *given, *(["*", *only_named] if only_named else [])])
        exec(f"def __init__({parameters}):\n" + ("\n".join(body) or " pass"), names)  # noqa: S102  # names of fields only
        made_init = names["__init__"]
        made_init.__qualname__ = f"{made.__qualname__}.__init__"
        return made_init


def _compared(cls: type) -> dict[str, Any]:
    """Equality and hash by the fields that are compared, compiled when one of them is first needed."""

    def compile_both() -> None:
        names = [declared.name for declared in fields(cls) if declared.compare]
        own, others = (f"({''.join(f'{of}.{name}, ' for name in names)})" for of in ("self", "other"))
        made: dict[str, Any] = {}
        source = (
            f"def __eq__(self, other):\n"
            f" return {own} == {others} if other.__class__ is self.__class__ else NotImplemented\n"
            f"def __hash__(self):\n return hash({own})"
        )
        exec(source, made)  # noqa: S102  # names of fields only
        for name, first in both.items():
            if vars(cls)[name] is first:
                setattr(cls, name, made[name])

    def equal(self: Any, other: object) -> Any:
        compile_both()
        return self == other

    def hashed(self: Any) -> int:
        compile_both()
        return hash(self)

    both = {"__eq__": equal, "__hash__": hashed}
    return both


@cache
def _reader(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the values of all fields, compiled when it is first needed."""
    names = "".join(f"self.{declared.name}, " for declared in fields(cls))
    reader: Callable[[Any], tuple[Any, ...]] = eval(f"lambda self: ({names})")  # noqa: S307  # names of fields only
    return reader


def _shown(self: Any) -> str:
    held = zip(fields(self), _reader(self.__class__)(self), strict=True)
    parts = (f"{declared.name}={value!r}" for declared, value in held if declared.repr)
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[Any]:
    return list(_reader(self.__class__)(self))


def _restore(self: Any, state: list[Any]) -> None:
    for declared, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, declared.name, value)


_SHARED = {
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _restore,
}

__all__ = ["FrozenInstanceError", "dataclass", "field", "fields", "replace"]
