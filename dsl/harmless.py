"""Words of people, so that nothing acts that was only written."""

import re
from collections.abc import Collection
from typing import Any

ACTING = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F)),  # controls, among them those that begin a terminal's sequences
    *(
        (0x61C, 0x61C),
        (0x200E, 0x200F),
        (0x2028, 0x202E),
        (0x2066, 0x2069),
    ),  # what turns the direction or breaks a line
    *((0xFDD0, 0xFDEF), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF)),  # what is no character, or marks up others
    *((0xD800, 0xDFFF), (0xE0000, 0xE007F)),  # halves of characters, and tags that nobody sees
)
"""The characters that act instead of being shown: the first and the last of each stretch of them."""
_ACTING = f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ACTING)}]"


def harmless(text: str, keep: Collection[str] = ()) -> str:
    """A text with U+FFFD for each character that would act on a terminal, a page or a paper instead of being shown.

    Line feeds and tabs stay, and the characters of `keep`.
    """
    if text.isprintable():  # nothing that acts is
        return text
    text = text.replace("\r\n", "\n") if "\r" not in keep else text
    return re.sub(_ACTING, lambda found: found[0] if found[0] in keep else "\N{REPLACEMENT CHARACTER}", text)


def harmless_name(text: str) -> str:
    """The name of a file on one line, no character of which acts; tabs and line feeds may stand in one, too."""
    return harmless(text).replace("\n", "\N{REPLACEMENT CHARACTER}").replace("\t", "\N{REPLACEMENT CHARACTER}")


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
