"""From the clauses to the built site: what is known, the pages, MkDocs."""

import os
from dataclasses import dataclass, field
from errno import EACCES
from functools import lru_cache
from pathlib import Path

from dsl.atomic import replace_text
from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import in_order
from dsl.sentence import told
from engine.desk import Desk
from engine.desk.counsel_files import read_counsel_files
from engine.faces.site import building
from engine.faces.site.answers import Progress, answer_all
from engine.faces.site.bundle import bundle
from engine.faces.site.fetching import fetch
from engine.faces.site.own_files import MARK, require_own
from engine.faces.site.page_files import write
from engine.faces.site.pages import PLACE
from engine.faces.site.tree import tree
from engine.faces.site.volumes import State
from engine.library.compiled_state import ROOT
from engine.library.library import Library, spoken
from engine.source.lock import load_lock
from engine.source.own_words import own_words
from engine.source.read import read_source
from engine.source.text_outline import layout_for
from engine.suite.scenario import Scenario, find_scenarios
from engine.tongues import tags, tongue

SITE = next(
    (folder for folder in (ROOT / "site", Path(__file__).parent / "furnishings") if (folder / "mkdocs.yml").is_file()),
    ROOT / "site",
)
"""The configuration and the theme: `site/` in a checkout, a copy of it in an installed package."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published, from where and to where: nothing is written outside `output`.

    `asks` is whether one can ask on the pages.
    """

    clauses: Path
    scenarios: tuple[Path, ...] = ()
    sources: tuple[tuple[str, Path], ...] = ()
    languages: tuple[str, ...] = ()
    site: Path = SITE
    output: Path = Path("site") / "_build"
    asks: bool = True

    @property
    def pages(self) -> Path:
        """Where the pages are written before they are built."""
        return (self.output / MARK).parent


@dataclass(slots=True)
class Published:
    """What one publishing did: how many pages there are, how many were written, and how many were built."""

    pages: int = 0
    written: int = 0
    built: int = 0
    changed: list[str] = field(default_factory=list)


def publish(order: Order, progress: Progress | None = None) -> Published:
    """Writes the pages and builds the site. Raises `Rejected` with every mistake.

    Where the last build was sound, only the pages that changed are built, as long as no page came or went.
    """
    try:
        return _published(order, progress)
    except OSError as error:  # there is no room left, or what was there has gone
        raise _unwritable(order.output, error) from None


def _published(order: Order, progress: Progress | None) -> Published:
    if not (order.site / "mkdocs.yml").is_file():
        raise Rejected(
            [
                Diagnostic(
                    "no-site-folder",
                    told("`{site}` has no `mkdocs.yml`", site=order.site),
                    (),
                    "install the program again; in a checkout, `site/mkdocs.yml` is part of it",
                )
            ]
        )
    files = read_counsel_files(order.clauses)
    desk = Desk.open(order.clauses)
    fetched = fetch() if order.asks else None
    library = desk.library
    languages = languages_of(library, order.languages)
    _require_clear_of_clauses(order.output)
    require_own(order.output, languages, ("index.html", "service-worker.js", PLACE))
    for folder in (order.pages, order.output):
        _require_room(folder)
    kept = order.output / MARK
    kept.touch()
    state = State.of(desk)
    state.passages = {document: passages(library, order.clauses, document, path) for document, path in order.sources}
    scenarios = scenarios_of(order, library)
    answer_all(state, scenarios, progress, files.featured)
    done = Published()
    built = kept.read_text(encoding="utf-8")
    replace_text(kept, "")  # until all is done: pages that were written but not built tell no other run apart
    small = True
    written = {}
    trees = [tree(state.in_language(language), language, files, scenarios, order.asks) for language in languages]
    for made in trees:
        language = made.language
        written[language] = write(made, order.pages, order.site, order.output, trees)
        done.pages += len(made.pages)
        done.written += len(written[language].changed)
        done.changed += [f"{language}/{path}" for path in sorted(written[language].changed)]
        small = small and written[language].is_small and (order.output / language / "index.html").is_file()
    synonyms = {language: files.synonyms.get(language, {}) for language in languages}
    state_now = building.state_of(order.site, repr(synonyms))
    if small and built == state_now:
        for language in languages:
            building.rebuild(order.pages, order.output, language, synonyms[language], written[language].changed)
        done.built = done.written
    else:
        building.build(order.pages, order.output, synonyms)
        done.built = done.pages
    if fetched is not None:
        bundle(desk, fetched, order.output, languages)
    replace_text(kept, state_now)
    return done


def _require_clear_of_clauses(output: Path) -> None:
    """Raises `Rejected` where pages would lie among clauses."""
    # unlike a path, `os` says no of what can't be the name of a folder
    if os.path.isdir(output) and any(output.glob("*.clause")):
        message = told("`{output}` is read by this call, and would be lost", output=output)
        raise Rejected(
            [Diagnostic("output-is-input", message, (), told("name another file with `{option}`", option="-o"))]
        )


def _require_room(folder: Path) -> None:
    """Raises `Rejected` where a folder of the site cannot be written to, before anything is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
    except OSError as error:
        raise _unwritable(folder, error) from None


def _unwritable(folder: Path, error: OSError) -> Rejected:
    message = told("`{folder}` cannot be written: {strerror}", folder=folder, strerror=error.strerror)
    return Rejected([Diagnostic("unwritable-file", message, (), "make room there, or name another folder with `-o`")])


def scenarios_of(order: Order, library: Library) -> list[Scenario]:
    """The scenarios on documents that the library has."""
    files = [file for path in order.scenarios for file in (in_order(path.rglob("*.toml")) if path.is_dir() else [path])]
    found = _found(tuple((file, file.stat().st_mtime_ns) for file in files if file.is_file()))
    return [scenario for scenario in found if scenario.document in library.documents]


@lru_cache(maxsize=1)
def _found(files: tuple[tuple[Path, int], ...]) -> list[Scenario]:
    """The scenarios of files, read again only when one of them changed."""
    return find_scenarios([file for file, _ in files])


def languages_of(library: Library, wanted: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The languages of the site: those wanted; else those in which every document is written; else those of any.

    Raises `Rejected` where no document is written in one, or where the program doesn't speak that of a document.
    """
    entries, known = library.entries, tags()
    for entry in entries:
        if not wanted and not any(tag in known for tag in entry.languages):
            tongue(entry.languages[0])
    for tag in wanted:
        if not any(tag in entry.languages for entry in entries):
            spoken(entries, tag)
    written = wanted or dict.fromkeys(tag for entry in entries for tag in entry.languages if tag in known)
    common = tuple(tag for tag in written if all(tag in entry.languages for entry in entries))
    return tuple(written) if wanted else common or tuple(written)


def passages(library: Library, clauses: Path, document: str, path: Path) -> dict[str, str]:
    """The passages of the reader's own copy, by locator; those that read as they did when they were encoded.

    Raises `Rejected` for a document that isn't there, and for a text that is of another edition.
    """
    library.require_document(document)
    text = read_source(path)
    edition = library.editions(document)[-1].edition
    lock = load_lock(clauses / document / f"{edition}.lock.json")
    own = own_words(text, layout_for(clauses, document, text), lock)
    found = {passage.locator: passage.words for passage in own if passage.likeness == "alike"}
    if not found:
        raise Rejected(
            [
                Diagnostic(
                    "other-text",
                    told(
                        "`{path}` is not the text of `{document}`, edition `{edition}`",
                        path=path,
                        document=document,
                        edition=edition,
                    ),
                    (),
                    "`opposable source check` shows how it differs",
                )
            ]
        )
    return found
