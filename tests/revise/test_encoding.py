"""A report says how far the document is encoded: what rests on a passage, that nothing does, or that nobody can say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harbour import Call

pytestmark = pytest.mark.suite

REVISED = ("revise", "crique-verte", "texts/2025-01-01.pdf")
FORMS = ("text", "markdown", "html")


def of_standing(report: str, place: str) -> str:
    (found,) = (passage for passage in json.loads(report)["passages"] if passage["locator"] == place)
    standing: str = found["standing"]
    return standing


@pytest.fixture
def half_encoded(harbour: Path) -> Path:
    """The contract with the clause on time limits and the remark on the version left out."""
    path = harbour / "clauses" / "crique-verte" / "2024-01-01.clause"
    written = path.read_text(encoding="utf-8")
    written = written[: written.index("clause 2.2")] + written[written.index("clause 2.3") :]
    written = written.replace("not requested_late", "yes")
    path.write_text(written, encoding="utf-8")
    return path


def test_what_is_not_encoded_is_not_said_to_be_harmless(call: Call, half_encoded: Path) -> None:
    data = call(*REVISED, "--format", "json").output
    assert of_standing(data, "1.2 §1 s.1") == "encoded"
    assert of_standing(data, "2.2 §1 s.1") == "none"
    assert of_standing(data, "footer") == "inert"
    assert of_standing(data, "3.2 §1 s.1") == "none", "nobody has read yet what was added"
    for form in FORMS:
        shown = call(*REVISED, "--format", form).output
        places = [shown.index(said) for said in ("art. 1.2", "art. 2.2", "footer")]
        assert places == sorted(places)
        assert "nobody can say" in shown or "| not encoded yet |" in shown
        assert "names the version" in shown


def test_the_head_says_how_much_is_encoded(call: Call, half_encoded: Path) -> None:
    (encoded,) = json.loads(call(*REVISED, "--format", "json").output)["encoded"]
    assert encoded["edition"] == "2024-01-01"
    assert encoded["passages"] == sum(encoded[kind] for kind in ("encoded", "inert", "external", "none"))
    assert encoded["none"] > 0
    said = f"{encoded['encoded']} of {encoded['passages']} passages of edition 2024-01-01 are encoded"
    for form in FORMS:
        assert said in call(*REVISED, "--format", form).output
    assert f"not encoded yet: {encoded['none']}" in call(*REVISED).output


def test_a_digest_says_the_same(call: Call, half_encoded: Path) -> None:
    Path("watch.toml").write_text(
        '[[watched]]\ndocument = "crique-verte"\ntext = "texts/2025-01-01.pdf"\n', encoding="utf-8"
    )
    for form in FORMS:
        shown = call("watch", "--format", form).output
        assert "passages of edition 2024-01-01 are encoded" in shown
        assert "ot encoded yet" in shown
    lines = call("watch", "--format", "annotations").output.splitlines()
    (late,) = (line for line in lines if "art. 2.2" in line)
    assert "not encoded yet" in late
    assert "nothing rests on it" not in late


def test_a_skeleton_that_nobody_went_through_encodes_nothing(call: Call, harbour: Path) -> None:
    assert call(*REVISED, "--scaffold", "2025-01-01", "--scenarios", "scenarios").status == 0
    words = (*REVISED, "--scenarios", "scenarios", "--format")
    data = json.loads(call(*words, "json").output)
    assert (data["target"], data["is_skeleton"], data["moved"], data["unmoved"]) == ("2025-01-01", True, [], [])
    assert data["exercised"]
    for form in FORMS:
        shown = call(*words, form).output
        assert "the new text is not encoded, and no answer was computed anew" in shown
        assert "Scenarios that move" not in shown
    path = harbour / "clauses" / "crique-verte" / "2025-01-01.clause"
    written = path.read_text(encoding="utf-8")
    before, after = written[: written.index("clause 2.2")], written[written.index("clause 2.2") :]
    gone_through = after.replace('en "To be written." fr "À écrire."', 'en "Late." fr "Tard."', 1)
    path.write_text(before + gone_through, encoding="utf-8")
    data = json.loads(call(*words, "json").output)
    assert not data["is_skeleton"]
    assert "art. 2.2" not in data["unwritten"]
    assert "art. 1.2" in data["unwritten"]
    shown = call(*words, "text").output
    assert "Scenarios that move" in shown
    assert "Nobody has gone through these clauses yet" in shown
