"""Random cases as tables, and what SQL and the generated Python say of each."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.diagnostic import Rejected
from dsl.typed import program as p
from engine.backends.sql.duck import Duck, duck_query
from engine.backends.sql.held import Held, column_of, table_of
from engine.backends.sql.plan import CASES, Plan, Tables, Wanted, planned, told_inputs
from engine.backends.sql.rows import NUMBER, PLACES, Columns
from engine.backends.sql.translation import Translation
from engine.case.case import Case, options_of
from engine.library.knowledge import KnowledgeBase
from engine.portfolio.layered_question import OPEN, STRICT_VALUE, STRICTLY, LayeredQuestion


def held_as(name: str, type_: p.Type, values: Sequence[Any]) -> Held:
    """How values are held: in the largest unit that is exact for all of them."""
    scales = [-int(value.as_tuple().exponent) for value in values if isinstance(value, Decimal)]
    return Held(name, type_, Fraction(1, 10 ** max([0, *scales])), low=-(10**30), high=10**30)


class CaseTables:
    """Cases in the tables of an engine."""

    def __init__(
        self, knowledge: KnowledgeBase, cases: Sequence[Mapping[str, Any]], engine: Duck | None = None
    ) -> None:
        self.knowledge, self.cases, self.engine = knowledge, cases, engine or Duck(threads=1)
        self.tables = self._held()

    def _held(self) -> Tables:
        program = self.knowledge.program
        facts: dict[str, Held] = {}
        fields: dict[str, dict[str, Held]] = {}
        listed: dict[str, str | bool | None] = {}
        for name, fact in program.facts.items():
            if fact.type.kind == "list":
                fields[name] = self._list(name, program.records[fact.type.name].fields)
                listed[name] = column_of(f"{name}__told")
            elif any(case.get(name) is not None for case in self.cases):
                facts[name] = held_as(name, fact.type, [case.get(name) for case in self.cases])
        flags = [Held(f"{name}__told", p.Type("boolean")) for name in fields]
        held = [*facts.values(), *flags]
        rows = [[*(c.get(name) for name in facts), *(c.get(name) is not None for name in fields)] for c in self.cases]
        self.engine.hold(CASES, held, {NUMBER: range(len(rows))}, rows)
        return Tables({each.name: each for each in self.engine.surveyed(CASES, tuple(facts.values()))}, fields, listed)

    def _list(self, name: str, declared: tuple[p.Fact, ...]) -> dict[str, Held]:
        rows = [
            (number, place, row)
            for number, case in enumerate(self.cases)
            for place, row in enumerate(case.get(name) or (), 1)
        ]
        held = [held_as(field.name, field.type, [row[at] for *_, row in rows]) for at, field in enumerate(declared)]
        keys = {NUMBER: [number for number, *_ in rows], PLACES[0]: [place for _, place, _ in rows]}
        self.engine.hold(table_of(name), held, keys, [row for *_, row in rows])
        return {each.name: each for each in self.engine.surveyed(table_of(name), held)}

    def plan(self, questions: Sequence[str], readings: Mapping[str, str]) -> Plan:
        """The plan that answers questions under readings."""
        knowledge = self.knowledge
        choices = (
            options_of(knowledge.program, p.Type("choice", calendar.by))
            if (calendar := knowledge.program.edition.calendar) and calendar.by
            else ("",)
        )
        translation = Translation(
            knowledge.meaning, Columns(), told_inputs(knowledge.meaning, self.tables, readings), choices
        )
        outputs = {
            f"answer_{at}": (translation.value(knowledge.root(question)), knowledge.asked(question).root.type)
            for at, question in enumerate(questions)
        }
        return planned(translation.columns, [Wanted([translation], outputs)], duck_query)

    def layered(self, question: str) -> LayeredQuestion:
        """All columns of a portfolio for a question."""
        return LayeredQuestion(self.knowledge, question, self.tables, Columns(), {}, (), {})

    def layers(self, question: str) -> Iterator[tuple[dict[str, Any], bool]]:
        """All columns of a portfolio for each case, and whether they are left to the generated Python."""
        all_cases, those_open = (self.layered(question) for _ in range(2))
        decided, left_open = (
            planned(asked.columns, [Wanted(asked.translations, outputs)], duck_query)
            for asked, outputs in ((all_cases, all_cases.decided()), (those_open, those_open.left_open()))
        )
        rows = zip(list(self.answers(decided)), self.answers(left_open), strict=True)
        for (strict, marked), (further, marked_further) in rows:
            outputs = left_open.shares[0].outputs
            found = dict(zip(decided.shares[0].outputs, strict, strict=True))
            if found[STRICTLY] == OPEN:
                yield found | dict(zip(outputs, further, strict=True)), marked or marked_further
                continue
            nothing = {"boolean": False, "integer": 0}
            found |= {n: nothing.get(h.type.kind) for n, h in outputs.items() if n not in found}
            for word, value in all_cases.layers:
                found[word] = found[STRICTLY]
                found |= {value: found[STRICT_VALUE]} if STRICT_VALUE in found else {}
            yield found, marked

    def case(self, facts: Mapping[str, Any]) -> Case:
        """One of the cases, with the settings that stay as they are."""
        return Case(self.knowledge, {**self.knowledge.defaults, **facts})

    def answers(self, plan: Plan) -> Iterator[tuple[list[Any], bool]]:
        """What a plan gives for each case, and whether it leaves that to the generated Python."""
        document = self.knowledge.meaning.laws.document
        self.engine.calendars(plan, document)
        for row in self.engine.rows(plan):
            at, found = 1, []
            for held in plan.shares[0].outputs.values():
                width = len(held.columns)
                found.append(held.decoded(row[at : at + width], document))
                at += width
            yield found, row[-1]

    def by_python(self, question: str, readings: Mapping[str, str]) -> Iterator[Any]:
        """What the generated Python says of each case; an error where the arithmetic leaves its range."""
        decide = self.knowledge.decision(question)
        for facts in self.cases:
            try:
                yield decide(Case(self.knowledge, dict(facts), dict(readings)).frame())
            except (ArithmeticError, Rejected) as error:
                yield error
