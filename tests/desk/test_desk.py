"""The desk as a program uses it: from a request to a reply, with no face between."""

from __future__ import annotations

import doctest
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import engine.desk
from engine import opposable
from engine.desk import Desk, Rejected, Request
from engine.library.library import CLAUSES
from tests.contracts import desk

pytestmark = pytest.mark.suite

SPAM = Request("may-suspend", "celeste-business-cloud", facts={"client_sends_spam": True})

PARTS = (
    "question",
    "document",
    "facts",
    "file",
    "on",
    "readings",
    "language",
    "of",
    "given",
    "memo",
    "standing",
    "more",
)


def codes(request: Request) -> list[str]:
    with pytest.raises(Rejected) as refused:
        desk().ask(request)
    return [diagnostic.code for diagnostic in refused.value.diagnostics]


def test_what_is_public_is_listed_and_documented() -> None:
    assert len(opposable.__all__) == len(set(opposable.__all__))
    for name in opposable.__all__:
        assert vars(opposable)[name].__doc__ or name == "Facts", name
    assert set(engine.desk.__all__) <= set(opposable.__all__)


@pytest.mark.suite
def test_the_examples_of_the_page_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packaging gives the module its name; in a checkout that isn't installed it has that of its file alone."""
    monkeypatch.setitem(sys.modules, "opposable", opposable)
    ran = doctest.testfile("python.md", optionflags=doctest.NORMALIZE_WHITESPACE)
    assert ran.attempted > 30
    assert ran.failed == 0


def test_a_reply_has_its_answer_its_opinion_and_every_format() -> None:
    reply = desk().ask(SPAM)
    assert reply.entry.document == SPAM.document
    assert reply.data["answer"] == reply.answer.answer
    assert " ".join(reply.opinion.short.split()) in " ".join(str(reply.printed("markdown")).split())
    with pytest.raises(FrozenInstanceError):
        reply.answer = reply.answer  # type: ignore[misc]  # that it refuses is what is tried


def test_the_facts_of_the_call_go_before_those_of_the_file() -> None:
    document = "infomaniak-jelastic-cloud"
    file = CLAUSES / document / "sample.toml"
    whole = desk().ask(Request("penalty-amount", document, file=file))
    named = desk().ask(Request("penalty-amount", document, facts={"outages": "none"}, file=file))
    assert whole.answer.case.facts["outages"]
    assert named.answer.case.facts["outages"] == []


def test_records_dates_and_numbers_are_given_as_such() -> None:
    outages = [{"class": "A", "began": "2024-02-28T23:10:00+01:00"}]
    request = Request(
        "client-owed-penalty", "infomaniak-jelastic-cloud", facts={"outages": outages}, on=date(2024, 3, 10)
    )
    case = desk().ask(request).answer.case
    assert case.as_of == date(2024, 3, 10)
    assert len(case.facts["outages"]) == 1


def test_every_mistake_of_a_request_is_a_diagnostic() -> None:
    assert codes(Request("may-suspend", "celeste")) == ["unknown-document"]
    assert codes(Request("may-suspnd", SPAM.document)) == ["unknown-question"]
    facts = {"client_sends_spam": Decimal(3), "client_sends_spm": True}
    assert codes(Request("may-suspend", SPAM.document, facts=facts)) == ["wrong-type", "unknown-fact"]
    assert codes(Request("may-suspend", SPAM.document, readings={"x": "y"})) == ["unknown-ambiguity"]
    assert codes(Request("may-suspend", SPAM.document, file=Path("nowhere.toml"))) == ["unreadable-file"]


def test_a_comparison_asks_every_document_and_passes_over_what_it_does_not_know() -> None:
    comparison = desk().compare(Request("may-suspend", facts={"block_conforms_to_general_terms": True}))
    assert [reply.entry.document for reply in comparison.replies] == list(desk().documents)


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opposable", opposable)
    readme = Path(__file__).parents[2] / "README.md"
    example = readme.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len(example.splitlines()) <= 12
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    reply = desk().ask(SPAM)
    assert printed[:2] == [reply.data["ordinarily"]["answer"], reply.opinion.short]


def test_the_overviews_say_what_there_is() -> None:
    questions = desk().questions("fr")
    assert "may-suspend" in [row.question for row in questions]
    topics = [row.topic for row in questions]
    assert topics == sorted(topics, key=topics.index)
    points = desk().ambiguities("infomaniak-jelastic-cloud")
    assert points
    assert all(len(point.readings) > 1 and point.citations for point in points)
    assert len(desk().ambiguities()) > len(points)
    with pytest.raises(Rejected):
        desk().ambiguities("nowhere")


def test_every_passage_has_its_standing_in_the_language_asked_for() -> None:
    document = "celeste-business-cloud"
    french, english = desk().ledger(document, language="fr"), desk().ledger(document)
    assert (french.language, english.language) == ("fr", "en")
    assert sum(french.counts.values()) == len(french.rows) == len(english.rows)
    assert french.rows[-1].citation != english.rows[-1].citation
    assert {row.standing for row in french.rows if row.names and not row.reason} == {"encoded"}
    with pytest.raises(Rejected):
        desk().ledger("nowhere")


def test_what_depends_on_what_is_a_graph_with_labels() -> None:
    whole = desk().dependencies(language="fr")
    near = whole.around("penalty", 1)
    assert "norm:penalty" in near.graph
    assert len(near.graph) < len(whole.graph)
    assert {node["label"] for node in near.plain["nodes"]} == {near.label(node) for node in near.graph}
    with pytest.raises(Rejected) as refused:
        whole.around("norm:penaltie", 1)
    assert "norm:penalty" in (refused.value.diagnostics[0].help or "")


def test_the_facts_wanted_are_those_that_the_answer_turns_on() -> None:
    request = Request("latest-notice-date", "celeste-business-cloud")
    wanted = desk().facts(request)
    assert [fact.fact for fact in wanted] == [missing.name for missing in desk().ask(request).answer.missing]
    assert all(fact.options for fact in wanted if fact.type == "package")


def test_a_kept_reply_is_replayed() -> None:
    reply = desk().ask(SPAM)
    for form in ("json", "html"):
        (replayed,) = desk().replay(str(reply.printed(form)))
        assert replayed.is_same
        assert replayed.question == SPAM.question
        assert replayed.fingerprint_then == replayed.fingerprint_now
    with pytest.raises(Rejected):
        desk().replay("no opinion")


def test_scenarios_are_tried_and_a_revision_is_followed(tmp_path: Path) -> None:
    contract = Path(__file__).parents[1] / "revise" / "contract"
    own = Desk.open(contract / "clauses")
    scenario = tmp_path / "scenario.toml"
    scenario.write_text(
        'title = "A storm"\ndocument = "crique-verte"\nquestion = "rebate-amount"\non = 2024-05-15\n'
        '[facts]\nmonthly_fee = "200.00 CHF"\noutage_length = "12 hours"\nstorm = false\n'
        '[expect]\nanswer = "silent"\n',
        encoding="utf-8",
    )
    run = own.test([scenario])
    assert [verdict.passed for verdict in run.failed] == [False]
    with pytest.raises(Rejected, match="before any mistake is made"):
        own.mutate(run)
    (mutation,) = own.mutate(own.test([contract / "scenarios"]), most=5)
    assert len(mutation.results) == 5
    with pytest.raises(Rejected):
        own.test([scenario], ["nowhere"])
    with pytest.raises(Rejected):
        own.revise("nowhere", "text")


def test_a_vocabulary_without_a_date_is_asked_with_one_and_without(tmp_path: Path) -> None:
    (tmp_path / "all.clause").write_text(
        'vocabulary\nparty keeper en "the keeper" fr "le gardien"\ntopic all en "All" fr "Tout"\n'
        'action opening en "opening" fr "ouvrir"\n'
        'fact smells: boolean en "it smells" fr "ça sent" otherwise en "it does not" fr "non" ask en "?" fr "?"\n'
        'question may-open topic all en "May it?" fr "Peut-il ?" asks position power of keeper to opening\n',
        encoding="utf-8",
    )
    (tmp_path / "rules.clause").write_text(
        'document rules en "Rules" fr "Règles" cites articles\nedition first\nclause 1 en "One" fr "Un"\n'
        'power opening_it by §1 keeper may opening en "may open" fr "peut ouvrir" when smells\n',
        encoding="utf-8",
    )
    own = Desk.open(tmp_path)
    for on in (None, date(2024, 3, 1)):
        reply = own.ask(Request("may-open", "rules", facts={"smells": True}, on=on))
        assert reply.answer.answer == "yes"
        assert reply.printed("text")


def test_every_mistake_in_a_request_is_told_at_once() -> None:
    wrong = {"invoices[1].amount": "500 EUR", "chanel_used": "email"}
    with pytest.raises(Rejected) as rejected:
        desk().ask(Request("penalty-amounts", "infomaniak-jelastic-cloud", facts=wrong))
    codes = {diagnostic.code for diagnostic in rejected.value.diagnostics}
    assert codes == {"unknown-question", "unknown-currency", "unknown-fact"}
    with pytest.raises(Rejected) as rejected:
        desk().ask(Request("client-owed-penalty", "infomaniak-jelastic-cloud", facts=wrong, of=("article 99",)))
    codes = {diagnostic.code for diagnostic in rejected.value.diagnostics}
    assert codes == {"unknown-duty", "unknown-currency", "unknown-fact"}


@pytest.mark.parametrize("wrong", [3, None, b"x", [], (), 1.5], ids=repr)
@pytest.mark.parametrize(
    "name",
    ["question", "document", "facts", "file", "on", "readings", "language", "of", "given", "memo", "standing", "more"],
)
def test_a_part_of_another_kind_is_refused_as_such(name: str, wrong: object) -> None:
    if (wrong is None and name in ("file", "on", "language", "memo")) or (wrong in ([], ()) and name == "of"):
        return
    asked = Request(**{"question": SPAM.question, "document": SPAM.document, name: wrong})  # type: ignore[arg-type]  # what it is about
    for put in (desk().ask, desk().compare, desk().interview):
        with pytest.raises(Rejected) as refused:
            put(asked)
        (found,) = refused.value.diagnostics
        assert (found.code, f"`{name}` is " in found.message) == ("wrong-type", True)


def test_a_path_may_be_a_text(tmp_path: Path) -> None:
    facts, memo = tmp_path / "case.toml", tmp_path / "memo.toml"
    facts.write_text("[facts]\nclient_sends_spam = true\n", encoding="utf-8")
    memo.write_text('author = "Claire"\n', encoding="utf-8")
    asked = Request(SPAM.question, SPAM.document, file=str(facts), memo=str(memo))
    assert desk().ask(asked).data["answer"] == desk().ask(SPAM).data["answer"]
    assert "Claire" in str(desk().ask(asked).printed("text"))


@pytest.mark.parametrize("name", ["facts", "readings", "given", "standing", "more"])
@pytest.mark.parametrize("key", [None, 3, b"x"], ids=repr)
def test_a_name_that_is_no_text_is_refused(name: str, key: object) -> None:
    asked = Request(**{"question": SPAM.question, "document": SPAM.document, name: {key: True}})  # type: ignore[arg-type]  # what it is about
    assert codes(asked) == ["wrong-type"]


@pytest.mark.parametrize("said", [Decimal("sNaN"), Decimal("NaN"), 3, None, [], 1.5], ids=repr)
def test_what_does_not_say_how_far_a_list_goes_on_is_refused(said: object) -> None:
    asked = Request("penalty-amount", "infomaniak-jelastic-cloud", more={"outages": said})
    assert codes(asked) == ["wrong-type"]


def test_paths_may_be_texts_everywhere(tmp_path: Path) -> None:
    own = Desk.open(str(CLAUSES))  # type: ignore[arg-type]  # taken, though not promised
    scenarios = Path(__file__).parents[1] / "scenarios" / "celeste-business-cloud"
    (one, *_) = sorted(scenarios.glob("*.toml"))
    assert own.test([str(one)]).verdicts  # type: ignore[list-item]  # likewise
    with pytest.raises(Rejected):
        own.watch(str(tmp_path / "watch.toml"))  # type: ignore[arg-type]  # likewise


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"readings": {"nonsense": "x"}}, "there is no ambiguity `nonsense`"),
        ({"of": ("nonsense",)}, "nonsense"),
        ({"readings": {"nonsense": "x"}, "of": ("rubbish",)}, "rubbish"),
    ],
)
def test_a_comparison_passes_over_nothing_that_no_document_knows(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(Rejected, match=message):
        desk().compare(Request("may-suspend", **asked))


def test_a_comparison_takes_what_one_of_the_documents_knows() -> None:
    point = desk().ambiguities("celeste-business-cloud")[0]
    readings = {point.ambiguity: point.readings[0].reading}
    assert len(desk().compare(Request("may-suspend", readings=readings, of=("clause 9",))).replies) == 2
