"""A mistake of the user, as data: what is wrong, where, and how to mend it.

Rendering is elsewhere (`dsl/report.py`). The catalogue of every id is `engine/catalogue.py`, the language's own
part of it `dsl/language_catalogue.py`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from dsl.frozen import dataclass, replace
from dsl.position import Span
from dsl.sentence import told


@dataclass(frozen=True, slots=True)
class Label:
    """A phrase attached to a place; the primary label is the one the diagnostic is about."""

    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: a stable kebab-case `code`, one phrase, labelled places, and what to do about it.

    Messages are lower case, carry no full stop, and put the user's own words in backticks.
    """

    code: str
    message: str
    labels: tuple[Label, ...] = ()
    help: str | None = None
    severity: str = "error"
    note: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether the mistake prevents the program from being used."""
        return self.severity == "error"


_MANY = 300
"""Among more words than these, only those of like length that begin or end alike are compared: the rest is slow."""
_FURTHEST = 3
_LIKENESS = 0.65
"""How alike a word and the one that may be meant are at least (`difflib`): a letter or two amiss."""
_SHORTEST = 3
"""A shorter word is not taken for the beginning of another."""
_LONGEST = 100
"""A longer word is no misspelt name, and comparing it is slow."""


class Rejected(Exception):
    """Carries diagnostics from a place that cannot go on to the face that shows them.

    `status` is the exit status they lead to: 1 where the knowledge base is wrong, 2 where the call or the facts are.
    """

    def __init__(
        self, diagnostics: Iterable[Diagnostic], sources: dict[str, str] | None = None, status: int = 2
    ) -> None:
        self.status = status
        self.diagnostics = tuple(diagnostics)
        self.sources = sources or {}
        super().__init__("; ".join(f"{d.code}: {d.message}" for d in self.diagnostics))

    def at(self, place: Span, sources: dict[str, str] | None = None) -> "Rejected":
        """The same rejection, with a place for what has none: whoever knows the file need not be who found it wrong."""
        placed = [each if each.labels else replace(each, labels=(Label(place),)) for each in self.diagnostics]
        return Rejected(placed, {**self.sources, **(sources or {})}, self.status)

    def __reduce__(self) -> tuple[Any, ...]:
        """A rejection passes whole from one process to another."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[Rejected], arguments: tuple[str, ...], held: dict[str, Any]) -> Rejected:
    found = kind.__new__(kind, *arguments)
    found.__dict__.update(held)
    return found


def none_of(code: str, message: str, name: object, known: Sequence[str]) -> Rejected:
    """The rejection of a name that is none of a few, of which the nearest is named, or all."""
    near = suggestion(name, known) if isinstance(name, str) else None
    every = ", ".join(f"`{one}`" for one in known)
    return Rejected([Diagnostic(code, message, (), near or told("there are {names}", names=every))])


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """A help line naming the known word nearest to a misspelt one, or None where none is near."""
    near = nearest(word, known)
    return told("did you mean `{near}`?", near=near) if near else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to a misspelt one, or None where none is near."""
    return None if len(word) > _LONGEST else _nearest(word, tuple(sorted(set(known))))


@lru_cache(maxsize=1024)
def _nearest(word: str, candidates: Sequence[str]) -> str | None:
    """Kept for the next time: where many files or lines are read, a word is misspelt in all of them."""
    from difflib import get_close_matches  # only a mistake needs it

    if len(candidates) > _MANY:
        ends = (word[:1].casefold(), word[-1:].casefold())
        candidates = [c for c in candidates if c[:1].casefold() == ends[0] or c[-1:].casefold() == ends[1]]
        candidates = [c for c in candidates if abs(len(c) - len(word)) <= _FURTHEST]
    near = get_close_matches(word, candidates, n=1, cutoff=_LIKENESS)
    if not near:
        folded = {candidate.casefold().replace("-", "_"): candidate for candidate in candidates}
        near = [folded[m] for m in get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=_LIKENESS)]
    return near[0] if near else _shortened(word, candidates)


def _shortened(word: str, candidates: Sequence[str]) -> str | None:
    """The one candidate that a word begins, or of which it is a part: `lease` for `lease-of-berths`."""
    short = word.casefold().replace("-", "_")
    if len(short) < _SHORTEST:
        return None
    parts = {candidate: candidate.casefold().replace("-", "_") for candidate in candidates}
    for found in (
        [candidate for candidate, whole in parts.items() if whole.startswith(short)],
        [candidate for candidate, whole in parts.items() if f"_{short}_" in f"_{whole}_"],
    ):
        if len(found) == 1:
            return found[0]
    return None
