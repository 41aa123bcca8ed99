"""Diagnostics in other languages: every sentence that the code writes has its words; those that lack them are named."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from engine.tongues import tongue
from engine.tongues.messages import in_words

HOUSE = Path(__file__).resolve().parents[2]
FRENCH = tongue("fr").words("messages")
TAKERS = {"Diagnostic", "report", "_report", "Label", "Notation", "Damage"}
HEADS = {"error", "warning", "help", "note"}
"""What stands before a message."""
MOST_LACKING = 20
"""Of so many sentences one may still lack its words: they are named where there are more."""


def written(path: Path) -> Iterator[str]:
    """The sentences of the diagnostics that a module makes, as they are written."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
        if not isinstance(call, ast.Call) or name not in {*TAKERS, "told"}:
            continue
        pending = list(call.args[:1] if name == "told" else [*call.args, *(word.value for word in call.keywords)])
        while pending:
            match pending.pop():
                case ast.IfExp(body=body, orelse=orelse):
                    pending += [body, orelse]
                case ast.BoolOp(values=values):
                    pending += values
                case ast.Constant(value=str(text)) if " " in text:
                    yield text


def sentences() -> set[str]:
    return {text for folder in ("dsl", "engine") for path in (HOUSE / folder).rglob("*.py") for text in written(path)}


def gaps(text: str) -> set[str]:
    return set(re.findall(r"(?<!{){(\w+)}", text))


def test_hardly_any_sentence_lacks_french() -> None:
    lacking = sorted(sentences() - set(FRENCH))
    assert len(lacking) <= len(sentences()) // MOST_LACKING, f"say them in French: {lacking}"


def test_french_says_hardly_anything_that_is_no_longer_written() -> None:
    assert set(FRENCH) > HEADS
    left = sorted(set(FRENCH) - sentences() - HEADS)
    assert len(left) <= len(FRENCH) // MOST_LACKING, f"take them out: {left}"


def test_french_leaves_no_gap_that_is_not_filled() -> None:
    assert [text for text in FRENCH if not gaps(FRENCH[text]) <= gaps(text)] == []


def test_a_sentence_is_said_anew_with_what_fills_its_gaps() -> None:
    inner = told("did you mean `{near}`?", near="{braces}")
    diagnostic = Diagnostic(
        "unknown-fact", told("there is no fact `{name}`", name="a{b}"), (Label(None, "again here"),), inner
    )  # type: ignore[arg-type]  # no place is needed
    assert (diagnostic.message, diagnostic.help) == ("there is no fact `a{b}`", "did you mean `{braces}`?")
    (french,) = in_words([pickle.loads(pickle.dumps(diagnostic))], FRENCH)
    assert (french.message, french.labels[0].text) == ("le fait `a{b}` n’existe pas", "encore ici")
    assert french.help == "vouliez-vous dire `{braces}`\u00a0?"
    assert in_words([diagnostic], {}) == (diagnostic,)


def test_what_a_tongue_lacks_stays_english() -> None:
    (said,) = in_words([Diagnostic("unknown-fact", told("no such {thing}", thing="boat"), (), "look around")], FRENCH)
    assert (said.message, said.help) == ("no such boat", "look around")
