"""The catalogue knows every id that the program gives, and every id is shown by an executed example of it alone."""

import re

import pytest
from raised import raised
from test_language import LANGUAGE, Section, on_page

import dsl.language_catalogue
from dsl.language_catalogue import Area
from engine.catalogue import CATALOGUE

GIVEN = re.compile(r"(?:^(?:[^\s:]+:\d+:\d+: )?(?:error|warning|erreur|avertissement)\[|\"code\": ?\")([a-z-]+)", re.M)
"""An id as people are shown it, or as programs are."""
BY_THE_LANGUAGE = re.compile(r"\$ opposable check (?!.*--lint)")
"""A call that shows what the language finds; what the lints find is the engine's."""


def known(areas: tuple[Area, ...]) -> list[str]:
    return [code for area in areas for code in area.meanings]


@pytest.mark.suite
def test_every_id_is_in_the_catalogue_once_and_none_is_left_over() -> None:
    assert len(known(CATALOGUE)) == len(set(known(CATALOGUE)))
    assert set(known(CATALOGUE)) == raised("dsl") | raised("engine")
    assert set(known(dsl.language_catalogue.LANGUAGE)) == raised("dsl")


def test_ids_are_written_alike() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+|unfinished|unused", code) for code in known(CATALOGUE))


@pytest.mark.parametrize("area", CATALOGUE, ids=lambda area: area.page)
def test_every_id_of_an_area_has_its_section_with_its_meaning_and_an_example(area: Area) -> None:
    text = (LANGUAGE / f"{area.page}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {area.title}\n")
    parts = {part.partition("`")[0]: part for part in text.split("\n## `")[1:]}
    assert list(parts) == list(area.meanings)
    examples = {section.title.strip("`"): section for section in on_page(LANGUAGE / f"{area.page}.md")}
    for code, meaning in area.meanings.items():
        assert parts[code].split("\n\n")[1] == meaning
        _require_examples(code, examples[code])


def _require_examples(code: str, section: Section) -> None:
    """An example of the language, or of `check`, where the language gives the id; of a command where another does."""
    asked = [part for block in section.expected for part in re.split(r"^(?=\$ )", block.body, flags=re.M)]
    giving = [part for part in asked if GIVEN.findall(part)]
    assert {found for part in giving for found in GIVEN.findall(part)} == {code}
    by_check = [part for part in giving if not part.startswith("$ ") or BY_THE_LANGUAGE.match(part)]
    assert by_check or code not in raised("dsl"), f"{code}: no example in the language"
    assert len(giving) > len(by_check) or code not in raised("engine") or code == "no-document", f"{code}: no example"
