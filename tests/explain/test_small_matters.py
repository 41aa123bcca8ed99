"""Small matters of an opinion: how its question ends, the order of its dates, and that nothing is named twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.desk import Request
from engine.explain.cited import of_many
from engine.explain.opinion import Opinion, opinion_on
from engine.explain.reasoning import Reason
from engine.model.asked import askable, question_named
from tests.contracts import desk, library
from tests.explain.cases import CASES, LANGUAGES, opinion, plainly, put

PASSWORDS = """
document = "celeste-business-cloud"
on = 2024-05-05
[facts]
password_lost_at = 2024-05-01T10:00:00+02:00
password_loss_noticed_at = 2024-05-02T09:00:00+02:00
password_loss_reported_at = 2024-05-03T09:00:01+02:00
data_changed_at = "none"
"""


def test_a_question_ends_with_its_mark_alone() -> None:
    for entry in library().entries:
        program = library().knowledge(entry).program
        for name in askable(program):
            question = question_named(program, name)
            assert question is not None
            assert not re.search(r"[.\s]\?$", question.text.in_language("en")), question.text.in_language("en")
            assert not re.search(r"[.!]\s*\?$", question.text.in_language("fr")), question.text.in_language("fr")


def on_passwords(language: str) -> Opinion:
    entry = library().in_force("celeste-business-cloud", None)
    case = CaseReader(library().knowledge(entry)).read(parse_case(PASSWORDS, "case.toml"))
    return opinion_on(answer(case, "client-notification-in-time"), language, entry)


def test_dates_are_in_the_order_of_their_moments() -> None:
    dates = on_passwords("en").dates
    assert [dated.moment for dated in dates] == sorted(dated.moment for dated in dates)
    shown = [dated.shown.replace("\u00a0", " ") for dated in dates]
    assert shown.index("2 May 2024 at 09:00") < shown.index("2 May 2024 at 10:00") < shown.index("5 May 2024")


def said(reasons: tuple[Reason, ...]) -> list[str]:
    return [text for reason in reasons for text in (reason.text, *said(reason.children))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_line_names_each_unknown_once(path: Path, language: str) -> None:
    for text in said(opinion(path, language).reasons):
        parts = [part.strip(" .\u00a0") for part in text.split(";")]
        unknown = [part for part in parts if part.endswith(("not known", "inconnu"))]
        assert len(unknown) == len(set(unknown)), text


def test_many_places_are_in_order_without_what_opens_their_lists() -> None:
    cited = [("9 §3 s.1", "3 s.2"), ("11 §1 s.1", "11 §1 item 2"), ("11 §1 s.1", "11 §2 s.1"), ("9 §3 s.1",)]
    assert of_many(cited) == ("3 s.2", "9 §3 s.1", "11 §1 item 2", "11 §2 s.1")
    assert of_many([("11 §1 s.1",), ("11 §1 item 2",)]) == ("11 §1 s.1", "11 §1 item 2")


def told(found: Opinion) -> str:
    paragraphs = [text for each in found.argument for text in (each.text, *(point.text for point in each.points))]
    return " ".join(paragraphs).replace("\u00a0", " ")


KEPT = 'document = "celeste-business-cloud"\non = 2024-05-20\n[facts]\npassword_delivered = true\n'


@pytest.mark.suite
def test_a_duty_that_is_kept_is_not_said_to_fall_short_of_the_question() -> None:
    found = told(put(KEPT, "provider-in-breach"))
    assert "or its breach is not shown: the provider handed over the password." in found
    assert "None of the other duties" in found


FORCE_MAJEURE = """
document = "infomaniak-jelastic-cloud"
on = 2024-05-20
[facts]
event_in_question = "event_failure"
outside_event_happened = "natural_disaster"
outside_event_party = "provider"
event_happened_on = 2024-05-09
event_known_on = 2024-05-10
event_hinders_performance = true
event_independent_of_will = true
event_unforeseeable = true
event_unavoidable = true
[[facts.outages]]
class = "A"
began = 2024-05-10T10:00:00+02:00
detected_by_provider = true
client_informed_at = "none"
"""


@pytest.mark.suite
def test_what_frees_from_a_duty_is_not_itself_called_a_duty() -> None:
    """10.5 is an exclusion of liability: nobody keeps or breaches it."""
    found = put(FORCE_MAJEURE, "provider-in-breach")
    points = [point.text for each in found.argument for point in each.points]
    freeing = [text for text in points if "is not liable where force majeure" in text]
    assert freeing
    assert all("This applies here" in text and "This duty" not in text for text in freeing), freeing


def test_a_last_day_that_has_passed_says_so() -> None:
    """Clause 1 s.1: three months before the anniversary of 15 March 2024 is 15 December 2023."""
    case = 'document = "celeste-business-cloud"\non = {on}\n[facts]\ncommissioned_on = 2023-03-15\n'
    past = put(case.format(on="2024-03-01"), "latest-notice-date").short
    assert "15 December 2023" in past.replace("\u00a0", " ")
    assert "which has passed" in past
    assert "passed" not in put(case.format(on="2023-06-01"), "latest-notice-date").short
    assert "date désormais passée" in put(case.format(on="2024-03-01"), "latest-notice-date", "fr").short


def test_what_is_presumed_and_not_relied_on_is_marked() -> None:
    case = 'document = "celeste-business-cloud"\non = 2023-06-01\n[facts]\ncommissioned_on = 2023-03-15\n'
    assert "the client has a base package (presumed)" in told(put(case, "latest-notice-date"))
    package = case + 'package = "base_package"\n'
    assert "(presumed)" not in told(put(package, "latest-notice-date"))


def test_what_happened_is_no_day_by_which_something_is_to_be_done() -> None:
    """Clause 9 ¶3: the block of today sets nobody a deadline."""
    case = 'document = "celeste-business-cloud"\non = 2024-05-15\n[facts]\nblocked_on = 2024-05-15\nbasis = 1\n'
    found = put(case.replace("basis = 1\n", 'block_basis = "basis_noted_breach"\n'), "provider-in-breach")
    assert [act.day for act in found.acts if act.day] == []


def test_a_count_of_nothing_rests_on_what_keeps_its_records_out() -> None:
    """Four minutes are no class A occurrence, since five are allowed (Infomaniak 10.1.2, 10.1.3 table row 1)."""
    outage = {"class": "A", "began": "2025-03-03T14:20:00+01:00", "ended": "2025-03-03T14:24:00+01:00"}
    asked = Request("class-a-occurrences", "infomaniak-jelastic-cloud", facts={"outages": [outage]})
    found = desk().ask(asked).opinion
    reasons = " ".join(point.text for paragraph in found.argument for point in paragraph.points)
    assert "lasted 4 minutes, no more than 5 minutes" in reasons.replace("\N{NO-BREAK SPACE}", " ")
    assert len(found.dates) == 2
    assert [matter.text.rstrip(".") for matter in found.matters] == ["The service was unavailable"]


@pytest.mark.parametrize("document", ["celeste-business-cloud", "infomaniak-jelastic-cloud"])
def test_what_is_computed_from_passages_on_many_matters_is_about_none_before_it_is_told_which(document: str) -> None:
    """Each document says for a dozen subjects who answers for them; which subject is asked about is not told."""
    found = desk().ask(Request("who-is-responsible", document)).opinion
    told = " ".join(paragraph.text for paragraph in found.argument)
    assert "software" not in told
    assert "files" not in told
    assert "not settled" in told


def test_an_open_value_is_about_the_norm_to_which_it_belongs() -> None:
    """Article 8.3 lets the provider delete the data at the end; how the contract may end is another matter (4.5)."""
    found = desk().ask(Request("data-deleted-on-termination", "infomaniak-jelastic-cloud")).opinion
    (paragraph,) = found.argument
    assert "delete" in paragraph.text
    assert "payment" not in paragraph.text


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        ("", "en", "Yes, unless the ground of the measure has gone: the provider may also cut"),
        ("connection_cut", "en", "Yes, unless the ground of the measure has gone: the provider may also cut"),
        ("refusal", "en", "a service or an order may be refused for the reasons of clause 11, and on no other ground"),
        ("switching_off_resources", "en", "the connection may be cut, and no other measure be taken"),
        ("full_interruption", "en", "the connection may be cut, and no other measure be taken"),
        ("access_block", "fr", "Oui, sauf si le motif de la mesure a disparu : le fournisseur peut aussi couper"),
        ("reset", "fr", "la connexion peut être coupée, et aucune autre mesure ne peut être prise"),
    ],
)
def test_an_attack_gives_ground_for_the_measure_of_its_clause(kind: str, language: str, said: str) -> None:
    """Clause 10, sentences 3 and 4: the connection may be cut; a measure of which nobody speaks changes nothing."""
    told = f'measure_kind_taken = "{kind}"\n' if kind else ""
    case = f'document = "celeste-business-cloud"\n[facts]\ncloud_attacked = true\n{told}'
    found = put(case, "may-suspend", language)
    assert said in plainly(found.short)
    assert plainly(found.short).startswith(("Yes", "Oui") if said[:3] in ("Yes", "Oui") else ("No", "Non"))
