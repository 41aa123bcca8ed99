"""Expressions and the small shapes of all statements: Lark's tree to the surface tree."""

import re

from lark import Token, Tree

from dsl import kinds
from dsl.harmless import harmless
from dsl.position import Span
from dsl.surface import syntax as s

Node = Tree[Token]

_OPERATORS: dict[str, kinds.WrittenOperator] = {
    "and_": "and",
    "or_": "or",
    "not_": "not",
    "is_": "is",
    "is_not": "is_not",
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "<": "less",
    "<=": "at_most",
    ">": "more",
    ">=": "at_least",
    "=": "equal",
    "!=": "unequal",
}


class ShapeBuilder:
    """Builds what statements are made of, in one piece of a file; `line` and `offset` say where it begins in it."""

    def __init__(self, file: str, line: int = 0, offset: int = 0) -> None:
        self.file, self.line, self.offset = file, line, offset

    # ---- places and words

    def span(self, node: Node | Token) -> Span:
        """The place of a node in its file."""
        place = node if isinstance(node, Token) else node.meta
        start = getattr(place, "start_pos", 0) or 0
        end = getattr(place, "end_pos", start) or start
        line, column = getattr(place, "line", 1) or 1, getattr(place, "column", 1) or 1
        return Span(self.file, line + self.line, column, start + self.offset, end + self.offset)

    def word(self, node: Node | Token) -> s.Word:
        token = node if isinstance(node, Token) else _token(node)
        return s.Word(text=" ".join(str(token).split()), span=self.span(token))

    def text(self, node: Node) -> s.Text:
        pairs = zip(node.children[::2], node.children[1::2], strict=True)
        texts = tuple((str(language), folded(str(phrase)[1:-1])) for language, phrase in pairs)
        return s.Text(texts=texts, span=self.span(node))

    # ---- expressions

    def expression(self, child: Node | Token) -> s.Expression:
        """The expression of one tree."""
        node = subtree(child)
        place, parts, rule = self.span(node), node.children, str(node.data)
        match rule:
            case "name":
                return s.Name(text=str(parts[0]), span=place)
            case "field_of":
                return s.FieldOf(variable=self.word(parts[0]), field=self.word(parts[1]), span=place)
            case "and_" | "or_" | "not_" | "is_" | "is_not":
                return s.Operation(operator=_OPERATORS[rule], operands=self._all(parts), span=place)
            case "if_else":
                return s.Operation(operator="if", operands=self._all(parts), span=place)
            case "compare" | "multiply":
                left, sign, right = parts
                return s.Operation(operator=_OPERATORS[str(sign)], operands=self._all([left, right]), span=place)
            case "add":
                left, sign, right, *rounding = parts
                way = kinds.one_of(kinds.MONTH_ENDS, str(subtree(rounding[0]).children[0])) if rounding else None
                return s.Operation(
                    operator=_OPERATORS[str(sign)], operands=self._all([left, right]), rounding=way, span=place
                )
            case "in_":
                return s.Membership(
                    operand=self.expression(parts[0]), options=self._words(subtree(parts[1])), span=place
                )
            case "call":
                return s.Call(function=self.word(parts[0]), arguments=self._all(parts[1:]), span=place)
            case "live":
                of = self.word(parts[1]) if len(parts) > 1 else None
                return s.Live(norm=self.word(parts[0]), of=of, span=place)
            case "quantified" | "count_of" | "aggregate" | "nth":
                return self._aggregate(rule, list(parts), place)
            case _:
                return self._literal(node)

    def _aggregate(self, rule: str, parts: list[Node | Token], place: Span) -> s.Expression:
        where = None
        if isinstance(parts[-1], Tree) and parts[-1].data == "where":
            where = self.expression(subtree(parts.pop()).children[0])
        match rule:
            case "quantified":
                return s.Aggregate(
                    operator=kinds.one_of(kinds.AGGREGATIONS, str(parts[0])),
                    variable=self.word(parts[1]),
                    source=self.expression(parts[2]),
                    body=self.expression(parts[3]),
                    span=place,
                )
            case "count_of":
                return s.Aggregate(
                    operator="count",
                    variable=self.word(parts[0]),
                    source=self.expression(parts[1]),
                    where=where,
                    span=place,
                )
            case "aggregate":
                return s.Aggregate(
                    operator=kinds.one_of(kinds.AGGREGATIONS, str(parts[0])),
                    body=self.expression(parts[1]),
                    variable=self.word(parts[2]),
                    source=self.expression(parts[3]),
                    where=where,
                    span=place,
                )
            case _:
                return s.Aggregate(
                    operator="nth",
                    position=self.expression(parts[0]),
                    body=self.expression(parts[1]),
                    variable=self.word(parts[2]),
                    source=self.expression(parts[3]),
                    where=where,
                    span=place,
                )

    def _literal(self, node: Node) -> s.Literal:
        kind = kinds.one_of(kinds.LITERALS, str(node.data))
        parts = [str(child) for child in node.children]
        if parts[:1] == ["-"]:
            parts[:2] = ["".join(parts[:2])]
        return s.Literal(
            kind=kind, text=parts[0] if parts else kind, unit=parts[1] if len(parts) > 1 else "", span=self.span(node)
        )

    # ---- small shapes

    def _all(self, nodes: list[Node | Token]) -> tuple[s.Expression, ...]:
        return tuple(self.expression(node) for node in nodes)

    def _words(self, node: Node) -> tuple[s.Word, ...]:
        return tuple(self.word(child) for child in node.children)

    def _strings(self, node: Node | None) -> tuple[s.Word, ...]:
        """Names between quotes, as people write them."""
        children = node.children if node is not None else ()
        return tuple(s.Word(text=folded(str(child)[1:-1]), span=self.span(child)) for child in children)

    def _optional_word(self, node: Node | None) -> s.Word | None:
        return self.word(node) if node is not None else None

    def _optional_text(self, node: Node | None) -> s.Text | None:
        return self.text(node) if node is not None else None

    def _wrapped_text(self, node: Node | None) -> s.Text | None:
        return self.text(subtree(node.children[0])) if node is not None else None


def folded(phrase: str) -> str:
    """A phrase on one line, harmless; the no-break spaces of French typography stay what they are."""
    return harmless(re.sub(r"[ \t\r\n]+", " ", phrase).strip(" "))


def subtree(child: Node | Token) -> Node:
    assert isinstance(child, Tree)
    return child


def _token(node: Node) -> Token:
    """The first word inside a tree."""
    child: Node | Token = node
    while isinstance(child, Tree):
        child = child.children[0]
    return child


def by_rule(node: Node) -> dict[str, Node]:
    return {str(child.data): child for child in node.children if isinstance(child, Tree)}
