"""The cases of the benchmarks: outages of a year, as the engine and the hand-written program hold them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from by_hand import Outage

from dsl.check import check_sources
from engine.case.case import Case
from engine.evaluate.functions import ABSENT
from engine.library.knowledge import KnowledgeBase

HERE = Path(__file__).parent


def flat_knowledge() -> KnowledgeBase:
    """The knowledge base of the flat rule."""
    checked = check_sources(
        {name: (HERE / name).read_text(encoding="utf-8") for name in ("flat.clause", "flat-document.clause")}
    )
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


def flat_outages(number: int, seed: int = 0) -> list[Outage]:
    """So many outages of 2024, different by their number and the seed."""
    found = []
    for at in range(number):
        turn = at * 7 + seed * 13
        began = datetime(2024, 1 + turn % 12, 1 + turn % 28, turn % 24, turn % 60, tzinfo=UTC)
        lasted = timedelta(minutes=3 + turn % 11, seconds=turn % 50) if turn % 3 else timedelta(minutes=50 + turn % 40)
        reported = None if turn % 11 == 10 else date(2024, 1, 1) + timedelta(days=(turn * 17) % 420)
        found.append(
            Outage(
                "ABC"[turn % 3],
                began,
                began + lasted,
                turn % 5 != 4,
                turn % 13 == 12,
                turn % 17 == 16,
                turn % 19 == 18,
                turn % 23 == 22,
                reported,
            )
        )
    return found


def flat_case(knowledge: KnowledgeBase, number: int, seed: int = 0) -> Case:
    """The same outages as a case of the engine."""
    records = [
        [
            o.kind,
            o.began,
            o.ended,
            o.attributable,
            o.beyond_control,
            o.misused,
            o.planned,
            o.blocked,
            ABSENT if o.reported_on is None else o.reported_on,
        ]
        for o in flat_outages(number, seed)
    ]
    return Case(knowledge, {"outages": records, "year": 2024, "requested": True, "invoice": Decimal("249.90")})


def generated(clauses: int) -> dict[str, str]:
    """A knowledge base of so many clauses, each with a fact, a value and a norm."""
    vocabulary = [
        'vocabulary party provider en "p" fr "p" party client en "c" fr "c" topic t en "t" fr "t"',
        'action act en "act" fr "agir"',
        'question q topic t en "q" fr "q" asks position power of provider to act',
    ]
    rows = ['document big en "Big" fr "Grand" cites articles edition first']
    for number in range(1, clauses + 1):
        rows.append(
            f'clause {number} en "Clause {number}" fr "Clause {number}"\n'
            f'fact f{number}: boolean en "f" fr "f" otherwise en "not f" fr "non f" ask en "f?" fr "f ?"\n'
            f'value v{number}: integer by §1 en "v" fr "v" is if f{number} then {number} else 0\n'
            f'power n{number} by §1 s.1 provider may act towards client en "may" fr "peut" when v{number} > 3'
        )
    return {"v.clause": "\n".join(vocabulary), "d.clause": "\n".join(rows)}
