"""Places in a contract: which clause, paragraph, sentence, list item or table row.

A locator is what every norm cites and what every passage of a source text is filed under. It has two written forms of
its own: the short one used in clause files (`10.1.4 §1 s.3`), and a machine identifier in the style of Akoma Ntoso
(`art_10.1.4__para_1__sent_3`). How a place is cited is a matter of each language (`engine/tongues`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import total_ordering

from dsl.clause_name import NAMED_PLACES, clause_at_start, is_clause_name, is_within, kind_of, order_of
from dsl.frozen import NamedTuple, dataclass
from dsl.kinds import CitationStyle
from dsl.sentence import told

_LEVEL = r"(?:[a-z]+|[A-Z]|\d{1,9})"
_ITEM = rf"{_LEVEL}(?:\.{_LEVEL})*"
_TOKEN = (
    r"\s*(?:(?P<heading>heading)|§\s*(?P<paragraph>\d{1,9})|s\.\s*(?P<sentence>\d{1,9})(?:\s*[-\u2013]\s*(?P<end>\d{1,9}))?"
    rf"|item\s+(?P<item>{_ITEM})|(?P<has_table>table)(?:\s+(?P<table>\d{{1,9}}))?|row\s+(?P<row>\d{{1,9}})"
    r"|(?P<header>header))(?=\s|$)"
)
_IDENTIFIER_PART = (
    rf"para_(?P<paragraph>\d{{1,9}})|sent_(?P<sentence>\d{{1,9}})(?:-(?P<end>\d{{1,9}}))?|item_(?P<item>{_ITEM})"
    r"|table_(?P<table>\d{1,9})|row_(?P<row>\d{1,9})|(?P<header>header)|(?P<heading>heading)"
)
_PREFIXES: dict[CitationStyle, str] = {
    "article": "art_",
    "clause": "clause_",
    "section": "sec_",
    "paragraph": "sec_",
    "number": "num_",
}
_PREFIX = rf"(?:{'|'.join(_PREFIXES.values())})(?=[0-9A-Z])"
_HEADED = "part_"


class PlacePart(NamedTuple):
    """One part of a place as a citation names it.

    `kind` is a citation style (`section_sign` for `paragraph`), a named place, annex, appendix, exhibit, schedule,
    under (a heading), paragraph, letter, bullet, sentence, table, row, header or heading; `number` is empty where
    there is but one; `end` is the last of a range.
    """

    kind: str
    number: str = ""
    end: str = ""


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A place in a document, from a whole clause down to one sentence, list item or table row.

    Paragraphs, sentences, tables and rows are counted from 1; row 0 is a table's header. Two spellings of one
    place are made equal: a sentence or an item without a paragraph lies in paragraph 1, a row without a table
    in table 1. Raises `ValueError` for a place that cannot be.
    """

    clause: str
    paragraph: int | None = None
    sentence: int | None = None
    sentence_end: int | None = None
    item: str | None = None
    table: int | None = None
    row: int | None = None
    heading: bool = False

    def __post_init__(self) -> None:
        if not is_clause_name(self.clause):
            named = ", ".join(f"`{place}`" for place in NAMED_PLACES)
            raise ValueError(
                told("`{clause}` is neither a clause number nor one of {named}", clause=self.clause, named=named)
            )
        if self.paragraph is None and (self.sentence is not None or self.item is not None):
            object.__setattr__(self, "paragraph", 1)
        if self.table is None and self.row is not None:
            object.__setattr__(self, "table", 1)
        if self.sentence_end is not None:
            if self.sentence is None or self.sentence_end < self.sentence:
                raise ValueError("a range of sentences must end after it begins")
            if self.sentence_end == self.sentence:
                object.__setattr__(self, "sentence_end", None)
        if self.table is not None and (self.paragraph is not None or self.heading):
            raise ValueError("a table is numbered within its clause, not within a paragraph or a heading")
        if self.heading and (self.sentence is not None or self.item is not None):
            raise ValueError("a heading has no sentences and no items")
        if any(number is not None and number < 1 for number in (self.paragraph, self.sentence, self.table)):
            raise ValueError("paragraphs, sentences and tables are counted from 1")

    @classmethod
    def parse(cls, text: str, *, clause: str | None = None) -> Locator:
        """Read the short form of clause files, `10.1.4 §1 s.3`; without a number it lies in `clause`.

        Raises `ValueError` with a message for the author of the clause file.
        """
        stripped = text.strip()
        start = clause_at_start(stripped)
        if start is not None:
            clause, rest = start, stripped[len(start) :]
        else:
            rest = stripped
        if clause is None:
            raise ValueError(told("`{text}` names no clause", text=text))
        if not stripped:
            raise ValueError("a locator cannot be empty")
        parts: list[re.Match[str]] = []
        position = 0
        while rest[position:].strip():
            part = re.compile(_TOKEN).match(rest, position)
            if part is None:
                raise ValueError(
                    told(
                        "`{rest}` is no place in a clause: expected `§1 s.2`, `§1 item a`, `table row 3` or `heading`",
                        rest=rest[position:].strip(),
                    )
                )
            parts.append(part)
            position = part.end()
        return _assemble(clause, parts, text)

    @classmethod
    def from_eid(cls, identifier: str) -> Locator:
        """Read the machine form that `eid` writes, whichever citation style it was written in.

        Raises `ValueError` when it is not such an identifier.
        """
        first, *others = identifier.strip().split("__")
        clause = f"~{first.removeprefix(_HEADED)}" if first.startswith(_HEADED) else re.sub(_PREFIX, "", first, count=1)
        if clause == first and (not is_clause_name(first) or kind_of(first) == "numbered"):
            raise ValueError(
                told("`{identifier}` does not begin with `art_`, `clause_` or a named place", identifier=identifier)
            )
        parts = []
        for other in others:
            part = re.fullmatch(_IDENTIFIER_PART, other)
            if part is None:
                raise ValueError(told("`{other}` is no part of a machine locator", other=other))
            parts.append(part)
        return _assemble(clause, parts, identifier)

    def source_form(self, *, within: str | None = None) -> str:
        """The short form of clause files; the clause is left out when it is the one given as `within`."""
        parts = [] if self.clause == within else [self.clause]
        if self.paragraph is not None:
            parts.append(f"§{self.paragraph}")
        if self.item is not None:
            parts.append(f"item {self.item}")
        if self.sentence is not None:
            parts.append(f"s.{self.sentence}" + (f"-{self.sentence_end}" if self.sentence_end else ""))
        if self.table is not None:
            parts.append("table" if self.table == 1 else f"table {self.table}")
        if self.row is not None:
            parts.append(f"row {self.row}" if self.row else "header")
        if self.heading:
            parts.append("heading")
        return " ".join(parts) or self.clause

    def __str__(self) -> str:
        return self.source_form()

    def eid(self, style: CitationStyle) -> str:
        """The machine form: `art_5.7__para_1__item_a`, or `clause_9__para_2` where clauses are cited."""
        kind = kind_of(self.clause)
        prefix = _PREFIXES[style] if kind == "numbered" else _HEADED if kind == "heading" else ""
        parts = [prefix + self.clause.lstrip("~")]
        if self.paragraph is not None:
            parts.append(f"para_{self.paragraph}")
        if self.item is not None:
            parts.append(f"item_{self.item}")
        if self.sentence is not None:
            parts.append(f"sent_{self.sentence}" + (f"-{self.sentence_end}" if self.sentence_end else ""))
        if self.table is not None:
            parts.append(f"table_{self.table}")
        if self.row is not None:
            parts.append(f"row_{self.row}" if self.row else "header")
        if self.heading:
            parts.append("heading")
        return "__".join(parts)

    def parts(self, style: CitationStyle, *, single_paragraph: bool = False) -> tuple[PlacePart, ...]:
        """What a citation of the place names, from the whole to the part; each language has its words for them.

        The paragraph is left out if the clause has but one (`single_paragraph`); its own heading keeps it, or it would
        read like the heading of the clause. The only table of a clause has no number.
        """
        parts = [self._clause_part(style)]
        if self._shows_paragraph(single_paragraph):
            parts.append(PlacePart("paragraph", str(self.paragraph)))
        if self.item is not None:
            first, *inner = self.item.split(".")
            nested = "".join(f"({level})" for level in inner)
            parts.append(PlacePart("bullet" if first.isdigit() else "letter", first + nested))
        if self.sentence is not None:
            parts.append(PlacePart("sentence", str(self.sentence), str(self.sentence_end or "")))
        if self.table is not None:
            parts.append(PlacePart("table", "" if self.table == 1 else str(self.table)))
        if self.row is not None:
            parts.append(PlacePart("row", str(self.row)) if self.row else PlacePart("header"))
        if self.heading:
            parts.append(PlacePart("heading"))
        return tuple(parts)

    def _clause_part(self, style: CitationStyle) -> PlacePart:
        kind = kind_of(self.clause)
        if kind == "named":
            return PlacePart(self.clause)
        if kind == "heading":
            return PlacePart("under", self.clause.lstrip("~").replace("-", " "))
        if kind == "appended":
            stem, _, number = self.clause.partition("-")
            return PlacePart(stem, number)
        return PlacePart("section_sign" if style == "paragraph" else style, self.clause)

    def contains(self, other: Locator) -> bool:
        """Whether the other place lies in this one or is this one; an article contains its sub-articles."""
        if self == other:
            return True
        whole = self.paragraph is None and self.table is None and not self.heading
        if self.clause != other.clause:
            return whole and is_within(other.clause, self.clause)
        if whole:
            return True
        if self.heading:
            return False
        if self.table is not None:
            return self.table == other.table and self.row is None
        if self.paragraph != other.paragraph:
            return False
        if self.item is None and self.sentence is None:
            return True
        if self.item != other.item:
            return False
        if self.sentence is None:
            return True
        if other.sentence is None:
            return False
        return self.sentence <= other.sentence and (
            (other.sentence_end or other.sentence) <= (self.sentence_end or self.sentence)
        )

    def sort_key(self) -> tuple[object, ...]:
        """Document order as far as a locator can tell: a clause's tables are put after its paragraphs."""
        levels = self.item.split(".") if self.item else ()
        items = tuple((int(level) if level.isdigit() else len(level), level) for level in levels)
        return (
            order_of(self.clause),
            self.table or 0,
            self.paragraph or 0,
            not self.heading,
            -1 if self.row is None else self.row,
            items,
            self.sentence or 0,
            -(self.sentence_end or self.sentence or 0),
        )

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Locator):
            return NotImplemented
        return self.sort_key() < other.sort_key()

    def _shows_paragraph(self, single_paragraph: bool) -> bool:
        if self.paragraph is None or (single_paragraph and self.paragraph == 1 and not self.heading):
            return False
        return not (self.clause == "final" and self.paragraph == 1)


def single_paragraphs(passages: Iterable[Locator]) -> tuple[str, ...]:
    """The clauses whose text is one paragraph, in their order.

    A clause with sub-clauses is none of them: there the paragraph's number tells its own text from theirs.
    """
    paragraphs: dict[str, set[int]] = {}
    for passage in passages:
        own = paragraphs.setdefault(passage.clause, set())
        if passage.paragraph is not None:
            own.add(passage.paragraph)
    above = {clause.rpartition(".")[0] for clause in paragraphs}
    return tuple(clause for clause, own in paragraphs.items() if own == {1} and clause not in above)


def _assemble(clause: str, parts: list[re.Match[str]], text: str) -> Locator:
    found: dict[str, str] = {}
    for part in parts:
        for name, value in part.groupdict().items():
            if value is None:
                continue
            if name in found:
                raise ValueError(told("`{text}` gives the {name} twice", text=text, name=name))
            found[name] = value
    if "has_table" in found:
        found.setdefault("table", "1")
    if "header" in found and "row" in found:
        raise ValueError(told("`{text}` names both the header and a row", text=text))
    if "header" in found and "table" not in found:
        raise ValueError(told("`{text}` names a header without a table", text=text))
    if found.get("row") == "0":
        raise ValueError("rows are counted from 1; the first line of a table is its `header`")

    def number(name: str) -> int | None:
        return int(found[name]) if name in found else None

    return Locator(
        clause=clause,
        paragraph=number("paragraph"),
        sentence=number("sentence"),
        sentence_end=number("end"),
        item=found.get("item"),
        table=number("table"),
        row=0 if "header" in found else number("row"),
        heading="heading" in found,
    )
