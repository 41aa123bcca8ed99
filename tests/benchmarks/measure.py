"""Ratios against the hand-written program, measured in one run.

    python tests/benchmarks/measure.py            answering, explaining, a cold process, checking large sources

Times are medians of several rounds taken in turn; only their ratios mean anything on a shared machine.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from cases import (  # the folder of this file was just added
    flat_case,
    flat_knowledge,
    flat_outages,
    flat_text,
    terms_by_hand,
    terms_case,
    terms_knowledge,
)

from engine.answer.answering import answer
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.trace import trace
from engine.print.data import as_json
from engine.print.plain import as_plain

HERE = Path(__file__).parent
SEEDS = range(720)
"""Which cases are put, one after another: no two of them alike, in all rounds together."""

SAMPLES = {
    "infomaniak-jelastic-cloud": "client-owed-penalty",
    "celeste-business-cloud": "may-suspend",
}


def used() -> float:
    """The processor's seconds that this process and its children have used: other processes don't count."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def rounds(works: dict[str, Callable[[], object]], times: int, number: int) -> dict[str, float]:
    """The median of the processor's seconds that each piece of work uses, all taken in turn."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            start = used()
            for _ in range(number):
                work()
            found[name].append((used() - start) / number)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def answering() -> None:
    """One rule, warm, on a case made anew: the answer, and its explanation as data; on many cases, JSON."""
    from by_hand import penalty

    knowledge = flat_knowledge()
    facts, outages = flat_case(knowledge, 6).facts, flat_outages(6)
    various = cycle([flat_case(knowledge, 6, seed).facts for seed in SEEDS])
    assert answer(Case(knowledge, facts), "penalty-amount").value == penalty(outages, 2024, True, facts["invoice"])[1]
    works: dict[str, Callable[[], object]] = {
        "by hand": lambda: penalty(outages, 2024, True, facts["invoice"]),
        "answer": lambda: answer(Case(knowledge, facts), "penalty-amount"),
        "answer and explanation": lambda: trace(answer(Case(knowledge, facts), "penalty-amount")),
    }
    found = rounds(works, 9, 2_000)

    def printed() -> str:
        return as_json(as_plain(answer(Case(knowledge, next(various)), "penalty-amount")), indented=False)

    report(found | rounds({"JSON with all its layers": printed}, 9, 80), "by hand")


def reading() -> None:
    """The same with the facts read from a file and checked."""
    from by_hand import penalty, read

    knowledge = flat_knowledge()
    texts = cycle([flat_text(6, seed) for seed in SEEDS])

    def by_hand() -> object:
        return penalty(*read(next(texts)))

    def read_and_asked() -> object:
        return answer(CaseReader(knowledge).read(parse_case(next(texts), "facts.toml")), "penalty-amount").value

    report(rounds({"by hand, read": by_hand, "read and answered": read_and_asked}, 9, 80), "by hand, read")


def terms() -> None:
    """Whether a penalty is owed, and how much, by the terms: three outages, twelve invoices, readings chosen."""
    from by_hand_terms import penalty_of_terms

    knowledge = terms_knowledge()
    read = terms_case(knowledge)
    failures, invoices = terms_by_hand(knowledge, read)

    def both() -> tuple[Any, Any]:
        case = Case(knowledge, read.facts, read.readings)
        return answer(case, "client-owed-penalty").value, answer(case, "penalty-amount").value

    assert both() == penalty_of_terms(failures, invoices, 2024, True)
    works: dict[str, Callable[[], object]] = {
        "the terms by hand": lambda: penalty_of_terms(failures, invoices, 2024, True),
        "penalty and amount by the terms": both,
    }
    report(rounds(works, 9, 240), "the terms by hand")


def cold() -> None:
    """`opposable ask` from a cold process, against `python -c "import click"`.

    Begun as the installed command begins. Both with their bytecode kept, as any installed package has it, whatever the
    environment says.
    """
    root = HERE.parent.parent
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", "from engine.faces.command_line.start import main; main()", "ask"]
    works: dict[str, Callable[[], object]] = {
        "import click": lambda: subprocess.run([sys.executable, "-c", "import click"], check=True, env=environment)
    }
    for document, question in SAMPLES.items():
        sample = root / "clauses" / document / "sample.toml"
        for form in ("text", "json", "docx"):
            arguments = [*command, question, "-d", document, "-f", str(sample), "--format", form]
            works[f"ask {question} as {form}"] = lambda arguments=arguments: subprocess.run(
                arguments, check=True, stdout=subprocess.PIPE, cwd=root, env=environment
            )
    for _ in range(2):  # the first run compiles the clauses, the second keeps what the first generated
        for work in works.values():
            work()
    report(rounds(works, 7, 1), "import click")


def checking() -> None:
    """Checking a generated knowledge base of 1 000, 10 000 and, with `--large`, 100 000 clauses."""
    sizes = [1_000, 10_000] + ([100_000] if "--large" in sys.argv else [])
    for size in sizes:
        program = f"""
import json, resource, sys, time
sys.path.insert(0, {str(HERE)!r})
from cases import generated
from dsl.check import check_sources
sources = generated({size})
start = time.perf_counter()
checked = check_sources(sources)
assert checked.is_sound, checked.diagnostics[:3]
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
        seconds, mebibytes = json.loads(
            subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        )
        print(f"check {size:>7} clauses {seconds:8.2f} s  {1e6 * seconds / size:8.1f} µs each  {mebibytes:8.0f} MiB")


def report(found: dict[str, float], yardstick: str) -> None:
    """One line for each piece of work: its median and its ratio to the yardstick."""
    for name, seconds in found.items():
        print(f"{name:<44} {1e6 * seconds:>12.1f} µs  {seconds / found[yardstick]:>7.2f} times {yardstick}")


if __name__ == "__main__":
    answering()
    reading()
    terms()
    cold()
    checking()
    print(f"peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
