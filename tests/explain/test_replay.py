"""A kept opinion is given again, and what changed is named."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from dsl.diagnostic import Rejected
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.case.written import as_facts_file
from engine.desk import Request
from engine.explain.recorded import recorded
from engine.explain.replay import again, differences
from engine.print.plain import as_plain
from tests.contracts import desk
from tests.explain.cases import CASES, answered, reply

pytestmark = pytest.mark.suite


@pytest.mark.parametrize("form", ["json", "html"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_same_opinion_comes_back(path: Path, form: str) -> None:
    found, entry = answered(path)
    text = reply(path, "en").printed(form)
    assert isinstance(text, str)
    kept = recorded(text, "opinion")[0].record
    assert differences(kept, again(kept, found.knowledge), entry) == ()


def test_the_page_that_a_terminal_was_shown_comes_back_from_a_file() -> None:
    page = str(reply(CASES[0], "en").printed("html"))
    assert recorded(f"{page}\n", "opinion") == recorded(page, "opinion")
    with pytest.raises(Rejected):
        recorded(f"{page} \n", "opinion")


def test_a_difference_is_named() -> None:
    path = next(path for path in CASES if path.stem == "spam")
    found, entry = answered(path)
    kept = recorded(json.dumps(as_plain(found, "en", entry)), "opinion")[0].record
    kept["facts"]["client_sends_spam"] = False
    named = {difference.what for difference in differences(kept, again(kept, found.knowledge), entry)}
    assert "answer" in named


def test_what_is_no_opinion_is_refused() -> None:
    for text in ("", "{}", "<html></html>", "[1]", '{"record": {"format": 99, "facts": {}}}'):
        with pytest.raises(Rejected):
            recorded(text, "opinion")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("answer", "no"),
        ("preferred", "no"),
        ("document", "another"),
        ("edition", "x"),
        ("as_of", "2020-01-01"),
        ("headline", "strictly"),
        ("missing", ["client_sends_spam"]),
        ("ordinarily", {"answer": "no"}),
    ],
)
def test_an_opinion_that_was_changed_is_not_taken_for_the_one_that_was_written(key: str, said: str) -> None:
    found, entry = answered(CASES[0])
    data = as_plain(found, "en", entry)
    assert data["answer"] != said
    assert recorded(json.dumps(data), "opinion.json")
    with pytest.raises(Rejected):
        recorded(json.dumps(data | {key: said}), "opinion.json")


def test_another_ordinary_answer_is_another_answer_though_the_strict_one_is_the_same() -> None:
    found, entry = answered(next(path for path in CASES if path.stem == "spam"))
    kept = recorded(json.dumps(as_plain(found, "en", entry)), "opinion.json")[0].record
    then = kept["outcome"]
    assert (then["headline"], then["ordinarily"][0]) == ("ordinarily", "yes")
    then["ordinarily"] = ["no", False]
    again_now = again(kept, found.knowledge)
    assert [row.what for row in differences(kept, again_now, entry)] == ["ordinarily"]
    del then["ordinarily"], then["headline"]  # as in the first records
    assert differences(kept, again_now, entry) == ()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_reads_back_from_its_facts_file(path: Path) -> None:
    case = answered(path)[0].case
    back = CaseReader(case.knowledge).read(parse_case(as_facts_file(case, "again"), "again.toml"))
    assert (back.facts, back.readings, back.standing) == (case.facts, case.readings, case.standing)


def test_an_opinion_with_conclusions_is_given_again() -> None:
    given = {"outages[1].duration": "12 minutes", "outages[1].claimed_in_time": "yes", "outages[1].rank": 3}
    facts = {"outages[1].class": "A"}
    found = desk().ask(Request("penalty-rate", "infomaniak-jelastic-cloud", facts=facts, given=given))
    kept = recorded(json.dumps(found.data), "opinion")[0].record
    knowledge = desk().library.knowledge(found.entry)
    assert differences(kept, again(kept, knowledge), found.entry) == ()
    assert again(kept, knowledge).case.given == found.found.case.given
    kept["given"]["outages[2].rank"] = 1
    with pytest.raises(Rejected) as refused:
        again(kept, knowledge)
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["unknown-value"]


HOSTILE = {
    "an extreme exponent": ("contract_amount", {"decimal": "1e999999999"}),
    "an extreme fraction": ("contract_amount", {"fraction": "1e999999999"}),
    "digits without end": ("contract_amount", {"decimal": "9" * 1_000_000}),
    "a denominator without end": ("contract_amount", {"fraction": f"1/{'9' * 4000}"}),
    "a span beyond time": ("trial_length", {"seconds": 10**30}),
    "more records than a list may have": ("outages", [{"class": "A"}] * 20_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_beyond_reason_is_refused_at_once(name: str) -> None:
    fact, value = HOSTILE[name]
    found, _ = answered(next(path for path in CASES if path.stem == "penalty-amount"))
    kept = recorded(json.dumps(as_plain(found, "en", None)), "opinion")[0].record
    kept["facts"][fact] = value
    start = process_time()
    with pytest.raises(Rejected, match=f"`{fact}` can no longer be read"):
        again(kept, found.knowledge)
    assert process_time() - start < 10


@pytest.mark.parametrize("key", ["answer", "record"])
def test_an_opinion_that_says_one_thing_twice_is_refused(key: str) -> None:
    """A reader of the file saw the one, and the other would be replayed."""
    found, _ = answered(next(path for path in CASES if path.stem == "spam"))
    kept = {"answer": found.answer, "record": as_plain(found, "en", None)["record"]}
    text = json.dumps(kept)
    assert recorded(text, "opinion")
    with pytest.raises(Rejected):
        recorded(f'{{"{key}": {json.dumps(kept[key])}, {text[1:]}', "opinion")


@pytest.mark.parametrize(
    "text",
    [
        '<script type="application/json" class="opinion-record">' * 20_000,
        '<script type="application/json" class="opinion-record">' + "<" * 1_200_000,
        "[" * 1_000_000,
        '{"record": {"facts": ' + '{"a": ' * 100_000 + "1" + "}" * 100_002,
    ],
    ids=["tags", "a tag without end", "nested lists", "nested records"],
)
def test_a_hostile_page_is_refused_at_once(text: str) -> None:
    start = process_time()
    with pytest.raises(Rejected):
        recorded(text, "opinion")
    assert process_time() - start < 10


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", True),
        ("format", -5),
        ("more", {"outages": -5}),
        ("more", {"outages": 10**18}),
        ("standing", {"class": ["sure", ""]}),
        ("fingerprint", "x" * 1_000_000),
    ],
)
def test_a_record_that_none_of_ours_can_be_is_refused(key: str, value: object) -> None:
    found, entry = answered(next(path for path in CASES if path.stem == "spam"))
    data = as_plain(found, "en", entry)
    recorded(json.dumps(data), "opinion")
    data["record"][key] = value
    with pytest.raises(Rejected):
        recorded(json.dumps(data), "opinion")


def test_a_list_that_is_not_there_is_not_passed_over() -> None:
    found, entry = answered(next(path for path in CASES if path.stem == "spam"))
    kept = recorded(json.dumps(as_plain(found, "en", entry)), "opinion")[0].record
    kept["more"] = {"ferries": None}
    with pytest.raises(Rejected, match="`ferries`"):
        again(kept, found.knowledge)


def test_what_bore_another_name_is_known_by_it() -> None:
    path = next(path for path in CASES if path.stem == "threat-running")
    found, entry = answered(path)
    kept = recorded(json.dumps(as_plain(found, "en", entry)), "opinion")[0].record
    kept["facts"]["threat_deadline_hour"] = kept["facts"].pop("threat_deadline")
    kept["outcome"]["missing"] = ["threat_deadline_hour"]
    again_answered = again(kept, found.knowledge)
    assert again_answered.case.facts["threat_deadline"] == found.case.facts["threat_deadline"]
    (named,) = differences(kept, again_answered, entry)
    assert named.what == "missing"
    assert "threat_deadline_hour" not in named.then
