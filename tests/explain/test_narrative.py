"""The facts as one tells them: in the sentences that they declare, what is said of one thing together."""

from __future__ import annotations

import pytest

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.opinion import Opinion, opinion_on
from tests.contracts import library
from tests.explain.cases import FOLDER, opinion

pytestmark = pytest.mark.suite

LATE = """
document = "infomaniak-jelastic-cloud"
on = 2024-06-01
[facts]
outside_event_happened = "no_outside_event"
[[facts.outages]]
class = "A"
began = 2024-02-28T23:10:00+01:00
ended = 2024-02-29T06:10:00+01:00
cause = "failing_of_provider"
maintenance = "no_maintenance"
reported_at = "none"
"""


def on_facts(content: str, question: str, language: str) -> Opinion:
    document = parse_case(content, "case.toml")
    entry = library().in_force(str(document.content["document"]), document.content.get("on"))
    case = CaseReader(library().knowledge(entry)).read(document)
    return opinion_on(answer(case, question), language, entry)


def told(found: Opinion) -> str:
    return "\n".join(f"{matter.title}. {matter.text}" for matter in found.matters).replace("\u00a0", " ")


def test_options_and_what_is_none_have_sentences_of_their_own() -> None:
    english = told(on_facts(LATE, "client-owed-penalty", "en"))
    assert "the failure goes back to a failing of the provider" in english.lower()
    assert "no maintenance took place" in english.lower()
    assert "the client did not report the failure" in english.lower()
    french = told(on_facts(LATE, "client-owed-penalty", "fr"))
    assert "la panne est due à un manquement du fournisseur" in french.lower()
    assert "le client n’a pas signalé la panne" in french.lower()
    assert " : " not in french


def test_records_of_which_the_same_is_known_are_told_together() -> None:
    (outages,) = [
        matter for matter in opinion(FOLDER / "cases" / "fourth-outage.toml", "fr").matters if "nos" in matter.title
    ]
    assert outages.title.replace("\u00a0", " ") == "Une panne du service, nos 1 à 4"


def test_what_is_said_of_one_thing_is_said_in_one_sentence_clause_by_clause() -> None:
    """Without the headings of the clauses: a clause speaks of much that has nothing to do with what was told."""
    matters = opinion(FOLDER / "cases" / "force-majeure.toml", "en").matters
    texts = [matter.text for matter in matters if not matter.title]
    assert [matter.title for matter in matters if matter.title] == ["A failure of the service"]
    assert texts[0].startswith("The message went through the contact form")
    assert "The event was unforeseeable and unavoidable" in texts[1]


def test_a_change_is_told_in_the_sentence_of_its_fact() -> None:
    counters = opinion(FOLDER / "cases" / "fourth-outage.toml", "en").counters
    assert "the failure goes back to an act of the client" in counters[-1].text
