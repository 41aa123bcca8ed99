"""Words of people inside Markdown, which shows them as they are."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]#~])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
_BEGINS_BLOCK = re.compile(r"^([-+=:]+|\d+(?=[.)]))(?=[.)\s]|$)")
"""What would make a list, a heading or a definition of a paragraph that begins so."""


def plain(text: str) -> str:
    """Text as Markdown that shows it as it is, on one line."""
    shown = _MARKS.sub(r"\\\1", " ".join(text.split("\n"))).translate(_ENTITIES)
    begins = _BEGINS_BLOCK.match(shown)
    if begins is None:
        return shown
    end = begins.end()
    return f"{shown[:end]}\\{shown[end:]}" if begins[1].isdigit() else f"\\{shown}"


def within(page: str) -> str:
    """HTML that stands in Markdown, whose words are words there, too."""
    return _MARKS.sub(lambda mark: f"&#{ord(mark[1])};" if mark[1] != "#" else "#", page)


def fenced(text: str, language: str) -> str:
    """A block of code in Markdown, whatever stands in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
