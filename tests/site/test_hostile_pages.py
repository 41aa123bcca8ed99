"""Nothing acts that was only written: opinions full of hostile words in a real browser, and a whole site of them."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hostile_words import PAYLOADS, toml
from lxml import html
from markdown_it import MarkdownIt

from engine.desk import Request
from engine.faces.site.publish import SITE, Order, publish
from tests.contracts import desk

pytestmark = pytest.mark.browser
CONTRACT = Path(__file__).parents[1] / "revise" / "contract"
LINE = re.compile(r"^(title = )\"[^\"]*\"$", re.M)
PHRASE = re.compile(r"((?:en|fr) \"[^\"]{8,})\"")


def visited(browser: Any, path: Path) -> Any:
    """A page on which everything was clicked that nothing leads away from, and which asked for nothing elsewhere."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.locator("h1").first.is_visible()
    page.evaluate("document.querySelectorAll('body *:not(a):not(label):not(input)').forEach(one => one.click?.())")
    assert "acted" not in page.title().replace("document.title='acted'", "")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.locator("[onclick], [onerror], [onload], a[href^=javascript], img[src*=invalid]").count() == 0
    return page


def test_an_opinion_acts_in_no_browser(browser: Any, tmp_path: Path) -> None:
    facts = tmp_path / "case.toml"
    note = toml(" ".join(PAYLOADS))
    facts.write_text(
        f'facts.client_sends_spam = true\nstanding.client_sends_spam = {{ is = "contested", note = {note} }}\n',
        encoding="utf-8",
    )
    reply = desk().ask(Request("may-suspend", "celeste-business-cloud", file=facts))
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    pages = {
        "opinion.html": str(reply.printed("html")),
        "markdown.html": f"<!DOCTYPE html><title>usual</title>{rendered.render(str(reply.printed('markdown')))}",
    }
    for name, content in pages.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        page = visited(browser, tmp_path / name)
        assert "<script>document.title='acted'</script>" in page.locator("body").inner_text()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a contract in which every phrase ends in hostile words."""
    pytest.importorskip("mkdocs", reason="MkDocs is not installed: pip install -e '.[site]'")
    tmp_path = tmp_path_factory.mktemp("hostile")
    words = " ".join(PAYLOADS).replace('"', "'").replace("\0", "")
    shutil.copytree(CONTRACT, tmp_path / "contract")
    for path in (tmp_path / "contract" / "clauses").rglob("*.clause"):
        text = path.read_text(encoding="utf-8")
        path.write_text(PHRASE.sub(lambda found: f'{found[1]} {words}"', text), encoding="utf-8")
    for path in (tmp_path / "contract" / "scenarios").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(LINE.sub(lambda found: f"{found[1]}{toml(words)}", text), encoding="utf-8")
    clauses, scenarios = tmp_path / "contract" / "clauses", tmp_path / "contract" / "scenarios"
    publish(Order(clauses, (scenarios,), languages=("en",), site=SITE, output=tmp_path / "_build", asks=False))
    return tmp_path / "_build" / "en"


def test_a_site_of_hostile_words_holds_nothing_that_acts(hostile: Path) -> None:
    pages = sorted(hostile.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        page = html.fromstring(path.read_text(encoding="utf-8"))
        assert page.xpath("//*[@onclick or @onerror or @onload]") == []
        assert page.xpath("//a[starts-with(@href, 'javascript')] | //img[contains(@src, 'invalid')]") == []
        assert [script for script in page.xpath("//script/text()") if "acted" in script] == []


CLICKED = """() => [...document.querySelectorAll("article *:not(a):not(label):not(input)")]
    .filter((one) => one.children.length === 0 || one.matches("summary, button, svg, details"))
    .slice(0, 300).forEach((one) => one.click?.() ?? one.dispatchEvent(new MouseEvent("click", { bubbles: true })))"""
"""What may be clicked on a page, up to a number that is soon done with."""


def test_a_page_of_each_kind_acts_in_no_browser(browser: Any, hostile: Path) -> None:
    kinds = {path.relative_to(hostile).parent: path for path in sorted(hostile.rglob("*.html"), reverse=True)}
    assert len(kinds) > 3
    context = browser.new_context()
    context.set_default_timeout(20_000)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    for path in (*kinds.values(), hostile / "index.html"):
        page = context.new_page()
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        page.goto(path.as_uri())
        assert page.locator("h1").first.is_visible(), path
        page.evaluate(CLICKED)
        assert "acted" not in page.title().replace("document.title='acted'", ""), path
        page.close()
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
