"""Reading HTML and Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

from lxml import etree, html
from markdown_it import MarkdownIt

from dsl.sentence import told
from engine.source.lines import HEADING_MARK
from engine.source.source_error import SourceError

_LEFT_OUT = re.compile(
    r"script|style|template|noscript|nav|header|footer|aside|form|button|select|svg|iframe|head", re.IGNORECASE
)
_PARAGRAPHS = re.compile(
    r"p|div|section|article|main|body|blockquote|pre|h[1-6]|dt|dd|figcaption|caption|address|details|summary|hr|html"
)
_HEADINGS = re.compile("h[1-6]")
_ROLES_LEFT_OUT = frozenset({"navigation", "banner", "contentinfo", "search"})


def read_markup(content: bytes, name: str) -> str:
    """The text of an HTML page. Raises `SourceError` (`unreadable-document`) for one of which a part would be lost."""
    parser = html.HTMLParser(encoding=_encoding(content), huge_tree=True)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise _unreadable(name) from None
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise _unreadable(name)
    body = root.find("body")
    start = _main(body if body is not None else root)
    return _text_of(start)


def read_markdown(text: str, name: str) -> str:
    """The text of a Markdown file: its headings and items without their marks. Raises like `read_markup`."""
    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return read_markup(f"<html><body>{rendered}</body></html>".encode(), name)


def _unreadable(name: str) -> SourceError:
    return SourceError(
        "unreadable-document",
        told("`{name}` is no readable page: it is damaged, or its elements lie too deep in each other", name=name),
        "give the text as plain UTF-8 or as a PDF",
    )


def _encoding(content: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page itself declares."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _main(body: Any) -> Any:
    """The element that holds the text: the only `main` or `article`, else the body."""
    for name in ("main", "article"):
        found = list(body.iter(name))
        if len(found) == 1:
            return found[0]
    return body


def _text_of(start: Any) -> str:
    lines: list[str] = []
    open_line: list[str] = []

    def close() -> None:
        line = " ".join("".join(open_line).split())
        mark = HEADING_MARK if open_line[:1] == [HEADING_MARK] else ""
        open_line.clear()
        if line:
            lines.append(mark + line)

    for event, element in _walk(start):
        if event == "text":
            open_line.append(element)
        elif event in ("break", "heading"):
            close()
            open_line += [HEADING_MARK] if event == "heading" else []
        else:
            close()
            open_line.append(element)
    close()
    return "\n\n".join(lines) + ("\n" if lines else "")


def _walk(start: Any) -> Iterator[tuple[str, str]]:
    """What a page says in order: stretches of text, breaks between lines, and labels of list items.

    Without recursion, so that no depth of nesting exhausts the stack.
    """
    waiting: list[tuple[str, Any]] = [("element", start)]
    listed: Counter[Any] = Counter()
    while waiting:
        kind, item = waiting.pop()
        if kind != "element":
            yield kind, item
            continue
        if not isinstance(item.tag, str) or _is_left_out(item):
            continue
        name = item.tag.lower()
        following: list[tuple[str, Any]] = []
        if name == "br":
            following.append(("text", " "))
        elif name == "li":
            parent = item.getparent()
            listed[parent] += 1
            following.append(("label", _label(parent, listed[parent])))
        elif name == "tr" or _PARAGRAPHS.fullmatch(name):
            following.append(("heading" if _HEADINGS.fullmatch(name) else "break", ""))
        elif name in ("td", "th"):
            following.append(("text", " "))
        following.append(("text", item.text or ""))
        for child in item:
            following += [("element", child), ("text", child.tail or "")]
        if name in ("li", "tr", "ul", "ol", "table") or _PARAGRAPHS.fullmatch(name):
            following.append(("break", ""))
        waiting += reversed(following)


def _is_left_out(element: Any) -> bool:
    is_hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return bool(_LEFT_OUT.fullmatch(element.tag)) or element.get("role") in _ROLES_LEFT_OUT or is_hidden


def _label(parent: Any, at: int) -> str:
    """The bullet, number or letter that a browser sets before a list item, the first of its list being at 1."""
    if parent is None or parent.tag != "ol":
        return "• "
    written = parent.get("start", "1")
    first = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1
    number = first + at - 1
    if parent.get("type") in ("a", "A") and number:
        return f"{_letters(number)}. "
    return f"{number}) "


def _letters(number: int) -> str:
    """The letters of a browser: after `z` come `aa` and `ab`."""
    written = ""
    while number:
        number, last = divmod(number - 1, len(ascii_lowercase))
        written = ascii_lowercase[last] + written
    return written
