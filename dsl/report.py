"""Renderers of diagnostics: `full` for people, `concise` for lists, `as_json` for programs. All are deterministic."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dsl.diagnostic import Diagnostic, Label
from dsl.harmless import harmless
from dsl.position import Span

MOST = 50
"""How many diagnostics are shown in full."""

_LEFT_OUT = "… and {number} more: mend these first, most often the others go with them"

TAB = 4
WIDEST = 100
"""The most columns of a source line that are shown; a longer line is cut around its label."""
LONGEST = 1_000
"""The most characters of a phrase that are shown: it may repeat a word of the user's that has no end."""

_COLOURS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "frame": "\x1b[1;34m",
    "secondary": "\x1b[1;34m",
    "help": "\x1b[1;36m",
    "message": "\x1b[1m",
}
_RESET = "\x1b[0m"


def full(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    *,
    colour: bool = False,
    words: Mapping[str, str] | None = None,
) -> str:
    """Each diagnostic with the lines it is about and its labels beneath them; colour only when told to.

    `words` say in another language what stands before a message, `error`, `warning`, `help`, `note`, and what is left.

    Of more than anybody reads, the first `MOST` are shown, and it is said how many are left.
    """
    paper, found = _Paper(sources, colour, words or {}), list(diagnostics)
    shown = ["\n".join(paper.diagnostic(diagnostic)) for diagnostic in found[:MOST]]
    if len(found) > MOST:
        left = (words or {}).get(_LEFT_OUT, _LEFT_OUT)
        shown.append(left.format(number=len(found) - MOST))
    return "\n\n".join(shown)


def concise(diagnostics: Iterable[Diagnostic]) -> str:
    """One line for each: `file:line:column: severity[code] message`."""
    lines = []
    for diagnostic in diagnostics:
        where = f"{_place(diagnostic.labels[0].span)}: " if diagnostic.labels else ""
        lines.append(f"{_clean(where)}{diagnostic.severity}[{diagnostic.code}] {_clean(diagnostic.message)}")
    return "\n".join(lines)


def as_json(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """A JSON array of what `as_data` gives."""
    return json.dumps(as_data(diagnostics, sources), ensure_ascii=False, indent=2)


def as_data(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> list[dict[str, object]]:
    """Each as an object; ends of labels are given as line and column where the source is at hand."""
    paper = _Paper(sources, False, {})
    return [
        {
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "message": _cut(diagnostic.message),
            "help": diagnostic.help and _cut(diagnostic.help),
            "note": diagnostic.note and _cut(diagnostic.note),
            "labels": [paper.label_data(label, primary=index == 0) for index, label in enumerate(diagnostic.labels)],
        }
        for diagnostic in diagnostics
    ]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a label underlines on one line: characters from `start` up to `end`, counted from 0."""

    line: int
    start: int
    end: int
    text: str
    primary: bool


class _Paper:
    """Source lines, split once for each file, and the way marks are drawn beneath them."""

    def __init__(self, sources: Mapping[str, str], colour: bool, words: Mapping[str, str]) -> None:
        self.sources, self.colour, self.words = sources, colour, words
        self.split: dict[str, list[str]] = {}
        self.columns: dict[str, tuple[list[str], list[int]]] = {}

    def lines(self, file: str) -> list[str]:
        if file not in self.split:
            text = self.sources.get(file)
            self.split[file] = [] if text is None else text.split("\n")
        return self.split[file]

    def diagnostic(self, diagnostic: Diagnostic) -> list[str]:
        severity = self.words.get(diagnostic.severity, diagnostic.severity)
        head = self._paint(f"{severity}[{diagnostic.code}]", diagnostic.severity)
        drawn = [head + self._paint(f": {_clean(diagnostic.message)}", "message")]
        groups: dict[str, list[tuple[Label, bool]]] = {}
        for index, label in enumerate(diagnostic.labels):
            groups.setdefault(label.span.file, []).append((label, index == 0))
        marks = {file: self._marks(file, labels) for file, labels in groups.items()}
        gutter = max((len(str(mark.line)) for found in marks.values() for mark in found), default=1)
        for number, (file, labels) in enumerate(groups.items()):
            arrow = "-->" if number == 0 else ":::"
            place = _clean(_place(labels[0][0].span))
            drawn.append(" " * gutter + self._paint(arrow, "frame") + f" {place}")
            if marks[file]:
                drawn += self._snippet(file, marks[file], gutter, diagnostic.severity)
        notes = [("help", diagnostic.help), ("note", diagnostic.note)]
        if any(text for _, text in notes) and any(marks.values()):
            drawn.append(self._edge(gutter))
        for kind, text in notes:
            if text:
                equals = self._paint("=", "frame")
                drawn.append(
                    " " * (gutter + 1) + f"{equals} {self._paint(self.words.get(kind, kind), 'help')}: {_clean(text)}"
                )
        return drawn

    def label_data(self, label: Label, *, primary: bool) -> dict[str, object]:
        span = label.span
        data: dict[str, object] = {
            "file": span.file,
            "line": span.line,
            "column": span.column,
            "start": span.start,
            "end": span.end,
            "text": _cut(label.text),
            "primary": primary,
        }
        if (text := self.sources.get(span.file)) is not None:
            breaks = text.count("\n", span.start, span.end)
            data["end_line"] = span.line + breaks
            data["end_column"] = (
                span.end - text.rfind("\n", span.start, span.end) if breaks else span.column + span.end - span.start
            )
        return data

    # ---- from labels to marks

    def _marks(self, file: str, labels: list[tuple[Label, bool]]) -> list[_Mark]:
        marks: list[_Mark] = []
        lines = self.lines(file)
        for label, primary in labels:
            first = label.span.line
            if not 1 <= first <= len(lines):
                continue
            breaks = self.sources[file].count("\n", label.span.start, label.span.end)
            last = min(first + breaks, len(lines))
            start = min(label.span.column - 1, len(lines[first - 1]))
            if last == first:
                end = start + label.span.end - label.span.start
                marks.append(_Mark(first, start, end, label.text, primary))
                continue
            end = label.span.end - (self.sources[file].rfind("\n", label.span.start, label.span.end) + 1)
            indent = len(lines[last - 1]) - len(lines[last - 1].lstrip())
            marks.append(_Mark(first, start, len(lines[first - 1].rstrip()), "", primary))
            marks.append(_Mark(last, min(indent, max(end - 1, 0)), end, label.text or "up to here", primary))
        return sorted(marks, key=lambda mark: (mark.line, not mark.primary, mark.start, mark.end))

    # ---- drawing

    def _snippet(self, file: str, marks: list[_Mark], gutter: int, severity: str) -> list[str]:
        drawn = [self._edge(gutter)]
        previous = 0
        for line in dict.fromkeys(mark.line for mark in marks):
            if previous and line > previous + 1:
                drawn.append(self._paint("…", "frame"))
            previous = line
            here = [mark for mark in marks if mark.line == line]
            source = self.lines(file)[line - 1].removesuffix("\r")
            if source not in self.columns:
                self.columns[source] = _columns(source)
            shown, edges, offset = _window(*self.columns[source], here)
            number = self._paint(f"{line:>{gutter}} |", "frame")
            drawn.append(f"{number} {shown}".rstrip())
            for mark in here:
                start = edges[min(mark.start, len(source))]
                end = edges[min(mark.end, len(source))]
                start, end = (max(edge - offset, 0) for edge in (start, end))
                start = min(start, WIDEST)
                width = max(min(end, WIDEST) - start, 1)
                under = ("^" if mark.primary else "-") * width + (f" {_clean(mark.text)}" if mark.text else "")
                drawn.append(
                    f"{self._edge(gutter)} {' ' * start}"
                    + self._paint(under, severity if mark.primary else "secondary")
                )
        return drawn

    def _edge(self, gutter: int) -> str:
        return self._paint(" " * (gutter + 1) + "|", "frame")

    def _paint(self, text: str, kind: str) -> str:
        return f"{_COLOURS.get(kind, '')}{text}{_RESET}" if self.colour else text


def _place(span: Span) -> str:
    return f"{span.file}:{span.line}:{span.column}"


def _window(shown: list[str], edges: list[int], marks: list[_Mark]) -> tuple[str, list[int], int]:
    """The part of a line that is shown, the column where each of its characters begins, and the columns cut off."""
    if edges[-1] <= WIDEST:
        return "".join(shown), edges, 0
    first = edges[min(marks[0].start, len(shown))]
    left = max(first - WIDEST // 3, 0)
    cut = "".join(piece for piece, edge in zip(shown, edges, strict=False) if left <= edge < left + WIDEST)
    begin = next((edge for edge in edges if edge >= left), left)
    before = "…" if left else ""
    return before + cut + ("…" if edges[-1] > left + WIDEST else ""), edges, begin - len(before)


def _columns(source: str) -> tuple[list[str], list[int]]:
    """Each character as it is shown, and the column where it begins; one edge more, for the end of the line."""
    shown: list[str] = []
    edges = [0]
    for character in source:
        if character == "\t":
            width = TAB - edges[-1] % TAB
            shown.append(" " * width)
        else:
            category = unicodedata.category(character)
            width = 0 if category in ("Mn", "Me") else 2 if unicodedata.east_asian_width(character) in "WF" else 1
            acts = category in ("Cc", "Cf", "Cs", "Zl", "Zp")
            shown.append("\N{REPLACEMENT CHARACTER}" if acts else harmless(character))
        edges.append(edges[-1] + width)
    return shown, edges


def _clean(text: str) -> str:
    """A phrase on one line, without characters that a terminal would act upon; of one beyond reason the beginning."""
    return "".join(_columns(" ".join(_cut(text).split("\n")))[0])


def _cut(text: str) -> str:
    """A phrase in which no character acts; of one beyond reason the beginning."""
    return harmless(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
