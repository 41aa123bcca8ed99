"""Declarations that are read when a question needs them: it needs few of those of a document."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

COLUMNS = {
    "terms": ("kind", "name", "kinds"),
    "facts": ("type", "default", "external", "presumption"),
    "values": ("type", "record"),
    "norms": ("kind", "bearers", "action", "breached"),
    "exceptions": ("targets",),
    "ambiguities": ("preferred_name",),
}
"""Which fields of which declarations a question needs of all of them: they are kept together as well."""


class Declarations(dict[str, Any]):
    """Declarations by name, each read when it is first asked for, with what is kept beside it.

    The dictionary itself holds what was read, so that asking for it again costs nothing more; everything that goes
    through the names goes through `places`. Seen from outside, nothing is ever changed.
    """

    __slots__ = ("_columns", "_pairs", "_places", "_read")

    def __init__(self, places: dict[str, int], columns: dict[str, int], read: Callable[[int], Any]) -> None:
        """`read` gives what is kept in a place: a declaration with what is beside it, or a field of all by their names.

        `columns` are the places of such fields.
        """
        super().__init__()
        self._places, self._read = places, read
        self._columns: dict[str, Any] = dict(columns)
        self._pairs: dict[str, tuple[tuple[Any, ...], Any]] = {}

    def __missing__(self, name: str) -> Any:
        _, found = self._pair(name)
        self[name] = found
        return found

    def _pair(self, name: str) -> tuple[tuple[Any, ...], Any]:
        """A declaration after what is beside it: they share parts, so that threads are given one pair."""
        found = self._pairs.get(name)
        return self._pairs.setdefault(name, self._read(self._places[name])) if found is None else found

    def beside(self, name: str) -> tuple[Any, ...]:
        """What is kept beside the declaration of a name; nothing where there is none."""
        return self._pair(name)[0] if name in self._places else ()

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def keys(self) -> Any:
        """All names."""
        return self._places.keys()

    def get(self, name: str, default: Any = None) -> Any:
        """The declaration of a name, or `default`."""
        return self[name] if name in self._places else default

    def values(self) -> Any:
        """All declarations."""
        return [self[name] for name in self._places]

    def items(self) -> Any:
        """All names with their declarations."""
        return [(name, self[name]) for name in self._places]

    def column(self, field: str) -> Mapping[str, Any]:
        """A field of all declarations by their names."""
        found = self._columns.get(field)
        if found is None:
            read = attrgetter(field)
            found = {name: read(declaration) for name, declaration in self.items()}
        elif isinstance(found, int):
            found = self._read(found)
        self._columns[field] = found
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and dict(self.items()) == dict(other.items())

    __hash__ = None


def column(declarations: dict[str, Any], field: str) -> Mapping[str, Any]:
    """A field of all declarations by their names; the rest of those that are kept is not read for it."""
    if isinstance(declarations, Declarations):
        return declarations.column(field)
    read = attrgetter(field)
    return {name: read(declaration) for name, declaration in declarations.items()}
