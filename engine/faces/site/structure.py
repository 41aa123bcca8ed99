"""A document at a glance: a line for each clause, what it states, and arcs from clauses to those that they limit."""

from collections import Counter
from html import escape

from dsl.norm_kinds import NORM_KINDS
from engine.faces.site import links
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import Volume
from engine.print.markdown_text import within

_ROW, _LEFT, _UNIT, _BARS, _WIDTH = 26, 400, 9, 300, 900
_LETTERS = 46


def structure(volume: Volume, scribe: Scribe) -> str:
    """The picture as an HTML figure, with the same in words."""
    clauses = [clause.number for clause in volume.clauses]
    rows = {number: index for index, number in enumerate(clauses)}
    arcs = limited(volume)
    most = max((len(volume.norms[number]) for number in clauses), default=1)
    unit = min(16, max(5, _BARS // max(1, most)))
    kinds = [kind for kind in NORM_KINDS if any(n.kind == kind for n in volume.program.norms.values())]
    top, height = 8, _ROW * len(clauses) + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="group" aria-label="{escape(scribe.words["structure"], True)}" font-family="sans-serif" font-size="13">'
    ]
    for number, index in rows.items():
        parts.append(_line(volume, scribe, number, top + index * _ROW, unit))
    right = _LEFT + unit * most + 14
    for one, other in arcs:
        y1, y2 = (top + rows[number] * _ROW + _ROW // 2 for number in (one, other))
        bulge = min(_WIDTH - right - 12, 24 + abs(y2 - y1) // 3)
        parts.append(
            f'<path class="edge edge-defeated_by" d="M{right} {y1}C{right + bulge} {y1} {right + bulge} {y2} '
            f'{right} {y2}" fill="none" stroke="#777" stroke-dasharray="6 3"/>'
            f'<path class="tip" d="M{right} {y2}l8 -4v8z" fill="#555"/>'
        )
    x = 8
    for kind in kinds:
        parts.append(
            _mark(kind, x, height - 34, 13) + f'<text class="label" x="{x + 19}" y="{height - 23}" font-size="12" '
            f'fill="#333">{escape(scribe.words[kind])}</text>'
        )
        x += 40 + 7 * len(scribe.words[kind])
    compact = "".join([*parts, "</svg>"])
    said = "".join(f"<li>{escape(line)}</li>" for line in _words(volume, scribe, arcs))
    label = escape(scribe.words["structure"], True)
    return within(
        '<figure class="picture" data-search-exclude>'
        f'<div class="drawing" tabindex="0" role="region" aria-label="{label}">{compact}</div>'
        f"<figcaption>{escape(scribe.words['structure_text'])}</figcaption>"
        f"<details><summary>{escape(scribe.words['structure_words'])}</summary><ul>{said}</ul></details></figure>"
    )


def limited(volume: Volume) -> list[tuple[str, str]]:
    """Pairs of clauses, the first of which states an exception to the second."""
    program = volume.program
    found = []
    for exception in program.exceptions.values():
        for target in exception.targets:
            node = program.norms.get(target) or program.exceptions[target]
            pair = (volume.home_of(exception), volume.home_of(node))
            if pair[0] != pair[1]:
                found.append(pair)
    return list(dict.fromkeys(found))


def _line(volume: Volume, scribe: Scribe, number: str, y: int, unit: int) -> str:
    title = scribe.clause_title(number)
    shown = title if len(title) <= _LETTERS else title[: _LETTERS - 1] + "…"
    indent = 12 * number.count(".") if number[:1].isdigit() else 0
    target = links.relative(links.clause_page(volume, number), scribe.here).replace(".md", ".html")
    text = (
        f'<a href="{escape(target, True)}"><title>{escape(title)}</title><text class="label link" x="{8 + indent}" '
        f'y="{y + 17}" fill="#111">{escape(shown)}</text></a>'
    )
    counted = Counter(norm.kind for norm in volume.norms[number])
    x = _LEFT
    for kind in NORM_KINDS:
        for _ in range(counted[kind]):
            text += _mark(kind, x, y + 6, unit - 1)
            x += unit
    return text


def _mark(kind: str, x: int, y: int, size: int) -> str:
    """One norm: its kind shows in a letter as well as in the fill."""
    letter = (
        f'<text class="letter" x="{x + size / 2}" y="{y + 10}" text-anchor="middle" font-size="9" fill="#111">'
        f"{NORM_KINDS[kind].sign}</text>"
        if size >= 8
        else ""
    )
    box = f'<rect class="mark mark-{kind}" x="{x}" y="{y}" width="{size}" height="13" fill="#dde6f2" stroke="#444"/>'
    return box + letter


def _words(volume: Volume, scribe: Scribe, arcs: list[tuple[str, str]]) -> list[str]:
    lines = []
    for clause in volume.clauses:
        counted = Counter(norm.kind for norm in volume.norms[clause.number])
        stated = ", ".join(f"{scribe.words[kind]}: {number}" for kind, number in counted.items())
        limits = [volume.citer.cite(other, scribe.language) for one, other in arcs if one == clause.number]
        if limits:
            stated += f"; {scribe.words['limits_clause']} {', '.join(limits)}"
        lines.append(f"{scribe.clause_title(clause.number)} – {stated or scribe.words['nothing_here']}")
    return lines
