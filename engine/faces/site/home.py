"""The home page: what can be asked, the ways in, and how far the terms are encoded."""

from html import escape

from engine.explain.in_general import document_name
from engine.faces.site import links
from engine.faces.site.clauses import opinion_anchor
from engine.faces.site.comparisons import Comparison, Start
from engine.faces.site.pages import Maker, Page
from engine.faces.site.revisions import WALK
from engine.faces.site.volumes import Volume
from engine.print.markdown_text import plain
from engine.tongues import tags, tongue
from engine.tongues.writing import capital

_ANSWERS = ("decided", "facts", "reading", "silent", "impossible")
"""The kinds of answers, as the home page tells them apart."""
MOST_REPORTS = 5
"""How many revisions the home page lists; the page of the revisions has them all."""


def home_page(maker: Maker, comparisons: list[Comparison], starts: list[Start], reports: list[Page]) -> Page:
    """The first page. `reports` are the revision reports, latest first."""
    here, words = "index.md", maker.words
    scribe = maker.first(here)
    newest = maker.state.newest
    topics = [
        (
            scribe.link(scribe.topic(topic), f"questions/index.md#{topic}"),
            [scribe.link(scribe.say_question(q), links.question_page(q.name)) for q in questions[:3]],
            len(questions),
        )
        for topic, questions in maker.state.topics().items()
    ]
    names = [document_name(volume.program, maker.language) for volume in newest]
    number = tongue(maker.language).number_word(len(newest))
    lead = capital(words.say("home_lead_one" if len(newest) == 1 else "home_lead_many", number=number))
    return maker.page(
        here,
        words["home"],
        "home",
        hide=("navigation", "toc"),
        lead=f"{plain(tongue(maker.language).together(names))}. {lead}",
        documents=[told for volume in newest if (told := _document(maker, volume))[1]],
        elsewhere=[_elsewhere(volume) for volume in maker.state.elsewhere],
        ask=maker.asking(here),
        topics=topics,
        starts=_starts(maker, starts, comparisons),
        lately=[links.linked(plain(report.title), report.path, here) for report in reports[:MOST_REPORTS]],
        editions=[_edition(maker, volume) for volume in newest],
        disputed=[_disputed(maker, volume) for volume in newest if volume.program.ambiguities],
        walk=links.relative("revisions/index.md", here) if WALK.is_file() else "",
        comparisons=[
            links.linked(plain(capital(maker.phrase(c.title))), links.comparison_page(c.name), here)
            for c in comparisons
        ],
        questions=len(maker.state.questions),
        answers=[(words[f"answer_{kind}"], words[f"answer_{kind}_means"]) for kind in _ANSWERS],
        example=(next(iter(maker.state.questions), ""), newest[0].document),
    )


def _document(maker: Maker, volume: Volume) -> tuple[str, str]:
    """A document, linked, and how far it is encoded; "" where no source lock tells."""
    own = maker.scribe(volume, "index.md")
    found = volume.ledger_in(maker.state.folder)
    coverage = maker.words["coverage_line"].format(total=len(found.rows), **found.counts) if found else ""
    title = own.link(plain(maker.phrase(volume.entry.title)), links.document_page(volume))
    return title, coverage


def _elsewhere(volume: Volume) -> str:
    """A document that is told in another language alone, linked to its page there."""
    language = next(tag for tag in volume.entry.languages if tag in tags())
    title, page = escape(volume.entry.title.in_language(language)), links.document_page(volume).removesuffix(".md")
    link = f'<a href="../{language}/{page}.html" hreflang="{language}" lang="{language}">{title}</a>'
    return f"{link} ({tongue(language).name})"


def _edition(maker: Maker, volume: Volume) -> str:
    """A document and the edition in force, in a line."""
    own = maker.scribe(volume, "index.md")
    name = own.link(plain(document_name(volume.program, maker.language)), links.document_page(volume))
    return f"{name}{maker.words['colon']} {own.edition()}"


def _disputed(maker: Maker, volume: Volume) -> str:
    """How many points of a document are in dispute, and how many of them without a better view, in a line."""
    own = maker.scribe(volume, "index.md")
    points = volume.program.ambiguities.values()
    undecided = sum(not any(reading.preferred for reading in point.readings) for point in points)
    name = own.link(plain(document_name(volume.program, maker.language)), links.ambiguity_page(volume))
    told = maker.words.say("disputed_points", number=len(points), undecided=undecided)
    return f"{name}{maker.words['colon']} {told}"


def _starts(maker: Maker, starts: list[Start], comparisons: list[Comparison]) -> list[str]:
    """The ways in, linked; one whose target the clauses don't have is left out."""
    found, here = [], "index.md"
    for start in starts:
        target = _target(maker, start, comparisons)
        told = next((one for one in maker.state.told if start.scenario in one.title.values() and one.opinion), None)
        if told is not None:
            case = f"{links.opinion_page(told.question)}#{opinion_anchor(told)}"
            text = links.linked(plain(maker.phrase(start.text)), case, here)
            found.append(f"{text} ({links.linked(maker.words['question'].lower(), target or case, here)})")
        elif target:
            found.append(links.linked(plain(maker.phrase(start.text)), target, here))
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
