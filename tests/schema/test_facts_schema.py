"""Every facts file and every scenario that is shipped is what the schema of its document says; nonsense isn't."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.schema.facts_schema import facts_schema
from tests.contracts import desk
from tests.explain.cases import CASES
from tests.schema.closed import mistakes, validator

Command = Callable[..., Any]
CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"
ROOT = Path(__file__).parents[2]
EXPECTED = ("expect", "scenario")


@cache
def schema_of(document: str) -> dict[str, Any]:
    """The schema of the facts of a document."""
    return facts_schema(desk().library.knowledge(desk().newest(document)))


def as_json(value: Any) -> Any:
    """What TOML gave, as JSON has it."""
    match value:
        case dict():
            return {key: as_json(item) for key, item in value.items()}
        case list():
            return [as_json(item) for item in value]
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def shipped() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every case of the repository that is put to one document."""
    for path in (*CASES, *(ROOT / "clauses").glob("*/sample.toml"), *(ROOT / "tests/scenarios").glob("*/*.toml")):
        content = as_json(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
        document = content.get("document", path.parent.name)
        for number, case in enumerate(content.get("scenario", [content])):
            put = {key: value for key, value in case.items() if key not in EXPECTED}
            for name in [document] if "document" in {**content, **case} else case.get("expect", [document]):
                if name in (CELESTE, INFOMANIAK) and path.parent.name != "both":
                    yield f"{path.name}[{number}]", {**put, "document": case.get("document", name)}


@pytest.mark.suite
def test_every_case_that_is_shipped_is_as_its_schema_says() -> None:
    against = {document: validator(schema_of(document)) for document in (CELESTE, INFOMANIAK)}
    found = list(shipped())
    assert len(found) > 500
    wrong = [
        f"{where}: {error.json_path} {error.message[:120]}"
        for where, case in found
        for error in against[case["document"]].iter_errors(case)
    ]
    assert not wrong, wrong[:10]


NONSENSE: list[dict[str, Any]] = [
    {"fact": {}},
    {"facts": {"outagess": []}},
    {"facts": {"outages": 3}},
    {"facts": {"outages": [{"class": "Z"}]}},
    {"facts": {"outages": [{"clas": "A"}]}},
    {"facts": {"outages": [{"class": "none"}]}},
    {"facts": {"outages": [{"class": "A", "given": {"duratoin": "12 minutes"}}]}},
    {"facts": {"outages": [{"began": "the other day"}]}},
    {"facts": {"outside_event_happened": "storm"}},
    {"given": {"no_such_value": True}},
    {"readings": {"two_months_run_from": "begin"}},
    {"standing": {"outages[1].beganne": "open"}},
    {"standing": {"outages": "disputed"}},
    {"standing": {"outages": {"note": "a letter"}}},
    {"on": "yesterday"},
    {"question": "client-owed-penalti"},
]


@pytest.mark.parametrize("case", NONSENSE, ids=str)
def test_nonsense_is_no_case(case: dict[str, Any]) -> None:
    assert mistakes(schema_of(INFOMANIAK), case)


TAKEN: list[dict[str, Any]] = [
    {"facts": {"outages": "none"}},
    {"facts": {"outages": "unknown"}},
    {"facts": {"outages": [{"class": "A", "began": "20.11.2024 14 h 30", "reported_at": "none"}]}},
    {"facts": {"outages": [{"given": {"duration": "12 minutes"}}]}},
    {"facts": {"outages": []}, "standing": {"outages[1].began": {"is": "contested", "note": "the log"}}},
    {"on": "20 novembre 2024", "title": {"en": "A night", "fr": "Une nuit"}},
]


@pytest.mark.parametrize("case", TAKEN, ids=str)
def test_what_people_write_is_a_case(case: dict[str, Any]) -> None:
    assert not mistakes(schema_of(INFOMANIAK), case)


def test_the_schema_of_a_question_is_enough_for_a_form(opposable: Command) -> None:
    whole = schema_of(CELESTE)
    printed = json.loads(opposable("schema", "facts", "may-suspend", "-d", CELESTE).output)
    shown = printed["properties"]["facts"]["properties"]
    assert set(shown) < set(whole["properties"]["facts"]["properties"])
    assert printed["opposable"]["label"]["fr"].endswith("?")
    spam, measure = shown["client_sends_spam"]["opposable"], shown["measure_kind_taken"]
    assert set(spam["ask"]) == set(spam["label"]) == {"en", "fr"}
    presumed = [fact["opposable"]["presumed"] for fact in shown.values() if "presumed" in fact["opposable"]]
    assert all({"kind", "because"} < set(item) and ("value" in item or item["from"]) for item in presumed)
    assert any(item.get("value") is False for item in presumed)
    options = [option for option in measure["anyOf"] if "const" in option and "title" in option]
    assert options
    assert all(set(option["opposable"]["label"]) == {"en", "fr"} for option in options)
    assert not mistakes(printed, {"facts": {"client_sends_spam": True}})
    assert not mistakes(printed, {"facts": {"commissioned_on": "2024-03-01"}}), "another fact of the document"
    assert mistakes(printed, {"facts": {"client_sends_spm": True}})


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("facts",), "wrong-call"),
        (("facts", "may-suspnd", "-d", CELESTE), "unknown-question"),
        (("facts", "-d", "celeste"), "unknown-document"),
        (("answer", "-d", CELESTE), "wrong-call"),
        (("answers",), "unknown-schema"),
    ],
)
def test_a_schema_that_is_not_there_is_refused(opposable: Command, words: tuple[str, ...], code: str) -> None:
    ran = opposable("schema", *words)
    assert ran.status == 2
    assert f"[{code}]" in ran.errors
