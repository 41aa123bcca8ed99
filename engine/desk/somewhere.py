"""What a comparison names, and no document knows: each document alone passes over what it doesn't know."""

from collections.abc import Iterable, Sequence

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.sentence import told
from engine.desk.reply import Reply
from engine.explain.narrowing import narrowed


def require_somewhere(
    replies: Sequence[Reply], questions: Sequence[str], readings: Iterable[str], of: Iterable[str]
) -> None:
    """Raises `Rejected` with each ambiguity, and each norm or place, that none of the documents asked has.

    `questions` are what each of them was asked, whatever of it the question was put to.
    """
    programs = [reply.found.knowledge.program for reply in replies]
    known = list(dict.fromkeys(name for program in programs for name in program.ambiguities))
    wrong = [
        Diagnostic(
            "unknown-ambiguity",
            told("there is no ambiguity `{axis}`", axis=axis),
            (),
            suggestion(axis, known) or "`opposable ambiguities` lists them",
        )
        for axis in readings
        if axis not in known
    ]
    wrong += [diagnostic for named in of for diagnostic in _meant_nowhere(replies, questions, named)]
    if wrong:
        raise Rejected(wrong)


def _meant_nowhere(replies: Sequence[Reply], questions: Sequence[str], named: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a name by which no document has a norm on which the question could rest."""
    found: tuple[Diagnostic, ...] = ()
    for reply, question in zip(replies, questions, strict=True):
        try:
            narrowed(reply.found.knowledge, question, (named,))
        except Rejected as error:
            found = found or error.diagnostics
        else:
            return ()
    return found
