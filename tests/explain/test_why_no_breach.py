"""A breach question answered no says why; a first look at a rate says what is worked out."""

import pytest

from engine.desk import Request, read_json_request
from tests.contracts import desk

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"


def said(content: str, asked: Request) -> str:
    reply = desk().ask(read_json_request(content.encode(), asked))
    return " ".join(reply.printed("text").split())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            "no duty that applies is breached; the one in question is not, since the client gave the password to",
        ),
        ("fr", "celle dont il s’agit ne l’est pas, car le client n’a transmis le mot de passe à personne"),
    ],
)
def test_the_duty_that_was_told_of_is_said_to_be_kept(language: str, expected: str) -> None:
    """Clause 6, sentence 2."""
    asked = Request("client-in-breach", CELESTE, language=language)
    assert expected in said('{"facts": {"password_shared": false}}', asked)


@pytest.mark.parametrize(("language", "expected"), [("en", "10 % (class A rate"), ("fr", "10 % (taux de classe A")])
def test_a_first_look_at_a_rate_says_what_it_is_made_of(language: str, expected: str) -> None:
    """Art. 10.1.4, table, rows 1 and 2: 10 % and seven full minutes."""
    asked = Request("penalty-rate", INFOMANIAK, language=language, brief=True)
    given = '{"rank": 1, "duration": "12 minutes", "claimed_in_time": true}'
    printed = said(f'{{"facts": {{"outages": [{{"class": "A", "given": {given}}}]}}}}', asked)
    assert expected in printed.replace("\u00a0", " ").replace("\u202f", " ")
