"""The question that somebody means who writes it in words instead of by its name."""

import re

from dsl.typed import program as p

_ENOUGH = 0.6
"""Of the words of a question so many must be those of the one that is meant."""


def question_in_words(program: p.Program, written: str) -> str | None:
    """The name of the question that shares the most words with what is written, in any language; None if few.

    Of several that share as many it is the one with the shortest name: the plainest.
    """
    named = re.sub(r"\s+", "-", written.strip().casefold())
    if named in program.questions:
        return named
    words = _words(written)
    if len(words) < 2:  # one word is a name
        return None
    found: list[tuple[float, int, str]] = []
    for name, question in program.questions.items():
        for _, text in question.text.texts:
            told = _words(text)
            found.append((-len(words & told) / len(words), len(name), name))
    share, _, name = min(found, default=(0, 0, ""))
    return name if -share >= _ENOUGH else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
