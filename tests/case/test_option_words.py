"""Options told in the words of their labels."""

import pytest
from opposable import Rejected, Request

from dsl.typed import program as p
from engine.case.option_words import instead_of_option, option_told, remarked
from engine.tongues import tongue
from engine.tongues.messages import said
from tests.contracts import desk, library

PARTY, COURT = p.Type("choice", name="party"), p.Type("choice", name="court")


@pytest.fixture(scope="module")
def program() -> p.Program:
    return library().knowledge(library().in_force("celeste-business-cloud", None)).program


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("provider", "provider"),
        ("the provider", "provider"),
        ("Le fournisseur", "provider"),
        ("le client", "client"),
        ("un tiers", "third_party"),
        ("CELESTE", "provider"),
        ("customer", "client"),
    ],
)
def test_a_party_is_named_as_people_name_it(program: p.Program, told: str, named: str) -> None:
    assert option_told(program, PARTY, told) == named


def test_a_place_is_named_in_either_language(program: p.Program) -> None:
    assert option_told(program, COURT, "Genève") == option_told(program, COURT, "geneva") == "court_at_geneva"


@pytest.mark.parametrize("told", ["the general terms", "the umbrella", "Les conditions générales", "CGU"])
def test_a_document_is_named_as_people_call_it(program: p.Program, told: str) -> None:
    assert option_told(program, p.Type("choice", name="contract_document"), told) == "general_conditions"


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("change of hardware", "event_hardware_change"),
        ("The change of hardware", "event_hardware_change"),
        ("modification du matériel", "event_hardware_change"),
        ("L’attaque du cloud du client ou une utilisation non autorisée", "event_security_incident"),
    ],
)
def test_an_article_before_the_label_of_an_option_does_not_matter(program: p.Program, told: str, named: str) -> None:
    assert option_told(program, p.Type("choice", name="event_kind"), told) == named


@pytest.mark.parametrize("told", ["somebody", "party", 3, "none"])
def test_other_words_stay_as_they_are(program: p.Program, told: object) -> None:
    assert option_told(program, PARTY, told) == told


def test_nothing_but_a_choice_is_looked_up(program: p.Program) -> None:
    assert option_told(program, p.Type("boolean"), "le fournisseur") == "le fournisseur"


@pytest.mark.parametrize(
    ("told", "named", "remark"),
    [
        ("Lausanne, says the umbrella", "court_at_lausanne", "says the umbrella"),
        ("Genève (art. 12 des conditions générales)", "court_at_geneva", "art. 12 des conditions générales"),
        ("Zurich – so the general terms", "court_at_zurich", "so the general terms"),
        ("Lausanne", "court_at_lausanne", ""),
        ("not Lausanne, says the umbrella", "not Lausanne, says the umbrella", ""),
        ("somewhere, Lausanne perhaps", "somewhere, Lausanne perhaps", ""),
    ],
)
def test_a_remark_after_an_option_is_told_apart_from_it(program: p.Program, told: str, named: str, remark: str) -> None:
    assert remarked(program, COURT, told) == (named, remark)


def test_what_names_no_option_is_told_them_in_the_language_of_the_reader(program: p.Program) -> None:
    near = instead_of_option(program, COURT, "Genf")
    all_of_them = instead_of_option(program, PARTY, "somebody")
    assert near is not None
    assert all_of_them is not None
    assert "the provider (`provider`)" in all_of_them
    assert "le fournisseur (`provider`)" in said(all_of_them, tongue("fr").words("messages"))


@pytest.mark.parametrize(("name", "field"), [("beginning", "began"), ("fin", "ended"), ("begun", "began")])
def test_a_field_is_found_by_what_it_is_called(name: str, field: str) -> None:
    request = Request("client-owed-penalty", "infomaniak-jelastic-cloud", facts={f"outages[1].{name}": "3.3.2025 9 h"})
    with pytest.raises(Rejected) as rejected:
        desk().ask(request)
    (diagnostic,) = rejected.value.diagnostics
    assert diagnostic.code == "unknown-field"
    assert f"(`{field}`)" in str(diagnostic.help)


def test_an_option_told_of_a_fact_that_has_none_is_said_to_be_that_of_another() -> None:
    request = Request("may-suspend", "infomaniak-jelastic-cloud", facts={"application_run": "crypto_currency"})
    with pytest.raises(Rejected) as rejected:
        desk().ask(request)
    (diagnostic,) = rejected.value.diagnostics
    assert diagnostic.help == "`crypto_currency` is an option of `application`"
    assert "est une option de" in said(diagnostic.help, tongue("fr").words("messages"))
