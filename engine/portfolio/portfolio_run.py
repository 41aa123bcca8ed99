"""A portfolio answered batch by batch: in bounded memory, with progress, going on where an interrupted run stopped.

What is under way lies in a folder beside the result (`NAME.working`), each batch in a file of its own. Only when all are
there is the result made, and takes its name in one step.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from errno import EIO
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow

from dsl.diagnostic import Rejected
from dsl.frozen import dataclass
from dsl.sentence import told
from engine.backends.sql.duck import Duck, duck_query, quoted
from engine.backends.sql.held import table_of
from engine.backends.sql.plan import CASES, Plan, Tables
from engine.backends.sql.rows import NUMBER, Columns
from engine.backends.sql.spark import Spark, spark_query
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning.bounds import OutOfRangeError
from engine.portfolio.arriving import Arrival
from engine.portfolio.bad_cases import BAD
from engine.portfolio.case_by_case import answered, is_decided, searched
from engine.portfolio.case_files import exhausted
from engine.portfolio.layered_question import OPEN, STRICTLY, LayeredQuestion
from engine.portfolio.one_case import facts_held
from engine.portfolio.planning import Asking, plans_of
from engine.portfolio.result_columns import Plans, Put, arrow_type, column_name, column_names, plain
from engine.portfolio.result_files import all_of, check_result, write_bad_rows, write_legend, write_result
from engine.portfolio.single_values import check_single_values
from engine.portfolio.summary import QuestionSummary, summarized
from engine.portfolio.under_way import OneByOne, UnderWay, bad_of
from engine.tongues.messages import in_language

DECIDED, LEFT_OPEN = "decided", "ordinary"
"""The tables of what the plans give: for all cases of a batch, and for those whose strict answer is open."""

BATCH = 100_000
"""How many cases are answered at a time."""

DRAWN, FEW = 1_000, 10_000
"""Of more than a few cases so many are drawn, to see whether most of them are left open."""

ComputedBy = Literal["duckdb", "spark"]
"""The engine that runs the plans; the cases are read, and the answers written, by DuckDB in either case."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a portfolio is asked, of cases in a file or folder, and that it is answered into another."""

    asking: Asking
    cases: Path
    output: Path
    memory: str | None = None
    threads: int | None = None
    batch: int = BATCH
    by: ComputedBy = "duckdb"
    search: int = 0
    """How many of the answers left open are searched for what holds whatever the missing facts are."""
    language: str | None = None
    """That in which it is told what can't be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run on the cases of one knowledge base."""

    knowledge: KnowledgeBase
    cases: int
    bad: int
    by_itself: OneByOne
    put: tuple[Put, ...]
    questions: tuple[QuestionSummary, ...]


class Portfolio:
    """One run over the cases of an order."""

    def __init__(self, knowledge: KnowledgeBase, order: Order) -> None:
        self.knowledge, self.order = knowledge, order
        self.under_way = UnderWay(order.output)
        self.working = self.under_way.folder
        self.spark: Spark | None = None
        self.by_itself = OneByOne()

    def run(self, progress: Callable[[int, int], None] = lambda done, of: None) -> Outcome:
        """Answers everything and writes the result, and what could not be read beside it.

        Raises `Rejected`, and `OSError` where something cannot be written.
        """
        facts = self.knowledge.program.facts
        check_result(self.order.output, self.order.cases, [name for name in facts if facts[name].type.kind == "list"])
        self.under_way.begin()
        try:
            return self._run(progress)
        except Rejected:
            if not self.under_way.has_begun:
                self.under_way.end()
            raise
        except (duckdb.OutOfMemoryException, MemoryError):
            raise exhausted() from None
        except duckdb.IOException:
            raise OSError(EIO, told("the disk may be full, or part of it damaged"), str(self.order.output)) from None
        finally:
            self.under_way.let_go()

    def _run(self, progress: Callable[[int, int], None]) -> Outcome:
        check_single_values(self.knowledge, self.order.asking.questions)
        engine = Duck(self.order.memory, self.order.threads, self.working / "spilled")
        engine.run("SET TimeZone = 'UTC'")
        if self.order.by == "spark":
            self.spark = Spark(self.working / "exchanged", self.order.threads)
        tables, arrival = self._arrived(engine)
        plans = self.plans(tables)
        last = int(engine.run("SELECT coalesce(max(number), -1) FROM numbered")[0][0])
        if last >= FEW and self._leaves_most_open(engine, tables, plans, arrival, last // DRAWN):
            plans = self.plans(tables, together=True)
        progress(0, last + 1)
        parts = []
        for start in range(0, max(last, 0) + 1, self.order.batch):  # of no case, too: the columns are there
            part = self.under_way.part(start)
            if (counted := self.under_way.found(part)) is not None:
                self.by_itself += counted
            else:
                for done in self._batch(engine, tables, plans, arrival, start, part):
                    progress(min(start + int(done * self.order.batch), last + 1), last + 1)
            parts.append(part)
            progress(min(start + self.order.batch, last + 1), last + 1)
        put = plans.put
        write_result(engine, parts, self.working, self.order.output)
        engine.run(f"INSERT INTO {BAD} SELECT * FROM {all_of([bad_of(part) for part in parts])}")
        bad = arrival.bad
        write_bad_rows(engine, bad, self.working, self.order.output)
        write_legend(put, self.order.output)
        total = engine.run(f"SELECT count(*) FROM {all_of(parts)}")[0][0]
        summed_up = self._summary(engine, parts, put) if total else ()
        outcome = Outcome(self.knowledge, int(total), bad, self.by_itself, put, summed_up)
        engine.connection.close()
        if self.spark is not None:
            self.spark.close()
        self.under_way.end()
        return outcome

    def explained(self) -> Plans:
        """How the questions are computed on the cases that there are. Raises `Rejected`."""
        engine = Duck(self.order.memory, self.order.threads)
        return self.plans(self._arrival(engine).tables())

    def _arrival(self, engine: Duck) -> Arrival:
        order = self.order
        return Arrival(self.knowledge, engine, order.cases, language=order.language, questions=order.asking.questions)

    def plans(self, tables: Tables, together: bool = False) -> Plans:
        """How the questions are computed on tables, as the engine has it that does: in two plans or all together."""
        written = spark_query if self.order.by == "spark" else duck_query
        return plans_of(self.knowledge, self.order.asking, tables, written, together)

    def _leaves_most_open(self, engine: Duck, tables: Tables, plans: Plans, arrival: Arrival, step: int) -> bool:
        """Whether the strict answers are open in most cases, judged by one in so many.

        Then all is computed together: what both plans read once, and for few cases in vain. Where all readings are
        chosen nobody looks.
        """
        if self.knowledge.preferred.keys() <= self.order.asking.readings.keys():
            return False
        if self.spark is not None:
            plans = plans_of(self.knowledge, self.order.asking, tables, duck_query)
        self._views(engine, arrival, f"number % {step} = 0")
        engine.calendars(plans.decided, self.knowledge.meaning.laws.document)
        is_open = " OR ".join(each.is_open for each in plans.put)
        drawn = f"SELECT 2 * count(*) FILTER ({is_open}) > count(*) FROM ({plans.decided.statement()})"
        return bool(engine.run(drawn)[0][0])

    # ---- cases

    def _arrived(self, engine: Duck) -> tuple[Tables, Arrival]:
        """The cases as they are held, read anew unless the same ones are being gone on with."""
        arrival, order = self._arrival(engine), self.order
        in_common = [
            self.knowledge.identifier,
            repr(self.knowledge.program.edition),
            order.asking.questions,
            sorted(order.asking.readings.items()),
            order.asking.named,
            sorted((name, repr(value)) for name, value in order.asking.settings.items()),
            order.batch,
            order.search,
        ]
        self.under_way.go_on_with(in_common, order.cases)
        return arrival.tables(), arrival

    # ---- batches

    def _batch(
        self, engine: Duck, tables: Tables, plans: Plans, arrival: Arrival, start: int, part: Path
    ) -> Iterator[Fraction]:
        """Answers a batch; gives which share of it is done, now and then."""
        within = f"number >= {start} AND number < {start + self.order.batch}"
        engine.run(f"CREATE OR REPLACE TEMP TABLE {BAD}_now AS SELECT * FROM {BAD} WHERE FALSE")
        before, put = self.by_itself, plans.put
        self._computed(engine, plans.decided, arrival, within, DECIDED)
        yield Fraction(1, 3)
        engine.run(
            f"CREATE OR REPLACE TEMP TABLE left_open AS SELECT number FROM {DECIDED}"
            f" WHERE {' OR '.join(each.is_open for each in put)}"
        )
        if some_open := bool(engine.run("SELECT 1 FROM left_open LIMIT 1")):
            if plans.left_open is plans.decided:
                engine.run(f"CREATE OR REPLACE TEMP VIEW {LEFT_OPEN} AS SELECT * FROM {DECIDED}")
            else:
                those_open = f"{within} AND number IN (SELECT number FROM left_open)"
                self._computed(engine, plans.left_open, arrival, those_open, LEFT_OPEN)
            yield Fraction(2, 3)
        for at, each in enumerate(put):
            self._answered(engine, tables, arrival, each, at, some_open)
        engine.run(f"COPY {BAD}_now TO '{quoted(bad_of(part))}' (FORMAT parquet)")
        unfinished = part.with_suffix(".unfinished")
        selected = ", ".join(['n."case"', *(f"a{at}.* EXCLUDE (number)" for at in range(len(put)))])
        joins = " ".join(f"JOIN answers_{at} a{at} ON n.number = a{at}.number" for at in range(len(put)))
        joined = f'SELECT n.number, n."case" FROM numbered n WHERE {within}'
        query = f"SELECT {selected} FROM ({joined}) n {joins} ORDER BY n.number"
        engine.run(f"COPY ({query}) TO '{quoted(unfinished)}' (FORMAT parquet, COMPRESSION zstd)")
        os.replace(unfinished, part)
        self.under_way.finished(part, self.by_itself - before)

    def _answered(self, engine: Duck, tables: Tables, arrival: Arrival, put: Put, at: int, some_open: bool) -> None:
        """Makes the table of the answers to one question out of what the plans gave."""
        is_open = put.is_open
        engine.run(
            f"CREATE OR REPLACE TEMP TABLE answers_{at} AS SELECT number, {put.selected(decided=True)} FROM {DECIDED}"
            f" WHERE NOT {put.decided.marked} AND NOT ({is_open})"
        )
        marked = f"SELECT number FROM {DECIDED} WHERE {put.decided.marked}"
        if some_open:
            those = f"number IN (SELECT number FROM {DECIDED} WHERE {is_open})"
            engine.run(
                f"INSERT INTO answers_{at} SELECT number, {put.selected(decided=False)} FROM {LEFT_OPEN}"
                f" WHERE NOT {put.left_open.marked} AND {those}"
            )
            marked += f" UNION ALL SELECT number FROM {LEFT_OPEN} WHERE {put.left_open.marked} AND {those}"
        elsewhere = [int(number) for (number,) in engine.run(f"{marked} ORDER BY number")]
        self.by_itself += OneByOne(elsewhere=len(elsewhere))
        if elsewhere:
            self._one_by_one(engine, self.cases(engine, tables, arrival, elsewhere), put, at, answered)
        self._searched(engine, tables, arrival, put, at)

    def _views(self, engine: Duck, arrival: Arrival, where: str) -> None:
        """The tables that plans read, of some of the cases."""
        for table in (CASES, *arrival.lists):
            view = CASES if table == CASES else table_of(table)
            if table == CASES or table in arrival.sources:
                engine.run(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM held_{table} WHERE {where}")
            else:
                columns = "CAST(NULL AS BIGINT) AS number, CAST(NULL AS BIGINT) AS place WHERE FALSE"
                engine.run(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT {columns}")

    def _computed(self, engine: Duck, plan: Plan, arrival: Arrival, where: str, into: str) -> None:
        """Makes the table of what a plan gives of some cases."""
        self._views(engine, arrival, where)
        engine.calendars(plan, self.knowledge.meaning.laws.document)
        if self.spark is not None:
            self.spark.answer(engine, plan, (CASES, *map(table_of, arrival.lists)), into)
        else:
            engine.run(f"CREATE OR REPLACE TEMP TABLE {into} AS {plan.statement()}")

    def _searched(self, engine: Duck, tables: Tables, arrival: Arrival, put: Put, at: int) -> None:
        """Searches answers left open, as many as are still to be, for what holds whatever the missing facts are."""
        left = self.order.search - self.by_itself.searched
        strictly, ordinarily = (f'"{column_name(put.question, name)}"' for name in (STRICTLY, put.layers[0][0]))
        where = f"WHERE {strictly} = '{OPEN}' ORDER BY number LIMIT {left}"
        numbers = {
            int(number): word for number, word in engine.run(f"SELECT number, {ordinarily} FROM answers_{at} {where}")
        }
        if not numbers:
            return
        engine.run(f"DELETE FROM answers_{at} WHERE number IN ({', '.join(map(str, numbers))})")
        self._one_by_one(engine, self.cases(engine, tables, arrival, list(numbers)), put, at, searched)
        found = engine.run(
            f"SELECT number, {strictly}, {ordinarily} FROM answers_{at} WHERE number IN ({', '.join(map(str, numbers))})"
        )
        settled = sum(
            is_decided(strict) or (is_decided(word) and not is_decided(numbers[number]))
            for number, strict, word in found
        )
        self.by_itself += OneByOne(searched=len(numbers), settled=settled)

    def _one_by_one(
        self,
        engine: Duck,
        cases: Iterator[tuple[int, Case]],
        put: Put,
        at: int,
        computed: Callable[[Case, LayeredQuestion], Mapping[str, Any]],
    ) -> None:
        """Computes cases by the generated Python: where SQL doesn't say what they come to, or they are searched."""
        asked = self.order.asking.layered(self.knowledge, put.question, Tables({}, {}, {}), Columns())
        outputs = put.outputs
        written = {name: column_names(put.question, name, held) for name, held in outputs.items()}
        rows: dict[str, list[Any]] = {NUMBER: [], **{column: [] for each in written.values() for column in each}}
        for number, case in cases:
            try:
                found = computed(case, asked)
            except OutOfRangeError as error:
                (diagnostic,) = in_language(error.diagnostics[:1], self.order.language)
                engine.connection.execute(
                    f"INSERT INTO {BAD}_now SELECT 'cases', \"case\", NULL, NULL, NULL, ?, ?, ? FROM numbered WHERE number = ?",
                    [diagnostic.code, diagnostic.message, diagnostic.help, number],
                ).fetchall()
                continue
            rows[NUMBER].append(number)
            for name, held in outputs.items():
                for column, value in zip(written[name], plain(held, found[name]), strict=True):
                    rows[column].append(value)
        if not rows[NUMBER]:
            return
        columns = {NUMBER: pyarrow.array(rows[NUMBER], pyarrow.int64())}
        for name, held in outputs.items():
            for column in written[name]:
                columns[column] = pyarrow.array(rows[column], arrow_type(held))
        engine.keep("one_by_one", pyarrow.table(columns), widening=False)
        engine.run(f"INSERT INTO answers_{at} BY NAME SELECT * FROM one_by_one")

    def cases(
        self, engine: Duck, tables: Tables, arrival: Arrival, numbers: Sequence[int]
    ) -> Iterator[tuple[int, Case]]:
        """Some cases as the engine answers them one by one."""
        for number, facts_told in facts_held(self.knowledge, engine, tables, arrival.lists, numbers):
            yield (
                number,
                Case(
                    self.knowledge,
                    {**self.knowledge.defaults, **self.order.asking.settings, **facts_told},
                    dict(self.order.asking.readings),
                ),
            )

    # ---- results

    def _summary(self, engine: Duck, parts: Sequence[Path], put: Sequence[Put]) -> tuple[QuestionSummary, ...]:
        engine.run(f"CREATE TEMP VIEW answers AS SELECT * FROM {all_of(parts)}")
        return summarized(engine, put)
