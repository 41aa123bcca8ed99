"""Lark's tree to the surface tree, one method per shape. Knows the grammar's rule names and nothing else."""

import re
from collections.abc import Callable

from lark import Token, Tree

from dsl.position import Span
from dsl.surface import syntax as s

Node = Tree[Token]

_VERBS = {
    "may": "may",
    "must": "must",
    "must_not": "must not",
    "is_owed": "is owed",
    "is_immune": "is immune for",
    "is_liable": "is liable for",
}
_OPERATORS = {
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


class Builder:
    """Builds the nodes of one piece of a file; `line` and `offset` say where the piece begins in it."""

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
        texts = tuple((str(language), _folded(str(phrase)[1:-1])) for language, phrase in pairs)
        return s.Text(texts=texts, span=self.span(node))

    # ---- statements

    def statement(self, node: Node) -> s.Statement:
        """The statement of one top-level tree."""
        build: Callable[[Node], s.Statement] = getattr(self, f"_{node.data}")
        return build(node)

    def _vocabulary(self, node: Node) -> s.Statement:
        return s.Vocabulary(span=self.span(node))

    def _part_of(self, node: Node) -> s.Statement:
        document, edition = node.children
        return s.PartOf(document=self.word(document), edition=self.word(edition), span=self.span(node))

    def _document(self, node: Node) -> s.Statement:
        name, text, cites, *rest = node.children
        return s.Document(
            name=self.word(name),
            text=self.text(_tree(text)),
            cites=self.word(cites),
            languages=tuple(self.word(tag) for tag in _tree(rest[0]).children) if rest else (),
            span=self.span(node),
        )

    def _edition(self, node: Node) -> s.Statement:
        parts = _by_rule(node)
        return s.Edition(
            name=self.word(parts["edition_name"]),
            text=self._optional_text(parts.get("text")),
            revises=self._optional_word(parts.get("revises")),
            in_force=self._optional_word(parts.get("in_force")),
            span=self.span(node),
        )

    def _repeal(self, node: Node) -> s.Statement:
        return s.Repeal(clause=self.word(node), span=self.span(node))

    def _clause(self, node: Node) -> s.Statement:
        number, text, *rest = node.children
        gist = self.text(_tree(_tree(rest[0]).children[0])) if rest else None
        return s.Clause(number=self.word(number), text=self.text(_tree(text)), gist=gist, span=self.span(node))

    def _continued(self, node: Node) -> s.Statement:
        parts = _by_rule(node)
        return s.Continued(
            number=self.word(node),
            text=self._optional_text(parts.get("text")),
            gist=self._wrapped_text(parts.get("gist")),
            span=self.span(node),
        )

    def _term(self, node: Node) -> s.Statement:
        name, *rest = node.children
        kinds = self._words(_tree(rest[0])) if len(rest) == 2 else ()
        return s.Term(
            kind=str(node.data),
            name=self.word(name),
            text=self.text(_tree(rest[-1])),
            kinds=kinds,
            span=self.span(node),
        )

    _topic = _party = _external = _action = _aspect = _term

    def _choice(self, node: Node) -> s.Statement:
        name, text, *options = node.children
        return s.Choice(
            name=self.word(name),
            text=self.text(_tree(text)),
            options=tuple(self._option(_tree(option)) for option in options),
            span=self.span(node),
        )

    def _option(self, node: Node) -> s.Option:
        name, *rest = node.children
        trees = [_tree(child) for child in rest]
        texts = [self.text(tree) for tree in trees if tree.data == "text"]
        preferred = next((self.word(tree) for tree in trees if tree.data == "preferred"), None)
        return s.Option(
            name=self.word(name),
            text=texts[0],
            because=texts[1] if len(texts) > 1 else None,
            preferred=preferred,
            former=self._former(node),
            span=self.span(node),
        )

    def _record(self, node: Node) -> s.Statement:
        name, text, *fields = node.children
        return s.Record(
            name=self.word(name),
            text=self.text(_tree(text)),
            fields=tuple(self._fact(_tree(field)) for field in fields),
            span=self.span(node),
        )

    def _fact(self, node: Node) -> s.Fact:
        children = list(node.children)
        kind = str(node.data)
        if kind == "fact":
            kind = str(children.pop(0))
        name, type_name, *rest = children
        default = None
        if kind == "setting":
            default = self.expression(rest.pop(0))
        parts = {str(_tree(child).data): _tree(child) for child in rest}
        return s.Fact(
            kind=kind,
            name=self.word(name),
            type=self._type(_tree(type_name)),
            text=self.text(parts["text"]),
            otherwise=self._wrapped_text(parts.get("otherwise")),
            ask=self._wrapped_text(parts.get("ask")),
            within=self._optional_word(parts.get("within")),
            default=default,
            presumption=self._presumption(parts.get("presumption")),
            power=self.word(parts["power"].children[1]) if "power" in parts else None,
            former=self._former(node),
            span=self.span(node),
        )

    _field = _setting = _fact

    def _presumption(self, node: Node | None) -> s.Presumption | None:
        if node is None:
            return None
        expression, kind, *rest = node.children
        parts = {str(_tree(child).data): _tree(child) for child in rest}
        return s.Presumption(
            kind=self.word(kind),
            expression=self.expression(expression),
            because=self.text(parts["text"]),
            article=self._wrapped_text(parts.get("article")),
            by=self._words(parts["by"]) if "by" in parts else (),
            span=self.span(node),
        )

    def _type(self, node: Node) -> s.TypeName:
        *modifiers, name = node.children
        words = {str(modifier) for modifier in modifiers}
        return s.TypeName(
            name=self.word(name),
            is_list=node.data == "list_type",
            optional="optional" in words,
            judged="judged" in words,
            span=self.span(node),
        )

    def _norm(self, node: Node) -> s.Statement:
        kind, name, by, bearer, verb, action, *rest = node.children
        towards = next((_tree(c) for c in rest if _tree(c).data == "towards"), None)
        text = next(_tree(c) for c in rest if _tree(c).data == "text")
        parts = [_tree(c) for c in rest if _tree(c).data not in ("towards", "text", "former")]
        return s.Norm(
            kind=self.word(kind),
            name=self.word(name),
            by=self._words(_tree(by)),
            bearer=self.word(bearer),
            verb=_VERBS[str(_tree(verb).data)],
            action=self.word(action),
            counterparty=self.word(towards.children[1]) if towards else None,
            text=self.text(text),
            qualifiers=tuple(self._qualifier(part) for part in parts),
            former=self._former(node),
            span=self.span(node),
        )

    def _qualifier(self, node: Node) -> s.Qualifier:
        kind, place = str(node.data), self.span(node)
        children = list(node.children)
        if kind in ("covers", "excludes"):
            condition = self.expression(children[1]) if len(children) > 1 else None
            return s.Qualifier(kind=kind, aspect=self.word(children[0]), expression=condition, span=place)
        if kind == "qualifier":
            parts = {str(_tree(child).data): _tree(child) for child in children[1:]}
            requires = parts.get("requires")
            return s.Qualifier(
                kind=str(children[0]),
                text=self._optional_text(parts.get("text")),
                expression=self.expression(requires.children[0]) if requires else None,
                span=place,
            )
        return s.Qualifier(kind=kind, expression=self.expression(children[0]), span=place)

    def _exception(self, node: Node) -> s.Statement:
        name, targets, by, text, *rest = node.children
        conditions = [tree for tree in map(_tree, rest) if tree.data == "when"]
        return s.Exception_(
            name=self.word(name),
            targets=self._words(_tree(targets)),
            by=self._words(_tree(by)),
            text=self.text(_tree(text)),
            conditions=tuple(self.expression(condition.children[0]) for condition in conditions),
            former=self._former(node),
            span=self.span(node),
        )

    def _priority(self, node: Node) -> s.Statement:
        name, over, by, text, *rest = node.children
        return s.Priority(
            name=self.word(name),
            over=self.word(over),
            by=self._words(_tree(by)),
            text=self.text(_tree(text)),
            condition=self.expression(_tree(rest[0]).children[0]) if rest else None,
            span=self.span(node),
        )

    def _value(self, node: Node) -> s.Statement:
        parts = _by_rule(node)
        type_name = parts.get("plain_type") or parts["list_type"]
        return s.Value(
            name=self.word(node.children[0]),
            record=self._optional_word(parts.get("of_record")),
            type=self._type(type_name),
            by=self._words(parts["by"]),
            text=self.text(parts["text"]),
            otherwise=self._wrapped_text(parts.get("otherwise")),
            expression=self.expression(node.children[-1]),
            former=self._former(node),
            span=self.span(node),
        )

    def _table(self, node: Node) -> s.Statement:
        name, *rest = node.children
        trees = [_tree(child) for child in rest]
        parts = _by_rule(node)
        return s.Value(
            name=self.word(name),
            record=self._optional_word(parts.get("of_record")),
            type=self._type(parts.get("plain_type") or parts["list_type"]),
            by=self._words(parts["by"]),
            text=self.text(parts["text"]),
            inputs=tuple(self.expression(tree.children[0]) for tree in trees if tree.data == "on"),
            rows=tuple(self._row(tree) for tree in trees if tree.data == "case"),
            former=self._former(node),
            span=self.span(node),
        )

    def _row(self, node: Node) -> s.Row:
        trees = [_tree(child) for child in node.children]
        cells = tuple(self._cell(tree) for tree in trees if str(tree.data).startswith("cell_"))
        rest = trees[len(cells) :]
        under = next((self.expression(tree.children[0]) for tree in rest[1:] if tree.data == "under"), None)
        by = next((self._words(tree) for tree in rest[1:] if tree.data == "by"), ())
        return s.Row(cells=cells, result=self.expression(rest[0]), under=under, by=by, span=self.span(node))

    def _cell(self, node: Node) -> s.Cell:
        kind = str(node.data).removeprefix("cell_")
        if kind == "options":
            return s.Cell(kind=kind, options=tuple(self.word(child) for child in node.children), span=self.span(node))
        bounds = tuple(self._literal(_tree(child)) for child in node.children)
        return s.Cell(kind=kind, bounds=bounds, span=self.span(node))

    def _contradiction(self, node: Node) -> s.Statement:
        parts = _by_rule(node)
        return s.Contradiction(
            name=self.word(node.children[0]),
            record=self._optional_word(parts.get("of_record")),
            text=self.text(parts["text"]),
            condition=self.expression(node.children[-1]),
            span=self.span(node),
        )

    def _ambiguity(self, node: Node) -> s.Statement:
        name, by, text, *rest = node.children
        readings = [tree for tree in map(_tree, rest) if tree.data == "reading"]
        return s.Ambiguity(
            name=self.word(name),
            by=self._words(_tree(by)),
            text=self.text(_tree(text)),
            readings=tuple(self._option(reading) for reading in readings),
            former=self._former(node),
            span=self.span(node),
        )

    def _silence(self, node: Node) -> s.Statement:
        parts = _by_rule(node)
        nearest, look = parts.get("nearest"), parts.get("look")
        return s.Silence(
            questions=self._words(parts["names"]),
            text=self.text(parts["text"]),
            nearest=self._words(nearest) if nearest else (),
            look=self._words(_tree(look.children[0])) if look else (),
            condition=self.expression(parts["when"].children[0]) if "when" in parts else None,
            span=self.span(node),
        )

    def _standing(self, node: Node) -> s.Statement:
        *passages, kind, text = node.children
        return s.Standing(
            inert=node.data == "inert",
            passages=tuple(self.word(p) for p in passages),
            kind=self.word(kind),
            text=self.text(_tree(text)),
            span=self.span(node),
        )

    _inert = _refers = _standing

    def _question(self, node: Node) -> s.Statement:
        name, topic, *rest = node.children
        found = {str(_tree(child).data): _tree(child) for child in rest}
        text = found["text"]
        asked = next(tree for rule, tree in found.items() if rule.startswith("asks_"))
        parts = list(asked.children)
        asks = str(asked.data).removeprefix("asks_")
        kinds: tuple[s.Word, ...] = ()
        covering = party = target = None
        if asks == "position":
            kinds = self._words(_tree(parts.pop(0)))
            if isinstance(parts[-1], Tree):
                covering = self.word(parts.pop())
        if asks != "value":
            party = self.word(parts.pop(0))
        if parts:
            target = self.word(parts[0])
        return s.Question(
            name=self.word(name),
            topic=self.word(topic),
            text=self.text(text),
            asks=asks,
            kinds=kinds,
            party=party,
            target=target,
            covering=covering,
            unpresumed=tuple(self._input(_tree(child)) for child in found["unpresumed"].children)
            if "unpresumed" in found
            else (),
            former=self._former(node),
            span=self.span(node),
        )

    # ---- expressions

    def expression(self, child: Node | Token) -> s.Expression:
        """The expression of one tree."""
        node = _tree(child)
        place, parts, rule = self.span(node), node.children, str(node.data)
        match rule:
            case "name":
                return s.Name(text=str(parts[0]), span=place)
            case "field_of":
                return s.FieldOf(variable=self.word(parts[0]), field=self.word(parts[1]), span=place)
            case "and_" | "or_" | "not_":
                return s.Operation(operator=rule.rstrip("_"), operands=self._all(parts), span=place)
            case "if_else":
                return s.Operation(operator="if", operands=self._all(parts), span=place)
            case "compare" | "multiply":
                left, sign, right = parts
                return s.Operation(operator=_OPERATORS[str(sign)], operands=self._all([left, right]), span=place)
            case "add":
                left, sign, right, *rounding = parts
                way = str(_tree(rounding[0]).children[0]) if rounding else None
                return s.Operation(
                    operator=_OPERATORS[str(sign)], operands=self._all([left, right]), rounding=way, span=place
                )
            case "is_" | "is_not":
                return s.Operation(operator=rule.rstrip("_"), operands=self._all(parts), span=place)
            case "in_":
                return s.Membership(operand=self.expression(parts[0]), options=self._words(_tree(parts[1])), span=place)
            case "call":
                return s.Call(function=self.word(parts[0]), arguments=self._all(parts[1:]), span=place)
            case "live":
                return s.Live(norm=self.word(parts[0]), span=place)
            case "quantified" | "count_of" | "aggregate" | "nth":
                return self._aggregate(rule, list(parts), place)
            case _:
                return self._literal(node)

    def _aggregate(self, rule: str, parts: list[Node | Token], place: Span) -> s.Expression:
        where = None
        if isinstance(parts[-1], Tree) and parts[-1].data == "where":
            where = self.expression(_tree(parts.pop()).children[0])
        match rule:
            case "quantified":
                operator, variable, source, body = str(parts[0]), parts[1], parts[2], self.expression(parts[3])
                return s.Aggregate(
                    operator=operator,
                    variable=self.word(variable),
                    source=self.expression(source),
                    body=body,
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
                    operator=str(parts[0]),
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
        kind = str(node.data)
        parts = [str(child) for child in node.children]
        return s.Literal(
            kind=kind, text=parts[0] if parts else kind, unit=parts[1] if len(parts) > 1 else "", span=self.span(node)
        )

    # ---- small shapes

    def _former(self, node: Node) -> tuple[s.Word, ...]:
        former = _by_rule(node).get("former")
        return self._words(_tree(former.children[0])) if former else ()

    def _input(self, node: Node) -> s.Word:
        """A fact, or a field with its record before it."""
        return s.Word(text=".".join(str(child) for child in node.children), span=self.span(node))

    def _all(self, nodes: list[Node | Token]) -> tuple[s.Expression, ...]:
        return tuple(self.expression(node) for node in nodes)

    def _words(self, node: Node) -> tuple[s.Word, ...]:
        return tuple(self.word(child) for child in node.children)

    def _optional_word(self, node: Node | None) -> s.Word | None:
        return self.word(node) if node is not None else None

    def _optional_text(self, node: Node | None) -> s.Text | None:
        return self.text(node) if node is not None else None

    def _wrapped_text(self, node: Node | None) -> s.Text | None:
        return self.text(_tree(node.children[0])) if node is not None else None


def _folded(phrase: str) -> str:
    """A phrase on one line; the no-break spaces of French typography stay what they are."""
    return re.sub(r"[ \t\r\n]+", " ", phrase).strip(" ")


def _tree(child: Node | Token) -> Node:
    assert isinstance(child, Tree)
    return child


def _token(node: Node) -> Token:
    """The first word inside a tree."""
    child: Node | Token = node
    while isinstance(child, Tree):
        child = child.children[0]
    return child


def _by_rule(node: Node) -> dict[str, Node]:
    return {str(child.data): child for child in node.children if isinstance(child, Tree)}
