"""Decision diagrams: equal exactly if they agree everywhere, and dependent exactly on what they look at."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.answer.diagram import NO, YES, Diagrams, TooLargeError

WIDTHS = (2, 3, 2, 2)
"""How many options each of the variables has."""

Table = tuple[int, ...]
"""A value for each choice of options, in the order of `CHOICES`."""

CHOICES = list(product(*map(range, WIDTHS)))


def tables(values: int) -> st.SearchStrategy[Table]:
    return st.tuples(*[st.integers(0, values - 1)] * len(CHOICES))


def made(diagrams: Diagrams, levels: list[int], table: Table, choice: tuple[int, ...] = ()) -> int:
    """The diagram of a table; 0 and 1 are no and yes, other numbers themselves."""
    if len(choice) == len(WIDTHS):
        value = table[CHOICES.index(choice)]
        return (NO, YES)[value] if value < 2 else diagrams.leaf(value)
    at = len(choice)
    return diagrams.node(levels[at], tuple(made(diagrams, levels, table, (*choice, n)) for n in range(WIDTHS[at])))


def fresh() -> tuple[Diagrams, list[int]]:
    diagrams = Diagrams(100_000)
    return diagrams, [diagrams.variable(0) for _ in WIDTHS]


def changes(table: Table, at: int) -> bool:
    """Whether a table has two values for choices that differ in one variable only."""
    rest = [
        {table[n] for n, other in enumerate(CHOICES) if other[:at] + other[at + 1 :] == left}
        for left in {choice[:at] + choice[at + 1 :] for choice in CHOICES}
    ]
    return any(len(values) > 1 for values in rest)


@given(tables(2), tables(2))
def test_what_joins_two_diagrams_is_the_diagram_of_what_joins_their_tables(one: Table, other: Table) -> None:
    diagrams, levels = fresh()
    left, right = made(diagrams, levels, one), made(diagrams, levels, other)
    pairs = list(zip(one, other, strict=True))
    assert diagrams.both(left, right) == made(diagrams, levels, tuple(int(a and b) for a, b in pairs))
    assert diagrams.either(left, right) == made(diagrams, levels, tuple(int(a or b) for a, b in pairs))
    assert diagrams.opposite(left) == made(diagrams, levels, tuple(1 - a for a in one))


@given(tables(2), tables(4), tables(4))
def test_choosing_takes_each_value_from_where_the_test_says(test: Table, yes: Table, no: Table) -> None:
    diagrams, levels = fresh()
    found = diagrams.choose(*(made(diagrams, levels, table) for table in (test, yes, no)))
    expected = tuple(a if t else b for t, a, b in zip(test, yes, no, strict=True))
    assert found == made(diagrams, levels, expected)


@given(tables(4), st.integers(0, 3))
def test_a_diagram_depends_on_a_variable_exactly_if_its_values_do(table: Table, at: int) -> None:
    diagrams, levels = fresh()
    found = made(diagrams, levels, table)
    assert diagrams.depends(found, levels[at]) == changes(table, at)
    assert (levels[at] in diagrams.support(found)) == changes(table, at)


@given(tables(4), st.integers(0, 3), st.integers(0, 1))
def test_fixing_a_variable_leaves_the_values_of_that_option(table: Table, at: int, option: int) -> None:
    diagrams, levels = fresh()
    expected = tuple(table[CHOICES.index((*choice[:at], option, *choice[at + 1 :]))] for choice in CHOICES)
    assert diagrams.fixed(made(diagrams, levels, table), levels[at], option) == made(diagrams, levels, expected)


@given(tables(3), tables(2))
def test_what_values_are_replaced_by_may_look_at_any_variable(table: Table, other: Table) -> None:
    diagrams, levels = fresh()
    found = made(diagrams, levels, table)
    replacement = made(diagrams, levels, other)

    def replaced(value: object) -> int:
        return replacement if value == 2 else (YES if value is True else NO)

    expected = tuple(b if a == 2 else a for a, b in zip(table, other, strict=True))
    assert diagrams.mapped("two", replaced, found) == made(diagrams, levels, expected)


def test_a_variable_of_a_lower_group_comes_first_whenever_it_was_made() -> None:
    diagrams = Diagrams(1_000)
    late, early = diagrams.variable(1), diagrams.variable(0)
    assert early < late
    found = diagrams.both(diagrams.node(late, (YES, NO)), diagrams.node(early, (YES, NO)))
    assert diagrams.level[found] == early


def test_work_beyond_what_is_allowed_is_refused_and_what_was_spared_comes_back() -> None:
    diagrams = Diagrams(10_000)
    levels = [diagrams.variable(0) for _ in range(12)]
    parts = [diagrams.node(level, (YES, NO)) for level in levels]
    left = diagrams.allowed
    try:
        with diagrams.limited(3):
            for part in parts:
                diagrams.both(parts[-1], part)
    except TooLargeError:
        pass
    else:
        raise AssertionError("three steps are too few")
    assert diagrams.allowed == left - 3
    assert diagrams.both(parts[0], parts[1]) not in (YES, NO)
