"""Pictures of dependency graphs: SVG in layers from left to right, Graphviz DOT, and Mermaid.

What a node is shows in its shape and in a word above its label, never in its colour alone.
"""

from collections.abc import Callable
from html import escape
from textwrap import wrap

from engine.model.graph import Graph

WIDTH, LINE, GAP_ACROSS, GAP_DOWN, MARGIN = 210, 15, 70, 14, 16
LETTERS = 32
"""How many letters a line of a label holds."""

WORDS = {
    "en": {"fact": "fact", "judgement": "judgement", "external": "outside document", "setting": "setting",
           "value": "value", "table": "table", "norm": "norm", "exception": "exception", "ambiguity": "ambiguity",
           "question": "question", "clause": "clause", "needs": "needs", "defeated_by": "unless", "asks": "asks",
           "states": "states", "yields_to": "yields to"},
    "fr": {"fact": "fait", "judgement": "appréciation", "external": "document externe", "setting": "paramètre",
           "value": "valeur", "table": "tableau", "norm": "norme", "exception": "exception",
           "ambiguity": "ambiguïté", "question": "question", "clause": "clause", "needs": "dépend de",
           "defeated_by": "sauf", "asks": "demande", "states": "énonce", "yields_to": "cède à"},
}
_FILLS = {"fact": "#eef4fb", "judgement": "#fdf1dc", "external": "#f3eefb", "setting": "#eef4fb", "value": "#eefaf0",
          "table": "#eefaf0", "norm": "#ffffff", "exception": "#fdecec", "ambiguity": "#fff9d6",
          "question": "#e5e9f0", "clause": "#f4f4f4"}
_STROKES = {"fact": "#2f5d8a", "judgement": "#8a5a00", "external": "#5d3f91", "setting": "#2f5d8a",
            "value": "#256b35", "table": "#256b35", "norm": "#222222", "exception": "#9b1c1c",
            "ambiguity": "#6b5d00", "question": "#3b4a5f", "clause": "#555555"}

Labeller = Callable[[str], str]


def svg(
    graph: Graph, label: Labeller, language: str, title: str, link: Callable[[str], str | None] | None = None
) -> str:
    """The graph as a self-contained SVG; `link` gives the page behind a node."""
    layers = _layers(graph)
    lines = {node: wrap(label(node), LETTERS)[:4] or [""] for node in graph}
    heights = {node: 24 + LINE * len(lines[node]) for node in graph}
    places: dict[str, tuple[int, int]] = {}
    tallest = max((sum(heights[n] + GAP_DOWN for n in layer) for layer in layers), default=0)
    for column, layer in enumerate(layers):
        y = MARGIN + (tallest - sum(heights[n] + GAP_DOWN for n in layer)) // 2
        for node in layer:
            places[node] = (MARGIN + column * (WIDTH + GAP_ACROSS), y)
            y += heights[node] + GAP_DOWN
    width = 2 * MARGIN + len(layers) * (WIDTH + GAP_ACROSS) - GAP_ACROSS
    height = 2 * MARGIN + tallest
    words = WORDS[language]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
    ]
    for one, other, data in sorted(graph.edges(data=True)):
        parts.append(_edge(places[one], heights[one], places[other], heights[other], data["kind"], words))
    for node in graph:
        parts.append(_box(graph.nodes[node]["kind"], lines[node], places[node], heights[node], words,
                          link(node) if link else None))
    return "\n".join([*parts, "</svg>", ""])


def _layers(graph: Graph) -> list[list[str]]:
    """Nodes by their longest way from a node that nothing depends on, each layer ordered by its neighbours."""
    depth: dict[str, int] = {}
    order = sorted(graph)
    incoming = {node: set(graph.predecessors(node)) for node in order}
    pending = [node for node in order if not incoming[node]]
    left = {node: set(incoming[node]) for node in order}
    for node in pending:
        depth[node] = 0
    while pending:
        node = pending.pop(0)
        for following in sorted(graph.successors(node)):
            depth[following] = max(depth.get(following, 0), depth[node] + 1)
            left[following].discard(node)
            if not left[following]:
                pending.append(following)
    layers: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in order:
        layers[depth.get(node, 0)].append(node)
    for _ in range(4):
        for column in range(1, len(layers)):
            ranks = {node: rank for rank, node in enumerate(layers[column - 1])}
            layers[column].sort(key=lambda node, ranks=ranks: (  # type: ignore[misc]  # the default binds the layer
                _mean([ranks[n] for n in graph.predecessors(node) if n in ranks]), node))
    return layers


def _mean(ranks: list[int]) -> int:
    return 1000 * sum(ranks) // len(ranks) if ranks else 10**6


def _edge(
    start: tuple[int, int], start_height: int, end: tuple[int, int], end_height: int, kind: str, words: dict[str, str]
) -> str:
    x1, y1 = start[0] + WIDTH, start[1] + start_height // 2
    x2, y2 = end[0], end[1] + end_height // 2
    dash = ' stroke-dasharray="6 3"' if kind in ("defeated_by", "yields_to") else ""
    middle = (x1 + x2) // 2
    path = f'<path d="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}" fill="none" stroke="#777"{dash} ' \
           'marker-end="url(#arrow)"/>'
    if kind in ("defeated_by", "yields_to"):
        path += f'<text x="{middle}" y="{(y1 + y2) // 2 - 4}" text-anchor="middle" font-size="10" fill="#9b1c1c">' \
                f"{escape(words[kind])}</text>"
    return path


def _box(
    kind: str, lines: list[str], place: tuple[int, int], height: int, words: dict[str, str], target: str | None
) -> str:
    x, y = place
    radius = {"question": 18, "fact": 8, "judgement": 8, "external": 8, "setting": 8}.get(kind, 0)
    thick = 2 if kind in ("norm", "question") else 1
    dash = ' stroke-dasharray="4 2"' if kind in ("judgement", "external", "ambiguity") else ""
    text = "".join(f'<tspan x="{x + 10}" dy="{LINE}">{escape(line)}</tspan>' for line in lines)
    shape = (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{height}" rx="{radius}" fill="{_FILLS[kind]}" '
        f'stroke="{_STROKES[kind]}" stroke-width="{thick}"{dash}/>'
        f'<text x="{x + 10}" y="{y + 14}" font-size="10" fill="{_STROKES[kind]}">{escape(words[kind])}</text>'
        f'<text x="{x + 10}" y="{y + 15}" fill="#111">{text}</text>')
    if target is None:
        return f"<g>{shape}</g>"
    return f'<a href="{escape(target, quote=True)}">{shape}</a>'


def dot(graph: Graph, label: Labeller, language: str) -> str:
    """The graph for Graphviz."""
    shapes = {"norm": "box", "exception": "box", "question": "ellipse", "table": "note", "value": "box"}
    rows = ["digraph opposable {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for node in sorted(graph):
        kind = graph.nodes[node]["kind"]
        text = f"{WORDS[language][kind]}: {label(node)}".replace("\\", "\\\\").replace('"', '\\"')
        rows.append(f'  "{node}" [shape={shapes.get(kind, "box")} style=rounded label="{text}"];')
    for one, other, data in sorted(graph.edges(data=True)):
        rows.append(f'  "{one}" -> "{other}" [label="{WORDS[language][data["kind"]]}"];')
    return "\n".join([*rows, "}", ""])


def mermaid(graph: Graph, label: Labeller, language: str) -> str:
    """The graph for Mermaid."""
    numbers = {node: f"n{number}" for number, node in enumerate(sorted(graph))}
    rows = ["flowchart LR"]
    for node, name in numbers.items():
        text = f"{WORDS[language][graph.nodes[node]['kind']]}: {label(node)}".replace('"', "#quot;")
        rows.append(f'  {name}["{text}"]')
    for one, other, data in sorted(graph.edges(data=True)):
        rows.append(f"  {numbers[one]} -->|{WORDS[language][data['kind']]}| {numbers[other]}")
    return "\n".join([*rows, ""])
