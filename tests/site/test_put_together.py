"""What answers in a tab is put together from files: which modules travel, what is fetched, and what a page may do."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import traceback
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from dsl.diagnostic import Rejected
from engine.faces.site.bundle import sources
from engine.faces.site.compiling import imported, needed, parted
from engine.faces.site.fetching import SCRIPTS, run
from engine.faces.site.policy import protect, protected
from engine.library.compiled_state import ROOT

LIBRARY = {
    "json/__init__.py": b"from .decoder import JSONDecoder\nfrom . import scanner",
    "json/decoder.py": b"import re\nfrom json import scanner",
    "json/scanner.py": b"",
    "re.py": b"import pdb",
    "pdb.py": b"import cmd",
    "cmd.py": b"",
    "colours.py": b"",
    "notes.txt": b"kept",
}


def test_only_what_can_be_imported_travels_and_no_debugger() -> None:
    found = needed(LIBRARY, ["json"])
    assert list(found) == ["json/__init__.py", "json/decoder.py", "json/scanner.py", "notes.txt", "re.py"]


def test_of_compiled_modules_those_travel_that_somebody_asks_for() -> None:
    wheel = {"solving.cpython-311.so": b"", "counting.cpython-311.so": b"", "solving-1.0.dist-info/LICENSE.txt": b""}
    assert list(needed(wheel, ["solving"])) == ["solving-1.0.dist-info/LICENSE.txt", "solving.cpython-311.so"]


def test_a_package_is_in_one_archive_alone() -> None:
    first = {"re.py": b"", "json/__init__.py": b"", "json/scanner.py": b""}
    later = {"re.py": b"", "json/__init__.py": b"", "json/decoder.py": b"", "cmd.py": b"", "forms/__init__.py": b""}
    early, beyond = parted(first, later)
    assert list(early) == ["json/__init__.py", "json/decoder.py", "json/scanner.py", "re.py"]
    assert list(beyond) == ["cmd.py", "forms/__init__.py"]


def test_imports_are_found_wherever_they_stand() -> None:
    source = "import a.b\ndef f():\n    from ..c import d\ntry:\n    from . import e\nexcept ImportError:\n    pass"
    assert set(imported(source, "one.two")) == {"a.b", "one.c", "one.c.d", "one.two", "one.two.e"}


@pytest.mark.suite
def test_what_travels_can_be_loaded_and_what_needs_the_parser_stays() -> None:
    travelling = {path.relative_to(ROOT).as_posix() for path in sources()}
    assert {"engine/faces/browser/tab.py", "engine/desk/interview.py", "dsl/functions/floor.py"} <= travelling
    assert {"engine/print/templates/opinion.css", "engine/tongues/fr/tab.toml"} <= travelling
    assert not {"dsl/check.py", "engine/desk/connections.py", "engine/print/paper.py"} & travelling
    assert not [path for path in travelling if path.startswith(("dsl/surface", "engine/suite", "engine/faces/site"))]


def test_a_page_runs_its_own_scripts_and_those_of_the_site_alone(tmp_path: Path) -> None:
    script = "document.title = 1;"
    page = tmp_path / "index.html"
    page.write_text(
        f'<html><head>\n<meta charset="utf-8"></head><body><script>{script}</script>'
        '<script type="application/json">{"a": 1}</script><script src="a.js"></script></body></html>',
        encoding="utf-8",
    )
    protect(tmp_path)
    text = page.read_text(encoding="utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{digest}'\">" in text
    assert text.index('charset="utf-8"') < text.index("default-src 'none'")
    protect(tmp_path)
    assert page.read_text(encoding="utf-8") == text
    assert protected("<html><head></head></html>").count("Content-Security-Policy") == 1


def test_lock_files_name_hashes_and_no_addresses() -> None:
    lock = json.loads((SCRIPTS / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())
    assert "--hash=sha256:" in (SCRIPTS / "solver.txt").read_text(encoding="utf-8")
    for path in SCRIPTS.iterdir():
        assert "http" not in path.read_text(encoding="utf-8").replace("http-equiv", ""), path.name


def test_a_compiled_module_is_taken_as_it_is(tmp_path: Path) -> None:
    from engine.faces.site.compiling import _write

    _write(tmp_path / "program.zip", {"greeting.py": b"'said'\nTEXT = 'hello'", "notes.txt": b"kept"}, optimize=0)
    with ZipFile(tmp_path / "program.zip") as archive:
        assert archive.namelist() == ["greeting.pyc", "notes.txt"]
        assert archive.read("greeting.pyc")[4:8] == (1).to_bytes(4, "little")


def test_code_without_its_lines_runs_and_says_what_went_wrong() -> None:
    from engine.faces.site.compiling import _without_lines

    source = "def half(of):\n    return sum(of) / len(of)\n" + "total = half([2, 4])\n" * 40 + "half([])\n"
    names: dict[str, object] = {}
    with pytest.raises(ZeroDivisionError) as raised:
        exec(_without_lines(compile(source, "told.py", "exec")), names)
    assert names["total"] == 3
    assert {line for frame in traceback.extract_tb(raised.tb)[1:] for line in [frame.lineno]} == {None}
    assert "ZeroDivisionError" in "".join(traceback.format_exception(raised.value))


@pytest.mark.suite
@pytest.mark.skipif(sys.platform == "win32", reason="processes have no groups")
def test_what_fetches_and_compiles_ends_with_the_build_that_began_it(tmp_path: Path) -> None:
    made, beats = tmp_path / "made", tmp_path / "beats"
    made.mkdir()
    beating = ["sh", "-c", f"while :; do echo x >> {beats}; sleep 0.1; done"]
    lines = [
        "from pathlib import Path",
        "from engine.faces.site.fetching import run",
        f"run({beating}, Path({str(made)!r}))",
    ]
    building = subprocess.Popen([sys.executable, "-c", "\n".join(lines)], cwd=ROOT)
    for _ in range(1200):
        if beats.exists() or building.poll() is not None:
            break
        time.sleep(0.05)
    building.kill()
    building.wait()
    for _ in range(600):
        if not made.exists():
            break
        time.sleep(0.1)
    assert not made.exists()
    size = beats.stat().st_size
    time.sleep(1)
    assert beats.stat().st_size == size


def test_what_a_program_says_last_is_why_it_failed(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="`sh` says: no network"):
        run(["sh", "-c", "echo beginning >&2; echo no network >&2; exit 3"], tmp_path)
    with pytest.raises(Rejected, match="it ended with 4"):
        run(["sh", "-c", "exit 4"], tmp_path)
    with pytest.raises(Rejected, match="No such file"):
        run(["there-is-no-such-program"], tmp_path)
