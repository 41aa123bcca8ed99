"""Reading text files and PDFs."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from engine.source.read import LARGEST_SOURCE, SourceError, read_source


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


def test_unusable_pdfs(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    path = tmp_path / "port.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing of the kind")
    assert refusal(path) == "unreadable-pdf"
    path.write_bytes(pdf_of(""))
    assert refusal(path) == "pdf-without-text"


def test_a_pdf_without_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return real(name, *rest, **named)

    path = tmp_path / "port.pdf"
    path.write_bytes(pdf_of("Le port."))
    monkeypatch.setattr(builtins, "__import__", without)
    assert refusal(path) == "missing-package"


def test_unusable_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == "unreadable-file"
    assert refusal(tmp_path) == "unreadable-file"
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_SOURCE + 1)
    assert refusal(path) == "file-too-large"
