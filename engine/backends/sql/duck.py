"""DuckDB as the engine that runs plans: embedded, exact, and beyond a limit of memory it writes to disk."""

import re
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
from sqlglot import exp

from dsl.surroundings import Surroundings
from engine.backends.sql.calendar_lookups import Calendar, calendars
from engine.backends.sql.held import Held, survey, surveyed
from engine.backends.sql.plan import Plan
from engine.backends.sql.rows import NUMBER

ARROW_TYPES = {
    "boolean": pyarrow.bool_(),
    "varchar": pyarrow.string(),
    "bigint": pyarrow.int64(),
    "int128": pyarrow.decimal128(38, 0),
}
"""How values of each SQL type pass into DuckDB."""

_CALENDARS: Mapping[str, pyarrow.DataType] = {"part": pyarrow.string(), "is_working": pyarrow.bool_()}

_PATIENCE = 0.05
"""After how many seconds a statement that goes on is interrupted once more."""


class Duck:
    """One connection; what it doesn't hold in memory it writes into a folder, by itself into one that goes with it.

    Left to itself DuckDB would write into the folder in which it was called, and leave there what a process that is
    ended had written.
    """

    dialect = "duckdb"

    def __init__(self, memory: str | None = None, threads: int | None = None, spill: Path | None = None) -> None:
        settings: dict[str, Any] = {"preserve_insertion_order": False}
        settings |= {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }  # it opens no connection
        if memory is not None:
            settings["memory_limit"] = memory
        if threads is not None:
            settings["threads"] = threads
        if spill is None:
            spill = Path(tempfile.mkdtemp(prefix="opposable-"))
            weakref.finalize(self, shutil.rmtree, spill, ignore_errors=True)
        settings["temp_directory"] = spill.as_posix()
        self.connection = duckdb.connect(config=settings)
        self.run("SET enable_progress_bar = false")

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Runs a statement to its end, or to an interrupt.

        It runs beside the thread that waits for it: DuckDB itself looks for an interrupt only between the parts of a
        statement, which may take hours.
        """
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(lambda: self.connection.execute(statement).fetchall())
            try:
                return running.result()
            except BaseException:
                while not running.done():  # what is interrupted before it has begun begins all the same
                    self.connection.interrupt()
                    wait([running], _PATIENCE)
                raise

    def hold(
        self, table: str, held: Sequence[Held], keys: Mapping[str, Iterable[int]], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Makes a table of values, each row of which has one for every column; `keys` number the rows."""
        columns: dict[str, Any] = {name: pyarrow.array(list(key), pyarrow.int64()) for name, key in keys.items()}
        for at, each in enumerate(held):
            encoded = [each.encoded(row[at]) for row in rows]
            for part, (name, kind) in enumerate(zip(each.columns, each.kinds, strict=True)):
                columns[name] = pyarrow.array([value[part] for value in encoded], ARROW_TYPES[kind])
        self.keep(table, pyarrow.table(columns))

    def keep(self, table: str, content: pyarrow.Table, widening: bool = True) -> None:
        """Makes a table of what an Arrow table holds; `widening` makes decimals whole numbers."""
        self.connection.register("arriving", content)
        wide = [f.name for f in content.schema if widening and pyarrow.types.is_decimal(f.type)]
        casts = f" REPLACE ({', '.join(f'CAST({name} AS HUGEINT) AS {name}' for name in wide)})" if wide else ""
        self.run(f"CREATE OR REPLACE TABLE {table} AS SELECT *{casts} FROM arriving")  # noqa: S608  # our own names
        self.connection.unregister("arriving")

    def give(self, table: str, path: Path) -> None:
        """Writes a table into a Parquet file; the widest whole numbers as decimals, which every engine reads."""
        described = self.run(f"DESCRIBE {table}")
        wide = [name for name, kind, *_ in described if kind == "HUGEINT"]
        casts = f" REPLACE ({', '.join(f'CAST({name} AS DECIMAL(38, 0)) AS {name}' for name in wide)})" if wide else ""
        self.run(f"COPY (SELECT *{casts} FROM {table}) TO '{quoted(path)}' (FORMAT parquet)")  # noqa: S608  # our own

    def take(self, table: str, folder: Path) -> None:
        """Makes a table of the Parquet files of a folder, which another engine wrote."""
        files = f"read_parquet('{quoted_to_read(folder)}/*.parquet')"
        self.run(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM {files}")  # noqa: S608  # our own names

    def surveyed(self, table: str, held: Sequence[Held]) -> tuple[Held, ...]:
        """What is known of all that the columns of a table hold."""
        (row,) = self.run(survey(tuple(held), table).sql(self.dialect))
        return tuple(surveyed(tuple(held), row))

    def calendars(self, plan: Plan, document: Surroundings) -> None:
        """Makes the calendars of a document that a plan looks things up in."""
        for calendar in calendars(plan.reach, document):
            self.keep(calendar.name, as_arrow(calendar))

    def rows(self, plan: Plan) -> list[tuple[Any, ...]]:
        """What a plan gives: of each case its number, and for each question the columns of its outputs and whether it
        is to be computed elsewhere."""
        return self.run(f"{plan.statement()} ORDER BY {NUMBER}")


def duck_query(query: exp.Select) -> str:
    """A query in DuckDB's dialect."""
    return query.sql(Duck.dialect)


def quoted(path: Path) -> str:
    """A path within quotes of SQL, where it is written or attached."""
    return path.as_posix().replace("'", "''")


def quoted_to_read(path: Path) -> str:
    """A path within quotes of SQL, where it is read: there some characters stand for others, unless in brackets."""
    return re.sub(r"[*?\[]", r"[\g<0>]", quoted(path))


def as_arrow(calendar: Calendar) -> pyarrow.Table:
    """A calendar as a table of Arrow."""
    rows = list(calendar.rows())
    return pyarrow.table(
        {
            name: pyarrow.array([row[at] for row in rows], _CALENDARS.get(name, pyarrow.int64()))
            for at, name in enumerate(calendar.columns)
        }
    )
