"""Scenarios: cases with the answer that the contract gives, as TOML that a lawyer reads and writes.

A file is one scenario, or several as `[[scenario]]` tables. Each names its question, its document (or, under
`expect`, several documents), its facts, and what it expects (`engine/suite/expectation.py`); `argument` says in one
line why. The whole form is shown by the executed examples of `tests/language/10-scenarios.md`.
"""

from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import in_order
from dsl.first_mistakes import first_mistakes
from dsl.frozen import dataclass
from dsl.position import Span
from dsl.sentence import told
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.layers import Layers
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import CaseFile, read_case_file, wrong_keys
from engine.case.places import scenario_parts
from engine.case.title import Title
from engine.explain.narrowing import narrowed
from engine.library.library import EditionEntry, Library
from engine.model.asked import askable, question_named
from engine.suite.expectation import mistakes_in, unknown_names
from engine.suite.layered import asserted, layer_differences

_NEEDED = ("title", "question", "expect")
_EXAMPLES = {
    "title": '`title = "…"`',
    "question": '`question = "…"`',
    "expect": '`[expect]` and beneath it `answer = "…"`',
    "document": '`document = "…"`, or an `[expect.DOCUMENT]` for each document',
}
"""What is written for each key that a scenario needs."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario put to one document."""

    title: Title
    document: str
    question: str
    file: CaseFile
    expect: dict[str, Any]
    argument: str
    place: Span

    @property
    def identifier(self) -> str:
        """The file and the title: names the scenario in reports."""
        return f"{self.file.file} · {self.title.name} · {self.document}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a scenario: the layers of the answer it got and how they differ from what was expected."""

    scenario: Scenario
    layers: Layers | None
    differences: tuple[str, ...]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers of the layers that the scenario asserts, the strict one first."""
        return asserted(self.layers, self.scenario.expect) if self.layers else ()

    @property
    def answer(self) -> Answer | None:
        """The answer of the first layer that the scenario asserts."""
        return self.answers[0] if self.layers else None

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def find_scenarios(paths: list[Path]) -> list[Scenario]:
    """The scenarios of the given files and folders. Raises `Rejected` with every mistake in them, or if there are none.

    The exit status is 1 for a scenario that is wrong, 2 for a path that leads to none.
    """
    for path in paths:
        if not path.exists():
            raise Rejected([_nothing_in(path)])
    files = [file for path in paths for file in (in_order(path.rglob("*.toml")) if path.is_dir() else [path])]
    scenarios: list[Scenario] = []
    wrong: list[Diagnostic] = []
    sources: dict[str, str] = {}
    for path in files:
        try:
            file = read_case_file(path)
        except Rejected as error:
            wrong += error.diagnostics
            sources |= error.sources
            continue
        found, mistakes = _of_file(file)
        scenarios += found
        wrong += mistakes
        sources |= {file.file: file.text} if mistakes else {}
    if wrong:
        raise Rejected(wrong, sources, status=1)
    if paths and not scenarios:
        raise Rejected([_nothing_in(path) for path in paths])
    return scenarios


def _nothing_in(path: Path) -> Diagnostic:
    return Diagnostic(
        "no-scenarios",
        told("there are no scenarios in `{path}`", path=path),
        (),
        "name a folder of scenario files (`*.toml`), or one of them",
    )


def run(library: Library, scenario: Scenario) -> Verdict:
    """Answers a scenario's question and compares. Raises `Rejected` if its facts can't be read."""
    case = read_scenario(library, scenario)
    return judge(scenario, Layers(case, question_put(scenario, case)))


def entry_of(library: Library, scenario: Scenario) -> EditionEntry:
    """The edition in force on the scenario's date. Raises `Rejected` where there is none."""
    return library.in_force(scenario.document, scenario.file.on)


def read_scenario(library: Library, scenario: Scenario, entry: EditionEntry | None = None) -> Case:
    """The case of a scenario, put to the edition in force on its date or to the given one.

    Put to another edition, facts that the edition doesn't know are passed over. Raises `Rejected` if its facts or its
    question can't be read.
    """
    knowledge = library.knowledge(entry or entry_of(library, scenario))
    elsewhere = library.facts_elsewhere(scenario.document)
    several = "document" not in scenario.file.content
    if entry is not None:
        several = True
        for other in library.editions(scenario.document):
            elsewhere |= {name: other.edition for name in other.facts if name not in knowledge.program.facts}
    case = CaseReader(knowledge, elsewhere, lenient=several).read(scenario.file)
    if question_named(knowledge.program, scenario.question) is None:
        raise Rejected(
            [
                Diagnostic(
                    "unknown-question",
                    told("there is no question `{question}`", question=scenario.question),
                    (Label(scenario.place),),
                    suggestion(scenario.question, askable(knowledge.program)),
                )
            ],
            {scenario.file.file: scenario.file.text},
        )
    if entry is None and (wrong := _unknown(scenario, knowledge.program)):
        raise Rejected(wrong, {scenario.file.file: scenario.file.text})
    return case


def question_put(scenario: Scenario, case: Case) -> str:
    """The question of a scenario, put to what it names alone. Raises `Rejected` where nothing is meant by that."""
    file = scenario.file
    several = "document" not in file.content
    try:
        return narrowed(case.knowledge, scenario.question, file.of, file.at("of"), several)
    except Rejected as error:
        raise Rejected(error.diagnostics, {file.file: file.text}, status=1) from None


def require_known_names(library: Library, scenarios: list[Scenario]) -> None:
    """Raises `Rejected` with every name that some scenario expects and its document doesn't have."""
    wrong: list[Diagnostic] = []
    sources: dict[str, str] = {}
    for scenario in scenarios:
        try:
            program = library.knowledge(entry_of(library, scenario)).program
        except Rejected:
            continue  # running it says why
        mistakes = _unknown(scenario, program)
        wrong += mistakes
        sources |= {scenario.file.file: scenario.file.text} if mistakes else {}
    if wrong:
        raise Rejected(wrong, sources, status=1)


def _unknown(scenario: Scenario, program: p.Program) -> list[Diagnostic]:
    way = ("expect",) if "document" in scenario.file.content else ("expect", scenario.document)
    return unknown_names(scenario.expect, program, scenario.file, way)


def judge(scenario: Scenario, layers: Layers) -> Verdict:
    """How the layers of an answer differ from what the scenario expects."""
    return Verdict(scenario, layers, tuple(layer_differences(layers, scenario.expect)))


def _of_file(file: CaseFile) -> tuple[list[Scenario], list[Diagnostic]]:
    """The scenarios of a file, and what is wrong with the others."""
    several = file.content.get("scenario")
    if several is None:
        return _one(file)
    found: list[Scenario] = []
    wrong = first_mistakes(
        Diagnostic(
            "unknown-key",
            told("`{key}` stands beside the scenarios of the file", key=key),
            (Label(file.at(key)),),
            "put it inside each `[[scenario]]`",
        )
        for key in file.content
        if key not in ("scenario", "title", "document")
    )
    shared = {key: value for key, value in file.content.items() if key == "document"}
    for content, part in zip(several, scenario_parts(file.text, len(several)), strict=True):
        case = CaseFile(file.file, file.text, shared | content, part)
        mistakes = wrong_keys(case)
        if not mistakes:
            scenarios, mistakes = _one(case)
            found += scenarios
        wrong += mistakes
    return found, wrong


def _one(case: CaseFile) -> tuple[list[Scenario], list[Diagnostic]]:
    content = case.content
    title = Title(content.get("title", ""))
    place = _place_of_title(case, title.name)
    expect = content.get("expect", {})
    missing = [key for key in _NEEDED if not content.get(key)]
    missing += [f"title.{language}" for language in title.languages if not title.in_language(language).strip()]
    if "document" not in content and not all(isinstance(expected, dict) for expected in expect.values()):
        missing.append("document")
    wrong = [
        Diagnostic(
            "incomplete-scenario",
            told("the scenario has no `{key}`", key=key),
            (Label(place),),
            told("add {example}", example=_example(key)),
        )
        for key in missing
    ]
    if wrong:
        return [], wrong
    if "document" in content:
        put: list[tuple[str, Any, tuple[str, ...]]] = [(content["document"], expect, ("expect",))]
    else:
        put = [(document, expected, ("expect", document)) for document, expected in expect.items()]
    scenarios = []
    for document, expected, way in put:
        wrong += mistakes_in(expected, case, way)
        argument = str(expected.get("argument", content.get("argument", "")))
        scenarios.append(Scenario(title, document, content["question"], case, expected, argument, place))
    return ([], wrong) if wrong else (scenarios, [])


def _example(key: str) -> str:
    """What is written for a key that a scenario lacks."""
    return _EXAMPLES.get(key, f'`{key} = "…"`, or leave that language out')


def _place_of_title(case: CaseFile, title: str) -> Span:
    """Where the title stands; where the scenario begins if it has none."""
    begins, ends = case.part or (0, len(case.text))
    start = max(case.text.find(title, begins, ends), begins)
    line, column = case.text.count("\n", 0, start) + 1, start - case.text.rfind("\n", 0, start)
    return Span(case.file, line, column, start, start + len(title))
