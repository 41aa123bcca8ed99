"""Documents side by side of which each is written in one language only: each is told in the one it has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harbour import Call

pytestmark = pytest.mark.suite

BOATHOUSE = "Boathouse rules\n\n1. Hire\n\nThe hire is 20 pounds.\n\n2. Keys\n\nKeys hang here.\n\n3. End\n\nIt ends.\n"
CHORALE = (
    "Règles du chœur\n\n1. Dons\n\nLe don est de 20 euros.\n\n2. Clés\n\nElles pendent.\n\n3. Fin\n\nTout finit.\n"
)
PERMISSION = """
permission acting_{name} by §1 s.1
  first_party_{name} may act_{name}
  {language} "3 {name}"
"""


@pytest.fixture
def both(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """`call` in a folder with both documents, each with a later text on the list of the texts that are watched."""
    monkeypatch.chdir(tmp_path)
    for name, text, language in (("boathouse", BOATHOUSE, "en"), ("chorale", CHORALE, "fr")):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
        Path(f"{name}-later.txt").write_text(text.replace("20", "25"), encoding="utf-8")
        assert call("new", name, f"{name}.txt", "--speaks", language).status == 0
        header = Path("clauses", name, "00-document.clause")
        begun = header.read_text(encoding="utf-8").replace(f"may-act-{name}", "may-act")
        header.write_text(begun, encoding="utf-8")
        clauses = Path("clauses", name, "01-clauses.clause")
        norm = PERMISSION.format(name=name, language=language)
        clauses.write_text(clauses.read_text(encoding="utf-8") + norm, encoding="utf-8")
    Path("watch.toml").write_text(
        "".join(f'[[watched]]\ndocument = "{name}"\ntext = "{name}-later.txt"\n' for name in ("boathouse", "chorale")),
        encoding="utf-8",
    )
    return call


@pytest.mark.parametrize(
    ("language", "weight"),
    [("en", "numbers, negations, modal verbs or signs changed"), ("fr", "nombres, des négations")],
)
def test_a_digest_tells_each_document_in_a_language_that_it_has(both: Call, language: str, weight: str) -> None:
    titles = {
        each["document"]: each["title"]
        for each in json.loads(both("watch", "--lang", language, "--format", "json").output)["documents"]
    }
    shown = both("watch", "--lang", language)
    assert titles == {"boathouse": "Boathouse rules", "chorale": "Règles du chœur"}
    assert shown.status == 0
    assert shown.output.count(weight) == 2


def test_a_text_in_another_language_than_the_terminal_is_watched(both: Call) -> None:
    Path("watch.toml").write_text('[[watched]]\ndocument = "chorale"\ntext = "chorale-later.txt"\n', encoding="utf-8")
    assert "modal verbs or signs changed" in both("watch").output


@pytest.mark.parametrize("language", [(), ("--lang", "en"), ("--lang", "fr")])
def test_the_questions_of_every_document_are_listed(both: Call, language: tuple[str, ...]) -> None:
    rows = json.loads(both("questions", "--format", "json", *language).output)
    assert {document for row in rows for document in row["documents"]} == {"boathouse", "chorale"}
    assert both("ambiguities", *language).status == 0
    drawn = json.loads(both("graph", "--format", "json", *language).output)
    assert {"3 boathouse", "3 chorale"} <= {node["label"] for node in drawn["nodes"]}


def test_a_question_of_both_is_answered_by_each_in_its_own(both: Call) -> None:
    told = json.loads(both("compare", "may-act", "--lang", "en", "--format", "json").output)
    assert [(reply["document"], reply["language"], reply["answer"]) for reply in told] == [
        ("boathouse", "en", "yes"),
        ("chorale", "fr", "yes"),
    ]


def test_one_document_is_not_told_in_a_language_that_it_lacks(both: Call) -> None:
    refused = both("ledger", "chorale", "--lang", "en")
    assert refused.status == 2
    assert "error[not-in-language]" in refused.errors


@pytest.mark.parametrize("command", ["ask", "interview", "facts"])
def test_a_call_without_its_question_says_so(both: Call, command: str) -> None:
    refused = both(command, "-d", "chorale")
    assert refused.status == 2
    assert "QUESTION" in refused.errors
