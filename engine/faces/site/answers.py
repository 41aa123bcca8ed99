"""What questions and scenarios come to, kept on disk by what they depend on: an edit costs only what it reaches."""

import json
import os
from collections.abc import Callable, Container, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dsl.diagnostic import Rejected
from dsl.forked import forked
from engine.answer.answer import Answer
from engine.desk import Reply, Request
from engine.explain.values import show_value
from engine.faces.site.opinions import as_markdown
from engine.faces.site.volumes import Abstract, State, Told, Volume
from engine.library.compiled_state import ROOT
from engine.model.kept import cache_folder, read_sealed, write_sealed
from engine.suite.scenario import Scenario, entry_of
from engine.suite.touched import touched
from engine.tongues import tags, tongue

Progress = Callable[[int, int], None]
_CODE = (
    "engine/answer",
    "engine/backends",
    "engine/case",
    "engine/desk",
    "engine/explain",
    "engine/meaning",
    "engine/suite",
)
_WORTH_A_POOL = 12
MOST_OPINIONS = 2
"""How many scenarios of a question and a document are worked out in full."""

Job = tuple[str, Any]
"""A question of an edition (`abstract`: volume, question) or a scenario (`told`: number, whether in full)."""


@dataclass(slots=True)
class _Work:
    """What the jobs refer to; set before the pool is made, so that its processes inherit it."""

    state: State
    scenarios: Sequence[Scenario]
    jobs: Sequence[Job]


_work: list[_Work] = []


def answer_all(
    state: State,
    scenarios: Sequence[Scenario],
    progress: Progress | None = None,
    featured: frozenset[str] = frozenset(),
) -> None:
    """Fills in what every question and every scenario comes to, from the cache as far as it goes.

    The scenarios whose titles are `featured` are worked out in full whatever their place.
    """
    code = _code()
    jobs = [*_abstract_jobs(state), *_told_jobs(scenarios, featured, state.questions)]
    _work[:] = [_Work(state, scenarios, jobs)]
    keys = [_key(job, state, scenarios, code) for job in jobs]
    kept = _Kept()
    found: dict[int, dict[str, Any]] = {at: hit for at, key in enumerate(keys) if (hit := kept.read(key)) is not None}
    missing = [at for at in range(len(jobs)) if at not in found]

    def note(at: int, made: dict[str, Any]) -> None:
        found[at] = made
        kept.write(keys[at], made)
        if progress:
            progress(len(found), len(jobs))

    if len(missing) > _WORTH_A_POOL and (os.cpu_count() or 1) > 1:
        with forked(os.cpu_count() or 1) as pool:
            for at, made in zip(missing, pool.map(_do, missing, chunksize=2), strict=True):
                note(at, made)
    else:
        for at in missing:
            note(at, _do(at))
    told = []
    for at, (kind, detail) in enumerate(jobs):
        made = found[at]
        if kind == "abstract":
            volume, question = detail
            state.abstract[(volume.document, volume.edition, question)] = Abstract(
                **{
                    **made,
                    "missing": tuple((name, decisive) for name, decisive in made["missing"]),
                    "relevant": tuple(made["relevant"]),
                }
            )
        else:
            told.append(Told(**{**made, "touched": frozenset(made["touched"])}))
    state.told = tuple(told)


def _abstract_jobs(state: State) -> list[Job]:
    return [("abstract", (volume, name)) for volume in state.newest for name in volume.program.questions]


def _told_jobs(scenarios: Sequence[Scenario], featured: frozenset[str], questions: Container[str]) -> list[Job]:
    """Every scenario; the first of each question and those featured in full. Norms asked by name have no such page."""
    jobs: list[Job] = []
    full: dict[tuple[str, str], int] = {}
    for number, scenario in enumerate(scenarios):
        pair = (scenario.document, scenario.question)
        full[pair] = full.get(pair, 0) + 1
        in_full = full[pair] <= MOST_OPINIONS or not featured.isdisjoint(scenario.title.texts)
        jobs.append(("told", (number, in_full and scenario.question in questions)))
    return jobs


def _do(at: int) -> dict[str, Any]:
    work = _work[0]
    kind, detail = work.jobs[at]
    if kind == "abstract":
        volume, question = detail
        return _abstract(volume, question, work.state)
    number, in_full = detail
    return _told(work.state, work.scenarios[number], in_full)


def _abstract(volume: Volume, question: str, state: State) -> dict[str, Any]:
    reply = state.desk.ask(Request(question, volume.document), volume.entry)
    strict, first = reply.answer, _first(reply)
    languages = volume.program.edition.languages
    is_open = first.answer in ("undetermined", "turns-on-reading")
    short = {tag: "" if is_open else reply.in_language(tag).opinion.short for tag in languages}
    missing = tuple((m.name, m.decisive) for m in strict.missing)
    return asdict(Abstract(first.answer, strict.preferred, _shown(first), short, missing, strict.relevant))


def _first(reply: Reply) -> Answer:
    """The answer that comes first in words."""
    layers = reply.layers
    return layers.strict if layers.headline == "strictly" else layers.ordinarily.answer


def _told(state: State, scenario: Scenario, in_full: bool) -> dict[str, Any]:
    title = {tag: tongue(tag).spaced(scenario.title.in_language(tag)) for tag in tags()}
    try:
        reply = state.desk.put(scenario)
    except Rejected as error:
        trouble = "; ".join(diagnostic.message for diagnostic in error.diagnostics)
        return _plain(
            Told(
                scenario.identifier,
                title,
                scenario.document,
                "",
                scenario.question,
                "contradictory",
                dict.fromkeys(tags(), trouble),
                dict.fromkeys(tags(), ""),
                False,
                frozenset(),
                {},
                "",
            )
        )
    volume = next(v for v in state.volumes if v.entry == reply.entry)
    short, opinion = dict.fromkeys(volume.program.edition.languages, ""), {}
    if in_full:
        for language in short:
            made = reply.in_language(language).opinion
            short[language] = made.short
            opinion[language] = as_markdown(made)
    layers = reply.layers
    found = _first(reply)
    return _plain(
        Told(
            scenario.identifier,
            title,
            scenario.document,
            reply.entry.edition,
            scenario.question,
            found.answer,
            _shown(found),
            short,
            not layers.decided_strictly and found.answer in ("yes", "no", "value"),
            touched(found, volume.graph),
            opinion,
            _given(scenario) if in_full else "",
        )
    )


def _plain(told: Told) -> dict[str, Any]:
    return {**asdict(told), "touched": sorted(told.touched)}


def _shown(found: Answer) -> dict[str, str]:
    """The value of an answer in each language; empty where it has none."""
    if found.answer != "value":
        return dict.fromkeys(tags(), "")
    program = found.knowledge.program
    return {
        language: show_value(found.value, found.asked.type, program, language) for language in program.edition.languages
    }


def _given(scenario: Scenario) -> str:
    """The facts of a scenario as they stand in its file."""
    text = scenario.file.text
    start = text.rfind("[[scenario]]", 0, scenario.place.start)
    if start < 0:
        return text.strip()
    end = text.find("[[scenario]]", scenario.place.start)
    return text[start : end if end > 0 else len(text)].strip()


# ---- the cache


_read: dict[str, dict[str, Any]] = {}
"""What was read from disk already."""


class _Kept:
    """Answers on disk, one small file for each; where the folder cannot be written nothing is kept."""

    def __init__(self) -> None:
        self.folder: Path | None = cache_folder() / "answers"

    def read(self, key: str) -> dict[str, Any] | None:
        """What was kept under a key."""
        if key in _read:
            return _read[key]
        content = read_sealed(self.folder / key) if self.folder else None
        if content is not None:
            _read[key] = json.loads(content)
        return _read.get(key)

    def write(self, key: str, made: dict[str, Any]) -> None:
        """Keeps an answer under its key."""
        if self.folder:
            try:
                write_sealed(self.folder / key, json.dumps(made, ensure_ascii=False).encode())
            except OSError:
                self.folder = None


def _key(job: Job, state: State, scenarios: Sequence[Scenario], code: str) -> str:
    kind, detail = job
    if kind == "abstract":
        volume, question = detail
        parts = [code, volume.state_of(question)]
    else:
        scenario = scenarios[detail[0]]
        try:
            entry = entry_of(state.desk.library, scenario)
            known = next(v for v in state.volumes if v.entry == entry).state_of(scenario.question)
        except Rejected:
            known = "rejected"
        parts = [
            code,
            known,
            repr(scenario.file.content),
            repr(scenario.expect),
            scenario.identifier,
            _given(scenario),
            str(detail[1]),
        ]
    return blake2b("\0".join([kind, *parts]).encode(), digest_size=16).hexdigest()


def _code() -> str:
    """The state of the code that answers."""
    digest = blake2b(digest_size=8)
    own = Path(__file__).parent
    for folder in _CODE:
        for path in (*sorted((ROOT / folder).rglob("*.py")), own / "answers.py", own / "opinions.py"):
            status = path.stat()
            digest.update(f"{path.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()
