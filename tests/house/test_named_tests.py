"""For each module its test can be named: the one that imports it, or else that of what uses it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests.parsed import parsed

ROOT = Path(__file__).parents[2]
FOUND_BY_NAME = {
    "dsl.functions": "dsl/functions/test_functions.py",
    "engine.export.targets": "export/test_targets.py",
    "engine.print.formats": "print/test_formats.py",
    "engine.tongues": "tongues/test_tongues.py",
    "engine.faces.command_line": "faces/test_readme.py",
    "engine.faces.site.compiling": "faces/test_tab.py",
}
"""Folders, and a program of its own, that nobody imports by name, and the test that goes through all of them."""


@cache
def importing_tests() -> dict[str, set[str]]:
    """The tests that import each module, by its dotted name."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        name = path.relative_to(ROOT / "tests").as_posix()
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                for imported in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                    found.setdefault(imported, set()).add(name)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    found.setdefault(alias.name, set()).add(name)
    return found


def named_tests(module: str, graph: grimp.ImportGraph) -> set[str]:
    """The tests of a module: its own, or those of the nearest modules that use it, or of their folder."""
    seen, pending = {module}, [module]
    while pending:
        own = set().union(*(importing_tests().get(name, set()) for name in pending))
        if own:
            return own
        users = {user for name in pending for user in graph.find_modules_that_directly_import(name)}
        pending = sorted(users - seen)
        seen |= users
    return {test for folder, test in FOUND_BY_NAME.items() for name in seen if f"{name}.".startswith(f"{folder}.")}


@pytest.mark.suite
def test_every_module_has_a_test_that_can_be_named() -> None:
    graph = grimp.build_graph("dsl", "engine", cache_dir=None)
    modules = [module for module in sorted(graph.modules) if not graph.find_children(module)]
    assert [module for module in modules if not named_tests(module, graph)] == []


def test_a_module_that_nothing_uses_would_be_found() -> None:
    graph = grimp.build_graph("dsl", "engine", cache_dir=None)
    graph.add_module("engine.answer.forgotten")
    assert named_tests("engine.answer.forgotten", graph) == set()
    assert named_tests("engine.answer.pairs", graph) >= {"answer/test_symbolic.py"}
    assert all((ROOT / "tests" / test).is_file() for test in FOUND_BY_NAME.values())
