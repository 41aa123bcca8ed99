"""Reading a Word document, with the numbers that Word itself sets before its paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from lxml.etree import XMLSyntaxError

from dsl.clause_name import in_roman
from dsl.sentence import told
from engine.source.lines import HEADING_MARK
from engine.source.source_error import SourceError

_HEADING_STYLE = re.compile(r"(?:title|heading \d)$", re.IGNORECASE)
"""The names of Word's own styles, which are English in the file whatever language Word speaks."""

_EXHAUSTED = (2, 114)
"""What libxml2 calls an error when memory runs out, and when a document passes the bounds that it sets itself."""


def read_word(path: Path, content: bytes) -> str:
    """The text of a DOCX file. Raises `SourceError` (`unreadable-document`) and `MemoryError`."""
    try:
        document = docx.Document(BytesIO(content))
        numbering = _Numbering(document)
        lines = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += [" ".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                mark = HEADING_MARK if _is_heading(block) else ""
                lines.append(f"{mark}{numbering.label(block)}{block.text}")
    except MemoryError:
        raise
    except Exception as error:  # a damaged archive shows as errors of many kinds
        if isinstance(error, XMLSyntaxError) and error.code in _EXHAUSTED:
            raise MemoryError from None
        raise SourceError(
            "unreadable-document",
            told("`{path}` is no readable Word document: it is damaged, or was none", path=path),
            "save it again as DOCX, or give the text as plain UTF-8",
        ) from None
    marked = ((each[:1] if each.startswith(HEADING_MARK) else "", " ".join(each.split())) for each in lines)
    return "\n\n".join(mark + line for mark, line in marked if line)


def _is_heading(paragraph: Any) -> bool:
    """Whether the style of a paragraph, or one that it is based on, is that of a title or a heading."""
    style = paragraph.style
    while style is not None:
        if _HEADING_STYLE.match(style.name or ""):
            return True
        style = style.base_style
    return False


class _Numbering:
    """Counts the numbered paragraphs of a document as Word does: each list its own counters, a level under another."""

    def __init__(self, document: Any) -> None:
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {node.get(qn("w:abstractNumId")): node for node in root.findall(qn("w:abstractNum"))}
        for node in root.findall(qn("w:num")):
            reference = node.find(qn("w:abstractNumId"))
            definition = abstract.get(reference.get(qn("w:val"))) if reference is not None else None
            if definition is not None:
                self._levels[node.get(qn("w:numId"))] = {
                    int(level.get(qn("w:ilvl"))): (
                        _value(level, "w:numFmt", "decimal"),
                        _value(level, "w:lvlText", ""),
                        int(_value(level, "w:start", "1")),
                    )
                    for level in definition.findall(qn("w:lvl"))
                }

    def label(self, paragraph: Any) -> str:
        """The number, letter or bullet before a paragraph, with a space; empty where there is none."""
        place = _place(paragraph)
        if place is None or place[0] not in self._levels:
            return ""
        number, level = place
        levels = self._levels[number]
        if level not in levels:
            return ""
        form, pattern, _ = levels[level]
        if form == "bullet":
            return "• "
        counts = self._counts[number]
        counts[level] = counts[level] + 1 if counts[level] else levels[level][2]
        counts[level + 1 :] = [0] * (8 - level)

        def numbered(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            own, _, start = levels.get(at, ("decimal", "", 1))
            return _written(counts[at] or start, own)

        return re.sub(r"%(\d)", numbered, pattern) + " "


def _place(paragraph: Any) -> tuple[str, int] | None:
    """The list and the level of a paragraph, its own or its style's."""
    style = paragraph.style
    properties = [paragraph._p.pPr]  # python-docx has no public way to a paragraph's numbering
    while style is not None:
        properties.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for each in properties:
        numbering = each.find(qn("w:numPr")) if each is not None else None
        if numbering is not None:
            number = _value(numbering, "w:numId", "0")
            return (number, int(_value(numbering, "w:ilvl", "0"))) if number != "0" else None
    return None


def _value(node: Any, name: str, otherwise: str) -> str:
    child = node.find(qn(name))
    return otherwise if child is None else str(child.get(qn("w:val"), otherwise))


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letters = ascii_lowercase[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and (numeral := in_roman(number)) is not None:
        return numeral if form == "upperRoman" else numeral.lower()
    return str(number)
