"""How the texts of documents are numbered, and how their clauses are cited."""

from __future__ import annotations

from typing import Literal, get_args

from dsl.kinds import CitationStyle

Numbering = Literal["articles", "clauses", "sections", "paragraphs", "letters", "numerals", "headings"]
"""How a text is numbered: `Article 4` with sub-articles `4.1`; clauses `1.`, `2.`; sections `1.`, or `1` with its
heading, with `1.1`; `§ 4`; `A.` with `A.1`; `IV.` with `IV.2`; or by headings that bear no number."""

NUMBERINGS: tuple[Numbering, ...] = get_args(Numbering)

CITED_BY: dict[str, CitationStyle] = {f"{style}s": style for style in get_args(CitationStyle)}
"""What a document can say of the citation of its clauses."""


def style_of(cited_by: str) -> CitationStyle:
    """The style of citation that a document declares; `article` for one that there isn't."""
    return CITED_BY.get(cited_by, "article")
