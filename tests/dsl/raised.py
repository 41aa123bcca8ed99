"""Which ids of diagnostics the program can give, read off its source.

An id is what stands in the place of a parameter `code`: that of `Diagnostic`, and that of every function or class which
passes an id on to it. In that place stands a literal, or an id that is itself passed on.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
Takers = dict[str, int]
"""The names of what takes an id, and where among its arguments."""


def raised(package: str) -> set[str]:
    """The ids that the modules of a package (`dsl`, `engine`) give."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for folder in ("dsl", "engine")
        for path in (REPOSITORY / folder).rglob("*.py")
    }
    public = {name: at for tree in trees.values() for name, at in _takers(tree) if not name.startswith("_")}
    return {
        code
        for path, tree in trees.items()
        if path.relative_to(REPOSITORY).parts[0] == package
        for code in _codes(tree, public | dict(_takers(tree)), path)
    }


def _takers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
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


def _codes(tree: ast.AST, takers: Takers, path: Path) -> Iterator[str]:
    for node in ast.walk(tree):
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
