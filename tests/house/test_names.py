"""The language and the engine name no party, place, law or currency: those are the documents' own."""

import re
from pathlib import Path

import pytest

from tests.contracts import library

HOUSE = Path(__file__).resolve().parents[2]
TONGUES = HOUSE / "engine" / "tongues"
NAMES = re.compile(
    r"\b(?:celeste|infomaniak|jelastic|cantons?|zurich|vaud|geneva|genève|lausanne|chf|swiss|suisse|switzerland|francs?)\b"
    r"|(?-i:\b(?:art\. \d+[a-z]? )?(?:CO|CC|CP|LPD)\b)",
    re.IGNORECASE,
)


@pytest.mark.suite
@pytest.mark.parametrize("room", ["dsl", "engine"])
def test_nothing_is_named_that_belongs_to_a_document(room: str) -> None:
    found = [
        f"{path.relative_to(HOUSE)}:{number}: {line.strip()}"
        for path in sorted((HOUSE / room).rglob("*"))
        if path.suffix in (".py", ".lark", ".jinja", ".toml", ".css", ".js") and TONGUES not in path.parents
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NAMES.search(line)
    ]
    assert found == []


def test_the_documents_say_all_of_it_themselves() -> None:
    """Each of our documents declares what would otherwise be as in most texts."""
    for entry in library().entries:
        edition = library().knowledge(entry).program.edition
        assert edition.currency == "CHF"
        assert edition.zone == "Europe/Zurich"
        assert edition.calendar is not None
        assert ([place.country for place in edition.calendar.places], edition.calendar.by) == (["CH"], "canton")
        assert edition.languages == ("en", "fr")
        assert edition.proper_names
