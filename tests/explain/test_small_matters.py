"""Small matters of an opinion: how its question ends, the order of its dates, and that nothing is named twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.cited import of_many
from engine.explain.opinion import Opinion, opinion_on
from engine.explain.reasoning import Reason
from engine.model.asked import askable, question_named
from tests.explain.cases import CASES, LANGUAGES, library, opinion

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
