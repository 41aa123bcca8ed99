"""Which conclusions are never below zero, so that none that is can be given."""

import pytest

from dsl.check import check_sources
from engine.model.when_given import type_when_given

HEAD = """document demo en "Demo" cites articles languages en currency EUR
edition first
topic topics en "Topics"
record stay en "stay"
  field fee: money en "fee" ask en "?"
  field left: date en "left" ask en "?"
fact stays: list of stay en "stays" ask en "?"
fact balance: money en "balance" ask en "?"
fact share: percent en "share" ask en "?"
fact guests: count en "guests" ask en "?"
fact due: date en "due" ask en "?"
fact notice: duration en "notice" ask en "?"
contradiction negative_fee of stay en "a fee is negative" when stay.fee < 0 EUR
contradiction no_share en "the share is none" when share < 0 % or share > 100 %
question owed topic topics en "?" asks value owed
clause 1 en "Rules"
"""


@pytest.mark.parametrize(
    ("type_", "expression", "never"),
    [
        ("money", "sum of (s.fee) for s in stays", True),
        ("money", "sum of (s.fee - 5 EUR) for s in stays", False),
        ("money", "balance", False),
        ("money", "max(balance, 0 EUR)", True),
        ("money", "min(balance, 0 EUR)", False),
        ("percent", "100 % - share", True),
        ("percent", "99 % - share", False),
        ("money", "if balance <= 0 EUR then 0 EUR else balance", True),
        ("money", "if balance <= 1 EUR then 0 EUR else balance - 1 EUR", False),
        ("money", "if balance <= 0 EUR then balance else 0 EUR", False),
        ("integer", "count of s in stays", True),
        ("integer", "whole_months(due, due) + guests", True),
        ("integer", "guests - 1", False),
        ("integer", "floor(notice / 1 day)", True),
    ],
)
def test_what_is_computed_is_never_below_zero_where_nothing_it_rests_on_brings_it_there(
    type_: str, expression: str, never: bool
) -> None:
    found = check_sources({"a.clause": f'{HEAD}value owed: {type_} by §1 en "owed" is {expression}\n'})
    (program,) = found.programs
    assert type_when_given(program, "owed").from_zero is never
