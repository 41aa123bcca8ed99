"""How the program starts in a tab: on the files of one archive, which a build put together."""

import os
from pathlib import Path
from zoneinfo import reset_tzpath

from engine.desk import Desk
from engine.faces.browser.tab import Tab
from engine.library.library import Library

LIBRARY, BESIDE, KEPT, ZONES = "library", "clauses", "kept", "zones"
"""The folders of the archive: the compiled documents, what lies beside their clauses, what packages that don't travel
have made, and the time zones."""


def start(folder: str) -> Tab:
    """The tab on the files below a folder. Raises `ValueError` or `OSError` where they aren't whole."""
    program = Path(folder)
    os.environ["XDG_CACHE_HOME"] = str(program / KEPT)
    reset_tzpath([str(program / ZONES)])
    library = Library.shipped(program / LIBRARY)
    beside = program / BESIDE
    library.folder = beside if beside.is_dir() else None
    return Tab(Desk(library))
