"""What may name a document or an edition: files are named after both."""

import re

from dsl.sentence import told

LONGEST_NAME = 100
"""How many signs such a name has at most: no file has a name of three hundred."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def unnameable(word: str) -> str | None:
    """Why a word cannot name a document or an edition, as what to do about it; None where it can."""
    if len(word) > LONGEST_NAME:
        return told("a name has {number} signs at most", number=LONGEST_NAME)
    return None if _NAME.fullmatch(word) else "use letters, digits, hyphens, underscores and full stops"
