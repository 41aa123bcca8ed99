"""A case of many records on the site, in a real browser: what belongs to one is laid out once somebody unfolds it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RECORDS = 120
LONGEST = 90_000
"""A start of the engine on a busy machine takes no longer, in milliseconds."""
MOST_ELEMENTS = 1_500
"""In the form, the answer and what frames the opinion: some fifty times as many were laid out for all records."""
MOST_BLOCKED = 1_000
"""For how long a page does nothing else at a time, in milliseconds, on a busy machine."""


def outages(folder: Path) -> Path:
    """A file of many outages of which the hours are told."""
    rows = []
    for place in range(RECORDS):
        began = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=2 * place)
        rows.append(f"[[facts.outages]]\nbegan = {began.isoformat()}\nended = {began + timedelta(hours=1)}\n")
    path = folder / "case.toml"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def plain(text: str) -> str:
    """Text with the spaces that one types."""
    return text.replace("\u00a0", " ")


def settle(page: Any) -> None:
    """Waits until the answer, the form and the opinion are those of what was told last."""
    page.wait_for_timeout(100)
    page.locator(".ask[data-settled]").wait_for(timeout=LONGEST)


def test_many_records_are_folded_and_one_that_is_unfolded_stays_so(page: Any, tmp_path: Path) -> None:
    page.add_init_script(
        "window.blocked = []; new PerformanceObserver((list) => list.getEntries().forEach((one) =>"
        " blocked.push(one.duration))).observe({ type: 'longtask' });"
    )
    page.goto("/en/questions/client-owed-penalty.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    page.evaluate("() => { blocked.length = 0; }")
    page.locator('.ask input[type="file"]').set_input_files(outages(tmp_path))
    settle(page)
    assert page.locator(".ask-folded").count() == RECORDS
    assert page.evaluate("() => document.querySelectorAll('.ask *').length") < MOST_ELEMENTS
    assert page.evaluate("() => Math.max(0, ...blocked)") < MOST_BLOCKED
    third = page.locator(".ask-folded").nth(2)
    assert "5 January 2024" in plain(third.locator("summary").first.inner_text())
    third.locator("summary").first.click()
    field = page.locator('[data-focus="facts:outages[3].began"]')
    field.wait_for()
    field.fill("05.01.2024 01:30")
    field.press("Tab")
    settle(page)
    assert plain(page.locator('[data-focus="facts:outages[3].began"]').input_value()) == "5 January 2024 at 01:30"
    assert page.locator(".ask-folded[open]").count() == 1
    assert page.locator(".ask-fields .ask-problem").count() == 0
    page.get_by_role("button", name="Remove: A failure of the service (3)").click()
    settle(page)
    assert page.locator(".ask-folded").count() == RECORDS - 1
    assert page.locator(".ask-folded[open]").count() == 0
