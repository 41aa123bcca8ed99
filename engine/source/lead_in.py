"""What introduces a list without a colon: the beginning of a sentence, which its items end.

"The keeper may end the lease if the boater" stands on a line of its own and ends in no stop, as a heading does.
A heading names its subject; the beginning of a sentence has a verb, or a word after which a sentence has to go on.
"""

from __future__ import annotations

import re

_FINITE = (
    "may shall must will can cannot is are was were has have does do",
    "darf dürfen kann können muss müssen soll sollen wird werden ist sind hat haben gilt gelten",
    "peut peuvent doit doivent est sont ont sera seront",
)
"""Verbs that a sentence of a contract has, and a heading of one hardly ever."""
_HANGING = (
    "that which who to by of in for with the and or",
    "der die das zu mit von und oder",
    "que qui dont de du des le la les par pour et ou",
)
"""Words that leave a sentence hanging in the air at the end of a line."""
_CONDITIONAL = "if where when unless whoever wenn falls sofern soweit wer si lorsque quand"
"""Words that open a condition: at the beginning of a line, or at its end."""
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SUBJECT = 9
"""How many words a heading has at most that stands right above a list that begins in small letters."""


def leads_in(text: str) -> bool:
    """Whether a line without a stop at its end is the beginning of a sentence."""
    words = _WORD.findall(text)
    if not words:
        return False
    first, last = words[0].casefold(), words[-1].casefold()
    return (
        not _set(*_FINITE).isdisjoint(words[1:])
        or last in _set(*_HANGING)
        or not _set(_CONDITIONAL).isdisjoint((first, last))
        or len(words) > _LONGEST_SUBJECT
    )


def goes_on(item: str) -> bool:
    """Whether the first item of a list goes on with a sentence: it begins small, or ends in no stop of its own."""
    return item[:1].islower() or bool(re.search(r"[,;]$|\s(?:and|or|und|oder|et|ou)$", item))


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())
