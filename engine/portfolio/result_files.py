"""The files of a result: the answers, what could not be read, and what the bits of the presumptions stand for."""

import json
import os
import shutil
from collections.abc import Collection, Sequence
from errno import EEXIST, ENOENT
from pathlib import Path

from dsl.atomic import permissions_of, put_in_place, replace_text
from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine.backends.sql.duck import Duck, quoted, quoted_to_read
from engine.backends.sql.plan import CASES
from engine.portfolio.bad_cases import BAD, COLUMNS, shown_in_sql
from engine.portfolio.case_files import TABLES
from engine.portfolio.layered_question import BITS
from engine.portfolio.result_columns import Put, column_name

ANSWERS = (".parquet", ".csv", ".jsonl", ".ndjson", ".duckdb", ".db")
"""The endings of a file of answers."""


def check_result(output: Path, cases: Path, lists: Collection[str]) -> None:
    """Makes sure that a result can be written as its ending says, and nothing that is read is lost for it.

    `lists` are those of the document, each of which may have a table beside that of the cases. Raises `Rejected`, and `OSError`.
    """
    if not Path(os.path.realpath(output)).parent.is_dir():  # a link may lead to where no folder is
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(output))
    written = {path: permissions_of(path) for path in (output, bad_rows_of(output), legend_of(output))}
    for path in [*cases.iterdir()] if cases.is_dir() else [cases]:
        for other, permissions in written.items():
            if permissions is not None and path.exists() and path.samefile(other):
                message = told("`{other}` is read by this call, and would be lost", other=other)
                raise Rejected([Diagnostic("output-is-input", message, (), "name another file with `-o`")])
    for other, begins in ((bad_rows_of(output), ",".join(COLUMNS)), (legend_of(output), "{")):
        if written[other] is not None and not _begins(other, begins):
            message = told("`{path}` cannot be written: {strerror}", path=other, strerror=os.strerror(EEXIST))
            raise Rejected([Diagnostic("unwritable-file", message, (), "take it away, or name another")])
    folder = _folder_of_cases(cases, lists)
    if folder is not None and output.parent.resolve() == folder.resolve():
        message = told("`{output}` would be read as cases by the next call", output=output)
        raise Rejected([Diagnostic("output-is-input", message, (), "name another file with `-o`")])
    if output.suffix not in ANSWERS:
        message = told("`{output}` does not say by its ending how the answers are written", output=output)
        names = ", ".join(f"`{ending}`" for ending in ANSWERS)
        raise Rejected([Diagnostic("no-such-ending", message, (), told("the endings are {names}", names=names))])


def _folder_of_cases(cases: Path, lists: Collection[str]) -> Path | None:
    """The folder that is read as cases as a whole, or may be by another call: its table of cases has one of a list beside it."""
    if cases.is_dir():
        return cases
    beside = (path for path in cases.parent.iterdir() if path.suffix in TABLES and path.stem in lists)
    return cases.parent if cases.stem == CASES and any(beside) else None


def _begins(path: Path, begins: str) -> bool:
    """Whether a file that lies where one of ours will is one of ours, or empty."""
    with path.open("rb") as file:
        found = file.read(len(begins))
    return found in (begins.encode(), b"")


def write_result(engine: Duck, parts: Sequence[Path], working: Path, output: Path) -> None:
    """Makes the file of answers, in the format that its ending names, out of those of all batches."""
    source = f"SELECT * FROM {all_of(parts)}"
    unfinished = working / f"result{output.suffix}"
    engine.run("SET preserve_insertion_order = true")
    match output.suffix:
        case ".csv":
            engine.run(f"COPY ({_for_sheets(source, 'case')}) TO '{quoted(unfinished)}' (FORMAT csv, HEADER)")
        case ".jsonl" | ".ndjson":
            engine.run(f"COPY ({source}) TO '{quoted(unfinished)}' (FORMAT json)")
        case ".duckdb" | ".db":
            engine.run(f"ATTACH '{quoted(unfinished)}' AS result")
            engine.run(f"CREATE TABLE result.answers AS {source}")
            engine.run("DETACH result")
        case _ if len(parts) == 1:
            shutil.copyfile(parts[0], unfinished)
        case _:
            engine.run(f"COPY ({source}) TO '{quoted(unfinished)}' (FORMAT parquet, COMPRESSION zstd)")
    put_in_place(unfinished, output)


def write_bad_rows(engine: Duck, number: int, working: Path, output: Path) -> None:
    """Makes the file of so many cases that could not be answered, or takes an old one away."""
    path = bad_rows_of(output)
    if number == 0:
        path.unlink(missing_ok=True)
        return
    unfinished = working / "bad.csv"
    rows = _for_sheets(f"SELECT * FROM {BAD} ORDER BY ALL", "case", "value", "message")
    engine.run(f"COPY ({rows}) TO '{quoted(unfinished)}' (FORMAT csv, HEADER)")
    put_in_place(unfinished, path)


def _for_sheets(query: str, *texts: str) -> str:
    """What a query gives, no character of its texts acting, with an apostrophe before each that would be a formula.

    So has one with apostrophes before what would be: no two texts become one.
    """
    shown = []
    for name in texts:
        text = shown_in_sql(f'"{name}"')
        is_formula = (
            f"""regexp_matches("{name}", '^''*[=+@\\t\\r\\n＝＋＠－-]') AND TRY_CAST("{name}" AS DOUBLE) IS NULL"""
        )
        shown.append(f"""CASE WHEN {is_formula} THEN '''' || {text} ELSE {text} END AS "{name}\"""")
    return f"SELECT * REPLACE ({', '.join(shown)}) FROM ({query})"


def bad_rows_of(output: Path) -> Path:
    """The file beside a result that says what could not be read: its own, whatever lies beside it in other formats."""
    return output.with_name(f"{output.name}.bad.csv")


def legend_of(output: Path) -> Path:
    """The file beside a result that says what its bits stand for: its own."""
    return output.with_name(f"{output.name}.legend.json")


def write_legend(put: Sequence[Put], output: Path) -> None:
    """Writes, for each question, the presumptions behind the bits of its columns, the lowest first."""
    found = {
        column_name(each.question, f"presumed_{start // BITS + 1}"): [
            item.name for item in each.presumable[start : start + BITS]
        ]
        for each in put
        for start in range(0, len(each.presumable), BITS)
    }
    replace_text(legend_of(output), json.dumps(found, indent=2) + "\n")


def all_of(parts: Sequence[Path]) -> str:
    """The files of all batches, in order."""
    listed = ", ".join(f"'{quoted_to_read(part)}'" for part in parts)
    return f"read_parquet([{listed}])"
