"""What nests too deeply is shown where it does."""

import pytest

from dsl.diagnostic import Rejected
from engine.case.depth import DEEPEST
from engine.case.facts_file import parse_case
from engine.case.json_case import read_json_case

DEEP = "[" * (DEEPEST + 10) + "]" * (DEEPEST + 10)


@pytest.mark.parametrize(("text", "line", "column"), [
    (f"title = \"it's [[[[\"\nfacts.x = {DEEP}", 2, len("facts.x = ") + DEEPEST + 1),
    ("facts.x = " + "[" * 100_000, 1, len("facts.x = ") + DEEPEST + 1),
    ("on = 2024-01-01\n[facts]\n" + "a." * (DEEPEST + 10) + "a = 1", 3, 1),
])  # fmt: skip
def test_a_facts_file(text: str, line: int, column: int) -> None:
    with pytest.raises(Rejected) as refused:
        parse_case(text, "facts.toml")
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.message == "the file nests too deeply"
    assert diagnostic.help == "nest less deeply, or write shorter numbers"
    assert (diagnostic.labels[0].span.line, diagnostic.labels[0].span.column) == (line, column)


@pytest.mark.parametrize("deep", [DEEP, "[" * 100_000])
def test_a_case_in_json(deep: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_json_case(f'{{"title": "{{{{{{", "facts":\n{deep}}}'.encode(), "body")
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.message == "it nests too deeply"
    assert (diagnostic.labels[0].span.line, diagnostic.labels[0].span.column) == (2, DEEPEST)
