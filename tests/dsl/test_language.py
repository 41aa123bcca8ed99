"""The language reference, executed: every page of `tests/language` is prose, programs and what comes of them.

A program is a block ```clause`, with `file=NAME` and `shared` (for all later sections of the page) after it. Blocks
```diagnostics` hold the full rendering of what checking the section's files finds, or `none`. Blocks ```answers` hold a
line `question [facts as TOML] on DATE under AMBIGUITY = READING => answer` for each case; all but the question may be
missing. Blocks ```console` hold commands and what they print, performed in a folder of the section's own, where its
other blocks with `file=NAME` lie (programs: with `folder=NAME`); one that is `shared` is performed first in all later
sections, and one that says `needs=PACKAGE` only where the package is installed. `pytest --update-golden` rewrites all.

What is shared on `diagnostics.md` is shared with all its parts, `diagnostics-….md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from terminal import Terminal

from dsl.check import Checked, check_sources
from dsl.report import full
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.knowledge import KnowledgeBase

LANGUAGE = Path(__file__).parents[1] / "language"
PAGES = sorted(LANGUAGE.glob("*.md"))
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
_ASKED = re.compile(r"(?P<question>[\w-]+)(?: \[(?P<facts>.*)\])?(?: on (?P<on>[\d-]+))?(?: under (?P<readings>.+))?")
_HEADING = re.compile(r"^#+ (.*)$", re.M)


@dataclass(frozen=True)
class Expected:
    """A block that holds what comes of something: its place in the page, its kind, what stands behind it, its text."""

    start: int
    end: int
    kind: str
    info: tuple[str, ...]
    body: str


@dataclass
class Section:
    """One section of a page: its heading, its programs, its files and first commands, and its expected blocks."""

    title: str
    sources: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    prepared: tuple[str, ...] = ()
    expected: list[Expected] = field(default_factory=list)

    def following(self, title: str) -> "Section":
        """A section that begins with what this one holds."""
        return Section(title, dict(self.sources), dict(self.files), self.prepared)

    def produced(self, folder: Path, cache: Path) -> Iterator[tuple[Expected, str]]:
        """What each expected block should hold; commands are performed in an empty folder."""
        terminal = Terminal(folder, cache)
        for block in self.prepared:
            terminal.perform(block)
        terminal.write(self.files)
        for block in self.expected:
            yield block, self._produced(block, terminal)

    def _produced(self, block: Expected, terminal: Terminal) -> str:
        if block.kind == "console":
            needed = [word.removeprefix("needs=") for word in block.info if word.startswith("needs=")]
            if any(find_spec(package) is None for package in needed):
                return block.body
            return terminal.perform(block.body, block.info)
        checked = check_sources(self.sources)
        if block.kind == "diagnostics":
            return (full(checked.diagnostics, self.sources) or "none") + "\n"
        return "".join(_answered(checked, line) + "\n" for line in block.body.splitlines() if line.strip())


def sections(text: str, shared: Section | None = None) -> list[Section]:
    """The sections of a page; what is marked `shared` goes to all later ones."""
    shared = (shared or Section("")).following("")
    found: list[Section] = []
    events = sorted([*_HEADING.finditer(_blanked(text)), *_BLOCK.finditer(text)], key=lambda event: event.start())
    for event in events:
        if event.re is _HEADING:
            found.append(shared.following(event[1]))
            continue
        section, info, kind, body = found[-1], event["info"].split(), event["kind"], event["body"]
        told = dict(word.split("=", 1) for word in info if "=" in word)
        if kind in ("console", "diagnostics", "answers"):
            section.expected.append(Expected(event.start("body"), event.end("body"), kind, tuple(info), body))
            if "shared" in info:
                shared.prepared += (body,)
            continue
        for part in (section, shared) if "shared" in info else (section,):
            if kind == "clause" and "folder" not in told:
                part.sources[told.get("file", "example.clause")] = body
            elif "file" in told:
                part.files[str(Path(told.get("folder", "")) / told["file"])] = body
    return [*found, shared]


def on_page(page: Path) -> list[Section]:
    """The sections of a page that hold expected blocks."""
    shared = None
    if page.stem.startswith("diagnostics-"):
        shared = sections((LANGUAGE / "diagnostics.md").read_text(encoding="utf-8"))[-1]
    return [section for section in sections(page.read_text(encoding="utf-8"), shared) if section.expected]


def _blanked(text: str) -> str:
    """The text with its blocks blanked out, so that a comment in a program is no heading."""
    return _BLOCK.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)


def _answered(checked: Checked, line: str) -> str:
    """One line of an answers block with the answer that the engine gives."""
    asked = line.partition("=>")[0].rstrip()
    parts = _ASKED.fullmatch(asked)
    assert parts, f"not a question: {line}"
    assert checked.is_sound, full(checked.diagnostics, checked.sources)
    on = date.fromisoformat(parts["on"]) if parts["on"] else None
    in_force = [
        program
        for program in checked.programs
        if on is None or program.edition.in_force is None or program.edition.in_force <= on
    ]
    reader = CaseReader(KnowledgeBase(in_force[-1]))
    readings = dict(pair.split(" = ") for pair in (parts["readings"] or "").split(", ") if pair)
    case = reader.read(parse_case(f"facts = {{ {parts['facts'] or ''} }}", "case.toml"), None, on, readings)
    return f"{asked} => {_shown(answer(case, parts['question']))}"


def _shown(given: Answer) -> str:
    parts = [str(given.value) if given.answer == "value" else given.answer]
    if given.missing:
        parts.append("missing " + ", ".join(missing.name for missing in given.missing))
    if given.outside:
        parts.append("outside " + ", ".join(missing.name for missing in given.outside))
    parts += [
        f"{under.reading}: {under.value if under.answer == 'value' else under.answer}" for under in given.readings
    ]
    return "; ".join(parts)


OF_THE_QUICK_RUN = [page for page in PAGES if not page.stem.startswith(("diagnostics", "14-from-a-pdf"))]
"""The pages of diagnostics, and the walk from a PDF to a page, call the command again and again."""


@pytest.mark.parametrize(
    "page",
    [page if page in OF_THE_QUICK_RUN else pytest.param(page, marks=pytest.mark.suite) for page in PAGES],
    ids=lambda page: page.stem,
)
def test_page(page: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every expected block of the page is what the program does."""
    cache = tmp_path_factory.getbasetemp() / "cache"
    produced = [
        (section.title, block, output)
        for section in on_page(page)
        for block, output in section.produced(tmp_path_factory.mktemp("section"), cache)
    ]
    if request.config.getoption("--update-golden"):
        text = page.read_text(encoding="utf-8")
        for _, block, output in reversed(produced):
            text = text[: block.start] + output + text[block.end :]
        page.write_text(text, encoding="utf-8")
        return
    for title, block, output in produced:
        assert output == block.body, f"{page.name}: {title}"
