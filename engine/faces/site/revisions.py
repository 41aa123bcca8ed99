"""Revision reports: for each edition that revises another, the passages that changed and the answers that moved."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dsl.diagnostic import Rejected
from engine.faces.site import links
from engine.faces.site.handbook import translated
from engine.faces.site.pages import Maker, Page
from engine.faces.site.volumes import State, Volume
from engine.library.compiled_state import ROOT
from engine.model.staleness import lock_path
from engine.print.markdown_text import plain
from engine.revise.reach import Reaching
from engine.revise.revision import Outcome, outcome
from engine.source.compare import UNCHANGED, compare_locks
from engine.source.lock import load_lock
from engine.source.source_error import SourceError
from engine.suite.scenario import Scenario
from engine.tongues import tongue

WALK = ROOT / "tests" / "revise" / "walk.md"


def revision_pages(maker: Maker, scenarios: list[Scenario]) -> Iterator[Page]:
    """The list of the revisions, then a report for each, the latest first."""
    latest = sorted(maker.state.volumes, key=lambda volume: volume.entry.in_force or date.min, reverse=True)
    reports = [report for volume in latest if (report := _report(maker, volume, scenarios)) is not None]
    here = "revisions/index.md"
    english = WALK.read_text(encoding="utf-8") if WALK.is_file() else ""
    walk = translated(english, tongue(maker.language).reference(WALK.name)) or english
    yield maker.page(
        here,
        maker.words["revisions"],
        "revisions",
        walk=_deeper(walk),
        reports=[links.linked(plain(report.title), report.path, here) for report in reports],
    )
    yield from reports


def _deeper(text: str) -> str:
    """A page's Markdown one level down, without its own title."""
    body = text.partition("\n")[2] if text.startswith("# ") else text
    return body.replace("\n## ", "\n### ").replace("```console", "```text")


def _report(maker: Maker, volume: Volume, scenarios: list[Scenario]) -> Page | None:
    state = maker.state
    base = next(
        (v for v in state.volumes if v.document == volume.document and v.edition == volume.program.edition.revises),
        None,
    )
    if base is None:
        return None
    here = f"revisions/{volume.document}-{volume.edition}.md"
    before, after = maker.scribe(base, here), maker.scribe(volume, here)
    try:
        comparison = compare_locks(*(load_lock(lock_path(state.folder, v.document, v.edition)) for v in (base, volume)))
    except SourceError:
        changes: list[Any] = []
    else:
        changes = [change for change in comparison.changes if change.kind not in UNCHANGED]
    reaching = Reaching(base.program)
    passages = []
    for change in changes:
        reach = reaching.of(change)
        scribe = before if change.before else after
        numbers = ""
        if change.before and change.after and change.before.fingerprint.numbers != change.after.fingerprint.numbers:
            numbers = f"{' '.join(change.before.fingerprint.numbers)} → {' '.join(change.after.fingerprint.numbers)}"
        passages.append(
            (
                scribe.cite((str(change.locator),)),
                maker.words[f"c_{change.kind}"],
                plain(numbers),
                before.in_a_row(before.question(name) for name in reach.questions),
            )
        )
    moved, unmoved = _moved(state, base, volume, scenarios)
    title = f"{maker.phrase(volume.entry.title)}{maker.words['colon']} {before.edition()} → {after.edition()}"
    return maker.page(
        here,
        title,
        "revision",
        passages=passages,
        moved=[
            (
                plain(maker.phrase(scenario.title)),
                before.question(scenario.question),
                _shown(one),
                _shown(other),
            )
            for scenario, one, other in moved
        ],
        unmoved=unmoved,
    )


def _moved(
    state: State, base: Volume, volume: Volume, scenarios: list[Scenario]
) -> tuple[list[tuple[Scenario, Outcome, Outcome]], int]:
    """The scenarios of a document whose answer differs between two editions, and how many do not."""
    moved, unmoved = [], 0
    for scenario in scenarios:
        if scenario.document != volume.document:
            continue
        try:
            one, other = (outcome(state.desk.put(scenario, v.entry).answer) for v in (base, volume))
        except Rejected:
            continue
        if one != other:
            moved.append((scenario, one, other))
        else:
            unmoved += 1
    return moved, unmoved


def _shown(found: Outcome) -> str:
    return plain(
        f"{found.value or found.answer} ({'; '.join(found.cites)})" if found.cites else found.value or found.answer
    )
