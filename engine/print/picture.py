"""Pictures of dependency graphs: SVG in layers from left to right, Graphviz DOT, and Mermaid.

What a node is shows in its shape and in a word above its label, never in its colour alone.
"""

from collections.abc import Callable
from hashlib import blake2b
from html import escape
from textwrap import wrap

from engine.model.graph import EdgeKind, Graph, NodeKind
from engine.tongues import Words, tongue

WIDTH, LINE, GAP_ACROSS, GAP_DOWN, MARGIN = 236, 17, 58, 12, 10
LETTERS, LINES = 33, 5
"""How many letters a line of a label holds, and how many lines are shown of it; the whole label is its tooltip."""

_FILLS: dict[NodeKind, str] = {
    "fact": "#eef4fb",
    "judgement": "#fdf1dc",
    "external": "#f3eefb",
    "setting": "#eef4fb",
    "value": "#eefaf0",
    "table": "#eefaf0",
    "norm": "#ffffff",
    "exception": "#fdecec",
    "ambiguity": "#fff9d6",
    "question": "#e5e9f0",
    "clause": "#f4f4f4",
}
_STROKES: dict[NodeKind, str] = {
    "fact": "#2f5d8a",
    "judgement": "#8a5a00",
    "external": "#5d3f91",
    "setting": "#2f5d8a",
    "value": "#256b35",
    "table": "#256b35",
    "norm": "#222222",
    "exception": "#9b1c1c",
    "ambiguity": "#6b5d00",
    "question": "#3b4a5f",
    "clause": "#555555",
}

Labeller = Callable[[str], str]


def svg(
    graph: Graph,
    label: Labeller,
    language: str,
    title: str,
    link: Callable[[str], str | None] | None = None,
    note: Labeller | None = None,
) -> str:
    """The graph as a self-contained SVG; `link` gives the page behind a node, `note` what stands beside its kind.

    Elements carry classes (`kind-norm`, `edge-defeated_by`), so that a page can colour them for light and dark.
    """
    layers = _layers(graph)
    lines = {node: _lines(label(node)) for node in graph}
    heights = {node: 27 + LINE * len(lines[node]) for node in graph}
    places, tallest = _places(layers, heights)
    kinds = [kind for kind in _FILLS if any(graph.nodes[node]["kind"] == kind for node in graph)]
    width = 2 * MARGIN + max(1, len(layers)) * (WIDTH + GAP_ACROSS) - GAP_ACROSS
    words = tongue(language).words("pictures")
    legend, legend_height = _legend(
        kinds, {data["kind"] for _, _, data in graph.edges(data=True)}, width, MARGIN + tallest + 14, words
    )
    height = 2 * MARGIN + tallest + legend_height
    mark = f"arrow-{blake2b(title.encode(), digest_size=4).hexdigest()}"
    role = "group" if link else "img"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="{role}" aria-label="{escape(title, quote=True)}" font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>" if link is None else "",
        f'<defs><marker id="{mark}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path class="tip" d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
    ]
    said: set[str] = set()
    for one, other, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        word = words[data["kind"]] if data["kind"] in _MARKED and other not in said else ""
        said |= {other} if word else set()
        parts.append(_edge(places[one], heights[one], places[other], heights[other], data["kind"], word, mark))
    for node in (node for layer in layers for node in layer):
        kind = graph.nodes[node]["kind"]
        beside = note(node) if note else ""
        head = words[kind] + (f" · {beside}" if beside else "")
        parts.append(
            _box(kind, head, label(node), lines[node], places[node], heights[node], link(node) if link else None)
        )
    return "\n".join([*(part for part in parts if part), legend, "</svg>", ""])


def in_words(graph: Graph, label: Labeller, language: str) -> list[str]:
    """The edges of the graph as sentences: what a picture says to whoever does not see it."""
    words = tongue(language).words("pictures")
    found: dict[tuple[str, str], list[str]] = {}
    for one, other, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        found.setdefault((one, data["kind"]), []).append(label(other))
    return [f"{label(one)} – {words[kind]} – {'; '.join(others)}" for (one, kind), others in found.items()]


def pieces(graph: Graph, most: int) -> list[Graph]:
    """The graph in parts of about `most` nodes: what hangs together stays together as far as it can.

    A part that is too large is divided by the nodes on which nothing depends, or by what lies right below a single
    one. Nodes without an edge are left out.
    """
    import networkx

    small: list[set[str]] = []
    for component in sorted(networkx.weakly_connected_components(graph), key=lambda nodes: sorted(nodes)[0]):
        if len(component) > 1:
            small += [component] if len(component) <= most else _divided(graph.subgraph(component), most)
    merged: list[set[str]] = []
    for nodes in small:
        if merged and len(merged[-1] | nodes) <= most:
            merged[-1] |= nodes
        else:
            merged.append(set(nodes))
    return [graph.subgraph(nodes) for nodes in merged]


def _divided(graph: Graph, most: int) -> list[set[str]]:
    import networkx

    tops = [node for node in sorted(graph) if not graph.in_degree(node)] or sorted(graph)[:1]
    stem: set[str] = set()
    if len(tops) == 1:
        stem = {tops[0]}
        tops = sorted(graph.successors(tops[0])) or tops
    found: list[set[str]] = []
    for top in tops:
        below = {top, *networkx.descendants(graph, top)}
        if len(below) > most:
            below = {top, *graph.successors(top)}
        nodes = stem | below
        if found and len(found[-1] | nodes) <= most:
            found[-1] |= nodes
        else:
            found.append(nodes)
    return found


def _lines(text: str) -> list[str]:
    lines = wrap(text, LETTERS) or [""]
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 2] + " …"]


def _places(layers: list[list[str]], heights: dict[str, int]) -> tuple[dict[str, tuple[int, int]], int]:
    """Where each node stands, every layer set in the middle of the tallest; and how tall that is."""
    places: dict[str, tuple[int, int]] = {}
    tallest = max((sum(heights[n] + GAP_DOWN for n in layer) for layer in layers), default=0)
    for column, layer in enumerate(layers):
        y = MARGIN + (tallest - sum(heights[n] + GAP_DOWN for n in layer)) // 2
        for node in layer:
            places[node] = (MARGIN + column * (WIDTH + GAP_ACROSS), y)
            y += heights[node] + GAP_DOWN
    return places, tallest


def _layers(graph: Graph) -> list[list[str]]:
    """Nodes by their longest way from a node that nothing depends on, each layer ordered by its neighbours."""
    depth: dict[str, int] = {}
    order = sorted(graph)
    left = {node: set(graph.predecessors(node)) for node in order}
    pending = [node for node in order if not left[node]]
    depth.update(dict.fromkeys(pending, 0))
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
    for sweep in range(6):
        columns = range(1, len(layers)) if sweep % 2 == 0 else range(len(layers) - 2, -1, -1)
        for column in columns:
            beside = layers[column - 1] if sweep % 2 == 0 else layers[column + 1]
            near = graph.predecessors if sweep % 2 == 0 else graph.successors
            ranks = {node: rank for rank, node in enumerate(beside)}
            means = {node: _mean([ranks[n] for n in near(node) if n in ranks]) for node in layers[column]}
            layers[column].sort(key=lambda node, means=means: means[node])  # type: ignore[misc]  # bound in the loop
    return layers


def _mean(ranks: list[int]) -> int:
    return 1000 * sum(ranks) // len(ranks) if ranks else 10**6


def _edge(
    start: tuple[int, int],
    start_height: int,
    end: tuple[int, int],
    end_height: int,
    kind: EdgeKind,
    word: str,
    mark: str,
) -> str:
    x1, y1 = start[0] + WIDTH, start[1] + start_height // 2
    x2, y2 = end[0], end[1] + end_height // 2
    dash = ' stroke-dasharray="6 3"' if kind in _MARKED else ""
    middle = (x1 + x2) // 2
    path = (
        f'<path class="edge edge-{kind}" d="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}" fill="none" '
        f'stroke="#777"{dash} marker-end="url(#{mark})"/>'
    )
    if word:
        path += (
            f'<text class="edge-word" x="{x2 - 8}" y="{y2 - 6}" text-anchor="end" font-size="11" fill="#9b1c1c">'
            f"{escape(word)}</text>"
        )
    return path


_MARKED: tuple[EdgeKind, ...] = ("defeated_by", "yields_to")
"""The edges that carry a word and are dashed: they work against what they start from."""


def _box(
    kind: NodeKind, head: str, label: str, lines: list[str], place: tuple[int, int], height: int, target: str | None
) -> str:
    x, y = place
    text = "".join(f'<tspan x="{x + 11}" dy="{LINE}">{escape(line)}</tspan>' for line in lines)
    shape = (
        f"<title>{escape(label)}</title>{_shape(kind, x, y, WIDTH, height)}"
        f'<text class="word kind-{kind}" x="{x + 11}" y="{y + 16}" font-size="11" fill="{_STROKES[kind]}">'
        f"{escape(head)}</text>"
        f'<text class="label" x="{x + 11}" y="{y + 17}" fill="#111">{text}</text>'
    )
    if target is None:
        return f"<g>{shape}</g>"
    return f'<a href="{escape(target, quote=True)}">{shape}</a>'


def _shape(kind: NodeKind, x: int, y: int, width: int, height: int) -> str:
    radius = {"question": 18, "fact": 8, "judgement": 8, "external": 8, "setting": 8}.get(kind, 0)
    thick = 2 if kind in ("norm", "question") else 1
    dash = ' stroke-dasharray="4 2"' if kind in ("judgement", "external", "ambiguity") else ""
    box = (
        f'<rect class="box kind-{kind}" x="{x}" y="{y}" width="{width}" height="{height}" '
        f'rx="{min(radius, height // 2)}" fill="{_FILLS[kind]}" stroke="{_STROKES[kind]}" '
        f'stroke-width="{thick}"{dash}/>'
    )
    if kind in ("exception", "table"):
        box += f'<path class="edge kind-{kind}" d="M{x + 4} {y}V{y + height}" stroke="{_STROKES[kind]}" fill="none"/>'
    return box


def _legend(kinds: list[NodeKind], edges: set[EdgeKind], width: int, top: int, words: Words) -> tuple[str, int]:
    """What the shapes mean, in as many rows as it takes; and its height."""
    x, y = 74, top
    parts = [f'<text class="label" x="{MARGIN}" y="{top + 12}" font-size="11" fill="#333">{words["legend"]}:</text>']
    for kind in kinds:
        wide = 34 + 7 * len(words[kind])
        if x + wide > width:
            x, y = 74, y + 20
        parts.append(
            _shape(kind, x, y + 2, 22, 13) + f'<text class="label" x="{x + 28}" y="{y + 12}" font-size="11" '
            f'fill="#333">{escape(words[kind])}</text>'
        )
        x += wide + 12
    if edges & set(_MARKED):
        wide = 34 + 7 * len(words["defeated_by"])
        if x + wide > width:
            x, y = 74, y + 20
        parts.append(
            f'<path class="edge" d="M{x} {y + 8}H{x + 24}" stroke="#777" stroke-dasharray="6 3" fill="none"/>'
            f'<text class="label" x="{x + 30}" y="{y + 12}" font-size="11" fill="#333">'
            f"{escape(words['defeated_by'])}</text>"
        )
    return f'<g class="legend">{"".join(parts)}</g>', y - top + 34


def dot(graph: Graph, label: Labeller, language: str) -> str:
    """The graph for Graphviz."""
    shapes = {"norm": "box", "exception": "box", "question": "ellipse", "table": "note", "value": "box"}
    words = tongue(language).words("pictures")
    rows = ["digraph opposable {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for node in sorted(graph):
        kind = graph.nodes[node]["kind"]
        text = f"{words[kind]}: {label(node)}".replace("\\", "\\\\").replace('"', '\\"')
        rows.append(f'  "{node}" [shape={shapes.get(kind, "box")} style=rounded label="{text}"];')
    for one, other, data in sorted(graph.edges(data=True)):
        rows.append(f'  "{one}" -> "{other}" [label="' + words[data["kind"]] + '"];')
    return "\n".join([*rows, "}", ""])


_IN_MERMAID = str.maketrans({"#": "#35;", '"': "#quot;", "&": "#amp;", "<": "#lt;", ">": "#gt;"})
"""The characters that Mermaid, or the page in which it draws, would take for its own."""


def mermaid(graph: Graph, label: Labeller, language: str) -> str:
    """The graph for Mermaid."""
    numbers = {node: f"n{number}" for number, node in enumerate(sorted(graph))}
    words = tongue(language).words("pictures")
    rows = ["flowchart LR"]
    for node, name in numbers.items():
        text = f"{words[graph.nodes[node]['kind']]}: {label(node)}"
        rows.append(f'  {name}["{text.translate(_IN_MERMAID)}"]')
    for one, other, data in sorted(graph.edges(data=True)):
        rows.append(f"  {numbers[one]} -->|{words[data['kind']]}| {numbers[other]}")
    return "\n".join([*rows, ""])
