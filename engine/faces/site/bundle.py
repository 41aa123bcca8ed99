"""What answers in a tab, as files of the site: Pyodide, the program compiled for it, the documents, the page's scripts.

What was compiled is kept in the user's cache folder for a state of all that goes into it.
"""

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dsl.atomic import replace_bytes
from dsl.typed import program as p
from engine.desk import Desk
from engine.faces.browser.own_copy import held
from engine.faces.browser.start_in_tab import BESIDE, KEPT, LIBRARY, ZONES
from engine.faces.browser.tab import Tab
from engine.faces.site.fetching import RUNTIME, SCRIPTS, Fetched, digest_of, kept_folder, run
from engine.faces.site.links import file_of
from engine.faces.site.pages import OWN, PLACE
from engine.library.compiled_state import ROOT
from engine.library.library import Library
from engine.model.kept import SHIPPED, read_sealed, write_sealed
from engine.model.laws import holiday_table, known_holidays, written_table
from engine.model.staleness import lock_path
from engine.print.formats.docx import paper_for, paper_name
from engine.source.layout import layout_of
from engine.source.lock import load_lock
from engine.source.read import LARGEST_SOURCE
from engine.tongues import tags, tongue

_COMPILING = Path(__file__).parent / "compiling.py"
_ROOMS = (
    *("dsl", "dsl/typed", "dsl/functions", "engine", "engine/faces", "engine/faces/browser"),
    *(f"engine/{room}" for room in ("answer", "case", "desk", "explain", "library", "meaning", "model", "source")),
)
_WHOLE = ("engine/backends", "engine/print", "engine/tongues")
"""The rooms that travel: files of their own, and folders with all that is in them."""

_OF_OTHER_FACES = frozenset({"calling.py", "editor.py", "founding.py", "pages.toml", "portfolio.py", "testing.py"})
"""The words that no tab says: of the command line, the editor, new documents, pages of the site, tables and tests."""

_PACKAGES = ("jinja2", "markupsafe")
_SCRIPTS = ("ask.js", "controls.js", "engine.js", "form.js", "paper.js", "own.js", "ask.css", "worker.js")
_ARCHIVES = ("program.zip", "python_stdlib.zip", "solver.zip", "pdf.zip")
_BEGUN = "begun"
"""The folder of what is said of each question as long as nothing is told."""


def bundle(desk: Desk, fetched: Fetched, output: Path, languages: Iterable[str]) -> None:
    """Writes all of it into the site in `output`, and the service worker at its top. Raises `Rejected`."""
    into = output / PLACE
    into.mkdir(parents=True, exist_ok=True)
    pyodide = fetched.pyodide
    compiled = _compiled(desk.library, fetched)
    for name, begun in _begun(desk, compiled / _BEGUN, languages):
        _put(into / _BEGUN / name, begun)
    sources = [pyodide / name for name in RUNTIME]
    sources += [*(compiled / name for name in _ARCHIVES), *(SCRIPTS / name for name in _SCRIPTS)]
    for source in sources:
        _put(into / source.name, source.read_bytes())
    _put(into / "pyodide-lock.json", _without_packages(pyodide / "pyodide-lock.json"))
    for document, against in _held(desk):
        _put(into / OWN / f"{document}.json", against.encode())
    for language in languages:
        _put(into / f"texts.{language}.json", _texts(desk.written_in(language), language))
    names = [*(source.name for source in sources), "pyodide-lock.json"]
    digest = blake2b(b"".join((into / name).read_bytes() for name in names), digest_size=8).hexdigest()
    worker = (SCRIPTS / "service-worker.js").read_text(encoding="utf-8")
    worker = worker.replace("%STATE%", digest).replace("%FILES%", " ".join(f"{PLACE}/{name}" for name in names))
    _put(output / "service-worker.js", worker.encode())


def _texts(desk: Desk, language: str) -> bytes:
    """The words of the form, the questions by topic and the documents, in a language."""
    topics: dict[str, list[dict[str, Any]]] = {}
    for row in desk.questions(language):
        question = {"name": row.question, "text": row.text, "documents": row.documents}
        topics.setdefault(row.topic, []).append(question)
    documents = [desk.newest(document) for document in desk.documents]
    found = {
        "words": dict(tongue(language).words("tab")),
        "topics": [{"topic": topic, "questions": questions} for topic, questions in topics.items()],
        "documents": [{"name": entry.document, "title": entry.title.in_language(language)} for entry in documents],
        "largest": LARGEST_SOURCE,
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _held(desk: Desk) -> Iterator[tuple[str, str]]:
    """What a reader's own copy of each document is held against, where its passages are known."""
    for document in desk.documents:
        lock = lock_path(desk.folder, document, desk.newest(document).edition)
        if lock.is_file():
            yield document, held(load_lock(lock), layout_of(desk.folder, document))


def _begun(desk: Desk, kept: Path, languages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """A file for each question and language: the first answer and the first form, as the tab would reply.

    They are kept beside what was compiled, as they change with nothing else.
    """
    tab = Tab(desk)
    for language in languages:
        for row in desk.written_in(language).questions(language):
            name = f"{language}/{file_of(row.question)}.json"
            content = read_sealed(kept / name)
            if content is None:
                documents = row.documents or desk.written_in(language).documents
                put = {"do": "begin", "question": row.question, "documents": documents, "language": language}
                begun = json.loads(tab.reply(json.dumps(put)))
                form = json.loads(tab.reply(json.dumps({"do": "form", "state": begun["state"]})))
                content = json.dumps(begun | form, ensure_ascii=False).encode()
                write_sealed(kept / name, content)
            yield name, content


def _put(path: Path, content: bytes) -> None:
    """A file of the site, left alone where it holds the content already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        replace_bytes(path, content)


def _without_packages(lock: Path) -> bytes:
    """Pyodide's list of packages without any: none is ever fetched from elsewhere."""
    return json.dumps(json.loads(lock.read_text(encoding="utf-8")) | {"packages": {}}).encode()


# ---- what is compiled


def _compiled(library: Library, fetched: Fetched) -> Path:
    """The folder of the archives, compiled once for a state of all that goes into them."""
    with TemporaryDirectory() as temporary:
        laid = Path(temporary)
        _lay(library, laid / "program")
        _lay_package("pypdf", laid / "pdf")
        paths = [path for path in sorted(laid.rglob("*")) if path.is_file()]
        content = b"".join(path.relative_to(laid).as_posix().encode() + b"\0" + path.read_bytes() for path in paths)
        tools = (_COMPILING, SCRIPTS / "compile.mjs", SCRIPTS / "package-lock.json", SCRIPTS / "solver.txt")

        def fill(made: Path) -> None:
            given = (tools[1], fetched.pyodide, _COMPILING, laid, fetched.solver, made)
            run([fetched.node, *map(str, given)], made)

        return kept_folder("compiled-for-tabs", digest_of(content, *(path.read_bytes() for path in tools)), fill)


def _lay(library: Library, program: Path) -> None:
    """Lays the program as it shall lie in the tab."""
    for path in sources():
        _copy(path, program / path.relative_to(ROOT))
    for package in _PACKAGES:
        _lay_package(package, program)
    library.write(program / LIBRARY)
    _lay_beside(library, program / BESIDE)
    kept = program / KEPT / "opposable"
    for entry in library.entries:
        knowledge = library.knowledge(entry).program
        for zone in _zones(knowledge):
            _write(program / ZONES / zone, files("tzdata.zoneinfo").joinpath(zone).read_bytes())
        for place in _places(knowledge):
            table = written_table(known_holidays(place.country, place.part))
            write_sealed(kept / holiday_table(place.country, place.part, SHIPPED), table.encode())
    for tag in tags():
        write_sealed(kept / paper_name(tongue(tag).locale, "blank", SHIPPED), paper_for(tag))


def sources() -> list[Path]:
    """The files of the program that travel: those of the rooms, but for modules that couldn't be loaded there."""
    found = list(_in_rooms())
    while True:
        here = {".".join(_module(path)) for path in found if path.suffix == ".py"}
        left = [path for path in found if path.suffix != ".py" or _loads(path, here)]
        if len(left) == len(found):
            return left
        found = left


def _loads(path: Path, here: set[str]) -> bool:
    """Whether all that a module imports when it is loaded is there; what a function imports may be missing."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for name in named:
                top = name.partition(".")[0]
                if name not in here and top not in sys.stdlib_module_names and top not in _PACKAGES:
                    return False
    return True


def _module(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def _in_rooms() -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted(path for path in (ROOT / room).iterdir() if path.suffix in (".py", ".csv"))
    for room in _WHOLE:
        yield from sorted(
            path
            for path in (ROOT / room).rglob("*")
            if path.suffix in (".py", ".css", ".jinja", ".toml")
            and not (room == "engine/tongues" and path.name in _OF_OTHER_FACES)
        )


def _lay_package(package: str, into: Path) -> None:
    home = Path(str(files(package)))
    for path in sorted(home.rglob("*.py")):
        _copy(path, into / package / path.relative_to(home))


def _lay_beside(library: Library, into: Path) -> None:
    """What lies beside the clauses and can make an answer stale, if anything was published or signed."""
    folder = library.folder
    patterns = ("*.published.json", "*.signoffs.toml")
    if folder is None or not any(True for pattern in patterns for _ in folder.rglob(pattern)):
        return
    for pattern in (*patterns, "*.lock.json"):
        for path in sorted(folder.rglob(pattern)):
            _copy(path, into / path.relative_to(folder))


def _zones(knowledge: p.Program) -> tuple[str, ...]:
    """The time zones of a document: its own, and those by whose clocks something is told."""
    fields = [field for record in knowledge.records.values() for field in record.fields]
    types = [each.type for each in (*knowledge.facts.values(), *fields)]
    types += [value.type for value in knowledge.values.values()]
    zones = (knowledge.edition.zone, *(type_.zone for type_ in types))
    return tuple(dict.fromkeys(zone for zone in zones if zone))


def _places(knowledge: p.Program) -> tuple[p.Place, ...]:
    """The countries, and the parts of them, whose public holidays can be asked for."""
    calendar = knowledge.edition.calendar
    if calendar is None:
        return ()
    options = [option.name for option in knowledge.choices[calendar.by].options] if calendar.by is not None else [""]
    return tuple(dict.fromkeys(place for option in options for place in calendar.places_of(option)))


def _copy(path: Path, into: Path) -> None:
    _write(into, path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
