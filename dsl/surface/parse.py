"""Text to surface tree. With `dsl/surface/build.py` and `dsl/surface/recovery.py` the only place that imports Lark."""

from functools import cache
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import PatternRE, PatternStr, TerminalDef

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from dsl.surface import syntax
from dsl.surface.build import Builder
from dsl.surface.recovery import Recovery
from dsl.surface.syntax_errors import KEYWORDS

DEEPEST = 60
"""How deeply a statement may nest: beyond it a reader is lost, and so would be every later pass."""

OPENING = frozenset(("FACT_KIND", "NORM_KIND", *(word.upper() for word in KEYWORDS)))
"""The terminals that begin statements, and some that begin parts of one."""


@cache
def grammar() -> Lark:
    """The compiled grammar, made once per process."""
    text = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False, edit_terminals=_whole_word)


def parse(source: str, file: str) -> tuple[tuple[syntax.Statement, ...], list[Diagnostic]]:
    """The statements of a source text, and its syntax errors.

    After an error, parsing goes on at the next statement, so that every mistake of a file is found at once. A
    statement that cannot be read leaves a `syntax.Broken` behind.
    """
    recovery = Recovery(source, file)
    statements: list[syntax.Statement] = []
    builder = Builder(file)
    parser = grammar().parse_interactive(source)
    state = parser.parser_state
    is_read = False
    while not is_read:
        try:
            for token in parser.lexer_thread.lex(state):  # type: ignore[no-untyped-call]  # untyped in Lark
                state.feed_token(token)
                if token.type in OPENING and isinstance(state.value_stack[0], Tree):
                    statements += _build(state.value_stack[0], builder, recovery)
            statements += _build(state.feed_token(Token("$END", ""), is_end=True), builder, recovery)
            is_read = True
        except UnexpectedInput as error:
            recovery.after(error, parser)
    statements += recovery.broken
    if recovery.broken:
        statements.sort(key=lambda statement: statement.span.start)
    return tuple(statements), recovery.diagnostics


def _whole_word(terminal: TerminalDef) -> None:
    """A keyword ends where the word ends: `island` is not `is` followed by `land`."""
    if isinstance(terminal.pattern, PatternStr) and terminal.pattern.value.isalpha():
        terminal.pattern = PatternRE(terminal.pattern.value + r"(?![\w-])")
        terminal.priority = max(terminal.priority, 1)


def _build(tree: Tree[Token], builder: Builder, recovery: Recovery) -> list[syntax.Statement]:
    """The statements read so far; the tree gives them up, so that no more than one is held in both forms."""
    statements: list[syntax.Statement] = []
    for child in tree.children:
        if not isinstance(child, Tree):
            continue
        if _depth(child) > DEEPEST:
            span = builder.span(child)
            recovery.diagnostics.append(
                Diagnostic(
                    "nested-too-deep",
                    told("this statement nests deeper than {DEEPEST} levels", DEEPEST=DEEPEST),
                    (Label(builder.span(child.children[0])),),
                    "name its parts: split it into several `value` statements",
                )
            )
            recovery.give_up(span.start, span.end)
            continue
        statements.append(builder.statement(child))
    tree.children.clear()
    return statements


def _depth(tree: Tree[Token]) -> int:
    deepest, level = 0, [tree]
    while level:
        deepest += 1
        if deepest > DEEPEST:
            return deepest
        level = [child for node in level for child in node.children if isinstance(child, Tree)]
    return deepest
