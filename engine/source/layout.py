"""How a document is laid out: its numbering, its citation style, its unnumbered parts.

A document says so in its header; what it doesn't say is as in most texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from dsl.files import LARGEST_CLAUSE_FILE, read_text_file
from dsl.locator import CitationStyle, Locator
from dsl.surface.syntax import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a splitter must be told about a document because its text alone does not say so.

    `chapter_pattern` matches the start of a line that opens a numbered heading, `clause_pattern` one that
    opens a numbered clause; each has one group, the number. `footer_pattern` matches a revision line.
    `final_paragraph` says that the last paragraph of the last clause stands outside the numbering.
    `lost_breaks` lists paragraphs whose beginning leaves no trace in the layout: a clause, and the sentence
    of it that begins its second paragraph.
    """

    style: CitationStyle
    clause_pattern: str
    chapter_pattern: str | None = None
    footer_pattern: str | None = None
    final_paragraph: bool = False
    lost_breaks: tuple[tuple[str, int], ...] = ()


DECIMAL_ARTICLES = Layout(
    style="article",
    chapter_pattern=r"Article\s+(\d{1,3})(?:\s*[-–—:.]\s*|\s+|$)",
    clause_pattern=r"(\d{1,3}(?:\.\d{1,3})+)\.?(?:\s+|$)",
    footer_pattern=r"Révision du \d|Version du \d|État au \d",
)
"""Chapters called `Article 4 - …`, sub-articles numbered `4.1`; what a document gets that says nothing else."""

PLAIN_CLAUSES = Layout(style="clause", clause_pattern=r"(\d{1,3})\.(?:\s+|$)", final_paragraph=True)
"""Clauses numbered `1.`, `2.` without headings, and an unnumbered last paragraph."""


def layout_of(folder: Path, document: str) -> Layout:
    """The layout that the header of a document in a folder of clause files declares, encoded or not.

    Where no file declares the document, or its header doesn't say, it is numbered by decimal articles.
    """
    header = _header(folder, document)
    if header is None:
        return DECIMAL_ARTICLES
    plain = header.numbering is not None and header.numbering.text == "clauses"
    breaks = (Locator.parse(word.text) for word in header.breaks)
    return replace(
        PLAIN_CLAUSES if plain else DECIMAL_ARTICLES,
        style="clause" if header.cites.text == "clauses" else "article",
        final_paragraph=header.last_apart,
        lost_breaks=tuple((place.clause, place.sentence) for place in breaks if place.sentence is not None),
    )


def _header(folder: Path, document: str) -> Document | None:
    from dsl.surface.parse import parse  # the parser is only needed where a text is split

    declares = re.compile(rf"^\s*document\s+{re.escape(document)}(?![\w-])", re.MULTILINE)
    for path in sorted(folder.rglob("*.clause")):
        text, _ = read_text_file(path, path.name, LARGEST_CLAUSE_FILE)
        if text is None or not declares.search(text):
            continue
        for statement in parse(text, path.name)[0]:
            if isinstance(statement, Document) and statement.name.text == document:
                return statement
    return None
