"""What is asked: a question, the facts at hand, a date, readings, a language."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dsl.frozen import dataclass, field
from engine.case.facts_file import CaseFile
from engine.case.memo_file import Memo

Facts = Mapping[str, Any]
"""Facts by name, as a facts file gives them: yes or no, numbers, dates, and texts that are read as such; lists of
records are lists of such mappings. `"none"` is what is known not to exist; what isn't there is unknown."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question put to one document; `Desk.compare` puts it to every document.

    The facts given here go before those of `file`, a facts file or its path, which may be a text; so do the date and
    the readings. `on` is the date that the question is put as of, a `datetime` where its hour is told. `language` is
    that of the words of the reply: if None, English or else the first in which the document is written. `brief` leaves
    out of an opinion what a first look doesn't need; `courts` sets French citations as the courts write them; `strict`
    leaves presumptions and preferred readings out of what is written, never out of the data.
    """

    question: str
    document: str = ""
    facts: Facts = field(default_factory=dict)
    file: CaseFile | Path | None = None
    on: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    brief: bool = False
    courts: bool = False
    strict: bool = False
    of: tuple[str, ...] = ()
    """The norms, clauses, actions or facts that alone the question is put to; these go before the file's."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Computed values taken as given instead of what they are computed from, those of a record as `outages[1].rank`."""
    memo: Memo | Path | None = None
    """What heads and signs the opinion, or the file that says it."""
    standing: Mapping[str, Any] = field(default_factory=dict)
    """How facts, and fields such as `outages[1].began`, stand: as in a facts file."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """The lists that may go on: True where nobody knows how far, or `"at most 3"`."""
