"""Decision tables as tables, those among them that are written as a chain of cases on one thing."""

import re
from dataclasses import dataclass
from datetime import date

from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.explain.values import option_text
from engine.faces.site.conditions import Conditions
from engine.model.expressions import parts
from engine.print.markdown_text import plain
from engine.tongues import tongue

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
"""A day as clause files write it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be set: headings, and rows of cells, all Markdown."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def grid_of(value: p.Value, conditions: Conditions) -> Grid | None:
    """The table that a value is; None where it is computed in another way."""
    if isinstance(value.expression, p.Lookup):
        return _lookup(value.expression, conditions)
    return _chain(value.expression, conditions)


def _lookup(lookup: p.Lookup, conditions: Conditions) -> Grid:
    scribe, words = conditions.scribe, conditions.words
    heads = [conditions.term(i) if i.type.kind != "boolean" else conditions.said(i).inline() for i in lookup.inputs]
    written = sorted(lookup.rows, key=lambda row: row.number)
    readings = [_readings(row.test, conditions) for row in written]
    has_readings, has_citations = any(readings), any(row.citations for row in written)
    rows = []
    for row, reading in zip(written, readings, strict=True):
        cells = [_cell(label, source.type, conditions) for label, source in zip(row.label, lookup.inputs, strict=False)]
        cells.append(f"**{conditions.term(row.result)}**")
        if has_readings:
            cells.append(reading)
        if has_citations:
            cells.append(scribe.cite(row.citations) if row.citations else "")
        rows.append(tuple(cells))
    heads.append(words["result"])
    heads += [words["under"]] * has_readings + [words["passage"]] * has_citations
    return Grid(tuple(heads), tuple(rows))


def _chain(expression: p.Expression, conditions: Conditions) -> Grid | None:
    """Three cases or more that compare one thing with constants are a table in all but name."""
    rows: list[tuple[str, ...]] = []
    subject: p.Expression | None = None
    while isinstance(expression, p.Operation) and expression.operator == "if":
        test, result, following = expression.operands
        if not (isinstance(test, p.Operation) and len(test.operands) == 2 and isinstance(test.operands[1], p.Constant)):
            return None
        if subject is not None and test.operands[0] != subject:
            return None
        subject = test.operands[0]
        if subject.type.kind == "boolean" or (isinstance(subject, p.Reference) and subject.kind == "reading"):
            return None
        shown = conditions.term(test.operands[1])
        if test.operator != "equal":
            signs = {"more": ">", "less": "<", "at_least": "≥", "at_most": "≤", "unequal": "≠"}
            shown = f"{plain(signs[test.operator])} {shown}"
        rows.append((shown, f"**{conditions.term(result)}**"))
        expression = following
    if subject is None or len(rows) < 3:
        return None
    rows.append((conditions.words["anything_else"], f"**{conditions.term(expression)}**"))
    return Grid((conditions.term(subject), conditions.words["result"]), tuple(rows))


def _readings(test: p.Expression, conditions: Conditions) -> str:
    """The readings under which alone a row answers."""
    if (
        isinstance(test, p.Operation)
        and test.operator == "equal"
        and any(isinstance(o, p.Reference) and o.kind == "reading" for o in test.operands)
    ):
        return conditions.said(test).inline()
    return "; ".join(filter(None, (_readings(part, conditions) for part in parts(test))))


def _cell(label: str, type_: p.Type, conditions: Conditions) -> str:
    """A cell in the reader's language: options by their labels, ranges in words, days as people write them."""
    words = conditions.words
    if type_.kind in CALENDAR:
        spoken_in = tongue(conditions.scribe.language)
        label = _DAY.sub(lambda day: spoken_in.date(date.fromisoformat(day[0])), label)
    if label in ("*", "otherwise"):
        return words["anything_else"]
    if label in ("yes", "no"):
        return words[label]
    for pattern, key in ((" or more", "or_more"), (" or less", "or_less")):
        if label.endswith(pattern):
            return words[key].format(n=label.removesuffix(pattern))
    if " to " in label:
        low, _, high = label.partition(" to ")
        return words["to"].format(a=low, b=high)
    if type_.kind == "choice":
        names = [name.strip() for name in label.split(",")]
        known = (
            {option.name for option in conditions.program.choices[type_.name].options}
            if type_.name in conditions.program.choices
            else set(names)
        )
        if known >= set(names):
            return words["or"].join(
                plain(option_text(name, type_.name, conditions.program, conditions.scribe.language)) for name in names
            )
    return plain(label)
