"""Which ids of diagnostics the program can give, read off its source.

An id is what stands in the place of a parameter `code`: that of `Diagnostic`, and that of every function or class which
passes an id on to it. In that place stands a literal, or an id that is itself passed on.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.parsed import parsed

REPOSITORY = Path(__file__).resolve().parents[2]
Takers = dict[str, int]
"""The names of what takes an id, and where among its arguments."""


@cache
def raised(package: str) -> frozenset[str]:
    """The ids that the modules of a package (`dsl`, `engine`) give."""
    nodes, takers = _nodes(), {path: dict(_takers(within)) for path, within in _nodes().items()}
    public = {name: at for found in takers.values() for name, at in found.items() if not name.startswith("_")}
    return frozenset(
        code
        for path, within in nodes.items()
        if path.relative_to(REPOSITORY).parts[0] == package
        for code in _codes(within, public | takers[path], path)
    )


@cache
def _nodes() -> dict[Path, list[ast.AST]]:
    """What is called and what is defined in each module."""
    return {
        path: [node for node in ast.walk(parsed(path)) if isinstance(node, (ast.Call, ast.FunctionDef, ast.ClassDef))]
        for folder in ("dsl", "engine")
        for path in (REPOSITORY / folder).rglob("*.py")
    }


def _takers(nodes: list[ast.AST]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and node.name != "__init__" and "code" in _parameters(node):
            yield node.name, _parameters(node).index("code")
        elif isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.FunctionDef) and item.name == "__init__" and "code" in _parameters(item):
                    yield node.name, _parameters(item).index("code")
            fields = [
                item.target.id
                for item in node.body
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
            ]
            if "code" in fields:
                yield node.name, fields.index("code")


def _parameters(function: ast.FunctionDef) -> list[str]:
    """The parameters of a function; a `code` that isn't a text, but something compiled, is none of ours."""
    return [
        argument.arg if argument.arg != "code" or getattr(argument.annotation, "id", "") == "str" else ""
        for argument in function.args.args
        if argument.arg != "self"
    ]


def _codes(nodes: list[ast.AST], takers: Takers, path: Path) -> Iterator[str]:
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        at = takers.get(getattr(node.func, "id", getattr(node.func, "attr", "")))
        if at is not None:
            named = [word.value for word in node.keywords if word.arg == "code"]
            yield from _literal([*named, *node.args[at:]][0], f"{path}:{node.lineno}")


def _literal(given: ast.expr, place: str) -> Iterator[str]:
    if isinstance(given, ast.Constant):
        yield str(given.value)
    elif isinstance(given, ast.IfExp):
        yield from _literal(given.body, place)
        yield from _literal(given.orelse, place)
    else:
        passed_on = getattr(given, "id", getattr(given, "attr", ""))
        assert passed_on == "code", f"{place}: neither an id nor one that is passed on"
