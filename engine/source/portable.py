"""Reading a PDF."""

from __future__ import annotations

import logging
from itertools import islice
from pathlib import Path
from typing import Any

from dsl.sentence import told
from engine.source.source_error import SourceError

MOST_PAGES = 1_000
"""How many pages are read of a PDF at most."""

_IDENTITY = ("/Identity-H", "/Identity-V")


def read_portable(path: Path, content: bytes) -> str:
    """The text of a PDF, its pages parted by form feeds.

    Raises `SourceError`: `unreadable-pdf`, `exhausting-file`, `pdf-without-text`, `pdf-without-letters` or
    `missing-package`.
    """
    try:
        from io import BytesIO

        from pypdf import PdfReader
        from pypdf.errors import FileNotDecryptedError
    except ImportError:
        raise SourceError(
            "missing-package",
            "a PDF is read by the package `pypdf`, which is not installed",
            "install it with `pip install pypdf`, or give the text as plain UTF-8",
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a damaged file is no diagnostic
    try:
        reader = PdfReader(BytesIO(content))
        pages, nameless = [], set[str]()
        for page in islice(reader.pages, MOST_PAGES + 1):
            pages.append(page.extract_text())
            nameless |= _without_letters(page)
    except MemoryError:
        raise
    except FileNotDecryptedError:
        raise SourceError(
            "unreadable-pdf",
            told("`{path}` is encrypted", path=path),
            "save it again without a password, or give the text as plain UTF-8",
        ) from None
    except Exception:  # pypdf lets errors of every kind through for a damaged file
        raise SourceError(
            "unreadable-pdf",
            told("`{path}` is no readable PDF: it is damaged, or was none", path=path),
            "save it again from a viewer, or give the text as plain UTF-8",
        ) from None
    if len(pages) > MOST_PAGES:
        raise SourceError(
            "exhausting-file",
            told("`{path}` has more than {most} pages", path=path, most=MOST_PAGES),
            "give one document alone",
        )
    if nameless:
        raise SourceError(
            "pdf-without-letters",
            told(
                "`{path}` does not say which letters the signs of its font {fonts} stand for",
                path=path,
                fonts=", ".join(sorted(nameless)),
            ),
            "run it through character recognition, or give the text as plain UTF-8",
        )
    if not any(page.strip() for page in pages):
        raise SourceError(
            "pdf-without-text",
            told("`{path}` has no text, only images perhaps", path=path),
            "run it through character recognition first",
        )
    return "\f".join(pages)


def _without_letters(page: Any) -> set[str]:
    """The fonts of a page whose glyphs are numbered by the font itself, with no map to Unicode (PDF 32000, 9.10.2)."""
    found = set()
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    for name, reference in (fonts.get_object() if fonts is not None else {}).items():
        font = reference.get_object()
        is_composite = font.get("/Subtype") == "/Type0" and font.get("/Encoding") in _IDENTITY
        if is_composite and "/ToUnicode" not in font:
            found.add(str(font.get("/BaseFont", name)).lstrip("/"))
    return found
