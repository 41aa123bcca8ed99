"""A name is no value of the language: what was declared would else never be read, and the value in its place."""

import pytest

from dsl.check import check_sources

SOURCE = """
document d en "d" fr "d" cites articles
edition first
party p en "p" fr "p"
topic t en "t" fr "t"
action a en "a" fr "a"
choice c en "c" fr "c"
  option {option} en "n" fr "n"
  option other en "o" fr "o"
fact as_of: date en "x" fr "x" ask en "x?" fr "x?"
fact {fact}: boolean en "x" fr "x" otherwise en "not x" fr "pas x" ask en "x?" fr "x?"
fact f: optional c en "x" fr "x" ask en "x?" fr "x?"
question q topic t en "q" fr "q" asks position power of p to a
clause 1 en "t" fr "t"
define both of ({parameter}) by §1 s.1 is {parameter} and {fact}
power pw by §1 s.1
  p may a
  en "g." fr "g."
  when both({fact}) and f is {option}
"""
SOUND = {"option": "one", "fact": "storm", "parameter": "first_one"}


@pytest.mark.parametrize(
    ("role", "name"),
    [("fact", "yes"), ("fact", "no"), ("option", "none"), ("option", "unknown"), ("parameter", "yes")],
)
def test_what_would_be_read_as_a_value_is_refused(role: str, name: str) -> None:
    assert check_sources({"d.clause": SOURCE.format_map(SOUND)}).is_sound
    found = check_sources({"d.clause": SOURCE.format_map({**SOUND, role: name})}).diagnostics
    assert [wrong.message for wrong in found if wrong.code == "declared-twice"] == [
        f"`{name}` is a value of the language"
    ]
