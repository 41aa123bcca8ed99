"""For whoever writes clauses: the language reference, the author's guide and the diagnostics, and revision reports."""

import re
from collections.abc import Iterator
from pathlib import Path

from dsl.catalogue import CATALOGUE
from engine.evaluate.editions import ROOT
from engine.faces.site.links import linked
from engine.faces.site.pages import Maker, Page, front, squeezed

LANGUAGE = ROOT / "tests" / "language"
_TITLE = re.compile(r"^# (.+)$", re.M)
_FENCE = re.compile(r"^```(\w+)[^\n]*$", re.M)
_HEADING = re.compile(r"^## `([a-z-]+)`$", re.M)


def handbook_pages(maker: Maker, folder: Path = LANGUAGE) -> Iterator[Page]:
    """The reference pages; they are the executed pages of the tests, in English in both trees."""
    here, words = "reference/index.md", maker.words
    pages = [_page(maker, path) for path in sorted(folder.glob("*.md"))] if folder.is_dir() else []
    guides = [page for page in pages if "author" in page.path]
    others = [page for page in pages if page not in guides and not page.path.endswith("diagnostics.md")]
    diagnostics = [page for page in pages if page.path.endswith("diagnostics.md")]
    yield maker.page(
        here,
        words["reference"],
        "list",
        lead=words["reference_lead"],
        items=[linked(page.title, page.path, here) for page in (*guides, *others, *diagnostics)]
        + [linked(words["revisions"], "revisions/index.md", here)],
    )
    yield from (*guides, *others, *diagnostics)


def _page(maker: Maker, path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    found = _TITLE.search(text)
    title = found[1] if found else path.stem
    name = path.name.removeprefix("00-") if path.name[:2] == "00" else path.name
    body = _FENCE.sub(lambda fence: f"```{_SHOWN.get(fence[1], fence[1])}", text)
    body = re.sub(r"\]\((?!https?:)([\w-]+\.md)", r"](\1", body)
    if path.stem == "diagnostics":
        body = _HEADING.sub(lambda heading: f"## `{heading[1]}` {{ #{heading[1]} }}", body)
        body = body.replace("\n## ", f"\n{_catalogue(maker)}\n\n## ", 1)
    if maker.language != "en":
        note = maker.words["english_only"]
        body = body.replace("\n", f'\n\n!!! note "{note}"\n\n', 1)
    return Page(f"reference/{name}", title, front(title) + squeezed(body))


_SHOWN = {"clause": "text", "diagnostics": "text", "answers": "text"}
"""What the blocks of the executed pages are to a highlighter."""


def _catalogue(maker: Maker) -> str:
    words = maker.words
    rows = [
        f"| [`{code}`](#{code}) | {meaning} |" if _shown(code) else f"| `{code}` | {meaning} |"
        for code, meaning in CATALOGUE.items()
    ]
    return "\n".join([f"| {words['code']} | {words['meaning']} |", "|---|---|", *rows])


def _shown(code: str) -> bool:
    page = LANGUAGE / "diagnostics.md"
    return page.is_file() and f"\n## `{code}`\n" in page.read_text(encoding="utf-8")
