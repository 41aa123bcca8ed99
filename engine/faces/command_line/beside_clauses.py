"""The files beside the clauses that other commands read: where the clauses are checked it is said whether they can."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Rejected


def wrong_beside(folder: Path) -> tuple[list[Diagnostic], dict[str, str]]:
    """What is wrong with the files beside the clauses of a folder, whatever they are about, and their texts."""
    found: list[Diagnostic] = []
    sources: dict[str, str] = {}
    for reading in _readings(folder):
        try:
            reading()
        except Rejected as error:
            found += error.diagnostics
            sources |= error.sources
    return found, sources


def _readings(folder: Path) -> list[Callable[[], Any]]:
    """How each of the files is read; what reads one is loaded where there is one."""
    readings: list[Callable[[], Any]] = []
    found = sorted(folder.rglob("*.toml"))  # unlike a name without a star, it lists links that lead nowhere
    named: defaultdict[str, list[Path]] = defaultdict(list)
    for path in found:
        named[path.name].append(path)
    if "accepted.toml" in named:
        from engine.lint.accepted_findings import read_accepted

        readings += [partial(read_accepted, path) for path in named["accepted.toml"]]
    if "coupled.toml" in named:
        from engine.suite.coupled import read_coupled

        readings += [partial(read_coupled, path) for path in named["coupled.toml"]]
    if named.keys() & {"site.toml", "search.toml"}:
        from engine.desk.counsel_files import read_counsel_files

        readings.append(partial(read_counsel_files, folder))
    if "sample.toml" in named:
        from engine.case.facts_file import read_case_file

        readings += [partial(read_case_file, path) for path in named["sample.toml"]]
    signed = [path for path in found if path.name.endswith(".signoffs.toml")]
    if signed:
        from engine.model.signoffs import read_signoffs

        for path in signed:
            document, edition = path.parent.name, path.name.removesuffix(".signoffs.toml")
            readings.append(partial(read_signoffs, path.parents[1], document, edition))
    return readings
