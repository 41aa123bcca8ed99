"""The paper on which Word documents are set: page, styles, numbers of headings and foot, with no word on it yet."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Cm, Pt, RGBColor

_LARGEST = 20_000_000
"""How large a template may be, unpacked, in bytes."""

DEEPEST = 5
"""How many levels of steps and of points have a style of their own."""

_REFERRING = tuple(map(qn, ("w:pStyle", "w:rStyle", "w:basedOn", "w:next", "w:link")))
_INK, _ACCENT, _SOFT = RGBColor(0x1B, 0x1B, 0x1F), RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x4A, 0x4A, 0x55)
_TINT = "EEF3F8"
_AFTER_SHADING = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
"""What follows a shading among the properties of a paragraph (ECMA-376, part 1, section 17.3.1.26)."""

_NUMBERED = (("Heading 1", "%1"), ("Heading 2", "A%1"))
"""The headings of an opinion, and those of its annex, each with its numbers."""


def make_paper(locale: str, template: bytes | None = None) -> bytes:
    """A .docx file for texts in a language such as `en-GB`, whose styles are named by their use.

    On a template, its page, its head and foot and the styles that it has stay as they are. Raises `ValueError` where
    the template is no Word document.
    """
    try:
        return _Paper(locale, template).content()
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        if template is None:
            raise
        raise ValueError("no Word document") from error


class _Paper:
    def __init__(self, locale: str, template: bytes | None) -> None:
        self.locale = locale
        self.document: Any = _opened(template)
        self.own = template is None
        self.known = {style.name for style in self.document.styles} if template is not None else set()
        if self.own:
            self._page()
        self._foot()
        self._styles()
        self._numbers()

    def content(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    # ---- page

    def _page(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.4)
        page.top_margin, page.bottom_margin = Cm(2), Cm(1.9)
        page.footer_distance = Cm(0.9)

    def _foot(self) -> None:
        """The number of the page, and of how many, unless the template has a foot of its own."""
        foot = self.document.sections[-1].footer
        if any(paragraph.text.strip() for paragraph in foot.paragraphs) or foot.tables:
            return
        line = foot.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for name in ("PAGE", "NUMPAGES"):
            if name == "NUMPAGES":
                line.add_run(" / ")
            for kind in ("begin", None, "end"):
                line.add_run()._r.append(_field(kind, name))
        for run in line.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), _SOFT

    # ---- styles

    def _styles(self) -> None:
        if self.own:
            self._language()
        self._set("Normal", 10, _INK, after=3)
        self._set("Title", 17, _ACCENT, after=4, keep=True)
        self._set("Heading 1", 11.5, _ACCENT, before=8, after=2, keep=True)
        self._set("Heading 2", 10.5, _ACCENT, before=8, after=2, keep=True)
        self._set("Body Text", 10, _INK, after=3)
        self._set("Intense Quote", 10.5, _INK, before=1, after=4)
        self._answer()
        self._add("Running Text", lambda style: self._looks(style, 10, _INK, 0, 3))
        self._add("Annex Title", self._annex)
        self._add("Place Line", lambda style: self._looks(style, 10, _INK, 16, 22, True))
        self._add("Signature Line", lambda style: self._looks(style, 10, _INK))
        for depth in range(1, DEEPEST + 1):
            self._list_style(f"Step {depth}", 0.5 * (depth - 1), 0.85 + 0.25 * (depth - 1))
            self._list_style(f"Point {depth}", 0.5 * (depth - 1), 0.45)
        self._list_style("Table Text", 0, 0)
        self._character("Citation", 8.5, _ACCENT)
        if self._is_new("Strong"):
            self.document.styles["Strong"].font.color.rgb = _ACCENT

    def _language(self) -> None:
        styles = self.document.styles
        properties = styles["Normal"].element.get_or_add_rPr()
        for known in properties.findall(qn("w:lang")):
            properties.remove(known)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), self.locale)
        properties.append(language)
        for known in styles.element.find(qn("w:docDefaults")).iter(qn("w:lang")):
            known.set(qn("w:val"), self.locale)

    def _is_new(self, name: str) -> bool:
        """Whether the look of a style is ours to say: the template's own styles stay as they are."""
        if name in self.known:
            self._identify(name)
            return False
        if name not in {style.name for style in self.document.styles}:
            self.document.styles.add_style(name, _kind(name))
        return True

    def _identify(self, name: str) -> None:
        """Gives a style of the template the identifier by which an opinion refers to it, in whatever language it is."""
        style = self.document.styles[name]
        old, new = style.style_id, name.replace(" ", "")
        if old == new:
            return
        style.element.set(qn("w:styleId"), new)
        parts = [self.document.element, self.document.styles.element]
        parts += [part._element for section in self.document.sections for part in (section.header, section.footer)]
        for found in (element for part in parts for element in part.iter(*_REFERRING)):
            if found.get(qn("w:val")) == old:
                found.set(qn("w:val"), new)

    def _set(
        self, name: str, size: float, colour: RGBColor, before: float = 0, after: float = 0, keep: bool = False
    ) -> None:
        if self._is_new(name):
            self._looks(self.document.styles[name], size, colour, before, after, keep)

    def _add(self, name: str, look: Any) -> None:
        if self._is_new(name):
            style = self.document.styles[name]
            style.base_style = self.document.styles["Normal"]
            look(style)

    @staticmethod
    def _looks(
        style: Any, size: float, colour: RGBColor, before: float = 0, after: float = 0, keep: bool = False
    ) -> None:
        style.font.name, style.font.size, style.font.color.rgb = "Liberation Serif", Pt(size), colour
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        for kind in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{kind}"), "Liberation Serif")
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(before), Pt(after), keep
        shape.line_spacing, shape.widow_control = 1.05, True
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)

    def _answer(self) -> None:
        """The answer stands on a tint."""
        if "Intense Quote" in self.known:
            return
        style = self.document.styles["Intense Quote"]
        style.font.bold = True
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.15)
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _TINT)):
            shading.set(qn(f"w:{name}"), value)
        properties = style.element.get_or_add_pPr()
        properties.insert_element_before(shading, *_AFTER_SHADING)

    def _annex(self, style: Any) -> None:
        self._looks(style, 15, _ACCENT, 0, 4, True)
        style.paragraph_format.page_break_before = True

    def _list_style(self, name: str, indent: float, hanging: float) -> None:
        if not self._is_new(name):
            return
        style = self.document.styles[name]
        style.base_style = self.document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(indent + hanging)
        style.paragraph_format.first_line_indent = Cm(-hanging)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(indent + hanging))

    def _character(self, name: str, size: float, colour: RGBColor) -> None:
        if self._is_new(name):
            font = self.document.styles[name].font
            font.size, font.color.rgb = Pt(size), colour

    # ---- numbers

    def _numbers(self) -> None:
        """Headings count by themselves: those of the opinion, and those of its annex."""
        numbering = self._numbering()
        taken = [int(found.get(qn("w:abstractNumId"))) for found in numbering.findall(qn("w:abstractNum"))]
        first = max(taken, default=-1) + 1
        used = [int(found.get(qn("w:numId"))) for found in numbering.findall(qn("w:num"))]
        number = max(used, default=0) + 1
        for at, (name, pattern) in enumerate(_NUMBERED):
            if name in self.known and self._is_numbered(name):
                continue
            style = self.document.styles[name]
            abstract = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{first + at}">'
                '<w:multiLevelType w:val="singleLevel"/>'
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                f'<w:pStyle w:val="{style.style_id}"/><w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>'
                '<w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr></w:lvl></w:abstractNum>'
            )
            before = numbering.find(qn("w:num"))
            if before is None:
                numbering.append(abstract)
            else:
                before.addprevious(abstract)
            numbering.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number + at}"><w:abstractNumId w:val="{first + at}"/></w:num>'
                )
            )
            properties = style.element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = number + at

    def _is_numbered(self, name: str) -> bool:
        properties = self.document.styles[name].element.pPr
        return properties is not None and properties.numPr is not None

    def _numbering(self) -> Any:
        """The element that holds the numberings; a template without one gets it from the blank paper."""
        part = self.document.part
        try:
            return part.numbering_part.element
        except NotImplementedError:
            blank = Document().part.numbering_part
            part.relate_to(
                NumberingPart.load(blank.partname, blank.content_type, blank.blob, part.package),
                RELATIONSHIP_TYPE.NUMBERING,
            )
            return part.numbering_part.element


def _opened(template: bytes | None) -> Any:
    if template is None:
        return Document()
    try:
        with ZipFile(BytesIO(template)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise ValueError("too large")
        return Document(BytesIO(template))
    except Exception as error:  # whatever a broken file makes the library raise
        raise ValueError("no Word document") from error


def _kind(name: str) -> WD_STYLE_TYPE:
    return WD_STYLE_TYPE.CHARACTER if name in ("Citation", "Strong") else WD_STYLE_TYPE.PARAGRAPH


def _field(kind: str | None, name: str) -> Any:
    """A mark of a field, or between its marks the name of it."""
    if kind is not None:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = name
    return text
