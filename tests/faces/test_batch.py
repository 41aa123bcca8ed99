"""`ask --batch`: every line of standard input is answered by a line of its own, in order, whatever it holds."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.diagnostic import Rejected
from engine.case import json_case
from engine.case.json_case import read_json_case
from engine.desk import Request, read_json_request
from engine.schema.diagnostic_schemas import batch_schema
from tests.contracts import desk
from tests.schema.closed import validator

pytestmark = pytest.mark.suite

Command = Callable[..., Any]
DOCUMENT = "celeste-business-cloud"
SPAM = {"question": "may-suspend", "document": DOCUMENT, "facts": {"client_sends_spam": True}}


@pytest.fixture
def batch(opposable: Command, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, list[dict[str, Any]]]]:
    """The exit status and the lines that come of some lines; each is an answer as the schema says."""

    def run(*lines: str | bytes | dict[str, Any], call: tuple[str, ...] = ()) -> tuple[int, list[dict[str, Any]]]:
        written = [json.dumps(line).encode() if isinstance(line, dict) else line for line in lines]
        content = b"\n".join(line.encode() if isinstance(line, str) else line for line in written)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        ran = opposable("ask", "--batch", *call)
        found = [json.loads(line) for line in ran.output.splitlines()]
        wrong = [error.message for line in found for error in validator(batch_schema()).iter_errors(line)]
        assert not wrong
        assert ran.errors == ""
        return ran.status, found

    return run


def codes(line: dict[str, Any]) -> list[str]:
    return [error["code"] for error in line["errors"]]


def test_each_line_is_answered_in_its_place(batch: Callable[..., tuple[int, list[dict[str, Any]]]]) -> None:
    status, (first, second, third) = batch(SPAM, "", '{"question": ', {**SPAM, "language": "fr", "on": "2024-03-10"})
    assert status == 2
    assert [first["line"], second["line"], third["line"]] == [1, 3, 4]
    assert first["reply"]["ordinarily"]["answer"] == "yes"
    assert codes(second) == ["not-json"]
    assert (third["reply"]["language"], third["reply"]["as_of"]) == ("fr", "2024-03-10")
    assert first["reply"] == desk().ask(Request(SPAM["question"], DOCUMENT, SPAM["facts"])).data  # type: ignore[arg-type]  # a mapping


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1e999", "number-too-large"),
        ("1e99999999999999999999", "not-json"),
        ("1e-99999999999999999999", "not-json"),
        ("9" * 5000, "not-json"),
        ("NaN", "not-json"),
        ("[" * 900 + "]" * 900, "not-json"),
        ('{"a": ' * 500 + "1" + "}" * 500, "not-json"),
        ("[" * 100_000, "not-json"),
        ('{"a": 1, "a": 2}', "not-json"),
        ('"\\ud800"', "bad-encoding"),
    ],
    ids=lambda value: value[:20],
)
def test_a_value_that_is_none_is_told_in_its_line(
    value: str, code: str, batch: Callable[..., tuple[int, list[dict[str, Any]]]]
) -> None:
    facts = f'{{"invoice_not_listed": {value}}}'
    asked = f'"question": "penalty-amount", "document": "infomaniak-jelastic-cloud", "facts": {facts}'
    status, (refused, answered) = batch(f"{{{asked}}}", SPAM)
    assert (status, codes(refused)) == (2, [code])
    assert answered["reply"]["ordinarily"]["answer"] == "yes"


def test_a_question_is_put_to_so_many_things_at_most(
    batch: Callable[..., tuple[int, list[dict[str, Any]]]],
) -> None:
    _, (same, many) = batch(SPAM | {"of": ["clause 11"] * 5000}, SPAM | {"of": [f"clause {at}" for at in range(5000)]})
    assert same["reply"]["ordinarily"]["answer"] == "yes"
    assert codes(many) == ["wrong-type"]


def test_what_the_call_says_holds_for_every_line(batch: Callable[..., tuple[int, list[dict[str, Any]]]]) -> None:
    call = ("may-suspend", "-d", DOCUMENT, "--set", "client_sends_spam=no")
    status, lines = batch({"facts": {"client_sends_spam": True}}, {"question": "must-warn-before-block"}, call=call)
    assert status == 0
    assert [line["reply"]["question"] for line in lines] == ["may-suspend", "must-warn-before-block"]
    assert [line["reply"]["facts"]["client_sends_spam"]["value"] for line in lines] == [False, False]


WRONG: list[tuple[str | bytes, list[str]]] = [
    ("[]", ["not-json"]),
    ('{"facts": {"a": 1, "a": 2}}', ["not-json"]),
    ('{"facts": {"a": NaN}}', ["not-json"]),
    ('{"facts": {"a": ' + "9" * 5000 + "}}", ["not-json"]),
    ("[" * 100_000, ["not-json"]),
    ('{"facts": {"\\ud800": 1}}', ["bad-encoding"]),
    (b'{"facts": {"\xff": 1}}', ["bad-encoding"]),
    ("{}", ["incomplete-request", "incomplete-request"]),
    (json.dumps({**SPAM, "facts": {"client_sends_spam": None}}), ["wrong-type"]),
    (json.dumps({**SPAM, "fact": {}}), ["unknown-key"]),
    (json.dumps({**SPAM, "question": 3, "language": []}), ["wrong-type", "wrong-type"]),
    (json.dumps({**SPAM, "facts": {"client_sends_spm": True, "as_of": "soon"}}), ["unknown-fact", "wrong-type"]),
]


@pytest.mark.parametrize(("line", "expected"), WRONG, ids=lambda value: str(value)[:30])
def test_a_line_that_is_wrong_says_so_and_the_next_is_answered(
    batch: Callable[..., tuple[int, list[dict[str, Any]]]], line: str | bytes, expected: list[str]
) -> None:
    status, (refused, answered) = batch(line, SPAM)
    assert status == 2
    assert codes(refused) == expected
    assert answered["line"] == 2
    assert "reply" in answered


def test_a_line_beyond_measure_is_refused_without_being_kept(
    batch: Callable[..., tuple[int, list[dict[str, Any]]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_case, "LARGEST", 400)
    monkeypatch.setattr("engine.faces.command_line.batching.LARGEST", 400)
    _, (refused, answered) = batch({**SPAM, "title": "x" * 2000}, SPAM)
    assert codes(refused) == ["file-too-large"]
    assert answered["line"] == 2


def test_a_line_without_an_end_is_not_read_for_ever(opposable: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.faces.command_line.batching.LARGEST", 400)
    monkeypatch.setattr("engine.faces.command_line.batching.MOST_PASSED_OVER", 4000)
    with open("/dev/zero", "rb") as endless:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(endless))
        ran = opposable("ask", "--batch")
    assert (ran.status, ran.output) == (2, "")
    assert "error[file-too-large]: line 1 has more than 4000 bytes" in ran.errors


def test_numbers_stay_exact() -> None:
    case = read_json_case(b'{"facts": {"a": 0.1, "b": 1e3}}', "a case")
    assert [str(value) for value in case.content["facts"].values()] == ["0.1", "1E+3"]


@pytest.mark.parametrize(
    "words", [["ask"], ["ask", "may-suspend"], ["ask", "--batch", "-f", "case.toml"], ["ask", "--batch", "-o", "out"]]
)
def test_a_call_without_what_it_needs_is_refused(opposable: Command, words: list[str]) -> None:
    ran = opposable(*words)
    assert ran.status == 2
    assert ran.output == ""
    assert "[wrong-call]" in ran.errors


VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["client_sends_spam", "outages", "as_of", "measure_kind_taken", "invoices", "outages[1].class"])
TABLES = st.dictionaries(NAMES, VALUES, max_size=3)
KEYS = ["facts", "given", "readings", "standing", "more", "on", "of", "language", "title"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), TABLES | VALUES, max_size=4))
def test_whatever_is_handed_in_is_a_case_or_is_refused(content: dict[str, Any]) -> None:
    for document in desk().documents:
        raw = json.dumps({"question": "client-owed-penalty", "document": document, **content}).encode()
        with suppress(Rejected):
            assert desk().ask(read_json_request(raw)).found is not None


@pytest.mark.slow
def test_an_interruption_leaves_whole_lines() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "engine.faces.command_line", "ask", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write((json.dumps(SPAM) + "\n").encode())
    process.stdin.flush()
    first = process.stdout.readline()  # it is answered while the input is still open
    process.stdin.write((json.dumps(SPAM) + "\n").encode() * 50)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.strip() == b"stopped"
    assert first.endswith(b"\n")
    assert all(json.loads(line) for line in (first + rest).splitlines())
