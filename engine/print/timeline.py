"""A small timeline of an opinion's dates as SVG; nothing where there are fewer than two days to show."""

from datetime import date
from html import escape

from engine.explain.dates import Dated
from engine.tongues import tongue

_WIDTH, _LEFT, _RIGHT, _ROW = 720, 16, 16, 34
_CHARACTER = 7.6
"""How wide a character is at most, on average."""

_COLOURS = {"deadline": "#9a2a1f", "event": "#1f4e79", "today": "#3d6b35"}


def timeline(dates: tuple[Dated, ...], language: str) -> str:
    """A figure: a line to scale with a mark for each day, and a row below it for each label."""
    days = sorted({dated.day for dated in dates})
    if len(days) < 2:
        return ""
    height = 40 + _ROW * len(dates)
    title = tongue(language).advice["deadlines"]
    described = "; ".join(f"{dated.label}, {dated.shown}" for dated in dates)
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(f"{title}: {described}")}" '
        'xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="14">',
        f'<line x1="{_LEFT}" y1="20" x2="{_WIDTH - _RIGHT}" y2="20" stroke="#4a4a55" stroke-width="2"/>',
    ]
    for row, dated in enumerate(dates):
        x, y = _place(dated.day, days), 52 + _ROW * row
        colour = _COLOURS[dated.kind]
        anchor, text_x = _beside(x, f"{dated.shown} {_short(dated.label)}")
        parts += [
            f'<line x1="{x:.1f}" y1="20" x2="{x:.1f}" y2="{y}" stroke="{colour}" stroke-width="1.5"'
            f"{'' if dated.kind == 'deadline' else ' stroke-dasharray=&quot;3 3&quot;'.replace('&quot;', chr(34))}/>",
            f'<circle cx="{x:.1f}" cy="20" r="6" fill="{colour if dated.kind == "deadline" else "#ffffff"}" '
            f'stroke="{colour}" stroke-width="2"/>',
            f'<text x="{text_x:.1f}" y="{y}" text-anchor="{anchor}" fill="#1b1b1f" paint-order="stroke" '
            'stroke="#ffffff" stroke-width="5">'
            f'<tspan font-weight="600">{escape(dated.shown)}</tspan> {escape(_short(dated.label))}</text>',
        ]
    return "<figure>" + "".join(parts) + "</svg></figure>"


def _place(day: date, days: list[date]) -> float:
    """Where a day stands: to scale, but no two days closer than they can be told apart."""
    span = (days[-1] - days[0]).days
    wide = _WIDTH - _LEFT - _RIGHT
    true = (day - days[0]).days / span
    even = days.index(day) / (len(days) - 1)
    return _LEFT + wide * (0.5 * true + 0.5 * even)


def _beside(x: float, text: str) -> tuple[str, float]:
    """Which side of its mark a text stands on: where it has room, and at the left edge where neither side has."""
    width = len(text) * _CHARACTER
    if x + 8 + width <= _WIDTH:
        return "start", x + 8
    if x - 8 - width >= 0:
        return "end", x - 8
    return "start", 0


def _short(label: str) -> str:
    return label if len(label) <= 56 else f"{label[:55].rsplit(' ', 1)[0]} …"
