"""Cases that are bad as a whole: named twice or not at all, or without what a question is put for."""

from collections.abc import Iterable

from dsl.diagnostic import Diagnostic
from engine.backends.sql.duck import Duck
from engine.backends.sql.plan import CASES
from engine.explain.narrowing import no_such_member
from engine.tongues.messages import in_language

BAD = "bad_rows"
"""The table of what can't be read."""

NAME = 'CAST(r."case" AS VARCHAR)'
"""What a row of an arriving table is of, as it is told to people."""

TWICE = Diagnostic("case-twice", "two rows are of this case", (), "give each case a name of its own")
NAMELESS = Diagnostic(
    "no-such-case", "the row names no case", (), "name in its column `case` the case to which it belongs"
)
STRAY = Diagnostic("no-such-case", "there is no case of this name", (), "add it to the cases, or take the row out")


def note_bad_cases(
    engine: Duck, tables: Iterable[str], lists: Iterable[str], members: Iterable[tuple[str, int]], language: str | None
) -> None:
    """Notes the cases and rows of arriving `tables` that are bad, and why, in the language given.

    A name that comes twice, or not at all, or in a list alone, is bad; so is a case that lacks one of the `members` of
    lists (each numbered from 0) for which a question is put, as `ask` refuses it.
    """
    arriving = tuple(tables)
    engine.run(
        f"INSERT INTO {BAD} SELECT 'cases', {NAME}, NULL, 'case', {NAME}, {_told(TWICE, language)}"
        ' FROM raw_cases r WHERE "case" IS NOT NULL GROUP BY "case" HAVING count(*) > 1'
    )
    for table in arriving:
        engine.run(
            f"INSERT INTO {BAD} SELECT '{table}', NULL, {'NULL' if table == CASES else 'r.line'}, 'case', NULL, {_told(NAMELESS, language)}"
            f' FROM raw_{table} r WHERE r."case" IS NULL'
        )
    for name in lists:
        if name in arriving:
            engine.run(
                f"INSERT INTO {BAD} SELECT DISTINCT '{name}', {NAME}, NULL, 'case', {NAME}, {_told(STRAY, language)}"
                f' FROM raw_{name} r ANTI JOIN raw_cases c ON r."case" = c."case" WHERE r."case" IS NOT NULL'
            )
    for listed, number in members:
        _note_lacking(engine, listed, number, listed in arriving, language)


def _note_lacking(engine: Duck, listed: str, number: int, is_told: bool, language: str | None) -> None:
    """Notes the cases of which a list has no member with a number; where no table tells the list, all cases."""
    rows = f'SELECT "case" FROM raw_{listed}' if is_told else 'SELECT r."case" FROM raw_cases r WHERE FALSE'
    counted = (
        f'SELECT {NAME} AS name, count(l."case") AS records FROM raw_cases r LEFT JOIN ({rows}) l ON r."case" = l."case"'
        f' WHERE r."case" IS NOT NULL GROUP BY r."case" HAVING count(l."case") <= {number}'
    )
    for (records,) in engine.run(f"SELECT DISTINCT records FROM ({counted}) ORDER BY records"):
        wrong = _told(no_such_member(listed, number, int(records)), language)
        engine.run(
            f"INSERT INTO {BAD} SELECT '{listed}', name, NULL, NULL, NULL, {wrong} FROM ({counted})"
            f" WHERE records = {records}"
        )


def _told(wrong: Diagnostic, language: str | None) -> str:
    """What a bad row says of what is wrong with it."""
    (found,) = in_language([wrong], language)
    return ", ".join("'" + (part or "").replace("'", "''") + "'" for part in (found.code, found.message, found.help))
