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

if TYPE_CHECKING:
    from engine.explain.wording import Wording

_SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}
_MIRRORED = {"less": "more", "more": "less", "at_most": "at_least", "at_least": "at_most"}
_ZERO = (0, timedelta(0))

_MOST_FORMULAS = 1024
"""How many operations are kept as formulas, while those that they are part of are put into words."""


class Side(NamedTuple):
    """One side: what it is called, or the formula that gives it, and its value. A bare value is called nothing.

    `told` is the sentence that tells the value of a fact, if it has one.
    """

    label: str
    value: str
    is_formula: bool = False
    told: str = ""


class Operands:
    """Puts comparisons and operations into the words of one `Wording`."""

    def __init__(self, wording: "Wording") -> None:
        self.wording = wording
        self._formulas: dict[int, tuple[Step, Side]] = {}

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
            late = operator in ("less", "at_most")
            return self.wording.say(
                "dated_late" if late else "dated_early",
                stated=self._stated(left),
                margin=self.wording.tongue.span(margin.span, in_days=margin.in_days),
                against=self._against(right),
            )
        kind = "dated" if step.subject.operands[0].type.kind in CALENDAR else "compared"
        key = f"{kind}_{operator}_{'yes' if step.value else 'no'}"
        if not right.label:
            key += "_bare"
        gaps = {
            name: _IN_GAPS[name](self, right if name in ("right", "against") else left)
            for name in self.wording.phrases.gaps(key)
        }
        return self.wording.say(key, **gaps)

    def arithmetic(self, step: Step) -> str:
        """An operation or a function with its result."""
        result = self.wording.value(step.value, step.subject.type)
        if isinstance(step.subject, p.Function):
            if (only := self._only_telling(step)) is not None:
                return self._stated(only)
            return self.wording.say("result", call=self._call(step), result=result)
        whole = self._operation(step, result)
        return self._stated(whole)

    def formula(self, step: Step) -> str:
        """An operation or a function without its result."""
        if isinstance(step.subject, p.Function):
            only = self._only_telling(step)
            return self._call(step) if only is None else self._text(only)
        return self._text(self._operation(step, ""))

    def looked_at(self, subject: Any, value: Any, type_: p.Type) -> str:
        """A thing with its value, as one of those that a table looks at."""
        side = self._side(subject, value, type_)
        return self.wording.say("input", label=side.label, value=side.value) if side.label else side.value

    # ---- sides

    def _side(self, subject: Any, value: Any, type_: p.Type) -> Side:
        if isinstance(subject, p.Constant):
            return Side("", self.wording.value(value, type_))
        told = self.wording.stating.told(subject, value, type_)
        return Side(self.wording.label(subject), self.wording.value(value, type_), told=told)

    def _sides(self, step: Step) -> list[Side]:
        """The operands of a comparison, an operation or a function; of those computed here, how."""
        assert isinstance(step.detail, Compared)
        found, subjects = step.detail
        expression = step.subject
        operands = expression.operands if isinstance(expression, p.Operation) else expression.arguments
        below = [child for child in step.children if child.kind == "arithmetic"] if step.children else []
        sides = []
        for subject, value, operand in zip(subjects, found, operands, strict=True):
            if isinstance(operand, p.Constant) and operand.type.name == "rounding":
                continue
            nested = None
            if below and isinstance(operand, p.Operation | p.Function):
                nested = next((child for child in below if child.subject == operand), None)
            named = self._side(subject, value, operand.type)
            if nested is None or value is None:
                sides.append(named)
            elif isinstance(operand, p.Operation):
                sides.append(self._operation(nested, named.value))
            elif named.label:
                sides.append(named)
            elif (only := self._only_telling(nested)) is not None:
                sides.append(only)
            else:
                sides.append(Side(self._call(nested), named.value, builtin(operand.name).alike))
        return sides

    def _only_telling(self, step: Step) -> Side | None:
        """What a choice among values comes to, where the only other one is a bound of zero that it passes."""
        if not builtin(step.subject.name).alike or not step.value:
            return None
        sides = self._sides(step)
        telling = [side for side, value in zip(sides, _found(step), strict=False) if side.label or value not in _ZERO]
        return telling[0] if len(telling) == 1 < len(sides) else None

    def _operation(self, step: Step, result: str) -> Side:
        """An operation as a formula; what only adds nothing is left out, and then the rest stands for the whole."""
        known = self._formulas.get(id(step))
        if known is None or known[0] is not step or (known[1].is_formula and known[1].value != result):
            if len(self._formulas) == _MOST_FORMULAS:
                self._formulas.clear()
            known = self._formulas[id(step)] = (step, self._formula_of(step, result))
        return known[1]

    def _formula_of(self, step: Step, result: str) -> Side:
        operator: str = step.subject.operator
        sides = self._sides(step)
        if operator in ("add", "subtract"):
            telling = [
                side
                for at, (side, value) in enumerate(zip(sides, _found(step), strict=True))
                if side.label or value not in _ZERO or (at == 0 and operator == "subtract")
            ]
            if len(telling) == 1:
                return telling[0]
        left, right = (self._text(side, operator in ("multiply", "divide")) for side in sides)
        return Side(f"{left} {_SIGNS[operator]} {right}", result, True)

    def _call(self, step: Step) -> str:
        """A function and what it is applied to, without the result."""
        sides = self._sides(step)
        shown = [self._text(side) for side in sides]
        called: p.Function = step.subject
        return self.wording.tongue.filled(
            self.wording.function(called.name, called.type.kind in CALENDAR),
            arguments=self.wording.tongue.together(shown),
            days=self.wording.tongue.together([self.wording.say("on_day", day=text) for text in shown]),
            first=shown[0],
            second=shown[1] if len(shown) > 1 else "",
            third=shown[2] if len(shown) > 2 else "",
        )

    def _text(self, side: Side, in_product: bool = False) -> str:
        if side.is_formula:
            return f"({side.label})" if in_product else side.label
        return self.wording.say("operand", label=side.label, value=side.value) if side.label else side.value

    def _stated(self, side: Side) -> str:
        if side.is_formula:
            return f"{side.label} = {side.value}"
        if side.told:
            return side.told
        return self.wording.say("labelled", label=side.label, value=side.value) if side.label else side.value

    def _against(self, side: Side) -> str:
        return self.wording.say("against", label=side.label, value=side.value) if side.label else side.value


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
