"""A portfolio beside the same two questions written by hand, and how its time and memory grow, measured in one run.

    python tests/benchmarks/many_customers.py [--customers N]     beside DuckDB and Polars, all agreeing to the cent
    python tests/benchmarks/many_customers.py --growth [--most N]  from ten thousand rows of all tables to a million

Each customer has three outages, each reported in time, and twelve invoices; every fact that the terms can come to is
told. All ways read the same files, check them and write their answers into another, on one thread. Times are of the
processor, the least of several rounds; on a shared machine only their ratios mean anything. Plans are made once and
kept, so that the first round of a portfolio takes longer: it is told apart.
"""

import json
import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

os.environ["POLARS_MAX_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).parent))

from many_by_hand import YEAR, by_frames, by_query  # the folder of this file was just added

from engine.answer.answer import preferred_readings
from engine.case.case import Case
from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio

DOCUMENT = "infomaniak-jelastic-cloud"
QUESTIONS = ("client-owed-penalty", "penalty-amount")
THREADS = 1
ROWS_EACH = 16
"""How many rows of all tables a customer has."""

Answers = list[tuple[int, str, int]]

CASES = f"""SELECT number AS "case", '{YEAR}-12-01' AS as_of, 'none' AS trial_started_on,
    'contact_form' AS channel_used, TRUE AS author_in_console, TRUE AS author_may_manage, TRUE AS claim_gives_dates,
    TRUE AS claim_gives_start, TRUE AS claim_gives_end, CAST(15000 AS DECIMAL(18, 2)) AS contract_amount
FROM range(1, {{number}} + 1) r(number)"""

OUTAGES = f"""WITH drawn AS (
    SELECT number, place, hash(number, place) AS chance,
        TIMESTAMPTZ '{YEAR}-01-03 06:00:00+01' + to_days(CAST(60 * place + hash(number, place, 1) % 25 AS INTEGER))
            + to_minutes(CAST(hash(number, place, 2) % 900 AS INTEGER)) AS began
    FROM range(1, {{number}} + 1) r(number), range(3) p(place)
), ended AS (SELECT *, began + to_minutes(CAST(1 + chance % 130 AS INTEGER)) AS ended FROM drawn)
SELECT number AS "case", 'A' AS class, began, ended, ended AS resolution_announced_at,
    'failing_of_provider' AS cause, chance // 1000 % 20 = 0 AS beyond_control,
    chance // 1000 % 20 = 1 AS inappropriate_use, 'no_maintenance' AS maintenance, FALSE AS follows_block,
    FALSE AS due_to_event,
    ended + to_days(CAST(chance // 100000 % 30 AS INTEGER)) AS report_received_at,
    report_received_at AS requested_at
FROM ended ORDER BY "case", place"""

INVOICES = f"""SELECT number AS "case", make_date({YEAR}, CAST(month AS INTEGER), 1) AS period_from,
    last_day(period_from) AS period_to, CAST(5 * (100 + hash(number, month) % 400) AS DECIMAL(18, 2)) AS amount
FROM range(1, {{number}} + 1) r(number), range(1, 13) m(month) ORDER BY "case", month"""


def write_customers(number: int, folder: Path) -> None:
    """Writes the tables of so many customers, the same for the same number."""
    with duckdb.connect() as connection:
        for name, query in (("cases", CASES), ("outages", OUTAGES), ("invoices", INVOICES)):
            connection.execute(f"COPY ({query.format(number=number)}) TO '{folder / name}.parquet' (FORMAT parquet)")


def by_portfolio(desk: Desk, folder: Path, readings: Mapping[str, str], output: Path) -> None:
    """Writes what a portfolio says."""
    request = Request("", DOCUMENT, readings=readings)
    answer_portfolio(desk, PortfolioRequest(QUESTIONS, request, folder, output, threads=THREADS))


def answers_of_portfolio(output: Path) -> Answers:
    """What a portfolio wrote of each case."""
    query = f"""SELECT CAST("case" AS BIGINT), client_owed_penalty__ordinarily,
        CAST(penalty_amount__value * 100 AS BIGINT) FROM '{output}' ORDER BY 1"""
    return duckdb.sql(query).fetchall()


def answers_by_hand(output: Path) -> Answers:
    """What was written by hand of each case."""
    return duckdb.sql(f"""SELECT "case", owed, cents FROM '{output}' ORDER BY 1""").fetchall()


def beside_by_hand(customers: int, rounds: int) -> None:
    """Prints what each takes, and its ratio to the quicker of those written by hand; all must agree."""
    desk = Desk.open()
    knowledge = desk.library.knowledge(desk.edition(DOCUMENT, None))
    preferred = preferred_readings(Case(knowledge, {}))
    with TemporaryDirectory() as scratch:
        folder, output = Path(scratch) / "customers", Path(scratch) / "answers.parquet"
        folder.mkdir()
        write_customers(customers, folder)
        ways: dict[str, tuple[Callable[[], None], Callable[[Path], Answers]]] = {
            "DuckDB by hand": (lambda: by_query(folder, output), answers_by_hand),
            "Polars by hand": (lambda: by_frames(folder, output), answers_by_hand),
            "portfolio, readings chosen": (lambda: by_portfolio(desk, folder, preferred, output), answers_of_portfolio),
            "portfolio, readings left open": (lambda: by_portfolio(desk, folder, {}, output), answers_of_portfolio),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        said: dict[str, Answers] = {}
        for _ in range(rounds):
            for name, (way, answers) in ways.items():
                start = time.process_time()
                way()
                taken[name].append(time.process_time() - start)
                said[name] = answers(output)
    first = said["DuckDB by hand"]
    for name, rows in said.items():
        differing = [pair for pair in zip(first, rows, strict=True) if tuple(pair[0]) != tuple(pair[1])]
        assert not differing, (name, len(differing), differing[:3])
    least = min(*taken["DuckDB by hand"], *taken["Polars by hand"])
    owed = sum(word == "yes" for _, word, _ in first)
    print(f"{customers} customers, {owed} owed a penalty, all to the cent alike")
    for name, times in taken.items():
        print(f"{name:32} first {times[0]:6.2f} s, least {min(times):6.2f} s {min(times) / least:6.1f}")


def growth(most: int) -> None:
    """Prints time and peak memory for ten times as many rows at a time, each in a process of its own."""
    rows = 10_000
    while rows <= most:
        call = [sys.executable, __file__, "--alone", str(rows // ROWS_EACH)]
        found: dict[str, Any] = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
        seconds, memory = found["seconds"], found["memory"]
        print(
            f"{rows:>10} rows {seconds:8.1f} s {seconds / rows * 1e6:8.1f} µs a row {memory / 2**20:7.2f} GB",
            flush=True,
        )
        rows *= 10


def alone(customers: int) -> None:
    """Prints what a portfolio of so many customers took of the processor, and of memory at its peak, in kilobytes."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "customers"
        folder.mkdir()
        write_customers(customers, folder)
        desk, output = Desk.open(), folder.with_name("answers.parquet")
        start = time.process_time()
        answer_portfolio(
            desk, PortfolioRequest(QUESTIONS, Request("", DOCUMENT), folder, output, memory="2GB", threads=THREADS)
        )
        seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


def main() -> None:
    """Measures what is asked for."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--customers", type=int, default=100_000)
    arguments.add_argument("--growth", action="store_true")
    arguments.add_argument("--most", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--alone", type=int)
    asked = arguments.parse_args()
    if asked.alone is not None:
        alone(asked.alone)
    elif asked.growth:
        growth(asked.most)
    else:
        beside_by_hand(asked.customers, asked.rounds)


if __name__ == "__main__":
    main()
