"""Spark as the engine that runs plans: the same tables, each made by itself, for what outgrows one machine.

It runs where its own configuration says: on this machine, if nothing is said. What a plan reads and what it gives go
through Parquet files in a folder that all of its machines must see.

A plan has hundreds of tables one upon another, which Spark would make one query of. It is cut wherever rows are folded
or a table is read twice, and what is cut off is computed before anything is built on it. All rows of a case lie in one
partition throughout, so that no join and no fold moves them.
"""

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlglot import exp

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine.backends.sql.calendar_lookups import CALENDARS
from engine.backends.sql.duck import Duck
from engine.backends.sql.plan import Plan, Step
from engine.backends.sql.rows import NUMBER

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

DIALECT = "spark"
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what doesn't fit a type is an error, never NULL
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.requireAllClusterKeysForCoPartition": "false",  # rows of a case are together, whatever else is joined on
    # of many columns, each computed from others, what follows for each grows beyond all bounds, and code for all of
    # them is more than a method of Java may hold
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
_TYPES = {"boolean": "BOOLEAN", "varchar": "STRING", "bigint": "BIGINT", "int128": "DECIMAL(38, 0)"}


class Spark:
    """One session; `folder` is where tables are exchanged with DuckDB, which holds the cases.

    Raises `Rejected` where there is no Java, and whenever what Spark runs in has ended.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        from pyspark.sql import SparkSession

        if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
            help_line = told("install Java 17 or a newer one, or let DuckDB compute")
            raise Rejected(
                [Diagnostic("engine-failed", told("Spark runs in Java, which is not installed"), (), help_line)]
            )
        logging.getLogger("py4j").setLevel(logging.ERROR)
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        builder = SparkSession.builder.appName("opposable")
        settings = dict(_SETTINGS)
        if threads is not None:
            settings["spark.master"] = f"local[{threads}]"
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        context = self.session.sparkContext
        context.setLogLevel("ERROR")
        partitions = context.getConf().get("spark.sql.shuffle.partitions")
        self.partitions = int(partitions) if partitions is not None else context.defaultParallelism
        self.session.conf.set("spark.sql.shuffle.partitions", str(self.partitions))

    def close(self) -> None:
        """Ends the session."""
        self.session.stop()

    def answer(self, duck: Duck, plan: Plan, tables: Sequence[str], into: str) -> None:
        """Makes the table `into` of what a plan gives of the tables that DuckDB holds."""
        with _alive():
            self._answered(duck, plan, tables, into)

    def _answered(self, duck: Duck, plan: Plan, tables: Sequence[str], into: str) -> None:
        for table in tables:
            self._taken_over(duck, table).repartition(self.partitions, NUMBER).createOrReplaceTempView(table)
        for calendar in CALENDARS:
            self._taken_over(duck, calendar).createOrReplaceTempView(calendar)
        for step in plan.steps:
            self._made(step)
        outputs = [(NUMBER, "bigint"), *plan.columns]
        found = self.session.sql(plan.query)
        result = self.folder / into
        casts = [f"CAST(`{name}` AS {_TYPES[kind]}) AS `{name}`" for name, kind in outputs]
        found.selectExpr(*casts).write.mode("overwrite").parquet(result.as_uri())
        duck.take(into, result)

    def _taken_over(self, duck: Duck, table: str) -> "DataFrame":
        path = self.folder / f"{table}.parquet"
        duck.give(table, path)
        return self.session.read.parquet(path.as_uri())

    def _made(self, step: Step) -> None:
        """One table on the way; one at which the plan is cut is computed now."""
        frame = self.session.sql(step.query)
        for untyped in (field.name for field in frame.schema if field.dataType.typeName() == "void"):
            frame = frame.withColumn(untyped, frame[untyped].cast("boolean"))  # nothing but NULL, where a test stood
        if step.folds or step.kept:
            frame = frame.localCheckpoint()
        frame.createOrReplaceTempView(step.name)


@contextmanager
def _alive() -> Iterator[None]:
    """Turns the end of what Spark runs in, or of a connection to it, into a rejection."""
    from py4j.protocol import Py4JError

    try:
        yield
    except (Py4JError, ConnectionError):
        message = told("Spark ended before all cases were answered")
        help_line = told(
            "call again, and it goes on where it stopped; `spark.driver.memory` says how much memory it has"
        )
        raise Rejected([Diagnostic("engine-failed", message, (), help_line)]) from None


def spark_query(query: exp.Select) -> str:
    """A query in Spark's dialect: whole numbers are of 64 bits, and those that are wider decimals without decimals."""

    def widened(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Literal) and not node.is_string:
            return exp.cast(node.copy(), "bigint")
        if isinstance(node, exp.DataType) and node.this == exp.DataType.Type.INT128:
            return exp.DataType.build("decimal(38, 0)")
        if isinstance(node, exp.If) and isinstance(node.this, exp.Null):
            node.set("this", exp.false())
        return node

    return query.transform(widened).sql(DIALECT)
