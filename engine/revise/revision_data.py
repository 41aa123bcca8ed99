"""A revision as plain data: what `--format json` writes and what the templates are filled with."""

from dataclasses import replace
from typing import Any

from dsl.harmless import harmless_name
from dsl.locator import single_paragraphs
from engine.explain.cite import Citer
from engine.library.library import Library
from engine.revise.revision import ChangedPassage, Outcome, Put, Revision
from engine.source.compare import ORDER


def as_plain(revision: Revision, library: Library, language: str = "en") -> dict[str, Any]:
    """The revision as JSON-ready data, its citations in `en` or `fr`.

    Its passages begin with those that reach something; then those of which nobody can say it yet, as they are not
    encoded; what certainly reaches nothing can wait. Of each the gravest change comes first.
    """
    base = next(entry for entry in library.editions(revision.document) if entry.edition == revision.base)
    program = library.knowledge(base).program
    citer = Citer(program.edition)
    new_paragraphs = single_paragraphs(passage.locator for passage in revision.comparison.text.passages)
    new_citer = Citer(replace(program.edition, single_paragraph=new_paragraphs))

    def passage(found: ChangedPassage) -> dict[str, Any]:
        change = found.change
        before, after = change.before, change.after
        return {
            "locator": str(change.locator),
            "citation": (citer if before else new_citer).cite(str(change.locator), language),
            "change": change.kind,
            "before": str(before.locator) if before else None,
            "after": str(after.locator) if after else None,
            "now": new_citer.cite(str(after.locator), language) if after and change.moved else None,
            "numbers": {"before": list(before.fingerprint.numbers), "after": list(after.fingerprint.numbers)}
            if before and after and before.fingerprint.numbers != after.fingerprint.numbers
            else None,
            "forces": {"before": list(before.fingerprint.forces), "after": list(after.fingerprint.forces)}
            if before and after and before.fingerprint.forces != after.fingerprint.forces
            else None,
            "in_doubt": found.is_in_doubt,
            "standing": found.standing.kind,
            "reason": found.standing.reason.in_language(language) if found.standing.reason else None,
            "declarations": [{"kind": kind, "name": name} for kind, name in found.reach.declarations],
            "questions": list(found.reach.questions),
            "redline": [{"kind": segment.kind, "text": segment.text} for segment in found.redline],
        }

    return {
        "document": revision.document,
        "title": program.edition.title.in_language(language),
        "base": revision.base,
        "target": revision.target,
        "returned_to": revision.returned_to,
        "encoded": [
            {"edition": found.edition, "passages": sum(found.counts.values()), **found.counts}
            for found in revision.encoded
        ],
        "unwritten": [new_citer.cite(clause, language) for clause in revision.unwritten],
        "is_skeleton": revision.is_skeleton,
        "same_words": revision.comparison.same_words,
        "found_again": {
            "passages": revision.comparison.found_again,
            "of": len(revision.comparison.lock.passages),
            "is_enough": not revision.comparison.is_another_text,
        },
        "counts": revision.comparison.counts(),
        "passages": [passage(found) for found in sorted(revision.passages, key=_weight)],
        "shifted": [
            {"citation": citer.cite(clause, language), "now": new_citer.cite(now, language), "passages": count}
            for (clause, now), count in revision.comparison.shifts().items()
        ],
        "references": [
            {
                "citation": new_citer.cite(str(found.place), language),
                "to": citer.cite(found.to, language),
                "now": new_citer.cite(found.now, language) if found.now else None,
            }
            for found in revision.references
        ],
        "in_doubt": sorted(revision.in_doubt),
        "questions": [
            {"question": name, "text": program.questions[name].text.in_language(language)}
            for name in revision.questions
        ],
        "exercised": [
            {**_scenario(found, language), "declarations": list(found.names)} for found in revision.exercised
        ],
        "moved": [_put(put, language) for put in revision.moved],
        "unmoved": [_scenario(put, language) for put in revision.unmoved],
    }


def _weight(passage: ChangedPassage) -> tuple[int, int]:
    """Sorts by what it reaches, then by the weight of the change; otherwise the order of the text stays."""
    is_reaching = passage.standing.kind == "encoded" or not passage.reach.is_empty
    reached = 0 if is_reaching else 1 if passage.standing.kind == "none" else 2
    return reached, ORDER.index(passage.change.kind)


def _scenario(found: Any, language: str) -> dict[str, Any]:
    scenario = found.scenario
    return {
        "title": scenario.title.in_language(language),
        "question": scenario.question,
        "file": harmless_name(scenario.place.file),
        "line": scenario.place.line,
    }


def _put(put: Put, language: str) -> dict[str, Any]:
    return {
        **_scenario(put, language),
        "differs": list(put.moved),
        "before": _outcome(put.before),
        "after": _outcome(put.after),
        "trouble": put.trouble or None,
    }


def _outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "answer": outcome.answer,
        "value": outcome.value,
        "preferred": outcome.preferred,
        "citations": list(outcome.cites),
    }
