"""The statements of a vocabulary: Lark's tree to the surface tree, one method for each."""

from lark import Token

from dsl import kinds
from dsl.surface import syntax as s
from dsl.surface.shapes import Node, ShapeBuilder, by_rule, subtree


class VocabularyBuilder(ShapeBuilder):
    """Builds what a vocabulary declares: terms, choices, records, inputs and questions."""

    def _term(self, node: Node) -> s.Statement:
        name, *rest = node.children
        parts = {str(subtree(child).data): subtree(child) for child in rest}
        return s.Term(
            kind=kinds.one_of(kinds.TERMS, str(node.data)),
            name=self.word(name),
            text=self.text(parts["text"]),
            kinds=self._words(parts["names"]) if "names" in parts else (),
            called=self._strings(parts.get("called")),
            span=self.span(node),
        )

    def _choice(self, node: Node) -> s.Statement:
        name, text, *options = node.children
        return s.Choice(
            name=self.word(name),
            text=self.text(subtree(text)),
            options=tuple(self._option(subtree(option)) for option in options),
            span=self.span(node),
        )

    def _option(self, node: Node) -> s.Option:
        name, *rest = node.children
        trees = [subtree(child) for child in rest]
        texts = [self.text(tree) for tree in trees if tree.data == "text"]
        preferred = next((self.word(tree) for tree in trees if tree.data == "preferred"), None)
        return s.Option(
            name=self.word(name),
            text=texts[0],
            told=self._wrapped_text(next((tree for tree in trees if tree.data == "told"), None)),
            because=texts[1] if len(texts) > 1 else None,
            called=self._strings(next((tree for tree in trees if tree.data == "called"), None)),
            preferred=preferred,
            former=self._former(node),
            span=self.span(node),
        )

    def _record(self, node: Node) -> s.Statement:
        name, text, *fields = node.children
        return s.Record(
            name=self.word(name),
            text=self.text(subtree(text)),
            fields=tuple(self._fact(subtree(field)) for field in fields),
            span=self.span(node),
        )

    def _fact(self, node: Node) -> s.Fact:
        children = list(node.children)
        rule = str(node.data)
        kind = kinds.one_of(kinds.WRITTEN_INPUTS, str(children.pop(0)) if rule == "fact" else rule)
        name, type_name, *rest = children
        parts = {str(subtree(child).data): subtree(child) for child in rest}
        held = [self._held(subtree(child)) for child in rest if subtree(child).data == "held"]
        is_dated = len(held) > 1 or any(row.in_force is not None for row in held)
        return s.Fact(
            kind=kind,
            name=self.word(name),
            type=self._type(subtree(type_name)),
            text=self.text(parts["text"]),
            told=self._wrapped_text(parts.get("told")),
            otherwise=self._wrapped_text(parts.get("otherwise")),
            ask=self._wrapped_text(parts.get("ask")),
            within=self._optional_word(parts.get("within")),
            default=held[0].result if held and not is_dated else None,
            rows=tuple(held) if is_dated else (),
            presumption=self._presumption(parts.get("presumption")),
            power=self.word(parts["power"].children[1]) if "power" in parts else None,
            happens=self.span(parts["happens"]) if "happens" in parts else None,
            former=self._former(node),
            span=self.span(node),
        )

    def _held(self, node: Node) -> s.Row:
        """A value of a setting, and when it is in force; one of which nothing is said holds where no other does."""
        expression, *rest = node.children
        in_force = self._in_force(subtree(rest[0])) if rest else None
        return s.Row(cells=(), result=self.expression(expression), in_force=in_force, span=self.span(node))

    def _in_force(self, node: Node) -> s.InForce:
        parts = by_rule(node)
        since, until = self._optional_word(parts.get("since")), self._optional_word(parts.get("until"))
        return s.InForce(since=since, until=until, span=self.span(node))

    def _presumption(self, node: Node | None) -> s.Presumption | None:
        if node is None:
            return None
        expression, kind, *rest = node.children
        parts = {str(subtree(child).data): subtree(child) for child in rest}
        return s.Presumption(
            kind=self.word(kind),
            expression=self.expression(expression),
            because=self.text(parts["text"]),
            article=self._wrapped_text(parts.get("article")),
            by=self._words(parts["by"]) if "by" in parts else (),
            span=self.span(node),
        )

    def _type(self, node: Node) -> s.TypeName:
        *modifiers, last = node.children
        within = last if isinstance(last, Token) and last.type in ("CURRENCY", "ZONE") else None
        name = modifiers.pop() if within is not None else last
        words = {str(modifier) for modifier in modifiers}
        is_zone = within is not None and (within.type == "ZONE" or str(name) in kinds.IN_A_ZONE)
        return s.TypeName(
            name=self.word(name),
            currency=self.word(within) if within is not None and not is_zone else None,
            zone=self.word(within) if within is not None and is_zone else None,
            is_list=node.data == "list_type",
            optional="optional" in words,
            judged="judged" in words,
            span=self.span(node),
        )

    def _question(self, node: Node) -> s.Statement:
        name, topic, *rest = node.children
        found = {str(subtree(child).data): subtree(child) for child in rest}
        text = found["text"]
        asked = next(tree for rule, tree in found.items() if rule.startswith("asks_"))
        parts = list(asked.children)
        asks = kinds.one_of(kinds.ASKED, str(asked.data).removeprefix("asks_"))
        positions: tuple[s.Word, ...] = ()
        parties: tuple[s.Word, ...] = ()
        covering = target = None
        if asks == "position":
            positions = self._words(subtree(parts.pop(0)))
            if not isinstance(parts[-1], Token):
                covering = self.word(parts.pop())
        if asks != "value":
            named = parts.pop(0)
            parties = (self.word(named),) if isinstance(named, Token) else self._words(subtree(named))
        if parts:
            target = self.word(parts[0])
        return s.Question(
            name=self.word(name),
            topic=self.word(topic),
            text=self.text(text),
            asks=asks,
            kinds=positions,
            parties=parties,
            target=target,
            covering=covering,
            unpresumed=tuple(self._input(subtree(child)) for child in found["unpresumed"].children)
            if "unpresumed" in found
            else (),
            tells=self.word(found["tells"].children[0]) if "tells" in found else None,
            former=self._former(node),
            span=self.span(node),
        )

    def _former(self, node: Node) -> tuple[s.Word, ...]:
        former = by_rule(node).get("former")
        return self._words(subtree(former.children[0])) if former else ()

    def _input(self, node: Node) -> s.Word:
        """A fact, or a field with its record before it."""
        return s.Word(text=".".join(str(child) for child in node.children), span=self.span(node))
