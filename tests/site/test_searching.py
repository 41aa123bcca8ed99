"""What a lawyer types into the search of the site: the page that answers is among the first three."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

QUERIES = {
    "fr": [
        (
            "dédommagement",
            "client-owed-compensation|may-client-claim|documents/.*/(3|9|13|4.4)|client-liable|provider-liable",
        ),
        ("tacite reconduction", "must-remind-of-renewal|celeste-business-cloud/(1|12)\\.|renewed-until"),
        ("SLA", "infomaniak-jelastic-cloud/10(\\.1(\\.1)?)?\\.html|availability-met"),
        (
            "préavis",
            "may-terminate-without-notice|termination-effective|latest-notice-date|celeste-business-cloud/1\\.",
        ),
        ("coupure", "suspend|block|celeste-business-cloud/(9|11)\\."),
        ("mise en demeure", "must-warn-before-block|celeste-business-cloud/(9|11)\\."),
        ("délai de réclamation", "claim-deadline|claim-in-time|claim-formally-valid|10\\.1\\.4"),
        ("for", "competent-court|celeste-business-cloud/final"),
        ("backup", "must-back-up-data|infomaniak-jelastic-cloud/8"),
        ("downtime", "availability-met|monthly-maximum|claim-in-time|10\\.1\\.[12]"),
        ("ch. 9", "celeste-business-cloud/9\\.html"),
        ("art. 10.1.4", "infomaniak-jelastic-cloud/10\\.1\\.4\\.html"),
        ("force majeure", "client-excused-by-force-majeure|10\\.5"),
        ("l'indemnité", "client-owed-compensation|client-liable|documents/"),
        ("spam", "mass-mail-allowed|celeste-business-cloud/9|infomaniak-jelastic-cloud/7"),
        ("droit applicable", "governing-law"),
        ("hausse de prix", "may-change-price"),
        ("mot de passe", "may-share-password|celeste-business-cloud/6\\.|infomaniak-jelastic-cloud/5\\.5"),
        ("résiliation immédiate", "terminate|termination"),
        ("cession de créances", "may-assign-claims|may-client-assign"),
    ],
    "en": [
        ("jurisdiction", "competent-court|celeste-business-cloud/final"),
        ("downtime", "availability-met|monthly-maximum|claim-in-time|10\\.1\\.[12]"),
        ("uptime", "availability-met|10\\.1\\.1"),
        ("SLA", "infomaniak-jelastic-cloud/10(\\.1(\\.1)?)?\\.html|availability-met"),
        ("backup", "must-back-up-data|infomaniak-jelastic-cloud/8"),
        ("notice period", "may-terminate-without-notice|termination-effective|latest-notice-date"),
        ("clause 9", "celeste-business-cloud/9\\.html"),
        ("art. 10.1.4", "infomaniak-jelastic-cloud/10\\.1\\.4\\.html"),
        ("cut off", "suspend|block"),
        ("formal notice", "must-warn-before-block|celeste-business-cloud/(9|11)\\."),
        ("auto-renewal", "must-remind-of-renewal|renewed-until|celeste-business-cloud/(1|12)\\."),
        ("damages", "client-owed-compensation|liable|exclusion-of-liability"),
        ("credit", "client-owed-penalty|penalty"),
        ("force majeure", "client-excused-by-force-majeure|10\\.5"),
        ("data export", "must-client-export-data|infomaniak-jelastic-cloud/8\\.3"),
        ("GDPR", "data-location|infomaniak-jelastic-cloud/(8|9)"),
        ("choice of law", "governing-law"),
        ("price increase", "may-change-price"),
        ("DDoS", "celeste-business-cloud/9|may-terminate-without-notice"),
        ("licence proof", "licence-proof-due|celeste-business-cloud/14"),
    ],
}
"""What is typed, and an expression for the addresses of the pages that answer it."""

FIRST = """words => new Promise(resolve => {
    const meta = document.querySelector('.md-search-result__meta'), input = document.querySelector('.md-search__input');
    meta.innerText = '';
    input.value = words;
    input.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
    const timer = setInterval(() => {
        if (!/\\d|Aucun|No match/.test(meta.innerText)) return;
        clearInterval(timer);
        const found = () => [...document.querySelectorAll('.md-search-result__item > a')];
        setTimeout(() => resolve(found().slice(0, 3).map(a => a.href)), 30);
    }, 20);
})"""
"""Types words into the search and gives the addresses of the first three pages that it finds."""


@pytest.mark.parametrize("language", sorted(QUERIES))
def test_the_page_that_answers_is_among_the_first_three(page: Any, language: str) -> None:
    page.goto(f"/{language}/index.html")
    page.keyboard.press("f")
    page.keyboard.type("art")
    page.locator(".md-search-result__item").first.wait_for(timeout=60_000)
    missed = {}
    for words, wanted in QUERIES[language]:
        found = page.evaluate(FIRST, words)
        if not any(re.search(wanted, address) for address in found):
            missed[words] = [address.partition(f"/{language}/")[2] for address in found]
    assert missed == {}


def test_what_no_page_is_searched_for_is_not_said_to_be_missing(page: Any) -> None:
    """And where a word is, it is said as French sets it."""
    page.goto("/fr/index.html")
    page.keyboard.press("f")
    page.keyboard.type("art")
    page.locator(".md-search-result__item").first.wait_for(timeout=60_000)
    page.evaluate(FIRST, "mise en demeure")
    assert not page.locator(".md-search-result__terms", has_text=re.compile(r"\ben\b")).count()
    page.evaluate(FIRST, "pénalité zzyzx")
    told = page.locator(".md-search-result__terms").first.inner_text()
    assert told.startswith("Non trouvé\u00a0: ")
    assert "zzyzx" in told


def test_the_search_finds_no_command(built: Path) -> None:
    for index in built.glob("*/search/search_index.json"):
        entries = json.loads(index.read_text(encoding="utf-8"))["docs"]
        found = [entry["location"] for entry in entries if "opposable interview" in entry["text"]]
        assert [location for location in found if not location.startswith("reference/")] == []


def test_what_is_for_authors_comes_last(page: Any) -> None:
    page.goto("/en/index.html")
    page.keyboard.press("f")
    page.keyboard.type("art")
    page.locator(".md-search-result__item").first.wait_for(timeout=60_000)
    for words in ("exception", "penalty", "notice", "clause"):
        found = page.evaluate(FIRST, words)
        assert found
        assert not any("/reference/" in address or "/revisions/" in address for address in found), (words, found)
