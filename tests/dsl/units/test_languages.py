"""The languages of a document: no phrase of any kind of statement is left out."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from operator import attrgetter
from pathlib import Path

import pytest

from dsl.surface import syntax as s
from dsl.surface.parse import parse
from dsl.units.languages import texts

CLAUSES = Path(__file__).parents[3] / "clauses"
RARE = """
clause 1 continued en "a" fr "b" gist en "c" fr "d"
setting limit: integer = 3 en "e" fr "f" otherwise en "g" fr "h" ask en "i" fr "j"
  presumed 2 law en "k" fr "l" because en "m" fr "n"
priority one over other by §1 en "o" fr "p"
contradiction never en "q" fr "r" when a
refers 1 §1 to law en "s" fr "t"
"""


def written(node: object) -> Iterator[s.Text]:
    """Every phrase within a node, whatever it is part of."""
    match node:
        case s.Text():
            yield node
        case tuple():
            for item in node:
                yield from written(item)
        case _ if is_dataclass(node):
            for part in fields(node):
                yield from written(attrgetter(part.name)(node))


@pytest.mark.suite
def test_every_phrase_of_every_kind_of_statement_is_looked_at() -> None:
    sources = [RARE, *(path.read_text(encoding="utf-8") for path in sorted(CLAUSES.rglob("*.clause")))]
    seen = set()
    for source in sources:
        statements, diagnostics = parse(source, "f")
        assert diagnostics == []
        for statement in statements:
            key = [text.span for text in texts([statement])]
            assert sorted(key, key=lambda span: span.start) == sorted(
                (text.span for text in written(statement)), key=lambda span: span.start
            )
            seen.add(type(statement))
    assert seen >= {s.Norm, s.Value, s.Fact, s.Record, s.Choice, s.Ambiguity, s.Silence, s.Standing, s.Question}
