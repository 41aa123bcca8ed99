"""The modules of the program are found as Python finds them, only sooner."""

import importlib.util
import os
import py_compile
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from engine.faces.command_line.own_modules import OwnModules

ROOT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a module that was compiled."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").write_text("")
    (tmp_path / "form.py").write_text("SAID = 'first'\n")
    py_compile.compile(str(tmp_path / "form.py"))
    return tmp_path


def said(folder: Path) -> str:
    """What the module of a package says, found in this way."""
    specification = OwnModules.find_spec("engine.form", [str(folder)])
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return str(module.SAID)


@pytest.mark.parametrize("name", ["dsl.typed.program", "dsl.typed", "engine.answer.answer"])
def test_a_module_is_what_python_makes_of_it(name: str) -> None:
    folder = [str(ROOT / Path(*name.split(".")[:-1]))]
    found, known = OwnModules.find_spec(name, folder), PathFinder.find_spec(name, folder)
    assert found is not None
    assert known is not None
    for told in ("name", "origin", "cached", "parent", "has_location", "submodule_search_locations"):
        assert getattr(found, told) == getattr(known, told), told


@pytest.mark.parametrize("name", ["engine.absent", "json.decoder", "engine"])
def test_all_else_is_left_to_python(name: str, package: Path) -> None:
    assert OwnModules.find_spec(name, [str(package)] if "." in name else None) is None


def test_what_was_compiled_is_run(package: Path) -> None:
    source = package / "form.py"
    status = source.stat()
    source.write_text("SAID = 'other'\n")
    os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))  # as long and as old: Python, too, looks no further
    assert said(package) == "first"


def test_what_was_written_since_is_compiled_anew(package: Path) -> None:
    (package / "form.py").write_text("SAID = 'something later'\n")
    assert said(package) == "something later"


@pytest.mark.parametrize("content", [b"", b"\0" * 40, None])
def test_damaged_code_is_compiled_anew(content: bytes | None, package: Path) -> None:
    compiled = Path(importlib.util.cache_from_source(str(package / "form.py")))
    compiled.write_bytes(compiled.read_bytes()[:20] if content is None else content)
    if content is None:  # Python itself refuses code that ends too early
        with pytest.raises(EOFError):
            said(package)
    else:
        assert said(package) == "first"


def test_the_command_finds_its_own_modules_so() -> None:
    program = (
        "import sys; sys.argv = ['opposable', '--version']\n"
        "from engine.faces.command_line.start import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(type(sys.modules['engine.faces.command_line.command'].__loader__).__name__)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONOPTIMIZE"}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "_Compiled"
