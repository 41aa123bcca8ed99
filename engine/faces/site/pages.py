"""Pages before they are written: a path below a language's tree, a title, and Markdown filled in from a template."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dsl.typed import program as p
from engine.case.title import Title
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import State, Volume
from engine.library.library import DEFAULT
from engine.print.markdown_text import plain
from engine.tongues import Words, tongue

TEMPLATES = Path(__file__).parent / "templates"
PLACE = "ask"
"""The folder of the site in which lies what answers in a tab."""
OWN = "own"
"""The folder in it of what a reader's own copy is held against."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path, the title that navigation shows, and its Markdown."""

    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What the place where one asks is made of: `place` is the way to the files that answer."""

    language: str
    question: str
    words: Words
    command: str
    place: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What the place where a reader opens the own copy of a contract is made of; `label` is what it is called."""

    language: str
    document: str
    edition: str
    clause: str
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Maker:
    """What the makers of pages share: the state, the language, and how a template is filled."""

    state: State
    language: str
    asks: bool = False
    """Whether one can ask on the pages."""

    @property
    def words(self) -> Words:
        """The fixed words of the language."""
        return tongue(self.language).words("pages")

    @property
    def _spoken(self) -> str:
        """The option by which a command answers in the language of the page."""
        return "" if self.language == DEFAULT else f" --lang {self.language}"

    def phrase(self, phrase: p.Phrase | Title) -> str:
        """A phrase as it is printed: with the no-break spaces of the language."""
        return tongue(self.language).spaced(phrase.in_language(self.language))

    def scribe(self, volume: Volume, here: str) -> Scribe:
        """A scribe for one edition on one page."""
        return Scribe(volume, self.language, here)

    def first(self, here: str) -> Scribe:
        """A scribe for what the documents share."""
        return self.scribe(self.state.newest[0], here)

    def asking(self, here: str, question: str = "") -> "Asking | None":
        """The place on a page where a question is put, or any; None where the site is built without."""
        if not self.asks:
            return None
        words = tongue(self.language).words("tab")
        named = question or next(iter(self.state.questions), "")
        document = next((v.document for v in self.state.newest if named in v.program.questions), "")
        command = f"opposable interview {named} -d {document}{self._spoken}"
        return Asking(self.language, question, words, command, _way(here))

    def opening(self, here: str, volume: Volume, clause: str) -> "Opening | None":
        """The place where a reader opens the own copy beside a clause; None where nothing is known to hold it against.

        Where the site was built with a copy, its words are on the page.
        """
        known = volume.is_newest and volume.ledger_in(self.state.folder) is not None
        if not self.asks or not known or volume.document in self.state.passages:
            return None
        label = tongue(self.language).words("tab")["own_lead"]
        return Opening(self.language, volume.document, volume.edition, clause, label, _way(here))

    def page(self, path: str, title: str, template: str, hide: tuple[str, ...] = (), **data: Any) -> Page:
        """The page that a template makes of the data; `hide` names the side columns that it goes without."""
        text = (
            _environment()
            .get_template(f"{template}.md.jinja")
            .render(w=self.words, language=self.language, spoken=self._spoken, heading=plain(title), **data)
        )
        return Page(path, title, front(title, hide) + squeezed(text))


def _way(here: str) -> str:
    """The way from a page to what answers in the tab."""
    return "../" * (here.count("/") + 1) + PLACE


_MADE: dict[tuple[str, str], tuple[str, Page]] = {}


def remembered(language: str, path: str, digest: str, make: Callable[[], Page]) -> Page:
    """The page as it was made last, as long as what it is made from has the same digest."""
    kept = _MADE.get((language, path))
    if kept is None or kept[0] != digest:
        kept = _MADE[(language, path)] = (digest, make())
    return kept[1]


def front(title: str, hide: tuple[str, ...] = ()) -> str:
    """The front matter of a page, whose title a theme takes for HTML."""
    hidden = f"hide: {json.dumps(hide)}\n" if hide else ""
    return f"---\ntitle: {json.dumps(escape(title, quote=False), ensure_ascii=False)}\n{hidden}---\n\n"


def squeezed(text: str) -> str:
    """Markdown with at most one empty line in a row, code blocks left as they are."""
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if fenced or line.strip() or (lines and lines[-1].strip()):
            lines.append(line if fenced else line.rstrip())
    return "\n".join(lines).strip() + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown; phrases are escaped when they are written
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment
