"""What the commands for whoever keeps clauses write as JSON is what their schemas say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from harbour import Call

from engine.schema.schemas import SCHEMAS
from tests.schema.closed import mistakes

pytestmark = pytest.mark.suite

OLD, NEW = "texts/2024-01-01.pdf", "texts/2025-01-01.pdf"
CALLS = [
    ("revision", ("revise", "crique-verte", NEW, "--old-text", OLD, "--scenarios", "scenarios"), "passages"),
    ("source-check", ("source", "check", "crique-verte", NEW), "passages"),
    ("test", ("test", "scenarios", "--coverage", "--mutate", "--most", "4", "--jobs", "1"), "scenarios"),
]


def schema(name: str) -> dict[str, Any]:
    make = SCHEMAS[name].make
    assert make is not None
    return make()


@pytest.mark.parametrize(("name", "words", "key"), CALLS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_written_is_what_its_schema_says(call: Call, name: str, words: tuple[str, ...], key: str) -> None:
    data = json.loads(call(*words, "--format", "json").output)
    assert data[key]
    assert not mistakes(schema(name), data)
    data[key][0]["title"], data[key][0]["rumour"] = 3, True
    assert mistakes(schema(name), data)


def test_an_encoded_revision_names_the_scenarios_that_move(call: Call) -> None:
    from pathlib import Path

    Path("2025-01-01.clause").rename("clauses/crique-verte/2025-01-01.clause")
    call("source", "lock", "crique-verte", NEW, "--edition", "2025-01-01")
    data = json.loads(call("revise", "crique-verte", NEW, "--scenarios", "scenarios", "--format", "json").output)
    assert data["target"] == "2025-01-01"
    assert data["moved"]
    assert not mistakes(schema("revision"), data)


def test_an_outline_is_what_its_schema_says(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    from engine.faces.command_line.command import main

    with pytest.raises(SystemExit):
        main(["source", "outline", OLD, "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert data["clauses"]
    assert not mistakes(schema("outline"), data)
    assert mistakes(schema("outline"), {**data, "clauses": [{"clause": 3}]})
