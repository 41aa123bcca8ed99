"""What happened, told by matter: each record by itself, and the other facts by the party whose doing they are.

Moments are left to the order of time (`engine/explain/dates.py`).
"""

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.explain.dates import Dated
from engine.explain.relied import Relied
from engine.explain.wording import Wording
from engine.tongues.writing import capital


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of one matter: what it is called, nothing where it is none in particular, and its sentences."""

    title: str
    text: str


def narrative(wording: Wording, facts: tuple[Relied, ...], dates: tuple[Dated, ...]) -> tuple[Matter, ...]:
    """The facts told on which the answer relies; several records of which the same is known are told together."""
    in_time = {dated.shown for dated in dates}
    records: dict[tuple[str, int], list[str]] = {}
    others: dict[str, list[str]] = {}
    totals: dict[str, tuple[p.Record, int]] = {}
    for relied in facts:
        if relied.standing == "default" or (relied.fact.type.kind == "list" and not relied.goes_on):
            continue
        if relied.shown in in_time:
            continue
        text = relied.bare if relied.place else relied.text
        key = f"told_{relied.standing}" + ("_evidence" if relied.note else "")
        text = wording.sentence(key, text=text, note=relied.note)
        if relied.place is None:
            others.setdefault(relied.fact.power or "", []).append(text)
        else:
            place = relied.place
            totals[place.fact] = place.record, place.total
            records.setdefault((place.fact, place.number), []).append(text)
    return (*_of_records(wording, records, totals), *_of_parties(wording, others))


def _of_records(
    wording: Wording, records: dict[tuple[str, int], list[str]], totals: dict[str, tuple[p.Record, int]]
) -> tuple[Matter, ...]:
    alike: dict[tuple[str, str], list[int]] = {}
    for (name, number), texts in records.items():
        alike.setdefault((name, wording.listed(list(dict.fromkeys(texts)))), []).append(number)
    found = []
    for (name, text), numbers in alike.items():
        record, total = totals[name]
        title = capital(wording.phrase(record.text))
        if total > 1:
            shown = wording.tongue.together([str(number) for number in numbers])
            title = wording.sentence("matter_many" if len(numbers) > 1 else "matter_one", record=title, numbers=shown)
        found.append(Matter(title, text))
    return tuple(found)


def _of_parties(wording: Wording, others: dict[str, list[str]]) -> tuple[Matter, ...]:
    order = [*(term.name for term in wording.program.terms.values() if term.kind == "party"), ""]
    return tuple(
        Matter("", capital(wording.listed(list(dict.fromkeys(others[power])))))
        for power in sorted(others, key=order.index)
    )
