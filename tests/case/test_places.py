"""The place of a key is found in every form that TOML has for it, and in the right one of several scenarios."""

from __future__ import annotations

import pytest

from engine.case.places import locate, scenario_parts

FILE = """title = "storm"
on = 2024-03-01
"quoted" = 1
facts.cold = true

[facts]
storm = true # not the storm of the title
box = { storm = 1, height = 2 }

[[facts.cuts]]
began = 1

[[facts.cuts]]
began = 2
ended = 3

[expect.some-terms]
answer = "storm"
"""
SEVERAL = """document = "terms"

[[scenario]]
title = "First"
question = "q"
expect = { answer = "yes", value = 1 }

[[scenario]]
title = "Second"
question = "q"
facts = { storm = true }
[scenario.expect]
answer = "no"
[[scenario.facts.cuts]]
began = 2
"""


@pytest.mark.parametrize(("keys", "line", "column"), [
    (("title",), 1, 1), (("on",), 2, 1), (("quoted",), 3, 2), (("facts", "cold"), 4, 7), (("facts",), 6, 2),
    (("facts", "storm"), 7, 1), (("facts", "box"), 8, 1), (("facts", "box", "height"), 8, 20),
    (("facts", "cuts"), 10, 9), (("facts", "cuts", 0, "began"), 11, 1), (("facts", "cuts", 1, "began"), 14, 1),
    (("facts", "cuts", 1, "ended"), 15, 1), (("expect", "some-terms"), 17, 9),
    (("expect", "some-terms", "answer"), 18, 1), (("nowhere",), 1, 1),
])  # fmt: skip
def test_a_key_is_found(keys: tuple[str | int, ...], line: int, column: int) -> None:
    found = locate("case.toml", FILE, keys)
    assert (found.line, found.column) == (line, column)
    assert keys == ("nowhere",) or FILE[found.start : found.end] == keys[-1]


@pytest.mark.parametrize(("number", "keys", "line"), [
    (0, ("expect", "answer"), 6), (0, ("expect", "value"), 6), (0, ("title",), 4), (0, ("facts",), 3),
    (1, ("expect", "answer"), 13), (1, ("expect",), 12), (1, ("facts", "storm"), 11), (1, ("title",), 9),
    (1, ("facts", "cuts", 0, "began"), 15),
])  # fmt: skip
def test_a_key_is_found_in_one_of_several_scenarios(number: int, keys: tuple[str | int, ...], line: int) -> None:
    part = scenario_parts(SEVERAL, 2)[number]
    assert locate("several.toml", SEVERAL, keys, part).line == line


def test_scenarios_without_a_header_each_have_no_part() -> None:
    assert scenario_parts("scenario = [{}, {}]", 2) == [None, None]
