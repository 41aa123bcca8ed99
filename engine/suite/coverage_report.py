"""Coverage and mutation as plain data and on paper."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.suite.coupled import NAME as COUPLED
from engine.suite.coverage import Coverage, Item
from engine.suite.mutation import Mutation

FOLDER = Path(__file__).parent / "templates"


def plain_coverage(coverage: Coverage) -> dict[str, Any]:
    """One document's coverage as JSON-ready data."""
    shown, of = coverage.share()
    return {
        "document": coverage.document,
        "edition": coverage.edition,
        "percent": round(coverage.percent, 2),
        "shown": shown,
        "of": of,
        "kinds": {
            kind: _counts(coverage, [item for item in coverage.items if item.kind == kind])
            for kind in dict.fromkeys(item.kind for item in coverage.items)
        },
        "clauses": [
            {
                "clause": clause,
                **_counts(coverage, items),
                "items": [
                    {
                        "kind": item.kind,
                        "name": item.name,
                        "place": item.place,
                        "shown": item.shown,
                        "lacking": list(item.lacking),
                        "coupled": item.coupled,
                    }
                    for item in items
                ],
            }
            for clause, items in coverage.by_clause().items()
        ],
    }


def _counts(coverage: Coverage, items: list[Item]) -> dict[str, int]:
    shown, of = coverage.share(items)
    return {"shown": shown, "of": of}


def plain_mutation(mutation: Mutation) -> dict[str, Any]:
    """One document's mutants as JSON-ready data."""
    kinds: dict[str, dict[str, int]] = {}
    for result in mutation.results:
        counts = kinds.setdefault(result.kind, {"killed": 0, "of": 0})
        counts["of"] += 1
        counts["killed"] += result.killer is not None
    return {
        "document": mutation.document,
        "edition": mutation.edition,
        "mutants": len(mutation.results),
        "killed": len(mutation.results) - len(mutation.survivors),
        "percent": round(mutation.percent, 2),
        "unreached": mutation.unreached,
        "kinds": kinds,
        "survivors": [
            {"kind": r.kind, "label": r.label, "clause": r.clause, "place": r.place} for r in mutation.survivors
        ],
    }


def coverage_text(data: dict[str, Any]) -> str:
    """Coverage in lines: each clause with what it lacks."""
    lines = [f"{data['document']} {data['edition']}: {data['percent']:.1f} % covered ({data['shown']} of {data['of']})"]
    lines += [f"  {kind + 's':<12} {counts['shown']:>5} of {counts['of']}" for kind, counts in data["kinds"].items()]
    for clause in data["clauses"]:
        lacking = [item for item in clause["items"] if item["lacking"]]
        if lacking:
            lines.append(f"  clause {clause['clause']}: {clause['shown']} of {clause['of']}")
            lines += [f"    {item['kind']} {item['name']}: never {' nor '.join(item['lacking'])}" for item in lacking]
    coupled = sum(len(item["coupled"]) for clause in data["clauses"] for item in clause["items"])
    if coupled:
        lines.append(f"  left out: {coupled} that no facts can show; `{COUPLED}` beside the clauses says why")
    return "\n".join(lines)


def mutation_text(data: dict[str, Any]) -> str:
    """Mutants in lines: how many were noticed, and the survivors by clause."""
    lines = [
        f"{data['document']} {data['edition']}: {data['killed']} of {data['mutants']} mutants noticed "
        f"({data['percent']:.1f} %)"
    ]
    lines += [f"  {kind:<18} {counts['killed']:>5} of {counts['of']}" for kind, counts in data["kinds"].items()]
    if data["unreached"]:
        lines.append(f"  {data['unreached']} more lie in declarations that no question reaches")
    clause = None
    for survivor in data["survivors"]:
        if survivor["clause"] != clause:
            clause = survivor["clause"]
            lines.append(f"  clause {clause}")
        lines.append(f"    {survivor['kind']}: {survivor['label']}  ({survivor['place']})")
    return "\n".join(lines)


def coverage_html(documents: list[dict[str, Any]]) -> str:
    """Coverage as one page that needs nothing else."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("coverage.html.jinja").render(documents=documents)
