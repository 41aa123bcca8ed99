"""How clauses are coloured: every word of the grammar, in every clause file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("pygments", reason="pygments comes with the extra `editor`")

from pygments.token import Comment, Error, Keyword, Name, String

from dsl.editor.clause_lexer import GRAMMAR, ClauseLexer
from dsl.norm_kinds import NORM_KINDS
from dsl.units.resolve import TYPES

ROOT = Path(__file__).parents[2]
RULES = {rule["name"]: rule["match"] for rule in json.loads(GRAMMAR.read_text(encoding="utf-8"))["patterns"]}


def coloured(word: str) -> str:
    """The scope of a word that stands alone."""
    return next(name for name, match in RULES.items() if re.fullmatch(match, word))


def test_every_word_of_the_grammar_is_coloured() -> None:
    grammar = (ROOT / "dsl" / "surface" / "grammar.lark").read_text(encoding="utf-8")
    words = {word for found in re.findall(r'"([a-z][a-z ]*)"', grammar) for word in found.split()}
    assert {word for word in words if not coloured(word).startswith(("keyword", "storage"))} == set()
    assert {coloured(word) for word in NORM_KINDS} == {"keyword.declaration.clause"}
    assert {coloured(word) for word in TYPES} <= {"storage.type.clause", "keyword.declaration.clause"}


@pytest.mark.parametrize("path", sorted((ROOT / "clauses").rglob("*.clause"))[::9], ids=lambda path: path.name)
def test_a_file_is_coloured_to_its_last_letter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(ClauseLexer().get_tokens(text))
    assert "".join(value for _, value in tokens).strip() == text.strip()
    assert not [value for kind, value in tokens if kind is Error]
    assert any(kind in String for kind, _ in tokens)


def test_what_is_what() -> None:
    text = 'power end_by by §1 s.2 # and\n  en "A."\n'
    tokens = {value: kind for kind, value in ClauseLexer().get_tokens(text)}
    assert tokens["power"] is Keyword.Declaration
    assert tokens["end_by"] is Name
    assert tokens["§1 s.2"] is Name.Label
    assert tokens["# and"] is Comment.Single
    assert tokens['"A."'] is String.Double
