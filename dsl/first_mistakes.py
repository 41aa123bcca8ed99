"""How many mistakes of a kind are told: each is looked up in its text and compared with what might be meant."""

from collections.abc import Iterable, Sequence

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told

MOST_MISTAKES = 100
"""After so many mistakes nothing is looked at further."""


def first_mistakes(mistakes: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The first mistakes of a file, which are found one by one; where there are more, what says so goes before them."""
    found: list[Diagnostic] = []
    for mistake in mistakes:
        if len(found) == MOST_MISTAKES:
            return [too_many(found), *found]
        found.append(mistake)
    return found


def too_many(found: Sequence[Diagnostic]) -> Diagnostic:
    """Says that what was looked at was not looked at to its end, and where the last mistake was `found`."""
    last = found[-1].labels[:1] if found else ()
    return Diagnostic(
        "too-many-mistakes",
        told(
            "there are more than {MOST_MISTAKES} mistakes; the others were not looked for",
            MOST_MISTAKES=MOST_MISTAKES,
        ),
        tuple(Label(label.span, "nothing is looked at after this") for label in last),
        "mend the first of these: most often the others go with it",
    )
