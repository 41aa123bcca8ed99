"""Conditions that cannot decide alone, each with the reason why: kept beside the clauses, in `coupled.toml`.

What such a condition says is contained in another one, or facts that would tell them apart contradict each other. It
keeps its place for the clause that it lets an answer cite, or for the question that it saves the asker. Coverage asks
nothing more of it: as is usual where every condition must be shown to decide alone (modified condition and decision
coverage), the reason is given instead.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import lies_at
from dsl.first_mistakes import first_mistakes
from dsl.frozen import dataclass
from dsl.position import Span
from dsl.sentence import told
from engine.case.facts_file import CaseFile
from engine.case.reasoned_entries import Entry, entries, read_entries_file
from engine.suite.coverage import OUTCOMES, Coverage, Item, Shown

NAME = "coupled.toml"
_KEYS = {"condition", "never", "because"}


@dataclass(frozen=True, slots=True)
class Coupled:
    """One condition as coverage names it, what it never does, why, and where that stands."""

    condition: str
    never: Shown
    because: str
    place: Callable[[], Span]


def excuse(folder: Path, coverages: Sequence[Coverage]) -> None:
    """Notes with each condition what the files beside the clauses say of it.

    Raises `Rejected` for a file that can't be read, and for a condition that isn't there or that a scenario shows.
    """
    for document in dict.fromkeys(coverage.document for coverage in coverages):
        path = folder / document / NAME
        if lies_at(path):
            file, said = read_coupled(path)
            own = [coverage for coverage in coverages if coverage.document == document]
            wrong = first_mistakes(_excused(said, own))
            if wrong:
                raise Rejected(wrong, {file.file: file.text}, status=1)


def _excused(said: Iterable[Coupled], coverages: Iterable[Coverage]) -> Iterator[Diagnostic]:
    items = [item for coverage in coverages for item in coverage.items if item.kind == "condition"]
    names = {item.name for item in items}
    for entry in said:
        if entry.condition not in names:
            yield Diagnostic(
                "unknown-condition",
                told("there is no condition `{condition}`", condition=entry.condition),
                (Label(entry.place()),),
                suggestion(entry.condition, names) or "`opposable test --coverage --format json` names them all",
            )
        for item in items:
            if item.name == entry.condition:
                if entry.never in item.shown:
                    yield _shown(entry, item)
                item.coupled[entry.never] = entry.because


def read_coupled(path: Path) -> tuple[CaseFile, list[Coupled]]:
    """A file of coupled conditions. Raises `Rejected` where it can't be read, or an entry lacks something."""
    file = read_entries_file(path)
    written = entries(file, "coupled", _KEYS)
    never = [_never(entry) for entry in written]
    wrong = first_mistakes(
        _incomplete(Label(entry.place())) for entry, outcome in zip(written, never, strict=True) if outcome is None
    )
    if wrong:
        raise Rejected(wrong, {file.file: file.text}, status=1)
    found = [
        Coupled(entry.said["condition"], outcome, entry.said["because"], entry.place)
        for entry, outcome in zip(written, never, strict=True)
        if entry.said is not None and outcome is not None
    ]
    return file, found


def _never(entry: Entry) -> Shown | None:
    """What the condition of an entry never does; None where the entry doesn't say it, or lacks something."""
    return next((outcome for outcome in OUTCOMES["condition"] if outcome == (entry.said or {}).get("never")), None)


def _incomplete(label: Label) -> Diagnostic:
    first, second = OUTCOMES["condition"]
    return Diagnostic(
        "incomplete-coupling",
        "a coupled condition is named, with what it never does and why",
        (label,),
        told('write `condition`, `because`, and `never = "{first}"` or `"{second}"`', first=first, second=second),
    )


def _shown(entry: Coupled, item: Item) -> Diagnostic:
    return Diagnostic(
        "not-coupled",
        told("`{condition}` {never}: a scenario shows it", condition=entry.condition, never=entry.never),
        (Label(entry.place()),),
        "take the entry out",
        note=told("the scenario is “{shown}”", shown=item.shown[entry.never]),
    )
