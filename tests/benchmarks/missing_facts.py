"""How long it takes to tell what an open answer turns on, and how often the search had to stop.

    python tests/benchmarks/missing_facts.py [--every N] [--details FILE]

Every question is put to both documents on no facts, on the sample facts, and on the sample facts less each one of
them. Seconds are the processor's: other processes don't count. The details, one line of JSON for each open answer,
serve to compare two states of the program.
"""

import json
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import CaseFile, read_case_file
from engine.library.knowledge import KnowledgeBase
from engine.library.library import CLAUSES, Library


def less_one(file: CaseFile) -> Iterator[tuple[str, CaseFile]]:
    """The facts of a file, each of them left out in turn, those of its records among them."""
    facts = file.content["facts"]
    for name, value in facts.items():
        rest = {other: content for other, content in facts.items() if other != name}
        yield name, replace(file, content={**file.content, "facts": rest})
        for number, record in enumerate(value if isinstance(value, list) else ()):
            for field in record:
                shorter = {key: content for key, content in record.items() if key != field}
                records = [*value[:number], shorter, *value[number + 1 :]]
                content = {**file.content, "facts": {**facts, name: records}}
                yield f"{name}[{number + 1}].{field}", replace(file, content=content)


def cases(knowledge: KnowledgeBase) -> Iterator[tuple[str, Case]]:
    """No facts, the sample facts of the document, and these less one."""
    file = read_case_file(CLAUSES / knowledge.identifier[0] / "sample.toml")
    yield "no facts", CaseReader(knowledge).read(None)
    yield "sample", CaseReader(knowledge).read(file)
    for name, shorter in less_one(file):
        yield f"sample less {name}", CaseReader(knowledge).read(shorter)


def described(document: str, situation: str, question: str, found: Answer, seconds: float) -> dict[str, Any]:
    """One open answer as data."""
    return {
        "document": document,
        "situation": situation,
        "question": question,
        "answer": found.answer,
        "missing": [missing.name for missing in found.missing],
        "decisive": [missing.name for missing in found.missing if missing.decisive],
        "relevant": list(found.relevant),
        "preferred": str(found.preferred_value),
        "bounded": found.bounded,
        "sampled": getattr(found, "sampled", None),
        "seconds": seconds,
    }


def measured(every: int) -> Iterator[dict[str, Any]]:
    """Every open answer; of the cases all, or one of several."""
    library = Library.open()
    for entry in library.entries:
        knowledge = library.knowledge(entry)
        for situation, case in islice(cases(knowledge), 0, None, every):
            for question in knowledge.program.questions:
                start = time.process_time()
                found = answer(case, question)
                seconds = time.process_time() - start
                if found.frame and knowledge.decision(question)(case.frame()) is None:
                    yield described(entry.document, situation, question, found, seconds)


def main() -> None:
    """Prints the figures."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--details", type=Path)
    asked = arguments.parse_args()
    found = []
    for row in measured(asked.every):
        found.append(row)
        if asked.details:
            with asked.details.open("a") as file:
                file.write(json.dumps(row) + "\n")
    times = sorted(row["seconds"] for row in found)
    share = {flag: sum(bool(row[flag]) for row in found) / len(found) for flag in ("bounded", "sampled")}
    print(f"{len(found)} open answers")
    print(f"median {statistics.median(times) * 1000:.1f} ms")
    print(f"p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms")
    print(f"worst {times[-1] * 1000:.0f} ms")
    print(f"out of budget {share['bounded']:.1%}")
    print(f"sampled {share['sampled']:.1%}")


if __name__ == "__main__":
    main()
