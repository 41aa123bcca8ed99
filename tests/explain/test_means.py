"""How a missing fact is given: what the line suggests can be taken over as it stands."""

from __future__ import annotations

import pytest

from engine.answer.answer import Missing
from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.means import means_of
from tests.contracts import library
from tests.explain.cases import LANGUAGES

pytestmark = pytest.mark.suite

RECEIVED = """
document = "infomaniak-jelastic-cloud"
on = 2024-07-20
[[facts.outages]]
class = "A"
began = 2024-07-10T10:00:00+02:00
ended = 2024-07-10T10:20:00+02:00
report_received_at = 2024-07-11T09:00:00+02:00
"""
ENDED = """
document = "infomaniak-jelastic-cloud"
on = 2024-07-20
[facts]
contract_ended_on = 2024-06-30
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_that_has_arrived_was_made_before(language: str) -> None:
    entry = library().in_force("infomaniak-jelastic-cloud", None)
    case = CaseReader(library().knowledge(entry)).read(parse_case(RECEIVED, "case.toml"))
    key = case.key("outages[1].reported_at")
    line = means_of(Missing("outages[1].reported_at", case.declared(key), False, key), case, language).line
    suggested = line.rpartition(" = ")[2]
    assert "reported_at" in line
    again = parse_case(f"{RECEIVED}reported_at = {suggested}\n", "case.toml")
    assert not CaseReader(library().knowledge(entry)).read(again).contradictions


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contract_told_to_have_ended_is_not_said_to_go_on(language: str) -> None:
    entry = library().in_force("infomaniak-jelastic-cloud", None)
    case = CaseReader(library().knowledge(entry)).read(parse_case(ENDED, "case.toml"))
    (missing,) = answer(case, "data-deleted-on-termination").missing or ()
    assert missing.name == "contract_end_cause"
    means = means_of(missing, case, language)
    assert means.line == "--set contract_end_cause=non_payment"
    assert "has_not_ended" in dict(means.options)
