"""An edition as it is kept and shipped: its program, and what each of its names means, without parser and lowering.

A pickle as head, and after it one for each declaration, which also holds what the declaration was lowered to, and for
each field that a question needs of all declarations (`COLUMNS`). Before each stands its length, and the head tells
where behind it each begins: a question needs few.

What is read can be made of `SHARED` alone: the classes of programs and of their meaning, and the values that
constants have. Nothing else is imported or called by it.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, NoReturn

from dsl.typed import program as p
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Kept
from engine.model.store import COLUMNS, Declarations

try:
    from _pickle import Unpickler, UnpicklingError  # what `pickle` has besides is for who writes
except ImportError:
    from pickle import Unpickler, UnpicklingError  # the same, by their public names

LENGTH = 4
"""How many bytes tell the length of a pickle."""


def phrase_of(texts: tuple[tuple[str, str], ...]) -> p.Phrase:
    """A phrase whose texts are in order already."""
    found = object.__new__(p.Phrase)
    object.__setattr__(found, "texts", texts)
    return found


CLASSES: tuple[type, ...] = (
    p.Type,
    p.Constant,
    p.Reference,
    p.FieldReference,
    p.Operation,
    p.Function,
    p.Aggregate,
    p.Row,
    p.Lookup,
    p.Term,
    p.Option,
    p.Choice,
    p.Presumption,
    p.Fact,
    p.Record,
    p.Value,
    p.Condition,
    p.Qualifier,
    p.Covering,
    p.Member,
    p.TakenParty,
    p.Norm,
    p.Exception_,
    p.Priority,
    p.Contradiction,
    p.Ambiguity,
    p.Silence,
    p.Standing,
    p.Question,
    p.Clause,
    p.Place,
    p.NamedDays,
    p.Calendar,
    p.Edition,
    p.Nested,
    n.Type,
    n.Constant,
    n.Input,
    n.Field,
    n.Named,
    n.Junction,
    n.Not,
    n.Choose,
    n.Fallback,
    n.Compare,
    n.Test,
    n.Apply,
    n.Call,
    n.Fold,
    n.Line,
    n.Table,
    n.Scope,
    n.Definition,
)
VALUES = (Decimal, Fraction, date, timedelta)
"""What constants are, beside what every pickle knows."""
_ENUMS = (n.Kind, n.Relation, n.Arithmetic, n.Folding, n.Defines)
SHARED: dict[int, Any] = dict(
    enumerate((*CLASSES, phrase_of, *VALUES, ABSENT, *(member for each in _ENUMS for member in each)))
)
NAMED = tuple(
    name
    for name in vars(p.Program)["__match_args__"]
    if name in ("clauses", "choices", "records", "questions") or name in COLUMNS
)
"""The fields of a program that hold declarations by their names."""


class _Reader(Unpickler):
    """Reads one pickle. Raises `ValueError` or `LookupError` where it asks for what isn't shared."""

    persistent_load = SHARED.__getitem__

    def find_class(self, module: str, name: str) -> NoReturn:
        raise ValueError(f"{module}.{name} is no part of a compiled form")


def unpickled(content: bytes, at: int = 0) -> Any:
    """What the pickle holds whose length stands at a place of some content. Raises `ValueError` where there is none."""
    start = at + LENGTH
    size = int.from_bytes(content[at:start], "big")
    try:
        return _Reader(BytesIO(content[start : start + size])).load()
    except (UnpicklingError, LookupError, TypeError, AttributeError, EOFError) as error:
        raise ValueError("this is no compiled form") from error


def read_form(content: bytes) -> tuple[p.Program, Kept]:
    """The program that was kept, and what gives the definitions that were kept beside the names that conclude.

    Raises `ValueError` if it is none.
    """
    start = LENGTH + int.from_bytes(content[:LENGTH], "big")

    def read(at: int) -> Any:
        return unpickled(content, start + at)

    try:
        places, rest = unpickled(content)
        declared = {field: Declarations(names, columns, read) for field, (names, columns) in places.items()}
        parts: dict[str, Any] = declared | rest
        program = p.Program(**parts)
    except (TypeError, AttributeError) as error:
        raise ValueError("this is no compiled form") from error
    return program, _kept(declared["values"], declared["norms"], declared["exceptions"])


def _kept(values: Declarations, norms: Declarations, exceptions: Declarations) -> Kept:
    def kept(kind: str, name: str) -> tuple[n.Definition, ...]:
        return values.beside(name) if kind == "value" else norms.beside(name) or exceptions.beside(name)

    return kept
