"""An opinion is two pages that one signs: what stands before its annex, laid out by a word processor."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from engine.tongues import tongue
from tests.explain.cases import CASES, LANGUAGES, reply, text_of

PAGES = 2
LINES = 130
"""As many lines of 100 characters as two pages take, without those that set sections apart."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_signed_is_no_longer_than_two_pages_of_lines(path: Path, language: str) -> None:
    body = text_of(path, language).partition(f"──── {tongue(language).advice['annex']} ────")[0]
    assert len([line for line in body.splitlines() if line.strip()]) <= LINES


@pytest.mark.slow
def test_what_is_signed_is_no_longer_than_two_pages_of_paper(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice here to lay a Word document out")
    for path in CASES:
        for language in LANGUAGES:
            content = reply(path, language).printed("docx")
            assert isinstance(content, bytes)
            (tmp_path / f"{path.stem}.{language}.docx").write_bytes(content)
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    written = sorted(str(path) for path in tmp_path.glob("*.docx"))
    call = [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *written]
    subprocess.run(call, check=True, capture_output=True, timeout=600)
    printed = sorted(tmp_path.glob("*.pdf"))
    assert len(printed) == len(CASES) * len(LANGUAGES)
    assert {path.stem: pages for path in printed if (pages := signed_pages(path)) > PAGES} == {}


def signed_pages(path: Path) -> int:
    """How many pages there are before the one that the annex opens, or in all."""
    title = tongue(path.suffixes[0].removeprefix(".")).advice["annex"]
    texts = [page.extract_text().strip() for page in PdfReader(path).pages]
    return next((at for at, text in enumerate(texts) if text.startswith(f"{title}\n")), len(texts))
