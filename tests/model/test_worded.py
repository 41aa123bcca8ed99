"""A question that is written in words is known by them."""

import pytest

from engine.desk import Rejected, Request
from engine.model.worded import question_in_words
from tests.contracts import desk, library


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("May the provider suspend?", "may-suspend"),
        ("le fournisseur peut-il suspendre le service ?", "may-suspend"),
        ("is the client owed a penalty", "client-owed-penalty"),
        ("Quel est le montant de la pénalité ?", "penalty-amount"),
        ("penalty  Amount", "penalty-amount"),
        ("nothing of the kind", None),
        ("suspend", None),
    ],
)
def test_a_question_in_words_is_the_one_that_shares_most_of_them(written: str, meant: str | None) -> None:
    program = library().knowledge(library().editions("infomaniak-jelastic-cloud")[0]).program
    assert question_in_words(program, written) == meant


@pytest.mark.suite
@pytest.mark.parametrize(
    ("document", "written", "near"),
    [
        ("celeste-business-cloud", "can the provider shut down my server because I did not pay", "may-suspend"),
        ("infomaniak-jelastic-cloud", "le fournisseur peut-il couper mon serveur si je ne paie pas", "may-suspend"),
        ("infomaniak-jelastic-cloud", "how much money do I get back after an outage", "penalty-amount"),
        ("infomaniak-jelastic-cloud", "puis-je récupérer mes données à la fin ?", "must-client-export-data"),
    ],
)
def test_a_question_in_other_words_gets_the_nearest_few_with_what_they_ask(
    document: str, written: str, near: str
) -> None:
    with pytest.raises(Rejected) as rejected:
        desk().ask(Request(written, document))
    help_ = str(rejected.value.diagnostics[0].help)
    text = desk().library.knowledge(desk().newest(document)).program.questions[near].text
    assert any(f"`{near}` ({told})" in help_ for _, told in text.texts)
