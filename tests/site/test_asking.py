"""Asking on the site in a real browser: the same answers as on the command line, and no fact leaves the tab."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from engine.case.facts_file import parse_case
from engine.desk import Request
from engine.print.format import Manner
from engine.source.read import LARGEST_SOURCE
from tests.contracts import desk
from tests.explain.cases import CASES, LANGUAGES

pytestmark = pytest.mark.browser

SETTLED = ".ask[data-settled]"
LONGEST = 90_000
"""A start of the engine on a busy machine takes no longer, in milliseconds."""

ALL_KEPT = """async () => {
    const seen = [location.href, ...performance.getEntriesByType("resource").map((entry) => entry.name)];
    const engine = ["program.zip", "python_stdlib.zip", "pyodide.asm.wasm", "pyodide.asm.mjs"];
    const wanted = [...seen, ...engine.map((name) => `/ask/${name}`)];
    return (await Promise.all(wanted.map((address) => caches.match(address)))).every(Boolean);
}"""
SPOKEN = """(address) => new Promise((done) => {
    addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
    fetch(address).then(() => done("spoken"), () => setTimeout(done, 2_000, "not there"));
})"""
MOST_BYTES = 8_000_000
"""All that answers is no larger as it is transferred, compressed, with what an open answer turns on."""

SAY = """async (told) => {
    const { say } = await import("/ask/engine.js");
    const reply = await say(told);
    return reply.bytes ? { bytes: [...reply.bytes] } : reply;
}"""


def settle(page: Any) -> None:
    """Waits until the answer, the form and the opinion are those of what was told last."""
    page.wait_for_timeout(60)
    page.locator(SETTLED).wait_for(timeout=LONGEST)


def enter(page: Any, name: str, text: str) -> None:
    """Types into the field of a fact, as somebody who goes on with the keyboard."""
    field = page.locator(f'[data-focus="facts:{name}"]')
    field.fill(text)
    field.press("Tab")
    settle(page)


def choose(page: Any, name: str, option: str) -> None:
    """Chooses an option of a fact."""
    page.locator(f'[data-focus="facts:{name}:{option}"]').check()
    settle(page)


def tick(page: Any, name: str) -> None:
    """Ticks what is otherwise than it is taken to be, in whichever fold it stands."""
    box = page.locator(f'[data-focus="tick:{name}"]')
    if not box.is_visible():
        page.locator("details", has=box).locator("summary").first.click()
    box.check()
    settle(page)


def until_kept(page: Any) -> None:
    """Waits until all that the page was made of is kept for a visit without a network."""
    for _ in range(LONGEST // 500):
        if page.evaluate(ALL_KEPT):
            return
        page.wait_for_timeout(500)
    raise AssertionError("the page is not kept")


def words(page: Any) -> list[str]:
    """Where each document stands, as the page shows it."""
    return [text.lower() for text in page.locator(".ask-word").all_inner_texts()]


def opinion(page: Any) -> str:
    """The text of the opinion."""
    found: str = page.frame_locator(".ask-paper").locator("body").inner_text()
    return found.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def engine(browser: Any, address: str) -> Iterator[Any]:
    """One page on which the engine runs, for many messages."""
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.set_default_timeout(LONGEST)
    opened.goto("/en/questions/may-suspend.html")
    settle(opened)
    yield opened
    context.close()


def asked(path: Path, language: str) -> tuple[Request, dict[str, Any]]:
    """A case as the command line is asked it, and as a page opens it."""
    text = path.read_text(encoding="utf-8")
    content = parse_case(text, path.name).content
    request = Request(content["question"], content["document"], file=path, language=language)
    told = {"do": "open", "name": path.name, "text": text, "question": "", "documents": [content["document"]]}
    return request, {**told, "language": language}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_opinion_is_that_of_the_command_line_byte_for_byte(engine: Any, path: Path, language: str) -> None:
    request, told = asked(path, language)
    state = engine.evaluate(SAY, told)["state"]
    found = bytes(engine.evaluate(SAY, {"do": "print", "form": "text", "state": state})["bytes"])
    assert found.decode() == desk().ask(request).printed("text")


@pytest.mark.parametrize("form", ["html", "json", "markdown", "docx"])
@pytest.mark.parametrize("case", ["spam", "suspicion", "penalty-amount"])
def test_so_it_is_in_every_format(engine: Any, case: str, form: str) -> None:
    request, told = asked(next(path for path in CASES if path.stem == case), "fr")
    state = engine.evaluate(SAY, told)["state"]
    found = bytes(engine.evaluate(SAY, {"do": "print", "form": form, "state": state})["bytes"])
    expected = desk().ask(request).printed(form, Manner(indented=True))
    assert found == (expected.encode() if isinstance(expected, str) else expected)


def test_a_seven_hour_outage_becomes_a_french_opinion_in_eight_entries(page: Any) -> None:
    page.goto("/fr/index.html")
    page.select_option("#ask-question", "client-owed-penalty")
    settle(page)
    page.get_by_label("Infomaniak Jelastic Cloud").check(force=True)
    settle(page)
    page.locator('[data-focus="add:outages"]').click()
    settle(page)
    choose(page, "outages[1].class", "A")
    enter(page, "outages[1].began", "3.3.2024 08:00")
    enter(page, "outages[1].ended", "7 heures")
    enter(page, "outages[1].reported_at", "20.3.2024 09:00")
    assert words(page) == ["oui"]
    assert "AVIS DE DROIT" in opinion(page)
    assert "7 heures" in opinion(page)
    page.evaluate("document.querySelector('.ask-paper').contentWindow.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Imprimer").click()
    assert page.title() == "printed"


def test_spam_is_answered_for_both_providers_and_the_warning_asked_next(page: Any) -> None:
    page.goto("/en/index.html")
    page.select_option("#ask-question", "may-suspend")
    settle(page)
    tick(page, "client_sends_spam")
    assert len(words(page)) == 2
    assert words(page)[0] == "yes"
    page.select_option("#ask-question", "must-warn-before-block")
    settle(page)
    assert len(words(page)) == 2
    assert page.locator('[data-focus="facts:client_sends_spam:yes"]').is_checked()


def test_the_opinions_of_both_documents_stand_side_by_side(page: Any) -> None:
    page.goto("/en/index.html")
    page.select_option("#ask-question", "must-warn-before-block")
    settle(page)
    page.get_by_label("Side by side").check(force=True)
    settle(page)
    articles = page.frame_locator(".ask-paper").locator(".abreast > article")
    articles.nth(1).get_by_text("Where to look").wait_for()
    left, right = (articles.nth(at).bounding_box() for at in (0, 1))
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_every_request_is_for_a_file_of_the_site_and_none_carries_a_fact(page: Any, built: Path) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto("/en/questions/client-owed-penalty.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    page.locator('[data-focus="add:outages"]').click()
    settle(page)
    enter(page, "outages[1].began", "3.3.2024 08:00")
    with page.expect_download():
        page.get_by_role("button", name="Word", exact=True).click()
    files = [urlsplit(address) for address in seen if not address.startswith(("data:", "blob:", "about:"))]
    assert {found.query for found in files} == {""}
    sent = {found.path for found in files if found.path.startswith("/ask/")}
    assert {"/ask/solver.zip", "/ask/program.zip"} <= sent
    assert sum(len(gzip.compress((built / path[1:]).read_bytes())) for path in sent) < MOST_BYTES
    absent = [found.path for found in files if not (built / found.path.lstrip("/")).is_file()]
    assert absent == []


def test_the_page_may_speak_to_no_other_host(page: Any) -> None:
    page.goto("/en/index.html")
    assert page.evaluate(SPOKEN, "https://example.org/") == "connect-src"
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    assert policy.startswith("default-src 'none'; connect-src 'self';")
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_what_is_entered_before_the_engine_is_there_waits_for_it_in_its_order(page: Any) -> None:
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.context.route("**/program.zip", hold)
    page.goto("/en/questions/may-suspend.html")
    page.locator('[data-focus="facts:false_information:no"]').check()
    page.locator('[data-focus="tick:client_sends_spam"]').check()
    page.get_by_text("2 entries wait").wait_for()
    for route in held:
        route.continue_()
    settle(page)
    state = json.loads(page.evaluate("sessionStorage.getItem('opposable-inquiry')"))
    assert state["facts"] == {"false_information": False, "client_sends_spam": True}
    assert words(page)[0] == "yes"


def test_nobody_is_interrupted_while_typing(page: Any) -> None:
    page.goto("/en/questions/client-owed-penalty.html")
    settle(page)
    page.locator('[data-focus="add:outages"]').click()
    settle(page)
    page.locator('[data-focus="facts:outages[1].class:A"]').check()
    page.locator('[data-focus="facts:outages[1].began"]').press_sequentially("3.3.2024 08:00", delay=60)
    page.wait_for_timeout(1_000)
    page.keyboard.press("Tab")
    settle(page)
    state = json.loads(page.evaluate("sessionStorage.getItem('opposable-inquiry')"))
    assert state["facts"]["outages[1].class"] == "A"
    assert state["facts"]["outages[1].began"].startswith("2024-03-03T08:00")


def test_what_answers_may_speak_to_no_other_host_either(page: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    (worker,) = [one for one in page.workers if one.url.startswith("blob:")]
    assert worker.evaluate(SPOKEN, "https://example.org/") == "connect-src"
    assert worker.evaluate(SPOKEN, page.url) == "spoken"


def test_after_the_first_visit_it_answers_without_a_network(page: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    until_kept(page)
    page.context.set_offline(True)
    page.reload()
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    tick(page, "client_sends_spam")
    assert words(page)[0] == "yes"


def test_facts_are_saved_and_opened(page: Any, tmp_path: Path) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    file = tmp_path / "case.toml"
    file.write_text('document = "celeste-business-cloud"\n[facts]\nclient_sends_spam = true\n', encoding="utf-8")
    page.locator('.ask input[type="file"]').set_input_files(file)
    settle(page)
    assert words(page)[0] == "yes"
    with page.expect_download() as started:
        page.get_by_role("button", name="Save the facts").click()
    assert "client_sends_spam = true" in Path(started.value.path()).read_text(encoding="utf-8")
    letter = tmp_path / "letter.html"
    letter.write_text("<p>Dear Sir</p>", encoding="utf-8")
    page.locator('.ask input[type="file"]').set_input_files(letter)
    page.get_by_text("carries no facts that could be opened").wait_for()
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 200_000, encoding="utf-8")
    page.locator('.ask input[type="file"]').set_input_files(deep)
    page.get_by_text("“deep.json” carries no facts").wait_for()
    large = tmp_path / "large.toml"
    with large.open("wb") as empty:
        empty.truncate(LARGEST_SOURCE + 1)
    page.locator('.ask input[type="file"]').set_input_files(large)
    page.get_by_text(f"“large.toml” has {LARGEST_SOURCE + 1} bytes").wait_for()
    assert words(page)[0] == "yes"


def in_states(page: Any) -> Iterator[str]:
    """The states of the form, one after the other."""
    page.goto("/fr/index.html")
    page.locator("#ask-question").wait_for()
    yield "nothing chosen"
    page.select_option("#ask-question", "client-owed-penalty")
    settle(page)
    yield "both documents"
    page.get_by_label("Infomaniak Jelastic Cloud").check(force=True)
    settle(page)
    page.locator('[data-focus="add:outages"]').click()
    settle(page)
    enter(page, "outages[1].began", "3.3.2024")
    yield "a record, and an answer that cannot be read"
    choose(page, "outages[1].class", "A")
    page.locator('[data-focus="contest:outages[1].class"]').check()
    settle(page)
    for fold in page.locator(".ask details").all()[:12]:
        fold.evaluate("fold => { fold.open = true; }")
    yield "contested, with the folds open"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_state(page: Any, axe: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    found = {}
    for state in in_states(page):
        page.evaluate(axe)
        violations = page.evaluate("axe.run('.ask')")["violations"]
        found[state] = [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in violations]
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_a_narrow_screen_needs_no_sideways_scrolling_in_any_state(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for state in in_states(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, state


def test_the_keyboard_alone_asks_and_answers(page: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    page.locator("#ask-date").focus()
    page.keyboard.type("10.3.2024")
    page.keyboard.press("Tab")
    settle(page)
    assert page.locator("#ask-date").input_value() == "10.03.2024"
    name = page.evaluate(
        "document.querySelector('.ask-form .ask-radio input').focus() || document.activeElement.dataset.focus"
    )
    page.keyboard.press("Space")
    settle(page)
    assert page.evaluate("document.activeElement.dataset.focus") == name
    assert page.evaluate("document.activeElement.checked")


def test_print_leaves_the_answer_and_the_opinion(page: Any) -> None:
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    page.emulate_media(media="print")
    assert not page.locator(".ask-form").is_visible()
    assert not page.locator(".ask-tools").is_visible()
    assert page.locator(".ask-paper").is_visible()
    assert page.locator(".ask-word").first.is_visible()


def test_a_printed_page_has_the_whole_opinion(page: Any) -> None:
    """The frame is as high as what it shows on a sheet, however wide the screen is."""
    page.goto("/en/questions/may-suspend.html")
    page.locator(".ask").scroll_into_view_if_needed()
    settle(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    frame, shown = page.locator(".ask-paper").evaluate(
        "frame => [frame.clientHeight, frame.contentDocument.documentElement.offsetHeight]"
    )
    assert shown <= frame <= shown + 100
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".ask-paper").evaluate("frame => frame.style.width") == ""


def test_without_scripts_the_page_says_what_to_do(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/questions/may-suspend.html")
    assert "opposable interview may-suspend" in page.locator(".ask").inner_text()
    context.close()


def test_what_is_told_is_json_that_is_kept_by_name(engine: Any) -> None:
    began = engine.evaluate(
        SAY, {"do": "begin", "question": "may-suspend", "documents": ["celeste-business-cloud"], "language": "en"}
    )
    assert json.loads(json.dumps(began["state"]))["version"] == 1
