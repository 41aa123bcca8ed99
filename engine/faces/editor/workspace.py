"""The clause files of a folder as an editor has them: some of them not saved yet."""

from functools import lru_cache
from pathlib import Path

from dsl.check import Checked, check_folder
from dsl.surface.parse import parse
from engine.faces.editor.names import Names
from engine.source.lock import load_lock
from engine.source.source_error import SourceError

_REMEMBERED = 2000
"""How many texts of files are kept read: those that didn't change since aren't read again."""


class Workspace:
    """A folder of clause files and the texts that stand in place of some of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unsaved: dict[str, str] = {}
        self.parsing = lru_cache(_REMEMBERED)(parse)
        self._seen: tuple[Checked, Names] | None = None

    def change(self, name: str, text: str | None) -> None:
        """A file has another text now, or, with None, the one that is saved."""
        if text is None:
            self.unsaved.pop(name, None)
        else:
            self.unsaved[name] = text
        self._seen = None

    @property
    def checked(self) -> Checked:
        """What checking everything finds."""
        return self._now()[0]

    @property
    def names(self) -> Names:
        """Every name in the files, as far as they can be read."""
        return self._now()[1]

    def text(self, name: str) -> str:
        """The text of a file."""
        return self.checked.sources.get(name, "")

    def passages(self, name: str) -> list[str]:
        """The places that can be cited in a file: those of the newest source lock in its folder."""
        locks = sorted((self.folder / name).parent.glob("*.lock.json"))
        try:
            return [str(passage.locator) for passage in load_lock(locks[-1]).passages] if locks else []
        except SourceError:
            return []

    def _now(self) -> tuple[Checked, Names]:
        if self._seen is None:
            checked = check_folder(self.folder, self.unsaved, self.parsing)
            files = [(name, self.parsing(text, name)[0]) for name, text in checked.sources.items()]
            self._seen = checked, Names(files)
        return self._seen
