"""Reading text files and PDFs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.source.lines import HEADING_MARK
from engine.source.read import LARGEST_SOURCE, read_source
from engine.source.source_error import SourceError

MOORING, FEES = f"{HEADING_MARK}Mooring", f"{HEADING_MARK}1. Fees"


def pdf_of(*pages: str) -> bytes:
    """A minimal PDF with one line of text on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        stream = f"BT /F1 12 Tf 50 700 Td ({page}) Tj ET" if page else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body = "%PDF-1.4\n"
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}" + trailer).encode("latin-1")


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert caught.value.diagnostics[0].message
    return caught.value.code


def test_plain_text_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_bytes("\ufeffLe port.\f".encode())
    assert read_source(path) == "Le port.\f"


def test_pages_of_a_pdf_are_parted_by_form_feeds(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "port.pdf"
    path.write_bytes(pdf_of("Le port ferme.", "Il ouvre."))
    assert [page.strip() for page in read_source(path).split("\f")] == ["Le port ferme.", "Il ouvre."]


@pytest.mark.parametrize(
    ("content", "identifier"),
    [
        (b"", "empty-text"),
        (b" \n\f", "empty-text"),
        (b"a\x00b", "not-text"),
        (b"\x01\x02\x03 port", "not-text"),
        (b"Le port ferm\xe9.", "bad-encoding"),
    ],
)
def test_unusable_content(tmp_path: Path, content: bytes, identifier: str) -> None:
    path = tmp_path / "port.txt"
    path.write_bytes(content)
    assert refusal(path) == identifier


@pytest.mark.suite
def test_unusable_pdfs(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "port.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing of the kind")
    assert refusal(path) == "unreadable-pdf"
    path.write_bytes(pdf_of(""))
    assert refusal(path) == "pdf-without-text"


def test_a_pdf_without_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "port.pdf"
    path.write_bytes(pdf_of("Le port."))
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert refusal(path) == "missing-package"


def test_unusable_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == "unreadable-file"
    assert refusal(tmp_path) == "unreadable-file"
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_SOURCE + 1)
    assert refusal(path) == "file-too-large"


PAGE = """<!DOCTYPE html><html><head><title>Port</title><style>p {}</style></head><body>
<nav><ul><li>Home</li></ul></nav><header>Fair winds</header>
<main><h1>Mooring</h1><h2>1. Fees</h2><p>The fee is &euro;500
a year.<br>It is owed.</p><ol type="a"><li>by the <b>skipper</b>;</li><li>by the owner.</li></ol>
<ul><li>lamp</li></ul><table><tr><th>Class</th><th>Rate</th></tr><tr><td>A</td><td>10&nbsp;%</td></tr></table></main>
<footer>Imprint</footer><script>alert(1)</script></body></html>"""
LINES = [
    MOORING, FEES, "The fee is €500 a year. It is owed.", "a. by the skipper;", "b. by the owner.", "• lamp",
    "Class Rate", "A 10 %",
]  # fmt: skip


@pytest.mark.parametrize("name", ["port.html", "port"])
def test_a_page_is_read_without_what_surrounds_its_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PAGE, encoding="utf-8")
    assert read_source(path).split("\n\n") == [*LINES[:-1], f"{LINES[-1]}\n"]


def test_items_of_a_page_go_on_after_the_last_letter(tmp_path: Path) -> None:
    path = tmp_path / "port.html"
    items = "".join(f"<li>buoy {number}</li>" for number in range(1, 704))
    path.write_text(f"<html><body><main><h1>Port</h1><ol type=a>{items}</ol></main></body></html>", encoding="utf-8")
    found = read_source(path).split()
    for letters, number in (("z", 26), ("aa", 27), ("ab", 28), ("zz", 702), ("aaa", 703)):
        assert found[found.index(str(number)) - 2] == f"{letters}."


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("upperRoman", {39: "XXXIX", 40: "XL", 400: "CD", 3999: "MMMCMXCIX", 4000: "4000"}),
        ("lowerRoman", {4: "iv", 999: "cmxcix"}),
        ("upperLetter", {26: "Z", 27: "AA", 28: "BB", 53: "AAA"}),
        ("decimal", {1: "1"}),
    ],
)
def test_the_numbers_of_word_are_written_as_word_does(form: str, written: dict[int, str]) -> None:
    word = pytest.importorskip("engine.source.word")
    assert {number: word._written(number, form) for number in written} == written


def test_a_page_in_another_encoding_is_read_as_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "port.html"
    path.write_bytes(
        '<html><head><meta charset="iso-8859-1"></head><body><p>Le quai fermé.</p></body></html>'.encode("latin-1")
    )
    assert read_source(path).strip() == "Le quai fermé."


def test_a_deep_page_exhausts_no_stack(tmp_path: Path) -> None:
    path = tmp_path / "port.html"
    path.write_text("<html><body>" + "<div>" * 20_000 + "Le port ferme." + "</div>" * 20_000)
    assert refusal(path) == "unreadable-document"


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "port.md"
    path.write_text("# Mooring\n\n## 1. Fees\n\nThe fee is *owed*\nby all.\n\n- lamp\n- rope\n\n1. first\n2. second\n")
    assert read_source(path).split("\n\n") == [
        MOORING, FEES, "The fee is owed by all.", "• lamp", "• rope", "1) first", "2) second\n",
    ]  # fmt: skip


def test_a_word_document_is_read_with_its_own_numbers(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Mooring", 0)
    document.add_paragraph("The fee is owed.", style="List Number")
    document.add_paragraph("It is paid at once.", style="List Number")
    document.add_paragraph("lamp", style="List Bullet")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "A", "10 %"
    path = tmp_path / "port.docx"
    document.save(str(path))
    assert read_source(path).split("\n\n") == [
        MOORING, "1. The fee is owed.", "2. It is paid at once.", "• lamp", "A 10 %",
    ]  # fmt: skip


def test_an_archive_that_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "port.docx"
    path.write_bytes(b"PK\x03\x04 nothing in it")
    assert refusal(path) == "unreadable-document"


def test_a_pdf_whose_signs_stand_for_no_letters_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "port.pdf"
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /Secret /Encoding /Identity-H /DescendantFonts [] >>"
    plain = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    content = pdf_of("Le port ferme.").decode("latin-1")
    path.write_bytes(content.replace(plain, font).encode("latin-1"))
    assert refusal(path) == "pdf-without-letters"
