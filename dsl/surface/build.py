"""Lark's tree to the surface tree, one method per shape. Knows the grammar's rule names and nothing else."""

from lark import Token

from dsl import kinds
from dsl.surface import syntax as s
from dsl.surface.shapes import Node, by_rule, subtree
from dsl.surface.vocabulary_shapes import VocabularyBuilder

_VERBS: dict[str, kinds.Verb] = {
    "may": "may",
    "must": "must",
    "must_not": "must not",
    "is_owed": "is owed",
    "is_immune": "is immune for",
    "is_liable": "is liable for",
}


class Builder(VocabularyBuilder):
    """Builds the statements of one piece of a file."""

    def statement(self, node: Node) -> s.Statement:
        """The statement of one top-level tree."""
        match str(node.data):
            case "vocabulary":
                return s.Vocabulary(span=self.span(node))
            case "part_of":
                return self._part_of(node)
            case "document":
                return self._document(node)
            case "edition":
                return self._edition(node)
            case "repeal":
                return s.Repeal(clause=self.word(node), span=self.span(node))
            case "clause":
                return self._clause(node)
            case "continued":
                return self._continued(node)
            case "topic" | "party" | "external" | "action" | "aspect":
                return self._term(node)
            case "choice":
                return self._choice(node)
            case "record":
                return self._record(node)
            case "fact" | "setting":
                return self._fact(node)
            case "norm":
                return self._norm(node)
            case "exception":
                return self._exception(node)
            case "priority":
                return self._priority(node)
            case "value":
                return self._value(node)
            case "table":
                return self._table(node)
            case "definition":
                return self._definition(node)
            case "selection":
                return self._selection(node)
            case "contradiction":
                return self._contradiction(node)
            case "ambiguity":
                return self._ambiguity(node)
            case "silence":
                return self._silence(node)
            case "inert" | "refers":
                return self._standing(node)
            case "question":
                return self._question(node)
            case rule:
                raise AssertionError(f"the grammar has a statement that is not built: {rule}")

    def _part_of(self, node: Node) -> s.Statement:
        document, edition = node.children
        return s.PartOf(document=self.word(document), edition=self.word(edition), span=self.span(node))

    def _document(self, node: Node) -> s.Statement:
        name, text, cites, *_ = node.children
        parts = by_rule(node)
        numbering, names = parts.get("numbering"), parts.get("proper_names")
        return s.Document(
            name=self.word(name),
            text=self.text(subtree(text)),
            cites=self.word(cites),
            languages=self._words(parts["languages"]) if "languages" in parts else (),
            currency=self._optional_word(parts.get("currency")),
            zone=self._optional_word(parts.get("zone")),
            calendar=self._calendar(parts["calendar"]) if "calendar" in parts else None,
            names=self._strings(names),
            numbering=self._optional_word(numbering),
            last_apart=numbering is not None and len(numbering.children) > 1,
            breaks=self._words(parts["breaks"]) if "breaks" in parts else (),
            proof=self._wrapped_text(parts.get("proof")),
            span=self.span(node),
        )

    def _calendar(self, node: Node) -> s.Calendar:
        parts = by_rule(node)
        return s.Calendar(
            places=self._words(parts["places"]) if "places" in parts else (),
            by=self._optional_word(parts.get("option_of")),
            weekend=self._words(parts["weekend"]) if "weekend" in parts else None,
            in_force=self._in_force(parts["stretch"]) if "stretch" in parts else None,
            named=tuple(
                self._named_days(tree) for tree in map(subtree, node.children) if tree.data in ("closed", "open")
            ),
            span=self.span(node),
        )

    def _named_days(self, node: Node) -> s.NamedDays:
        first, *last, text = node.children
        return s.NamedDays(
            is_open=node.data == "open",
            first=self.word(first),
            last=self.word(last[0]) if last else None,
            text=self.text(subtree(text)),
            span=self.span(node),
        )

    def _edition(self, node: Node) -> s.Statement:
        parts = by_rule(node)
        return s.Edition(
            name=self.word(parts["edition_name"]),
            text=self._optional_text(parts.get("text")),
            revises=self._optional_word(parts.get("revises")),
            in_force=self._optional_word(parts.get("in_force")),
            span=self.span(node),
        )

    def _clause(self, node: Node) -> s.Statement:
        number, text, *rest = node.children
        gist = self.text(subtree(subtree(rest[0]).children[0])) if rest else None
        return s.Clause(number=self.word(number), text=self.text(subtree(text)), gist=gist, span=self.span(node))

    def _continued(self, node: Node) -> s.Statement:
        parts = by_rule(node)
        return s.Continued(
            number=self.word(node),
            text=self._optional_text(parts.get("text")),
            gist=self._wrapped_text(parts.get("gist")),
            span=self.span(node),
        )

    def _norm(self, node: Node) -> s.Statement:
        kind, name, *rest = node.children
        member = self._member(subtree(rest.pop(0))) if subtree(rest[0]).data == "member" else None
        by, bearers, verb, action, *rest = rest
        who = subtree(bearers).children
        plurality = who[-1] if isinstance(who[-1], Token) and who[-1].type == "PLURALITY" else None
        towards = next((subtree(c) for c in rest if subtree(c).data == "towards"), None)
        text = next(subtree(c) for c in rest if subtree(c).data == "text")
        parts = [subtree(c) for c in rest if subtree(c).data not in ("towards", "text", "former")]
        return s.Norm(
            kind=self.word(kind),
            name=self.word(name),
            by=self._words(subtree(by)),
            member=member,
            bearers=tuple(self._who(each) for each in who if each is not plurality),
            plurality=self.word(plurality) if isinstance(plurality, Token) else None,
            verb=_VERBS[str(subtree(verb).data)],
            action=self.word(action),
            counterparties=tuple(map(self._who, towards.children[1:])) if towards else (),
            text=self.text(text),
            qualifiers=tuple(self._qualifier(part) for part in parts),
            former=self._former(node),
            span=self.span(node),
        )

    def _member(self, node: Node) -> s.Member:
        variable, source = node.children
        return s.Member(variable=self.word(variable), source=self.word(source), span=self.span(node))

    def _who(self, child: Node | Token) -> s.Word | s.FieldOf:
        """A party by its name, or the field that says which it is."""
        found = self.word(child) if isinstance(child, Token) else self.expression(child)
        assert isinstance(found, s.Word | s.FieldOf)
        return found

    def _qualifier(self, node: Node) -> s.Qualifier:
        rule, place, children = str(node.data), self.span(node), list(node.children)
        kind = kinds.one_of(kinds.QUALIFIERS, str(children[0]) if rule == "qualifier" else rule)
        if kind in ("covers", "excludes"):
            condition = self.expression(children[1]) if len(children) > 1 else None
            return s.Qualifier(kind=kind, aspect=self.word(children[0]), expression=condition, span=place)
        if rule == "qualifier":
            parts = {str(subtree(child).data): subtree(child) for child in children[1:]}
            requires = parts.get("requires")
            return s.Qualifier(
                kind=kind,
                text=self._optional_text(parts.get("text")),
                expression=self.expression(requires.children[0]) if requires else None,
                span=place,
            )
        return s.Qualifier(kind=kind, expression=self.expression(children[0]), span=place)

    def _exception(self, node: Node) -> s.Statement:
        trees = [child for child in node.children if not isinstance(child, Token)]
        conditions = [tree for tree in trees if tree.data == "when"]
        parts = by_rule(node)
        return s.Exception_(
            name=self.word(node.children[0]),
            targets=self._words(parts["names"]),
            by=self._words(parts["by"]),
            text=self.text(parts["text"]),
            otherwise=self._wrapped_text(parts.get("otherwise")),
            conditions=tuple(self.expression(condition.children[0]) for condition in conditions),
            gives=self.expression(parts["gives"].children[0]) if "gives" in parts else None,
            each=self._optional_word(parts.get("for_each")),
            former=self._former(node),
            span=self.span(node),
        )

    def _priority(self, node: Node) -> s.Statement:
        name, over, by, text, *rest = node.children
        return s.Priority(
            name=self.word(name),
            over=self.word(over),
            by=self._words(subtree(by)),
            text=self.text(subtree(text)),
            condition=self.expression(subtree(rest[0]).children[0]) if rest else None,
            span=self.span(node),
        )

    def _value(self, node: Node) -> s.Statement:
        parts = by_rule(node)
        type_name = parts.get("plain_type") or parts["list_type"]
        return s.Value(
            name=self.word(node.children[0]),
            record=self._optional_word(parts.get("of_record")),
            type=self._type(type_name),
            by=self._words(parts["by"]),
            text=self.text(parts["text"]),
            told=self._wrapped_text(parts.get("told")),
            otherwise=self._wrapped_text(parts.get("otherwise")),
            expression=self.expression(parts["is"].children[0]),
            presumption=self._presumption(parts.get("presumption")),
            former=self._former(node),
            span=self.span(node),
        )

    def _table(self, node: Node) -> s.Statement:
        name, *rest = node.children
        trees = [subtree(child) for child in rest]
        parts = by_rule(node)
        return s.Value(
            name=self.word(name),
            record=self._optional_word(parts.get("of_record")),
            type=self._type(parts.get("plain_type") or parts["list_type"]),
            by=self._words(parts["by"]),
            text=self.text(parts["text"]),
            told=self._wrapped_text(parts.get("told")),
            otherwise=self._wrapped_text(parts.get("otherwise")),
            hits=self._optional_word(parts.get("hits")),
            deciding_day=self.expression(parts["deciding_day"].children[0]) if "deciding_day" in parts else None,
            inputs=tuple(self.expression(tree.children[0]) for tree in trees if tree.data == "on"),
            rows=tuple(self._row(tree) for tree in trees if tree.data == "case"),
            former=self._former(node),
            span=self.span(node),
        )

    def _row(self, node: Node) -> s.Row:
        trees = [subtree(child) for child in node.children]
        cells = tuple(self._cell(tree) for tree in trees if str(tree.data).startswith("cell_"))
        result, *rest = trees[len(cells) :]
        parts = {str(tree.data): tree for tree in rest}
        return s.Row(
            cells=cells,
            result=self.expression(result),
            under=self.expression(parts["under"].children[0]) if "under" in parts else None,
            in_force=self._in_force(parts["stretch"]) if "stretch" in parts else None,
            by=self._words(parts["by"]) if "by" in parts else (),
            span=self.span(node),
        )

    def _cell(self, node: Node) -> s.Cell:
        kind = kinds.one_of(kinds.CELLS, str(node.data).removeprefix("cell_"))
        if kind == "options":
            return s.Cell(kind=kind, options=tuple(self.word(child) for child in node.children), span=self.span(node))
        bounds = tuple(self._literal(subtree(child)) for child in node.children)
        return s.Cell(kind=kind, bounds=bounds, span=self.span(node))

    def _definition(self, node: Node) -> s.Statement:
        parts = by_rule(node)
        return s.Definition(
            name=self.word(node.children[0]),
            parameters=self._words(parts["names"]),
            by=self._words(parts["by"]) if "by" in parts else (),
            expression=self.expression(node.children[-1]),
            span=self.span(node),
        )

    def _selection(self, node: Node) -> s.Statement:
        name, *rest, variable, source, where = node.children
        return s.Definition(
            name=self.word(name),
            parameters=(self.word(variable),),
            by=self._words(subtree(rest[0])) if rest else (),
            expression=self.expression(subtree(where).children[0]),
            source=self.expression(source),
            span=self.span(node),
        )

    def _contradiction(self, node: Node) -> s.Statement:
        parts = by_rule(node)
        return s.Contradiction(
            name=self.word(node.children[0]),
            record=self._optional_word(parts.get("of_record")),
            text=self.text(parts["text"]),
            condition=self.expression(node.children[-1]),
            span=self.span(node),
        )

    def _ambiguity(self, node: Node) -> s.Statement:
        name, by, text, *rest = node.children
        readings = [tree for tree in map(subtree, rest) if tree.data == "reading"]
        return s.Ambiguity(
            name=self.word(name),
            by=self._words(subtree(by)),
            text=self.text(subtree(text)),
            readings=tuple(self._option(reading) for reading in readings),
            former=self._former(node),
            span=self.span(node),
        )

    def _silence(self, node: Node) -> s.Statement:
        parts = by_rule(node)
        nearest, look = parts.get("nearest"), parts.get("look")
        return s.Silence(
            questions=self._words(parts["names"]),
            text=self.text(parts["text"]),
            nearest=self._words(nearest) if nearest else (),
            look=self._words(subtree(look.children[0])) if look else (),
            condition=self.expression(parts["when"].children[0]) if "when" in parts else None,
            span=self.span(node),
        )

    def _standing(self, node: Node) -> s.Statement:
        *passages, kind, text = node.children
        return s.Standing(
            inert=node.data == "inert",
            passages=tuple(self.word(p) for p in passages),
            kind=self.word(kind),
            text=self.text(subtree(text)),
            span=self.span(node),
        )
