"""Opinions, scenarios, locks and signatures with anything in place of any of their parts are read or refused."""

import json
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.diagnostic import Rejected
from engine.answer.layers import Layers
from engine.case.case_reader import CaseReader
from engine.case.facts_file import CaseFile
from engine.explain.recorded import recorded
from engine.explain.replay import again, differences, record
from engine.library.library import EditionEntry, Library
from engine.model.signoffs import read_signoffs
from engine.source.lock import lock_text, make_lock, parse_lock
from engine.suite.scenario import find_scenarios, run

pytestmark = pytest.mark.suite

HARBOUR = Path(__file__).parents[1] / "revise" / "contract"
FACTS = {"monthly_fee": "200.00 CHF", "outage_length": "12 hours", "outage_date": "2024-05-01", "storm": False}
SCENARIO: dict[str, Any] = {
    "title": "A cut",
    "document": "crique-verte",
    "question": "rebate-amount",
    "on": "2024-05-15",
    "facts": FACTS,
    "standing": {"storm": {"is": "contested", "note": "disputed"}},
    "expect": {"answer": "value", "value": "20.00 CHF", "cites": ["art. 2.1"], "missing": ["storm"]},
}
SIGNOFF = {"signoff": [{"passage": "1.1", "by": "A. Rochat", "on": "2024-01-01", "fingerprint": "f"}]}
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.text(max_size=4),
    st.just([]),
    st.just([["x"]]),
    st.just({}),
    st.sampled_from(
        [
            {"date": "x"},
            {"decimal": "NaN"},
            {"seconds": 10**20},
            {"fraction": "1/0"},
            {"none": True},
            {"instant": "2024-01-01"},
            {"decimal": "1e999999"},
        ]
    ),
)
settled = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def library() -> Library:
    """The small contract."""
    return Library.open(HARBOUR / "clauses")


@pytest.fixture(scope="module")
def entry(library: Library) -> EditionEntry:
    return library.editions("crique-verte")[0]


@pytest.fixture(scope="module")
def opinion(library: Library, entry: EditionEntry) -> dict[str, Any]:
    """The record of an opinion."""
    case = CaseReader(library.knowledge(entry)).read(
        CaseFile("case.toml", "", {"facts": FACTS, "standing": SCENARIO["standing"]})
    )
    return json.loads(json.dumps(record(Layers(case, "rebate-amount"), entry)))


def places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to every part of data."""
    for key, part in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*way, key)
        yield from places(part, (*way, key))


def damaged(whole: Any, draw: st.DataObject) -> Any:
    """A copy of data in which one part is gone or replaced."""
    data = deepcopy(whole)
    *way, last = draw.draw(st.sampled_from(list(places(whole))))
    inner = data
    for key in way:
        inner = inner[key]
    if draw.draw(st.booleans()):
        inner[last] = draw.draw(ANYTHING)
    else:
        del inner[last]
    return data


def as_toml(data: Any) -> str:
    """Data as an inline TOML value; what TOML has no word for is a text."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(part)}" for key, part in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(as_toml, data)) + "]"
    return json.dumps(data if data is not None else "unknown").replace("\x7f", "")


def written(path: Path, data: dict[str, Any]) -> Path:
    path.write_text("".join(f"{key} = {as_toml(part)}\n" for key, part in data.items()), encoding="utf-8")
    return path


@settled
@given(st.data())
def test_an_opinion(library: Library, entry: EditionEntry, opinion: dict[str, Any], data: st.DataObject) -> None:
    with suppress(Rejected):
        kept = recorded(json.dumps(damaged(opinion, data)), "opinion.json")[0].record
        differences(kept, again(kept, library.knowledge(entry)), entry)


@settled
@given(st.data())
def test_a_scenario(library: Library, tmp_path: Path, data: st.DataObject) -> None:
    several = {"scenario": [SCENARIO, SCENARIO]}
    path = written(tmp_path / "scenario.toml", damaged(data.draw(st.sampled_from([SCENARIO, several])), data))
    with suppress(Rejected):
        for scenario in find_scenarios([path]):
            run(library, scenario)


@settled
@given(st.data())
def test_a_lock(data: st.DataObject) -> None:
    text = (HARBOUR / "texts" / "2024-01-01.txt").read_text(encoding="utf-8")
    lock = json.loads(lock_text(make_lock("crique-verte", "2024-01-01", text)))
    with suppress(Rejected):
        parse_lock(json.dumps(damaged(lock, data)))


@settled
@given(st.data())
def test_signatures(tmp_path: Path, data: st.DataObject) -> None:
    (tmp_path / "demo").mkdir(exist_ok=True)
    written(tmp_path / "demo" / "first.signoffs.toml", damaged(SIGNOFF, data))
    with suppress(Rejected):
        read_signoffs(tmp_path, "demo", "first")
