"""What of a portfolio is under way: a folder beside its result, each batch in a file of its own, for one run at a time."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from errno import EBUSY, EEXIST
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from dsl.atomic import replace_text
from dsl.frozen import dataclass
from dsl.taken import taken

_ATTEMPTS = 10
"""How often a folder is made that another run, just ended, takes away."""


@dataclass(frozen=True, slots=True)
class OneByOne:
    """How many answers the generated Python gave, how many it searched, and how many of these it settled so."""

    elsewhere: int = 0
    searched: int = 0
    settled: int = 0

    def __add__(self, other: "OneByOne") -> "OneByOne":
        return OneByOne(self.elsewhere + other.elsewhere, self.searched + other.searched, self.settled + other.settled)

    def __sub__(self, other: "OneByOne") -> "OneByOne":
        return OneByOne(self.elsewhere - other.elsewhere, self.searched - other.searched, self.settled - other.settled)


class UnderWay:
    """The folder `NAME.working`, which one run has at a time, and the next goes on with."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(output.name + ".working")
        self.mark = self.folder / "order.json"
        self._held: BinaryIO | None = None

    def begin(self) -> None:
        """Makes the folder, and keeps every other run out of it. Raises `OSError`."""
        for _ in range(_ATTEMPTS):
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.folder.is_symlink() or (any(self.folder.iterdir()) and not self.mark.is_file()):
                raise OSError(EEXIST, "it is there and not of an earlier run", str(self.folder))
            try:
                self.mark.touch()
                self._held = taken(self.folder / "held")
            except FileNotFoundError:  # the run that had it has ended
                continue
            if self._held is None:
                break
            return
        raise OSError(EBUSY, "another run is writing it", str(self.folder))

    def go_on_with(self, order: Sequence[Any], cases: Path) -> None:
        """Takes away what an earlier run has left that had another order, or other cases."""
        same = blake2b(json.dumps([*order, _states(cases)], default=str).encode()).hexdigest()
        if self.mark.read_bytes() != same.encode():
            for part in self.folder.glob("part-*"):
                part.unlink()
        replace_text(self.mark, same)

    def let_go(self) -> None:
        """Leaves the folder to the next run."""
        if self._held is not None:
            self._held.close()

    def end(self) -> None:
        """Takes the folder away: the result is made, or there is nothing that could be gone on with."""
        shutil.rmtree(self.folder)
        self.let_go()

    # ---- batches

    @property
    def has_begun(self) -> bool:
        """Whether there is a batch that could be gone on with."""
        return any(self.folder.glob("part-*"))

    def part(self, start: int) -> Path:
        """The file of the answers of the batch that begins with a case."""
        return self.folder / f"part-{start:012}.parquet"

    def finished(self, part: Path, counted: OneByOne) -> None:
        """Notes that a batch is whole: only what is noted last counts, and only as long as all is as it was then."""
        replace_text(_note_of(part), json.dumps({"counted": asdict(counted), "digest": _digest(part, bad_of(part))}))

    def found(self, part: Path) -> OneByOne | None:
        """What was counted of a batch that an earlier run has finished; None where it is not there, or was damaged."""
        try:
            note = json.loads(_note_of(part).read_bytes())
            if note["digest"] == _digest(part, bad_of(part)):
                return OneByOne(**note["counted"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        return None


def bad_of(part: Path) -> Path:
    """The file of what can't be answered of a batch."""
    return part.with_suffix(".bad")


def _note_of(part: Path) -> Path:
    return part.with_suffix(".json")


def _digest(*files: Path) -> str:
    found = blake2b()
    for file in files:
        with open(file, "rb") as content:
            while chunk := content.read(1 << 20):
                found.update(chunk)
        found.update(b"\0")
    return found.hexdigest()


def _states(cases: Path) -> list[Mapping[str, Any]]:
    """What tells the files of cases from others: also where their size and the time that is told of them are alike."""
    files = sorted(cases.iterdir()) if cases.is_dir() else [cases]
    found = [(file.name, file.stat()) for file in files if file.is_file()]
    return [
        {
            "name": name,
            "size": at.st_size,
            "told": at.st_mtime_ns,
            "changed": at.st_ctime_ns,
            "is": [at.st_dev, at.st_ino],
        }
        for name, at in found
    ]
