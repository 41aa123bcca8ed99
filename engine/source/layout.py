"""How each known document is laid out: its numbering, its citation style, its unnumbered parts."""

from __future__ import annotations

from dataclasses import dataclass

from dsl.locator import CitationStyle


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
"""Chapters called `Article 4 - …`, sub-articles numbered `4.1`; what an unknown document gets."""

PLAIN_CLAUSES = Layout(style="clause", clause_pattern=r"(\d{1,3})\.(?:\s+|$)", final_paragraph=True)
"""Clauses numbered `1.` to `14.` without headings, and an unnumbered last paragraph."""

LAYOUTS: dict[str, Layout] = {
    # The last line of clause 12's first subject is full, so no layout can show a break; the sentence after it
    # turns from technical interruptions to the renewal of the contract. A choice of ours, open to revision.
    "celeste-business-cloud": Layout(
        style="clause",
        clause_pattern=PLAIN_CLAUSES.clause_pattern,
        final_paragraph=True,
        lost_breaks=(("12", 3),),
    ),
    "infomaniak-jelastic-cloud": DECIMAL_ARTICLES,
}


def layout_of(document: str) -> Layout:
    """The layout of a document by its identifier; decimal articles for one that is not known."""
    return LAYOUTS.get(document, DECIMAL_ARTICLES)
