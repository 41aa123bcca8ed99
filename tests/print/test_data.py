"""Data as JSON: what programs get on one line is what people get over many."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.typed.program import Type
from engine.print.data import as_json
from engine.print.plain import plain_amount

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(min_value=2**63, max_value=2**80) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.suite
@given(DATA)
def test_one_line_says_what_many_lines_say_in_the_same_order(data: Any) -> None:
    line = as_json(data, indented=False)
    assert line == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(line) == data
    assert json.dumps(json.loads(line)) == json.dumps(json.loads(as_json(data)))


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [("1500", "CHF", "1500.00"), ("1500", "JPY", "1500"), ("1500.5", "JPY", "1500.5"), ("2.5", "KWD", "2.500")],
)
def test_an_amount_has_the_decimals_of_its_currency(amount: str, currency: str, shown: str) -> None:
    assert plain_amount(Decimal(amount), Type("money", currency)) == shown
