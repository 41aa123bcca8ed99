"""The ledger: the standing of every passage of a document, so that nobody wonders what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from dsl.locator import Locator
from dsl.typed import program as p
from engine.source.lock import load_lock

PassageStanding = Literal["encoded", "inert", "external", "none"]
STANDINGS: tuple[PassageStanding, ...] = get_args(PassageStanding)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One passage: encoded by the declarations in `names`, inert or external for a `reason`, or none of these."""

    locator: str
    kind: str
    standing: PassageStanding
    names: tuple[str, ...]
    reason: p.Phrase | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every passage of one edition in the document's order, and how many have each standing."""

    rows: tuple[LedgerRow, ...]
    counts: dict[PassageStanding, int]


def ledger(program: p.Program, folder: Path) -> Ledger:
    """The ledger of an edition, by the source lock that lies beside its clauses.

    A passage that something concludes from is encoded, whatever else is said of it. Raises `SourceError` where
    there is no lock.
    """
    lock = load_lock(folder / program.edition.document / f"{program.edition.name}.lock.json")
    cited = [(Locator.parse(locator), name) for name, locators in conclusions(program) for locator in locators]
    standings = [(Locator.parse(passage), standing) for standing in program.standings for passage in standing.passages]
    rows = []
    for passage in lock.passages:
        names = tuple(dict.fromkeys(name for locator, name in cited if _covers(locator, passage.locator)))
        other = next((s for locator, s in standings if _covers(locator, passage.locator)), None)
        if names:
            rows.append(LedgerRow(str(passage.locator), passage.kind, "encoded", names, None))
        elif other is not None:
            rows.append(
                LedgerRow(
                    str(passage.locator),
                    passage.kind,
                    "inert" if other.inert else "external",
                    () if other.inert else (other.kind,),
                    other.text,
                )
            )
        else:
            rows.append(LedgerRow(str(passage.locator), passage.kind, "none", (), None))
    counts = {standing: sum(row.standing == standing for row in rows) for standing in STANDINGS}
    return Ledger(tuple(rows), counts)


def conclusions(program: p.Program) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Everything that concludes something, with the locators it cites."""
    for group in (program.values, program.norms, program.exceptions, program.ambiguities):
        for name, node in group.items():
            yield name, node.citations
    for value in program.values.values():
        if isinstance(value.expression, p.Lookup):
            for row in value.expression.rows:
                yield value.name, row.citations
    for priority in program.priorities:
        yield priority.name, priority.citations


def _covers(locator: Locator, passage: Locator) -> bool:
    """Whether a citation reaches a passage; a citation of a whole clause does not reach its heading."""
    if passage.heading and not locator.heading:
        return False
    return locator.contains(passage)
