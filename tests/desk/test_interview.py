"""The interview as a program uses it: what it asks, in which order, how an entry is read, and how it is kept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from engine.answer.leads import leads
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.case.written import told as as_told
from engine.desk import Interview, Request, Unreadable
from tests.contracts import desk, library
from tests.explain.cases import LANGUAGES

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"
Step = Callable[[Interview], Interview]


def begin(question: str, document: str, language: str = "en", **facts: Any) -> Interview:
    return desk().interview(Request(question, document, facts=facts, language=language))


def asked(interview: Interview) -> str:
    """The name of what is asked; of a list, those in it."""
    screen = interview.screen
    assert screen is not None
    return screen.name if screen.kind == "one" else " ".join(option.name for option in screen.options)


def tell(name: str, text: str) -> Step:
    def step(interview: Interview) -> Interview:
        assert asked(interview) == name
        return interview.told(name, text)

    return step


def give(name: str, text: str, instead_of: str) -> Step:
    def step(interview: Interview) -> Interview:
        assert asked(interview) == instead_of
        assert interview.screen is not None
        assert name in [choice.name for choice in interview.screen.instead]
        return interview.given(name, text, instead_of)

    return step


def pick(*names: str) -> Step:
    def step(interview: Interview) -> Interview:
        assert set(names) <= set(asked(interview).split())
        return interview.picked(names)

    return step


def leave(interview: Interview) -> Interview:
    """Leaves whatever is asked as it is presumed."""
    return interview.as_presumed(asked(interview).split())


MATTERS: dict[str, tuple[str, str, list[Step], str]] = {
    # CELESTE 11 ¶1 item 3: spam is a ground of suspension
    "spam": ("may-suspend", CELESTE, [pick("client_sends_spam")], "yes"),
    # CELESTE 9 ¶3: a founded accusation calls for a threat with a deadline first
    "founded accusation": ("must-warn-before-block", CELESTE, [pick("founded_accusation")], "yes"),
    # Infomaniak 10.1.3, row 1: five minutes are allowed; 10.1.4 ¶2: two months to report
    "out for twelve minutes": (
        "client-owed-penalty",
        INFOMANIAK,
        [
            tell("outages", "1"),
            tell("outages[1].class", "A"),
            give("outages[1].duration", "12 minutes", "outages[1].began"),
            lambda interview: leave(interview) if asked(interview) == "outages[1].ended" else interview,
            give("outages[1].reported_in_time", "yes", "outages[1].reported_at"),
        ],
        "yes",
    ),
    # CELESTE 1 s.2: three months' notice to the end of the year of the contract
    "notice four months ahead": (
        "client-termination-effective",
        CELESTE,
        [tell("commissioned_on", "1er juillet 2023")],
        "yes",
    ),
    # Infomaniak 10.1.4, table, row 5: the fourth occurrence in a year lets the client end the contract
    "fourth outage": ("may-client-terminate", INFOMANIAK, [give("class_a_occurrences", "4", "outages")], "yes"),
}
REST: dict[str, dict[str, str]] = {
    "notice four months ahead": {
        "notice_sent_on": "1.3.2024",
        "notice_received_on": "4.3.2024",
        "notice_form": "registered_letter",
        "requested_end_date": "30 June 2024",
        "as_of": "10.3.2024",
    },
}
"""What is answered further on, whichever of it is asked."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("matter", MATTERS)
def test_ten_screens_reach_an_answer_in_the_matters_that_lawyers_tell_in_a_line(matter: str, language: str) -> None:
    question, document, steps, answer = MATTERS[matter]
    interview, screens = begin(question, document, language), 0
    for step in steps:
        interview, screens = step(interview), screens + 1
    while interview.screen is not None:
        assert screens < 10, asked(interview)
        name = asked(interview)
        known = REST.get(matter, {}).get(name)
        interview, screens = leave(interview) if known is None else interview.told(name, known), screens + 1
    assert interview.so_far[0] == answer
    assert interview.reply.layers.ordinarily.answer.answer == answer


@pytest.mark.parametrize(
    "question", ["may-suspend", "must-warn-before-block", "client-owed-penalty", "provider-liable"]
)
@pytest.mark.parametrize("document", [CELESTE, INFOMANIAK])
def test_what_is_listed_as_a_change_changes_the_ordinary_answer_as_it_says(question: str, document: str) -> None:
    interview = begin(question, document)
    for lead in interview.leads:
        if lead.outcome is None:
            continue
        facts = {lead.name: as_told(lead.otherwise, lead.fact.type)}
        told = desk().interview(Request(question, document, facts=facts))
        assert told.so_far == lead.outcome, lead.name


def test_nothing_is_asked_that_was_told_passed_or_is_not_known() -> None:
    interview = begin("client-owed-penalty", INFOMANIAK, outages=[{"class": "A"}])
    seen: list[str] = []
    while interview.screen is not None:
        seen.append(asked(interview))
        interview = interview.not_known(seen[-1]) if interview.screen.kind == "one" else leave(interview)
    assert len(seen) == len(set(seen))
    assert "outages[1].class" not in seen
    assert interview.so_far[0] == "undetermined"
    assert {"outages[1].began", "outages[1].reported_at"} <= interview.case.unknown


def test_who_and_what_come_before_when_and_one_record_after_the_other() -> None:
    interview = begin("client-owed-penalty", INFOMANIAK).told("outages", "2")
    names = [lead.name for lead in interview.leads if lead.name.startswith("outages[")]
    assert names.index("outages[1].class") < names.index("outages[1].began") < names.index("outages[1].ended")
    assert names.index("outages[1].ended") < names.index("outages[2].class")
    assert interview.screen is not None
    assert interview.screen.question.endswith("1)")


def test_every_question_is_asked_for_a_reason_with_its_clause() -> None:
    screen = begin("may-suspend", CELESTE, client_sends_spam=True).screen
    assert screen is not None
    assert screen.name == "ground_persists"
    assert screen.reasons[0].citation.startswith("clause\u00a011, para.\u00a01"), "the ground that applies comes first"
    assert screen.presumed == "Unless you say otherwise: the ground of the measure still exists."
    listed = begin("may-suspend", CELESTE).screen
    assert listed is not None
    assert listed.options[0].beside.startswith("clause\u00a0")


def test_that_nothing_listed_is_so_counts_as_told() -> None:
    interview = begin("may-suspend", CELESTE, client_sends_spam=True).told("ground_persists", "yes")
    assert interview.screen is None
    assert interview.reply.found.answer == "yes", "strictly, too: nothing is left to presume"
    none = begin("must-warn-before-block", CELESTE).none_picked()
    assert none.case.facts["founded_accusation"] is False
    assert none.case.facts["payment_overdue"] is False


def test_what_is_picked_and_is_no_yes_or_no_is_asked_next() -> None:
    interview = begin("must-warn-before-block", CELESTE).picked(["password_lost_at", "payment_overdue"])
    assert interview.case.facts["payment_overdue"] is True
    assert asked(interview) == "password_lost_at"
    later = interview.told("password_lost_at", "2024-05-03")
    assert later.case.told(later.case.key("password_lost_at")) is not None
    assert later.screen is None or asked(later) != "password_lost_at"


@pytest.mark.parametrize(
    ("language", "name", "text", "value"),
    [
        ("en", "outages[1].class", "1", "A"),
        ("en", "outages[1].class", "Service unavailable", "A"),
        ("en", "outages[1].class", "indisponibilité du service", "A"),
        ("fr", "outages[1].class", "a", None),
        ("fr", "outages[1].began", "3 mars 2024 10 h", "2024-03-03T10:00:00+01:00"),
        ("en", "outages[1].began", "3.7.2024, 10:05", "2024-07-03T10:05:00+02:00"),
        ("en", "outages[1].reported_at", "none", "none"),
        ("fr", "outages[1].reported_at", "aucun", "none"),
        ("fr", "outages[1].beyond_control", "o", True),
        ("en", "outages[1].beyond_control", "n", False),
        ("en", "outages[1].beyond_control", "perhaps", None),
        ("en", "outages[1].began", "3.3.2024", None),
    ],
)
def test_an_entry_is_read_as_people_write_it(language: str, name: str, text: str, value: Any) -> None:
    interview = begin("client-owed-penalty", INFOMANIAK, language, outages=[{}])
    if value is None:
        with pytest.raises(Unreadable):
            interview.told(name, text)
        return
    told = interview.told(name, text)
    key = told.case.key(name)
    assert as_told(told.case.told(key), told.case.declared(key).type) == value


def test_an_hour_that_is_shown_twice_is_refused_with_both_readings() -> None:
    with pytest.raises(Unreadable) as refused:
        begin("client-owed-penalty", INFOMANIAK, outages=[{}]).told("outages[1].began", "27.10.2024 02:30")
    assert refused.value.meant == ("2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00")


def test_a_length_told_in_place_of_an_end_is_taken_as_given() -> None:
    interview = begin("client-owed-penalty", INFOMANIAK, outages=[{"class": "A", "began": "2024-03-03T10:00:00+01:00"}])
    told = interview.told("outages[1].ended", "7 hours")
    assert [name for name in told.case.given if name.startswith("outages[1].")] == ["outages[1].duration"]
    assert asked(told) != "outages[1].ended"
    assert told.entered[-1].section == "given"


def test_less_than_nothing_is_not_given_of_what_never_comes_to_it() -> None:
    interview = begin("penalty-amount", INFOMANIAK)
    with pytest.raises(Unreadable) as refused:
        interview.given("penalty_of_period_not_invoiced", "-5 CHF")
    assert refused.value.code == "below-zero"


def test_a_contested_field_keeps_its_evidence_and_the_others_do_not_get_it() -> None:
    interview = begin("client-owed-penalty", INFOMANIAK, outages=[{"class": "A"}])
    told = interview.told("outages[1].began", "3.3.2024 10:00", "the log of the provider")
    assert told.case.standing == {"outages[1].began": ("contested", "the log of the provider")}
    assert told.told("outages[1].began", "3.3.2024 11:00").case.standing == {}


def two_outages() -> Interview:
    interview = begin("client-owed-penalty", INFOMANIAK).told("outages", "2")
    interview = interview.told("outages[1].class", "A").told("outages[2].class", "B")
    interview = interview.told("outages[2].began", "5.3.2024 10:00", "a witness")
    return interview.given("outages[2].duration", "30 minutes")


def test_records_are_rows_that_one_adds_corrects_and_removes() -> None:
    interview = two_outages()
    assert [row.name for row in interview.entered] == [
        "outages",
        "outages[1]",
        "outages[1].class",
        "outages[2]",
        "outages[2].class",
        "outages[2].began",
        "outages[2].duration",
    ]
    more = interview.with_record("outages")
    assert len(more.case.facts["outages"]) == 3
    fewer = interview.removed("facts", "outages[1]")
    assert fewer.case.facts["outages"][0][0] == "B"
    assert set(fewer.case.given) == {"outages[1].duration"}
    assert set(fewer.case.standing) == {"outages[1].began"}
    assert [row.name for row in fewer.entered] == [
        "outages",
        "outages[1]",
        "outages[1].class",
        "outages[1].began",
        "outages[1].duration",
    ]
    corrected = interview.asked_again("facts", "outages[2].class")
    assert asked(corrected) == "outages[2].class"
    assert corrected.told("outages[2].class", "A").case.facts["outages"][1][0] == "A"
    assert interview.told("outages", "1").case.standing == {}
    assert interview.removed("facts", "outages").entered == ()


def test_a_list_that_may_go_on_is_told_so_and_asked_about_as_far_as_it_was_told() -> None:
    interview = begin("penalty-rate", INFOMANIAK).told("outages", "1+").told("outages[1].class", "A")
    assert interview.request.more == {"outages": True}
    assert set(interview.case.more) == {"outages"}
    assert asked(interview) == "outages[1].began"
    later = interview.desk.resumed(json.loads(json.dumps(interview.kept)), Request(""))
    assert later is not None
    assert later.request.more == interview.request.more
    assert interview.told("outages", "1").request.more == {}
    assert interview.removed("facts", "outages").request.more == {}


def test_every_step_can_be_taken_back() -> None:
    interview = two_outages()
    states = [interview]
    while states[-1].earlier is not None:
        states.append(states[-1].earlier)
    assert len(states) == 6
    assert states[-1].entered == ()
    assert [len(state.trail) for state in states] == [5, 4, 3, 2, 1, 0]


def test_what_is_kept_is_gone_on_from() -> None:
    interview = two_outages().not_known("outages[1].began").as_presumed(["outages[1].ended"])
    kept = json.loads(json.dumps(interview.kept))
    later = interview.desk.resumed(kept, Request("", language="fr"))
    assert later is not None
    assert later.kept == interview.kept
    assert later.case.facts == interview.case.facts
    assert later.case.standing == interview.case.standing
    assert asked(later) == asked(interview)
    assert later.language == "fr"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept.update(version=99),
        lambda kept: kept.pop("facts"),
        lambda kept: kept.update(facts={"no_such_fact": "yes"}),
        lambda kept: kept.update(question="no-such-question"),
        lambda kept: kept.update(document="nowhere"),
        lambda kept: kept.update(on="the other day"),
        lambda kept: kept.update(trail=[["facts", "no_such_fact"]]),
        lambda kept: kept.update(trail=3),
        lambda kept: kept.update(given={"outages[9].duration": "1 hour"}),
        lambda kept: kept.update(passed=None),
    ],
)
def test_what_is_damaged_is_not_gone_on_from(spoil: Callable[[dict[str, Any]], Any]) -> None:
    interview = two_outages()
    kept = json.loads(json.dumps(interview.kept))
    spoil(kept)
    assert interview.desk.resumed(kept, Request("")) is None
    assert interview.desk.resumed(None, Request("")) is None


def test_a_facts_file_begins_an_interview_and_an_interview_gives_one() -> None:
    text = """on = 2024-05-20
[facts]
outside_event_happened = "war_or_embargo"
[[facts.outages]]
class = "A"
began = 2024-02-28T23:10:00+01:00
given = { duration = "7 hours" }
[[facts.outages]]
reported_at = "none"
[given]
class_a_occurrences = 4
[standing]
"outages[1].began" = { is = "contested", note = "the log" }
"""
    file = parse_case(text, "case.toml")
    interview = desk().interview(Request("client-owed-penalty", INFOMANIAK, file=file))
    plain = desk().ask(Request("client-owed-penalty", INFOMANIAK, file=file)).found.case
    again = CaseReader(library().knowledge(interview.reply.entry)).read(parse_case(interview.facts_file, "again.toml"))
    for case in (interview.case, again):
        assert case.facts == plain.facts
        assert case.given == plain.given
        assert case.standing == plain.standing
    later = interview.not_known("outages[2].began").not_known("asked_at")
    again = CaseReader(library().knowledge(interview.reply.entry)).read(parse_case(later.facts_file, "again.toml"))
    assert again.unknown == {"outages[2].began", "asked_at"}


@pytest.mark.suite
@pytest.mark.parametrize("document", [CELESTE, INFOMANIAK])
def test_the_next_question_is_there_at_once_whatever_is_asked(document: str) -> None:
    slow = {}
    for question in desk().questions():
        if document not in question.documents:
            continue
        interview = begin(question.question, document)
        for _ in range(4):
            if interview.screen is None:
                break
            name = asked(interview)
            interview = interview.not_known(name) if interview.screen.kind == "one" else leave(interview)
            began = time.process_time()
            found = leads(interview.case, interview.reply.found.asked.question.name, interview.passed)
            took = time.process_time() - began
            assert found or interview.screen is None
            if took > 1:
                slow[f"{question.question} after {name}"] = took
    assert not slow
