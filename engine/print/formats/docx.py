"""Word documents: an opinion set in styles that are meant as such, on an A4 page with numbers at its foot.

The paper is made by python-docx, whose import takes longer than answering a question; it is kept for later runs, for
as long as what made it stays the same. What stands on it is written here, as paragraphs of WordprocessingML
(ECMA-376, part 1, section 17).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dsl.diagnostic import Diagnostic, Rejected
from engine.explain.opinion import Opinion
from engine.model.kept import keep_bytes, kept_bytes, maker
from engine.print import formats
from engine.print.format import Format, Manner, Printable
from engine.print.head_and_foot import difference, heading, signature
from engine.print.outline import Item, Section, sections
from engine.tongues import tongue

_DEEPEST = 5
_WIDTHS = (2722, 6463)
"""The columns of the dates, in twentieths of a point: 4.8 and 11.4 cm."""

_HEADING_WIDTHS = (1418, 7767)
"""The columns of the heading: 2.5 and 13.7 cm."""

_NOT_IN_XML = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n")
"""Control characters, which XML cannot hold in any form."""

_MAKER = Path(formats.__path__[0]).parent / "paper.py"
_TEXT, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_BODY_ENDS = b"<w:sectPr"
"""The body ends with the properties of its last section."""


def _single(reply: Printable, manner: Manner) -> bytes:
    return _memo([reply.opinion], manner)


def _comparison(replies: Sequence[Printable], manner: Manner) -> bytes:
    """What differs first, then each opinion in full."""
    return _memo([reply.opinion for reply in replies], manner)


def _memo(opinions: Sequence[Opinion], manner: Manner) -> bytes:
    """The paper with the opinions on it; the same opinions give the same bytes."""
    language = opinions[0].language
    written = "".join(_Body(language).of(opinions)).encode("utf-8")
    buffer = BytesIO()
    with ZipFile(BytesIO(paper_for(language, manner.template))) as paper, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name in paper.namelist():
            content = paper.read(name)
            if name == _TEXT:
                head, mark, tail = content.rpartition(_BODY_ENDS)
                content = head + written + mark + tail
            elif name == _PROPERTIES:
                content = _properties(opinions).encode("utf-8")
            made.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()


@cache
def paper_for(language: str, template: bytes | None = None) -> bytes:
    """The paper for a language, made once for a state of what makes it and of the template, or shipped ready."""
    locale = tongue(language).locale
    on = blake2b(template, digest_size=8).hexdigest() if template is not None else "blank"
    name = paper_name(locale, on, maker("docx", _MAKER))
    found = kept_bytes(name)
    if found is None:
        from engine.print.paper import make_paper

        try:
            found = make_paper(locale, template)
        except ValueError as error:
            message = "the template is no Word document"
            help_line = "save it as .docx; other kinds, such as .dotx and .odt, are not read"
            raise Rejected([Diagnostic("not-a-template", message, (), help_line)]) from error
        keep_bytes(name, found)
    return found


def paper_name(locale: str, on: str, made_by: str) -> str:
    """Under which name the paper for a language is kept; `on` says on what it is made."""
    return f"paper/{made_by}-{locale}-{on}.docx"


def _properties(opinions: Sequence[Opinion]) -> str:
    """Title, subject, author and language, as ECMA-376, part 2, section 8.3 has them."""
    language, first = opinions[0].language, opinions[0]
    words = tongue(language).advice
    title = escape(f"{words['opinion']}{words['colon']} {first.question}")
    subject = escape("; ".join(opinion.document for opinion in opinions))
    author = escape(first.memo.author.translate(_NOT_IN_XML))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>"
        f"<dc:language>{tongue(language).locale}</dc:language></cp:coreProperties>"
    )


class _Body:
    """The paragraphs of opinions, in order."""

    def __init__(self, language: str) -> None:
        self.words = tongue(language).advice

    def of(self, opinions: Sequence[Opinion]) -> Iterator[str]:
        """All paragraphs."""
        if len(opinions) > 1:
            yield _paragraph("Title", _run(self.words["comparison"]))
            yield _paragraph("BodyText", _run(opinions[0].question))
            yield _paragraph("IntenseQuote", _run(difference(opinions)))
        for opinion in opinions:
            yield from self._opinion(opinion)

    def _opinion(self, opinion: Opinion) -> Iterator[str]:
        words = self.words
        yield _paragraph("Title", _run(words["opinion"]))
        yield _table([(name, (_run(content),)) for name, content in heading(opinion)], _HEADING_WIDTHS)
        yield _paragraph("Heading1", _run(words["question"]), keeps=True)
        yield _paragraph("BodyText", _run(opinion.question))
        yield _paragraph("Heading1", _run(words["short"]), keeps=True)
        yield _paragraph("IntenseQuote", _run(opinion.short))
        laid_out = sections(opinion)
        for section in laid_out:
            if not section.in_annex:
                yield from self._section(section, "Heading1")
        if (signed := signature(opinion)) is not None:
            yield _paragraph("PlaceLine", _run(signed.place_and_date))
            yield _paragraph("SignatureLine", _run(signed.author))
        annex = [section for section in laid_out if section.in_annex]
        if annex:
            yield _paragraph("AnnexTitle", _run(words["annex"]))
        for section in annex:
            yield from self._section(section, "Heading2")

    def _section(self, section: Section, style: str) -> Iterator[str]:
        yield _paragraph(style, _run(section.title), keeps=True)
        for paragraph in section.paragraphs:
            yield _paragraph("BodyText", _run(paragraph), keeps=bool(section.items))
        if section.key in ("dates", "calculation"):
            yield _table([(item.mark, (_run(item.text), *_cited(item))) for item in section.items])
            return
        for item in section.items:
            if section.running:
                yield self._running(item)
            else:
                yield from self._item(item, 1, section.numbered, section.key == "reservations")

    def _running(self, item: Item) -> str:
        """A paragraph whose sentences follow on one another."""
        runs = [_run(f"{item.mark}\t", "Strong")] if item.mark else []
        for at, part in enumerate((item, *item.children)):
            runs += [*([_run(" ")] if at else []), _run(part.text), *_cited(part)]
        return _paragraph("Step1" if item.mark else "RunningText", *runs)

    def _item(self, item: Item, depth: int, numbered: bool, keeps: bool = False) -> Iterator[str]:
        """An entry and those below it; `keeps` is for what must not be parted from the signature that follows."""
        runs: list[str] = []
        if numbered:
            runs.append(_run(f"{item.mark}\t", "Strong"))
        else:
            runs.append(_run("–\t"))
            if item.mark:
                runs.append(_run(f"{item.mark}{self.words['colon']} ", "Strong"))
        runs += [_run(item.text), *_cited(item)]
        yield _paragraph(f"{'Step' if numbered else 'Point'}{min(depth, _DEEPEST)}", *runs, keeps=keeps)
        for child in item.children:
            yield from self._item(child, depth + 1, numbered)


def _cited(item: Item) -> tuple[str, ...]:
    return (_run(" "), _run(f"[{item.citation}]", "Citation")) if item.citation else ()


def _table(rows: Sequence[tuple[str, tuple[str, ...]]], widths: tuple[int, int] = _WIDTHS) -> str:
    """Rows of a name and what it is; nothing where there are none."""
    if not rows:
        return ""
    set_rows = "".join(
        f"<w:tr>{_cell(widths[0], _run(name, 'Strong'))}{_cell(widths[1], *runs)}</w:tr>" for name, runs in rows
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f'<w:tbl><w:tblPr><w:tblW w:type="auto" w:w="0"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{set_rows}</w:tbl>'


def _cell(width: int, *runs: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>{_paragraph("TableText", *runs)}</w:tc>'


def _paragraph(style: str, *runs: str, keeps: bool = False) -> str:
    kept = "<w:keepNext/>" if keeps else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{"".join(runs)}</w:p>'


def _run(text: str, style: str = "") -> str:
    """A stretch of text, in a style of its own if one is named; a tab and a new line are elements."""
    shown = escape(text.translate(_NOT_IN_XML), quote=False).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    shown = shown.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    named = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{named}<w:t xml:space="preserve">{shown}</w:t></w:r>'


FORMAT = Format(
    name="docx",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    is_binary=True,
    single=_single,
    comparison=_comparison,
)
