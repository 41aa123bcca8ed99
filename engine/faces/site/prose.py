"""The condition of a yes in one sentence, as the answer in prose at the head of a question gives it.

What needs more than a sentence is told as a list.
"""

from typing import Any

from dsl.typed import program as p
from engine.faces.site.conditions import Conditions, Said
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import Volume
from engine.tongues import Words, tongue

MOST_LETTERS = 300
"""How long a condition may be to be told in a sentence."""


class _Plain(Scribe):
    """Writes plain text without links: what is applied is told inside the sentence."""

    def __init__(self, volume: Volume, language: str) -> None:
        super().__init__(volume, language, "")

    def text(self, words: str) -> str:
        return words

    def link(self, label: str, target: str) -> str:
        return label

    def word(self, key: str, **gaps: Any) -> str:
        return super().word(f"{key}_told" if f"{key}_told" in self.words else key, **gaps)


def condition(volume: Volume, expression: p.Expression, language: str) -> str:
    """What must be so for a yes, as what follows "if" in plain text; empty where no sentence can hold it."""
    scribe = _Plain(volume, language)
    told = _sentence(Conditions(scribe).said(expression), scribe.words)
    return tongue(language).elided(told) if len(told) <= MOST_LETTERS else ""


def _sentence(said: Said, words: Words) -> str:
    """The parts one after the other, each begun anew with "if"."""
    if not said.joint:
        return _clause(said)
    told = [_clause(part) for part in said.parts]
    return words["and_if" if said.joint == words["and"] else "or_if"].join(told) if all(told) else ""


def _clause(said: Said) -> str:
    """A condition, or several of them joined; empty where they are no sentences, or have parts of their own."""
    if not said.parts:
        return "" if said.labelled else said.text
    if not said.joint or any(part.labelled or part.parts for part in said.parts):
        return ""
    *before, last = [part.text for part in said.parts]
    return f"{', '.join(before)}{said.joint}{last}"
