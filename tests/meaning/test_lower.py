"""Lowering: equal parts are one node, none and unknown are explicit, and names are gone."""

from expressions import small_program

from dsl.typed import program as p
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Meaning

BOOLEAN, INTEGER, DATE = (p.Type(kind) for kind in ("boolean", "integer", "date"))
EVENTS = p.Reference("fact", "events", p.Type("list", "event"))
MEANING = Meaning(small_program())


def root(expression: p.Expression) -> n.Node:
    return MEANING.asked(expression).root


def test_equal_parts_are_one_node_numbered_before_what_they_are_part_of() -> None:
    number = p.Reference("fact", "n", INTEGER)
    definition = MEANING.asked(p.Operation("less", (number, p.Operation("add", (number, number), INTEGER)), BOOLEAN))
    assert isinstance(definition.root, n.Compare)
    assert isinstance(definition.root.right, n.Apply)
    assert definition.root.left is definition.root.right.left is definition.root.right.right
    assert [node.at for node in definition.scope.nodes] == [0, 1, 2]
    assert definition.root is definition.scope.nodes[-1]


def test_constants_of_different_types_stay_apart() -> None:
    share, amount = p.Constant(1, INTEGER), p.Constant(True, BOOLEAN)
    joined = MEANING.asked(p.Operation("if", (amount, share, p.Constant(1, p.Type("decimal"))), p.Type("decimal")))
    assert len([node for node in joined.scope.nodes if isinstance(node, n.Constant)]) == 3


def test_none_is_a_constant_of_its_own_and_a_fallback_is_for_it_alone() -> None:
    none = root(p.Constant(None, p.Type("date", "", True)))
    assert isinstance(none, n.Constant)
    assert none.value is ABSENT
    maybe, day = p.Reference("fact", "e", p.Type("date", "", True)), p.Reference("fact", "d", DATE)
    fallback = root(p.Function("or_else", (maybe, day), DATE))
    assert isinstance(fallback, n.Fallback)
    assert fallback.first.type.optional
    assert not fallback.second.type.optional


def test_the_records_in_reach_are_known_by_their_level() -> None:
    size_of_inner = p.FieldReference("y", "event", "size", INTEGER)
    size_of_outer = p.FieldReference("x", "event", "size", INTEGER)
    inner = p.Operation("less", (size_of_inner, size_of_outer), BOOLEAN)
    some = p.Aggregate("some", "y", "event", EVENTS, inner, None, None, BOOLEAN)
    outer = root(p.Aggregate("every", "x", "event", EVENTS, some, None, None, BOOLEAN))
    assert isinstance(outer, n.Fold)
    assert outer.scope.level == 0
    fold = outer.body
    assert isinstance(fold, n.Fold)
    assert fold.scope.level == 1
    assert isinstance(fold.body, n.Compare)
    assert [part.level for part in (fold.body.left, fold.body.right) if isinstance(part, n.Field)] == [1, 0]


def test_what_an_operator_does_is_chosen_by_the_kinds_of_its_operands() -> None:
    day, months = p.Reference("fact", "d", DATE), p.Constant(2, p.Type("period"))
    later = root(p.Operation("add", (day, months), DATE, month_end="down"))
    assert isinstance(later, n.Apply)
    assert later.operator is n.Arithmetic.MONTHS_LATER_DOWN
    money = p.Reference("fact", "m", p.Type("money", "CHF"))
    exact = root(p.Operation("add", (money, money), p.Type("money", "CHF")))
    assert isinstance(exact, n.Apply)
    assert exact.operator is n.Arithmetic.EXACT_PLUS
