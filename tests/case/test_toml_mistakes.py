"""What is wrong with a text that must be TOML is said at its place, in the language of whoever reads it."""

import pytest

from dsl.diagnostic import Rejected
from engine.case.facts_file import parse_toml
from engine.tongues.messages import in_language

MISTAKES = [
    ("a = 1 2", "rien d’autre n’est attendu"),
    ("a", "une clé est suivie"),
    ("[a", "le nom d’une table finit"),
    ("[[a]", "le nom d’une table finit"),
    ("a = 'b", "un texte n’est pas fermé"),
    ('a = "b', "un texte n’est pas fermé"),
    ('a = """b', "un texte n’est pas fermé"),
    ("a = 2024-02-30", "cette date ou cette heure n’existe pas"),
    (r'a = "\q"', "une barre oblique inverse"),
    (r'a = "\u12"', "une barre oblique inverse"),
    (r'a = "\ud800"', "une barre oblique inverse"),
    ("= 1", "une ligne ne commence ni par"),
    ("a.= 1", "aucune clé ne commence ainsi"),
    ("a = maybe", "ceci n’est pas une valeur"),
    ("a = [1", "une liste n’est pas fermée"),
    ("a = {b = 1", "une table entre accolades"),
    ("a = 1\na = 2", "donnée deux fois"),
    ("a = {b = 1, b = 2}", "donnée deux fois"),
    ("[a]\n[a]", "donnée deux fois"),
    ("a = {}\n[a.b]", "donnée deux fois"),
    ("a = '\x01'", "un signe se trouve"),
    ("# \x01", "un signe se trouve"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=lambda value: str(value)[:20])
def test_each_is_said_in_words_of_our_own(text: str, said: str) -> None:
    with pytest.raises(Rejected) as refused:
        parse_toml(f"x = 1\n{text}\n", "case.toml")
    (found,) = in_language(refused.value.diagnostics, "fr")
    assert found.code == "not-toml"
    assert said in found.message
    assert found.labels[0].span.line > 1
