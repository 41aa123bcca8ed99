"""Which files below the site's folder it wrote itself: no others are written over or taken away, no link is followed.

A folder is a site if it bears the mark of a build; each folder of pages in it lists the files that were written there.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dsl.atomic import replace_text
from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told

MARK = Path(".pages") / ".built"
"""Within the site's folder: there from the first build on, empty until it is done; then what that depended on."""
_LIST = ".files"
"""Within a folder of pages: the paths of those that were written, a line each."""


def require_own(output: Path, languages: Iterable[str], alone: Iterable[str]) -> None:
    """Raises `Rejected` where a build into `output` would touch what no earlier one wrote, before anything is written.

    `languages` are the folders that are built, `alone` what else a build writes beside them.
    """
    if next(_files(output), None) is None:
        return
    marked = (output / MARK.parent, output / MARK)
    if not marked[1].is_file() or any(path.is_symlink() for path in marked):
        message = told("`{output}` holds what no build of the site wrote", output=output)
        raise Rejected([Diagnostic("unwritable-file", message, (), "name a folder that is empty, or a new one")])
    strangers = [path for path in (output / name for name in alone) if path.is_symlink() or any(_links(path))]
    for language in languages:
        strangers += _strangers(output / language)
        strangers += [path for path in _strangers(output / MARK.parent / language) if not _is_left(path)]
    strangers += [path for path in (output / MARK.parent).iterdir() if path.is_symlink()]
    if strangers:
        raise Rejected(
            [
                Diagnostic(
                    "unwritable-file",
                    told("`{path}` was written by no build of the site, and would be lost", path=path.as_posix()),
                    (),
                    "take it away, or name another",
                )
                for path in dict.fromkeys(strangers)
            ]
        )


def list_files(folder: Path, names: Iterable[str] | None = None) -> None:
    """Writes down that these files of a folder are the site's; without `names`, all that are there."""
    own = (path.relative_to(folder).as_posix() for path in _files(folder)) if names is None else names
    replace_text(folder / _LIST, "".join(f"{name}\n" for name in sorted(set(own) - {_LIST})))


def listed_files(folder: Path) -> set[str]:
    """The files of a folder that a build wrote, by their paths in it."""
    path = folder / _LIST
    return set(path.read_text(encoding="utf-8").splitlines()) if path.is_file() and not path.is_symlink() else set()


def _strangers(folder: Path) -> list[Path]:
    """What lies in a folder of pages, or in its place, and was not written by a build."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return [folder]
    own = listed_files(folder) | {_LIST}
    return [path for path in _files(folder) if path.is_symlink() or path.relative_to(folder).as_posix() not in own]


def _is_left(path: Path) -> bool:
    """Whether it is what a build that was killed may have left of a page: no page, and never taken for one."""
    return path.name.startswith(".") and not path.is_symlink()


def _links(folder: Path) -> Iterator[Path]:
    return (path for path in _files(folder) if path.is_symlink())


def _files(folder: Path) -> Iterator[Path]:
    """All that lies below a folder but folders: links to folders, too, which are not followed."""
    for place, folders, files in os.walk(folder):
        for name in (*files, *folders):
            path = Path(place, name)
            if path.is_symlink() or name in files:
                yield path
