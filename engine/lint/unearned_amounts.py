"""An amount that ignores what defeats its claim.

The claim of an amount is the norm to which its value belongs, as for the burden of proof. The solver is asked whether
the amount can be above zero while the claim is not live. What it proposes counts only if the evaluation of the program
on a case made of it says so too: each finding is such a case.
"""

from collections.abc import Iterator
from decimal import Decimal

from dsl.diagnostic import Diagnostic
from dsl.sentence import told
from dsl.typed import program as p
from engine.answer.search import Search
from engine.case.case import Case
from engine.case.nested_records import one_of_each
from engine.lint.reviewed import Finding, Reviewed
from engine.model.belonging import norms_of_value
from engine.model.expressions import BOOLEAN


def unearned_amounts(reviewed: Reviewed) -> Iterator[Finding]:
    """The amounts and rates asked about that stay above zero where their claim fails."""
    program = reviewed.program
    for name in reviewed.questions:
        question = program.questions[name]
        value = program.values.get(question.target or "") if question.asks == "value" else None
        if value is None or value.type.kind not in ("money", "percent"):
            continue
        for norm in norms_of_value(program, value.name):
            if _can_be_unearned(reviewed, value, norm):
                yield Finding(
                    f"{value.name}: {norm}",
                    Diagnostic(
                        "unearned-amount",
                        told(
                            "`{value}` can be above zero although `{norm}` does not hold", value=value.name, norm=norm
                        ),
                        (reviewed.label(value.name), reviewed.label(norm, "this is what it belongs to")),
                        told("let it be nothing unless `live({norm})`", norm=norm),
                        "warning",
                    ),
                )


def _can_be_unearned(reviewed: Reviewed, value: p.Value, norm: str) -> bool:
    amount = p.Reference("value", value.name, value.type)
    zero = p.Constant(Decimal(0), value.type.required())
    fails = p.Operation("not", (p.Reference("live", norm, BOOLEAN),), BOOLEAN)
    unearned = p.Operation("and", (fails, p.Operation("more", (amount, zero), BOOLEAN)), BOOLEAN)
    return any(Search(case, unearned).differing() is not None for case in _cases(reviewed))


def _cases(reviewed: Reviewed) -> Iterator[Case]:
    """Nothing is known but that there is one record of each kind, which is easier to search; and nothing at all."""
    nothing, program = reviewed.nothing_told(), reviewed.program
    lists = [fact.name for fact in program.facts.values() if fact.type.kind == "list"]
    if lists:
        yield nothing.replaced({**nothing.facts, **one_of_each(program, lists)})
    yield nothing
