"""How fast asking in a tab is, against Pyodide alone, in one run: `python tests/benchmarks/asking_in_a_tab.py SITE`.

SITE is the folder of a built site. Pyodide alone is the package as it is published, started in a worker of a page that
has nothing else. Needs Playwright and a Chromium.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter
from typing import Any

from engine.faces.site.fetching import fetch
from engine.faces.site.pages import PLACE

ROUNDS = 3
LONGEST = 120_000
TOLD = '[data-focus="tick:client_sends_spam"]'
FIRST = ("worker.js", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "program.zip")
FIRST += ("python_stdlib.zip", "ask.js", "controls.js", "engine.js", "form.js", "paper.js", "ask.css", "texts.en.json")
OPEN = (*FIRST, "solver.zip")
ALONE = """async () => {
    const code = `import { loadPyodide } from "${location.origin}/pyodide.mjs";
        loadPyodide({ indexURL: "${location.origin}/" }).then((it) => { it.runPython("1 + 1"); postMessage(""); });`;
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    await new Promise((done, failed) => {
        const worker = new Worker(address, { type: "module" });
        worker.onmessage = done;
        worker.onerror = (event) => failed(new Error(event.message));
    });
}"""
LATER = """async (name) => {
    const { say } = await import("/ask/engine.js");
    const { state } = await say({ do: "begin", question: "may-suspend", documents: [name], language: "en" });
    const took = [];
    for (const text of ["yes", "no", "yes", "no", "yes", "no"]) {
        const began = performance.now();
        await say({ do: "tell", section: "facts", name: "client_sends_spam", text, state });
        took.push(performance.now() - began);
    }
    return took.slice(1);
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # the base class names it so
        """Says nothing."""


def served(folder: Path) -> str:
    """The address at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def alone(page: Any, address: str) -> float:
    """Seconds until Pyodide alone has run one line."""
    page.goto(f"{address}/package.json")
    began = perf_counter()
    page.evaluate(ALONE)
    return perf_counter() - began


def shown(page: Any, address: str) -> float:
    """Seconds until a question's page shows its first answer and its first fields."""
    began = perf_counter()
    page.goto(f"{address}/en/questions/may-suspend.html", wait_until="commit")
    page.locator(TOLD).wait_for(timeout=LONGEST)
    return perf_counter() - began


def answered(page: Any, address: str) -> float:
    """Seconds until a fact that was told as soon as there was a field for it is answered."""
    began = perf_counter()
    shown(page, address)
    page.locator(TOLD).check()
    page.locator(".ask-is-yes").wait_for(timeout=LONGEST)
    return perf_counter() - began


def main(site: Path) -> None:
    """Prints each figure on a line of its own."""
    from playwright.sync_api import sync_playwright

    for what, names in (("a decided answer", FIRST), ("an open one", OPEN)):
        size = sum(len(gzip.compress((site / PLACE / name).read_bytes(), 9)) for name in names)
        print(f"transferred for {what}, compressed: {size / 1e6:.2f} MB")
    bare, ours = served(fetch().pyodide), served(site)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        first: dict[str, list[float]] = {"alone": [], "answer": [], "alone, cached": [], "answer, cached": []}
        fields: list[float] = []
        for _ in range(ROUNDS):
            for kind, measured, address in (("alone", alone, bare), ("answer", answered, ours)):
                context = browser.new_context()
                page = context.new_page()
                first[kind].append(measured(page, address))
                page.wait_for_timeout(1_000)
                page.close()
                page = context.new_page()  # a tab of its own, which has kept nothing that was told
                first[f"{kind}, cached"].append(measured(page, address))
                if kind == "answer":
                    fields.append(shown(context.new_page(), address))
                    later = page.evaluate(LATER, "celeste-business-cloud")
                context.close()
        print(f"the first fields, cached: {median(fields):.2f} s")
        for kind, took in first.items():
            print(f"{kind}: {median(took):.2f} s")
        for cached in ("", ", cached"):
            ratio = median(a / b for a, b in zip(first[f"answer{cached}"], first[f"alone{cached}"], strict=True))
            print(f"answer against Pyodide alone{cached}: {ratio:.2f}")
        print(f"a later answer: {median(later):.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
