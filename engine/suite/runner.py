"""Running a suite: every scenario answered once, compared, timed, and counted for coverage if that is wanted."""

from collections.abc import Callable, Sequence
from time import perf_counter

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import dataclass
from engine.library.library import EditionEntry, Library
from engine.suite.coupled import excuse
from engine.suite.coverage import Coverage, CoverageRecorder
from engine.suite.layered import OF_PRESUMPTIONS
from engine.suite.scenario import Scenario, Verdict, entry_of, run

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Run:
    """The verdicts of a suite with the seconds each took, and the coverage of each edition that was asked."""

    verdicts: tuple[Verdict, ...]
    seconds: tuple[float, ...]
    coverage: tuple[Coverage, ...]

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The scenarios that came out differently."""
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)


def run_suite(
    library: Library, scenarios: Sequence[Scenario], covering: bool = False, progress: Progress | None = None
) -> Run:
    """Runs scenarios; a scenario whose facts can't be read fails with the reason.

    Raises `Rejected` where what is said of conditions that cannot decide alone is wrong.
    """
    recorders: dict[EditionEntry, CoverageRecorder] = {}
    if covering:
        documents = {scenario.document for scenario in scenarios}
        recorders = {
            entry: CoverageRecorder(library.knowledge(entry).program)
            for entry in library.entries
            if entry.document in documents
        }
    verdicts, seconds = [], []
    for scenario in scenarios:
        start = perf_counter()
        try:
            verdict = run(library, scenario)
            for found in verdict.answers if covering else ():
                recorders[entry_of(library, scenario)].record(found, scenario.title.name)
            if covering and verdict.layers is not None and scenario.expect.keys() & OF_PRESUMPTIONS:
                recorders[entry_of(library, scenario)].rested_on(verdict.layers.ordinarily, scenario.title.name)
        except Rejected as error:
            verdict = Verdict(scenario, None, tuple(map(_line, error.diagnostics)))
        verdicts.append(verdict)
        seconds.append(perf_counter() - start)
        if progress:
            progress(len(verdicts), len(scenarios))
    coverage = tuple(recorder.coverage() for recorder in recorders.values())
    if library.folder is not None:
        excuse(library.folder, coverage)
    return Run(tuple(verdicts), tuple(seconds), coverage)


def _line(diagnostic: Diagnostic) -> str:
    """A mistake in a scenario in one line."""
    place = f" (line {diagnostic.labels[0].span.line})" if diagnostic.labels else ""
    return f"{diagnostic.code}: {diagnostic.message}{place}"
