"""Words set apart on a terminal, by the escape sequences of ECMA-48."""

from enum import Enum


class Style(Enum):
    """What words are, and by which parameters a terminal shows it."""

    HEADING = "1"
    ANSWER = HEADING
    CITATION = "36"
    MARK = "2"
    TYPED = "33"
    REMOVED = "31;9"
    ADDED = "32"


def styled(text: str, style: Style) -> str:
    """The text in a style; an empty text stays empty."""
    return f"\x1b[{style.value}m{text}\x1b[0m" if text else text
