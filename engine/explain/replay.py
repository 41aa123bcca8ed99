"""What an opinion carries so that it can be given again, and the way back from it."""

from typing import Any

from engine.answer.answer import Answer
from engine.evaluate.library import EditionEntry


def record(answer: Answer, entry: EditionEntry | None) -> dict[str, Any]:
    """The question, facts, readings and date of an answer, and the state of the knowledge base."""
    return {}
