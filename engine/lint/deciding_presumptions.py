"""A presumption that decides a question by itself.

Each presumption is made alone, on a case of which nothing else is known but, for a field, that there is a record. If
that decides the question on every completion of the case and every reading, the question is answered by what nobody
said. A presumption of law is left out: the law means it to decide.
"""

from collections.abc import Iterator

from dsl.diagnostic import Diagnostic
from dsl.frozen import dataclass
from dsl.sentence import told
from engine.answer.answering import outcome
from engine.case.case import Case
from engine.case.nested_records import one_of_each, with_those_around
from engine.case.presuming import LAW, Course
from engine.lint.reviewed import Finding, Reviewed
from engine.meaning.meaning import Leaf


def deciding_presumptions(reviewed: Reviewed) -> Iterator[Finding]:
    """The questions that one presumption decides, with nothing else known."""
    for presumed in [found for case, width in _cases(reviewed) for found in _presumed(reviewed, case, width)]:
        for name in reviewed.questions:
            if presumed.name not in reviewed.program.questions[name].unpresumed and _decides(reviewed, presumed, name):
                yield _finding(reviewed, name, presumed.name)


@dataclass(frozen=True, slots=True)
class _Presumed:
    """A case with one presumption made, the input that it is of, and the case without it."""

    name: str
    leaf: Leaf
    case: Case
    without: Case


def _presumed(reviewed: Reviewed, case: Case, width: int) -> Iterator[_Presumed]:
    course = Course(case)
    for key, item in course.presumable.items():
        if len(key) == width and item.presumption.kind != LAW:
            yield _Presumed(reviewed.name_of(key), reviewed.inputs.leaf(key), course.completed(only={key}), case)


def _decides(reviewed: Reviewed, presumed: _Presumed, question: str) -> bool:
    if presumed.leaf not in reviewed.inputs.meaning.leaves(reviewed.knowledge.root(question)):
        return False
    found = outcome(presumed.case, question)[0]
    return found in ("yes", "no", "value", "silent") and outcome(presumed.without, question)[0] == "undetermined"


def _finding(reviewed: Reviewed, question: str, name: str) -> Finding:
    return Finding(
        f"{question}: {name}",
        Diagnostic(
            "deciding-presumption",
            told("what is presumed of `{name}` decides `{question}` by itself", name=name, question=question),
            (reviewed.label(name), reviewed.label(question, "with nothing else known")),
            told("let the question say `never presumes {name}`", name=name),
            "warning",
        ),
    )


def _cases(reviewed: Reviewed) -> Iterator[tuple[Case, int]]:
    """Nothing is known; and, for the fields of each list, nothing but that it has one record. With each, how many parts
    the keys have whose presumptions are tried on it."""
    nothing, program = reviewed.nothing_told(), reviewed.program
    yield nothing, 1
    for fact in program.facts.values():
        if fact.type.kind == "list":
            blank = one_of_each(program, with_those_around(program, fact.name))
            yield nothing.replaced({**nothing.facts, **blank}), 3
