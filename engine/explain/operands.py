"""The two sides of a comparison, the operands of an operation, in words: a thing with its value, or a formula.

Of each expression it is made up once how its sentence is put together; each of its steps only fills in its values.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dsl.frozen import NamedTuple
from dsl.functions import function as builtin
from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.explain.once import MOST_KEPT, once
from engine.explain.passed_over import counts_working_days, with_days_passed_over
from engine.explain.step import Compared, OfRecord, Step
from engine.explain.values import apart
from engine.meaning.marks import ABSENT
from engine.tongues import Words

if TYPE_CHECKING:
    from engine.explain.wording import Wording

_SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}
_MIRRORED = {"less": "more", "more": "less", "at_most": "at_least", "at_least": "at_most"}

_DAYS, _DURATION = p.Type("days"), p.Type("duration")

_new = tuple.__new__
"""Makes a side at a third of what its class costs."""


class Side(NamedTuple):
    """One side: what it is called, or the formula that gives it, and its value. A bare value is called nothing.

    `thing` is what has a name, with what it came to and its type: a fact may declare a sentence that tells it. A call
    is a function with its arguments, which is a formula only where it chooses among them.
    """

    label: str
    value: str
    is_formula: bool = False
    thing: tuple[Any, Any, p.Type] | None = None
    is_call: bool = False


Sided = Callable[[Step], Side]
"""An operand of an expression, or the whole of it, on one of its steps."""


class Operand(NamedTuple):
    """An operand of an expression, on each of its steps: as a side, as it stands in a formula, and in a product."""

    side: Sided
    text: Callable[[Step], str]
    factor: Callable[[Step], str]
    may_be_zero: bool
    is_computed: bool = False


Held = Callable[[Side, Side, str], str]
"""The sentence that holds one side against the other, with how far they are apart."""


class Operands:
    """Puts comparisons and operations into the words of one `Wording`."""

    def __init__(self, wording: "Wording") -> None:
        self.wording = wording
        say = wording.phrases.filling
        self._with_name, self._beside = say("operand", "label", "value"), say("against", "label", "value")
        self._labelled, self._result = say("labelled", "label", "value"), say("result", "call", "result")
        self._called: dict[str, str] = {}
        self._calls = Words(wording.tongue, "functions", self._called)
        self._held: dict[tuple[str, bool, bool], Held] = {}
        self._comparing: Callable[[Any], Callable[[Step], str]] = once(self._comparison)
        self._computing: Callable[[Any], Sided] = once(self._computation)
        self._within: dict[int, tuple[Step, Side]] = {}
        """What steps came to that stand in a formula, until they are said themselves."""

    def comparison(self, step: Step) -> str:
        """What a comparison came to, both its sides with their values."""
        return self._comparing(step.subject)(step)

    def arithmetic(self, step: Step) -> str:
        """An operation or a function with its result."""
        whole = self._whole(step)
        if whole.is_call:
            return self._result(whole.label, whole.value)
        return self._stated(whole)

    def with_result(self, step: Step) -> str | None:
        """A sum or a product with its result; None for a function, and for what only hands on a single thing."""
        whole = self._whole(step)
        return self._stated(whole) if whole.is_formula and not whole.is_call else None

    def formula(self, step: Step) -> str:
        """An operation or a function without its result; of what only hands on a single thing, its name."""
        whole = self._whole(step)
        return whole.label or whole.value

    def looked_at(self, subject: Any, value: Any, type_: p.Type) -> str:
        """A thing with its value, as one of those that a table looks at."""
        shown = self.wording.value(value, type_)
        label = "" if isinstance(subject, p.Constant) else self.wording.label(subject)
        return self.wording.say("input", label=label, value=shown) if label else shown

    # ---- comparisons

    def _comparison(self, expression: p.Operation) -> Callable[[Step], str]:
        """How a comparison is said on each of its steps."""
        left_of, right_of = (operand.side for operand in self._operands(expression))
        written: str = expression.operator
        kind = "dated" if expression.operands[0].type.kind in CALENDAR else "compared"
        has_order, in_days, lasting = written in _MIRRORED, self.wording.writing(_DAYS), self.wording.writing(_DURATION)

        def compared(step: Step) -> str:
            assert isinstance(step.detail, Compared)
            (one, other), subjects = step.detail
            if one is ABSENT or other is ABSENT:
                absent = 0 if one is ABSENT else 1
                return self.wording.stating.absent(subjects[absent], expression.operands[absent].type)
            if step.value is None:
                return self.wording.listed(self.wording.unknowns(step))
            left, right, operator = left_of(step), right_of(step), written
            if not left.label and right.label:
                left, right, one, other, operator = right, left, other, one, _MIRRORED.get(operator, operator)
            if has_order and not step.value and (margin := apart(one, other)) is not None and margin.span:
                key = "dated_late" if operator in ("less", "at_most") else "dated_early"
                return self._hold(key, left, right, (in_days if margin.in_days else lasting)(margin.span))
            if not right.label and has_order and one == other:
                return self._stated(left)  # it is just that much: nothing is more or less
            if not has_order and all(isinstance(side, Moment) and side.is_undated for side in (one, other)):
                return self._stated(left)  # of two days that nobody told, neither says which the other is
            return self._hold(f"{kind}_{operator}_{'yes' if step.value else 'no'}", left, right)

        return compared

    def _hold(self, key: str, left: Side, right: Side, margin: str = "") -> str:
        """The sentence that holds one side against the other; what has no sentence of its own stands by its name."""
        by_name = bool(left.label) and not left.is_formula and not self._told(left)
        wanted = (key, not right.label, by_name)
        held = self._held.get(wanted)
        if held is None:
            held = self._held[wanted] = self._holding(*wanted)
        return held(left, right, margin)

    def _holding(self, key: str, bare: bool, by_name: bool) -> Held:
        """How the sides stand in one of these sentences: each as its gap wants it."""
        phrases, text, stated, against = self.wording.phrases, self._text, self._stated, self._against
        key += "_bare" if bare and f"{key}_bare" in phrases else "_named" if by_name else ""
        gaps = phrases.gaps(key)
        fill = phrases.filling(key, *gaps)
        match gaps:
            case ("stated", "against"):
                return lambda left, right, margin: fill(stated(left), against(right))
            case ("left", "against"):
                return lambda left, right, margin: fill(text(left), against(right))
        in_gap: dict[str, Held] = {
            "left": lambda left, right, margin: text(left),
            "right": lambda left, right, margin: text(right),
            "stated": lambda left, right, margin: stated(left),
            "against": lambda left, right, margin: against(right),
            "margin": lambda left, right, margin: margin,
        }
        filled = [in_gap[gap] for gap in gaps]
        return lambda left, right, margin: fill(*[told(left, right, margin) for told in filled])

    # ---- what is computed

    def _whole(self, step: Step) -> Side:
        """An operation as a formula, or a function with its arguments."""
        known = self._within.pop(id(step), None)
        return self._computing(step.subject)(step) if known is None else known[1]

    def _computation(self, expression: p.Operation | p.Function) -> Sided:
        """How an operation or a function is said on each of its steps."""
        if isinstance(expression, p.Function):
            return self._function(expression)
        return self._product(expression) if expression.operator in ("multiply", "divide") else self._sum(expression)

    def _product(self, expression: p.Operation) -> Sided:
        (left, right), sign = self._operands(expression), _SIGNS[expression.operator]
        value_of, left_of, right_of = self.wording.writing(expression.type), left.factor, right.factor

        def product(step: Step) -> Side:
            formula = f"{left_of(step)} {sign} {right_of(step)}"
            return _new(Side, (formula, value_of(step.value), True, None, False))

        return product

    def _sum(self, expression: p.Operation) -> Sided:
        """Of what only adds nothing the rest stands for the whole."""
        (left, right), sign = self._operands(expression), _SIGNS[expression.operator]
        value_of, left_of, right_of = self.wording.writing(expression.type), left.text, right.text
        left_zero, right_zero, subtracts = left.may_be_zero, right.may_be_zero, expression.operator == "subtract"
        text = self._text

        def total(step: Step) -> Side:
            assert isinstance(step.detail, Compared)
            one, other = step.detail.found
            if (left_zero and _is_zero(one)) or (right_zero and _is_zero(other)):
                first, second = left.side(step), right.side(step)
                adds_left = subtracts or not _is_zero(one) or (left.is_computed and bool(first.label))
                adds_right = not _is_zero(other) or (right.is_computed and bool(second.label))
                if adds_left is not adds_right:
                    return first if adds_left else second
                if not adds_left and bool(first.label) is not bool(second.label):
                    return first if first.label else second
                formula = f"{text(first)} {sign} {text(second)}"
            else:
                formula = f"{left_of(step)} {sign} {right_of(step)}"
            return _new(Side, (formula, value_of(step.value), True, None, False))

        return total

    def _function(self, expression: p.Function) -> Sided:
        """Where the only other one of the values among which it chooses is a bound of zero, the one stands for it."""
        operands, value_of = self._operands(expression), self.wording.writing(expression.type)
        call, is_choice, text = self._call(expression), builtin(expression.name).alike, self._text
        counts_days = counts_working_days(expression)

        def applied(step: Step) -> Side:
            assert isinstance(step.detail, Compared)
            if not is_choice:
                shown = [operand.text(step) for operand in operands]
            else:
                sides = [operand.side(step) for operand in operands]
                found = zip(sides, step.detail.found, strict=False)
                telling = [side for side, value in found if side.label or not _is_zero(value)]
                if step.value and len(telling) == 1 < len(sides):
                    return telling[0]
                shown = [text(side) for side in sides]
            said = with_days_passed_over(call(shown), step, self.wording) if counts_days else call(shown)
            return _new(Side, (said, value_of(step.value), is_choice, None, True))

        return applied

    def _call(self, called: p.Function) -> Callable[[list[str]], str]:
        """A function and what it is applied to, without the result."""
        dated = called.type.kind in CALENDAR
        key = f"{called.name}_dated" if dated else called.name
        if key not in self._called:
            self._called[key] = self.wording.function(called.name, dated)
        gaps, tongue, on_day = self._calls.gaps(key), self.wording.tongue, self.wording.phrases.filling("on_day", "day")
        fill = self._calls.filling(key, *gaps)
        if gaps == ("first",):
            return lambda shown: fill(shown[0])

        def in_gap(gap: str, shown: list[str]) -> str:
            match gap:
                case "arguments":
                    return tongue.together(shown)
                case "days":
                    return tongue.together([on_day(text) for text in shown])
                case _:
                    return dict(zip(("first", "second", "third"), shown, strict=False)).get(gap, "")

        return lambda shown: fill(*[in_gap(gap, shown) for gap in gaps])

    # ---- operands

    def _operands(self, expression: p.Operation | p.Function) -> list[Operand]:
        """The operands of an expression; the name of a rounding is not said."""
        parts = expression.operands if isinstance(expression, p.Operation) else expression.arguments
        return [self._operand(at, part) for at, part in enumerate(parts) if not _is_rounding(part)]

    def _operand(self, at: int, part: p.Expression) -> Operand:
        """An operand of an expression: a bare value, a thing that has a name, or what is computed where it stands."""
        if isinstance(part, p.Constant):
            bare = Side("", self.wording.value(ABSENT if part.value is None else part.value, part.type))
            return Operand(lambda step: bare, lambda step: bare.value, lambda step: bare.value, _is_zero(part.value))
        named = self._named(at, part)
        if isinstance(part, p.Operation) or (isinstance(part, p.Function) and not self.wording.label(part)):
            return self._computed(at, part, named)
        return named._replace(is_computed=isinstance(part, p.Function))

    def _named(self, at: int, part: p.Expression) -> Operand:
        """A thing that has a name, of a record by its number; it tells if it may declare a sentence for its value."""
        type_, value_of, called = part.type, self.wording.writing(part.type), self._names(part)
        tells = self.wording.stating.may_tell(part)

        def side(step: Step) -> Side:
            assert isinstance(step.detail, Compared)
            found, subjects = step.detail
            value, subject = found[at], subjects[at]
            thing = (subject, value, type_) if tells else None
            return _new(Side, (called(subject)[0], value_of(value), False, thing, False))

        def text(step: Step) -> str:
            assert isinstance(step.detail, Compared)
            found, subjects = step.detail
            return called(subjects[at])[1](value_of(found[at]))

        may_be_zero = type_.kind not in CALENDAR
        if isinstance(part, p.FieldReference):
            return Operand(side, text, text, may_be_zero)
        _, with_value = called(part)

        def text_of_one(step: Step) -> str:
            assert isinstance(step.detail, Compared)
            return with_value(value_of(step.detail.found[at]))

        return Operand(side, text_of_one, text_of_one, may_be_zero)

    def _names(self, part: p.Expression) -> Callable[[Any], tuple[str, Callable[[str], str]]]:
        """What an operand is called, and how it is told with its value; of a field by the number of its record."""
        label_of = self.wording.label

        def named(label: str) -> tuple[str, Callable[[str], str]]:
            return label, self.wording.phrases.filling("operand", "value", label=label) if label else str

        if not isinstance(part, p.FieldReference):
            name = named(label_of(part))
            return lambda subject: name
        of_record: dict[str, tuple[str, Callable[[str], str]]] = {}

        def called(place: OfRecord) -> tuple[str, Callable[[str], str]]:
            number = place.ordinal if place.total > 1 else ""
            known = of_record.get(number)
            if known is None:
                if len(of_record) >= MOST_KEPT:
                    of_record.clear()
                known = of_record[number] = named(label_of(place))
            return known

        return called

    def _computed(self, at: int, part: p.Operation | p.Function, named: Operand) -> Operand:
        """What is computed where it stands: the formula that gives it, where that is told."""

        said, computing = self._within, self._computing

        def nested(step: Step) -> Side | None:
            assert isinstance(step.detail, Compared)
            below = None if step.detail.found[at] is None else _beneath(step.children, part)
            if below is None:
                return None
            known = said.get(id(below))
            if known is None:
                if len(said) >= MOST_KEPT:
                    said.clear()
                known = said[id(below)] = (below, computing(below.subject)(below))
            return known[1]

        def side(step: Step) -> Side:
            whole = nested(step)
            if whole is None:
                return named.side(step)
            return _new(Side, (*whole[:4], False)) if whole.is_call else whole

        def text(step: Step) -> str:
            whole = nested(step)
            return named.text(step) if whole is None else self._text(whole)

        def factor(step: Step) -> str:
            whole = nested(step)
            return named.text(step) if whole is None else self._factor(whole)

        return Operand(side, text, factor, named.may_be_zero, True)

    def _text(self, side: Side) -> str:
        if side.is_formula:
            return side.label
        return self._with_name(side.label, side.value) if side.label else side.value

    def _factor(self, side: Side) -> str:
        return f"({side.label})" if side.is_formula else self._text(side)

    def _stated(self, side: Side) -> str:
        if side.is_formula:
            return f"{side.label} = {side.value}"
        if told := self._told(side):
            return told
        return self._labelled(side.label, side.value) if side.label else side.value

    def _told(self, side: Side) -> str:
        """The sentence that a side declares for what it came to; empty where it declares none."""
        return self.wording.stating.told(*side.thing) if side.thing is not None else ""

    def _against(self, side: Side) -> str:
        return self._beside(side.label, side.value) if side.label else side.value


def _is_zero(value: Any) -> bool:
    """Whether a number, an amount or a length of time is nothing; what is not known is not."""
    return not value and value is not None


def _is_rounding(part: p.Expression) -> bool:
    """Whether an operand is the name of a rounding, which is not said."""
    return isinstance(part, p.Constant) and part.type.name == "rounding"


def _beneath(children: tuple[Step, ...], expression: p.Expression) -> Step | None:
    """The step that computes an operand, if one of those below does."""
    for step in children:
        if step.kind == "arithmetic" and (step.subject is expression or step.subject == expression):
            return step
    return None
