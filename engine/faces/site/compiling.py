"""Compiles the program for a tab, and as much of the libraries as it can come to import; runs within Pyodide.

The modules travel compiled, so that no visitor's machine compiles them at every start; the head of each says that
nobody is to compare it with a source (PEP 552). The tables of line numbers (PEP 626), a third of what would travel,
stay at home: nobody sees a line of the program in a tab.
"""

import ast
import marshal
import sys
from collections.abc import Collection, Iterable, Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNCHECKED = MAGIC_NUMBER + (0b01).to_bytes(4, "little") + bytes(8)
_WITHOUT_DOCSTRINGS = 2
_NOT_IN_A_TAB = frozenset(
    ("_pyrepl", "concurrent", "doctest", "http", "multiprocessing", "pdb", "pydoc", "subprocess", "unittest", "xmlrpc")
)
"""What is for terminals, processes and servers: parts of the library offer it where it is, and do without it."""
_NO_LINE = 0x80 | 15 << 3
"""How an entry of such a table begins that names no line; in its last three bits, how many instructions more than one
it stands for."""

_READER = "pypdf"
"""The package that reads a PDF."""

_PLATFORM = "_sysconfigdata_"
"""How the module begins in which `sysconfig` looks up what the interpreter was built with."""

_ENCODINGS = (
    *("utf_8", "utf_8_sig", "ascii", "latin_1", "cp437", "unicode_escape", "raw_unicode_escape"),
    *("utf_16", "utf_16_be", "utf_16_le", "charmap", "cp1252", "mac_roman"),
)
"""The encodings that are looked up by name while Python starts, reads archives and escapes, and within a PDF."""


def compile_program(laid: Path, into: Path, library: Path, solver: Path, started: Iterable[str]) -> None:
    """Writes an archive of each part that travels: of the `program` and the reader of `pdf` from folders in `laid`, of
    the solver from its wheel, of the standard library from its own.

    `started` are the modules that the interpreter has loaded before it runs anything.
    """
    files, reader = _files(laid / "program"), _files(laid / "pdf")
    _write(into / "program.zip", files, optimize=0)
    whole = _read(library)
    wanted = [name for source in _sources(files) for name in imported(source)]
    platform = [name.removesuffix(".py") for name in whole if name.startswith(_PLATFORM)]
    roots = [*started, *wanted, *platform, *(f"encodings.{name}" for name in _ENCODINGS)]
    standard, beyond = parted(needed(whole, roots), needed(whole | reader, [_READER]))
    _write(into / "python_stdlib.zip", standard, optimize=_WITHOUT_DOCSTRINGS)
    _write(into / "pdf.zip", beyond, optimize=_WITHOUT_DOCSTRINGS)
    _write(into / "solver.zip", needed(_read(solver), wanted), optimize=_WITHOUT_DOCSTRINGS)


def parted(first: dict[str, bytes], later: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of two archives that are unpacked one after the other, each file in one of them.

    Python finds the modules of a package in one place alone: what is needed later of a package that the first archive
    has begun goes into the first.
    """
    begun = {_top(path) for path in first if "/" in path}
    early = {path: text for path, text in later.items() if path in first or ("/" in path and _top(path) in begun)}
    return (
        dict(sorted((first | early).items())),
        {path: text for path, text in later.items() if path not in early},
    )


def needed(whole: dict[str, bytes], roots: Collection[str]) -> dict[str, bytes]:
    """The files of a library that modules can come to import, directly or through others; by path, in order."""
    found: set[str] = set()
    pending = [*roots]
    while pending:
        name = pending.pop()
        if name.partition(".")[0] in _NOT_IN_A_TAB and name not in roots:
            continue
        base = name.replace(".", "/")
        path = next((path for path in (f"{base}.py", f"{base}/__init__.py") if path in whole), None)
        if path is not None and path not in found:
            found.add(path)
            pending += imported(
                whole[path].decode("utf-8"), name if path.endswith("/__init__.py") else name.rpartition(".")[0]
            )
            pending += [name[:at] for at, sign in enumerate(name) if sign == "."]
    return {path: whole[path] for path in sorted(whole) if path in found or not _is_module(path, roots)}


def _is_module(path: str, roots: Collection[str]) -> bool:
    """Whether a file is a module for which nobody has asked: of those that a compiler made, the roots are all."""
    return path.endswith(".py") or (path.endswith(".so") and path.partition(".")[0] not in roots)


def imported(source: str, package: str = "") -> Iterator[str]:
    """The names of the modules that a source text imports anywhere, and of what may be modules within them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
            base = ".".join(part for part in (above if node.level else "", node.module or "") if part)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _top(path: str) -> str:
    return path.partition("/")[0]


def _files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _read(archive: Path) -> dict[str, bytes]:
    with ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def _sources(files: dict[str, bytes]) -> Iterator[str]:
    return (content.decode("utf-8") for name, content in files.items() if name.endswith(".py"))


def _write(path: Path, files: dict[str, bytes], optimize: int) -> None:
    """An archive of the files, their modules compiled; the same files give the same bytes."""
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            if name.endswith(".py"):
                code = _without_lines(compile(content, name, "exec", dont_inherit=True, optimize=optimize))
                archive.writestr(ZipInfo(f"{name}c"), _UNCHECKED + marshal.dumps(code), ZIP_DEFLATED, 9)
            else:
                archive.writestr(ZipInfo(name), content, ZIP_DEFLATED, 9)


def _without_lines(code: CodeType) -> CodeType:
    """The same code, its table of line numbers saying of every instruction that it has none."""
    inner = tuple(_without_lines(found) if isinstance(found, CodeType) else found for found in code.co_consts)
    eights, left = divmod(len(code.co_code) // 2, 8)  # an entry stands for eight instructions at most
    none = bytes([_NO_LINE | 7]) * eights + (bytes([_NO_LINE | left - 1]) if left else b"")
    return code.replace(co_linetable=none, co_consts=inner)


if __name__ == "__main__":
    archive_path = next(path for path in sys.path if path.endswith(".zip"))
    compile_program(Path("/laid"), Path("/into"), Path(archive_path), Path("/solver.whl"), list(sys.modules))
