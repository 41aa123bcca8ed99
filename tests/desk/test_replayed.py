"""An opinion that was changed after it was written is not vouched for, whatever of it was changed."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from dsl.diagnostic import Rejected
from engine.desk import Request
from engine.library.library import CLAUSES
from tests.contracts import desk
from tests.explain.cases import CASES

pytestmark = pytest.mark.suite

SAMPLE = CLAUSES / "infomaniak-jelastic-cloud" / "sample.toml"


@cache
def written(form: str, language: str = "en") -> str:
    request = Request("penalty-amount", "infomaniak-jelastic-cloud", file=SAMPLE, language=language)
    return str(desk().ask(request).printed(form))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", ["json", "html"])
def test_an_opinion_as_it_was_written_is_compared_whole(form: str, language: str) -> None:
    (found,) = desk().replay(written(form, language))
    assert found.is_same
    assert found.all_compared


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_opinion_as_data_is_what_its_record_gives(path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    reply = desk().ask(Request(told["question"], told["document"], file=path))
    (found,) = desk().replay(str(reply.printed("json")))
    assert found.all_compared


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("value", {"kind": "amount", "amount": "99999.00", "currency": "CHF"}),
        ("preferred_value", None),
        ("citations", []),
        ("readings", []),
        ("combinations", [{"readings": {}, "answer": "yes", "value": None}]),
        ("facts", {}),
        ("given", {"x": 1}),
        ("unproved", None),
        ("judgements", ["outages[1].cause"]),
        ("robust", None),
        ("because", []),
    ],
)
def test_another_word_in_an_opinion_as_data_is_found_out(key: str, said: object) -> None:
    data = json.loads(written("json"))
    assert data[key] != said
    with pytest.raises(Rejected) as refused:
        desk().replay(json.dumps(data | {key: said}), "opinion.json")
    assert refused.value.diagnostics[0].code == "not-an-opinion"
    assert key in str(refused.value.diagnostics[0].message)


def test_another_amount_in_the_headline_is_found_out() -> None:
    data = json.loads(written("json"))
    data["ordinarily"]["value"]["amount"] = "99999.00"
    with pytest.raises(Rejected):
        desk().replay(json.dumps(data))


@pytest.mark.parametrize(("said", "instead"), [("625", "999"), ("</body>", "<p>Signed</p></body>"), ("failing", "act")])
def test_another_word_in_a_page_is_found_out(said: str, instead: str) -> None:
    page = written("html")
    assert said in page
    with pytest.raises(Rejected):
        desk().replay(page.replace(said, instead))


def test_line_ends_of_another_system_are_the_same_page() -> None:
    (found,) = desk().replay(written("html").replace("\n", "\r\n"))
    assert found.all_compared


def test_a_record_without_what_vouches_for_the_words_around_it_is_answered_alone() -> None:
    seal = next(line for line in written("html").splitlines(keepends=True) if "opinion-digest" in line)
    alone = json.dumps(json.loads(written("json"))["record"])
    for text in (written("html").replace(seal, ""), alone):
        (found,) = desk().replay(text)
        assert found.is_same
        assert not found.all_compared
