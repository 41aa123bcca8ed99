"""Clauses coloured by Pygments, from the grammar that editors use."""

import json
from pathlib import Path

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Text, _TokenType

GRAMMAR = Path(__file__).parent / "syntaxes" / "clause.tmLanguage.json"

_TOKENS: dict[str, _TokenType] = {
    "comment": Comment.Single,
    "string": String.Double,
    "constant.other": Name.Label,
    "constant.numeric": Number,
    "support.function": Name.Builtin,
    "keyword.declaration": Keyword.Declaration,
    "storage.type": Keyword.Type,
    "keyword.operator.word": Operator.Word,
    "keyword.other": Keyword,
    "variable": Name,
    "keyword.operator": Operator,
}
"""What each scope of the grammar is to Pygments; the first that a scope begins with counts."""


def _token(scope: str) -> _TokenType:
    return next(token for begins, token in _TOKENS.items() if scope.startswith(begins))


class ClauseLexer(RegexLexer):
    """Clause files."""

    name = "Clause"
    aliases = ("clause",)
    filenames = ("*.clause",)
    tokens = {  # noqa: RUF012  # as the library wants it
        "root": [
            (r"\s+", Text),
            *((rule["match"], _token(rule["name"])) for rule in json.loads(GRAMMAR.read_text("utf-8"))["patterns"]),
            (r".", Text),
        ]
    }
