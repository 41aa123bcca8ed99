"""A question answered by the two ways of this process: gone through, and generated."""

from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase


def answers(base: KnowledgeBase, question: str, known: dict[str, object]) -> list[object]:
    """What the walker and the generated code come to."""
    root = base.root(question)
    plain = make(None, "", Generator(base.meaning).decision(root), base.meaning.laws)
    return [Walker(base.meaning, Case(base, known).frame()).value(root), plain(Case(base, known).frame())]
