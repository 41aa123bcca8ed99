"""Scenarios: cases with the answer that the contract gives, as TOML that a lawyer reads and writes.

A file is one scenario, or several as `[[scenario]]` tables. Each names its question, its document (or, under
`expect`, several documents), its facts, and what it expects: `answer`, `value`, `cites`, `missing`, `readings`
(the ambiguities it turns on), `preferred`, `contradictions`; `argument` says in one line why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.position import Span
from engine.answer.answer import Answer, answer
from engine.case.facts_file import Case, CaseFile, CaseReader, options_of, read_case_file, wrong_keys
from engine.case.reading import Unreadable, read_value
from engine.evaluate.editions import EditionEntry, Library
from engine.explain.citations import citations
from engine.explain.cite import Citer
from engine.explain.values import show_value
from engine.model.asked import askable, question_named

_EXPECTED = ("answer", "value", "cites", "missing", "readings", "preferred", "preferred_value", "contradictions")
_LISTS = ("cites", "missing", "readings", "contradictions")
_NEEDED = ("title", "question", "expect")
_EXAMPLES = {
    "title": '`title = "…"`', "question": '`question = "…"`', "expect": '`[expect]` and beneath it `answer = "…"`',
    "document": '`document = "…"`, or an `[expect.DOCUMENT]` for each document',
}
"""What is written for each key that a scenario needs."""

_ANSWERS = ("yes", "no", "value", "undetermined", "turns-on-reading", "silent", "contradictory")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario put to one document."""

    title: str
    document: str
    question: str
    file: CaseFile
    expect: dict[str, Any]
    argument: str
    place: Span

    @property
    def identifier(self) -> str:
        """The file and the title: names the scenario in reports."""
        return f"{self.file.file} · {self.title} · {self.document}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a scenario: the answer it got and how it differs from what was expected."""

    scenario: Scenario
    answer: Answer | None
    differences: tuple[str, ...]

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
    files = [file for path in paths for file in (sorted(path.rglob("*.toml")) if path.is_dir() else [path])]
    scenarios: list[Scenario] = []
    wrong: list[Diagnostic] = []
    sources: dict[str, str] = {}
    for path in files:
        try:
            for scenario in _of_file(read_case_file(path)):
                scenarios.append(scenario)
        except Rejected as error:
            wrong += error.diagnostics
            sources |= error.sources
    if wrong:
        raise Rejected(wrong, sources, status=1)
    if paths and not scenarios:
        raise Rejected([_nothing_in(path) for path in paths])
    return scenarios


def _nothing_in(path: Path) -> Diagnostic:
    return Diagnostic("no-scenarios", f"there are no scenarios in `{path}`", (),
                      "name a folder of scenario files (`*.toml`), or one of them")


def run(library: Library, scenario: Scenario) -> Verdict:
    """Answers a scenario's question and compares. Raises `Rejected` if its facts can't be read."""
    return judge(scenario, answer(read_scenario(library, scenario), scenario.question))


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
        raise Rejected([Diagnostic(
            "unknown-question", f"there is no question `{scenario.question}`", (Label(scenario.place),),
            suggestion(scenario.question, askable(knowledge.program)))], {scenario.file.file: scenario.file.text})
    return case


def judge(scenario: Scenario, found: Answer) -> Verdict:
    """How an answer differs from what the scenario expects."""
    return Verdict(scenario, found, tuple(differences(found, scenario.expect)))


def _of_file(file: CaseFile) -> Iterator[Scenario]:
    several = file.content.get("scenario")
    if several is None:
        yield from _one(file, file)
        return
    wrong = [
        Diagnostic("unknown-key", f"`{key}` stands beside the scenarios of the file", (Label(file.at(key)),),
                   "put it inside each `[[scenario]]`")
        for key in file.content if key not in ("scenario", "title", "document")]
    if wrong:
        raise Rejected(wrong, {file.file: file.text})
    for content in several:
        shared = {key: value for key, value in file.content.items() if key == "document"}
        case = CaseFile(file.file, file.text, shared | content)
        if wrong := wrong_keys(case):
            raise Rejected(wrong, {file.file: file.text})
        yield from _one(case, file)


def _one(case: CaseFile, file: CaseFile) -> Iterator[Scenario]:
    content = case.content
    title = str(content.get("title", ""))
    start = max(file.text.find(title), 0)
    line, column = file.text.count("\n", 0, start) + 1, start - file.text.rfind("\n", 0, start)
    place = Span(file.file, line, column, start, start + len(title))
    expect = content.get("expect", {})
    missing = [key for key in _NEEDED if not content.get(key)]
    if "document" not in content and not all(isinstance(expected, dict) for expected in expect.values()):
        missing.append("document")
    wrong = [
        Diagnostic("incomplete-scenario", f"the scenario has no `{key}`", (Label(place),), f"add {_EXAMPLES[key]}")
        for key in missing]
    if wrong:
        raise Rejected(wrong, {file.file: file.text})
    if "document" in content:
        yield Scenario(title, content["document"], content["question"], case, _checked(expect, file, place),
                       str(content.get("argument", "")), place)
        return
    for document, expected in expect.items():
        yield Scenario(title, document, content["question"], case, _checked(expected, file, place),
                       str(expected.get("argument", content.get("argument", ""))), place)


def _checked(expect: dict[str, Any], file: CaseFile, place: Span) -> dict[str, Any]:
    for key in expect:
        if key not in (*_EXPECTED, "argument"):
            raise Rejected([Diagnostic("unknown-key", f"a scenario cannot expect `{key}`", (Label(place),),
                                       suggestion(key, _EXPECTED))], {file.file: file.text})
    for key in _LISTS:
        names = expect.get(key, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise Rejected([Diagnostic("wrong-type", f"`{key}` is a list of texts", (Label(place),),
                                       f'write `{key} = ["…"]`')], {file.file: file.text})
    if expect.get("answer") not in _ANSWERS:
        raise Rejected([Diagnostic("unknown-answer", f"`{expect.get('answer')}` is no answer", (Label(place),),
                                   suggestion(str(expect.get("answer")), _ANSWERS)
                                   or f"the answers are {', '.join(f'`{a}`' for a in _ANSWERS)}")],
                       {file.file: file.text})
    return expect


def differences(found: Answer, expect: dict[str, Any]) -> Iterator[str]:
    """How an answer differs from what is expected of it, one line for each difference."""
    if found.answer != expect["answer"]:
        missing = f" (missing: {', '.join(m.name for m in found.missing)})" if found.missing else ""
        turning = f" (turns on: {', '.join(found.relevant)})" if found.relevant else ""
        yield f"answer: expected {expect['answer']}, got {found.answer}{missing}{turning}"
        return
    for key, value in (("value", found.value), ("preferred_value", found.preferred_value)):
        if key in expect and _expected_value(found, expect[key]) != value:
            yield f"{key}: expected {expect[key]}, got {show_value(value, found.asked.type, found.knowledge.program)}"
    if "preferred" in expect and (found.preferred or "none") != expect["preferred"]:
        yield f"preferred: expected {expect['preferred']}, got {found.preferred or 'none'}"
    for key, names in (("missing", [m.name for m in found.missing]), ("readings", list(found.relevant)),
                       ("contradictions", list(found.contradictions))):
        for name in expect.get(key, ()):
            if name not in names:
                yield f"{key}: expected `{name}` among {', '.join(names) or 'none'}"
    citer = Citer(found.knowledge.program.edition)
    cited = citations(found)
    for wanted in expect.get("cites", ()):
        if not any(citer.within(locator, wanted) for locator in cited):
            written = citer.without_paragraph(wanted)
            hint = f" (the clause has one paragraph only: write {written})" if written else ""
            yield f"cites: expected {wanted} among {'; '.join(map(citer.cite, cited)) or 'none'}{hint}"


def _expected_value(found: Answer, raw: Any) -> Any:
    type_ = found.asked.type
    if found.asked.is_yes_no:
        return raw
    try:
        optional = type(type_)(type_.kind, type_.name, True)
        return read_value(raw, optional, options_of(found.knowledge.program, type_))
    except Unreadable:
        return raw
