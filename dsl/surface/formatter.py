"""The one formatter: a clause file in its canonical form, comments kept, meaning untouched."""

import re

from dsl.diagnostic import Diagnostic
from dsl.surface.parse import parse
from dsl.surface.statement_lines import Line, statement_lines

_COMMENT = re.compile(r'"[^"]*"|(?P<comment>#[^\n]*)')


def format_source(source: str, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The canonical form of a source text, or the syntax errors that prevent it."""
    statements, diagnostics = parse(source, file)
    if diagnostics:
        return None, diagnostics
    lines: list[Line] = []
    above: tuple[str, int] = ("", 0)
    for statement in statements:
        shown = list(statement_lines(statement))
        keyword = shown[0].text.split(" ", 1)[0]
        are_declarations = above == (keyword, 1) and len(shown) == 1
        shown[0].opens = not are_declarations and (above[0], keyword) != ("document", "edition")
        above = (keyword, len(shown))
        lines += shown
    return _with_comments(lines, source), []


def _with_comments(lines: list[Line], source: str) -> str:
    """The lines with the comments of the source: beside the line they stood beside, or above the next one."""
    above: list[list[str]] = [[] for _ in range(len(lines) + 1)]
    beside: list[list[str]] = [[] for _ in lines]
    at = 0
    for found in _COMMENT.finditer(source):
        if found["comment"] is None:
            continue
        while at < len(lines) and lines[at].start <= found.start():
            at += 1
        comment = found["comment"].rstrip()
        begins_line = not source[source.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
        if begins_line or at == 0:
            above[at].append(comment)
        else:
            beside[at - 1].append(comment)
    output: list[str] = []
    for index, line in enumerate(lines):
        if line.opens and output:
            output.append("")
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        output += [indent + comment for comment in above[index]]
        output.append("  ".join([line.text, " ".join(beside[index])]) if beside[index] else line.text)
    output += ["", *above[-1]] if above[-1] and output else above[-1]
    return "".join(f"{line}\n" for line in output)
