"""The documents against each other, topic by topic, and on what they say of notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dsl.norm_kinds import NORM_KINDS
from dsl.typed import program as p
from engine.desk.counsel_files import CounselFiles
from engine.faces.site import links
from engine.faces.site.norms import Entries
from engine.faces.site.pages import Maker, Page
from engine.faces.site.questions import answer_in_prose, difference_of, general_of
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import Declared, Volume
from engine.print.markdown_text import plain
from engine.tongues import tags
from engine.tongues.writing import capital

MOST_CONDITIONS = 8
"""How many lines a list of conditions may have to stand in a comparison; the question's page has longer ones."""


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


def contents(maker: Maker, files: CounselFiles) -> tuple[list[Comparison], list[Start]]:
    """What `site.toml` sets out; what the clauses at hand don't have is passed over.

    One document is compared with nothing.
    """
    questions, topics, terms = maker.state.questions, maker.state.topics(), maker.state.terms
    found, placed = [], set()
    for item in files.comparisons if len(maker.state.newest) > 1 else ():
        names = [q.name for topic in item.get("topics", ()) for q in topics.get(topic, ())]
        names += [name for name in item.get("questions", ()) if name in questions]
        placed |= set(item.get("topics", ()))
        if names or item.get("qualifier"):
            found.append(
                Comparison(item["name"], _phrase(item), tuple(dict.fromkeys(names)), item.get("qualifier", ""))
            )
    for topic, own in topics.items():
        if topic not in placed | {comparison.name for comparison in found} and len(maker.state.newest) > 1:
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
        for item in files.starts
    ]
    return found, starts


def _phrase(item: Mapping[str, Any]) -> p.Phrase:
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
            links.linked(plain(capital(maker.phrase(c.title))), links.comparison_page(c.name), here)
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
        told = [_told(maker, volume, scribe, question) for volume, scribe in zip(volumes, scribes, strict=True)]
        told = [f"**{difference}**" if (difference := difference_of(maker, question)) else "", *told]
        rows.append((scribes[0].link(scribes[0].say_question(question), links.question_page(name)), name, told))
    qualified = (
        [
            (
                plain(maker.phrase(volume.entry.title)),
                volume.document,
                _qualified(volume, scribe, comparison.qualifier),
            )
            for volume, scribe in zip(volumes, scribes, strict=True)
        ]
        if comparison.qualifier
        else []
    )
    title = capital(maker.phrase(comparison.title))
    return maker.page(
        here,
        title,
        "comparison",
        lead=maker.words["compare_lead"],
        rows=rows,
        qualified=qualified,
        qualifier=maker.words.get(comparison.qualifier, ""),
        titles=[plain(maker.phrase(volume.entry.title)) for volume in volumes],
    )


def _told(maker: Maker, volume: Volume, scribe: Scribe, question: p.Question) -> str:
    """What a document says on a question, with the clauses where it says it; empty where it says nothing."""
    general = general_of(maker, volume, question)
    if general.bearing == "silent":
        return ""
    nodes: list[Declared] = [*general.norms]
    if not nodes:
        nodes = [volume.program.values[question.target or ""]]
    clauses = dict.fromkeys(volume.home_of(node) for node in nodes)
    cited = ", ".join(
        scribe.link(plain(volume.citer.cite(number, maker.language)), links.clause_page(volume, number))
        for number in clauses
    )
    answer, conditions = answer_in_prose(scribe, question, general)
    if conditions and len(conditions) <= MOST_CONDITIONS:
        return "\n\n".join((f"{plain(general.document)}{maker.words['colon']} {answer}", "\n".join(conditions)))
    places = f'<span class="places" markdown>{cited}</span>'
    return f"{plain(general.document)}{maker.words['colon']} {plain(general.sentence)} {places}"


def _qualified(volume: Volume, scribe: Scribe, qualifier: str) -> list[tuple[str, str, str, str]]:
    """The norms that say something of notice, form or the like: gist, what they say, what they reach, citation."""
    entries = Entries(scribe)
    rows = []
    for norm in volume.program.norms.values():
        stated = [q for q in norm.qualifiers if q.kind == qualifier]
        required = [c for c in norm.conditions if c.kind == qualifier]
        if (not stated and not required) or NORM_KINDS[norm.kind].is_about_answering:
            continue
        texts = [scribe.say(q.text) if q.text else scribe.words[f"no_{qualifier}"] for q in stated]
        texts += [
            f"{scribe.words['required']}{scribe.words['colon']} {entries.conditions.said(c.expression).inline()}"
            for c in required
        ]
        rows.append(
            (
                scribe.declared(norm, scribe.heading(norm)),
                scribe.in_a_row(texts),
                scribe.words[norm.kind],
                scribe.cite(norm.citations),
            )
        )
    rows.sort(key=lambda row: row[1] == scribe.words[f"no_{qualifier}"])
    return rows
