"""The home page: what can be asked, the ways in, and how far the terms are encoded."""

from engine.faces.site import links
from engine.faces.site.clauses import ledger_of, opinion_anchor
from engine.faces.site.comparisons import Comparison, Start
from engine.faces.site.links import plain
from engine.faces.site.pages import Maker, Page
from engine.faces.site.volumes import Volume
from engine.tongues.writing import capital

_ANSWERS = ("decided", "facts", "reading", "silent", "impossible")
"""The kinds of answers, as the home page tells them apart."""


def home_page(maker: Maker, comparisons: list[Comparison], starts: list[Start]) -> Page:
    """The first page."""
    here, words = "index.md", maker.words
    scribe = maker.first(here)
    documents = []
    for volume in maker.state.newest:
        own = maker.scribe(volume, here)
        found = ledger_of(maker, volume)
        coverage = words["coverage_line"].format(total=len(found.rows), **found.counts) if found else ""
        documents.append(
            (
                own.link(plain(volume.entry.title.in_language(maker.language)), links.document_page(volume)),
                own.edition(),
                coverage,
                len(volume.program.norms),
                len(volume.program.exceptions),
                len(volume.program.ambiguities),
            )
        )
    topics = [
        (
            scribe.link(scribe.topic(topic), f"questions/index.md#{links.anchor(topic)}"),
            [scribe.link(scribe.say_question(q), links.question_page(q.name)) for q in questions[:3]],
            len(questions),
        )
        for topic, questions in maker.state.topics().items()
    ]
    return maker.page(
        here,
        words["home"],
        "home",
        documents=documents,
        topics=topics,
        starts=_starts(maker, starts, comparisons),
        comparisons=[
            links.linked(plain(capital(c.title.in_language(maker.language))), links.comparison_page(c.name), here)
            for c in comparisons
        ],
        questions=len(maker.state.questions),
        answers=[(words[f"answer_{kind}"], words[f"answer_{kind}_means"]) for kind in _ANSWERS],
        example=(next(iter(maker.state.questions), ""), maker.state.newest[0].document),
    )


def _starts(maker: Maker, starts: list[Start], comparisons: list[Comparison]) -> list[str]:
    """The ways in, linked; one whose target the clauses don't have is left out."""
    found, here = [], "index.md"
    for start in starts:
        target = _target(maker, start, comparisons)
        told = next((one for one in maker.state.told if start.scenario in one.title.values() and one.opinion), None)
        if told is not None:
            case = f"{links.opinion_page(told.question)}#{opinion_anchor(told)}"
            text = links.linked(plain(start.text.in_language(maker.language)), case, here)
            found.append(f"{text} ({links.linked(maker.words['question'].lower(), target or case, here)})")
        elif target:
            found.append(links.linked(plain(start.text.in_language(maker.language)), target, here))
    return found


def _target(maker: Maker, start: Start, comparisons: list[Comparison]) -> str:
    if start.question in maker.state.questions:
        return links.question_page(start.question)
    if start.comparison in {c.name for c in comparisons}:
        return links.comparison_page(start.comparison)
    volume, number = _volume(maker, start.clause[0]), start.clause[1]
    if volume and number in volume.program.clauses:
        return links.clause_page(volume, number)
    volume, name = _volume(maker, start.ambiguity[0]), start.ambiguity[1]
    if volume and name in volume.program.ambiguities:
        return f"{links.ambiguity_page(volume)}#{links.anchor(name)}"
    return ""


def _volume(maker: Maker, document: str) -> Volume | None:
    return next((volume for volume in maker.state.newest if volume.document == document), None)
