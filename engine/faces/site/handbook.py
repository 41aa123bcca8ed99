"""For whoever writes clauses: the language reference, the author's guide and the diagnostics, and revision reports."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

from engine.catalogue import CATALOGUE
from engine.faces.site.links import linked
from engine.faces.site.pages import Maker, Page, front, squeezed
from engine.library.compiled_state import ROOT
from engine.tongues import tongue

LANGUAGE = ROOT / "tests" / "language"
DIAGNOSTICS = "diagnostics"
GAP = "[block]"
"""Stands in the prose of another language where the page has a block that runs."""
_BLOCK = re.compile(r"^```\w[^\n]*\n.*?^```$", re.M | re.S)
_TITLE = re.compile(r"^# (.+)$", re.M)
_FENCE = re.compile(r"^```(\w+)([^\n]*)$", re.M)
_HEADING = re.compile(r"^## `([a-z-]+)`$", re.M)
_EXAMPLE = re.compile(r"(?:^```\w.*?^```\n+)+", re.M | re.S)
_MEANING = re.compile(r"^## `([a-z-]+)`\n\n(.+?\.)\s", re.M | re.S)


def handbook_pages(maker: Maker, folder: Path = LANGUAGE) -> Iterator[Page]:
    """The reference: the executed pages of the tests, their prose in the language of the tree where it has them."""
    here, words = "reference/index.md", maker.words
    areas = [area.page for area in CATALOGUE]
    pages = [_page(maker, path) for path in sorted(folder.glob("*.md"))] if folder.is_dir() else []
    pages.sort(key=lambda page: _rank(Path(page.path).stem, areas))
    yield maker.page(
        here,
        words["reference"],
        "list",
        lead=words["reference_lead"],
        items=[linked(page.title, page.path, here) for page in pages]
        + [linked(words["revisions"], "revisions/index.md", here)],
    )
    yield from pages


def _rank(name: str, areas: list[str]) -> int:
    """The author's guide first, then the language, then the diagnostics in the order of the catalogue."""
    if name in areas:
        return 3 + areas.index(name)
    return 2 if name == DIAGNOSTICS else 0 if "author" in name else 1


def translated(text: str, prose: str | None) -> str | None:
    """A page with the prose of another language around its own blocks; None where they are not as many as its gaps."""
    blocks = [block[0] for block in _BLOCK.finditer(text)]
    if prose is None or prose.count(GAP) != len(blocks):
        return None
    following = iter(blocks)
    return re.sub(re.escape(GAP), lambda _: next(following), prose)


def _page(maker: Maker, path: Path) -> Page:
    english = path.read_text(encoding="utf-8")
    own = translated(english, tongue(maker.language).reference(path.name))
    text = own or english
    found = _TITLE.search(text)
    title = found[1] if found else path.stem
    name = path.name.removeprefix("00-") if path.name[:2] == "00" else path.name
    body = _FENCE.sub(_fence, text)
    if path.stem.startswith(DIAGNOSTICS):
        body = _HEADING.sub(lambda heading: f"## `{heading[1]}` {{ #{heading[1]} }}", body)
    if path.stem.startswith(f"{DIAGNOSTICS}-"):
        body = _EXAMPLE.sub(lambda example: _folded(maker.words["example"], example[0]), body)
    if path.stem == DIAGNOSTICS:
        body = body.replace("\n## ", f"\n{_catalogue(maker)}\n\n## ", 1)
    note = maker.words["english_only"]
    if note and own is None:
        body = body.replace("\n", f'\n\n!!! note "{note}"\n\n', 1)
    return Page(f"reference/{name}", title, front(title) + squeezed(body))


def _fence(fence: re.Match[str]) -> str:
    """How a block of an executed page begins for a highlighter, with the name of its file."""
    told = dict(word.split("=", 1) for word in fence[2].split() if "=" in word)
    name = "/".join(told[key] for key in ("folder", "file") if key in told)
    return f"```{_SHOWN.get(fence[1], fence[1])}" + (f' title="{name}"' if name else "")


_SHOWN = {"diagnostics": "text", "answers": "text", "console": "text"}
"""What the blocks of the executed pages are to a highlighter."""


def _folded(title: str, text: str) -> str:
    """A part of a page that opens where somebody wants to see it."""
    return f'??? more "{title}"\n\n{indent(text.rstrip(), "    ")}\n\n'


def _catalogue(maker: Maker) -> str:
    """Every id with its meaning, by areas, each linked to its example."""
    words = maker.words
    head = [f"| {words['code']} | {words['meaning']} |", "|---|---|"]
    parts = []
    for area in CATALOGUE:
        own = tongue(maker.language).reference(f"{area.page}.md")
        title, meanings = (area.title, area.meanings) if own is None else _told_by(own)
        rows = [
            f"| [`{code}`]({area.page}.md#{code}) | {meanings.get(code, meaning)} |"
            for code, meaning in area.meanings.items()
        ]
        title = title.partition(":")[2].strip().capitalize()
        parts.append(_folded(f"{title} ({len(rows)})", "\n".join((*head, *rows))))
    return "\n".join(parts).rstrip()


def _told_by(page: str) -> tuple[str, dict[str, str]]:
    """The title of an area's page in another language, and the first sentence that it has on each id."""
    title = _TITLE.search(page)
    assert title is not None
    return title[1], {code: " ".join(sentence.split()).rstrip(".") for code, sentence in _MEANING.findall(page)}
