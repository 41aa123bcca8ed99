"""Files in which something is let stand: a list of tables with a reason each, and nothing else."""

from __future__ import annotations

import pytest

from dsl.diagnostic import Rejected
from engine.case.facts_file import parse_toml
from engine.case.reasoned_entries import entries

KEYS = ("what", "because")


@pytest.mark.parametrize("text", ["let = 5", "let = [5]", 'let = "x"', "let = {}", "other = 1", "[[lets]]\nwhat = 'a'"])
def test_what_is_no_list_of_entries_is_refused(text: str) -> None:
    with pytest.raises(Rejected) as refused:
        entries(parse_toml(text, "let.toml"), "let", KEYS)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.labels[0].span.line) == ("wrong-type", 1)


@pytest.mark.parametrize(
    "text",
    [
        "[[let]]\nwhat = 'a'\nbecause = 'b'\n[[let]]\nwhat = 'c'",
        "[[ let ]]\nwhat = 'a'\nbecause = 'b'\n[[ let ]] # incomplete\nwhat = 'c'",
        "let = [{what = 'a', because = 'b'}, {what = 'c'}]",
    ],
)
def test_entries_are_read_however_they_are_written(text: str) -> None:
    assert [entry.said for entry in entries(parse_toml(text, "let.toml"), "let", KEYS)] == [
        {"what": "a", "because": "b"},
        None,
    ]
