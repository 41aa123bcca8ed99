"""What is done anew whenever a file changes, until somebody stops it."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from time import sleep

import click

from dsl.diagnostic import Rejected

_PAUSE = 0.1


def following(paths: Iterable[Path], act: Callable[[], object]) -> None:
    """Acts now and after every change below some paths, on an empty screen each time; a mistake doesn't end it."""
    from engine.faces.command_line.command import show_rejected

    followed, known = list(paths), None
    while True:
        now = [stamp for path in followed for stamp in _stamps(path)]
        if now != known:
            known = now
            click.clear()
            try:
                act()
            except SystemExit:
                pass
            except Rejected as error:
                show_rejected(error)
        sleep(_PAUSE)


def _stamps(path: Path) -> list[tuple[str, int, int]]:
    """When each file at or below a path was last changed, and how large it is."""
    inside = sorted(os.path.join(at, name) for at, _, names in os.walk(path) for name in names)
    found = []
    for file in inside or [str(path)]:
        try:
            stat = os.stat(file)
        except OSError:
            continue
        found.append((file, stat.st_mtime_ns, stat.st_size))
    return found
