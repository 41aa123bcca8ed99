"""Hypothesis strategies for clause sources: the grammar's own sentences, real files mutated, and byte soup."""

import random
import re
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from dsl.surface.parse import grammar

REPOSITORY = Path(__file__).resolve().parents[3]
REAL = sorted((REPOSITORY / "clauses").rglob("*.clause"))
TOKEN = re.compile(r'"[^"]*"|#[^\n]*|[\w-]+|\s+|[^\w\s]')

_WORDS = (
    "fact",
    "value",
    "power",
    "topic",
    "party",
    "clause",
    "table",
    "case",
    "when",
    "is",
    "not",
    "none",
    "en",
    "fr",
    "by",
    "§1",
    "s.2",
    '"a"',
    '"',
    "#",
    "(",
    ")",
    ":",
    "|",
    "3",
    "10 %",
    "5 minutes",
    "2024-02-30",
    "x",
    "y",
    ",",
    "if",
    "then",
    "else",
    "and",
    "or",
    "in",
    "has",
    "some",
    "of",
    "vocabulary",
    "document",
    "edition",
    "demo",
    "cites",
    "articles",
    "otherwise",
    "ask",
    "boolean",
    "integer",
    "gives",
    "under",
    "reading",
    "continued",
    "\n",
    "\n\n",
)


def soup() -> st.SearchStrategy[str]:
    """Words of the language and stray characters in no order."""
    word = st.one_of(st.sampled_from(_WORDS), st.text(max_size=5))
    return st.lists(word, max_size=60).map(" ".join)


def sentences() -> st.SearchStrategy[str]:
    """Texts that the grammar generates, most of which mean nothing."""
    return from_lark(
        grammar(),
        explicit={
            "NAME": st.sampled_from(["x", "y", "rate", "outages", "a-b"]),
            "STRING": st.sampled_from(['"a"', '"b c"', '""']),
            "LOCATOR": st.sampled_from(["§1 s.2", "10.5 §1", "table row 3"]),
            "APART": st.sampled_from([" ", "\n", "# remark\n", " # one\n  # another\n"]),
            "NUMBER": st.sampled_from(["0", "3", "0.5"]),
            "CURRENCY": st.just("CHF"),
            "DATE": st.just("2024-02-29"),
            "CLAUSE_NUMBER": st.sampled_from(["1", "10.1.4"]),
            **{name: st.sampled_from(words) for name, words in _KEYWORDS.items()},
        },
    )


_KEYWORDS = {
    terminal.name: terminal.pattern.value.split("(?![")[0].removeprefix("(?:").removesuffix(")").split("|")
    for terminal in grammar().terminals
    if terminal.pattern.value.endswith(r"(?![\w-])") and terminal.name not in ("CLAUSE_NUMBER", "LOCATOR")
}


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A real clause file in which some tokens are dropped, doubled, swapped or replaced."""
    text = draw(st.sampled_from(REAL)).read_text(encoding="utf-8")[:6000] if REAL else ""
    tokens = TOKEN.findall(text) or ["x"]
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(1, 8))):
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(4):
            case 0:
                tokens[at] = ""
            case 1:
                tokens[at] *= 2
            case 2:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case _:
                tokens[at] = chance.choice(_WORDS)
    return "".join(tokens)
