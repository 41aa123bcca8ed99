"""What depends on what is read off resolved names: nothing is a circle because two things are called alike."""

from dsl.check import check_sources

VOCABULARY = """vocabulary
party seller en "s" fr "s"
party buyer en "b" fr "b"
topic t en "T" fr "T"
action pay en "p" fr "p"
choice kind en "k" fr "k"
  option late en "l" fr "l"
  option early en "e" fr "e"
fact sort: kind en "s" fr "s" ask en "?" fr "?"
record item en "i" fr "i"
  field penalty: integer en "p" fr "p" ask en "?" fr "?"
fact items: list of item en "i" fr "i" ask en "?" fr "?"
question owed topic t en "?" fr "?" asks position claim of buyer to pay
question late topic t en "?" fr "?" asks value late
"""
DOCUMENT = """document d en "D" fr "D" cites articles
edition e
clause 1 en "O" fr "O"
claim penalty by §1 buyer is owed pay from seller en "P." fr "P."
  when some i in items has (i.penalty > 1)
value late: boolean by §1 en "l" fr "l" otherwise en "n" fr "n" is sort is late
"""


def found(document: str) -> list[str]:
    return [d.code for d in check_sources({"v.clause": VOCABULARY, "d.clause": document}).diagnostics]


def test_a_field_called_like_a_norm_and_an_option_called_like_a_value_are_no_circle() -> None:
    assert found(DOCUMENT) == []


def test_a_field_that_is_presumed_from_what_counts_it_is_one() -> None:
    record = """record order en "o" fr "o"
  field open: boolean en "o" fr "o" otherwise en "c" fr "c" ask en "?" fr "?"
    presumed several ordinary because en "r" fr "r"
fact orders: list of order en "o" fr "o" ask en "?" fr "?"
value several: boolean by §1 en "s" fr "s" otherwise en "f" fr "f" is count of o in orders where (o.open) > 1
"""
    assert found(DOCUMENT + record) == ["depends-on-itself"]
