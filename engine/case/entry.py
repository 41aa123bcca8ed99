"""One fact as a person enters it when asked: by the number of an option, in its words, or as in a facts file."""

from collections.abc import Sequence
from typing import Any, TypeVar

from dsl.sentence import told
from dsl.typed import program as p
from engine.case.case import options_of
from engine.case.option_words import option_told
from engine.case.reading import Unreadable, read_value
from engine.library.knowledge import KnowledgeBase
from engine.tongues import tongue

MOST_RECORDS = 200
"""How many records of a list are asked about at most."""

_LONGEST_NUMBER = 9
"""As many figures have no number that is asked for."""

Named = TypeVar("Named")


def read_entry(knowledge: KnowledgeBase, type_: p.Type, text: str, language: str) -> Any:
    """The typed value that a text means where a fact of a type is asked for; the number of records for a list.

    A text that says nothing, and `unknown`, are None. Raises `Unreadable`.
    """
    words, text = tongue(language).words("interview"), " ".join(text.split())
    options = options_of(knowledge.program, type_)
    plain = text.casefold()
    is_none = plain in ("none", *words["none_words"].split())
    if type_.kind == "list":
        return _number_of_records(text, is_none)
    if not text:
        return None
    if (option := numbered(text, options)) is not None:
        text = option
    elif is_none and "none" not in options:
        text = "none"
    elif type_.kind == "boolean" and plain in (*words["yes_words"].split(), *words["no_words"].split()):
        text = "yes" if plain in words["yes_words"].split() else "no"
    told = option_told(knowledge.program, type_, text)
    return read_value(told, type_, options, knowledge.meaning.laws.document)


def numbered(text: str, several: Sequence[Named]) -> Named | None:
    """The one of several that is named by its number, from 1; None where a text is none of their numbers."""
    is_short = text.isdecimal() and len(text) < _LONGEST_NUMBER
    return several[int(text) - 1] if is_short and 1 <= int(text) <= len(several) else None


def _number_of_records(text: str, is_none: bool) -> int:
    number = int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0 if is_none else -1
    if not 0 <= number <= MOST_RECORDS:
        raise Unreadable(
            "wrong-type",
            told("`{text}` is not a number of records", text=text),
            told("write a number up to {MOST_RECORDS}", MOST_RECORDS=MOST_RECORDS),
        )
    return number
