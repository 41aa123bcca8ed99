"""Gates hold exactly where what they stand for does, by trying every value of the variables."""

from itertools import product

import pytest
from pysat.solvers import Minisat22

from engine.answer.circuit import NO, YES, Circuit, TooLargeError


def values(circuit: Circuit, variables: list[int], gate: int) -> list[bool]:
    """What a gate comes to on each combination of values of variables."""
    found = []
    with Minisat22(bootstrap_with=circuit.clauses) as solver:
        for chosen in product((True, False), repeat=len(variables)):
            assumed = [of if holds else -of for of, holds in zip(variables, chosen, strict=True)]
            can_be = [solver.solve(assumptions=[*assumed, literal]) for literal in (gate, -gate)]
            assert can_be[0] is not can_be[1]
            found.append(can_be[0])
    return found


def test_gates_mean_what_they_say() -> None:
    circuit = Circuit(100)
    a, b, c = (circuit.variable() for _ in range(3))
    every = list(product((True, False), repeat=3))
    assert values(circuit, [a, b, c], circuit.all_of((a, -b, c))) == [x and not y and z for x, y, z in every]
    assert values(circuit, [a, b, c], circuit.any_of((a, -b, c))) == [x or not y or z for x, y, z in every]
    assert values(circuit, [a, b, c], circuit.choose(a, b, c)) == [y if x else z for x, y, z in every]


def test_what_is_certain_is_no_gate() -> None:
    circuit = Circuit(100)
    a, b = circuit.variable(), circuit.variable()
    assert circuit.both(a, YES) == a
    assert circuit.both(a, NO) == circuit.both(a, -a) == NO
    assert circuit.both(a, b) == circuit.both(b, a)
    assert circuit.choose(a, b, b) == b


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_of_several_options_exactly_one_holds(count: int) -> None:
    circuit = Circuit(100)
    options = circuit.one_of(count)
    with Minisat22(bootstrap_with=circuit.clauses) as solver:
        for one in options:
            assert solver.solve(assumptions=[one, *[-other for other in options if other != one]])
            assert all(not solver.solve(assumptions=[one, other]) for other in options if other not in (one, -one))
        assert not solver.solve(assumptions=[-one for one in options])


def test_so_many_parts_hold_as_do() -> None:
    circuit = Circuit(100)
    parts = [circuit.variable() for _ in range(4)]
    every = list(product((True, False), repeat=4))
    for number, gate in enumerate(circuit.counted(parts)):
        assert values(circuit, parts, gate) == [sum(chosen) == number for chosen in every]


def test_no_more_is_made_than_allowed() -> None:
    circuit = Circuit(3)
    a, b = circuit.variable(), circuit.variable()
    with pytest.raises(TooLargeError):
        circuit.both(a, b)
