"""The two sides of a comparison, the operands of an operation, in words: a thing with its value, or a formula."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from dsl.functions import function as builtin
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.explain.step import Compared, Step
from engine.explain.values import apart
from engine.meaning.marks import ABSENT
from engine.tongues import Words

if TYPE_CHECKING:
    from engine.explain.wording import Wording

_SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}
_MIRRORED = {"less": "more", "more": "less", "at_most": "at_least", "at_least": "at_most"}
_ZERO = (0, timedelta(0))

_DAYS, _DURATION = p.Type("days"), p.Type("duration")

_MOST_STEPS = 1024
"""Of how many steps the sides are kept, while those that they are part of are put into words."""


_new = tuple.__new__
"""Makes a side at a third of what its class costs."""


class Side(NamedTuple):
    """One side: what it is called, or the formula that gives it, and its value. A bare value is called nothing.

    `thing` is what has a name, with what it came to and its type: a fact may declare a sentence that tells it.
    """

    label: str
    value: str
    is_formula: bool = False
    thing: tuple[Any, Any, p.Type] | None = None


class Operand(NamedTuple):
    """An operand as it is written: its place, itself, its type, and what can be said of it whatever it comes to.

    `bare` is the side that a constant is; `label` what anything else is called, None where that depends on the record
    whose field it is. It `tells` if it may declare a sentence for what it came to.
    """

    at: int
    expression: p.Expression
    type: p.Type
    bare: Side | None
    label: str | None
    tells: bool
    is_computed: bool


class Operands:
    """Puts comparisons and operations into the words of one `Wording`."""

    def __init__(self, wording: "Wording") -> None:
        self.wording, self._value, self._label = wording, wording.value, wording.label
        self._operands: dict[int, tuple[p.Expression, tuple[Operand, ...]]] = {}
        self._called: dict[str, str] = {}
        self._calls = Words(wording.tongue, "functions", self._called)
        self._known: dict[int, tuple[Step, list[Side]]] = {}

    def comparison(self, step: Step) -> str:
        """What a comparison came to, both its sides with their values."""
        assert isinstance(step.detail, Compared)
        found, subjects = step.detail
        if found[0] is ABSENT or found[1] is ABSENT:
            absent = 0 if found[0] is ABSENT else 1
            return self.wording.stating.shown(subjects[absent], ABSENT, step.subject.operands[absent].type)
        if step.value is None:
            return self.wording.listed(self.wording.unknowns(step))
        left, right = self._sides(step)
        operator: str = step.subject.operator
        if not left.label and right.label:
            left, right, operator, found = right, left, _MIRRORED.get(operator, operator), found[::-1]
        missed = step.value is False and operator in _MIRRORED
        if missed and (margin := apart(*found)) is not None and margin.span:
            key = "dated_late" if operator in ("less", "at_most") else "dated_early"
            return self._held(key, left, right, self._value(margin.span, _DAYS if margin.in_days else _DURATION))
        if not right.label and operator in _MIRRORED and found[0] == found[1]:
            return self._stated(left)  # it is just that much: nothing is more or less
        kind = "dated" if self._written(step.subject)[0].type.kind in CALENDAR else "compared"
        return self._held(f"{kind}_{operator}_{'yes' if step.value else 'no'}", left, right)

    def _held(self, key: str, left: Side, right: Side, margin: str = "") -> str:
        """The sentence that holds one side against the other; what has no sentence of its own stands by its name."""
        phrases = self.wording.phrases
        if not right.label and f"{key}_bare" in phrases:
            key += "_bare"
        elif left.label and not left.is_formula and not self._told(left):
            key += "_named"
        gaps = {
            name: margin if name == "margin" else _IN_GAPS[name](self, right if name in ("right", "against") else left)
            for name in phrases.gaps(key)
        }
        return self.wording.say(key, **gaps)

    def arithmetic(self, step: Step) -> str:
        """An operation or a function with its result."""
        result = self.wording.value(step.value, step.subject.type)
        if (whole := self._whole(step, result)) is not None:
            return self._stated(whole)
        return self.wording.say("result", call=self._call(step), result=result)

    def with_result(self, step: Step) -> str | None:
        """A sum or a product with its result; None for a function, and for what only hands on a single thing."""
        whole = self._whole(step, self.wording.value(step.value, step.subject.type))
        return self._stated(whole) if whole is not None and whole.is_formula else None

    def formula(self, step: Step) -> str:
        """An operation or a function without its result; of what only hands on a single thing, its name."""
        whole = self._whole(step, "")
        return self._call(step) if whole is None else whole.label or whole.value

    def _whole(self, step: Step, result: str) -> Side | None:
        """An operation, or a function that only hands on one of its arguments, as a side; None for another function."""
        return self._only_telling(step) if isinstance(step.subject, p.Function) else self._operation(step, result)

    def looked_at(self, subject: Any, value: Any, type_: p.Type) -> str:
        """A thing with its value, as one of those that a table looks at."""
        shown = self._value(value, type_)
        label = "" if isinstance(subject, p.Constant) else self._label(subject)
        return self.wording.say("input", label=label, value=shown) if label else shown

    # ---- sides

    def _sides(self, step: Step) -> list[Side]:
        """The operands of a comparison, an operation or a function; of those computed here, how."""
        known = self._known.get(id(step))
        if known is None or known[0] is not step:
            if len(self._known) >= _MOST_STEPS:
                self._known.clear()
            known = self._known[id(step)] = (step, self._sides_of(step))
        return known[1]

    def _sides_of(self, step: Step) -> list[Side]:
        detail = step.detail
        assert isinstance(detail, Compared)
        (found, subjects), children, sides = detail, step.children, []
        for at, expression, type_, bare, label, tells, is_computed in self._written(step.subject):
            side = bare
            if side is None:
                value = found[at]
                thing = (subjects[at], value, type_) if tells else None
                called = self._label(subjects[at]) if label is None else label
                side = _new(Side, (called, self._value(value, type_), False, thing))
                if is_computed and children and value is not None and (nested := _beneath(children, expression)):
                    side = self._computed(nested, side)
            sides.append(side)
        return sides

    def _computed(self, nested: Step, named: Side) -> Side:
        """An operand that is computed where it stands: its formula, or the function that gives it."""
        if isinstance(nested.subject, p.Operation):
            return self._operation(nested, named.value)
        if named.label:
            return named
        only = self._only_telling(nested)
        return only if only is not None else Side(self._call(nested), named.value, builtin(nested.subject.name).alike)

    def _written(self, expression: p.Operation | p.Function) -> tuple[Operand, ...]:
        """The operands of an expression, looked at once."""
        known = self._operands.get(id(expression))
        if known is None:
            parts = expression.operands if isinstance(expression, p.Operation) else expression.arguments
            operands = tuple([self._operand(at, part) for at, part in enumerate(parts) if not _is_rounding(part)])
            known = self._operands[id(expression)] = (expression, operands)
        return known[1]

    def _operand(self, at: int, part: p.Expression) -> Operand:
        """An operand as it is written, with what can be said of it beforehand."""
        if isinstance(part, p.Constant):
            value = ABSENT if part.value is None else part.value
            bare: Side = _new(Side, ("", self._value(value, part.type), False, None))
            return Operand(at, part, part.type, bare, "", False, False)
        label = None if isinstance(part, p.FieldReference) else self._label(part)
        computed = isinstance(part, p.Operation | p.Function)
        return Operand(at, part, part.type, None, label, self.wording.stating.may_tell(part), computed)

    def _only_telling(self, step: Step) -> Side | None:
        """What a choice among values comes to, where the only other one is a bound of zero that it passes."""
        if not step.value or not builtin(step.subject.name).alike:
            return None
        sides = self._sides(step)
        telling = [side for side, value in zip(sides, _found(step), strict=False) if side.label or value not in _ZERO]
        return telling[0] if len(telling) == 1 < len(sides) else None

    def _operation(self, step: Step, result: str) -> Side:
        """An operation as a formula; what only adds nothing is left out, and then the rest stands for the whole."""
        operator: str = step.subject.operator
        left, right = self._sides(step)
        in_product = operator not in ("add", "subtract")
        if not in_product:
            shown = zip(self._written(step.subject), (left, right), _found(step), strict=True)
            tells = [value not in _ZERO or bool(operand.is_computed and side.label) for operand, side, value in shown]
            adds_left, adds_right = operator == "subtract" or tells[0], tells[1]
            if adds_left is not adds_right:
                return left if adds_left else right
            if not adds_left and bool(left.label) is not bool(right.label):
                return left if left.label else right
        formula = f"{self._text(left, in_product)} {_SIGNS[operator]} {self._text(right, in_product)}"
        return _new(Side, (formula, result, True, None))

    def _call(self, step: Step) -> str:
        """A function and what it is applied to, without the result."""
        called: p.Function = step.subject
        dated = called.type.kind in CALENDAR
        key = f"{called.name}_dated" if dated else called.name
        if key not in self._called:
            self._called[key] = self.wording.function(called.name, dated)
        shown, named, tongue = (
            [self._text(side) for side in self._sides(step)],
            self._calls.gaps(key),
            self.wording.tongue,
        )
        gaps = dict(zip(("first", "second", "third"), (*shown, "", ""), strict=False))
        if "arguments" in named:
            gaps["arguments"] = tongue.together(shown)
        if "days" in named:
            gaps["days"] = tongue.together([self.wording.say("on_day", day=text) for text in shown])
        return self._calls.say(key, **gaps)

    def _text(self, side: Side, in_product: bool = False) -> str:
        if side.is_formula:
            return f"({side.label})" if in_product else side.label
        return self.wording.say("operand", label=side.label, value=side.value) if side.label else side.value

    def _stated(self, side: Side) -> str:
        if side.is_formula:
            return f"{side.label} = {side.value}"
        if told := self._told(side):
            return told
        return self.wording.say("labelled", label=side.label, value=side.value) if side.label else side.value

    def _told(self, side: Side) -> str:
        """The sentence that a side declares for what it came to; empty where it declares none."""
        return self.wording.stating.told(*side.thing) if side.thing is not None else ""

    def _against(self, side: Side) -> str:
        return self.wording.say("against", label=side.label, value=side.value) if side.label else side.value


def _is_rounding(part: p.Expression) -> bool:
    """Whether an operand is the name of a rounding, which is not said."""
    return isinstance(part, p.Constant) and part.type.name == "rounding"


def _beneath(children: tuple[Step, ...], expression: p.Expression) -> Step | None:
    """The step that computes an operand, if one of those below does."""
    for step in children:
        if step.kind == "arithmetic" and (step.subject is expression or step.subject == expression):
            return step
    return None


def _found(step: Step) -> tuple[Any, ...]:
    assert isinstance(step.detail, Compared)
    return step.detail.found


_IN_GAPS: dict[str, Callable[[Operands, Side], str]] = {
    "left": Operands._text,
    "right": Operands._text,
    "stated": Operands._stated,
    "against": Operands._against,
}
"""How a side of a comparison stands in each gap of its sentence."""
