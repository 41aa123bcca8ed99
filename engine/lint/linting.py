"""The lints, in the order in which a lawyer would ask; each is a file that says how it finds what it finds.

A lint names only what is so: what it says is read off the checked program, shown by the solver for all cases, or
borne out by evaluating the program on a case.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dsl.check import Checked
from engine.lint.accepted_findings import not_accepted
from engine.lint.deciding_presumptions import deciding_presumptions
from engine.lint.idle_readings import idle_readings
from engine.lint.other_readings import other_readings
from engine.lint.reviewed import Finding, Reviewed
from engine.lint.unearned_amounts import unearned_amounts
from engine.lint.untold_deadlines import untold_deadlines

Lint = Callable[[Reviewed], Iterator[Finding]]

LINTS: tuple[Lint, ...] = (
    unearned_amounts,
    untold_deadlines,
    idle_readings,
    other_readings,
    deciding_presumptions,
)


def findings(checked: Checked) -> dict[str, list[Finding]]:
    """What the lints find in each document, what its editions have in common once."""
    found: dict[str, list[Finding]] = {}
    for program, unit in zip(checked.programs, checked.units, strict=True):
        reviewed = Reviewed(program, unit)
        of_document = found.setdefault(program.edition.document, [])
        of_document += [finding for lint in LINTS for finding in lint(reviewed) if finding not in of_document]
    return found


def linted(folder: Path, checked: Checked) -> Checked:
    """What was checked, with what the lints find in its programs and nobody accepted. Raises `Rejected`."""
    diagnostics, sources = list(checked.diagnostics), dict(checked.sources)
    for document, found in findings(checked).items():
        left, read = not_accepted(folder, document, found)
        diagnostics += left
        sources |= read
    return replace(checked, diagnostics=tuple(diagnostics), sources=sources)
