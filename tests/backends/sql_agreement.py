"""SQL against the generated Python on random cases, for a test and for a run of any length.

    python -m tests.backends.sql_agreement [--cases N] [--at-a-time N] [--seed N] [--document NAME] [--question NAME]
                                            [--layers]

Each question that SQL can be asked is put to as many random cases, with the readings preferred and with all of them
open; few cases `--at-a-time` say much alike, which a plan makes use of. With `--layers` all columns of a portfolio are
compared with what each case gets by itself. What differs is printed with its seed, and the exit status is then 1.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from dsl.frozen import dataclass, field
from engine.answer.answer import preferred_readings
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.library.library import Library
from engine.meaning import nodes as n
from engine.meaning.bounds import OutOfRangeError
from engine.portfolio.case_by_case import answered
from tests.backends.case_tables import CaseTables
from tests.random_cases import value

MOST_RECORDS = 4
BATCH = 10_000


@dataclass(slots=True)
class Tally:
    """How many random cases there were of each kind, and what SQL says otherwise."""

    decided: int = 0
    open: int = 0
    elsewhere: int = 0
    out_of_range: int = 0
    broken: list[str] = field(default_factory=list)


def putable(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The questions to which a document has something to say."""
    return tuple(name for name in knowledge.program.questions if knowledge.asked(name).root is not None)


def nodes_of(knowledge: KnowledgeBase, question: str) -> Iterator[n.Node]:
    """All nodes that a question can come to."""
    for definition in knowledge.meaning.reached(knowledge.root(question)):
        for scope in _scopes(definition.scope):
            yield from scope.nodes


def facts_read(knowledge: KnowledgeBase, question: str) -> list[str]:
    """The facts that a question can come to."""
    inputs = (node.slot for node in nodes_of(knowledge, question) if isinstance(node, n.Input))
    read = (knowledge.layout.inputs[slot] for slot in inputs)
    return list(dict.fromkeys(name for kind, name in read if kind == "fact"))


def _scopes(scope: n.Scope) -> Iterator[n.Scope]:
    yield scope
    for node in scope.nodes:
        if isinstance(node, n.Fold):
            yield from _scopes(node.scope)


def random_case(knowledge: KnowledgeBase, names: Sequence[str], chance: Random) -> dict[str, Any]:
    """Facts told at random: of some cases few, of others all."""
    told: dict[str, Any] = {}
    likely, of_record = chance.choice([0.3, 0.7, 1.0]), chance.choice([0.4, 0.9, 1.0])
    for name in names:
        type_ = knowledge.program.facts[name].type
        if chance.random() >= likely:
            continue
        if type_.kind == "list":
            fields = knowledge.program.records[type_.name].fields
            told[name] = [
                [value(knowledge, each.type, chance) if chance.random() < of_record else None for each in fields]
                for _ in range(chance.randrange(MOST_RECORDS))
            ]
        else:
            told[name] = value(knowledge, type_, chance)
    return told


def disagreements(
    knowledge: KnowledgeBase, question: str, readings: str, cases: int, chance: Random, at_a_time: int = BATCH
) -> Tally:
    """What SQL says otherwise than the generated Python of random cases, the readings `preferred` or all `open`."""
    names = facts_read(knowledge, question)
    chosen = preferred_readings(Case(knowledge, {})) if readings == "preferred" else {}
    tally = Tally()
    for start in range(0, cases, at_a_time):
        told = [random_case(knowledge, names, chance) for _ in range(min(at_a_time, cases - start))]
        held = CaseTables(knowledge, told)
        by_sql = held.answers(held.plan([question], chosen))
        for facts, ((found,), elsewhere), expected in zip(told, by_sql, held.by_python(question, chosen), strict=True):
            if isinstance(expected, Exception):
                tally.out_of_range += 1
            elif elsewhere:
                tally.elsewhere += 1
            elif found != expected or (found is None) != (expected is None):
                tally.broken.append(f"{question}, {readings}: {found!r} in SQL, {expected!r} in Python: {facts}")
            elif found is None:
                tally.open += 1
            else:
                tally.decided += 1
    return tally


def layer_disagreements(
    knowledge: KnowledgeBase, question: str, cases: int, chance: Random, at_a_time: int = BATCH
) -> Tally:
    """What the columns of a portfolio say otherwise than the engine of each random case by itself."""
    names = facts_read(knowledge, question)
    tally = Tally()
    for start in range(0, cases, at_a_time):
        told = [random_case(knowledge, names, chance) for _ in range(min(at_a_time, cases - start))]
        held = CaseTables(knowledge, told)
        asked = held.layered(question)
        for facts, (said, elsewhere) in zip(told, held.layers(question), strict=True):
            try:
                expected = answered(held.case(facts), asked)
            except OutOfRangeError:
                tally.out_of_range += 1
                continue
            if elsewhere:
                tally.elsewhere += 1
                continue
            differing = {name: (said[name], expected[name]) for name in said if said[name] != expected[name]}
            if differing:
                tally.broken.append(f"{question}: in SQL and by itself {differing}: {facts}")
            elif expected["ordinarily"] in ("yes", "no", "value"):
                tally.decided += 1
            else:
                tally.open += 1
    return tally


def main() -> None:
    """Prints how many cases of each question there were, and what differs."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=1_000)
    arguments.add_argument("--at-a-time", type=int, default=BATCH)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--document")
    arguments.add_argument("--question")
    arguments.add_argument("--layers", action="store_true")
    asked = arguments.parse_args()
    library, failed = Library.open(), False
    for entry in library.entries:
        if asked.document not in (None, entry.document):
            continue
        knowledge = library.knowledge(entry)
        for question in putable(knowledge):
            if asked.question not in (None, question):
                continue
            for readings in ("layers",) if asked.layers else ("preferred", "open"):
                chance = Random(f"{asked.seed} {question} {readings}")
                if asked.layers:
                    tally = layer_disagreements(knowledge, question, asked.cases, chance, asked.at_a_time)
                else:
                    tally = disagreements(knowledge, question, readings, asked.cases, chance, asked.at_a_time)
                failed = failed or bool(tally.broken)
                print(
                    f"{entry.document} {question}, {readings}: {tally.decided} decided, {tally.open} open, "
                    f"{tally.elsewhere} elsewhere, {tally.out_of_range} out of range, {len(tally.broken)} broken",
                    *tally.broken[:3],
                    sep="\n  ",
                    flush=True,
                )
    sys.exit(failed)


if __name__ == "__main__":
    main()
