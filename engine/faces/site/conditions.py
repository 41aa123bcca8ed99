"""Conditions and computations in plain words: an expression becomes a sentence, or a list of them.

Negation is pushed inwards, so that nothing reads "not (not …)"; every name is a link to where it is explained.
"""

import re
from dataclasses import dataclass
from typing import Any

from dsl.functions import function
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.explain.values import option_text
from engine.faces.site import links
from engine.faces.site.scribe import Scribe
from engine.meaning.marks import ABSENT
from engine.tongues import tongue

_COMPARED = {"equal", "unequal", "less", "at_most", "more", "at_least"}
_OPPOSITE = {"and": "or", "or": "and"}
_SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}
_SHORT = 110
"""How long a list of conditions may be to stand in one line."""


@dataclass(frozen=True, slots=True)
class Said:
    """A condition in words: a sentence, or a lead such as "one of these" with what follows it.

    What is `labelled` puts what a thing is called beside what it is, as a list may, and is no sentence.
    """

    text: str
    parts: tuple["Said", ...] = ()
    joint: str = ""
    labelled: bool = False

    def lines(self, indent: int = 0) -> list[str]:
        """The condition as a nested Markdown list."""
        pad = "    " * indent
        if not self.parts:
            return [f"{pad}- {self.text}"]
        found = [f"{pad}- {self.text}"]
        for part in self.parts:
            found += part.lines(indent + 1)
        return found

    def inline(self) -> str:
        """The condition in one sentence, however long."""
        if not self.parts:
            return self.text
        inner = self.joint.join(f"({part.inline()})" if part.parts else part.text for part in self.parts)
        return inner if self.joint else f"{self.text} {'; '.join(part.inline() for part in self.parts)}"


class Conditions:
    """Puts the expressions of one edition into words."""

    def __init__(self, scribe: Scribe) -> None:
        self.scribe, self.words = scribe, scribe.words
        self.program = scribe.program

    def said(self, expression: p.Expression, holds: bool = True) -> Said:
        """A yes/no expression, or its contrary, in words."""
        match expression:
            case p.Constant(value=value):
                return Said(self.words["always" if bool(value) == holds else "never"])
            case p.Reference(kind="live", name=name) | p.FieldReference(live=True, name=name):
                return Said(self.scribe.word("applies" if holds else "applies_not", norm=self._live(name)))
            case p.Reference() | p.FieldReference():
                return Said(self._stated(expression, holds))
            case p.Operation(operator="not", operands=(operand,)):
                return self.said(operand, not holds)
            case p.Operation(operator="and" | "or" as operator, operands=operands):
                if operator == "and" and holds and (each := self._some_and_every(operands)) is not None:
                    return each
                return self._several(
                    operator if holds else _OPPOSITE[operator], [self.said(o, holds) for o in operands]
                )
            case p.Operation(operator="if", operands=(test, first, second)):
                return self._several(
                    "or",
                    [
                        self._several("and", [self.said(test), self.said(first, holds)]),
                        self._several("and", [self.said(test, False), self.said(second, holds)]),
                    ],
                )
            case p.Operation(operator="is_none", operands=(operand,)):
                return self._none(operand, holds)
            case p.Operation(operator="within", operands=(operand,), options=options):
                return self._among(operand, options, holds)
            case p.Operation(operator=operator, operands=(left, right)) if operator in _COMPARED:
                return self._compared(operator, left, right, holds)
            case p.Aggregate(operator="some" | "every" as operator, body=body) if body is not None:
                return self._each(operator if holds else f"{operator}_not", expression.source, body)
            case _:
                return Said(self.term(expression))

    def _each(self, key: str, source: p.Expression, body: p.Expression) -> Said:
        head, inner = self.scribe.word(key, among=self.term(source)), self.said(body)
        parts = inner.parts if inner.joint == self.words["and"] else (inner,)
        return Said(f"{head}{self.words['colon']}", parts)

    def _some_and_every(self, operands: tuple[p.Expression, ...]) -> Said | None:
        """What holds for each of a list that is not empty, said once; None where nothing of the kind is meant."""
        match operands:
            case (
                p.Aggregate(operator="some", source=source, body=body, where=None),
                p.Aggregate(operator="every", source=other, body=same, where=None),
            ) if body is not None and (source, body) == (other, same):
                return self._each("some_and_every", source, body)
            case _:
                return None

    def _none(self, operand: p.Expression, holds: bool) -> Said:
        """That there is no such thing, or that there is one; in the sentence that is declared for it, if any."""
        if (
            holds
            and isinstance(operand, p.Reference | p.FieldReference)
            and (told := self.scribe.told(operand, ABSENT))
        ):
            return Said(self._link(operand, self._node(operand), told))
        return Said(self.scribe.word("none" if holds else "none_not", left=self.term(operand)), labelled=True)

    def _several(self, operator: str, parts: list[Said]) -> Said:
        flat: list[Said] = []
        joint = self.words["and" if operator == "and" else "or"]
        for part in parts:
            flat += part.parts if part.joint == joint else (part,)
        never, always = self.words["never"], self.words["always"]
        neutral, final = (always, never) if operator == "and" else (never, always)
        if any(part.text == final for part in flat):
            return Said(final)
        flat = [part for part in dict.fromkeys(flat) if part.text != neutral]
        if len(flat) < 2:
            return flat[0] if flat else Said(neutral)
        return Said(self.words["all_of" if operator == "and" else "one_of"], tuple(flat), joint)

    def _live(self, name: str) -> str:
        node: Any = self.program.norms.get(name) or self.program.exceptions[name]
        names = self.program.edition.proper_names
        return self.scribe.declared(node, tongue(self.scribe.language).inner(self.scribe.say(node.text), names))

    def _node(self, expression: p.Reference | p.FieldReference) -> p.Fact | p.Value:
        match expression:
            case p.Reference(kind="fact", name=name):
                return self.program.facts[name]
            case p.FieldReference(derived=False, record=record, name=name):
                return next(field for field in self.program.records[record].fields if field.name == name)
            case _:
                return self.program.values[expression.name]

    def _stated(self, expression: p.Reference | p.FieldReference, holds: bool) -> str:
        node = self._node(expression)
        label = self.scribe.say(node.text if holds else node.otherwise or node.text)
        return self._link(expression, node, label)

    def _link(self, expression: p.Reference | p.FieldReference, node: p.Fact | p.Value, label: str) -> str:
        if isinstance(node, p.Value):
            return self.scribe.declared(node, label)
        if isinstance(expression, p.FieldReference):
            return label
        return self.scribe.link(label, links.fact_place(node.name, node.kind))

    def _compared(self, operator: str, left: p.Expression, right: p.Expression, holds: bool) -> Said:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, p.Reference) and one.kind == "reading" and isinstance(other, p.Constant):
                return Said(self._reading(one.name, other.value, (operator == "equal") == holds))
        if isinstance(left, p.Constant) and not isinstance(right, p.Constant) and operator in ("equal", "unequal"):
            left, right = right, left
        if left.type.kind == "boolean" and isinstance(right, p.Constant):
            return self.said(left, bool(right.value) == ((operator == "equal") == holds))
        if isinstance(right, p.FieldReference) and self.term(left) == self.term(right):
            return self._with_another(operator, left, holds)
        if left.type.kind == "choice" and operator in ("equal", "unequal"):
            if (operator == "equal") == holds:
                return self._is(left, right)
            return self._labelled("is_not", self.term(left), self.term(right))
        kind = "dated" if left.type.kind in CALENDAR else "compared"
        words = self.words[f"{kind}_{operator}_{'yes' if holds else 'no'}"]
        return Said(f"{self.term(left)} {words} {self.term(right)}", labelled=True)

    def _with_another(self, operator: str, left: p.Expression, holds: bool) -> Said:
        """A record's field beside the same field of the record in question, which is called alike."""
        kind = "dated" if left.type.kind in CALENDAR else "compared"
        words = self.words[f"{kind}_{operator}_{'yes' if holds else 'no'}"]
        return Said(f"{self.term(left)} {words} {self.words['of_another']}", labelled=True)

    def _is(self, left: p.Expression, right: p.Expression) -> Said:
        """That a choice is one of its options: in the sentence that is declared for it, if there is one."""
        if isinstance(left, p.Reference | p.FieldReference) and isinstance(right, p.Constant):
            told = self.scribe.told(left, right.value)
            if told:
                return Said(self._link(left, self._node(left), told))
        return self._labelled("is", self.term(left), self.term(right))

    def _labelled(self, key: str, left: str, right: str) -> Said:
        return Said(self.scribe.joined(self.scribe.word(key, left=left, right=right)), labelled=True)

    def _reading(self, name: str, option: str, holds: bool) -> str:
        ambiguity = self.program.ambiguities[name]
        chosen = self.scribe.text(option_text(option, name, self.program, self.scribe.language).rstrip("."))
        quoted = tongue(self.scribe.language).quoted(chosen)
        question = self.scribe.text(self.scribe.phrase(ambiguity.text))
        return self.scribe.word(
            "reading" if holds else "reading_not",
            reading=quoted,
            question=f"*{self.scribe.declared(ambiguity, question)}*",
        )

    def _among(self, operand: p.Expression, options: tuple[str, ...], holds: bool) -> Said:
        if isinstance(operand, p.Reference) and operand.kind == "reading":
            return Said(self.words["or"].join(self._reading(operand.name, option, holds) for option in options))
        names = [
            self.scribe.text(option_text(o, operand.type.name, self.program, self.scribe.language)) for o in options
        ]
        return self._labelled("is" if holds else "is_not", self.term(operand), self.words["or"].join(names))

    # ---- terms

    def term(self, expression: p.Expression) -> str:
        """An expression that stands for a thing, an amount or a time."""
        match expression:
            case p.Constant(value=value, type=type_):
                return self.scribe.value(value, type_) if type_.name != "rounding" else ""
            case p.Reference(kind="reading", name=name):
                ambiguity = self.program.ambiguities[name]
                return self.scribe.declared(ambiguity)
            case p.Reference(kind="live", name=name) | p.FieldReference(live=True, name=name):
                return self._live(name)
            case p.Reference() | p.FieldReference():
                return self._stated(expression, True)
            case p.Operation(operator="if", operands=(test, first, second)):
                return (
                    f"({self.term(first)} {self.words['if']} {self.said(test).inline()}, "
                    f"{self.words['otherwise']} {self.term(second)})"
                )
            case p.Operation(operator=operator, operands=(left, right)) if operator in _SIGNS:
                return f"{self._inner(left)} {_SIGNS[operator]} {self._inner(right)}"
            case p.Operation():
                return self.said(expression).inline()
            case p.Function(name=name, arguments=arguments):
                return self._function(name, [self.term(a) for a in arguments])
            case p.Aggregate():
                return self._aggregate(expression)
            case p.Lookup(of=name, inputs=(*_, day)) if name:
                return f"{self.term(p.Reference('value', name, expression.type))} ({self.term(day)})"
            case p.Lookup():
                return self.words["the_table"]

    def _inner(self, expression: p.Expression) -> str:
        text = self.term(expression)
        return f"({text})" if isinstance(expression, p.Operation) and expression.operator in _SIGNS else text

    def _function(self, name: str, arguments: list[str]) -> str:
        """A call as a rule tells it: in the words of the function's own file, or of a tongue that came later."""
        called, spoken_in = function(name), tongue(self.scribe.language)
        words = called.rule_words or called.words
        shown = [argument for argument in arguments if argument]
        together = self.words["and"].join(shown)
        return spoken_in.filled(
            words.get(spoken_in.tag) or self.words[f"function_{name}"],
            arguments=together,
            days=together,
            **dict(zip(("first", "second", "third"), [*shown, *[""] * 3], strict=False)),
        )

    def _aggregate(self, aggregate: p.Aggregate) -> str:
        among = self.term(aggregate.source)
        body = self.term(aggregate.body) if aggregate.body is not None else ""
        position = self.term(aggregate.position) if aggregate.position is not None else ""
        key = aggregate.operator
        if key in ("some", "every"):
            return self.said(aggregate).inline()
        head = self.scribe.word(key, among=among, body=body, position=position)
        if aggregate.where is None:
            return head
        return self.scribe.word("where", head=head, condition=self.said(aggregate.where).inline())

    # ---- computations

    def computed(self, expression: p.Expression) -> Said:
        """How a value is computed: a sentence, or its cases one by one."""
        if expression.type.kind == "boolean" and not isinstance(expression, p.Lookup):
            return self.said(expression)
        if isinstance(expression, p.Operation) and expression.operator == "if":
            return Said(self.words["depending"] + self.words["colon"], tuple(self._cases(expression)))
        return Said(self.term(expression))

    def _cases(self, expression: p.Expression) -> list[Said]:
        cases: list[Said] = []
        while isinstance(expression, p.Operation) and expression.operator == "if":
            test, first, expression = expression.operands
            condition = self.said(test)
            inner = self.computed(first)
            head = f"{self.words['if']} {condition.inline()}{self.words['colon']} "
            cases.append(Said(head + (f"**{inner.text}**" if not inner.parts else inner.text), inner.parts))
        cases.append(Said(f"{self.words['otherwise']}{self.words['colon']} **{self.term(expression)}**"))
        return cases


def is_short(said: Said) -> bool:
    """Whether a condition may stand in one line: a link counts by its label."""
    if not said.parts:
        return True
    text = said.inline()
    return bool(said.joint) and len(unlinked(text)) <= _SHORT and not any(part.parts for part in said.parts)


def unlinked(text: str) -> str:
    """Markdown without the targets of its links, as long as it is read."""
    return re.sub(r"\]\([^)]*\)", "]", text)
