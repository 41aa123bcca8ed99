"""`dataclass` and `NamedTuple` as the standard library has them, for classes made in a fraction of the time.

A short process spends more on making its classes than on answering: the standard library compiles six functions for
each, and looks at every field. Here a class is made with the names of its fields alone; what they are is asked of the
standard library when it is first needed. A function is compiled once for all classes with as many fields,
and each has it with the names of its own. A class with options that are not known here is
made by the standard library as ever, and `fields` and `replace` work on both. A tuple needs no function of its own.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError, field, fields
from functools import cache
from itertools import count, repeat
from operator import attrgetter, itemgetter
from threading import RLock
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
    from typing import NamedTuple
else:
    from dataclasses import MISSING, Field
    from dataclasses import dataclass as _standard
    from dataclasses import replace as _replaced_as_ever

    try:
        from _collections import _tuplegetter  # what named tuples of the standard library read their items by
    except ImportError:

        def _tuplegetter(at, told):
            return property(itemgetter(at), doc=told)

    def dataclass(cls=None, /, *, frozen=False, slots=False, **options):
        """The decorator, with the parameters that it has in the standard library."""
        if options.keys() - {"kw_only", "eq"} and options != {"init": False}:
            return _standard(cls, frozen=frozen, slots=slots, **options)
        if cls is not None:
            return _made(cls, frozen, slots, options)
        return lambda found: _made(found, frozen, slots, options)

    def _made(cls, frozen, slots, options):
        """The class with its fields; `cls` itself stays, for the standard library to look at."""
        declared, own = cls.__annotations__, dict(vars(cls))
        held = {each.name: each for base in cls.__mro__[-2:0:-1] for each in vars(base).get("_held", ())}
        inherited = frozenset(held)
        is_named = options.get("kw_only", False)
        for name in declared:
            held[name] = _held(name, own.pop(name, MISSING), is_named)
        own.pop("__dict__", None)
        own.pop("__weakref__", None)
        found = {**_SHARED, **_LATER, "__init__": _first}
        found |= {"_held": tuple(held.values()), "_number": count(1), "_declared": (cls, options)}
        if options.get("eq", True):
            found |= {"__eq__": _equal, "__hash__": _hashed if frozen else None}
        found |= _FROZEN if frozen else {}
        if slots:
            found["__slots__"] = tuple(name for name in declared if name not in inherited)
        found["__match_args__"] = tuple(each.name for each in held.values() if each.is_given and not each.is_named)
        made = type(cls)(cls.__name__, cls.__bases__, {**found, **own})
        made.__qualname__ = cls.__qualname__
        return made

    class _Named(type):
        """Makes of what is declared as a tuple with names a class of the usual kind."""

        def __new__(cls, name, bases, content):
            made = type(name, (tuple,), {**_OF_TUPLES, **content})
            made._fields = made.__match_args__ = names = tuple(made.__annotations__)
            made._field_defaults = {each: content[each] for each in names if each in content}
            for at, each in enumerate(names):
                setattr(made, each, _tuplegetter(at, None))
            return made

    def _tuple_of(cls, /, *given, **named):
        """`__new__` of a tuple with names. Raises `TypeError` where the call doesn't give what it should."""
        names = cls._fields
        if named or len(given) != len(names):
            told = dict(zip(names, given, strict=False))
            values = {**cls._field_defaults, **told, **named}
            if len(given) > len(names) or told.keys() & named or values.keys() != set(names):
                raise TypeError(f"{cls.__name__} takes {', '.join(names)}")
            given = [values[name] for name in names]
        return tuple.__new__(cls, given)

    def _replaced(self, /, **named):
        """The same with other values. Raises `TypeError` for a name that it doesn't have."""
        return self.__class__(**{**dict(zip(self._fields, self, strict=True)), **named})

    def _tuple_shown(self):
        shown = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{self.__class__.__name__}({', '.join(shown)})"

    def _items(self):
        return tuple(self)

    _OF_TUPLES = {"__slots__": (), "__new__": _tuple_of, "__repr__": _tuple_shown}
    _OF_TUPLES |= {"_replace": _replaced, "__getnewargs__": _items}
    NamedTuple = type.__new__(_Named, "NamedTuple", (), {})

    class _Held(NamedTuple):
        """A field: its default or what makes it, whether it is given, only by its name, compared and shown."""

        name: str
        default: Any = MISSING
        make: Any = MISSING
        is_given: bool = True
        is_named: bool = False
        is_compared: bool = True
        is_shown: bool = True

    def _held(name, default, is_named):
        if not isinstance(default, Field):
            return tuple.__new__(_Held, (name, default, MISSING, True, is_named, True, True))
        named = is_named if default.kw_only is MISSING else default.kw_only
        return _Held(name, default.default, default.default_factory, default.init, named, default.compare, default.repr)

    def replace(thing, /, **named):
        """The same with other values; what isn't made here, or is called wrongly, is left to the standard library."""
        cls = type(thing)
        if "_held" not in vars(cls):
            return _replaced_as_ever(thing, **named)
        values = {each.name: value for each, value in zip(cls._held, _values(thing), strict=True) if each.is_given}
        return cls(**values | named) if named.keys() <= values.keys() else _replaced_as_ever(thing, **named)

    _set = object.__setattr__
    _consume = deque(maxlen=0).extend
    _FEW = 3
    """How many of a class are made before it pays to make a function for that."""

    _ONE_AT_A_TIME = RLock()
    _LOOKED_UP = ("__dataclass_fields__", "__dataclass_params__")

    class _Later:
        """How the standard library sees a class: asked once, whichever thread comes first, and set on what was made."""

        def __init__(self, name):
            self.name = name

        def __get__(self, instance, owner):
            made = next(cls for cls in owner.__mro__ if "_declared" in vars(cls))
            with _ONE_AT_A_TIME:
                if vars(made)[self.name] is self:
                    cls, options = made._declared
                    standard = _standard(cls, **{**options, "eq": False, "init": False, "repr": False})
                    for name in _LOOKED_UP:
                        setattr(made, name, vars(standard)[name])
            return vars(made)[self.name]

    _LATER = {name: _Later(name) for name in _LOOKED_UP}

    def _first(self, /, *given, **named):
        """`__init__` of the first few of a class, as long as nothing is wrong with the call."""
        cls = type(self)
        if vars(cls).get("__init__") is not _first:
            cls = _owner(self, "__init__", _first)
        if next(cls._number) > _FEW or not _filled(self, cls, given, named):
            cls.__init__ = _initialiser(cls)
            cls.__init__(self, *given, **named)
        elif hasattr(cls, "__post_init__"):
            self.__post_init__()

    def _filled(thing, cls, given, named):
        """Sets the fields of a thing; False where the call does not give what it should."""
        places, held = cls.__match_args__, cls._held
        if len(given) == len(held) == len(places) and not named:
            _consume(map(_set, repeat(thing), places, given))
            return True
        values = dict(zip(places, given, strict=False))
        if len(given) > len(places) or not values.keys().isdisjoint(named):
            return False
        values |= named
        for each in held:
            name = each.name
            if name in values and each.is_given:
                value = values.pop(name)
            elif each.make is not MISSING:
                value = each.make()
            elif each.default is not MISSING:
                value = each.default
            else:
                return False
            _set(thing, name, value)
        return not values

    def _initialiser(made):
        """The `__init__` of a class: the one of all classes with fields as many and alike, under its own names."""
        held = made._held
        placed = [each for each in held if each.is_given and not each.is_named]
        named = [each for each in held if each.is_given and each.is_named]
        ordered = [*placed, *named, *[each for each in held if not each.is_given]]
        made_anew = [at for at, each in enumerate(ordered) if each.make is not MISSING]
        code = _setting(len(held), len(placed) + len(named), tuple(made_anew), hasattr(made, "__post_init__"))
        code = _renamed(code, [each.name for each in ordered])
        names = {"_set": _set, "_missing": MISSING, **{f"_make_{at}": ordered[at].make for at in made_anew}}
        names |= {f"_default_{at}": each.default for at, each in enumerate(ordered) if not each.is_given}
        found = FunctionType(code.replace(co_argcount=1 + len(placed), co_kwonlyargcount=len(named)), names, "__init__")
        found.__defaults__ = tuple([each.default for each in placed if _may_lack(each)])
        found.__kwdefaults__ = {each.name: each.default for each in named if _may_lack(each)}
        found.__qualname__ = f"{made.__qualname__}.__init__"
        return found

    def _may_lack(held):
        """Whether a call need not give a field; what is made for it stands in its place with no default."""
        return held.default is not MISSING or held.make is not MISSING

    @cache
    def _setting(fields, given, made_anew, is_checked):
        """The code of an `__init__` whose fields have numbers for names: compiled once for all classes of that kind."""
        body = []
        for at, number in enumerate(_numbers(fields)):
            value = number if at < given else f"_make_{at}()" if at in made_anew else f"_default_{at}"
            if at < given and at in made_anew:
                value = f"_make_{at}() if {number} is _missing else {number}"
            body.append(f" _set(self, {number!r}, {value})")
        if is_checked:
            body.append(" self.__post_init__()")
        parameters, made = ", ".join(["self", *_numbers(given)]), {}
        exec(f"def __init__({parameters}):\n" + ("\n".join(body) or " pass"), made)  # noqa: S102  # numbers only
        return made["__init__"].__code__


@cache
def _numbers(number: int) -> tuple[str, ...]:
    """What so many fields are called in code that classes share."""
    return tuple([f"_{at}" for at in range(number)])


def _renamed(code: CodeType, names: Sequence[str]) -> CodeType:
    """Code that classes share, with the names of fields for their numbers."""
    names_of = dict(zip(_numbers(len(names)), names, strict=True))
    listed = [
        tuple([names_of.get(each, each) if each.__class__ is str else each for each in found])
        for found in (code.co_names, code.co_varnames, code.co_consts)
    ]
    return code.replace(co_names=listed[0], co_varnames=listed[1], co_consts=listed[2])


def _owner(thing: Any, name: str, method: Any) -> Any:
    """The class that gives a thing a method."""
    return next(cls for cls in type(thing).__mro__ if vars(cls).get(name) is method)


def _equal(self: Any, other: object) -> Any:
    """Equality until it is first needed."""
    _compare(_owner(self, "__eq__", _equal))
    return self == other


def _hashed(self: Any) -> int:
    """The hash until it is first needed."""
    _compare(_owner(self, "__hash__", _hashed))
    return hash(self)


def _compare(cls: Any) -> None:
    """Gives a class equality and hash by the fields that are compared."""
    read = _reader(tuple([held.name for held in cls._held if held.is_compared]))

    def equal(self: Any, other: object) -> Any:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(read(self))

    for name, first, found in (("__eq__", _equal, equal), ("__hash__", _hashed, hashed)):
        if vars(cls)[name] is first:
            setattr(cls, name, found)


@cache
def _reader(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the values of some fields."""
    if len(names) > 1:
        return attrgetter(*names)
    found = [attrgetter(name) for name in names]
    return lambda self: tuple([read(self) for read in found])


def _values(self: Any) -> tuple[Any, ...]:
    """The values of all fields."""
    return _reader(tuple([held.name for held in self._held]))(self)


def _shown(self: Any) -> str:
    held = zip(self._held, _values(self), strict=True)
    parts = (f"{each.name}={value!r}" for each, value in held if each.is_shown)
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[Any]:
    return list(_values(self))


def _restore(self: Any, state: list[Any]) -> None:
    for held, value in zip(self._held, state, strict=True):
        object.__setattr__(self, held.name, value)


_SHARED = {"__repr__": _shown, "__getstate__": _state, "__setstate__": _restore}
_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse}

__all__ = ["FrozenInstanceError", "NamedTuple", "dataclass", "field", "fields", "replace"]
