"""A reader's own copy in a real browser: its passages beside the rules, kept in the tab, and what differs is marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.faces.browser.own_copy import held
from engine.source.layout import PLAIN_CLAUSES
from engine.source.lock import make_lock
from tests.source.test_own_words import TEXT
from tests.source.test_read import pdf_of

pytestmark = pytest.mark.browser

CLAUSE = "/en/documents/celeste-business-cloud/2.html"
LONGEST = 90_000


@pytest.fixture
def clause(page: Any) -> Any:
    """A clause's page, where the text that was encoded is a made-up one."""
    page.set_default_timeout(LONGEST)
    against = held(make_lock("celeste-business-cloud", "undated", TEXT, PLAIN_CLAUSES), PLAIN_CLAUSES)
    page.context.route("**/ask/own/*.json", lambda route: route.fulfill(body=against, content_type="application/json"))
    page.goto(CLAUSE)
    return page


def opened(page: Any, file: Path) -> str:
    """What is said once a file was opened."""
    page.locator('.own input[type="file"]').set_input_files(file)
    page.locator(".own-said:not(:empty)", has_not_text="being read").wait_for()
    return str(page.locator(".own-said").inner_text())


def test_a_copy_stands_beside_the_rules_until_it_is_removed(clause: Any, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    assert "read as they were encoded" in opened(clause, copy)
    assert clause.locator(".own-words").all_inner_texts() == ["Delay", "Who returns late owes 30 francs an hour."]
    clause.goto(CLAUSE.replace("/2.html", "/3.html"))
    assert "storm warning" in clause.locator(".own-words").last.inner_text()
    clause.get_by_role("button", name="Remove my copy").click()
    assert clause.locator(".own-words").count() == 0
    assert clause.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('own'))") == []


def test_what_reads_otherwise_is_marked_and_another_text_is_refused(clause: Any, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT.replace("30 francs", "80 francs"), encoding="utf-8")
    said = opened(clause, copy)
    assert said.startswith("copy.txt – 1 of ")
    marked = clause.locator(".own-is-otherwise").inner_text()
    assert "80 francs" in marked
    assert "otherwise than the text that was encoded" in marked
    copy.write_text("A letter.\n\nDear Sir, good morning.", encoding="utf-8")
    assert "is not the text that was encoded" in opened(clause, copy)


def test_a_pdf_is_read_in_the_tab_and_nothing_of_it_is_sent(clause: Any, tmp_path: Path, axe: str) -> None:
    sent: list[str] = []
    clause.on("request", lambda request: sent.append(f"{request.method} {request.post_data or ''}"))
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(pdf_of(TEXT))
    assert "read as they were encoded" in opened(clause, copy)
    assert set(sent) == {"GET "}
    clause.evaluate(axe)
    violations = clause.evaluate("axe.run('.md-content')")["violations"]
    assert [(found["id"], found["nodes"][0]["html"][:160]) for found in violations] == []
    kept = json.loads(clause.evaluate("sessionStorage.getItem('opposable-own-celeste-business-cloud@undated')"))
    assert kept["name"] == "copy.pdf"


@pytest.mark.parametrize("changed", ["{", "5", "[]", '{"passages": 5}'])
def test_what_the_tab_kept_is_shown_or_forgotten(clause: Any, changed: str) -> None:
    clause.evaluate("(text) => sessionStorage.setItem('opposable-own-celeste-business-cloud@undated', text)", changed)
    clause.reload()
    clause.locator(".own-tools").wait_for()
    assert clause.locator(".own-words").count() == 0
    assert clause.get_by_role("button", name="Remove my copy").count() == 0
    assert clause.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('own'))") == []
