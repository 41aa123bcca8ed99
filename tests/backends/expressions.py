"""Random typed expressions over one small program, and random cases of it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dsl.check import check_sources
from dsl.kinds import MONTH_ENDS
from dsl.typed.program import (
    Aggregate,
    Constant,
    Expression,
    FieldReference,
    Function,
    Lookup,
    Operation,
    Program,
    Reference,
    Row,
    Type,
)
from engine.meaning.marks import ABSENT

BOOLEAN, INTEGER, DATE, DURATION, RATIO = (Type(kind) for kind in ("boolean", "integer", "date", "duration", "ratio"))
MONEY = Type("money", "CHF")
OPTIONAL_DATE = Type("date", "", True)
EVENTS = Type("list", "event")
COLOUR = Type("choice", "colour")
WAY = Type("choice", "way")
WAYS = ("wide", "narrow")

SOURCE = """
vocabulary
party a en "a" fr "a"
choice colour en "colour" fr "couleur" option red en "red" fr "rouge" option blue en "blue" fr "bleu"
record event en "event" fr "événement"
  field good: boolean en "good" fr "bon" otherwise en "bad" fr "mauvais" ask en "good?" fr "bon ?"
  field size: integer en "size" fr "taille" ask en "size?" fr "taille ?"
  field day: optional date en "day" fr "jour" ask en "day?" fr "jour ?"
fact p: boolean en "p" fr "p" otherwise en "not p" fr "non p" ask en "p?" fr "p ?"
fact q: boolean en "q" fr "q" otherwise en "not q" fr "non q" ask en "q?" fr "q ?"
fact n: integer en "n" fr "n" ask en "n?" fr "n ?"
fact d: date en "d" fr "d" ask en "d?" fr "d ?"
fact e: optional date en "e" fr "e" ask en "e?" fr "e ?"
fact s: duration en "s" fr "s" ask en "s?" fr "s ?"
fact m: money en "m" fr "m" ask en "m?" fr "m ?"
fact c: colour en "c" fr "c" ask en "c?" fr "c ?"
fact events: list of event en "events" fr "événements" ask en "?" fr "?"
"""
DOCUMENT = """
document small en "Small" fr "Petit" cites articles
edition first
clause 1 en "One" fr "Un"
value big of event: boolean by §1 en "big" fr "grand" otherwise en "small" fr "petit" is event.size >= 3
ambiguity way by §1 en "Which way?" fr "Dans quel sens ?"
  reading wide en "wide" fr "large" because en "so" fr "ainsi"
  reading narrow en "narrow" fr "étroit" because en "so" fr "ainsi"
value wide: boolean by §1 en "wide" fr "large" otherwise en "narrow" fr "étroit" is way is wide
value total: integer by §1 en "total" fr "total" is sum of (x.size) for x in events where (x.good)
"""


def small_program() -> Program:
    """The program that the expressions speak of."""
    checked = check_sources({"v.clause": SOURCE, "d.clause": DOCUMENT})
    assert checked.is_sound, checked.diagnostics
    return checked.programs[0]


days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
numbers = st.integers(-5, 9)
spans = st.integers(-90, 90).map(lambda minutes: timedelta(minutes=minutes))
amounts = st.integers(0, 99999).map(lambda cents: Decimal(cents).scaleb(-2))


def unknown_or(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


records = st.lists(
    st.tuples(unknown_or(st.booleans()), unknown_or(numbers), unknown_or(st.one_of(st.just(ABSENT), days))).map(list),
    max_size=4,
)
facts = st.fixed_dictionaries(
    {},
    optional={
        "p": st.booleans(),
        "q": st.booleans(),
        "n": numbers,
        "d": days,
        "e": st.one_of(st.just(ABSENT), days),
        "s": spans,
        "m": amounts,
        "c": st.sampled_from(["red", "blue"]),
        "events": records,
    },
)


def fact(name: str, type_: Type) -> Expression:
    return Reference("fact", name, type_)


def one_of(draw: st.DrawFn, *ways: Expression | Callable[[], Expression]) -> Expression:
    """One of several expressions; of the others nothing is drawn."""
    chosen = draw(st.sampled_from(ways))
    return chosen() if callable(chosen) else chosen


def looked_up(one: Expression, other: Expression, adds_up: bool) -> Expression:
    return Lookup(
        (one,),
        (
            Row(Operation("equal", (one, Constant(1, INTEGER)), BOOLEAN), other, ("1",), (), 1),
            Row(Operation("at_least", (one, Constant(2, INTEGER)), BOOLEAN), Constant(7, INTEGER), ("2+",), (), 2),
            Row(Constant(True, BOOLEAN), one, ("*",), (), 3),
        ),
        INTEGER,
        adds_up=adds_up,
    )


@st.composite
def integers(draw: st.DrawFn, depth: int = 2) -> Expression:
    leaves = (lambda: Constant(draw(numbers), INTEGER), fact("n", INTEGER), Reference("value", "total", INTEGER))
    if depth == 0:
        return one_of(draw, *leaves)

    def two() -> tuple[Expression, Expression]:
        return draw(integers(depth - 1)), draw(integers(depth - 1))

    return one_of(
        draw,
        *leaves,
        lambda: Operation("add", two(), INTEGER),
        lambda: Operation("subtract", two(), INTEGER),
        lambda: Operation("multiply", two(), INTEGER),
        lambda: Function("min", two(), INTEGER),
        lambda: Operation("if", (draw(booleans(depth - 1)), *two()), INTEGER),
        lambda: Aggregate("count", "x", "event", fact("events", EVENTS), None, draw(of_event()), None, INTEGER),
        lambda: looked_up(*two(), adds_up=draw(st.booleans())),
        lambda: Function("whole_months", (fact("d", DATE), draw(dates(depth - 1))), INTEGER),
    )


@st.composite
def dates(draw: st.DrawFn, depth: int = 2) -> Expression:
    plain = draw(st.sampled_from([fact("d", DATE), Constant(draw(days), DATE)]))
    if depth == 0:
        return plain

    def later() -> Expression:
        months = Constant(draw(st.integers(0, 30)), Type("period"))
        return Operation("add", (plain, months), DATE, month_end=draw(st.sampled_from(MONTH_ENDS)))

    return one_of(
        draw,
        plain,
        later,
        Function("or_else", (fact("e", OPTIONAL_DATE), plain), DATE),
        lambda: Operation("add", (plain, Constant(timedelta(days=draw(st.integers(0, 400))), Type("days"))), DATE),
        Function(
            "next_recurrence",
            (plain, fact("d", DATE), Constant(12, Type("period")), Constant("down", Type("choice", "rounding"))),
            DATE,
        ),
        Function("last_recurrence", (plain, fact("d", DATE), Constant(timedelta(14), Type("days"))), DATE),
    )


@st.composite
def of_event(draw: st.DrawFn) -> Expression:
    good = FieldReference("x", "event", "good", BOOLEAN)
    size = FieldReference("x", "event", "size", INTEGER)
    day = FieldReference("x", "event", "day", OPTIONAL_DATE)
    big = FieldReference("x", "event", "big", BOOLEAN, derived=True)
    return draw(
        st.sampled_from(
            [
                good,
                big,
                Operation("not", (good,), BOOLEAN),
                Operation("and", (good, big), BOOLEAN),
                Operation("more", (size, fact("n", INTEGER)), BOOLEAN),
                Operation("is_none", (day,), BOOLEAN),
                Operation("at_most", (day, fact("d", DATE)), BOOLEAN),
            ]
        )
    )


THIRD = Operation("divide", (fact("n", INTEGER), Constant(3, INTEGER)), RATIO)
RATIOS = [
    Operation(operator, sides, RATIO)
    for operator in ("add", "subtract", "multiply")
    for number in (Reference("value", "total", INTEGER), Constant(Decimal("0.5"), Type("decimal")), THIRD)
    for sides in ((THIRD, number), (number, THIRD))
]


@st.composite
def comparisons(draw: st.DrawFn) -> Expression:
    comparison = draw(st.sampled_from(["less", "at_most", "more", "at_least", "equal", "unequal"]))
    share = Operation("divide", (fact("s", DURATION), Constant(timedelta(minutes=7), DURATION)), Type("ratio"))
    half = Constant(Decimal("0.5"), Type("percent"))
    sides: tuple[Callable[[], tuple[Expression, Expression]], ...] = (
        lambda: (draw(integers(1)), draw(integers(1))),
        lambda: (draw(dates(1)), draw(dates(1))),
        lambda: (fact("e", OPTIONAL_DATE), draw(dates(1))),
        lambda: (fact("s", DURATION), Constant(timedelta(minutes=5), DURATION)),
        lambda: (share, half),
        lambda: (draw(st.sampled_from(RATIOS)), fact("n", INTEGER)),
        lambda: (Operation("multiply", (fact("m", MONEY), half), MONEY), Constant(Decimal("100.00"), MONEY)),
    )
    return Operation(comparison, draw(st.sampled_from(sides))(), BOOLEAN)


@st.composite
def of_order(draw: st.DrawFn) -> Expression:
    day = FieldReference("x", "event", "day", OPTIONAL_DATE)
    folding = draw(st.sampled_from(["smallest", "largest", "nth"]))
    where = None if folding == "nth" else draw(of_event())
    number = draw(integers(0)) if folding == "nth" else None
    found = Aggregate(folding, "x", "event", fact("events", EVENTS), day, where, number, OPTIONAL_DATE)
    return Operation("at_most", (found, fact("d", DATE)), BOOLEAN)


@st.composite
def booleans(draw: st.DrawFn, depth: int = 3) -> Expression:
    leaves = (
        fact("p", BOOLEAN),
        fact("q", BOOLEAN),
        lambda: Constant(draw(st.booleans()), BOOLEAN),
        Operation("within", (fact("c", COLOUR),), BOOLEAN, ("red",)),
        Operation("equal", (fact("c", COLOUR), Constant("blue", COLOUR)), BOOLEAN),
        Operation("is_none", (fact("e", OPTIONAL_DATE),), BOOLEAN),
        lambda: Operation(
            "equal", (Reference("reading", "way", WAY), Constant(draw(st.sampled_from(WAYS)), WAY)), BOOLEAN
        ),
        Reference("value", "wide", BOOLEAN),
    )
    if depth == 0:
        return one_of(draw, *leaves)

    def several(number: int) -> tuple[Expression, ...]:
        return tuple([draw(booleans(depth - 1)) for _ in range(number)])

    return one_of(
        draw,
        *leaves,
        lambda: Operation("not", several(1), BOOLEAN),
        lambda: Operation("and", several(3), BOOLEAN),
        lambda: Operation("or", several(3), BOOLEAN),
        lambda: Operation("if", several(3), BOOLEAN),
        lambda: draw(comparisons()),
        lambda: draw(of_order()),
        lambda: Aggregate("some", "x", "event", fact("events", EVENTS), draw(of_event()), None, None, BOOLEAN),
        lambda: Aggregate("every", "x", "event", fact("events", EVENTS), draw(of_event()), None, None, BOOLEAN),
    )
