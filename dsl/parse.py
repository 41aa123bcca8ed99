"""Text to surface tree. With `dsl/syntax_errors.py` the only place that imports Lark."""

import re
from functools import cache
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from dsl import syntax
from dsl.build import Builder
from dsl.diagnostic import Diagnostic, Label
from dsl.syntax_errors import explain

DEEPEST = 120
"""How deeply a statement may nest: beyond it a reader is lost, and so would be every later pass."""

STATEMENT = re.compile(
    r"^[ \t]*(?:vocabulary|part of|document|edition|repeal|topic|party|external|action|aspect|choice|record|fact"
    r"|judgement|setting|clause|power|permission|obligation|prohibition|claim|immunity|liability|exception|priority"
    r"|value|table|contradiction|ambiguity|silence|inert|refers|question)\b",
    re.MULTILINE,
)


@cache
def grammar() -> Lark:
    """The compiled grammar, made once per process."""
    text = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def parse(source: str, file: str) -> tuple[tuple[syntax.Statement, ...], list[Diagnostic]]:
    """The statements of a source text, and its syntax errors.

    After an error, parsing goes on at the next line that opens a statement, so that every mistake of a file is
    found at once; what was well formed is kept.
    """
    statements: list[syntax.Statement] = []
    diagnostics: list[Diagnostic] = []
    offset = 0
    while offset < len(source):
        piece = source[offset:]
        place = Builder(file, source.count("\n", 0, offset), offset)
        try:
            tree = grammar().parse(piece)
        except UnexpectedInput as error:
            diagnostics.append(explain(error, piece, place))
            at = min(max(error.pos_in_stream or 0, 0), len(piece))
            opening = _last_statement_before(piece, at)
            if opening:
                statements += _build(grammar().parse(piece[:opening]), place, diagnostics)
            following = STATEMENT.search(piece, _end_of_line(piece, max(at, opening)))
            if following is None:
                break
            offset += following.start()
        else:
            statements += _build(tree, place, diagnostics)
            break
    return tuple(statements), diagnostics


def _last_statement_before(piece: str, at: int) -> int:
    """Where the statement begins in which offset `at` stands.

    An error found on a statement's own keyword belongs to the statement before it, which was left unfinished.
    """
    last = 0
    for found in STATEMENT.finditer(piece, 0, at):
        last = found.start()
    return last


def _end_of_line(piece: str, at: int) -> int:
    opening = STATEMENT.match(piece, piece.rfind("\n", 0, at) + 1)
    if opening and opening.start() <= at <= opening.end() and _last_statement_before(piece, at) != opening.start():
        return opening.start()
    end = piece.find("\n", at)
    return len(piece) if end < 0 else end


def _build(
    tree: Tree[Token], builder: Builder, diagnostics: list[Diagnostic]
) -> list[syntax.Statement]:
    statements: list[syntax.Statement] = []
    for child in tree.children:
        if not isinstance(child, Tree):
            continue
        if _depth(child) > DEEPEST:
            diagnostics.append(Diagnostic(
                "nested-too-deep", f"this statement nests deeper than {DEEPEST} levels",
                (Label(builder.span(child), "name its parts as values of their own"),),
                "split it into several `value` statements",
            ))
            continue
        statements.append(builder.statement(child))
    return statements


def _depth(tree: Tree[Token]) -> int:
    deepest, level = 0, [tree]
    while level:
        deepest += 1
        if deepest > DEEPEST:
            return deepest
        level = [child for node in level for child in node.children if isinstance(child, Tree)]
    return deepest


