"""Cases as they arrive in files: found, read column by column, and held exactly; what is wrong of which is told.

What is written as most write it is read by DuckDB; every other writing by `engine/case/reading.py`, each once. A case of
which anything can't be read is left out as a whole: it is named among the bad rows, with what to do about it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.first_mistakes import first_mistakes
from dsl.frozen import dataclass
from dsl.sentence import told
from dsl.typed import program as p
from engine.backends.sql.duck import ARROW_TYPES, Duck, quoted, quoted_to_read
from engine.backends.sql.held import Held, column_of, rounded
from engine.backends.sql.plan import CASES, Tables
from engine.case.case import options_of
from engine.case.option_words import option_told
from engine.case.reading import Unreadable, read_value
from engine.explain.narrowing import members_named
from engine.library.knowledge import KnowledgeBase
from engine.portfolio.bad_cases import BAD, COLUMNS, LINE, NAME, note_bad_cases
from engine.portfolio.case_files import (
    DATABASES,
    TABLES,
    columns_of_parquet,
    reading,
    refused,
    require_apart,
    require_few,
)
from engine.portfolio.fast_reading import TEXT, arriving_as, as_text, fast
from engine.portfolio.left_aside import leave_aside
from engine.portfolio.told_apart import CASE_KEY, require_told_apart
from engine.tongues.messages import in_language

_INEXACT = frozenset({"DOUBLE", "FLOAT"})
_EXACT_KINDS = frozenset({"decimal", "percent", "money", "ratio"})


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of an arriving table, the fact or field that it tells, and the type in which it arrives."""

    name: str
    declared: p.Fact
    arriving: str


class Arrival:
    """The tables of a portfolio on their way into an engine; of `only` one case where that is named.

    Where questions are put for one member of a list, a case without that member is bad, as `ask` refuses it.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        engine: Duck,
        source: Path,
        only: str | None = None,
        language: str | None = None,
        questions: Sequence[str] = (),
    ) -> None:
        self.knowledge, self.engine, self.only, self.language = knowledge, engine, only, language
        engine.run("SET TimeZone = 'UTC'")
        self.program = knowledge.program
        require_told_apart(self.program)
        named = (members_named(self.program, question) for question in questions)
        self.members = dict.fromkeys(member for each in named for member in each)
        lists = [name for name, fact in self.program.facts.items() if fact.type.kind == "list"]
        self.lists = [name for name in lists if name not in self.program.nested]
        self.wrong: list[Diagnostic] = []
        self.files: dict[str, Path] = {}
        self._lookups: dict[tuple[str, str], str] = {}
        self.sources = self._found(source)

    def tables(self) -> Tables:
        """Reads everything. Raises `Rejected` where a table or a column is none that the document knows."""
        columns_of_bad = ", ".join(f'"{name}" {"BIGINT" if name == "place" else "VARCHAR"}' for name in COLUMNS)
        self.engine.run(f"CREATE OR REPLACE TABLE {BAD} ({columns_of_bad})")
        types = {table: self._types(table) for table in self.sources}
        columns = {table: self._columns(table, found) for table, found in types.items()}
        if self.wrong:
            raise Rejected(first_mistakes(self.wrong))
        named_by = self._named_by(types)
        for table, found in types.items():
            self._take(table, found, columns[table], named_by)
        note_bad_cases(self.engine, types, self.lists, self.members, self.language)
        held = {table: self._held(table, found) for table, found in columns.items()}
        self.engine.run(
            f'CREATE OR REPLACE TABLE numbered AS SELECT r.{LINE} - 1 AS number, r."case" AS named, {NAME} AS "case"'
            f' FROM raw_cases r ANTI JOIN {BAD} b ON {NAME} = b."case" WHERE r."case" IS NOT NULL'
        )
        fields = {}
        for name in self.lists:
            if name in held:
                fields[name] = self._kept(name, columns[name], held[name])
        facts = self._kept(CASES, columns[CASES], held[CASES])
        return leave_aside(self.knowledge, self.engine, Tables(facts, fields, self._listed()))

    def _listed(self) -> dict[str, str | bool | None]:
        """In which cases each list is told: in all, in none, or where a column says so."""
        flags = [column_of(name, "told") for name in self.lists]
        if not flags:
            return {}
        asked = ", ".join(f"coalesce(bool_and({flag}), FALSE), coalesce(bool_or({flag}), FALSE)" for flag in flags)
        (row,) = self.engine.run(f"SELECT {asked} FROM held_{CASES}")
        of_all, of_some = row[::2], row[1::2]
        found = zip(self.lists, flags, of_all, of_some, strict=True)
        return {name: True if always else flag if ever else None for name, flag, always, ever in found}

    @property
    def bad(self) -> int:
        """How many cases were left out; all rows that name none are one."""
        (row,) = self.engine.run(f"""SELECT count(DISTINCT coalesce('named ' || "case", '')) FROM {BAD}""")
        return int(row[0])

    def refusals(self) -> list[Diagnostic]:
        """What is wrong with the cases that were left out."""
        rows = self.engine.run(f"SELECT id, message, help FROM {BAD} ORDER BY ALL")
        return [Diagnostic(code, message, (), help_line) for code, message, help_line in rows]

    # ---- files

    def _found(self, source: Path) -> dict[str, str]:
        if source.is_dir():
            found = {}
            for path in sorted(each for each in source.iterdir() if each.suffix in TABLES):
                if path.stem in self.files:
                    self.wrong.append(_twice(self.files[path.stem], path))
                self.files[path.stem], found[path.stem] = path, reading(path)
        elif source.suffix in DATABASES and source.is_file():
            self.files[CASES] = source
            self._from_file(CASES, f"ATTACH '{quoted(source)}' AS arriving (READ_ONLY)")
            rows = self.engine.run("SELECT table_name FROM duckdb_tables() WHERE database_name = 'arriving'")
            found = {name: f'arriving."{name}"' for (name,) in rows}
        elif source.suffix in TABLES and source.is_file():
            self.files[CASES] = source
            found = {CASES: reading(source)}
        else:
            raise Rejected(
                [
                    Diagnostic(
                        "no-cases",
                        told("`{source}` holds no cases", source=source),
                        (),
                        "name a folder with `cases.parquet`, `.csv` or `.jsonl` and a file for each list, or a DuckDB file with such tables",
                    )
                ]
            )
        unknown = [name for name in found if name != CASES and name not in self.lists]
        if CASES not in found or unknown:
            named = (
                told("`{name}` is no list of the document", name=unknown[0])
                if unknown
                else told("`{source}` has no table `{CASES}`", source=source, CASES=CASES)
            )
            raise Rejected(
                [
                    Diagnostic(
                        "no-cases",
                        named,
                        (),
                        suggestion(unknown[0], self.lists)
                        or told("its lists are {names}", names=", ".join(f"`{name}`" for name in self.lists))
                        if unknown
                        else "`opposable portfolio QUESTION -d DOC --blank` writes the tables",
                    )
                ]
            )
        return found

    def _types(self, table: str) -> dict[str, str]:
        """The columns that a table has, and their types. Of two of one name DuckDB would call one otherwise."""
        path = self.files.get(table, self.files[CASES])
        if path.suffix == ".parquet":
            asked = f"SELECT name, num_children FROM parquet_schema('{quoted_to_read(path)}')"
            require_apart(path, columns_of_parquet(self._from_file(table, asked)))
        described = self._from_file(table, f"DESCRIBE SELECT * FROM {self.sources[table]}")
        types = {str(row[0]): str(row[1]) for row in described}
        require_few(path, types)
        return types

    def _columns(self, table: str, types: Mapping[str, str]) -> list[_Column]:
        """The columns of a table that tell something; what is wrong with the others is noted."""
        declared = self._declared(table)
        found = []
        known = {CASE_KEY, *declared, *(self.lists if table == CASES else ())}
        inexact = self._inexact(table, {name: type_ for name, type_ in types.items() if name in {CASE_KEY, *declared}})
        for name, type_ in types.items():
            if name not in known:
                self.wrong.append(
                    Diagnostic(
                        "unknown-column",
                        told("`{table}` has a column `{name}` that tells nothing", table=table, name=name),
                        (),
                        suggestion(name, known) or "take it out, or look at the columns that `--blank` writes",
                    )
                )
            elif name in inexact and (name == CASE_KEY or declared[name].type.kind in _EXACT_KINDS):
                self.wrong.append(
                    Diagnostic(
                        "inexact-column",
                        told(
                            "the numbers of `{table}.{name}` are read as binary fractions, which are inexact",
                            table=table,
                            name=name,
                        ),
                        (),
                        "write them as decimals of at most 38 digits, or as text (in JSON, in quotes)",
                    )
                )
            elif name in declared:
                found.append(_Column(name, declared[name], arriving_as(type_, declared[name].type)))
        if table != CASES and CASE_KEY not in types:
            self.wrong.append(
                Diagnostic(
                    "unknown-column",
                    told("`{table}` has no column `{CASE_KEY}`", table=table, CASE_KEY=CASE_KEY),
                    (),
                    "say with it to which case each row belongs",
                )
            )
        return found

    def _inexact(self, table: str, types: Mapping[str, str]) -> set[str]:
        """The columns that hold binary fractions: in JSON, where a column may hold anything, each row is looked at."""
        mixed = [name for name, type_ in types.items() if type_ == "JSON"]
        found = {name for name, type_ in types.items() if type_ in _INEXACT}
        if mixed:
            asked = ", ".join(f"bool_or(json_type(\"{name}\") = 'DOUBLE')" for name in mixed)
            (row,) = self._from_file(table, f"SELECT {asked} FROM {self.sources[table]}")
            found |= {name for name, is_inexact in zip(mixed, row, strict=True) if is_inexact}
        return found

    @staticmethod
    def _named_by(types: Mapping[str, Mapping[str, str]]) -> str:
        """The type of what names a case: whole numbers if it is so in all tables, else text."""
        named = {columns.get(CASE_KEY, "BIGINT") for columns in types.values()}
        return "BIGINT" if named <= {"INTEGER", "BIGINT"} else TEXT

    def _take(self, table: str, types: Mapping[str, str], columns: Sequence[_Column], named_by: str) -> None:
        """Takes a table over as it is, each column in the type in which it arrives."""
        arriving = {column.name: column.arriving for column in columns} | {CASE_KEY: named_by}
        selected = []
        for name, type_ in types.items():
            text = f"NULLIF(NULLIF(trim({as_text(name, type_)}), ''), 'unknown')"
            whole = text if arriving.get(name, TEXT) == TEXT else f'"{name}"'
            selected.append(f'{whole} AS "{name}"')
        if CASE_KEY not in types:
            selected.append(f'CAST(row_number() OVER () AS {named_by}) AS "{CASE_KEY}"')
        only = ""
        if self.only is not None and CASE_KEY in types:
            only = f" WHERE trim({as_text(CASE_KEY, types[CASE_KEY])}) = '{self.only.replace(chr(39), chr(39) * 2)}'"
        self._from_file(
            table,
            f"CREATE OR REPLACE TABLE raw_{table} AS SELECT row_number() OVER () AS {LINE}, {', '.join(selected)} FROM {self.sources[table]}{only}",
        )

    def _from_file(self, table: str, statement: str) -> list[tuple[Any, ...]]:
        """Runs a statement that reads the file of a table. Raises `Rejected` where this can't be read."""
        try:
            return self.engine.run(statement)
        except duckdb.Error as error:
            raise refused(self.files.get(table, self.files[CASES]), error) from None

    def _declared(self, table: str) -> dict[str, p.Fact]:
        if table == CASES:
            return {name: fact for name, fact in self.program.facts.items() if fact.type.kind != "list"}
        record = self.program.records[self.program.facts[table].type.name]
        return {field.name: field for field in record.fields if field.type.kind != "list"}

    # ---- rows

    def _held(self, table: str, columns: Sequence[_Column]) -> list[Held]:
        """How each column is held; what can't be read is noted as bad."""
        if not columns:
            return []
        options = {c.name: options_of(self.program, c.declared.type) for c in columns}
        readings = [fast(f'r."{c.name}"', c.arriving, c.declared.type, options[c.name]) for c in columns]
        unread = [
            f'r."{column.name}" IS NOT NULL AND NOT ({reading.reads})'
            for column, reading in zip(columns, readings, strict=True)
        ]
        counts = [
            f"count(*) FILTER ({test}), {reading.most_decimals}" for test, reading in zip(unread, readings, strict=True)
        ]
        (row,) = self.engine.run(f"SELECT {', '.join(counts)} FROM raw_{table} r")
        found = []
        for at, (column, read_so, test) in enumerate(zip(columns, readings, unread, strict=True)):
            slow, decimals = [], int(row[2 * at + 1] or 0)
            if row[2 * at]:
                text = f'CAST(r."{column.name}" AS VARCHAR)'
                slow = [text for (text,) in self.engine.run(f"SELECT DISTINCT {text} FROM raw_{table} r WHERE {test}")]
            read = dict(self._read(table, column, slow, options[column.name]))
            scales = [-int(value.as_tuple().exponent) for value in read.values() if isinstance(value, Decimal)]
            scale = max([decimals, *scales]) if column.declared.type.kind in _EXACT_KINDS else 0
            largest = 2**62
            if column.declared.type.kind in _EXACT_KINDS:
                largest = 10**30 if read else 10 ** (read_so.digits + scale) - 1
            held = Held(column.name, column.declared.type, Fraction(1, 10**scale), low=-largest, high=largest)
            if read:
                self._lookup(table, held, read)
            found.append(held)
        return found

    def _read(
        self, table: str, column: _Column, texts: Sequence[str], options: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        document = self.knowledge.meaning.laws.document
        bad = []
        for text in texts:
            try:
                yield (
                    text,
                    read_value(
                        option_told(self.program, column.declared.type, text), column.declared.type, options, document
                    ),
                )
            except Unreadable as error:
                (found,) = in_language([Diagnostic(error.code, error.message, (), error.help_line)], self.language)
                bad.append((text, found.code, found.message, found.help))
        if bad:
            names = ("value", "id", "message", "help")
            content = pyarrow.table(
                {name: pyarrow.array([row[at] for row in bad], pyarrow.string()) for at, name in enumerate(names)}
            )
            self.engine.keep("unread", content)
            place = "NULL" if table == CASES else f"r.{LINE}"
            self.engine.run(
                f"INSERT INTO {BAD} SELECT '{table}', {NAME}, {place}, '{column.name}', u.value, u.id, u.message, u.help"
                f' FROM raw_{table} r JOIN unread u ON CAST(r."{column.name}" AS VARCHAR) = u.value'
            )

    def _lookup(self, table: str, held: Held, read: Mapping[str, Any]) -> None:
        """Keeps what was read in other ways, by its text."""
        columns: dict[str, Any] = {"text": list(read)}
        encoded = [held.encoded(value) for value in read.values()]
        for at, (name, kind) in enumerate(zip(held.columns, held.kinds, strict=True)):
            columns[name] = pyarrow.array([row[at] for row in encoded], ARROW_TYPES[kind])
        lookup = self._lookups[(table, held.name)] = f"read_{len(self._lookups)}"
        self.engine.keep(lookup, pyarrow.table(columns))

    def _kept(self, table: str, columns: Sequence[_Column], held: Sequence[Held]) -> dict[str, Held]:
        """Makes the table that plans read, without the cases that are bad, and says what is known of it."""
        selected, joins = [], []
        for column, each in zip(columns, held, strict=True):
            told = f'r."{each.name}"'
            reading = fast(told, column.arriving, each.type, options_of(self.program, each.type))
            scale = len(str(each.unit.denominator)) - 1
            lookup = self._lookups.get((table, each.name))
            if lookup is not None:
                text = told if column.arriving == TEXT else f"CAST({told} AS VARCHAR)"
                joins.append(f"LEFT JOIN {lookup} ON {text} = {lookup}.text")
            for name, expression in zip(each.columns, reading.parts(scale, each.kinds), strict=True):
                whole = expression if lookup is None else f"COALESCE({lookup}.{name}, {expression})"
                selected.append(f"{whole} AS {name}")
        if table == CASES:
            for name in self.lists:
                said = f'r."{name}" IS NOT NULL' if self._has(name) else "FALSE"
                there = f"n.number IN (SELECT DISTINCT number FROM held_{name})" if name in self.sources else "FALSE"
                selected.append(f"({there} OR COALESCE({said}, FALSE)) AS {column_of(name, 'told')}")
        keys = "n.number" if table == CASES else f"n.number, r.{LINE} AS place"
        self.engine.run(
            f"CREATE OR REPLACE TABLE held_{table} AS SELECT {', '.join([keys, *selected])} FROM raw_{table} r"
            f' JOIN numbered n ON r."case" = n.named {" ".join(joins)}'
        )
        self.engine.run(f"DROP TABLE raw_{table}")
        surveyed = self.engine.surveyed(f"held_{table}", held) if held else ()
        return {each.name: rounded(each) for each in surveyed}

    def _has(self, column: str) -> bool:
        return bool(
            self.engine.run(
                f"SELECT 1 FROM duckdb_columns() WHERE table_name = 'raw_cases' AND column_name = '{column}'"
            )
        )


def _twice(one: Path, other: Path) -> Diagnostic:
    return Diagnostic(
        "no-cases",
        told("`{one}` and `{other}` are the same table", one=one.name, other=other.name),
        (),
        "take one of them out",
    )
