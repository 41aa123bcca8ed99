"""What goes with somebody who asks from page to page: the facts, and the contract as long as it answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site.test_asking import settle, tick, words

pytestmark = pytest.mark.browser

FULL = """() => {
    for (const length of [1_000_000, 1_000, 1]) {
        try {
            for (let at = 0; ; at += 1) sessionStorage.setItem(`${length}-${at}`, "x".repeat(length));
        } catch { continue; }
    }
}"""
"""Leaves a tab no room to keep anything."""


def test_a_question_on_which_the_contract_before_is_silent_is_put_to_the_one_that_answers(page: Any) -> None:
    """CELESTE alone says when a term ends (1 s.1); Infomaniak alone knows a penalty (10.1.4)."""
    page.goto("/en/questions/client-owed-penalty.html")
    settle(page)
    assert page.get_by_label("Infomaniak Jelastic Cloud").is_checked()
    page.goto("/en/questions/renewed-until.html")
    settle(page)
    assert page.get_by_label("CELESTE").is_checked()


def test_a_link_carries_the_facts_and_the_tab_keeps_them_until_they_are_deleted(page: Any, browser: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    tick(page, "client_sends_spam")
    page.evaluate("navigator.clipboard.writeText = (text) => { document.title = text; return Promise.resolve(); }")
    page.get_by_role("button", name="Copy a link").click()
    page.get_by_text("The link is copied").wait_for()
    link = page.title()
    page.reload()
    settle(page)
    assert page.locator('[data-focus="facts:client_sends_spam:yes"]').is_checked()
    page.get_by_role("button", name="Delete what I told").click()
    page.get_by_text("Deleted").wait_for()
    settle(page)
    assert "client_sends_spam" not in page.evaluate("sessionStorage.getItem('opposable-inquiry')")
    page.goto("/en/index.html")
    page.goto(link)
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    assert page.locator('[data-focus="facts:client_sends_spam:yes"]').is_checked()


def test_a_tab_without_room_answers_all_the_same_and_brings_nothing_older_back(page: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    page.evaluate(FULL)
    tick(page, "client_sends_spam")
    assert words(page)[0] == "yes"
    assert page.evaluate("sessionStorage.getItem('opposable-inquiry')") is None
    page.reload()
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    assert words(page)[0] != "yes"
