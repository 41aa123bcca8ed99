"""What is said of a question that there isn’t: the one that is meant, or those that come nearest by its words."""

from collections.abc import Iterable
from pathlib import Path

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.sentence import told
from dsl.typed import program as p
from engine.desk.counsel_files import read_counsel_files
from engine.model.worded import Synonyms, question_in_words, questions_near


def unknown_question(program: p.Program, question: str, known: Iterable[str], clauses: Path | None) -> Diagnostic:
    """That there is no such question, with the nearest ones; beside the `clauses` stands what everyday words mean."""
    meant = question_in_words(program, question)
    near = {} if meant is not None else questions_near(program, question, _synonyms(clauses))
    if near:
        names = ", ".join(f"`{name}` ({text.rstrip()})" for name, text in near.items())
        help_: str | None = told("nearest by its words: {names}; `opposable questions` lists all", names=names)
    else:
        help_ = suggestion(meant or question, known) or told("`opposable questions` lists them")
    return Diagnostic("unknown-question", told("there is no question `{question}`", question=question), (), help_)


def _synonyms(clauses: Path | None) -> Synonyms:
    """The everyday words that counsel listed beside the clauses; none where that file is damaged, as `check` says."""
    try:
        return read_counsel_files(clauses).synonyms if clauses is not None else {}
    except Rejected:
        return {}
