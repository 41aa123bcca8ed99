"""The cases of the benchmarks: outages of a year, as the engine and the hand-written program hold them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from by_hand import ZONE, Outage
from by_hand_terms import Failure, Invoice

from dsl.check import check_sources
from dsl.moment import Moment
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import read_case_file
from engine.library.knowledge import KnowledgeBase
from engine.library.library import Library
from engine.meaning.marks import ABSENT

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


def flat_text(number: int, seed: int = 0) -> str:
    """The same outages as a facts file."""
    rows = ['[facts]\nyear = 2024\nrequested = true\ninvoice = "249.90 CHF"\n']
    for o in flat_outages(number, seed):
        reported = '"none"' if o.reported_on is None else o.reported_on.isoformat()
        told = {
            "attributable": o.attributable,
            "beyond_control": o.beyond_control,
            "misused": o.misused,
            "planned": o.planned,
            "blocked": o.blocked,
        }
        rows.append(
            f'[[facts.outages]]\nclass = "{o.kind}"\nbegan = {o.began.isoformat()}\nended = {o.ended.isoformat()}\n'
            + "".join(f"{name} = {'true' if value else 'false'}\n" for name, value in told.items())
            + f"reported_on = {reported}\n"
        )
    return "".join(rows)


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


def terms_knowledge() -> KnowledgeBase:
    """The terms of Infomaniak Jelastic Cloud."""
    library = Library.open()
    (entry,) = [entry for entry in library.entries if entry.document == "infomaniak-jelastic-cloud"]
    return library.knowledge(entry)


def terms_case(knowledge: KnowledgeBase, seed: int | None = None) -> Case:
    """Three outages, twelve invoices, the preferred readings; with a seed, of other lengths, excluded or not."""
    ambiguities = knowledge.program.ambiguities.values()
    preferred = {each.name: each.preferred.name for each in ambiguities if each.preferred is not None}
    read = CaseReader(knowledge).read(read_case_file(Path(__file__).parent / "three-outages.toml"))
    facts = {name: [list(row) for row in held] if isinstance(held, list) else held for name, held in read.facts.items()}
    if seed is not None:
        chance, at = Random(seed), _columns(knowledge, "outage")
        for outage in facts["outages"]:
            lasted = timedelta(minutes=chance.choice([6, 8, 12, 20, 33, 50]), seconds=chance.choice([0, 30]))
            outage[at["ended"]] = outage[at["resolution_announced_at"]] = outage[at["began"]] + lasted
            outage[at["inappropriate_use"]] = chance.random() < 0.15
            arrived = outage[at["began"]] + timedelta(days=chance.choice([3, 40]))
            outage[at["report_received_at"]] = Moment.of_instant(arrived, ZONE)
    return Case(knowledge, facts, preferred)


def terms_by_hand(knowledge: KnowledgeBase, case: Case) -> tuple[list[Failure], list[Invoice]]:
    """The same outages and invoices as the hand-written program holds them."""
    of, at = _columns(knowledge, "outage"), _columns(knowledge, "invoice")
    failures = [
        Failure(
            row[of["began"]],
            row[of["ended"]],
            row[of["cause"]] == "failing_of_provider",
            row[of["beyond_control"]],
            row[of["inappropriate_use"]],
            row[of["maintenance"]] != "no_maintenance",
            row[of["follows_block"]],
            row[of["due_to_event"]],
            _told_to_the_hour(row[of["report_received_at"]]),
            _told_to_the_hour(row[of["requested_at"]]),
        )
        for row in case.facts["outages"]
    ]
    invoices = [
        Invoice(row[at["period_from"]], row[at["period_to"]], row[at["amount"]]) for row in case.facts["invoices"]
    ]
    return failures, invoices


def _told_to_the_hour(moment: Moment) -> datetime:
    """The instant of a moment that is told to the hour."""
    assert moment.first == moment.last
    return moment.first


def _columns(knowledge: KnowledgeBase, record: str) -> dict[str, int]:
    return {field.name: at for at, field in enumerate(knowledge.program.records[record].fields)}
