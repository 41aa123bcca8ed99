"""`source lock`, `source check` and `source sign`, and what they say of a mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harbour import CONTRACT, Call
from paper import write_pdf


@pytest.mark.parametrize("name", ["2024-01-01", "2025-01-01"])
def test_the_pdfs_are_those_of_the_texts(name: str) -> None:
    text = (CONTRACT / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    assert (CONTRACT / "texts" / f"{name}.pdf").read_bytes() == write_pdf(text, "Port de Crique-Verte")


def test_a_pdf_and_its_text_are_the_same(call: Call) -> None:
    found = call("source", "check", "crique-verte", "texts/2024-01-01.txt", "--exit-code")
    assert found.status == 0
    assert found.output == "identical: 21\n"


def test_a_lock_holds_no_words(call: Call, harbour: Path) -> None:
    lock = (harbour / "clauses/crique-verte/2024-01-01.lock.json").read_text(encoding="utf-8")
    assert "plaisancier" not in lock
    assert "Crique-Verte" not in lock


def test_changes_are_told_apart_for_programs(call: Call) -> None:
    found = call("source", "check", "crique-verte", "texts/2025-01-01.pdf", "--format", "json", "--exit-code")
    assert found.status == 1
    data = json.loads(found.output)
    assert not data["same_words"]
    changes = {passage["locator"]: passage["change"] for passage in data["passages"]}
    assert changes["1.2 §1 s.1"] == "numbers"
    assert changes["2.2 §1 s.1"] == "numbers"
    assert changes["2.3 §1 item b"] == "removed"
    assert changes["2.3 §1 item c"] == "shifted"
    assert changes["3.2 §1 s.1"] == "added"
    assert changes["2.3 §1 s.1"] == "typographic"
    row = next(passage for passage in data["passages"] if passage["locator"] == "1.2 §1 s.1")
    assert (row["numbers_before"], row["numbers_after"]) == (["30\u00a0jours"], ["10\u00a0jours"])


def test_a_lock_is_not_replaced_by_another_text_unasked(call: Call, harbour: Path) -> None:
    path = harbour / "clauses/crique-verte/2024-01-01.lock.json"
    before = path.read_bytes()
    found = call("source", "lock", "crique-verte", "texts/2025-01-01.pdf")
    assert (found.status, path.read_bytes()) == (2, before)
    assert "other-text" in found.errors
    assert call("source", "lock", "crique-verte", "texts/2025-01-01.pdf", "--edition", "2025-01-01").status == 0
    assert call("source", "lock", "crique-verte", "texts/2025-01-01.pdf", "--replace").status == 0
    assert path.read_bytes() != before


def test_a_lock_that_lacks_what_is_cited_says_so_and_can_be_put_right(call: Call) -> None:
    """The text of 2025 lacks what the edition of 2024 cites: that is said, and mended without `--edition`."""
    wrong = call("source", "lock", "crique-verte", "texts/2025-01-01.txt", "--replace")
    assert wrong.status == 0
    assert "warning[unknown-passage]: nothing compiles with this lock" in wrong.errors
    assert call("questions").status == 1
    right = call("source", "lock", "crique-verte", "texts/2024-01-01.txt", "--replace")
    assert (right.status, right.errors) == (0, "")
    assert call("questions").status == 0


def test_a_mistake_of_the_clauses_is_not_taken_for_one_of_the_lock(call: Call, harbour: Path) -> None:
    clause = harbour / "clauses/crique-verte/2024-01-01.clause"
    clause.write_text(clause.read_text(encoding="utf-8") + "\nnonsense\n", encoding="utf-8")
    found = call("source", "lock", "crique-verte", "texts/2024-01-01.txt", "--replace")
    assert found.status == 1
    assert "unknown-passage" not in found.errors


@pytest.mark.parametrize(("words", "code"), [
    (["source", "check", "crique-verte", "texts/none.pdf"], "unreadable-file"),
    (["source", "check", "crique-verte", "texts"], "unreadable-file"),
    (["source", "check", "crique-vert", "texts/2024-01-01.txt"], "unknown-document"),
    (["source", "check", "crique-verte", "texts/2024-01-01.txt", "--edition", "2023-01-01"], "no-lock"),
    (["source", "lock", "../crique", "texts/2024-01-01.txt"], "bad-name"),
    (["source", "lock", "crique-verte", "texts/2024-01-01.txt", "--edition", "../x"], "bad-name"),
    (["source", "lock", "crique-verte", "texts/2024-01-01.txt", "--edition", "x" * 300], "bad-name"),
    (["revise", "crique-verte", "texts/2025-01-01.txt", "--scaffold", "x" * 300], "bad-name"),
    (["revise", "crique-verte", "texts/2025-01-01.txt", "--scaffold", "2025-13-01"], "bad-name"),
    (["revise", "crique-verte", "texts/2025-01-01.txt", "--scaffold", "1.2"], "bad-name"),
    (["source", "sign", "crique-verte", "9 §1", "--by", "A. Rochat"], "unknown-passage"),
    (["source", "sign", "crique-verte", "§", "--by", "A. Rochat"], "unreadable-locator"),
    (["revise", "crique-verte", "texts/2025-01-01.pdf", "--base", "2023"], "unknown-edition"),
    (["revise", "crique-verte", "texts/2025-01-01.pdf", "--old-text", "texts/2025-01-01.txt"], "other-text"),
    (["revise", "crique-verte", "texts/2025-01-01.pdf", "--scaffold", "2024-01-01"], "edition-exists"),
])  # fmt: skip
def test_mistakes_are_diagnostics(call: Call, words: list[str], code: str) -> None:
    found = call(*words)
    assert found.status == 2
    assert f"error[{code}]" in found.errors
    assert "Traceback" not in found.errors


def test_damaged_files_are_diagnostics(call: Call, harbour: Path) -> None:
    signoffs = harbour / "clauses/crique-verte/2024-01-01.signoffs.toml"
    for damaged in ("[[signoff]]\npassage = 1\n", "nonsense", '[[signoff]]\npassage = "1.1"\nby = "A"\non = 3\n'):
        signoffs.write_text(damaged, encoding="utf-8")
        found = call("ledger", "crique-verte")
        assert found.status == 1
        assert "error[unreadable-signoffs]" in found.errors
    signoffs.unlink()
    (harbour / "clauses/crique-verte/2024-01-01.published.json").write_text("{}", encoding="utf-8")
    found = call("ask", "may-leave", "-d", "crique-verte", "--format", "json")
    assert '"unreadable-lock"' in found.errors


def test_a_revision_is_spoken_of_in_the_language_asked_for(call: Call) -> None:
    checked = call("source", "check", "crique-verte", "texts/2025-01-01.txt", "--lang", "fr").output
    assert "renuméroté         1 passage" in checked
    assert "chiffres\u00a0: 5" in checked
    assert not set(checked.split()) & {"numbers:", "added:", "removed:", "identical:", "passages", "now"}
    signed = call("source", "sign", "crique-verte", "2.1", "--by", "A. Rochat", "--on", "2024-03-01", "--lang", "fr")
    assert "approuvés dans 2024-01-01.signoffs.toml" in signed.output
