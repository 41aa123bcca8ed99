"""How a document is laid out: its numbering, its citation style, its unnumbered parts.

A document says so in its header; where it doesn't, the outline of its text is found by trying one numbering after
another (`engine/source/text_outline.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dsl.files import LARGEST_CLAUSE_FILE, read_text_file
from dsl.kinds import CitationStyle
from dsl.locator import Locator
from dsl.numberings import NUMBERINGS, Numbering, style_of

if TYPE_CHECKING:
    from dsl.surface.syntax import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a splitter must be told about a document because its text alone does not say so.

    `chapter_pattern` matches the start of a line that opens a numbered heading, `clause_pattern` one that
    opens a numbered clause; each has one group that took part, the number. `heading_pattern` is like `chapter_pattern`,
    but matches only a line that stands apart, as its number alone would not tell a heading from a sentence. Without
    any of them, headings that bear no number open clauses. `farthest` is how many numbers may be left out;
    `is_roman` says that capitals are Roman numerals, not letters. `footer_pattern` matches a revision line.
    `final_paragraph` says that the last paragraph of the last clause stands outside the numbering.
    `lost_breaks` lists paragraphs whose beginning leaves no trace in the layout: a clause, and the sentence
    of it that begins its second paragraph.
    """

    style: CitationStyle
    clause_pattern: str | None = None
    chapter_pattern: str | None = None
    heading_pattern: str | None = None
    farthest: int = 5
    is_roman: bool = False
    footer_pattern: str | None = r"Révision du \d|Version du \d|État au \d"
    final_paragraph: bool = False
    lost_breaks: tuple[tuple[str, int], ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Whether numbers open clauses; headings without numbers then stand above them."""
        return bool(self.clause_pattern or self.chapter_pattern or self.heading_pattern)


_FIGURES = r"\d{1,9}(?:bis|ter|quater|quinquies|[a-z])?"
_IN_FRENCH = r"1\s?(?:er|ER|ᵉʳ)|\d{1,9}\s(?:bis|ter|quater|quinquies)(?!\w)|[Pp]remier(?!\w)|PREMIER(?!\w)"
"""How statutes in French number an article besides: `1er`, `4 bis`, `premier`."""
DECIMAL_ARTICLES = Layout(
    style="article",
    chapter_pattern=rf"(?:Article|ARTICLE|Artikel|Art\.|ART\.)\s+({_IN_FRENCH}|{_FIGURES})"
    r"(?:\.?\s*[-–—:.]\s*|\s+|$)",
    clause_pattern=rf"(\d{{1,9}}(?:\.{_FIGURES})+)\.?(?:\s+|$)",
)
"""Chapters called `Article 4 - …`, sub-articles numbered `4.1`."""

PLAIN_CLAUSES = Layout(style="clause", clause_pattern=rf"({_FIGURES})\.(?:\s+|$)", footer_pattern=None)
"""Clauses numbered `1.`, `2.`."""

_LAYOUTS: dict[Numbering, Layout] = {
    "articles": DECIMAL_ARTICLES,
    "clauses": PLAIN_CLAUSES,
    "sections": Layout(
        style="section",
        chapter_pattern=rf"(?:(?:Section|SECTION|Clause|CLAUSE)\s+({_FIGURES})[.:)]?|({_FIGURES})[.)])(?:\s+|$)",
        clause_pattern=rf"(\d{{1,9}}(?:\.{_FIGURES})+)[.)]?(?:\s+|$)",
        heading_pattern=r"(\d{1,9})\s+(?=[^\W\d_])",
    ),
    "paragraphs": Layout(
        style="paragraph", clause_pattern=r"§{1,2}\s*(\d{1,9}(?:-\d{1,9})?[a-z]?)\.?(?:\s+|$)", farthest=50
    ),
    "letters": Layout(
        style="section",
        chapter_pattern=r"([A-Z]{1,2})[.)](?:\s+|$)",
        clause_pattern=rf"([A-Z]{{1,2}}(?:\.{_FIGURES})+)[.)]?(?:\s+|$)",
    ),
    "numerals": Layout(
        style="article",
        chapter_pattern=r"(?:(?:Article|ARTICLE|Part|PART|Chapter|CHAPTER|Titre|TITRE)\s+)?([IVXLCDM]{1,15})[.):]?(?:\s+|$)",
        clause_pattern=rf"([IVXLCDM]{{1,15}}(?:\.{_FIGURES})+)[.)]?(?:\s+|$)",
        is_roman=True,
    ),
    "headings": Layout(style="number"),
}
APPENDED_PATTERN = (
    r"(?i:(annexe?|anhang|appendix|schedule|exhibit))(?:\s+(\d{1,9}|[A-Z]{1,4})(?![\w]))?(?:\s*[-–—:.]\s*|\s+|$)"
)
"""What opens a part that follows the body; each is numbered anew."""


def layout(numbering: Numbering) -> Layout:
    """The layout of a text that is numbered in one of the usual ways."""
    return _LAYOUTS[numbering]


def layout_of(folder: Path, document: str) -> Layout | None:
    """The layout that the header of a document in a folder of clause files declares, encoded or not.

    None where no file declares the document or its header doesn't say how it is numbered: its outline is found then.
    """
    header = _header(folder, document)
    numbering = next((way for way in NUMBERINGS if header and header.numbering and header.numbering.text == way), None)
    if header is None or numbering is None:
        return None
    breaks = (Locator.parse(word.text) for word in header.breaks)
    return replace(
        layout(numbering),
        style=style_of(header.cites.text),
        final_paragraph=header.last_apart,
        lost_breaks=tuple((place.clause, place.sentence) for place in breaks if place.sentence is not None),
    )


def _header(folder: Path, document: str) -> Document | None:
    from dsl.surface.parse import parse  # the parser is only needed where clause files are read
    from dsl.surface.syntax import Document

    declares = re.compile(rf"^\s*document\s+{re.escape(document)}(?![\w-])", re.MULTILINE)
    for path in sorted(folder.rglob("*.clause")):
        text, _ = read_text_file(path, path.name, LARGEST_CLAUSE_FILE)
        if text is None or not declares.search(text):
            continue
        for statement in parse(text, path.name)[0]:
            if isinstance(statement, Document) and statement.name.text == document:
                return statement
    return None
