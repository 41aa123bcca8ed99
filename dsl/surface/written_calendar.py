"""The calendar of a document as it is written, with the place of each part, which is never compared."""

from dataclasses import dataclass, field

from dsl.position import Span
from dsl.surface.written_expression import Text, Word
from dsl.surface.written_table import InForce


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDays:
    """Days that a document names itself: one, or from `first` to `last`; each of every year, or of one."""

    is_open: bool
    first: Word
    last: Word | None = None
    text: Text
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days are no working days: public holidays of some places, days of the week, days that the document names.

    `by` is the choice whose options are parts of the last of the `places`; where none is named, its options are
    places. `weekend` is None where nothing is said of it. `in_force` are the days of which the calendar speaks.
    """

    places: tuple[Word, ...] = ()
    by: Word | None = None
    weekend: tuple[Word, ...] | None = None
    in_force: InForce | None = None
    named: tuple[NamedDays, ...] = ()
    span: Span = field(compare=False, repr=False)
