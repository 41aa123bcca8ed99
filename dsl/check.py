"""The passes, in their order: every clause file in, checked programs and diagnostics out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dsl.diagnostic import Diagnostic
from dsl.files import LARGEST_CLAUSE_FILE, in_order, read_text_file
from dsl.position import Span
from dsl.surface import syntax as s
from dsl.surface.parse import parse
from dsl.typed.cited_passages import Passages, check_citations, known_passages
from dsl.typed.decision_tables import check_tables
from dsl.typed.declarations import check_declarations, check_norms
from dsl.typed.dependencies import check_dependencies
from dsl.typed.elaborate import elaborate
from dsl.typed.happenings import check_happenings
from dsl.typed.nested_lists import check_nesting
from dsl.typed.presumptions import check_presumptions
from dsl.typed.program import Program
from dsl.typed.unused import check_unused
from dsl.units.assembly import assemble
from dsl.units.each_bearer import check_bearers
from dsl.units.former import check_former
from dsl.units.header import check_header
from dsl.units.languages import check_languages
from dsl.units.resolve import check_questions, resolve
from dsl.units.scope import Unit


@dataclass(frozen=True, slots=True)
class Stage:
    """One edition on its way: the unit, the passages of its source lock, and the program once it is typed."""

    unit: Unit
    passages: Passages
    program: Program | None = None


Pass = Callable[[Stage], tuple[Stage, list[Diagnostic]]]
"""What a pass makes of a stage, and what it finds wrong; nothing that it is given is changed."""


def of_unit(check: Callable[[Unit], list[Diagnostic]]) -> Pass:
    """A pass that looks at the unit alone."""
    return lambda stage: (stage, check(stage.unit))


def of_passages(check: Callable[[Unit, Passages], list[Diagnostic]]) -> Pass:
    """A pass that looks at the unit and the passages of its text."""
    return lambda stage: (stage, check(stage.unit, stage.passages))


def of_program(check: Callable[[Unit, Program], list[Diagnostic]]) -> Pass:
    """A pass that looks at the typed program, as far as there is one."""
    return lambda stage: (stage, check(stage.unit, stage.program) if stage.program is not None else [])


def typed(stage: Stage) -> tuple[Stage, list[Diagnostic]]:
    """The pass that types a unit."""
    program, diagnostics = elaborate(stage.unit, stage.passages)
    return replace(stage, program=program), diagnostics


PASSES: tuple[Pass, ...] = (
    of_unit(check_languages),
    of_unit(check_header),
    of_unit(resolve),
    of_unit(check_former),
    of_unit(check_declarations),
    of_unit(check_nesting),
    of_unit(check_norms),
    of_unit(check_bearers),
    of_unit(check_tables),
    of_passages(check_citations),
    typed,
    of_program(check_dependencies),
    of_program(check_presumptions),
    of_program(check_happenings),
)
"""The passes over one edition, in their order: each goes on from what the one before it made."""

WHOLE: tuple[Callable[[list[Unit]], list[Diagnostic]], ...] = (check_questions, check_unused)
"""The passes over all units at once; what they find are warnings."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking yields: a program for each edition that is sound, all diagnostics, and the sources they quote.

    `units` are what the programs were made of, in the same order.
    """

    programs: tuple[Program, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]
    units: tuple[Unit, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether no diagnostic is an error."""
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)


Parse = Callable[[str, str], tuple[tuple[s.Statement, ...], list[Diagnostic]]]
"""Reads the text of a file; who checks again and again gives one that remembers."""


def check_folder(
    folder: Path, instead: Mapping[str, str] | None = None, parsing: Parse = parse, locked: bool = True
) -> Checked:
    """Checks every `*.clause` file below a folder; files are named relative to it.

    `instead` are texts that stand in place of what is in files of these names, as in an editor. Unless `locked`, the
    source locks are passed over.
    """
    diagnostics: list[Diagnostic] = []
    sources: dict[str, str] = {}
    unsaved = dict(instead or {})
    for path in in_order(folder.rglob("*.clause")):
        name = path.relative_to(folder).as_posix()
        text, trouble = (unsaved.pop(name), []) if name in unsaved else read(path, name)
        diagnostics += trouble
        if text is not None:
            sources[name] = text
    sources |= unsaved
    locks = {
        (path.parent.name, path.name.removesuffix(".lock.json")): path for path in sorted(folder.rglob("*.lock.json"))
    }
    return check_sources(sources, locks if locked else {}, diagnostics, parsing)


def check_sources(
    sources: dict[str, str],
    locks: dict[tuple[str, str], Path] | None = None,
    unread: Iterable[Diagnostic] = (),
    parsing: Parse = parse,
) -> Checked:
    """Checks source texts by file name; `locks` gives the source lock of each (document, edition).

    `unread` says which files could not be read: as long as there are any, names are not looked up, because whatever
    those files declare would seem to be missing.
    """
    diagnostics: list[Diagnostic] = [*unread]
    is_complete = not diagnostics
    files: list[tuple[str, tuple[s.Statement, ...]]] = []
    for name, text in sources.items():
        statements, trouble = parsing(text, name)
        diagnostics += trouble
        files.append((name, statements))
    units: list[Unit] = []
    if is_complete:
        units, trouble = assemble(files)
        diagnostics += trouble
    is_sound = not diagnostics
    programs: list[Program] = []
    typed_units: list[Unit] = []
    for unit in units:
        passages, found = _passages(unit, locks or {})
        stage = Stage(unit, passages)
        for run in PASSES:
            stage, trouble = run(stage)
            found = [*found, *trouble]
        if unit.edition.revises is not None:
            told = set(diagnostics)
            found = [_in_edition(diagnostic, unit) for diagnostic in found if diagnostic not in told]
        diagnostics += found
        if is_sound and stage.program is not None and not any(diagnostic.is_error for diagnostic in found):
            programs.append(stage.program)
            typed_units.append(stage.unit)
    if not any(diagnostic.is_error for diagnostic in diagnostics):
        diagnostics += [diagnostic for check in WHOLE for diagnostic in check(units)]
    return Checked(tuple(programs), tuple(_once(diagnostics)), sources, tuple(typed_units))


def _in_edition(diagnostic: Diagnostic, unit: Unit) -> Diagnostic:
    """A mistake that the revised edition doesn't have, with the edition in which it arises."""
    return replace(diagnostic, note=diagnostic.note or f"this is so in edition `{unit.edition.name.text}`")


def _once(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics in the order of the files, each once: editions share most of their statements.

    A word that is no option of the choice at hand is not also reported as unknown to everything.
    """
    precise = {diagnostic.labels[0].span for diagnostic in diagnostics if diagnostic.code == "unknown-option"}
    return sorted(
        (d for d in dict.fromkeys(diagnostics) if d.code != "unknown-name" or d.labels[0].span not in precise),
        key=_order,
    )


def _passages(unit: Unit, locks: dict[tuple[str, str], Path]) -> tuple[Passages, list[Diagnostic]]:
    lock = locks.get(unit.identifier)
    return known_passages(lock) if lock else (None, [])


def read(path: Path, name: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a clause file, or the reason why it cannot be read."""
    return read_text_file(path, name, LARGEST_CLAUSE_FILE)


def _order(diagnostic: Diagnostic) -> tuple[str, int, str]:
    first = diagnostic.labels[0].span if diagnostic.labels else Span("", 0, 0, 0, 0)
    return first.file, first.start, diagnostic.code
