"""A build of the site that is killed: nobody works on, no page is cut off, and the next build mends it."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.dsl.processes import gone

OTHERS = Path(__file__).resolve().parents[1] / "others"
LEASE = "lease"
pytestmark = pytest.mark.suite

MOMENTS: dict[str, Callable[[Path], object]] = {
    "pages are written": lambda site: list(site.glob(".pages/en/*.md")),
    "pages are built": lambda site: list(site.glob(".en.made.*/**/*.html")),
    "nearly all is built": lambda site: list(site.glob(".en.made.*/search/search_index.json")),
}


@pytest.fixture
def clauses(tmp_path: Path) -> Path:
    """A lease and its scenarios, to be changed."""
    pytest.importorskip("mkdocs", reason="MkDocs is not installed: pip install -e '.[site]'")
    return Path(shutil.copytree(OTHERS / LEASE, tmp_path / LEASE)) / "clauses"


def building(clauses: Path, site: Path, cache: Path) -> subprocess.Popen[bytes]:
    """A build that has begun, in a group of processes of its own."""
    call = [sys.executable, "-m", "engine.faces.command_line", "site", "--no-ask", "--lang", "en"]
    return subprocess.Popen(
        [*call, "--clauses", str(clauses), "--scenarios", str(clauses.parent / "scenarios"), "-o", str(site)],
        env=os.environ | {"XDG_CACHE_HOME": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def killed(process: subprocess.Popen[bytes], sent: signal.Signals, moment: Callable[[], object]) -> bytes:
    """Ends a build at a moment, or finds it ended; then none of its processes is left. What it said."""
    while process.poll() is None and not moment():
        time.sleep(0.002)
    process.send_signal(sent)
    said, _ = process.communicate(timeout=60)
    assert gone(process.pid)
    return said


def pages(site: Path) -> dict[str, bytes]:
    """What a reader can come upon."""
    files = (path for path in site.rglob("*") if path.is_file())
    found = {path.relative_to(site).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith((".", "en/sitemap"))}


def built(clauses: Path, site: Path, cache: Path) -> dict[str, bytes]:
    """What a build comes to that nobody kills."""
    process = building(clauses, site, cache)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert gone(process.pid)
    assert not [path.name for path in site.iterdir() if path.name.startswith(".") and path.name != ".pages"]
    return pages(site)


def killed_at_each_moment(sent: signal.Signals, clauses: Path, site: Path, cache: Path) -> None:
    """Begins a build for each moment and ends it there."""
    for name, moment in MOMENTS.items():
        said = killed(building(clauses, site, cache), sent, partial(moment, site))
        assert b"KeyboardInterrupt" not in said, name
        for path, page in pages(site).items():
            assert not path.endswith(".html") or page.rstrip().endswith(b"</html>"), f"cut off when {name}: {path}"


@pytest.mark.parametrize("sent", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_build_that_is_killed_is_mended_by_the_next(sent: signal.Signals, clauses: Path, tmp_path: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    killed_at_each_moment(sent, clauses, site, cache)
    assert built(clauses, site, cache) == built(clauses, tmp_path / "never killed", cache)


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_so_is_one_that_is_killed_on_its_way_to_other_words(
    sent: signal.Signals, clauses: Path, tmp_path: Path
) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    before = built(clauses, site, cache)
    terms = clauses / "lease.clause"
    terms.write_text(terms.read_text(encoding="utf-8").replace("As of which date?", "On what day?"), encoding="utf-8")
    killed_at_each_moment(sent, clauses, site, cache)
    anew = built(clauses, site, cache)
    assert anew != before
    assert anew == built(clauses, tmp_path / "of the new words", cache)


def test_where_there_is_no_room_it_is_said_in_one_diagnostic(clauses: Path, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "engine.faces.command_line", "site", "--no-ask", "--lang", "en"]
    site, scenarios = tmp_path / "site", str(clauses.parent / "scenarios")
    ran = subprocess.run(
        [*call, "--clauses", str(clauses), "--scenarios", scenarios, "-o", str(site)],
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert f"error[unwritable-file]: `{site}` cannot be written: File too large" in ran.stderr
    assert not list(site.glob(".en.made.*"))
