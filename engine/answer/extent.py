"""The values that an undetermined answer can still take, as far as a bounded search finds them."""

from typing import Any

from engine.answer.answer import Answer


def extent(answer: Answer) -> tuple[Any, ...]:
    """The values found, in order; empty where the missing facts are themselves amounts, which bound nothing."""
    return ()
