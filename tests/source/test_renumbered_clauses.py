"""What came into a clause is followed by what the clause goes on with, not by the number that it bears."""

from __future__ import annotations

import pytest

from dsl.locator import Locator
from engine.source.compare import Comparison, compare_text
from engine.source.layout import PLAIN_CLAUSES
from engine.source.lock import make_lock

LAMPS = "Every skipper keeps two lamps burning at the stern until dawn.\n\nA lamp that fails is mended at once."
DOGS = "Dogs are kept on a leash of three metres.\n\nGuide dogs may be brought to the playground on the pier."
FEES = "The yearly fee for a berth is paid in March.\n\nWhoever pays late owes a tenth more of the fee."
BENCHES = "Benches near the lighthouse are treated with care.\n\nNobody sleeps on them at night."
KEYS = "Keys of the gate are handed to the warden."


def compared(old: list[str], new: list[str]) -> Comparison:
    first, second = ("\n\n".join(f"{at}. {clause}" for at, clause in enumerate(side, 1)) for side in (old, new))
    return compare_text(make_lock("quay", "trial", first, PLAIN_CLAUSES), second, PLAIN_CLAUSES)


def touched_by_what_came(comparison: Comparison) -> dict[str, set[str]]:
    """The old clauses that each added passage touches."""
    return {
        str(change.locator): {at for at in "1234" if change.touches(Locator(clause=at))}
        for change in comparison.of_kind("added")
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([LAMPS, DOGS], [LAMPS, BENCHES, DOGS], {"2 §1 s.1": set(), "2 §2 s.1": set()}),
        ([LAMPS, DOGS], [f"{LAMPS}\n\n{KEYS}", DOGS], {"1 §3 s.1": {"1"}}),
        (
            [LAMPS, DOGS],
            [BENCHES, LAMPS, f"{DOGS}\n\n{KEYS}"],
            {"1 §1 s.1": set(), "1 §2 s.1": set(), "3 §3 s.1": {"2"}},
        ),
        ([LAMPS, DOGS, FEES], [LAMPS, f"{FEES}\n\n{KEYS}"], {"2 §3 s.1": {"3"}}),
        ([LAMPS, DOGS], [f"{LAMPS}\n\n{DOGS}\n\n{KEYS}"], {"1 §5 s.1": {"1", "2"}}),
        ([LAMPS, DOGS], [LAMPS, BENCHES], {"2 §1 s.1": {"2"}, "2 §2 s.1": {"2"}}),
    ],
    ids=["a-new-clause", "into-a-clause", "into-a-renumbered-clause", "a-clause-takes-over-a-number", "two-in-one",
         "another-clause-in-its-place"],
)  # fmt: skip
def test_what_was_added_touches_the_clause_into_which_it_came(
    old: list[str], new: list[str], expected: dict[str, set[str]]
) -> None:
    comparison = compared(old, new)
    assert touched_by_what_came(comparison) == expected
    for change in comparison.of_kind("added"):
        assert all(change in comparison.reaching(Locator(clause=at)) for at in expected[str(change.locator)])


def test_both_of_two_clauses_that_change_places_have_moved() -> None:
    comparison = compared([LAMPS, DOGS, FEES], [LAMPS, FEES, DOGS])
    assert {str(change.locator) for change in comparison.of_kind("moved")} == {
        "2 §1 s.1", "2 §2 s.1", "3 §1 s.1", "3 §2 s.1",
    }  # fmt: skip
    assert comparison.of_kind("shifted") == ()
    assert compared([LAMPS, DOGS], [BENCHES, LAMPS, DOGS]).of_kind("moved") == ()
