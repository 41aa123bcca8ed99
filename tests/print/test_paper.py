"""The paper of Word documents: numbers of headings and pages, the signature, and a letterhead of the user's."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from engine.case.memo_file import Memo
from engine.desk import Reply, Request
from engine.print.format import Manner
from engine.print.paper import make_paper
from tests.explain.cases import CASES, answered

MEMO = Memo("Claire Dubois", "Atelier Rive SA", "Lausanne", "2024-117")
SPAM = next(path for path in CASES if path.stem == "spam")


def headed(language: str, memo: Memo = MEMO, template: bytes | None = None) -> bytes:
    found, entry = answered(SPAM)
    reply = Reply(
        Request(found.asked.question.name, entry.document, language=language, memo=memo), entry, found, language
    )
    content = reply.printed("docx", Manner(template=template))
    assert isinstance(content, bytes)
    return content


def letterhead() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Etude du Lac"
    document.sections[0].footer.paragraphs[0].text = "IBAN CH00"
    document.add_paragraph("By registered mail")
    title = document.styles["Heading 1"]
    title.font.name = "Courier New"
    title.element.set(qn("w:styleId"), "Titre1")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_an_opinion_is_headed_and_signed() -> None:
    document = docx.Document(BytesIO(headed("fr")))
    rows = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert rows["Pour"] == "Atelier Rive SA"
    assert rows["Date"].replace("\u00a0", " ") == "Lausanne, le 10 mars 2024"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[texts.index("Annexe") - 1] == "Claire Dubois"


def test_the_date_of_an_opinion_is_the_one_given() -> None:
    document = docx.Document(BytesIO(headed("en", Memo(place="Lausanne", day=date(2024, 4, 2)))))
    assert "Lausanne, 2 April 2024" in [paragraph.text.replace("\u00a0", " ") for paragraph in document.paragraphs]


@pytest.mark.parametrize("style", ["Heading 1", "Heading 2"])
def test_headings_count_by_themselves(style: str) -> None:
    document = docx.Document(BytesIO(headed("en")))
    number = document.styles[style].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    (abstract,) = (found.abstractNumId.val for found in numbering.num_lst if found.numId == number)
    levels = [
        level
        for found in numbering.findall(qn("w:abstractNum"))
        if int(found.get(qn("w:abstractNumId"))) == abstract
        for level in found.findall(qn("w:lvl"))
    ]
    assert levels[0].find(qn("w:pStyle")).get(qn("w:val")) == document.styles[style].style_id


def test_a_letterhead_keeps_its_page_head_foot_and_styles() -> None:
    content = headed("en", template=letterhead())
    document = docx.Document(BytesIO(content))
    assert document.sections[0].header.paragraphs[0].text == "Etude du Lac"
    assert document.sections[0].footer.paragraphs[0].text == "IBAN CH00"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "By registered mail"
    assert texts.index("Opinion") > 0
    assert document.styles["Heading 1"].font.name == "Courier New"
    question = next(paragraph for paragraph in document.paragraphs if paragraph.text == "Question")
    assert question.style.name == "Heading 1"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_heading_stands_at_the_foot_of_a_page_whatever_its_style_says(language: str) -> None:
    """What leads over to the entries below it stays with them as well."""
    template = docx.Document(BytesIO(letterhead()))
    template.styles["Heading 1"].paragraph_format.keep_with_next = False
    buffer = BytesIO()
    template.save(buffer)
    paragraphs = docx.Document(BytesIO(headed(language, template=buffer.getvalue()))).paragraphs
    headings = [at for at, paragraph in enumerate(paragraphs) if paragraph.style.name.startswith("Heading")]
    assert len(headings) > 4
    assert all(paragraphs[at].paragraph_format.keep_with_next for at in headings)
    first = [(paragraphs[at + 1], paragraphs[at + 2].text) for at in headings]
    leads = [lead for lead, entry in first if entry.startswith("–") and not lead.text.startswith("–")]
    assert leads
    assert all(lead.paragraph_format.keep_with_next for lead in leads)


def test_every_style_that_is_used_is_there() -> None:
    for template in (None, letterhead()):
        with ZipFile(BytesIO(headed("fr", template=template))) as packed:
            text, styles = (packed.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
        used = set(re.findall(r'<w:[pr]Style w:val="(\w+)"', text))
        assert not [name for name in used if f'w:styleId="{name}"' not in styles]


def test_what_is_no_word_document_is_no_template() -> None:
    with pytest.raises(ValueError, match="no Word document"):
        make_paper("fr-CH", b"Hut & Sons")
