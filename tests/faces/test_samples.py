"""The samples that the README begins with: whole, with any one fact left out, and with any one fact misspelt."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dsl.diagnostic import Rejected
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import CaseFile, read_case_file
from engine.library.library import CLAUSES
from tests.contracts import library

pytestmark = pytest.mark.suite

LIBRARY = library()
SAMPLES = {
    "infomaniak-jelastic-cloud": ("client-owed-penalty", "penalty-rate"),
    "celeste-business-cloud": ("may-suspend",),
}
DECIDED = ("yes", "no", "value")
Command = Callable[..., Any]


def sample(document: str) -> CaseFile:
    return read_case_file(CLAUSES / document / "sample.toml")


def ask(document: str, question: str, file: CaseFile) -> Answer:
    knowledge = LIBRARY.knowledge(LIBRARY.in_force(document, file.on))
    return answer(CaseReader(knowledge, LIBRARY.facts_elsewhere(document)).read(file), question)


def places(content: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """The way to each fact of a file, and to each field of its records."""
    for name, value in content["facts"].items():
        yield (name,)
        if isinstance(value, list):
            for number, record in enumerate(value):
                yield from ((name, number, field) for field in record)


def changed(file: CaseFile, place: tuple[str | int, ...], rename: Callable[[str], str] | None) -> CaseFile:
    """The file without the fact at a place, or with its name changed."""
    content = copy.deepcopy(file.content)
    at: Any = content["facts"]
    for step in place[:-1]:
        at = at[step]
    value = at.pop(place[-1])
    if rename is not None:
        at[rename(str(place[-1]))] = value
    return CaseFile(file.file, file.text, content)


EVERY_PLACE = [(document, place) for document in SAMPLES for place in places(sample(document).content)]


@pytest.mark.parametrize(("document", "place"), EVERY_PLACE, ids=str)
def test_an_answer_without_one_fact_is_still_true(document: str, place: tuple[str | int, ...]) -> None:
    for question in SAMPLES[document]:
        whole = ask(document, question, sample(document))
        found = ask(document, question, changed(sample(document), place, None))
        if found.answer in DECIDED and whole.answer in DECIDED:
            assert (found.answer, found.value) == (whole.answer, whole.value)
        if found.answer == "undetermined":
            assert found.missing or found.outside or found.bounded


@pytest.mark.parametrize(("document", "place"), EVERY_PLACE, ids=str)
def test_a_misspelt_fact_is_refused_with_the_right_suggestion(document: str, place: tuple[str | int, ...]) -> None:
    name = str(place[-1])
    with pytest.raises(Rejected) as refused:
        ask(document, "may-suspend", changed(sample(document), place, lambda word: word[:-1] + "x"))
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code in ("unknown-fact", "unknown-field")
    assert diagnostic.help is not None
    assert f"`{name}`" in diagnostic.help


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("document", list(SAMPLES))
def test_the_sample_is_answered_and_cited_in_both_languages(opposable: Command, document: str, language: str) -> None:
    path = str(CLAUSES / document / "sample.toml")
    for question in SAMPLES[document]:
        ran = opposable("ask", question, "-d", document, "-f", path, "--format", "json", "--lang", language)
        assert ran.status == 0
        found = json.loads(ran.output)
        assert found["ordinarily"]["answer"] in DECIDED
        assert found["citations"]
        assert {
            "question",
            "document",
            "edition",
            "as_of",
            "answer",
            "value",
            "citations",
            "missing",
            "readings",
            "preferred",
            "judgements",
            "facts",
            "because",
        } <= set(found)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_sample_can_be_put_to_both_documents(opposable: Command, language: str) -> None:
    for document in SAMPLES:
        path = str(CLAUSES / document / "sample.toml")
        ran = opposable("compare", "may-suspend", "-f", path, "--format", "json", "--lang", language)
        assert ran.status == 0
        assert [found["document"] for found in json.loads(ran.output)] == list(LIBRARY.documents)
