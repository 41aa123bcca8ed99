"""A PDF writer as small as can be: one font, wrapped lines, a running header, page numbers."""

from __future__ import annotations

import textwrap

LINES = 24
WIDTH = 84


def write_pdf(text: str, header: str, width: int = WIDTH, length: int = LINES) -> bytes:
    """The PDF of a text; blank lines part paragraphs, the same text gives the same bytes.

    `width` is that of a line in characters, `length` that of a page in lines.
    """
    lines = [part for line in text.strip().split("\n") for part in (textwrap.wrap(line, width) or [""])]
    pages = [lines[start : start + length] for start in range(0, len(lines), length)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
               b"/Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for number, page in enumerate(pages, 1):
        shown = [(800, header), *((770 - 17 * at, line) for at, line in enumerate(page) if line),
                 (40, f"{number}/{len(pages)}")]  # fmt: skip
        content = (
            "BT /F1 10 Tf\n"
            + "".join(f"1 0 0 1 60 {height} Tm ({_escaped(line)}) Tj\n" for height, line in shown)
            + "ET"
        )
        stream = content.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects))  # fmt: skip
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: list[bytes]) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + head + tail
