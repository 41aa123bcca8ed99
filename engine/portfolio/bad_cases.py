"""Cases that are bad as a whole: named twice or not at all, or without what a question is put for."""

from collections.abc import Collection, Iterable, Mapping

from dsl.diagnostic import Diagnostic
from dsl.harmless import ACTING
from engine.backends.sql.duck import Duck
from engine.backends.sql.plan import CASES
from engine.explain.narrowing import no_such_member
from engine.tongues.messages import in_language

BAD = "bad_rows"
"""The table of what can't be read."""

COLUMNS = ("table", "case", "place", "column", "value", "id", "message", "help")
"""What it says of each value or row."""

_STRETCHES = (rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in ACTING if first != 0xD800)
_ACTING = f"'[{''.join(_STRETCHES)}]'"
"""What acts, in a regular expression of SQL, whose texts hold no half of a character."""

LINE = '"#line"'
"""The column that counts the rows of an arriving table: no fact and no field is called that."""

NAME = 'CAST(r."case" AS VARCHAR)'
"""What a row of an arriving table is of, as it is told to people."""

TWICE = Diagnostic("case-twice", "two rows are of this case", (), "give each case a name of its own")
ALIKE = Diagnostic(
    "case-twice",
    "the name differs from that of another case in signs alone that are not shown",
    (),
    "give each case a name of its own",
)
NAMELESS = Diagnostic(
    "no-such-case", "the row names no case", (), "name in its column `case` the case to which it belongs"
)
NOWHERE = Diagnostic(
    "list-in-table",
    "the records of a list stand in a table of its own",
    (),
    'write "none" where there are none, and leave out what is not known',
)
DENIED = Diagnostic(
    "list-in-table", "there are records of what there is none of", (), "take out the records, or the `none`"
)
EMPTY = ("none", "[]")
"""What the table of cases says of a list that has no records."""
STRAY = Diagnostic("no-such-case", "there is no case of this name", (), "add it to the cases, or take the row out")


def note_bad_cases(
    engine: Duck,
    tables: Mapping[str, Collection[str]],
    lists: Iterable[str],
    members: Iterable[tuple[str, int]],
    language: str | None,
) -> None:
    """Notes the cases and rows of arriving `tables`, each with its columns, that are bad, and why, in the language given.

    A name that comes twice, or not at all, or in a list alone, is bad; so is a case that lacks one of the `members` of
    lists (each numbered from 0) for which a question is put, as `ask` refuses it, and one that tells of a list in a row.
    """
    arriving, columns = tuple(tables), tables[CASES]
    engine.run(
        f"INSERT INTO {BAD} SELECT 'cases', {NAME}, NULL, 'case', {NAME}, {_told(TWICE, language)}"
        ' FROM raw_cases r WHERE "case" IS NOT NULL GROUP BY "case" HAVING count(*) > 1'
    )
    _note_alike(engine, language)
    for table in arriving:
        place = "NULL" if table == CASES else f"r.{LINE}"
        engine.run(
            f"INSERT INTO {BAD} SELECT '{table}', NULL, {place}, 'case', NULL, {_told(NAMELESS, language)}"
            f' FROM raw_{table} r WHERE r."case" IS NULL'
        )
    for name in lists:
        if name in arriving:
            engine.run(
                f"INSERT INTO {BAD} SELECT DISTINCT '{name}', {NAME}, NULL, 'case', {NAME}, {_told(STRAY, language)}"
                f' FROM raw_{name} r ANTI JOIN raw_cases c ON r."case" = c."case" WHERE r."case" IS NOT NULL'
            )
        if name in columns:
            _note_lists(engine, name, name in arriving, language)
    for listed, number in members:
        _note_lacking(engine, listed, number, listed in arriving, language)


def shown_in_sql(text: str) -> str:
    """An expression of SQL for a text in which nothing acts."""
    return f"regexp_replace({text}, {_ACTING}, '\N{REPLACEMENT CHARACTER}', 'g')"


def _note_alike(engine: Duck, language: str | None) -> None:
    """Notes the cases that would stand under one name in a result where nothing acts."""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE shown_otherwise AS"
        f" SELECT DISTINCT {NAME} AS name, {shown_in_sql(NAME)} AS shown FROM raw_cases r"
        f" WHERE regexp_matches({NAME}, {_ACTING})"
    )
    if not engine.run("SELECT 1 FROM shown_otherwise LIMIT 1"):
        return
    as_written = f"SELECT {NAME}, {NAME} FROM raw_cases r WHERE {NAME} IN (SELECT shown FROM shown_otherwise)"
    everywhere = f"SELECT * FROM shown_otherwise UNION {as_written}"
    engine.run(
        f"INSERT INTO {BAD} SELECT 'cases', name, NULL, 'case', name, {_told(ALIKE, language)} FROM ({everywhere})"
        f" WHERE shown IN (SELECT shown FROM ({everywhere}) GROUP BY shown HAVING count(*) > 1)"
    )


def _note_lists(engine: Duck, listed: str, is_told: bool, language: str | None) -> None:
    """Notes the cases whose row says anything else of a list than that it has no records, or says so of one that has."""
    said, none = f'r."{listed}"', ", ".join(f"'{word}'" for word in EMPTY)
    wrong = [(NOWHERE, f"{said} NOT IN ({none})")]
    if is_told:
        wrong.append((DENIED, f'{said} IN ({none}) AND r."case" IN (SELECT l."case" FROM raw_{listed} l)'))
    for diagnostic, test in wrong:
        engine.run(
            f"INSERT INTO {BAD} SELECT 'cases', {NAME}, NULL, '{listed}', {said}, {_told(diagnostic, language)}"
            f" FROM raw_cases r WHERE {test}"
        )


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
