"""Coverage and mutation as plain data and on paper."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.suite.coupled import NAME as COUPLED
from engine.suite.coverage import Coverage, Item
from engine.suite.mutation import Mutation
from engine.tongues import Words, tongue

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


def coverage_text(data: dict[str, Any], language: str) -> str:
    """Coverage in lines: each clause with what it lacks."""
    words = tongue(language).words("testing")
    lines = [words.say("covered", **{**data, "percent": f"{data['percent']:.1f}"})]
    lines += [f"  {words[f'all_{kind}']:<12} {_share(counts, words)}" for kind, counts in data["kinds"].items()]
    for clause in data["clauses"]:
        lacking = [item for item in clause["items"] if item["lacking"]]
        if lacking:
            lines.append(f"  {words.say('clause_share', **clause) if clause['clause'] else words['no_clause']}")
            lines += [f"    {_lacks(item, words)}" for item in lacking]
    coupled = sum(len(item["coupled"]) for clause in data["clauses"] for item in clause["items"])
    if coupled:
        lines.append(f"  {words.say('left_out', number=coupled, file=COUPLED)}")
    return "\n".join(lines)


def _share(counts: dict[str, int], words: Words) -> str:
    return words.say("share", shown=f"{counts['shown']:>5}", of=counts["of"])


def _lacks(item: dict[str, Any], words: Words) -> str:
    outcomes = words["nor"].join(words[outcome] for outcome in item["lacking"])
    return words.say("lacks", kind=words[f"one_{item['kind']}"], name=item["name"], outcomes=outcomes)


def mutation_text(data: dict[str, Any], language: str) -> str:
    """Mutants in lines: how many were noticed, and the survivors by clause, each as clause files would write it."""
    words = tongue(language).words("testing")
    lines = [words.say("noticed", **{**data, "percent": f"{data['percent']:.1f}"})]
    for kind, counts in data["kinds"].items():
        share = words.say("share", shown=f"{counts['killed']:>5}", of=counts["of"])
        lines.append(f"  {words[kind]:<18} {share}")
    if data["unreached"]:
        lines.append(f"  {words.say('unreached', number=data['unreached'])}")
    clause = None
    for survivor in data["survivors"]:
        if survivor["clause"] != clause:
            clause = survivor["clause"]
            lines.append(f"  {words.say('clause', clause=clause) if clause else words['no_clause']}")
        lines.append(f"    {words[survivor['kind']]}: {survivor['label']}  ({survivor['place']})")
    return "\n".join(lines)


def coverage_html(documents: list[dict[str, Any]], language: str) -> str:
    """Coverage as one page that needs nothing else."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    template = environment.get_template("coverage.html.jinja")
    return template.render(documents=documents, language=language, w=tongue(language).words("testing"))
