"""Whose public holidays a document counts: what is unknown is told with what to write instead."""

import pytest

from dsl.check import check_sources

CHOICE = 'choice region en "region" option north en "north"\n'


@pytest.mark.parametrize(
    ("by", "help_line"),
    [("regon", "did you mean `region`?"), ("canton", "declare its options, or name the part itself")],
)
def test_a_choice_that_nobody_declared_is_told_what_to_do(by: str, help_line: str) -> None:
    header = f'document rental en "Rental" cites articles languages en calendar CH by {by}\nedition first\n'
    diagnostics = check_sources({"rental.clause": header, "vocabulary.clause": f"vocabulary\n{CHOICE}"}).diagnostics
    (unknown,) = [diagnostic for diagnostic in diagnostics if diagnostic.code == "unknown-name"]
    assert (unknown.help or "").startswith(help_line)
