"""Both documents against each other, topic by topic, and on what they say of notice."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dsl.norm_kinds import NORM_KINDS
from dsl.typed import program as p
from engine.faces.site import links
from engine.faces.site.links import plain
from engine.faces.site.norms import Entries
from engine.faces.site.pages import Maker, Page
from engine.faces.site.questions import bases, verdict
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import Volume
from engine.tongues import tags
from engine.tongues.writing import capital


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page that compares: its title, the questions on it, and the qualifiers whose norms it lists."""

    name: str
    title: p.Phrase
    questions: tuple[str, ...]
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """A way in that the home page offers: a question of everyday life and where its answer stands."""

    text: p.Phrase
    question: str
    clause: tuple[str, str]
    ambiguity: tuple[str, str]
    comparison: str
    scenario: str


def contents(maker: Maker, path: Path) -> tuple[list[Comparison], list[Start]]:
    """What `site/contents.toml` sets out; what the clauses at hand don't have is passed over."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    questions, topics, terms = maker.state.questions, maker.state.topics(), maker.state.terms
    found, placed = [], set()
    for item in raw.get("comparison", ()):
        names = [q.name for topic in item.get("topics", ()) for q in topics.get(topic, ())]
        names += [name for name in item.get("questions", ()) if name in questions]
        placed |= set(item.get("topics", ()))
        if names or item.get("qualifier"):
            found.append(
                Comparison(item["name"], _phrase(item), tuple(dict.fromkeys(names)), item.get("qualifier", ""))
            )
    for topic, own in topics.items():
        if topic not in placed:
            found.append(Comparison(topic, terms[f"topic:{topic}"].text, tuple(q.name for q in own)))
    starts = [
        Start(
            _phrase(item),
            item.get("question", ""),
            tuple(item.get("clause", ("", ""))),
            tuple(item.get("ambiguity", ("", ""))),
            item.get("comparison", ""),
            item.get("scenario", ""),
        )
        for item in raw.get("start", ())
    ]
    return found, starts


def featured(path: Path) -> frozenset[str]:
    """The titles of the scenarios that the home page leads to."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return frozenset(item["scenario"] for item in raw.get("start", ()) if "scenario" in item)


def _phrase(item: dict[str, Any]) -> p.Phrase:
    return p.Phrase({tag: item[tag] for tag in tags() if tag in item})


def comparison_pages(maker: Maker, comparisons: list[Comparison]) -> Iterator[Page]:
    """The overview of the comparisons, and a page for each."""
    here = "compared/index.md"
    yield maker.page(
        here,
        maker.words["compared"],
        "list",
        lead=maker.words["compare_lead"],
        items=[
            links.linked(plain(capital(c.title.in_language(maker.language))), links.comparison_page(c.name), here)
            for c in comparisons
        ],
    )
    for comparison in comparisons:
        yield _page(maker, comparison)


def _page(maker: Maker, comparison: Comparison) -> Page:
    here = links.comparison_page(comparison.name)
    volumes = maker.state.newest
    scribes = [maker.scribe(volume, here) for volume in volumes]
    rows = []
    for name in comparison.questions:
        question = maker.state.questions[name]
        cells = [_cell(maker, volume, scribe, question) for volume, scribe in zip(volumes, scribes, strict=True)]
        rows.append((scribes[0].link(scribes[0].say_question(question), links.question_page(name)), cells))
    qualified = (
        [
            (
                plain(volume.entry.title.in_language(maker.language)),
                volume.document,
                _qualified(volume, scribe, comparison.qualifier),
            )
            for volume, scribe in zip(volumes, scribes, strict=True)
        ]
        if comparison.qualifier
        else []
    )
    norms = []
    for name in comparison.questions:
        question = maker.state.questions[name]
        found = [list(bases(scribe, question)) for scribe in scribes]
        if sum(bool(own) for own in found) and question.asks != "breach":
            norms.append((scribes[0].say_question(question), name, found))
    title = capital(comparison.title.in_language(maker.language))
    return maker.page(
        here,
        title,
        "comparison",
        lead=maker.words["compare_lead"],
        rows=rows,
        norms=norms,
        qualified=qualified,
        qualifier=maker.words.get(comparison.qualifier, ""),
        titles=[plain(volume.entry.title.in_language(maker.language)) for volume in volumes],
    )


def _cell(maker: Maker, volume: Volume, scribe: Scribe, question: p.Question) -> str:
    asked = volume.knowledge.asked(question.name) if question.name in volume.program.questions else None
    is_silent = asked is None or asked.root is None
    abstract = maker.state.abstract.get((volume.document, volume.edition, question.name))
    text = verdict(maker, abstract, is_silent)
    if is_silent or asked is None:
        return text
    names = [ground.norm for ground in asked.grounds] or [question.target or ""]
    nodes = [volume.program.norms.get(name) or volume.program.values[name] for name in names]
    clauses = dict.fromkeys(volume.home_of(node) for node in nodes)
    cited = [
        scribe.link(plain(volume.citer.cite(number, maker.language)), links.clause_page(volume, number))
        for number in clauses
    ]
    return f"{text}<br>{', '.join(cited)}"


def _qualified(volume: Volume, scribe: Scribe, qualifier: str) -> list[tuple[str, str, str, str]]:
    """The norms that say something of notice, form or the like: gist, what they say, what they reach, citation."""
    entries = Entries(scribe)
    rows = []
    for norm in volume.program.norms.values():
        stated = [q for q in norm.qualifiers if q.kind == qualifier]
        required = [c for c in norm.conditions if c.kind == qualifier]
        if (not stated and not required) or NORM_KINDS[norm.kind].is_about_answering:
            continue
        texts = [scribe.say(q.text) if q.text else scribe.words["nothing_stated"] for q in stated]
        texts += [
            f"{scribe.words['required']}{scribe.words['colon']} {entries.conditions.said(c.expression).inline()}"
            for c in required
        ]
        rows.append(
            (
                scribe.declared(norm, scribe.heading(norm)),
                "; ".join(texts),
                scribe.words[norm.kind],
                scribe.cite(norm.citations),
            )
        )
    rows.sort(key=lambda row: row[1] == scribe.words["nothing_stated"])
    return rows
