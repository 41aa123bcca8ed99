"""The language reference, executed: every page of `tests/language` is prose, programs and what comes of them.

A program is a block ```clause`, with `file=NAME` and `shared` (for all later sections of the page) after it. Blocks
```diagnostics` hold the full rendering of what checking the section's files finds, or `none`. Blocks ```answers` hold a
line `question [facts as TOML] on DATE under AMBIGUITY = READING => answer` for each case; all but the question may be
missing. `pytest --update-golden` rewrites both.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from dsl.check import Checked, check_sources
from dsl.report import full
from engine.answer.answer import Answer, answer
from engine.case.facts_file import CaseReader, parse_case
from engine.evaluate.knowledge import KnowledgeBase

PAGES = sorted((Path(__file__).parents[1] / "language").glob("*.md"))
_BLOCK = re.compile(r"^```(?P<kind>clause|diagnostics|answers)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
_ASKED = re.compile(
    r"(?P<question>[\w-]+)(?: \[(?P<facts>.*)\])?(?: on (?P<on>[\d-]+))?(?: under (?P<readings>.+))?")
_HEADING = re.compile(r"^#+ (.*)$", re.M)


@dataclass
class Section:
    """One section of a page: its heading, its files, and its expected blocks by offset."""

    title: str
    sources: dict[str, str] = field(default_factory=dict)
    expected: list[tuple[int, int, str, str]] = field(default_factory=list)

    def produced(self, kind: str, body: str) -> str:
        checked = check_sources(self.sources)
        if kind == "diagnostics":
            return (full(checked.diagnostics, self.sources) or "none") + "\n"
        return "".join(_answered(checked, line) + "\n" for line in body.splitlines() if line.strip())


def sections(text: str) -> list[Section]:
    """The sections of a page that hold blocks; files marked `shared` go to all later ones."""
    shared: dict[str, str] = {}
    found: list[Section] = []
    events = sorted([*_HEADING.finditer(_blanked(text)), *_BLOCK.finditer(text)], key=lambda event: event.start())
    for event in events:
        if event.re is _HEADING:
            found.append(Section(event[1], dict(shared)))
            continue
        section, info = found[-1], event["info"].split()
        if event["kind"] == "clause":
            name = next((word.removeprefix("file=") for word in info if word.startswith("file=")), "example.clause")
            section.sources[name] = event["body"]
            if "shared" in info:
                shared[name] = event["body"]
        else:
            section.expected.append((event.start("body"), event.end("body"), event["kind"], event["body"]))
    return [section for section in found if section.expected]


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
    in_force = [program for program in checked.programs
                if on is None or program.edition.in_force is None or program.edition.in_force <= on]
    reader = CaseReader(KnowledgeBase(in_force[-1]))
    readings = dict(pair.split(" = ") for pair in (parts["readings"] or "").split(", ") if pair)
    case = reader.read(parse_case(f"facts = {{ {parts['facts'] or ''} }}", "case.toml"), None, on, readings)
    return f"{asked} => {_shown(answer(case, parts['question']))}"


def _shown(given: Answer) -> str:
    parts = [str(given.value) if given.answer == "value" else given.answer]
    if given.missing:
        parts.append("missing " + ", ".join(missing.name for missing in given.missing))
    parts += [f"{under.reading}: {under.value if under.answer == 'value' else under.answer}"
              for under in given.readings]
    return "; ".join(parts)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path, request: pytest.FixtureRequest) -> None:
    """Every expected block of the page is what the language does."""
    text = page.read_text(encoding="utf-8")
    produced = [
        (start, end, section.title, body, section.produced(kind, body))
        for section in sections(text) for start, end, kind, body in section.expected
    ]
    if request.config.getoption("--update-golden"):
        for start, end, _, _, output in reversed(produced):
            text = text[:start] + output + text[end:]
        page.write_text(text, encoding="utf-8")
        return
    for _, _, title, body, output in produced:
        assert output == body, f"{page.name}: {title}"
