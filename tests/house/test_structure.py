"""What holds of the house as a whole: no circles, no two files of one name, and tests for every room."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import grimp
import pytest

from tests.parsed import parsed

ROOT = Path(__file__).parents[2]
TONGUES = ROOT / "engine" / "tongues"
MODULES = [path for room in ("dsl", "engine") for path in sorted((ROOT / room).rglob("*.py"))]
LANGUAGES = {path.parent for path in TONGUES.glob("*/__init__.py")}
"""The folders of the tongues, whose catalogues have the same names because they say the same."""


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """What each module imports directly, within functions too; imports for the sake of types alone don't count."""
    graph = grimp.build_graph("dsl", "engine", exclude_type_checking_imports=True, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def circles(imports: dict[str, set[str]]) -> list[set[str]]:
    """The sets of modules each of which leads back to itself through the others."""
    reach: dict[str, set[str]] = {}
    for module, direct in imports.items():
        seen: set[str] = set()
        pending = list(direct)
        while pending:
            at = pending.pop()
            if at not in seen and at in imports:
                seen.add(at)
                pending += imports[at]
        reach[module] = seen
    found = {frozenset(other for other in reach[module] if module in reach[other]) for module in imports}
    return sorted((set(circle) for circle in found if circle), key=sorted)


def test_no_module_leads_back_to_itself(imports: dict[str, set[str]]) -> None:
    assert circles(imports) == []


def test_a_circle_would_be_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == [{"b", "c"}]


def test_no_two_files_share_a_name() -> None:
    names = Counter(path.name for path in MODULES if not path.name.startswith("__") and path.parent not in LANGUAGES)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_room_has_its_tests() -> None:
    rooms = {path.name for path in (ROOT / "engine").iterdir() if (path / "__init__.py").is_file()}
    missing = [room for room in sorted(rooms) if not any((ROOT / "tests" / room).glob("test_*.py"))]
    assert missing == []
    assert any((ROOT / "tests" / "dsl").glob("test_*.py"))


def test_every_folder_of_tests_is_of_a_room() -> None:
    rooms = {path.name for path in (ROOT / "engine").iterdir() if path.is_dir()} | {"dsl", "site", "house"}
    apart = {"benchmarks", "clauses", "fuzzing", "language", "others", "scenarios"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - apart <= rooms


LONGEST_FILE, LONGEST_FUNCTION = 400, 80
SOURCES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]


def too_long(path: Path) -> list[str]:
    """The file, if it is too long to be read in one go, and those of its functions that are."""
    text = path.read_text(encoding="utf-8")
    name, lines = path.relative_to(ROOT).as_posix(), text.count("\n")
    found = [f"{name}: {lines} lines"] if lines > LONGEST_FILE else []
    for node in ast.walk(parsed(path)) if lines > LONGEST_FUNCTION else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            found += [f"{name}: {node.name} has {length} lines"] if length > LONGEST_FUNCTION else []
    return found


@pytest.mark.suite
def test_no_file_and_no_function_is_too_long() -> None:
    assert [line for path in SOURCES for line in too_long(path)] == []


def computed_names(module: ast.Module) -> list[int]:
    """The lines on which an attribute is looked up by a name that isn't written there."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("getattr", "hasattr")
        and not (isinstance(node.args[1], ast.Constant) and isinstance(node.args[1].value, str))
    ]


@pytest.mark.suite
def test_nothing_is_dispatched_by_a_computed_name() -> None:
    found = {path.relative_to(ROOT).as_posix(): computed_names(parsed(path)) for path in MODULES}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_computed_name_would_be_found() -> None:
    module = ast.parse('getattr(a, "b")\ngetattr(a, b)\nhasattr(a, f"{b}_")')
    assert computed_names(module) == [2, 3]
