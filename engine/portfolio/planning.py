"""The plans of a portfolio: what it asks of the tables that arrived, made once and kept for tables that are like them.

Planning takes seconds. What it makes depends on the code, the clauses, the questions and what is known of each column,
which `engine/portfolio/arriving.py` rounds: so a portfolio of the next month mostly finds the plans of this one.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlglot import exp

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.backends.sql.calendar_lookups import Reach
from engine.backends.sql.held import Held
from engine.backends.sql.plan import Plan, Share, Step, Tables, Wanted, planned
from engine.backends.sql.rows import Columns
from engine.backends.sql.translation import Beyond
from engine.library.compiled_state import state_of_code
from engine.library.knowledge import KnowledgeBase
from engine.model.kept import digest, read_sealed, write_sealed
from engine.portfolio.layered_question import LayeredQuestion
from engine.portfolio.result_columns import Plans, Put

PLANNED_BY = ("dsl", "engine")
"""The folders whose code decides what a plan looks like."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of all cases: questions under chosen readings, and the `named` readings to compare; `settings` are
    facts told of the cases that don't tell them."""

    questions: tuple[str, ...]
    readings: Mapping[str, str]
    named: tuple[tuple[str, str], ...]
    settings: Mapping[str, Any]

    def layered(self, knowledge: KnowledgeBase, question: str, tables: Tables, columns: Columns) -> LayeredQuestion:
        """One of the questions, put to tables."""
        return LayeredQuestion(knowledge, question, tables, columns, self.readings, self.named, self.settings)


def plans_of(
    knowledge: KnowledgeBase,
    asking: Asking,
    tables: Tables,
    written: Callable[[exp.Select], str],
    together: bool = False,
) -> Plans:
    """The plans for all questions, in the dialect in which `written` writes queries; kept ones if there are any.

    Where all is computed `together`, both plans are the same one.
    """
    of_all = Columns()
    asked = [asking.layered(knowledge, question, tables, of_all) for question in asking.questions]
    path = None
    if knowledge.kept_in is not None:
        name = "plan-of-all" if together else "plans"
        path = knowledge.kept_in / f"{name}-{_key(knowledge, asking, tables, written)}.json"
    found = None if path is None else _read(path)
    if found is None:
        of_open = of_all if together else Columns()
        those_open = [asking.layered(knowledge, question, tables, of_open) for question in asking.questions]
        decided = [Wanted(each.translations, each.decided()) for each in asked]
        left_open = [Wanted(each.translations, each.left_open()) for each in those_open]
        each_at_once = [(of_all, decided + left_open)] if together else [(of_all, decided), (of_open, left_open)]
        found = tuple(planned(columns, wanted, written) for columns, wanted in each_at_once)
        if path is not None:
            _keep(path, found)
    shares_of_all = [share for plan in found for share in plan.shares]
    shares = zip(asked, shares_of_all[: len(asked)], shares_of_all[len(asked) :], strict=True)
    put = (Put(each.question, one, other, each.layers, each.named, each.presumable) for each, one, other in shares)
    return Plans(found[0], found[-1], tuple(put))


# ---- kept plans


def _key(knowledge: KnowledgeBase, asking: Asking, tables: Tables, written: Callable[[exp.Select], str]) -> str:
    """By what plans are known: everything on which they depend."""
    said = [
        state_of_code(*PLANNED_BY),
        version("sqlglot"),
        written.__qualname__,
        knowledge.identifier,
        asking.questions,
        sorted(asking.readings.items()),
        asking.named,
        sorted((name, repr(value)) for name, value in asking.settings.items()),
        [_held(held) for held in tables.facts.values()],
        [(name, [_held(held) for held in fields.values()]) for name, fields in tables.fields.items()],
        sorted(tables.listed.items()),
    ]
    return digest(json.dumps(said).encode()).hex()


def _keep(path: Path, plans: Sequence[Plan]) -> None:
    with suppress(OSError):
        write_sealed(path, json.dumps([_plan(plan) for plan in plans]).encode())


def _read(path: Path) -> tuple[Plan, ...] | None:
    """The plans that were kept in a file; None where there are none, or the file is damaged."""
    content = read_sealed(path)
    return None if content is None else tuple(_plan_read(told) for told in json.loads(content))


def _plan(plan: Plan) -> list[Any]:
    shares = [
        [
            [[name, _held(held)] for name, held in share.outputs.items()],
            share.marked,
            [astuple(b) for b in share.beyond],
        ]
        for share in plan.shares
    ]
    return [[astuple(step) for step in plan.steps], plan.query, astuple(plan.reach), shares]


def _plan_read(told: Sequence[Any]) -> Plan:
    steps, query, (low, high, parts), shares = told
    return Plan(
        tuple(Step(*step) for step in steps), query, Reach(low, high, tuple(parts)), tuple(_shares_read(shares))
    )


def _shares_read(told: Sequence[Any]) -> Iterator[Share]:
    for outputs, marked, beyond in told:
        held = {name: _held_read(*each) for name, each in outputs}
        yield Share(held, marked, tuple(Beyond(*each) for each in beyond))


def _held(held: Held) -> list[Any]:
    unit = [held.unit.numerator, held.unit.denominator]
    known = [held.may_be_none, held.told, held.empty, held.low, held.high, held.only, held.never]
    return [held.name, astuple(held.type), unit, *known]


def _held_read(name: str, type_: Sequence[Any], unit: tuple[int, int], *rest: Any) -> Held:
    return Held(name, p.Type(*type_), Fraction(*unit), *rest)
