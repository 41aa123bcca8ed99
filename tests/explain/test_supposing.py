"""What an open question comes to if that on which it turns is so: on which reading, and how it is worked out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.explain.cases import laid_out, plainly, put, short

pytestmark = pytest.mark.suite

SEVEN_MINUTES = """
document = "infomaniak-jelastic-cloud"
on = 2024-03-20
[[facts.outages]]
class = "A"
began = 2024-03-04T10:00:00+01:00
ended = 2024-03-04T10:07:00+01:00
"""


@pytest.mark.parametrize(
    ("language", "on_another"),
    [
        (
            "en",
            "(1 % once, if it lasts more than a minute longer or 1 % per full minute after a first minute allowed) "
            "the answer would be: 11 %.",
        ),
        (
            "fr",
            "(1 % une fois, si la panne dure plus d’une minute de plus ou 1 % par minute entière après une première "
            "minute admise), la réponse serait : 11 %.",
        ),
    ],
)
def test_a_rate_that_turns_on_the_report_is_told_with_the_reading_it_takes(language: str, on_another: str) -> None:
    """Article 10.1.4, table, row 2: 10 % and 1 % for each of two minutes is one reading of several."""
    found = short(SEVEN_MINUTES, "penalty-rate", language)
    assert "12 %" in found
    assert found.endswith(on_another)


@pytest.mark.parametrize(
    ("language", "condition", "minutes"),
    [
        ("en", "If the failure was reported in time and the penalty asked for, the calculation", "1 % × 2"),
        ("fr", "Si la panne a été signalée à temps et la pénalité demandée, le calcul", "1 % × 2"),
    ],
)
def test_a_first_look_works_it_out_and_says_on_what_condition(language: str, condition: str, minutes: str) -> None:
    brief = replace(put(SEVEN_MINUTES, "penalty-rate", language), brief=True)
    texts = [plainly(item.text) for item in laid_out(brief, "argument").items]
    assert texts[0].startswith(condition)
    assert minutes in texts[1]
    assert "10 %" in texts[2]


@pytest.mark.parametrize(("language", "request_"), [("en", "and a request"), ("fr", "et demande")])
@pytest.mark.parametrize("question", ["penalty-rate", "client-owed-penalty", "penalty-amount"])
def test_what_a_claim_needs_is_told_alike_whatever_of_it_is_asked(question: str, language: str, request_: str) -> None:
    """Article 10.1.4 ¶2: a report alone within two months is no claim."""
    assert request_ in put(SEVEN_MINUTES, question, language).acts[0].text


REPORTED_LATE = """
document = "infomaniak-jelastic-cloud"
on = 2025-01-10
[[facts.outages]]
class = "A"
began = 2024-10-31T10:00:00+01:00
ended = 2024-10-31T10:20:00+01:00
reported_at = 2025-01-03T11:00:00+01:00
"""


@pytest.mark.parametrize(
    ("language", "supposed", "day"),
    [
        ("en", "yes, supposing that the provider detected the failure itself.", "31 December 2024"),
        ("fr", "oui, étant admis que le fournisseur a lui-même détecté la panne.", "31 décembre 2024"),
    ],
)
def test_what_another_reading_takes_for_granted_is_told_and_the_day_that_was_missed(
    language: str, supposed: str, day: str
) -> None:
    """Article 10.1.4 ¶2: that the client need not report what the provider detected says nothing if nobody did."""
    found = put(REPORTED_LATE, "claim-in-time", language)
    assert plainly(found.short).endswith(supposed)
    argument = laid_out(replace(found, brief=True), "argument")
    assert day in plainly(argument.items[0].children[0].text)


DUE_AT_THE_END_OF_THE_YEAR = """
document = "infomaniak-jelastic-cloud"
on = 2024-11-10
[[facts.outages]]
class = "A"
began = 2024-10-31T10:00:00+01:00
ended = 2024-10-31T10:20:00+01:00
"""


@pytest.mark.parametrize(
    ("language", "begins", "elsewhere"),
    [
        ("en", "The failure can be reported until 31 December 2024", "(Geneva) the answer would be: 2 January 2025"),
        ("fr", "La panne peut être signalée jusqu’au 31 décembre 2024", "(Genève), la réponse serait : 2 janvier 2025"),
    ],
)
def test_a_first_look_says_that_the_day_is_another_by_other_holidays(
    language: str, begins: str, elsewhere: str
) -> None:
    """31 December is a holiday in Geneva (CO 78); and of one failure none is the first."""
    found = put(DUE_AT_THE_END_OF_THE_YEAR, "claim-deadline", language)
    assert plainly(found.short).startswith(begins)
    kept = laid_out(replace(found, brief=True), "reservations")
    assert elsewhere in plainly(kept.items[0].text)


@pytest.mark.parametrize(
    ("language", "told", "superfluous"),
    [
        ("en", "(with the notice of the general terms) the answer would be: no.", "outside event"),
        ("fr", "(moyennant le préavis des conditions générales), la réponse serait : non.", "événement extérieur"),
    ],
)
def test_that_nothing_else_happened_goes_without_saying_beside_a_no(language: str, told: str, superfluous: str) -> None:
    """Article 10.1.4, table, row 5: an exit for an outside event is another ground, which nobody put forward."""
    found = short('document = "infomaniak-jelastic-cloud"\non = 2024-03-20\n', "may-client-terminate", language)
    assert told in found
    assert superfluous not in found


UNDER_PLANNED_MAINTENANCE = """
document = "infomaniak-jelastic-cloud"
on = 2024-06-10
[[facts.outages]]
class = "A"
began = 2024-03-04T10:00:00+01:00
ended = 2024-03-04T10:20:00+01:00
reported_at = 2024-03-05
requested_at = 2024-03-05
maintenance = "planned"
"""


@pytest.mark.parametrize(
    ("language", "otherwise", "on_another"),
    [
        ("en", "no; otherwise: yes.", "this follows the better reading: no; on another (yes) the answer would be: no."),
        ("fr", "non ; sinon : oui.", "celle-ci : non ; selon une autre (oui), la réponse serait : non."),
    ],
)
def test_where_only_the_other_case_turns_on_a_reading_that_reading_is_told(
    language: str, otherwise: str, on_another: str
) -> None:
    """Articles 10.1.5 item 3 and 10.2.5: that what was not announced gives a penalty is but the better reading."""
    found = short(UNDER_PLANNED_MAINTENANCE, "client-owed-penalty", language)
    assert otherwise in found
    assert found.endswith(on_another)


STOPPED_BY_MAINTENANCE = """
document = "infomaniak-jelastic-cloud"
on = 2024-06-20
[facts]
maintenance_may_affect_applications = true
[[facts.outages]]
class = "A"
maintenance = "planned"
given = { duration = "3 hours", claimed_in_time = true }
"""


@pytest.mark.parametrize(
    ("language", "point"),
    [("en", "announced 48 working hours ahead: no; otherwise: yes"), ("fr", "48 heures ouvrables d’avance : non ;")],
)
def test_what_turns_on_working_hours_before_a_day_that_nobody_told_is_answered(language: str, point: str) -> None:
    """Article 10.2.5, bullet 2, s. 2: an announcement that was in time was made on some day, of no calendar yet."""
    assert point in short(STOPPED_BY_MAINTENANCE, "client-owed-penalty", language)
