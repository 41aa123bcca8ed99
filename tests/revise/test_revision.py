"""Revisions as data and on paper: redlines, reach, moved answers, skeletons."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from harbour import Call

from engine.revise.printed import redline as shown
from engine.revise.redline import Segment, redline

pytestmark = pytest.mark.suite


def test_a_redline_is_word_by_word_and_blind_to_typography() -> None:
    found = redline("l'eau coule deux mois, soit 60 jours", "l’eau coule un mois, soit 30 jours")
    assert found == (
        Segment("same", "l’eau coule "), Segment("old", "deux"), Segment("new", "un"), Segment("same", " mois, soit "),
        Segment("old", "60"), Segment("new", "30"), Segment("same", " jours"))  # fmt: skip
    assert redline("", "neuf") == (Segment("new", "neuf"),)
    assert redline("vieux", "") == (Segment("old", "vieux"),)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "colour"])
def test_a_redline_escapes_what_it_shows(form: str) -> None:
    segments = [{"kind": "same", "text": "<b>*x* "}, {"kind": "old", "text": "<a>"}, {"kind": "new", "text": "[b]"}]
    found = shown(segments, form)
    if form == "html":
        assert found == "&lt;b&gt;*x* <del>&lt;a&gt;</del> <ins>[b]</ins>"
    if form == "markdown":
        assert "\\*x\\*" in found
        assert "~~&lt;a&gt;~~" in found


def test_a_revision_for_programs(call: Call) -> None:
    found = json.loads(call("revise", "crique-verte", "texts/2025-01-01.pdf", "--scenarios", "scenarios", "--format",
                            "json").output)  # fmt: skip
    assert (found["base"], found["target"]) == ("2024-01-01", None)
    by_place = {passage["locator"]: passage for passage in found["passages"]}
    assert by_place["2.2 §1 s.1"]["declarations"] == [{"kind": "exception", "name": "requested_late"}]
    assert by_place["2.2 §1 s.1"]["questions"] == ["rebate-owed", "rebate-amount"]
    assert by_place["2.3 §1 item c"]["questions"] == []
    assert by_place["2.2 §1 s.1"]["redline"] == []
    assert len(found["exercised"]) == 17
    assert found["moved"] == []


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_no_words_without_the_old_text_and_none_are_kept(call: Call, harbour: Path, form: str) -> None:
    words = ["revise", "crique-verte", "texts/2025-01-01.pdf", "--format", form]
    assert "se règle dans" not in call(*words).output
    assert "se règle dans" in call(*words, "--old-text", "texts/2024-01-01.pdf").output
    kept = [path for path in (harbour / "clauses").rglob("*") if path.is_file()]
    assert not any("se règle dans" in path.read_text(encoding="utf-8") for path in kept)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_revision_is_told_in_the_language_asked_for(call: Call, form: str) -> None:
    english, french = (
        call("revise", "crique-verte", "texts/2025-01-01.pdf", "--lang", language, "--format", form).output
        for language in ("en", "fr")
    )
    assert "a new text, not encoded yet" in english
    assert "un nouveau texte, pas encore codé" in french
    kinds = (
        () if form == "markdown" else ("value", "norm")
    )  # whose table names what rests on a passage without its kind
    for word in ("numbers", "nothing", "edition", "added", *kinds):
        assert re.search(rf"\b{word}\b", english.lower()), word
        assert not re.search(rf"\b{word}\b", french.lower()), word


def test_exit_codes(call: Call) -> None:
    assert call("revise", "crique-verte", "texts/2025-01-01.pdf", "--exit-code").status == 1
    same = call("revise", "crique-verte", "texts/2024-01-01.txt", "--exit-code")
    assert same.status == 0
    assert "No passage says anything else." in same.output


def test_scenarios_move_once_the_edition_is_encoded(call: Call, harbour: Path) -> None:
    call("source", "lock", "crique-verte", "texts/2025-01-01.pdf", "--edition", "2025-01-01")
    (harbour / "2025-01-01.clause").rename(harbour / "clauses/crique-verte/2025-01-01.clause")
    words = ["revise", "crique-verte", "texts/2025-01-01.pdf", "--scenarios", "scenarios", "--format"]
    found = json.loads(call(*words, "json").output)
    assert (found["base"], found["target"]) == ("2024-01-01", "2025-01-01")
    moved = {row["title"]: row for row in found["moved"]}
    assert len(moved) + len(found["unmoved"]) == 22
    assert moved["A cut of six hours, requested after six weeks"]["before"]["answer"] == "yes"
    assert moved["A cut of six hours, requested after six weeks"]["after"]["answer"] == "no"
    full = moved["A full day earns twenty percent"]
    assert [full[side]["value"].replace("\u00a0", " ") for side in ("before", "after")] == ["CHF 40.00", "CHF 30.00"]
    assert full["differs"] == ["value"]
    assert moved["The boater's own doing"]["differs"] == ["cites"]
    assert moved["Transfer to another operator"]["before"]["answer"] == "silent"
    assert "<h2>Scenarios that move: 9</h2>" in call(*words, "html").output
    assert "## Scenarios that move: 9" in call(*words, "markdown").output


def test_a_skeleton_of_renumbered_clauses_compiles_and_answers_alike(call: Call, harbour: Path) -> None:
    text = (harbour / "texts/2024-01-01.txt").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^2\.([123]) ", lambda found: f"2.{int(found[1]) + 1} ", text)
    text = text.replace("2.2 Une coupure", "2.1 Le port fournit le courant.\n\n2.2 Une coupure")
    (harbour / "new.txt").write_text(text, encoding="utf-8")
    assert call("revise", "crique-verte", "new.txt", "--scaffold", "2026-01-01").status == 0
    skeleton = (harbour / "clauses/crique-verte/2026-01-01.clause").read_text(encoding="utf-8")
    assert "edition 2026-01-01 revises 2024-01-01 in force from 2026-01-01" in skeleton
    checked = call("ledger", "crique-verte", "--on", "2026-02-01", "--format", "json")
    assert checked.status == 0, checked.errors
    rows = {row["locator"]: row["by"] for row in json.loads(checked.output)["passages"]}
    assert rows["2.3 §1 s.1"] == ["requested_late"]
    assert rows["2.4 §1 item b"] == ["works_exclude"]
    assert rows["2.1 §1 s.1"] == []
    found = json.loads(call("revise", "crique-verte", "new.txt", "--scenarios", "scenarios", "--format", "json").output)
    assert {tuple(row["differs"]) for row in found["moved"]} <= {("cites",)}


def test_a_place_cited_otherwise_moves_nothing(call: Call, harbour: Path) -> None:
    encoded = (harbour / "2025-01-01.clause").read_text(encoding="utf-8")
    (harbour / "clauses" / "crique-verte" / "2025-01-01.clause").write_text(encoded, encoding="utf-8")
    found = json.loads(call("revise", "crique-verte", "texts/2025-01-01.pdf", "--scenarios", "scenarios", "--target",
                            "2025-01-01", "--format", "json").output)  # fmt: skip
    assert (len(found["moved"]), len(found["unmoved"])) == (9, 13), "as in the walk, where the new text is locked"


def test_a_clause_in_two_files_is_restated_as_one(call: Call, harbour: Path) -> None:
    folder = harbour / "clauses" / "crique-verte"
    written = (folder / "2024-01-01.clause").read_text(encoding="utf-8")
    at = written.index("claim rebate")
    end = written.index("clause 2.2")
    (folder / "2024-01-01.clause").write_text(written[:at] + written[end:], encoding="utf-8")
    (folder / "claims.clause").write_text(
        f"part of crique-verte edition 2024-01-01\n\nclause 2.1 continued\n{written[at:end]}", encoding="utf-8"
    )
    call("revise", "crique-verte", "texts/2025-01-01.pdf", "--scaffold", "2025-01-01")
    scaffold = (folder / "2025-01-01.clause").read_text(encoding="utf-8")
    restated = scaffold[scaffold.index("clause 2.1") : scaffold.index("clause 2.2")]
    assert "value rebate_amount" in restated
    assert "claim rebate" in restated
    assert "continued" not in scaffold
    assert "rebate_rate" in call("ledger", "crique-verte", "--on", "2025-02-01").output


def test_a_skeleton_compiles_whatever_cites_a_passage_that_is_gone(call: Call, harbour: Path) -> None:
    """A clause that did not change, a list of which one passage is left, and a row of a table are mended, too."""
    folder = harbour / "clauses" / "crique-verte"
    written = (folder / "2024-01-01.clause").read_text(encoding="utf-8")
    written = written.replace(
        'clause 1.2 en "Invoices"',
        'inert 2.3 §1 s.1, 2 heading as heading en "a heading" fr "un titre"\n\nclause 1.2 en "Invoices"',
    ).replace('inert §1 s.1 as heading en "opens the list" fr "ouvre la liste"\n', "")
    (folder / "2024-01-01.clause").write_text(written, encoding="utf-8")
    text = (harbour / "texts/2024-01-01.txt").read_text(encoding="utf-8")
    at = text.index("2.3 ")
    row = next(line for line in text.splitlines(keepends=True) if "24" in line and "20" in line and "%" in line)
    (harbour / "new.txt").write_text(text[:at].replace(row, "") + text[text.index("3.1 ") :], encoding="utf-8")
    assert call("ledger", "crique-verte").status == 0
    assert call("revise", "crique-verte", "new.txt", "--scaffold", "2026-01-01").status == 0
    checked = call("ledger", "crique-verte", "--on", "2026-02-01")
    assert (checked.status, checked.errors) == (0, "")
    scaffold = (folder / "2026-01-01.clause").read_text(encoding="utf-8")
    assert "inert 2 heading as heading" in scaffold
    assert "repeal clause 2.3" in scaffold


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_text_of_another_document_is_asked_about_first_and_begins_nothing(
    call: Call, harbour: Path, form: str
) -> None:
    (harbour / "texts" / "dogs.txt").write_text("1. Dogs are kept on a leash.\n\n2. No fires.\n", encoding="utf-8")
    found = call("revise", "crique-verte", "texts/dogs.txt", "--lang", "en", "--format", form)
    assert found.status == 1
    assert "Is this the same document? Of its 21 passages 0 are found again." in found.output
    before = sorted((harbour / "clauses").rglob("*"))
    for words in (("revise", "--scaffold", "2025-01-01"), ("source", "check", "--record")):
        command = [word for word in words if not word.startswith("-") and word != "2025-01-01"]
        refused = call(*command, "crique-verte", "texts/dogs.txt", *words[len(command) :])
        assert refused.status == 2
    assert sorted((harbour / "clauses").rglob("*")) == before
    same = call("revise", "crique-verte", "texts/2025-01-01.pdf", "--lang", "en", "--format", form)
    assert (same.status, "Is this the same document?" in same.output) == (0, False)


def test_a_report_begins_with_what_it_reaches(call: Call) -> None:
    revised = json.loads(call("revise", "crique-verte", "texts/2025-01-01.pdf", "--format", "json").output)
    reaching = [bool(passage["declarations"] or passage["questions"]) for passage in revised["passages"]]
    assert reaching == sorted(reaching, reverse=True)
    assert set(reaching) == {True, False}
    shown = call("revise", "crique-verte", "texts/2025-01-01.pdf").output
    places = [shown.index(said) for said in ("Questions in doubt", "art. 1.2", "Not encoded yet", "Nothing rests on")]
    assert places == sorted(places)
    same = call("revise", "crique-verte", "texts/2024-01-01.txt").output
    assert "identical to the text that was encoded" in same
    assert "not encoded yet" not in same
