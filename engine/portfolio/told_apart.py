"""Names that tables can tell apart: a table and a column are known by their letters, whether capitals or not."""

from collections.abc import Iterable

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from dsl.typed import program as p
from engine.backends.sql.plan import CASES

CASE_KEY = "case"
"""The column by which the rows of all tables belong to a case."""


def require_told_apart(program: p.Program) -> None:
    """Raises `Rejected` where two of the names that stand side by side in the tables of a document are one there."""
    lists = [fact for fact in program.facts.values() if fact.type.kind == "list" and fact.name not in program.nested]
    beside = [[CASES, *(fact.name for fact in lists)]]
    beside.append([CASE_KEY, *(name for name in program.facts if name not in program.nested)])
    beside += [[CASE_KEY, *(field.name for field in program.records[fact.type.name].fields)] for fact in lists]
    alike = dict.fromkeys(pair for names in beside for pair in _alike(names))
    if alike:
        raise Rejected(
            Diagnostic(
                "names-alike",
                told("tables cannot tell `{name}` from `{other}`", name=name, other=other),
                (),
                "in the clauses, call one of them otherwise; `cases` and `case` are taken, and capitals make no difference",
            )
            for name, other in alike
        )


def _alike(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Each name that is another one before it but for capitals, with that one."""
    known: dict[str, str] = {}
    for name in names:
        before = known.setdefault(name.casefold(), name)
        if before is not name:
            yield name, before
