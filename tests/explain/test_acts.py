"""What an opinion says is to be done: only what is to be done, by whom, until when, and what would cure a defect."""

from __future__ import annotations

import pytest

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.acts import Act
from engine.explain.opinion import opinion_on
from tests.explain.cases import LANGUAGES, library

pytestmark = pytest.mark.suite

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"


def acts(document: str, question: str, facts: str, on: str, language: str = "en") -> tuple[Act, ...]:
    content = f'document = "{document}"\non = {on}\n[facts]\n{facts}'
    entry = library().in_force(document, None)
    case = CaseReader(library().knowledge(entry)).read(parse_case(content, "case.toml"))
    return opinion_on(answer(case, question), language, entry).acts


def told(document: str, question: str, facts: str, on: str, language: str = "en") -> str:
    lines = (f"{act.day}: {act.text}" if act.day else act.text for act in acts(document, question, facts, on, language))
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_that_is_not_needed_is_nothing_to_do(language: str) -> None:
    """CELESTE 10 s.2 lets the provider block at once where a risk is known."""
    known = "provider_knows_risk = true\nclient_knows_risk = true\nrisk_is_concrete = true\nground_persists = true\n"
    said = told(CELESTE, "block_for_risk", known, "2024-05-15", language)
    assert "notice by" not in said.lower()
    assert "avis à donner" not in said.lower()


def test_what_the_text_does_without_is_stated_as_none_everywhere() -> None:
    """A clause file that says "none" in prose would have it told as something to do."""
    for entry in library().entries:
        for norm in library().knowledge(entry).program.norms.values():
            for qualifier in norm.qualifiers:
                if qualifier.kind in ("notice", "form") and qualifier.text is not None:
                    first = qualifier.text.in_language("en").split()[0].strip(",.;").casefold()
                    assert first not in ("none", "no", "without", "nothing"), norm.name
