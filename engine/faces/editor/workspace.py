"""The clause files of a folder as an editor has them: some of them not saved yet."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dsl.check import Checked, check_folder, check_sources
from dsl.diagnostic import Diagnostic
from dsl.surface.parse import parse
from engine.faces.editor.names import Named, Names
from engine.source.lock import load_lock
from engine.source.source_error import SourceError

_REMEMBERED = 2000
"""How many texts of files are kept read: those that didn't change since aren't read again."""


class Workspace:
    """A folder of clause files and the texts that stand in place of some of them; or none but these (`only_open`)."""

    def __init__(self, folder: Path, only_open: bool = False) -> None:
        self.folder, self.only_open = folder, only_open
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

    def wrong_with(self, named: Named, name: str) -> Diagnostic | None:
        """The first mistake that there would be if something had another name, and that there isn't now."""
        texts = dict(self.checked.sources)
        for each in sorted(self.names.of(named), key=lambda each: each.span.start, reverse=True):
            text = texts[each.span.file]
            texts[each.span.file] = text[: each.span.start] + name + text[each.span.end :]
        renamed = self._check(self.unsaved | texts)
        known = Counter(diagnostic.code for diagnostic in self.checked.diagnostics)
        for diagnostic in renamed.diagnostics:
            known[diagnostic.code] -= 1
            if known[diagnostic.code] < 0:
                return diagnostic
        return None

    def passages(self, name: str) -> list[str]:
        """The places that can be cited in a file: those of the newest source lock in its folder."""
        locks = sorted((self.folder / name).parent.glob("*.lock.json"))
        try:
            return [str(passage.locator) for passage in load_lock(locks[-1]).passages] if locks else []
        except SourceError:
            return []

    def _now(self) -> tuple[Checked, Names]:
        if self._seen is None:
            checked = self._check(self.unsaved)
            files = [(name, self.parsing(text, name)[0]) for name, text in checked.sources.items()]
            self._seen = checked, Names(files, checked.sources)
        return self._seen

    def _check(self, texts: Mapping[str, str]) -> Checked:
        if self.only_open:
            return check_sources(dict(texts), parsing=self.parsing)
        return check_folder(self.folder, texts, self.parsing)
