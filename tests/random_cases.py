"""Laws of the layers on many random cases of each document.

    python tests/random_cases.py [--cases N] [--seed N] [--document NAME]

Facts of every type are told at random and one question is put: a further fact never turns one decided answer into
another; what is ordinarily so is strictly so once all that is presumed is told; a presumption that is listed turns the
answer, and no other does, unless what is told instead makes a listed one untenable. What breaks a law is printed with
its seed and number, and the exit status is then 1.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from dsl.typed import program as p
from engine.answer.answer import under_preference
from engine.answer.answering import answer, outcome
from engine.answer.guesses import guesses
from engine.answer.ordinary import ordinary
from engine.case.case import Case, options_of
from engine.case.presuming import Course
from engine.library.knowledge import KnowledgeBase
from engine.library.library import Library
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.marks import ABSENT

DECIDED = ("yes", "no", "value")
NEAR = date(2024, 6, 14)
MOST_TOLD = 8
SEARCHED = 0.02
"""Of the answers that presumptions leave open how many are searched: that takes a hundred times as long as the rest."""


def value(knowledge: KnowledgeBase, type_: p.Type, chance: Random) -> Any:
    """Some value of a type."""
    if type_.optional and chance.random() < 0.2:
        return ABSENT
    match type_.kind:
        case "boolean":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(options_of(knowledge.program, type_))
        case "list":
            fields = knowledge.program.records[type_.name].fields
            return [
                [value(knowledge, field.type, chance) if chance.random() < 0.4 else None for field in fields]
                for _ in range(chance.randrange(3))
            ]
        case "moment":
            told = p.Type(chance.choice(("date", "instant")))
            return knowledge.meaning.laws.document.moment(chance.choice(guesses(told, NEAR)))
        case _:
            return chance.choice(guesses(type_, NEAR))


def told(knowledge: KnowledgeBase, chance: Random) -> dict[str, Any]:
    """A few facts, told at random."""
    names = chance.sample(list(knowledge.program.facts), chance.randrange(MOST_TOLD))
    return {name: value(knowledge, knowledge.program.facts[name].type, chance) for name in names}


def broken(knowledge: KnowledgeBase, chance: Random) -> Iterator[str]:
    """The laws that one random case breaks."""
    case, question = Case(knowledge, told(knowledge, chance)), chance.choice(list(knowledge.program.questions))
    if case.contradictions:
        return
    fewer = outcome(case, question)
    whole = outcome(case.replaced({**told(knowledge, chance), **case.facts}), question)
    if fewer[0] in DECIDED and whole[0] != "contradictory" and whole != fewer:
        yield f"a further fact turns {question} from {fewer} to {whole}: {case.facts}"
    course = Course(under_preference(case), knowledge.asked(question).question.unpresumed)
    if outcome(course.completed(), question)[0] not in DECIDED and chance.random() > SEARCHED:
        return
    found = ordinary(case, question)
    reached = (found.answer.answer, found.answer.value)
    if reached[0] not in DECIDED:
        return
    strict = answer(Case(knowledge, found.answer.case.facts, found.answer.case.readings), question)
    if (strict.answer, strict.value) != reached:
        yield f"{question} is {reached} ordinarily and {strict.answer} with all of it told: {case.facts}"
    if found.answer.tried:  # no single evaluation tells: every completion does
        return
    listed = {item.presumable.key: item for item in found.rests_on}
    for key, item in listed.items():
        if item.outcome is not None:
            turned = outcome(course.completed({key: item.otherwise}), question)
            if turned != item.outcome or turned == reached:
                yield f"{question} stays {reached} with {item.presumable.name} otherwise: {case.facts}"
    if any(item.outcome is None for item in listed.values()):
        return
    others = [key for key in found.answer.case.presumed if key not in listed]
    for key in chance.sample(others, min(len(others), 2)):
        other = value(knowledge, course.presumable[key].fact.type, chance)
        turned_case = course.completed({key: other})
        turned = outcome(turned_case, question)
        if turned_case.contradictions or not listed.keys() <= turned_case.presumed.keys():
            continue
        if turned != reached:
            yield f"{question} is {turned} with {course.presumable[key].name} = {other!r}, unlisted: {case.facts}"


def main() -> None:
    """Prints how many cases there were, and what broke a law."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=1_000)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--document")
    asked = arguments.parse_args()
    library = Library.open()
    failed = False
    for entry in library.entries:
        if asked.document not in (None, entry.document):
            continue
        knowledge = library.knowledge(entry)
        tally: Counter[str] = Counter()
        for number in range(asked.cases):
            try:
                for law in broken(knowledge, Random(f"{asked.seed} {number}")):
                    tally["broken"] += 1
                    print(f"{entry.document} {asked.seed} {number}: {law}")
            except OutOfRangeError:
                tally["out of range"] += 1
        failed = failed or tally["broken"] > 0
        print(
            f"{entry.document} {entry.edition}: {asked.cases} cases, {tally['broken']} broken, "
            f"{tally['out of range']} out of range"
        )
    sys.exit(failed)


if __name__ == "__main__":
    main()
