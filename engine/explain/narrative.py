"""What happened, told by matter: each record by itself, and the other facts clause by clause.

A clause may speak of many things: its heading names what is told for its sake less well than that says it itself.

Moments are left to the order of time (`engine/explain/dates.py`).
"""

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.explain.dates import Dated
from engine.explain.relied import Relied
from engine.explain.wording import Wording
from engine.tongues.writing import capital

Counted = tuple[int, str]
"""The number of a record among all of its list, and how it is counted where it is spoken of."""

MOST_IN_SENTENCE = 3
"""How many facts one sentence tells."""

MOST_TOGETHER = 4
"""So few facts are told together, whatever clauses they matter to."""

_PARTED = (",", ";", ":", "(")
"""What parts a sentence already: it is not put together with others."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of one matter: what it is called, nothing where it is none in particular, and its sentences."""

    title: str
    text: str


def narrative(wording: Wording, facts: tuple[Relied, ...], dates: tuple[Dated, ...]) -> tuple[Matter, ...]:
    """The facts told on which the answer relies; several records of which the same is known are told together."""
    in_time = {dated.shown for dated in dates}
    records: dict[tuple[str, Counted], list[str]] = {}
    others: dict[str, list[tuple[int, str]]] = {}
    totals: dict[str, tuple[p.Record, int]] = {}
    order = {name: at for at, name in enumerate(wording.program.facts)}
    clauses = list(dict.fromkeys(relied.clause for relied in facts))

    def told(relied: Relied) -> tuple[int, int]:
        """Records as they declare their fields; other facts clause by clause, as relied on, in each as declared."""
        if relied.place is not None:
            fields = [field.name for field in relied.place.record.fields]
            return 0, fields.index(relied.fact.name) if relied.fact.name in fields else len(fields)
        return clauses.index(relied.clause), order.get(relied.fact.name, len(order))

    for relied in sorted(facts, key=told):
        if relied.standing == "default" or (relied.fact.type.kind == "list" and not relied.goes_on):
            continue
        if relied.shown in in_time:
            continue
        text = relied.bare if relied.place else relied.text
        key = f"told_{relied.standing}" + ("_evidence" if relied.note else "")
        text = wording.sentence(key, text=text, note=relied.note)
        if relied.place is None:
            others.setdefault(relied.clause, []).append((told(relied)[1], text))
        else:
            place = relied.place
            totals[place.fact] = place.record, place.total
            records.setdefault((place.fact, (place.number, place.ordinal)), []).append(text)
    if not records and sum(map(len, others.values())) <= MOST_TOGETHER and others:
        others = {"": sorted(found for texts in others.values() for found in texts)}
    of_clauses = (Matter("", _prose(wording, [text for _, text in texts])) for texts in others.values())
    return (*_of_records(wording, records, totals), *of_clauses)


def _of_records(
    wording: Wording, records: dict[tuple[str, Counted], list[str]], totals: dict[str, tuple[p.Record, int]]
) -> tuple[Matter, ...]:
    alike: dict[tuple[str, str], list[Counted]] = {}
    for (name, counted), texts in records.items():
        alike.setdefault((name, _prose(wording, texts)), []).append(counted)
    found = []
    for (name, text), numbers in alike.items():
        record, total = totals[name]
        title = capital(wording.phrase(record.text))
        if total > 1:
            shown = wording.tongue.record_numbers(ordinal for _, ordinal in numbers)
            title = wording.sentence("matter_many" if len(numbers) > 1 else "matter_one", record=title, numbers=shown)
        found.append(Matter(title, text))
    return tuple(found)


def _prose(wording: Wording, texts: list[str]) -> str:
    """Facts as sentences: what is said of one thing together, other plain ones a few in each, others by themselves."""
    spoken: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        subject, said = ("", text) if any(mark in text for mark in _PARTED) else wording.tongue.parted(text)
        spoken.setdefault(subject or text, []).append(said)
    sentences: list[list[str]] = []
    for subject, parts in spoken.items():
        for at in range(0, len(parts), MOST_IN_SENTENCE):
            told = wording.tongue.said_of_one(parts[at : at + MOST_IN_SENTENCE])
            whole = told if subject in parts else f"{subject} {told}"
            alone = len(parts) > 1 or any(mark in whole for mark in _PARTED)
            if alone or not sentences or len(sentences[-1]) == MOST_IN_SENTENCE:
                sentences.append([])
            sentences[-1].append(whole)
            if alone:
                sentences.append([])
    return ". ".join(capital(wording.tongue.together(sentence)) for sentence in sentences if sentence)
