"""The built site for the tests, and a real browser; without one the tests are skipped, with the reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # the base class names it so
        """Says nothing."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of both documents in both languages: built anew, unless OPPOSABLE_SITE names a folder where it is."""
    if "OPPOSABLE_SITE" in os.environ:
        return Path(os.environ["OPPOSABLE_SITE"])
    pytest.importorskip("mkdocs", reason="MkDocs is not installed: pip install -e '.[site]'")
    from engine.faces.site.publish import Order, publish
    from engine.library.library import CLAUSES

    folder = tmp_path_factory.mktemp("site")
    publish(Order(CLAUSES, (REPOSITORY / "tests" / "scenarios",), output=folder / "_build"))
    return folder / "_build"


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium that Playwright drives."""
    sync = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright")
    found = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        pytest.skip("there is no Chromium here: apt-get install chromium, or name one in CHROMIUM")
    with sync.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page on which nothing may fail, and which may ask no other host for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address, locale="en-GB")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:", "blob:")) else wrong.append(request.url),
    )
    yield opened
    context.close()
    assert not wrong


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the package that ships it."""
    package = pytest.importorskip("axe_playwright_python", reason="pip install axe-playwright-python")
    (path,) = Path(package.__file__).parent.rglob("axe.min.js")
    return path.read_text(encoding="utf-8")
