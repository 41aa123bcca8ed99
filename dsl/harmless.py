"""Words of people, so that nothing acts that was only written."""

import re
from collections.abc import Collection
from typing import Any

_ACTING = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, among them those that begin a terminal's sequences
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # what turns the direction of writing or breaks a line
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # what is no character, or marks up others
    "\ud800-\udfff\U000e0000-\U000e007f]"  # halves of characters, and tags that nobody sees
)


def harmless(text: str, keep: Collection[str] = ()) -> str:
    """A text with U+FFFD for each character that would act on a terminal, a page or a paper instead of being shown.

    Line feeds and tabs stay, and the characters of `keep`.
    """
    if text.isprintable():  # nothing that acts is
        return text
    text = text.replace("\r\n", "\n") if "\r" not in keep else text
    return re.sub(_ACTING, lambda found: found[0] if found[0] in keep else "\N{REPLACEMENT CHARACTER}", text)


def harmless_data(data: Any) -> Any:
    """Data as they are read from a file, every text in them harmless; their keys stay as they are."""
    match data:
        case str():
            return harmless(data)
        case dict():
            return {key: harmless_data(item) for key, item in data.items()}
        case list():
            return [harmless_data(item) for item in data]
        case _:
            return data
