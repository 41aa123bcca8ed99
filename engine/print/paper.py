"""The paper on which Word documents are set: page, styles and foot, with no word on it yet."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

DEEPEST = 5
"""How many levels of steps and of points have a style of their own."""

_INK, _ACCENT, _SOFT = RGBColor(0x1B, 0x1B, 0x1F), RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x4A, 0x4A, 0x55)


def make_paper(locale: str) -> bytes:
    """A .docx file without a word in it, for texts in a language such as `en-GB`; its styles are named by their use."""
    return _Paper(locale).content()


class _Paper:
    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.document: Any = Document()
        self._page()
        self._styles()

    def content(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

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
        language.set(qn("w:val"), self.locale)
        for known in styles["Normal"].element.get_or_add_rPr().findall(qn("w:lang")):
            styles["Normal"].element.rPr.remove(known)
        styles["Normal"].element.get_or_add_rPr().append(language)
        defaults = styles.element.find(qn("w:docDefaults"))
        for known in defaults.iter(qn("w:lang")):
            known.set(qn("w:val"), self.locale)
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
        for depth in range(1, DEEPEST + 1):
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
