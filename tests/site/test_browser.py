"""The site in a real browser: the ways of a reader who opens it for the first time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

KINDS = (
    "index.html",
    "questions/index.html",
    "questions/may-suspend-without-notice.html",
    "questions/penalty-rate.html",
    "documents/celeste-business-cloud/index.html",
    "documents/celeste-business-cloud/9.html",
    "documents/infomaniak-jelastic-cloud/10.1.4.html",
    "compared/notice.html",
    "registers/ambiguities-infomaniak-jelastic-cloud.html",
    "registers/ledger-celeste-business-cloud.html",
    "glossary/actions.html",
    "glossary/judgements.html",
    "opinions/index.html",
    "opinions/may-suspend.html",
    "reference/author-guide.html",
    "reference/05-norms.html",
    "revisions/index.html",
)
"""One page of each kind."""


def search(page: Any, words: str) -> list[str]:
    """The addresses that a search for some words finds, best first."""
    page.goto("/fr/index.html")
    page.keyboard.press("f")
    page.keyboard.type(words)
    page.locator(".md-search-result__meta", has_text="trouvé").wait_for(timeout=20_000)
    found: list[str] = page.eval_on_selector_all(".md-search-result__link", "links => links.map(link => link.href)")
    return found


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("pénalité", "client-owed-penalty"),
        ("penalite", "10.1.4"),
        ("pénalités", "10.1.4"),
        ("PENALITES", "10.1.4"),
        ("mœurs", "celeste-business-cloud/9"),
        ("moeurs", "celeste-business-cloud/9"),
        ("l'interruption", "must-lift-block"),
        ("l’interruption", "must-lift-block"),
        ("10.1.4", "10.1.4"),
        ("10.5", "10.5"),
        ("resiliation", "termination"),
        ("delais", "response-time-limit"),
        ("abus de ressource", "/2.html"),
    ],
)
def test_search_finds(page: Any, words: str, place: str) -> None:
    found = search(page, words)
    assert found
    assert any(place in address for address in found[:12]), found[:12]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((0,), "must-warn-before-block"),
        ((1,), "penalty-rate"),
        ((2,), "may-client-terminate"),
        ((3,), "compared/notice"),
        ((4,), "10.1.2"),
    ],
)
def test_home_leads_to_the_answers(page: Any, language: str, steps: tuple[int, ...], expected: str) -> None:
    page.goto(f"/{language}/index.html")
    page.locator("#start + ul > li").nth(steps[0]).locator("a").first.click()
    page.wait_for_load_state()
    assert expected in page.url
    assert page.locator("article h1").is_visible()


def test_the_first_way_in_leads_to_the_answer_that_its_question_asks_for(page: Any) -> None:
    """Whether a mere suspicion calls for a warning: it does (CELESTE 9 §3)."""
    page.goto("/en/index.html")
    page.locator("#start + ul > li a").first.click()
    page.wait_for_load_state()
    case = page.locator(f"h2[id='{page.url.partition('#')[2]}']")
    assert "must a threat come first?" in case.inner_text()
    answer = case.locator("xpath=following-sibling::p[2]").inner_text()
    assert answer.startswith("Yes")


@pytest.mark.parametrize("path", KINDS)
def test_the_switch_stays_on_the_page(page: Any, path: str) -> None:
    page.goto(f"/en/{path}")
    page.locator(".language-switch a").click()
    page.wait_for_load_state()
    assert page.url.endswith(f"/fr/{path}")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_links_of_pictures_lead_to_pages(page: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator("details:has(> figure.picture) > summary").first.click()
    assert page.locator("figure.picture svg a").count() > 3
    page.locator("figure.picture svg a[href*='documents']").first.click()
    page.wait_for_load_state()
    assert "/documents/" in page.url


@pytest.mark.parametrize("path", KINDS)
def test_a_narrow_screen_needs_no_sideways_scrolling(page: Any, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/fr/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


MOST_SCREENS, SCREEN = 8, 900
"""A page is at most so many screens long, of so many pixels; what is longer folds, or is a page of its own."""


def test_no_page_is_long(page: Any, built: Path) -> None:
    """Of the French pages, which are the longer ones; the pages of the language may be half as long again."""
    page.route("**/*.js", lambda route: route.abort())
    long = {}
    for path in sorted((built / "fr").rglob("*.html")):
        place = path.relative_to(built).as_posix()
        page.goto(f"/{place}", wait_until="domcontentloaded")
        most = MOST_SCREENS * SCREEN * (1.5 if re.match("fr/reference/[0-9a]", place) else 1)
        height = page.evaluate("document.querySelector('article, main').scrollHeight")
        if height > most:
            long[place] = height
    assert long == {}


def test_what_is_folded_opens_where_a_link_leads_to_it(page: Any) -> None:
    """A point in dispute stands in a fold of its clause: a link to it shows it."""
    page.goto("/en/documents/celeste-business-cloud/9.html#form-of-threat")
    assert page.locator("details:has(#form-of-threat)").first.get_attribute("open") is not None


def test_and_more_opens(page: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    fold = page.locator("details.more", has_text="and 14 more").first
    hidden = fold.locator("li").first
    assert not hidden.is_visible()
    fold.locator("summary").click()
    assert hidden.is_visible()


def test_a_sentence_of_the_law_has_an_address(page: Any) -> None:
    page.goto("/fr/documents/celeste-business-cloud/9.html#clause_9__para_3__sent_3")
    place = page.locator("h2[id='clause_9__para_3__sent_3']")
    assert "al. 3, 3e phrase" in place.inner_text().replace("\u00a0", " ")
    assert place.is_visible()


def test_a_page_that_is_not_there_is_told_in_the_language_of_its_tree(page: Any) -> None:
    page.goto("/fr/404.html")
    assert page.locator("html").get_attribute("lang") == "fr"
    page.locator("#home").click()
    page.wait_for_url("**/fr/index.html")


def test_keyboard_alone_reaches_the_contents(page: Any) -> None:
    page.goto("/en/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#*")
    page.wait_for_timeout(300)
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")
    for _ in range(20):  # past where one asks
        if "opinions/" in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/opinions/*")


def test_dark_mode_keeps_pictures_legible(page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/en/documents/celeste-business-cloud/9.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    dark = page.evaluate("""() => {
        const light = c => c.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b);
        const box = document.querySelector('.picture .box'), text = document.querySelector('.picture .label');
        return light(getComputedStyle(text).fill) - light(getComputedStyle(box).fill)}""")
    assert dark > 300


def test_print_shows_the_text_alone(page: Any) -> None:
    page.goto("/en/documents/celeste-business-cloud/9.html")
    page.emulate_media(media="print")
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".md-sidebar--primary").is_visible()
    assert page.locator("article h1").is_visible()
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_no_violation(page: Any, axe: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/fr/{path}")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")
    assert [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found["violations"]] == []
