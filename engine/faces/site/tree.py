"""All pages of one language, and the navigation over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from engine.desk.counsel_files import CounselFiles
from engine.faces.site import links
from engine.faces.site.clauses import document_pages
from engine.faces.site.comparisons import Comparison, comparison_pages, contents
from engine.faces.site.handbook import handbook_pages
from engine.faces.site.home import home_page
from engine.faces.site.pages import Maker, Page
from engine.faces.site.questions import question_pages
from engine.faces.site.registers import register_pages
from engine.faces.site.revisions import revision_pages
from engine.faces.site.volumes import State
from engine.faces.site.worked import opinion_pages
from engine.suite.scenario import Scenario
from engine.tongues.writing import capital

Navigation = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of one language by path, and the navigation as MkDocs takes it."""

    language: str
    pages: dict[str, Page]
    navigation: Navigation


def tree(state: State, language: str, files: CounselFiles, scenarios: list[Scenario], asks: bool = False) -> Tree:
    """Every page of one language."""
    maker = Maker(state, language, asks)
    comparisons, starts = contents(maker, files)
    revisions, *reports = revision_pages(maker, scenarios)
    pages = [home_page(maker, comparisons, starts, reports), *question_pages(maker)]
    for volume in state.volumes:
        pages += document_pages(maker, volume)
    pages += [
        *(comparison_pages(maker, comparisons) if comparisons else ()),
        *register_pages(maker),
        *opinion_pages(maker),
        *handbook_pages(maker),
        revisions,
        *reports,
    ]
    by_path = {page.path: page for page in pages}
    return Tree(language, by_path, list(_navigation(maker, by_path, comparisons)))


def _navigation(maker: Maker, pages: dict[str, Page], comparisons: list[Comparison]) -> Iterator[dict[str, Any]]:
    words = maker.words

    def entry(path: str, title: str = "") -> dict[str, Any]:
        return {_label(title or pages[path].title): path}

    yield entry("index.md", words["home"])
    topics: Navigation = [entry("questions/index.md", words["questions"])]
    for topic, questions in maker.state.topics().items():
        label = capital(maker.phrase(maker.state.terms[f"topic:{topic}"].text))
        topics.append({_label(label): [entry(links.question_page(question.name)) for question in questions]})
    yield {words["questions"]: topics}
    documents: Navigation = []
    for volume in maker.state.newest:
        own = [entry(links.document_page(volume))]
        own += [entry(links.clause_page(volume, clause.number)) for clause in volume.clauses]
        documents.append({_label(maker.phrase(volume.entry.title)): own})
    yield {words["documents"]: documents}
    if comparisons:
        compared = [entry(links.comparison_page(c.name)) for c in comparisons]
        yield {words["compared"]: [entry("compared/index.md"), *compared]}
    registers = [path for path in pages if path.startswith(("registers/", "glossary/"))]
    yield {words["registers"]: [entry(path) for path in registers]}
    opinions = [path for path in pages if path.startswith("opinions/") and not path.endswith("index.md")]
    yield {
        words["opinions"]: [entry("opinions/index.md"), *(entry(path, _bare(maker, pages[path])) for path in opinions)]
    }
    reference = [path for path in pages if path.startswith(("reference/", "revisions/"))]
    yield {words["reference"]: [entry(path) for path in reference]}


def _label(title: str) -> str:
    """A title as navigation takes it: for HTML."""
    return escape(title, quote=False)


def _bare(maker: Maker, page: Page) -> str:
    """The title of an opinion's page without the word that all of them begin with."""
    return page.title.removeprefix(f"{maker.words['opinion']} – ")
