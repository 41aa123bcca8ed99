"""An opinion as a Word document: real styles and headings, its language set, an A4 page with numbers at the foot."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from engine.explain.opinion import Opinion
from engine.print.format import Format, Manner, Printable
from engine.print.outline import Item, Section, sections
from engine.tongues import tongue

_INK, _ACCENT, _SOFT = RGBColor(0x1B, 0x1B, 0x1F), RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x4A, 0x4A, 0x55)
_LOCALES = {"en": "en-GB", "fr": "fr-CH"}
_DEEPEST = 5


def _single(reply: Printable, _manner: Manner) -> bytes:
    return _Memo([reply.opinion]).content()


def _comparison(replies: Sequence[Printable], _manner: Manner) -> bytes:
    """The short answers first, then each opinion in full."""
    return _Memo([reply.opinion for reply in replies]).content()


class _Memo:
    def __init__(self, opinions: Sequence[Opinion]) -> None:
        self.opinions = opinions
        self.language, self.words = opinions[0].language, tongue(opinions[0].language).advice
        self.document: Any = Document()
        self._page()
        self._styles()

    def content(self) -> bytes:
        first, words = self.opinions[0], self.words
        titles = "; ".join(opinion.document for opinion in self.opinions)
        self.document.core_properties.title = f"{words['opinion']}{words['colon']} {first.question}"
        self.document.core_properties.subject = titles
        self.document.core_properties.author = ""
        self.document.core_properties.comments = ""
        self.document.core_properties.language = _LOCALES[self.language]
        if len(self.opinions) > 1:
            self._summary()
        for opinion in self.opinions:
            self._opinion(opinion)
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _summary(self) -> None:
        self._heading(self.words["comparison"])
        self.document.add_paragraph(self.opinions[0].question, style="Body Text")
        for opinion in self.opinions:
            self._item(Item(opinion.short, opinion.document), 1, False)

    def _opinion(self, opinion: Opinion) -> None:
        words = self.words
        self.document.add_paragraph(words["opinion"], style="Title")
        self.document.add_paragraph(
            opinion.document + (f" · {opinion.as_of}" if opinion.as_of else ""), style="Subtitle"
        )
        self._heading(words["question"])
        self.document.add_paragraph(opinion.question, style="Body Text")
        self._heading(words["short"])
        self.document.add_paragraph(opinion.short, style="Intense Quote")
        for section in sections(opinion):
            self._section(section)

    # ---- parts

    def _heading(self, text: str) -> None:
        self.document.add_paragraph(text, style="Heading 1")

    def _section(self, section: Section) -> None:
        self._heading(section.title)
        for paragraph in section.paragraphs:
            self.document.add_paragraph(paragraph, style="Body Text")
        if section.key == "dates":
            self._table(section)
            return
        for item in section.items:
            self._item(item, 1, section.numbered)

    def _item(self, item: Item, depth: int, numbered: bool) -> None:
        style = f"Step {min(depth, _DEEPEST)}" if numbered else f"Point {min(depth, _DEEPEST)}"
        paragraph = self.document.add_paragraph(style=style)
        if numbered:
            paragraph.add_run(f"{item.mark}\t", style="Strong")
        else:
            paragraph.add_run("–\t")
            if item.mark:
                paragraph.add_run(f"{item.mark}{self.words['colon']} ", style="Strong")
            elif item.typed and depth > 1:
                paragraph.add_run(item.typed, style="Typed")
                paragraph.add_run(f"{self.words['colon']} ")
        paragraph.add_run(item.text)
        if item.citation:
            paragraph.add_run(" ")
            paragraph.add_run(f"[{item.citation}]", style="Citation")
        if item.typed and (item.mark or depth == 1):
            paragraph.add_run(" ")
            paragraph.add_run(item.typed, style="Typed")
        for child in item.children:
            self._item(child, depth + 1, numbered)

    def _table(self, section: Section) -> None:
        table = self.document.add_table(rows=0, cols=2)
        for item in section.items:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Cm(4.6), Cm(11.4)
            cells[0].paragraphs[0].style = cells[1].paragraphs[0].style = "Table Text"
            cells[0].paragraphs[0].add_run(item.mark, style="Strong")
            cells[1].paragraphs[0].add_run(item.text)
            if item.citation:
                cells[1].paragraphs[0].add_run(" ")
                cells[1].paragraphs[0].add_run(f"[{item.citation}]", style="Citation")

    # ---- page and styles

    def _page(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.5)
        page.top_margin, page.bottom_margin = Cm(2.3), Cm(2.3)
        foot = page.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            run = foot.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.set(qn("xml:space"), "preserve")
                mark.text = text
            run._r.append(mark)

    def _styles(self) -> None:
        styles = self.document.styles
        self._set(styles["Normal"], 10.5, _INK, after=4)
        styles["Normal"].paragraph_format.line_spacing = 1.12
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), _LOCALES[self.language])
        for known in styles["Normal"].element.get_or_add_rPr().findall(qn("w:lang")):
            styles["Normal"].element.rPr.remove(known)
        styles["Normal"].element.get_or_add_rPr().append(language)
        defaults = styles.element.find(qn("w:docDefaults"))
        for known in defaults.iter(qn("w:lang")):
            known.set(qn("w:val"), _LOCALES[self.language])
        self._set(styles["Title"], 20, _ACCENT, after=2)
        self._plain_borders(styles["Title"])
        self._set(styles["Subtitle"], 10.5, _SOFT, after=8)
        styles["Subtitle"].font.italic = False
        self._set(styles["Heading 1"], 12.5, _ACCENT, before=12, after=3)
        styles["Heading 1"].paragraph_format.keep_with_next = True
        self._set(styles["Body Text"], 10.5, _INK, after=4)
        self._set(styles["Intense Quote"], 11.5, _INK, before=2, after=6)
        styles["Intense Quote"].font.bold, styles["Intense Quote"].font.italic = True, False
        styles["Intense Quote"].paragraph_format.left_indent = Cm(0.3)
        styles["Intense Quote"].paragraph_format.right_indent = Cm(0)
        self._plain_borders(styles["Intense Quote"])
        styles["Strong"].font.color.rgb = _ACCENT
        for depth in range(1, _DEEPEST + 1):
            self._list_style(f"Step {depth}", 0.55 * (depth - 1), 0.9 + 0.25 * (depth - 1))
            self._list_style(f"Point {depth}", 0.5 * (depth - 1), 0.45)
        self._list_style("Table Text", 0, 0)
        citation = styles.add_style("Citation", WD_STYLE_TYPE.CHARACTER)
        citation.font.size, citation.font.color.rgb = Pt(9), _ACCENT
        typed = styles.add_style("Typed", WD_STYLE_TYPE.CHARACTER)
        typed.font.name, typed.font.size = "DejaVu Sans Mono", Pt(8.5)

    def _list_style(self, name: str, indent: float, hanging: float) -> None:
        style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(indent + hanging)
        style.paragraph_format.first_line_indent = Cm(-hanging)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(indent + hanging))

    @staticmethod
    def _set(style: Any, size: float, colour: RGBColor, before: float = 0, after: float = 0) -> None:
        style.font.name, style.font.size, style.font.color.rgb = "Liberation Serif", Pt(size), colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        for kind in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{kind}"), "Liberation Serif")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)

    @staticmethod
    def _plain_borders(style: Any) -> None:
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)


FORMAT = Format(
    name="docx",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    is_binary=True,
    single=_single,
    comparison=_comparison,
)
