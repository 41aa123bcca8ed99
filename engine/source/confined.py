"""Reading a document in a process of its own, which may take no more time and memory than a file of its size needs.

A few kilobytes can be written so that they inflate without end, repeat themselves or nest without bound; what becomes
of them is the affair of readers that are not ours. Where the system can't confine a process, they are read in this one.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from dsl.harmless import harmless
from dsl.sentence import Sentence, told
from engine.source.source_error import SourceError

DocumentForm = Literal["pdf", "word", "html", "markdown"]
"""The forms that are read by libraries."""

_SECONDS, _MOST_SECONDS = 1.0, 9.0
_SECONDS_FOR_MEGABYTE: dict[DocumentForm, float] = {"pdf": 20.0, "word": 4.0, "html": 1.0, "markdown": 4.0}
"""What a reader may take of the processor, by the size of the file and in all: none keeps anybody waiting longer."""

_MEMORY, _MEMORY_FOR_BYTE = 200_000_000, 20
_EXHAUSTED = 75
"""With what a reader ends that ran out of memory or depth; one that ran out of time is ended by the system."""
_CAN_CONFINE = hasattr(signal, "setitimer") and sys.platform not in ("emscripten", "wasi", "win32")


def read_confined(form: DocumentForm, path: Path, content: bytes) -> str:
    """The text of a document.

    Raises `SourceError`: what its reader raises, `exhausting-file`, or, where the reader broke off, unreadable.
    """
    if not _CAN_CONFINE or not sys.executable or _is_wanting(form):
        return read_here(form, path, content)
    root = str(Path(__file__).resolve().parents[2])
    searched = os.pathsep.join([root, *([os.environ["PYTHONPATH"]] if "PYTHONPATH" in os.environ else [])])
    held, holding = os.pipe()  # it ends with this process, however that ends
    try:
        ran = subprocess.run(  # noqa: S603  # this program itself
            [sys.executable, "-P", "-m", "engine.source.confined", form, str(path), str(held)],
            input=content,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": searched},
            pass_fds=(held,),
            check=False,
        )
    finally:
        os.close(held)
        os.close(holding)
    if ran.returncode in (_EXHAUSTED, -signal.SIGPROF, -signal.SIGKILL):
        raise SourceError(
            "exhausting-file",
            told("`{path}` takes more time or memory to read than any text of its size", path=path),
            "save it again, or give the text as plain UTF-8",
        )
    if ran.returncode != 0:
        raise SourceError(
            "unreadable-pdf" if form == "pdf" else "unreadable-document",
            told("`{path}` cannot be read: what reads such files broke off", path=path),
            "save it again, or give the text as plain UTF-8",
        )
    read = json.loads(ran.stdout)
    if "text" not in read:
        code: str = read["code"]
        raise SourceError(code, told(read["written"], **read["gaps"]), read["help"])
    return str(read["text"])


def _is_wanting(form: DocumentForm) -> bool:
    """Whether the package that reads a form is not there, which its reader says best itself."""
    return form == "pdf" and find_spec("pypdf") is None


def read_here(form: DocumentForm, path: Path, content: bytes) -> str:
    """The text of a document, read in this process. Raises `SourceError` and `MemoryError`."""
    return _reader(form)(path, content)


def _reader(form: DocumentForm) -> Callable[[Path, bytes], str]:
    """What reads a form, loaded: what that takes is no matter of the file."""
    match form:
        case "pdf":
            from engine.source.portable import read_portable

            with suppress(ImportError):  # which the reader says best itself
                import_module("pypdf")
            return read_portable
        case "word":
            from engine.source.word import read_word

            return read_word
        case "html":
            from engine.source.markup import read_markup

            return lambda path, content: read_markup(content, str(path))
        case "markdown":
            from engine.source.markup import read_markdown

            return lambda path, content: read_markdown(content.decode("utf-8"), str(path))


def _confine(form: DocumentForm, size: int) -> None:
    """Bounds what this process may take from now on, in proportion to the size of a file."""
    import resource

    most = _MEMORY + _MEMORY_FOR_BYTE * size
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    seconds = _SECONDS + _SECONDS_FOR_MEGABYTE[form] * size / 1_000_000
    signal.setitimer(signal.ITIMER_PROF, min(seconds, _MOST_SECONDS))


def main() -> None:
    """Reads standard input as a document of the form and the path that are named, and writes what came of it.

    It ends as soon as what is named last does, which whoever called it holds.
    """
    form, path, held = sys.argv[1:]
    Thread(target=_end_with_caller, args=(int(held),), daemon=True).start()
    try:
        _read_and_write(form, path)
    except (MemoryError, RecursionError):
        os._exit(_EXHAUSTED)  # what is left to do on the way out would want memory, too


def _end_with_caller(held: int) -> None:
    os.read(held, 1)
    os._exit(1)


def _read_and_write(form: str, path: str) -> None:
    content = sys.stdin.buffer.read()
    read: dict[str, Any]
    try:
        match form:
            case "pdf" | "word" | "html" | "markdown":
                reader = _reader(form)
                _confine(form, len(content))
                read = {"text": reader(Path(path), content)}
            case _:
                raise ValueError(form)
    except SourceError as error:
        (found,) = error.diagnostics
        written, gaps = found.message, {}
        if isinstance(found.message, Sentence):
            written, gaps = found.message.written, found.message.gaps
        harmless_gaps = {name: harmless(str(gap)) for name, gap in gaps.items()}
        read = {"code": found.code, "written": written, "gaps": harmless_gaps, "help": found.help}
    sys.stdout.write(json.dumps(read))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
