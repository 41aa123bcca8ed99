"""A question that is written in words is known by them."""

import pytest

from engine.library.library import Library
from engine.model.worded import question_in_words


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
    library = Library.open()
    program = library.knowledge(library.editions("infomaniak-jelastic-cloud")[0]).program
    assert question_in_words(program, written) == meant
