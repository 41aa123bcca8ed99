"""Data as JSON: what programs get on one line is what people get over many."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.print.data import as_json

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
