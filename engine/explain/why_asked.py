"""Why a fact is asked for: the rules that rest on it and are open for want of it."""

from typing import Any

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.explain.step import Chosen, Compared, Detail, Existing, Listed, OfRecord, RowRead, Step, name_of
from engine.explain.trace import trace
from engine.model.expressions import references

Rule = p.Norm | p.Exception_ | p.Value


def resting_on(found: Answer, name: str) -> tuple[Rule, ...]:
    """The rules whose conclusions an unknown fact leaves open, the innermost of them."""
    open_for = [step.subject for step in _open_for(trace(found), name)]
    return tuple(open_for or _mentioning(found, name))


def _mentioning(found: Answer, name: str) -> list[Rule]:
    """The rules nearest to the question that mention a fact themselves, where the reasoning doesn't come to it."""
    layout, program = found.knowledge.layout, found.knowledge.program
    seen: set[str] = set()
    pending = list(references(found.asked.root)) if found.asked.root else []
    mentioning: list[Rule] = []
    for kind, rule in pending:
        if kind not in ("value", "live") or rule in seen:
            continue
        seen.add(rule)
        defining = (
            [program.values[rule].expression]
            if kind == "value"
            else [*layout.conditions(rule), *layout.defeaters(rule)]
        )
        named = [named for expression in defining for named in references(expression)]
        if ("fact", name) in named:
            mentioning.append(
                program.values[rule] if kind == "value" else program.norms.get(rule) or program.exceptions[rule]
            )
        pending += named
    return mentioning


def _open_for(step: Step, name: str) -> list[Step]:
    """The innermost conclusions that rest on a fact."""
    found = [inner for child in step.children for inner in _open_for(child, name)]
    if found:
        return found
    if step.kind in ("norm", "exception", "value") and any(_speaks(child, name) for child in step.children):
        return [step]
    return []


def _subjects(detail: Detail) -> tuple[Any, ...]:
    match detail:
        case Compared(subjects=subjects) | RowRead(subjects=subjects):
            return subjects
        case Chosen(subject=subject) | Existing(subject=subject) | Listed(subject=subject):
            return (subject,)
        case OfRecord():
            return (detail,)
        case _:
            return ()


def _speaks(step: Step, name: str) -> bool:
    if step.kind in ("norm", "exception", "value", "untouched"):
        return False
    subjects = [step.subject, *_subjects(step.detail)]
    return name in map(name_of, subjects) or any(_speaks(child, name) for child in step.children)
