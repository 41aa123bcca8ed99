"""The table of norm kinds is whole: the grammar reads each, and each tongue has words for it and for its verb."""

import re

import pytest

from dsl.check import check_sources
from dsl.norm_kinds import NORM_KINDS
from dsl.surface.formatter import format_source
from dsl.surface.parse import grammar
from engine.tongues import tongue
from engine.tongues.registry import tags

SOURCE = """vocabulary
party owner en "o" fr "o"
party rider en "r" fr "r"
action pay en "p" fr "p"
"""


def lacking(kind: str, languages: tuple[str, ...]) -> list[str]:
    """What a kind of norm has not got: a word of the grammar, words of a tongue."""
    terminal = next(found for found in grammar().terminals if found.name == "NORM_KIND")
    found = [] if re.fullmatch(terminal.pattern.to_regexp(), kind) else ["the grammar"]
    for language in languages:
        pages = tongue(language).words("pages")
        verb = NORM_KINDS[kind].verb if kind in NORM_KINDS else ""
        found += [f"{language}: {word}" for word in (kind, verb) if word not in pages]
    return found


@pytest.mark.parametrize("kind", NORM_KINDS)
def test_a_kind_of_norm_has_its_place_everywhere(kind: str) -> None:
    assert lacking(kind, tags()) == []


def test_what_a_new_kind_lacks_is_named() -> None:
    assert lacking("disability", ("en",)) == ["the grammar", "en: disability", "en: "]


@pytest.mark.parametrize(("kind", "known"), NORM_KINDS.items(), ids=list(NORM_KINDS))
def test_it_is_written_with_its_verb_and_preposition_and_breached_only_if_it_can_be(kind: str, known: object) -> None:
    known = NORM_KINDS[kind]
    norm = f'{kind} it by §1 owner {known.verb} pay {known.preposition} rider en "x" fr "x"'
    document = f'document d en "D" fr "D" cites articles\nedition e\nclause 1 en "O" fr "O"\n{norm}'
    assert check_sources({"v": SOURCE, "d": document}).diagnostics == ()
    formatted, _ = format_source(document, "d")
    assert formatted is not None
    assert f"owner {known.verb} pay {known.preposition} rider" in formatted
    breached = check_sources({"v": SOURCE, "d": f"{document} breached when 1 = 1"}).diagnostics
    assert [diagnostic.code for diagnostic in breached] == ([] if known.can_be_breached else ["cannot-be-breached"])
