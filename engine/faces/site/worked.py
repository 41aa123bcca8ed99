"""Worked opinions: scenarios of the suite answered in full, one page for each question."""

from collections import Counter
from collections.abc import Iterator

from dsl.harmless import harmless
from engine.explain.in_general import document_name
from engine.faces.site import links
from engine.faces.site.clauses import answer_of, opinion_anchor
from engine.faces.site.pages import Maker, Page
from engine.print.markdown_text import fenced, plain


def opinion_pages(maker: Maker) -> Iterator[Page]:
    """The list of the opinions by topic, and the pages that hold them."""
    here = "opinions/index.md"
    scribe, words = maker.first(here), maker.words
    titles = {volume.document: plain(maker.phrase(volume.entry.title)) for volume in maker.state.newest}
    names = {volume.document: document_name(volume.program, maker.language) for volume in maker.state.newest}
    topics, pages = [], []
    for topic, questions in maker.state.topics().items():
        listed = []
        for question in questions:
            told = [one for one in maker.state.told if one.question == question.name and one.opinion]
            if not told:
                continue
            page = links.opinion_page(question.name)
            rows = [
                (
                    scribe.link(plain(one.title[maker.language]), f"{page}#{opinion_anchor(one)}"),
                    titles.get(one.document, ""),
                    answer_of(maker, one),
                )
                for one in told
            ]
            listed.append((scribe.say_question(question), rows))
            own = maker.first(page)
            often = Counter(one.title[maker.language] for one in told)
            cases = [
                (
                    plain(_heading(one.title[maker.language], names.get(one.document, ""), often)),
                    opinion_anchor(one),
                    titles.get(one.document, ""),
                    fenced(harmless(one.given), "toml"),
                    plain(one.short[maker.language]),
                    one.opinion[maker.language],
                )
                for one in told
            ]
            pages.append(
                maker.page(
                    page,
                    f"{words['opinion']} – {maker.phrase(question.text)}",
                    "opinion",
                    cases=cases,
                    question=own.link(own.say_question(question), links.question_page(question.name)),
                )
            )
        if listed:
            topics.append((scribe.topic(topic), topic, listed))
    lead = words["opinions_lead"] if topics else words["no_opinions"]
    yield maker.page(here, words["opinions"], "opinions", lead=lead, topics=topics)
    yield from pages


def _heading(title: str, document: str, often: Counter[str]) -> str:
    """The heading of a case; with the name of its document, where several documents answer the same."""
    return f"{title} – {document}" if document and often[title] > 1 else title
