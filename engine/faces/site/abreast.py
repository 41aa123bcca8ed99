"""The text of a clause and what it states, abreast: passage by passage, each with its address.

Where the reader's own copy is at hand, its words stand beside the norms; else only what the passage comes to.
"""

from collections.abc import Iterator

from dsl.frozen import dataclass, replace
from dsl.locator import Locator
from dsl.typed import program as p
from engine.faces.site.norms import Controversy, Entries, Entry
from engine.faces.site.pages import Maker
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import Declared, Volume
from engine.model.ledger import LedgerRow
from engine.print.markdown_text import plain
from engine.tongues.writing import capital


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: where it stands, its words or "", why it has no effect or "", and what it states.

    `elsewhere` are what it states together with another passage, at which it is described.
    """

    anchor: str
    place: str
    words: str
    reason: str
    norms: tuple[Entry, ...]
    exceptions: tuple[Entry, ...]
    controversies: tuple[Controversy, ...]
    values: tuple[Entry, ...]
    elsewhere: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show beside its place."""
        stated = (*self.norms, *self.exceptions, *self.controversies, *self.values, *self.elsewhere)
        return not (self.words or self.reason or stated)


def abreast(maker: Maker, volume: Volume, scribe: Scribe, number: str) -> list[Passage]:
    """The passages of a clause in the document's order, each with what is stated by it first."""
    words = maker.state.passages.get(volume.document, {}) if volume.is_newest else {}
    rows = {row.locator: row for row in _rows(maker, volume, number)}
    stated: dict[str, list[Declared]] = {}
    places = {locator: Locator.parse(locator) for locator in rows}
    for node in _declared(volume, number):
        own = [locator for locator in node.citations if locator.split(" ", 1)[0] == number]
        place = _place(own[0] if own else number, places)
        stated.setdefault(place, []).append(node)
    for locator in stated:
        places.setdefault(locator, Locator.parse(locator))
    entries = Entries(scribe)
    made = [
        _passage(scribe, entries, locator, words.get(locator, ""), rows.get(locator), stated.get(locator, []))
        for locator in _in_order(rows, places)
    ]
    return [passage for passage in made if not passage.is_empty]


def _rows(maker: Maker, volume: Volume, number: str) -> list[LedgerRow]:
    found = volume.ledger_in(maker.state.folder)
    return [row for row in found.rows if Locator.parse(row.locator).clause == number] if found else []


def _declared(volume: Volume, number: str) -> Iterator[Declared]:
    for group in (volume.norms, volume.exceptions, volume.ambiguities, volume.values):
        yield from group[number]


def _place(locator: str, places: dict[str, Locator]) -> str:
    """The passage at which something that cites a place stands: the first that lies in it, or that it lies in."""
    if locator in places:
        return locator
    wanted = Locator.parse(locator)
    within = [other for other, place in places.items() if wanted.contains(place) and not place.heading]
    around = [other for other, place in places.items() if place.contains(wanted)]
    return (within or around or [locator])[0]


def _in_order(rows: dict[str, LedgerRow], places: dict[str, Locator]) -> list[str]:
    """The document's own order; what the ledger doesn't list comes where its number puts it."""
    order = list(rows)
    for locator in sorted(set(places) - set(rows), key=lambda one: places[one]):
        at = next((i for i, other in enumerate(order) if places[other] > places[locator]), len(order))
        order.insert(at, locator)
    return order


def _passage(
    scribe: Scribe, entries: Entries, locator: str, words: str, row: LedgerRow | None, stated: list[Declared]
) -> Passage:
    volume = scribe.volume
    reason = ""
    if row is not None and row.standing in ("inert", "external"):
        reason = scribe.sentence(row.reason)
        if row.standing == "external":
            reason = f"{capital(scribe.term('external', row.names[0]))}{scribe.words['colon']} {reason}"
    here = {node.name for node in stated}
    rules: dict[str, Declared] = {**scribe.program.norms, **scribe.program.exceptions}
    others = () if here or row is None else tuple(rules[name] for name in row.names if name in rules)
    return Passage(
        volume.citer.eid(locator),
        capital(plain(volume.citer.cite(locator, scribe.language))),
        plain(words),
        reason,
        tuple(_shorter(entries.norm(node), node, locator) for node in stated if isinstance(node, p.Norm)),
        tuple(_shorter(entries.exception(node), node, locator) for node in stated if isinstance(node, p.Exception_)),
        tuple(entries.controversy(node) for node in stated if isinstance(node, p.Ambiguity)),
        tuple(entries.value(node) for node in stated if isinstance(node, p.Value)),
        tuple(scribe.declared(node, capital(scribe.say(node.text))) for node in others),
    )


def _shorter(entry: Entry, node: Declared, locator: str) -> Entry:
    """An entry without its citation, where that only repeats the passage at which it stands."""
    return replace(entry, citation="") if node.citations == (locator,) else entry
