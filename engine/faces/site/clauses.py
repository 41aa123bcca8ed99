"""The pages of a document: its overview, and one page for each clause."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from dsl.typed import program as p
from engine.faces.site import links
from engine.faces.site.abreast import abreast
from engine.faces.site.norms import Entries
from engine.faces.site.pages import Maker, Page, remembered
from engine.faces.site.pictures import Pictures
from engine.faces.site.scribe import Scribe
from engine.faces.site.structure import structure
from engine.faces.site.volumes import Told, Volume
from engine.model.ledger import Ledger
from engine.print.markdown_text import plain
from engine.tongues.writing import capital

MOST_SCENARIOS = 12
"""How many scenarios a clause's page lists; the pages of the questions have them all."""


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """One edition in the picker; `link` is empty for the one shown."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A scenario in a table: what was asked, and the answer."""

    title: str
    question: str
    answer: str


def document_pages(maker: Maker, volume: Volume) -> Iterator[Page]:
    """The overview and the clauses of one edition."""
    yield _overview(maker, volume)
    states = [other.state for other in maker.state.editions(volume.document)]
    told = [(t.title, t.answer, t.shown, t.ordinary) for t in maker.state.told if t.document == volume.document]
    digest = repr((str(maker.state.folder), states, hash(repr(told)), maker.state.passages.get(volume.document)))
    for clause in volume.clauses:
        path = links.clause_page(volume, clause.number)
        yield remembered(maker.language, path, digest, partial(_clause, maker, volume, clause))


def editions(maker: Maker, volume: Volume, scribe: Scribe, number: str | None = None) -> tuple[EditionChoice, ...]:
    """The editions to choose from, on the page of a clause or on an overview."""
    found = []
    for other in maker.state.editions(volume.document):
        label = maker.scribe(other, scribe.here).edition()
        target = links.clause_page(other, number) if number in other.program.clauses else links.document_page(other)
        found.append(EditionChoice(label, "" if other is volume else links.relative(target, scribe.here)))
    return tuple(found)


def told_rows(maker: Maker, scribe: Scribe, told: list[Told], with_question: bool = True) -> list[ToldRow]:
    """Scenarios as rows of a table, linked to their worked opinion where there is one."""
    questions = maker.state.questions
    rows = []
    for one in told:
        title = plain(one.title[maker.language])
        if one.opinion:
            title = scribe.link(title, f"{links.opinion_page(one.question)}#{opinion_anchor(one)}")
        question, norm = questions.get(one.question), scribe.program.norms.get(one.question)
        asked = one.question
        if question is not None:
            asked = scribe.link(scribe.say_question(question), links.question_page(one.question))
        elif norm is not None:
            asked = scribe.declared(norm)
        rows.append(ToldRow(title, asked if with_question else "", answer_of(maker, one)))
    return rows


def opinion_anchor(told: Told) -> str:
    """Where a scenario's opinion stands on its page."""
    from hashlib import blake2b

    return "case-" + blake2b(f"{told.identifier}{told.document}".encode(), digest_size=4).hexdigest()


def answer_of(maker: Maker, told: Told) -> str:
    """The answer of a scenario in a few words."""
    word = plain(told.shown[maker.language]) if told.answer == "value" else maker.words[f"a_{told.answer}"]
    return maker.words["a_ordinarily"].format(answer=word) if told.ordinary else word


def _overview(maker: Maker, volume: Volume) -> Page:
    here = links.document_page(volume)
    scribe = maker.scribe(volume, here)
    found = volume.ledger_in(maker.state.folder)
    parties = dict.fromkeys(
        name
        for norm in volume.program.norms.values()
        for name in (*norm.bearers, *norm.counterparties)
        if isinstance(name, str)
    )
    rows = [
        (
            scribe.clause(clause.number),
            scribe.sentence(clause.gist) if clause.gist else "",
            len(volume.ambiguities[clause.number]),
        )
        for clause in volume.clauses
    ]
    silences = [
        (
            scribe.sentence(silence.text),
            [scribe.question(q) for q in silence.questions if q in volume.program.questions],
            scribe.cite(silence.nearest),
            [scribe.term("external", name) for name in silence.look],
        )
        for silence in volume.program.silences
    ]
    title = maker.phrase(volume.entry.title)
    return maker.page(
        here,
        title,
        "document",
        hide=("toc",),
        editions=editions(maker, volume, scribe),
        edition=scribe.edition(),
        parties=[capital(scribe.term("party", name)) for name in parties],
        is_newest=volume.is_newest,
        coverage=_coverage(maker, found),
        ledger=links.relative(links.ledger_page(volume), here),
        ambiguities=links.relative(links.ambiguity_page(volume), here),
        rows=rows,
        silences=silences,
        structure=structure(volume, scribe),
    )


def _coverage(maker: Maker, found: Ledger | None) -> str:
    if found is None:
        return ""
    return maker.words["coverage_line"].format(total=len(found.rows), **found.counts)


def _clause(maker: Maker, volume: Volume, clause: p.Clause) -> Page:
    here = links.clause_page(volume, clause.number)
    scribe = maker.scribe(volume, here)
    entries, number = Entries(scribe), clause.number
    told = _told_on(maker, volume, number)
    neighbours = [c.number for c in volume.clauses]
    at = neighbours.index(number)
    return maker.page(
        here,
        scribe.clause_title(number),
        "clause",
        hide=("toc",),
        editions=editions(maker, volume, scribe, number),
        is_newest=volume.is_newest,
        document=scribe.link(plain(maker.phrase(volume.entry.title)), links.document_page(volume)),
        gist=scribe.sentence(clause.gist) if clause.gist else "",
        passages=abreast(maker, volume, scribe, number),
        own=maker.opening(here, volume, number),
        has_words=volume.is_newest and volume.document in maker.state.passages,
        others=[(entries.controversy(a), scribe.declared(a)) for a in _elsewhere(volume, number)],
        told=told_rows(maker, scribe, told[:MOST_SCENARIOS]),
        more_told=max(0, len(told) - MOST_SCENARIOS),
        elsewhere=_where_told(scribe, told[MOST_SCENARIOS:]),
        picture=Pictures(scribe).of_clause(number),
        below=[
            scribe.clause(other)
            for other in neighbours
            if other.startswith(f"{number}.") and other.count(".") == number.count(".") + 1
        ],
        before=scribe.clause(neighbours[at - 1]) if at else "",
        following=scribe.clause(neighbours[at + 1]) if at + 1 < len(neighbours) else "",
        questions=[scribe.question(q) for q in volume.questions_of_clause.get(number, ())],
    )


def _told_on(maker: Maker, volume: Volume, number: str) -> list[Told]:
    """The scenarios that come upon what a clause states, those that do so most first."""
    groups = (volume.norms, volume.exceptions, volume.values, volume.ambiguities)
    names = {node.name for group in groups for node in group[number]}
    told = [
        one
        for one in maker.state.told
        if one.document == volume.document and one.touched & names and one.edition == volume.edition
    ]
    return sorted(told, key=lambda one: -len(one.touched & names) / max(1, len(one.touched)))


def _where_told(scribe: Scribe, told: list[Told]) -> list[str]:
    """The pages that have these scenarios, with how many each has."""
    questions = scribe.program.questions
    return [
        f"{scribe.question(name)} ({number})"
        for name, number in Counter(one.question for one in told).most_common()
        if name in questions
    ]


def _elsewhere(volume: Volume, number: str) -> list[p.Ambiguity]:
    """The ambiguities about the words of a clause that are stated under another."""
    return [
        ambiguity
        for ambiguity in volume.program.ambiguities.values()
        if volume.home_of(ambiguity) != number and number in {c.split(" ", 1)[0] for c in ambiguity.citations}
    ]
