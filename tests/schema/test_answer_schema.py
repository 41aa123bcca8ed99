"""What the program writes as JSON is what its schemas say; nothing else is."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.answer.answering import answer
from engine.desk import Request
from engine.print.data import as_json
from engine.print.plain import as_plain
from engine.suite.scenario import find_scenarios, read_scenario
from tests.contracts import desk, library
from tests.explain.cases import CASES, LANGUAGES, reply
from tests.schema.closed import mistakes, validator

Command = Callable[..., Any]
SCENARIOS, SOME = Path(__file__).parents[1] / "scenarios", 116
"""The scenarios; one in so many is always looked at."""

DOCUMENT, OTHER = "celeste-business-cloud", "infomaniak-jelastic-cloud"


PRINTED: dict[tuple[str, ...], dict[str, Any]] = {}
"""The schemas that were printed so far: each is asked for once."""


@pytest.fixture
def schema(opposable: Command) -> Callable[..., dict[str, Any]]:
    """The schema that the command prints."""

    def printed(*words: str) -> dict[str, Any]:
        if words not in PRINTED:
            PRINTED[words] = json.loads(opposable("schema", *words).output)
        return PRINTED[words]

    return printed


@cache
def on_spam() -> dict[str, Any]:
    """The answer to a question on one fact."""
    return desk().ask(Request("may-suspend", DOCUMENT, facts={"client_sends_spam": True})).data


@pytest.mark.suite
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kept_opinion_is_an_answer(schema: Callable[..., dict[str, Any]], language: str) -> None:
    against = validator(schema("answer"))
    for path in CASES:
        wrong = [
            error.message[:200] for error in against.iter_errors(json.loads(str(reply(path, language).printed("json"))))
        ]
        assert not wrong, path.stem


@pytest.mark.suite
@pytest.mark.parametrize("first", [0, *(pytest.param(SOME // 4 * part, marks=pytest.mark.slow) for part in (1, 2, 3))])
def test_the_replies_to_scenarios_are_answers(schema: Callable[..., dict[str, Any]], first: int) -> None:
    against = validator(schema("answer"))
    for scenario in find_scenarios([SCENARIOS])[first::SOME]:
        found = answer(read_scenario(library(), scenario), scenario.question)
        data = json.loads(as_json(as_plain(found)))
        assert not [error.message[:200] for error in against.iter_errors(data)], scenario.identifier


def test_a_comparison_is_several_answers(schema: Callable[..., dict[str, Any]], opposable: Command) -> None:
    found = json.loads(opposable("compare", "may-suspend", "--set", "client_sends_spam=yes", "--format", "json").output)
    assert len(found) == 2
    assert not mistakes(schema("comparison"), found)
    assert mistakes(schema("comparison"), found[0])


def _without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.pop(key)


NONSENSE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a key is missing": _without("citations"),
    "the version is another": lambda data: data.update(version=2),
    "no such answer": lambda data: data.update(answer="maybe"),
    "a float": lambda data: data.update(value={"type": "money", "amount": 1.5, "unit": "CHF"}),
    "a value without its unit": lambda data: data.update(value={"type": "money", "amount": "1.50"}),
    "no such kind of presumption": lambda data: data["ordinarily"]["presumed"][0].update(kind="guess"),
    "a truth beyond the three": lambda data: data["because"].update(truth="maybe"),
    "far down in the reasoning": lambda data: data["because"]["children"][0].update(citation=3),
    "a standing that isn't there": lambda data: data["facts"]["client_sends_spam"].update(standing="rumoured"),
    "a key that nobody described": lambda data: data.update(confidence=0.9),
}


@pytest.mark.parametrize("spoil", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_no_answer(schema: Callable[..., dict[str, Any]], spoil: Callable[[dict[str, Any]], Any]) -> None:
    assert not mistakes(schema("answer"), on_spam())
    spoiled = copy.deepcopy(on_spam())
    spoil(spoiled)
    assert mistakes(schema("answer"), spoiled)


def test_new_keys_may_come(schema: Callable[..., dict[str, Any]], opposable: Command) -> None:
    from jsonschema import Draft202012Validator

    data = json.loads(opposable("ask", "may-suspend", "-d", DOCUMENT, "--format", "json").output)
    assert Draft202012Validator(schema("answer")).is_valid({**data, "confidence": "high"})


LISTS = [
    ("questions", ("questions",)),
    ("questions", ("questions", "--lang", "fr")),
    ("wanted", ("facts", "may-suspend", "-d", DOCUMENT)),
    ("ambiguities", ("ambiguities",)),
    ("replay", ("replay", "opinion.json")),
    ("ledger", ("ledger", DOCUMENT)),
    ("graph", ("graph", "--around", "norm:penalty")),
    ("test", ("test", str(SCENARIOS / "both" / "liability.toml"))),
]


@pytest.mark.parametrize(("name", "words"), LISTS, ids=str)
def test_what_the_lists_write_is_what_their_schemas_say(
    schema: Callable[..., dict[str, Any]],
    opposable: Command,
    name: str,
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    if "opinion.json" in words:
        opposable("ask", "may-suspend", "-d", DOCUMENT, "--format", "json", "-o", "opinion.json")
    data = json.loads(opposable(*words, "--format", "json").output)
    assert data
    assert not mistakes(schema(name), data)
    assert mistakes(schema(name), [{"question": 3}])


WRONG = [
    ("ask", "may-suspend", "-d", DOCUMENT, "--set", "client_sends_spm=yes"),
    ("ask", "may-suspend", "-d", DOCUMENT, "-f", "case.toml"),
    ("ask", "may-suspend"),
    ("compare", "may-suspnd"),
    ("facts", "may-suspend", "-d", "nowhere"),
    ("aks",),
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_errors_are_data_where_data_were_asked_for(
    schema: Callable[..., dict[str, Any]],
    opposable: Command,
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.toml").write_text("[facts]\nclient_sends_spam = 3\nground_persists = 4\n", encoding="utf-8")
    ran = opposable(*words, "--format", "json")
    assert ran.status == 2
    assert ran.output == ""
    found = json.loads(ran.errors)
    assert len(found) == (2 if "-f" in words else 1)
    assert not mistakes(schema("diagnostics"), found)


@pytest.mark.suite
def test_every_schema_is_listed_and_has_its_version(schema: Callable[..., dict[str, Any]], opposable: Command) -> None:
    listed = [line.split()[0] for line in opposable("schema").output.splitlines()]
    assert {"answer", "comparison", "facts", "diagnostics"} <= set(listed)
    for name in listed:
        found = schema(name, "-d", OTHER) if name == "facts" else schema(name)
        validator(found)
        assert found["$id"].startswith(f"urn:opposable:schema:{name}:")
        assert found["$id"].rpartition(":")[2].isdigit()
