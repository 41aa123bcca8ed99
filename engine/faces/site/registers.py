"""The registers: ambiguities and ledger of each document, and the glossary that they share."""

import re
from collections.abc import Iterator
from typing import Any

from dsl.typed import program as p
from engine.faces.site import links
from engine.faces.site.norms import Entries
from engine.faces.site.pages import Maker, Page
from engine.faces.site.scribe import Scribe
from engine.faces.site.searching import fold
from engine.faces.site.volumes import Volume
from engine.model.staleness import NOTHING
from engine.print.markdown_text import plain
from engine.tongues.writing import capital

MOST_USES = 6
FactRow = tuple[str, str, str, str, str]
"""Anchor, label, question, type, and where a fact is used."""


def register_pages(maker: Maker) -> Iterator[Page]:
    """Every register, with the page that leads to them."""
    words, here = maker.words, "registers/index.md"
    items = []
    for volume in maker.state.newest:
        title = plain(maker.phrase(volume.entry.title))
        items.append(
            links.linked(f"{words['ambiguities']}{words['colon']} {title}", links.ambiguity_page(volume), here)
        )
        items.append(links.linked(f"{words['ledger']}{words['colon']} {title}", links.ledger_page(volume), here))
    items += [
        links.linked(words[key], f"glossary/{key}.md", here) for key in ("actions", "facts", "judgements", "outside")
    ]
    yield maker.page(here, words["registers"], "list", lead=words["registers_lead"], items=items)
    for volume in maker.state.newest:
        yield _ambiguities(maker, volume)
        yield _ledger(maker, volume)
    yield _actions(maker)
    yield _facts(maker, "facts")
    yield _facts(maker, "judgements")
    yield _outside(maker)


def _ambiguities(maker: Maker, volume: Volume) -> Page:
    here = links.ambiguity_page(volume)
    scribe = maker.scribe(volume, here)
    entries = Entries(scribe)
    groups = [
        (
            scribe.clause(clause.number),
            links.anchor_of_clause(clause.number),
            [entries.controversy(a) for a in volume.ambiguities[clause.number]],
        )
        for clause in volume.clauses
        if volume.ambiguities[clause.number]
    ]
    title = f"{maker.words['ambiguities']} – {maker.phrase(volume.entry.title)}"
    return maker.page(
        here,
        title,
        "ambiguities",
        groups=groups,
        counted=[(title, anchor, len(found)) for title, anchor, found in groups],
    )


def _ledger(maker: Maker, volume: Volume) -> Page:
    here = links.ledger_page(volume)
    scribe, words = maker.scribe(volume, here), maker.words
    found = volume.ledger_in(maker.state.folder)
    state = volume.knowledge.staleness or NOTHING
    names = {
        "encoded": words["encoded"],
        "inert": words["state_inert"],
        "external": words["state_external"],
        "none": words["state_none"],
    }
    groups: dict[str, list[tuple[str, str, str, str]]] = {}
    for row in found.rows if found else ():
        detail = _named(scribe, row.names) if row.standing == "encoded" else scribe.sentence(row.reason)
        marks = [plain(mark) for mark in state.marks(row.locator, maker.language)]
        told = (scribe.cite((row.locator,)), names[row.standing], " · ".join([detail, *marks]), row.standing)
        clause = row.locator.split(" ", 1)[0]
        title = plain(scribe.clause_title(clause)) if clause in scribe.program.clauses else clause
        groups.setdefault(title, []).append(told)
    coverage = words["coverage_line"].format(total=len(found.rows), **found.counts) if found else words["no_ledger"]
    title = f"{words['ledger']} – {maker.phrase(volume.entry.title)}"
    return maker.page(here, title, "ledger", coverage=coverage, groups=list(groups.items()))


def _named(scribe: Scribe, names: tuple[str, ...]) -> str:
    program, found = scribe.program, []
    for name in names:
        node: Any = (
            program.norms.get(name)
            or program.exceptions.get(name)
            or program.values.get(name)
            or program.ambiguities.get(name)
        )
        if node is not None:
            found.append(scribe.declared(node))
    return scribe.in_a_row(found)


def _actions(maker: Maker) -> Page:
    here = "glossary/actions.md"
    terms = {name: term for name, term in maker.state.terms.items() if term.kind == "action"}
    kinds: dict[str, list[str]] = {}
    for term in terms.values():
        for parent in term.kinds:
            kinds.setdefault(parent, []).append(term.name)
    scribe = maker.first(here)
    used: dict[str, dict[tuple[str, str], str]] = {}
    for volume in maker.state.newest:
        own = maker.scribe(volume, here)
        for norm in volume.program.norms.values():
            kind, place = maker.words[norm.kind].lower(), own.cite(norm.citations[:1])
            used.setdefault(norm.action, {}).setdefault((kind, place), f"{own.declared(norm, kind)} ({place})")

    def lines(name: str, depth: int) -> Iterator[str]:
        term = terms[f"action:{name}"]
        uses = list(used.get(name, {}).values())
        shown = ", ".join(uses[:MOST_USES]) + (
            f" {maker.words['more_facts'].format(number=len(uses) - MOST_USES)}" if len(uses) > MOST_USES else ""
        )
        yield f"{'    ' * depth}- **{capital(scribe.say(term.text))}**{' – ' + shown if shown else ''}"
        for child in kinds.get(name, ()):
            yield from lines(child, depth + 1)

    roots = [term.name for term in terms.values() if not any(f"action:{parent}" in terms for parent in term.kinds)]
    groups = sorted(roots, key=lambda name: (not kinds.get(name), scribe.say(terms[f"action:{name}"].text).casefold()))
    return maker.page(
        here,
        maker.words["actions"],
        "list_of_lines",
        lead=maker.words["actions_lead"],
        lines=[line for name in groups for line in lines(name, 0)],
    )


def _facts(maker: Maker, key: str) -> Page:
    here = f"glossary/{key}.md"
    rows, seen = [], set()
    records: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}
    for volume in maker.state.newest:
        scribe = maker.scribe(volume, here)
        for fact in volume.program.facts.values():
            is_wanted = (fact.kind == "judgement") == (key == "judgements")
            if is_wanted and fact.name not in seen and fact.name not in volume.program.nested:
                seen.add(fact.name)
                rows.append(_fact(maker, scribe, fact))
        for record in volume.program.records.values():
            fields = [
                (
                    capital(scribe.say(field.text)),
                    plain(maker.phrase(field.ask)) if field.ask else "",
                    scribe.type(field.type),
                )
                for field in record.fields
                if (field.kind == "judgement") == (key == "judgements")
            ]
            if fields:
                records.setdefault(record.name, (capital(scribe.say(record.text)), fields))
    return maker.page(
        here,
        maker.words[key],
        "facts",
        lead=maker.words[f"{key}_lead"],
        groups=_by_letter(rows, maker.words["articles"]),
        records=[(name, *found) for name, found in records.items()],
    )


def _by_letter(rows: list[FactRow], articles: str) -> list[tuple[str, list[FactRow]]]:
    """The entries by the letter that their label begins with, accents and the article aside."""
    begins = re.compile(rf"(?:{'|'.join(map(re.escape, fold(articles).split()))})[\s’']\s*")

    def entered(row: FactRow) -> str:
        return begins.sub("", fold(row[1]), count=1) if begins.match(fold(row[1])) else fold(row[1])

    found: dict[str, list[FactRow]] = {}
    for row in sorted(rows, key=entered):
        found.setdefault(entered(row)[:1].upper(), []).append(row)
    return list(found.items())


def _fact(maker: Maker, scribe: Scribe, fact: p.Fact) -> FactRow:
    """Anchor, label, question, type, and where it is used, in every document."""
    used = []
    for volume in maker.state.newest:
        own = maker.scribe(volume, scribe.here)
        readers = volume.readers_of(fact.name, fact.kind) if fact.name in volume.program.facts else []
        for clause in dict.fromkeys(volume.home_of(node) for node in readers):
            used.append(own.link(plain(volume.citer.cite(clause, maker.language)), links.clause_page(volume, clause)))
    kind = "" if fact.kind in ("fact", "judgement") else f" ({maker.words.get(fact.kind, fact.kind)})"
    if fact.external:
        kind = f" ({scribe.term('external', fact.external)})"
    asked = plain(maker.phrase(fact.ask)) if fact.ask else ""
    return (
        links.anchor(fact.name),
        capital(scribe.say(fact.text)) + kind,
        asked,
        scribe.type(fact.type),
        ", ".join(used),
    )


def _outside(maker: Maker) -> Page:
    here = "glossary/outside.md"
    scribe = maker.first(here)
    rows = []
    for term in maker.state.terms.values():
        if term.kind != "external":
            continue
        referred, decides = [], []
        for volume in maker.state.newest:
            own = maker.scribe(volume, here)
            referred += [own.cite(s.passages) for s in volume.program.standings if not s.inert and s.kind == term.name]
            decides += [
                own.link(own.say(f.text), links.fact_place(f.name, f.kind))
                for f in volume.program.facts.values()
                if f.external == term.name
            ]
        rows.append((capital(scribe.say(term.text)), scribe.in_a_row(referred), scribe.in_a_row(decides)))
    return maker.page(here, maker.words["outside"], "outside", lead=maker.words["outside_lead"], rows=rows)
