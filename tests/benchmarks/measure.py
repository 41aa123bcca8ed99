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
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from cases import (  # the folder of this file was just added
    flat_case,
    flat_knowledge,
    flat_outages,
    terms_by_hand,
    terms_case,
    terms_knowledge,
)

from engine.answer.answering import answer
from engine.case.case import Case
from engine.explain.trace import trace
from engine.print.data import as_json
from engine.print.plain import as_plain

HERE = Path(__file__).parent
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
    """One rule, warm: the answer on a case made before and on one made anew, its explanation as data, and as JSON."""
    from by_hand import penalty

    knowledge = flat_knowledge()
    case = flat_case(knowledge, 6)
    outages = flat_outages(6)
    invoice = case.facts["invoice"]
    assert answer(case, "penalty-amount").value == penalty(outages, 2024, True, invoice)[1]
    found = rounds(
        {
            "by hand": lambda: penalty(outages, 2024, True, invoice),
            "answer": lambda: answer(case, "penalty-amount"),
            "answer on a fresh case": lambda: answer(Case(knowledge, case.facts), "penalty-amount"),
            "answer and explanation": lambda: trace(answer(case, "penalty-amount")),
            "answer and explanation, fresh": lambda: trace(answer(Case(knowledge, case.facts), "penalty-amount")),
        },
        9,
        2_000,
    )
    report(found, "by hand")
    layers = rounds({"JSON, with all its layers": lambda: as_json(as_plain(answer(case, "penalty-amount")))}, 5, 40)
    report(layers | {"by hand": found["by hand"]}, "by hand")
    terms()


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
    report(rounds(works, 5, 200), "the terms by hand")


def cold() -> None:
    """`opposable ask` from a cold process, against `python -c "import click"`.

    Both with their bytecode kept, as any installed package has it, whatever the environment says.
    """
    root = HERE.parent.parent
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "engine.faces.command_line", "ask"]
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
    cold()
    checking()
    print(f"peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
