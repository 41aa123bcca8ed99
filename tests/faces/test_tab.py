"""Asking in a tab, without a browser: what a page says to the engine, and what it is told."""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.case.facts_file import parse_case
from engine.desk import Desk, Request
from engine.faces.browser.entry_form import MOST_LAID_OUT
from engine.faces.browser.own_copy import held
from engine.faces.browser.tab import Tab
from engine.source.layout import PLAIN_CLAUSES
from engine.source.lock import make_lock
from engine.tongues import tongue
from tests.contracts import desk
from tests.explain.cases import CASES, LANGUAGES
from tests.source.test_own_words import TEXT
from tests.tongues.test_messages import made

BOTH = ["celeste-business-cloud", "infomaniak-jelastic-cloud"]


@cache
def tab() -> Tab:
    """The tab on both documents."""
    return Tab(desk())


def say(**told: Any) -> dict[str, Any]:
    """The reply to a message, its spaces as one types them."""
    found: dict[str, Any] = json.loads(tab().reply(json.dumps(told)).replace("\u00a0", " "))
    return found


def begun(question: str, documents: list[str], language: str = "en") -> Any:
    """The inquiry that begins with a question."""
    return say(do="begin", question=question, documents=documents, language=language)["state"]


def tell(state: Any, name: str, text: str, **more: Any) -> Any:
    """The inquiry once something was told."""
    return say(**{"do": "tell", "section": "facts", "name": name, "text": text, "state": state} | more)["state"]


def controls(state: Any) -> dict[str, Any]:
    """The controls of the form by the names of what they ask for."""
    return {control["name"]: control for control in say(do="form", state=state)["form"]["controls"]}


def words(state: Any) -> dict[str, str]:
    """Where each document stands."""
    reply = say(do="date", text="", state=state)
    return {answer["document"]: answer["answer"] for answer in reply["answers"]}


def test_an_answer_moves_with_a_fact_in_each_document_by_itself() -> None:
    state = begun("may-suspend", BOTH)
    assert words(state) == {BOTH[0]: "undetermined", BOTH[1]: "silent"}
    assert words(tell(state, "client_sends_spam", "yes"))[BOTH[0]] == "yes"


def test_the_first_questions_are_those_of_the_interview_in_its_order() -> None:
    interview = tab().desk.interview(Request("client-owed-penalty", BOTH[1]))
    assert interview.screen is not None
    assert next(iter(controls(begun("client-owed-penalty", BOTH[1:])))) == interview.screen.name


def test_a_control_says_why_what_is_presumed_and_what_may_be_told_instead() -> None:
    state = tell(begun("may-suspend", BOTH[:1]), "client_sends_spam", "yes")
    shown = controls(state)
    assert shown["client_sends_spam"]["told"] == {"text": "yes", "words": "yes", "standing": "", "note": ""}
    assert "clause 11" in shown["client_sends_spam"]["reasons"][0]["citation"]
    assert shown["ground_persists"]["presumed"].startswith("Unless you say otherwise")
    assert "informed_in_time" not in shown


def test_what_was_told_stays_in_its_place() -> None:
    state = begun("may-suspend", BOTH[:1])
    form = say(do="form", state=state)
    first = [control["name"] for control in form["form"]["controls"]]
    place = first.index("false_information") + 1
    assert place > 1, "it doesn't stand there by being told"
    later = list(controls(tell(form["state"], "false_information", "no")))
    assert later[:place] == first[:place]


def test_records_are_rows_with_what_is_worth_telling_of_each() -> None:
    state = begun("client-owed-penalty", BOTH[1:])
    state = say(do="add", section="facts", name="outages", state=state)["state"]
    state = tell(state, "outages[1].ended", "7 h")
    (row,) = controls(state)["outages"]["records"]
    told = {control["name"]: control["told"] for control in row["controls"]}
    assert told["outages[1].duration"]["words"] == "7 hours"
    assert told["outages[1].class"] is None
    assert "outages[1].maintenance" in {control["name"] for control in row["further"]}
    state = say(do="forget", section="facts", name="outages[1]", state=state)["state"]
    assert controls(state)["outages"]["records"] == []


def test_what_cannot_be_read_or_be_true_is_said_and_changes_nothing() -> None:
    state = say(do="add", section="facts", name="outages", state=begun("client-owed-penalty", BOTH[1:]))["state"]
    told = {"do": "tell", "section": "facts", "state": state}
    assert say(**told, name="outages[1].began", text="3.3.2024")["problems"][0]["text"] == "The hour is needed, too."
    state = tell(state, "outages[1].began", "3.3.2024 14:00")
    told = {"do": "tell", "section": "facts", "state": state}
    assert "before" in say(**told, name="outages[1].ended", text="3.3.2024 13:00")["problems"][0]["text"]
    assert say(do="date", text="99.99.2024", state=state)["problems"][0]["text"].startswith("There is no such day")
    either = say(do="date", text="3/4/2025", state=state)["problems"][0]["text"].replace("\u00a0", " ")
    assert either.startswith("That may be two days. Which do you mean: 3 April 2025 / 4 March 2025?")
    unread = say(do="date", text="some day in spring", state=state)["problems"][0]["text"]
    assert unread.startswith("That cannot be read. Expected: a day, as 20.11.2024")


def test_contested_unknown_and_taken_back() -> None:
    state = tell(begun("may-suspend", BOTH[:1]), "client_sends_spam", "yes")
    note = {"do": "contest", "section": "facts", "name": "client_sends_spam", "text": "yes", "note": "one letter"}
    contested = say(**note, state=state)["state"]
    assert controls(contested)["client_sends_spam"]["told"]["note"] == "one letter"
    unknown = say(do="unknown", section="facts", name="client_sends_spam", state=contested)["state"]
    assert controls(unknown)["client_sends_spam"]["told"]["standing"] == "unknown"
    assert words(say(do="forget", section="facts", name="client_sends_spam", state=unknown)["state"]) == {
        BOTH[0]: "undetermined"
    }


def test_another_question_keeps_the_facts() -> None:
    state = tell(begun("may-suspend", BOTH), "client_sends_spam", "yes")
    reply = say(do="begin", question="must-warn-before-block", documents=BOTH, language="fr", state=state)
    assert reply["state"]["facts"] == {"client_sends_spam": True}
    assert [answer["document"] for answer in reply["answers"]] == BOTH


def test_saved_facts_are_opened_again() -> None:
    state = say(do="add", section="facts", name="outages", state=begun("client-owed-penalty", BOTH[1:]))["state"]
    state = tell(state, "outages[1].class", "A")
    state = say(do="more", section="facts", name="outages", so=True, state=state)["state"]
    text = say(do="facts", state=state)["text"]
    opened = say(do="open", name="case.toml", text=text, question="", documents=BOTH[1:], language="en")
    assert say(do="facts", state=opened["state"])["text"] == text
    assert parse_case(text, "case.toml").content["more"] == {"outages": True}


@pytest.mark.suite
@pytest.mark.parametrize("documents", [BOTH[:1], BOTH], ids=["one", "both"])
@pytest.mark.parametrize("form", ["html", "json"])
def test_an_earlier_opinion_is_opened_and_answered_again(form: str, documents: list[str]) -> None:
    """What only the second document knows is there again, too."""
    state = tell(begun("may-suspend", documents), "client_sends_spam", "yes")
    told = {"client_sends_spam": True}
    if len(documents) > 1:
        state, told = tell(state, "claim_left_unanalysed", "yes"), told | {"claim_left_unanalysed": True}
    text = tab().printed(json.dumps(state), form).decode()
    opened = say(do="open", name=f"opinion.{form}", text=text, question="", documents=BOTH, language="en")
    assert opened["replayed"] == {"same": True, "differences": []}
    assert opened["state"]["documents"] == documents
    assert opened["state"]["facts"].items() >= told.items()


def test_a_file_that_is_none_is_refused_with_the_reason() -> None:
    told = {"do": "open", "question": "may-suspend", "documents": BOTH, "language": "en"}
    assert "HTML or JSON file" in say(**told, name="letter.docx", text="<p>Dear Sir</p>")["problems"][0]["text"]
    assert say(**told, name="case.toml", text="facts = ")["problems"]
    assert say(**told, name="case.toml", text="[facts]\nclient_sends_spma = true")["problems"]


@pytest.mark.suite
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_opinion_of_a_case_is_that_of_the_command_line(path: Path, language: str) -> None:
    text = path.read_text(encoding="utf-8")
    content = parse_case(text, path.name).content
    asked = Request(content["question"], content["document"], file=path, language=language)
    opened = say(do="open", name=path.name, text=text, question="", documents=[content["document"]], language=language)
    assert tab().printed(json.dumps(opened["state"]), "text").decode() == tab().desk.ask(asked).printed("text")


def test_what_else_is_known_is_listed_by_clause() -> None:
    subjects = say(do="remaining", state=begun("may-suspend", BOTH[:1]))["subjects"]
    assert all(subject["title"] and subject["controls"] for subject in subjects)
    assert any("clause 9" in subject["title"] for subject in subjects)


def test_of_a_list_that_a_silent_document_knows_too_the_one_that_answers_asks() -> None:
    state = say(do="add", section="facts", name="outages", state=begun("client-owed-penalty", BOTH))["state"]
    (row,) = controls(state)["outages"]["records"]
    (asked,) = (control for control in row["controls"] if control["name"] == "outages[1].class")
    assert "art. 10.1.4" in asked["reasons"][0]["citation"]


@pytest.mark.suite
def test_where_one_document_is_silent_any_list_may_be_told_of() -> None:
    desk = tab().desk
    programs = [desk.library.knowledge(desk.newest(document)).program for document in BOTH]
    lists = {name for program in programs for name, fact in program.facts.items() if fact.type.kind == "list"}
    for row in desk.questions("en"):
        state = begun(row.question, BOTH)
        if "silent" in words(state).values():
            for name in lists:
                told = say(do="add", section="facts", name=name, state=state)["state"]
                assert name in controls(told), (row.question, name)


def test_the_answer_is_there_before_it_is_sought_what_to_ask_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("what to ask next was sought")

    state = begun("may-suspend", BOTH)
    monkeypatch.setattr("engine.desk.interview.leads", never)
    assert words(tell(state, "client_sends_spam", "yes"))[BOTH[0]] == "yes"


@pytest.mark.suite
def test_what_the_form_has_found_out_is_there_for_the_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    state = say(do="form", state=begun("may-suspend", BOTH[:1]))["state"]
    monkeypatch.setattr(Desk, "ask", lambda *_: pytest.fail("it was asked anew"))
    assert say(do="opinion", state=state)["short"]


def test_what_was_typed_acts_in_no_problem() -> None:
    state = begun("may-suspend", ["celeste-business-cloud"])
    told = say(do="tell", section="facts", name="client_sends_spam", text="\u202e\x1b[2J\ufffe", state=state)
    (problem,) = told["problems"]
    assert not set(problem["text"]) & set("\u202e\x1b\ufffe")
    opened = say(do="open", text="\u202e\x1b = 1", name="a.toml", question="may-suspend", documents=BOTH, language="en")
    assert not set("".join(each["text"] for each in opened["problems"])) & set("\u202e\x1b\ufffe")


NO_INQUIRIES: tuple[dict[str, Any], ...] = (
    {"facts": 1e300}, {"facts": []}, {"given": "x"}, {"standing": {"x": 1}}, {"on": 5}, {"on": "99999-01-01"},
    {"of": "x" * 1000}, {"of": [1]}, {"passed": [{}]}, {"trail": [["facts"]]}, {"trail": [["of", "x"]]}, {"trail": 1},
    {"documents": []}, {"documents": "x"}, {"documents": [{}]}, {"question": {}}, {"language": ["en"]},
    {"version": 99}, {"shown": [[1, 2]]}, {"opened": None}, {"facts": {"x": json.loads("[" * 500 + "]" * 500)}},
)  # fmt: skip


@pytest.mark.parametrize("changed", NO_INQUIRIES, ids=lambda changed: str(changed)[:30])
def test_a_link_that_carries_no_inquiry_says_so_in_words(changed: dict[str, Any]) -> None:
    state = begun("may-suspend", ["celeste-business-cloud"]) | changed
    for told in ({"do": "form"}, {"do": "opinion"}, {"do": "tell", "section": "facts", "name": "x", "text": "yes"}):
        (problem,) = say(state=state, **told)["problems"]
        assert "no inquiry that could be gone on with" in problem["text"]


DEEP = 100_000
"""Of so many lists one within another no reader of JSON comes back that has the stack of a tab."""


@pytest.mark.parametrize("text", ["[" * DEEP + "]" * DEEP, '{"a":' * DEEP, f"<script>{'[' * DEEP}</script>"])
def test_what_nests_deeper_than_a_tab_can_follow_is_no_opinion(text: str) -> None:
    told = {"do": "open", "name": "opinion.json", "text": text, "question": "penalty-amount", "documents": BOTH[1:]}
    assert "carries no facts" in say(**told, language="en")["problems"][0]["text"]


def test_an_inquiry_that_nests_deeper_than_a_tab_can_follow_is_none() -> None:
    message = json.dumps({"do": "form", "state": begun("penalty-amount", BOTH[1:])})
    deep = message.replace('"facts": {}', f'"facts": {{"outages": {"[" * DEEP}{"]" * DEEP}}}')
    assert deep != message
    assert "no inquiry" in json.loads(tab().reply(deep))["problems"][0]["text"]


def outages(number: int) -> str:
    """A facts file with so many outages of which the beginning is told."""
    return "\n".join(f"[[facts.outages]]\nbegan = 2024-01-{1 + place % 28:02d}T10:00:00Z" for place in range(number))


def opened(text: str, language: str = "en") -> dict[str, Any]:
    """The reply to a facts file on a question of outages that somebody opens."""
    told = {"do": "open", "name": "case.toml", "question": "client-owed-penalty", "documents": BOTH[1:]}
    return say(**told, text=text, language=language)


def test_of_many_records_one_is_laid_out_that_is_unfolded() -> None:
    state = opened(outages(MOST_LAID_OUT + 1))["state"]
    rows = controls(state)["outages"]["records"]
    assert len(rows) == MOST_LAID_OUT + 1
    assert all(row["is_folded"] and not row["controls"] and not row["further"] for row in rows)
    assert rows[1]["fold"] == f"2 January 2024 at 11:00 · {rows[1]['lacking']} to tell"
    row = say(do="record", name="outages[2]", state=state)["row"]
    assert next(control["name"] for control in row["controls"]) == "outages[2].began"
    assert row["lacking"] == sum(control["told"] is None for control in row["controls"])
    form = say(do="form", state=state, unfolded=["outages[2]"])["form"]
    (listed,) = [control for control in form["controls"] if control["name"] == "outages"]
    assert [found for found in listed["records"] if not found["is_folded"]] == [row]
    assert say(do="record", name="outages[99]", state=state)["row"] is None
    added = say(do="add", section="facts", name="outages", state=state)["state"]
    assert not controls(added)["outages"]["records"][-1]["is_folded"], "what was just added is there to be told of"


def test_of_a_few_records_all_is_laid_out() -> None:
    rows = controls(opened(outages(MOST_LAID_OUT))["state"])["outages"]["records"]
    assert all(row["controls"] and not row["fold"] for row in rows)


@pytest.mark.parametrize(
    ("text", "code", "french"),
    [
        ('question = "nope"', "unknown-question", "n’existe pas"),
        ("[facts]\nnothing = 1", "unknown-fact", "le formulaire demande"),
        (outages(301), "too-many-records", "plus de 300 enregistrements"),
        ('[readings]\nfoo = "x"', "unknown-ambiguity", "registre des ambiguïtés"),
    ],
)
def test_a_mistake_is_told_in_the_language_of_the_page_and_without_the_command_line(
    text: str, code: str, french: str
) -> None:
    for language in LANGUAGES:
        (problem,) = opened(text, language)["problems"]
        assert problem["code"] == code
        assert "opposable" not in problem["help"]
    assert french in problem["text"] + problem["help"]


def test_what_help_says_of_the_command_line_is_said_of_the_page_as_well() -> None:
    words, house = tongue("en").words("helps_on_a_page"), Path(__file__).resolve().parents[2]
    said = [
        part.value
        for room in ("case", "desk", "explain")
        for path in sorted((house / "engine" / room).glob("*.py"))
        for sentence in made(path)
        for part in ast.walk(sentence)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and ("`opposable " in part.value or "in a call" in part.value)
    ]
    assert said
    assert set(said) == set(words)


HELD = held(make_lock("celeste-business-cloud", "undated", TEXT, PLAIN_CLAUSES), PLAIN_CLAUSES)


def own(against: str, content: bytes, language: str = "en") -> dict[str, Any]:
    """What is said of a reader's own copy."""
    found: dict[str, Any] = json.loads(tab().own(against, language, "copy.txt", content))
    return found


@pytest.mark.parametrize(
    "against", ["", "[", "{}", '{"lock": 5}', HELD[:-40], HELD.replace("skeleton", "bones"), "[" * DEEP]
)
def test_hashes_that_were_changed_are_told(against: str) -> None:
    assert own(HELD, TEXT.encode())["passages"]
    assert "was changed, or put up in part only" in own(against, TEXT.encode())["problem"]


def test_what_is_wrong_with_a_copy_is_told_in_the_language_of_the_page() -> None:
    assert own(HELD, b"\xff\xfe")["problem"] == "`copy.txt` is not UTF-8: byte 0 on line 1 [bad-encoding]"
    assert "n’est pas en UTF-8" in own(HELD, b"\xff\xfe", "fr")["problem"].replace("\u00a0", " ")
