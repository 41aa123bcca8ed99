"""MkDocs over the written pages, one process for each language; a warning is an error.

A language is built beside the one that is there, and takes its place when it is whole.
"""

import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from dsl.atomic import replace_text, replaced_folder
from dsl.diagnostic import Diagnostic, Rejected
from dsl.forked import forked
from engine.faces.site.own_files import list_files
from engine.faces.site.policy import protect, protected
from engine.faces.site.searching import Synonyms, complete
from engine.tongues import tongue

os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
_REMOTE = re.compile(rb"https://unpkg\.com/[\w@./-]*")
_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+|/\*# sourceMappingURL=[^*]*\*/")


def build(folder: Path, output: Path, synonyms: Mapping[str, Synonyms]) -> None:
    """Builds the languages anew, of which each has its synonyms. Raises `Rejected` with every warning."""
    output.mkdir(parents=True, exist_ok=True)
    names = list(synonyms)
    with ExitStack() as places, forked(len(names)) as pool:
        made = [places.enter_context(replaced_folder(output / language)) for language in names]
        _require(chain.from_iterable(pool.map(partial(_build, folder), made, names, synonyms.values())))
    replace_text(output / "index.html", protected(_front_door(names)))


def rebuild(folder: Path, output: Path, language: str, synonyms: Synonyms, changed: frozenset[str]) -> None:
    """Builds only the pages that changed. Raises `Rejected` with every warning.

    In a process of its own: the search of MkDocs remembers such a build, and adds its entries to all later ones.
    """
    if changed:
        with replaced_folder(output / language, changing=True) as made, forked(1) as pool:
            _require(pool.submit(_build, folder, made, language, synonyms, changed).result())


def state_of(site: Path, besides: str) -> str:
    """What a build depends on besides the pages: the theme, the configuration, the programs, and what else is told."""
    digest = blake2b(besides.encode(), digest_size=12)
    for name in ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions"):
        digest.update(f"{name} {version(name)} ".encode())
    own = Path(__file__).parent
    files = [own / "building.py", own / "searching.py", site / "mkdocs.yml"]
    for path in (*files, *sorted(path for path in (site / "theme").rglob("*") if path.is_file())):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _require(warnings: Iterable[str]) -> None:
    lines = dict.fromkeys(warnings)
    if lines:
        raise Rejected(
            [Diagnostic("site-warning", line, (), "mend the page or what it is made from") for line in lines],
            status=1,
        )


def _build(
    folder: Path, made: Path, language: str, synonyms: Synonyms, changed: frozenset[str] | None = None
) -> list[str]:
    """Builds one language into the folder `made`, completes its search index, and returns the warnings."""
    from mkdocs.commands.build import build as make
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    with _warnings() as warnings:
        try:
            config = load_config(str(folder / f"mkdocs.{language}.yml"), site_dir=str(made.resolve()))
            config.plugins.on_startup(command="build", dirty=changed is not None)
            make(config, dirty=changed is not None)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            if not (warnings and isinstance(error, Abort)):  # it only says that the warnings were reason to stop
                warnings.append(str(error))
    index = made / "search" / "search_index.json"
    if index.is_file() and not warnings:
        complete(index, folder / f".index.{language}.json", synonyms, changed)
    _make_own(made)  # a build of the pages that changed copies again what is missing
    protect(made)
    list_files(made)
    return warnings


def _make_own(folder: Path) -> None:
    """Leaves nothing in the scripts that could be fetched from another host, and no maps of sources."""
    for path in (folder / "assets").rglob("*.js"):
        content = path.read_bytes()
        mended = _MAP.sub(b"", _REMOTE.sub(b"about:blank", content))
        if mended != content:
            path.write_bytes(mended)
    for path in (folder / "assets").rglob("*.css"):
        path.write_bytes(_MAP.sub(b"", path.read_bytes()))
    for path in (folder / "assets").rglob("*.map"):
        path.unlink()


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collects what MkDocs warns of, and keeps it from the terminal."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "dirty" not in record.getMessage():  # that only some pages are built is meant
                lines.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Collector(logging.WARNING)
    logger.addHandler(handler)
    was = logger.propagate
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
        logger.propagate = was


def _front_door(languages: list[str]) -> str:
    """The page that leads to the tree of the reader's language."""
    links = [f'<a href="{tag}/index.html" hreflang="{tag}" lang="{tag}">{tongue(tag).name}</a>' for tag in languages]
    return _FRONT_DOOR.replace("LANGUAGES", " ".join(languages)).replace("LINKS", " · ".join(links))


_FRONT_DOOR = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Opposable</title>
<script>
const known = "LANGUAGES".split(" "), wanted = (navigator.language || "en").slice(0, 2);
location.replace((known.includes(wanted) ? wanted : known[0]) + "/index.html");
</script>
</head>
<body>
<main>
<h1>Opposable</h1>
<p>LINKS</p>
</main>
</body>
</html>
"""
