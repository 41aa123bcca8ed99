"""Splitting a document into passages along its own numbering.

The text is divided three times: into units (the preamble with the title, each clause), a unit into blocks
(headings, paragraphs, list items, table rows), a block into sentences. Every word of the text ends up in
exactly one passage, as part of its label or of its text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from dsl.locator import Locator
from engine.source.blocks import Block, divide
from engine.source.layout import DECIMAL_ARTICLES, Layout
from engine.source.lead_in import goes_on, leads_in
from engine.source.lines import LONGEST_HEADING, Setting, ends_terminally, read_lines
from engine.source.sentence_ends import split_sentences
from engine.source.units import Unit, find_units

PassageKind = Literal["title", "heading", "sentence", "item", "table-header", "table-row", "footer", "running"]

_SHORTEST_TABLE = 3
_FIRST_PARAGRAPH = ("1",)
"""What the first paragraph of a clause bears, where its paragraphs are numbered: `(1)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One passage: where it stands, what it is, and its words with line breaks and hyphenation undone.

    `label` is the number or letter that opens it (`10.1.4`, `a.`), kept apart so that renumbering leaves the
    text alone; it is empty for most passages.
    """

    locator: Locator
    kind: PassageKind
    text: str
    label: str = ""


def split_passages(text: str, layout: Layout = DECIMAL_ARTICLES) -> tuple[Passage, ...]:
    """Split a text that follows a layout into passages, in the order of the text; an empty text has none."""
    page = read_lines(text)
    setting = Setting(page.lines)
    units = find_units(page.lines, setting, layout)
    passages: list[Passage] = []
    last = next((unit for unit in reversed(units) if unit.clause != "footer"), None)
    for unit in units:
        filing = _Filing(unit, layout, last=unit is last)
        passages += filing.file(divide(unit, setting))
    footers = sum(1 for passage in passages if passage.locator.clause == "footer")
    for number, line in enumerate(page.running, footers + 1):
        place = Locator(clause="footer", paragraph=number)
        passages.append(Passage(locator=place, kind="running", text=line))
    return tuple(passages)


def paragraph_counts(passages: tuple[Passage, ...]) -> dict[str, int]:
    """How many paragraphs each clause has, so that a citation may leave out the number of an only one."""
    counts: dict[str, int] = {}
    for passage in passages:
        place = passage.locator
        if place.paragraph is not None:
            counts[place.clause] = max(counts.get(place.clause, 0), place.paragraph)
        else:
            counts.setdefault(place.clause, 0)
    return counts


def _is_caption(block: Block, following: Block | None = None) -> bool:
    """Whether a block names what follows; not if it begins a sentence that the items of a list go on with."""
    if block.label is not None:
        return False
    if following and following.label is not None and not block.is_heading and _goes_on_in(block, following):
        return False
    return block.is_heading or (len(block.text) <= LONGEST_HEADING and not ends_terminally(block.text))


def _goes_on_in(block: Block, item: Block) -> bool:
    return block.text.endswith(",") or (goes_on(item.text) and leads_in(block.text))


def _bears_paragraph_number(block: Block) -> bool:
    """Whether a block may be a paragraph by its number, `(2)` or a bare `2`; `2.` within a paragraph is an item's."""
    return len(block.path) == 1 and block.path[0].isdigit() and not (block.label or "").endswith(".")


class _Filing:
    """Gives the blocks of one unit their locators."""

    def __init__(self, unit: Unit, layout: Layout, *, last: bool) -> None:
        self.unit = unit
        self.layout = layout
        self.last = last
        self.paragraph = 0
        self.sentence = 0
        self.numbered = False
        self.items: set[str] = set()
        self.table = 0
        self.captioned = False
        self.passages: list[Passage] = []

    def file(self, blocks: list[Block]) -> list[Passage]:
        """The passages of the unit; the unit's own number labels the first of them."""
        clause = self.unit.clause
        if clause == "footer":
            self._whole(blocks, "footer", "footer")
        else:
            start = self._opening(blocks)
            self._body(blocks, start)
        self._restore_lost_breaks()
        self._release_final_paragraph()
        if self.unit.label:
            if not self.passages:
                place = Locator(clause=clause, heading=True)
                return [Passage(locator=place, kind="heading", text="", label=self.unit.label)]
            first = self.passages[0]
            label = f"{self.unit.label} {first.label}".strip()
            self.passages[0] = replace(first, label=label)
        return self.passages

    def _whole(self, blocks: list[Block], clause: str, kind: Literal["title", "footer"]) -> None:
        for number, block in enumerate(blocks, 1):
            place = Locator(clause=clause, paragraph=number if len(blocks) > 1 else None)
            self._add(place, kind, block.text, block.label or "")

    def _opening(self, blocks: list[Block]) -> int:
        """File the title or the clause's heading; the index of the first block after it."""
        if self.unit.clause == "preamble":
            captions = 0
            while captions < len(blocks) and _is_caption(blocks[captions]):
                captions += 1
            self._whole(blocks[:captions], "title", "title")
            return captions
        if self.unit.is_division:
            named = list(takewhile(_is_caption, blocks))
            if named:
                text = " ".join(caption.text for caption in named)
                self._add(Locator(clause=self.unit.clause, heading=True), "heading", text)
            return len(named)
        if blocks and _is_caption(*blocks[:2]):
            self._add(Locator(clause=self.unit.clause, heading=True), "heading", blocks[0].text)
            return 1
        return 0

    def _body(self, blocks: list[Block], start: int) -> None:
        index = start
        while index < len(blocks):
            block = blocks[index]
            end = index
            while end < len(blocks) and _is_caption(*blocks[end : end + 2]):
                end += 1
            self.numbered = self.numbered or (not self.paragraph and block.path == _FIRST_PARAGRAPH)
            if self.numbered and _bears_paragraph_number(block):
                self._sentences(block)
                index += 1
            elif block.label is not None:
                self._list_item(block)
                index += 1
            elif end - index >= _SHORTEST_TABLE:
                self._rows(blocks[index:end])
                index = end
            elif end > index and end < len(blocks) and (not self.numbered or _bears_paragraph_number(blocks[end])):
                place = Locator(clause=self.unit.clause, paragraph=self.paragraph + 1, heading=True)
                self._add(place, "heading", " ".join(caption.text for caption in blocks[index:end]))
                self.captioned = True
                index = end
            else:
                self._sentences(block)
                index += 1

    def _rows(self, blocks: list[Block]) -> None:
        self.table += 1
        for row, block in enumerate(blocks):
            place = Locator(clause=self.unit.clause, table=self.table, row=row)
            self._add(place, "table-row" if row else "table-header", block.text)

    def _sentences(self, block: Block) -> None:
        """File a paragraph; where paragraphs bear numbers, what bears none goes on with the one before it."""
        if not self.numbered or block.label is not None:
            self._next_paragraph()
        for number, sentence in enumerate(split_sentences(block.text) or [""]):
            self.sentence += 1
            place = Locator(clause=self.unit.clause, paragraph=self.paragraph, sentence=self.sentence)
            self._add(place, "sentence", sentence, "" if number else block.label or "")

    def _next_paragraph(self) -> None:
        self.paragraph += 1
        self.sentence = 0
        self.items.clear()
        self.captioned = False

    def _list_item(self, block: Block) -> None:
        if self.captioned or not self.paragraph:
            self._next_paragraph()
        label = block.label or ""
        path = block.path[1:] if self.numbered and block.path[:1] == (str(self.paragraph),) else block.path
        name = ".".join(path) or str(len(self.items) + 1)
        while name in self.items:
            name = str(int(name) + 1 if name.isdigit() else len(self.items) + 1)
        self.items.add(name)
        sentences = split_sentences(block.text) or [""]
        for number, sentence in enumerate(sentences, 1):
            place = Locator(
                clause=self.unit.clause,
                paragraph=self.paragraph,
                item=name,
                sentence=number if len(sentences) > 1 else None,
            )
            self._add(place, "item", sentence, label if number == 1 else "")

    def _add(self, place: Locator, kind: PassageKind, text: str, label: str = "") -> None:
        self.passages.append(Passage(locator=place, kind=kind, text=text, label=label))

    def _restore_lost_breaks(self) -> None:
        for clause, sentence in self.layout.lost_breaks:
            plain = all(passage.kind == "sentence" for passage in self.passages)
            if clause != self.unit.clause or self.paragraph != 1 or not plain:
                continue
            for index in range(sentence - 1, len(self.passages)):
                place = Locator(clause=clause, paragraph=2, sentence=index - sentence + 2)
                self.passages[index] = replace(self.passages[index], locator=place)

    def _release_final_paragraph(self) -> None:
        if not (self.last and self.layout.final_paragraph and self.paragraph > 1):
            return
        for index, passage in enumerate(self.passages):
            if passage.locator.paragraph == self.paragraph:
                place = replace(passage.locator, clause="final", paragraph=1)
                self.passages[index] = replace(passage, locator=place)


def repeated_places(passages: tuple[Passage, ...]) -> tuple[Locator, ...]:
    """The locators that more than one passage bears: a sign that the layout does not fit the text."""
    counts = Counter(passage.locator for passage in passages)
    return tuple(place for place, count in counts.items() if count > 1)
