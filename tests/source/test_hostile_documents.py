"""A small document costs little, whatever it unfolds to; and a text is taken apart in time that grows with it."""

import signal
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time, sleep

import pytest
from docx import Document

from engine.print.paper import make_paper
from engine.source.contents import contents
from engine.source.fingerprint import fingerprint
from engine.source.lock import make_lock
from engine.source.read import LONGEST_LINE, MOST_LINES, form_of, read_source
from engine.source.source_error import SourceError

pytestmark = pytest.mark.suite

WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
LISTING = b"BT /F1 12 Tf 10 700 Td " + b"(Article one. The client pays.) Tj 0 -14 Td " * 3000 + b"ET"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of objects, the first of which is its catalogue."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(written))
    )


def page(pages: int, contents: bytes, stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF whose pages are all the same one."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>>>/Contents %s>>" % contents,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(stream), filters, stream),
        ]
    )


def unfolding(layers: int) -> bytes:
    """Two hundred megabytes of spaces, packed so many times."""
    packed = zlib.compress(b" " * 200_000_000, 9)
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    return packed


def word(path: Path, document: bytes) -> bytes:
    """A Word document with another text in it."""
    Document().save(str(path))
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, document if name == "word/document.xml" else content)
    return path.read_bytes()


EXHAUSTED = ("exhausting-file", "unreadable-pdf", "unreadable-document")


def document(name: str, folder: Path) -> bytes:
    match name:
        case "repeats a stream.pdf":
            return page(1, b"[%s]" % (b"5 0 R " * 300), zlib.compress(LISTING, 9))
        case "repeats a page.pdf":
            return page(300, b"5 0 R", zlib.compress(LISTING, 9))
        case "inflates.pdf":
            return page(1, b"5 0 R", unfolding(3), b"[/FlateDecode/FlateDecode/FlateDecode]")
        case "goes round.pdf":
            return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])
        case "inflates.docx":
            return word(folder / name, WORD + b"<w:p><w:r><w:t>" + b" " * 300_000_000 + b"</w:t></w:r></w:p>")
        case "has paragraphs.docx":
            return word(folder / name, WORD + b"<w:p/>" * 1_000_000 + b"</w:body></w:document>")
        case "has full paragraphs.docx":
            full = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
            return word(folder / name, WORD + full * 400_000 + b"</w:body></w:document>")
        case "nests.docx":
            return word(folder / name, WORD + b"<w:p>" * 3_000 + b"</w:p>" * 3_000 + b"</w:body></w:document>")
        case "has attributes.html":
            return b"<p %s>1. A</p>" % b" ".join(b"a%d=1" % number for number in range(200_000))
        case "names a page again.pdf":
            return pdf(
                [
                    b"<</Type/Catalog/Pages 2 0 R>>",
                    b"<</Type/Pages/Kids[%s]/Count 50000>>" % (b"3 0 R " * 50_000),
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
                ]
            )
        case _:
            return b"<html><body>" + b"<div>" * 240_000


@pytest.mark.parametrize(
    "name",
    [
        "repeats a stream.pdf",
        "repeats a page.pdf",
        "inflates.pdf",
        "goes round.pdf",
        "inflates.docx",
        "has paragraphs.docx",
        "has full paragraphs.docx",
        "nests.docx",
        "nests.html",
        "has attributes.html",
        "names a page again.pdf",
    ],
)
def test_a_small_document_costs_little(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(document(name, tmp_path))
    before = getrusage(RUSAGE_CHILDREN)
    with pytest.raises(SourceError) as refused:
        read_source(path)
    assert refused.value.code in (["exhausting-file"] if name.endswith(".docx") else EXHAUSTED)
    after = getrusage(RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert taken < 10, "ten seconds is the longest that anybody waits"


def test_a_text_of_more_lines_than_can_be_looked_at_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("1. x\n" * (MOST_LINES + 1), encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_source(path)
    assert refused.value.code == "file-too-large"
    path.write_text("1. x\n" * MOST_LINES, encoding="utf-8")
    assert read_source(path)


@pytest.mark.parametrize("sign", ["(", "1 ", "a.", "# "])
@pytest.mark.parametrize("name", ["text.txt", "text.md"])
def test_a_line_longer_than_any_paragraph_is_refused_before_anything_is_looked_for_in_it(
    sign: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(f"1 Scope\n\n{sign * (LONGEST_LINE + 1)}\n", encoding="utf-8")
    started = process_time()
    with pytest.raises(SourceError, match="file-too-large"):
        read_source(path)
    assert process_time() - started < 1


def test_a_passage_that_no_end_of_a_line_parts_is_refused() -> None:
    text = "1 Scope\n\n" + "The client pays 1 franc a day\n" * 4_000
    started = process_time()
    with pytest.raises(SourceError, match="file-too-large"):
        make_lock("lease", "first", text)
    assert process_time() - started < 5


def test_a_template_that_inflates_is_none(tmp_path: Path) -> None:
    content = word(tmp_path / "paper.docx", WORD + b"<w:p/>" * 5_000_000 + b"</w:body></w:document>")
    with pytest.raises(ValueError, match="no Word document"):
        make_paper("en-GB", content)
    with pytest.raises(ValueError, match="no Word document"):
        make_paper("en-GB", word(tmp_path / "paper.docx", WORD + b"</w:body></w:document>"))


def test_no_module_of_the_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pypdf.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (tmp_path / "terms.html").write_text("<html><body><p>The client pays.</p></body></html>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_source(Path("terms.html")) == "The client pays.\n"


@pytest.mark.parametrize(
    "text", ["\n" * 100_000 + "x", " " * 100_000 + "x", "." * 50_000, "(1" * 25_000, "a-\n" * 30_000]
)
def test_a_text_is_taken_apart_in_time_that_grows_with_it(text: str) -> None:
    start = process_time()
    fingerprint(text)
    make_lock("terms", "first", f"Article 1\n\nThe client pays.\n\n{text}")
    assert process_time() - start < 10


@pytest.mark.parametrize("lines", [["x"] * 50_000, [f"Heading {number}" for number in range(25_000)] * 2])
def test_lines_that_all_come_again_are_no_list_of_contents(lines: list[str]) -> None:
    start = process_time()
    assert not contents(lines)
    assert process_time() - start < 10


@pytest.mark.parametrize(("ending", "code"), [
    ("kill -SEGV $$", "unreadable-document"),
    ("exit 1", "unreadable-document"),
    ("kill -PROF $$", "exhausting-file"),
    ("exit 75", "exhausting-file"),
])  # fmt: skip
def test_a_reader_that_breaks_off_is_told_from_one_that_is_exhausted(
    ending: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, page = tmp_path / "reader", tmp_path / "terms.html"
    reader.write_text(f"#!/bin/sh\ncat >/dev/null\n{ending}\n", encoding="utf-8")
    reader.chmod(0o700)
    page.write_text("<html><body><p>The client pays.</p></body></html>", encoding="utf-8")
    monkeypatch.setattr(sys, "executable", str(reader))
    with pytest.raises(SourceError) as refused:
        read_source(page)
    assert refused.value.code == code


def test_a_text_of_another_program_is_none(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_bytes(rb"{\rtf1\ansi Article 1\par The client pays.}")
    with pytest.raises(SourceError) as refused:
        read_source(path)
    assert refused.value.code == "not-text"


def test_a_page_of_comments_is_told_apart_at_once() -> None:
    start = process_time()
    assert form_of(Path("terms.txt"), b"<!---->" * 200 + b"x") == "plain"
    assert form_of(Path("terms.txt"), b"<!-- a -->\n<!-- b --><html>") == "html"
    assert process_time() - start < 10


def test_a_text_of_more_passages_than_any_contract_has_is_refused() -> None:
    with pytest.raises(SourceError, match="20000 are told apart at most"):
        make_lock("terms", "first", "\n\n".join(f"Word{number}." for number in range(20_100)))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes in files")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_the_reader_ends_with_the_process_that_began_it(tmp_path: Path, number: signal.Signals) -> None:
    slow = tmp_path / "slow.md"
    slow.write_text(("*a" * 10_000 + "\n") * 10 + "*", encoding="utf-8")
    call = [sys.executable, "-m", "engine.faces.command_line", "source", "outline", str(slow)]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while running.poll() is None and not (reader := children.read_text(encoding="utf-8").split()):
            sleep(0.02)
        while running.poll() is None and not is_reading(reader[0]):
            sleep(0.02)
        running.send_signal(number)
        running.wait(20)
    for _ in range(20):
        if not is_reading(reader[0]):
            return
        sleep(0.1)
    raise AssertionError("the reader works on")


def is_reading(process: str) -> bool:
    """Whether a process is one that reads a document."""
    try:
        called = Path(f"/proc/{process}/cmdline").read_bytes()
        return b"engine.source.confined" in called and " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
