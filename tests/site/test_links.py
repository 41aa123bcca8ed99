"""Links that carry the facts of a case, as anybody can make them up."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hostile_words import PAYLOADS

from tests.site.test_asking import settle

pytestmark = pytest.mark.browser


def linked(text: str) -> str:
    """The part of an address that carries a record."""
    packing = zlib.compressobj(wbits=-15)
    return "#ask=" + urlsafe_b64encode(packing.compress(text.encode()) + packing.flush()).decode().rstrip("=")


RECORD = {
    "version": 1, "question": "may-suspend", "on": None, "of": [], "facts": {"client_sends_spam": True}, "given": {},
    "standing": {"client_sends_spam": {"is": "contested", "note": " ".join(PAYLOADS)}}, "readings": {}, "more": {},
    "passed": [], "trail": [["facts", "client_sends_spam"]], "documents": ["celeste-business-cloud"], "language": "en",
    "shown": [], "opened": [],
}  # fmt: skip


def test_a_link_that_somebody_made_up_does_no_harm(page: Any) -> None:
    """Hostile words in it are shown; what is no record, or unpacks without end, is none, and one begins anew."""
    page.goto(f"/en/questions/may-suspend.html{linked(json.dumps(RECORD))}")
    settle(page)
    assert "contested" in page.frame_locator(".ask-paper").locator("body").inner_text()
    assert "acted" not in page.title()
    no_records = ("null", "[]", "{", '"x"', json.dumps({"question": "may-suspend"}), json.dumps(RECORD | {"trail": 7}))
    for text in (*no_records, " " * 50_000_000):
        page.goto("about:blank")
        page.goto(f"/en/questions/may-suspend.html{linked(text)}")
        page.locator(".ask").scroll_into_view_if_needed()
        settle(page)
