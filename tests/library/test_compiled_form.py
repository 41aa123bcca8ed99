"""The compiled form of an edition holds its program and what it was lowered to, and nothing else can come of it."""

import os
import pickle
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from dsl.check import check_folder, check_sources
from dsl.typed.program import Lookup, Program
from engine.library.compiled_form import read_form
from engine.library.compiled_writer import written_form
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n
from engine.meaning.meaning import Meaning

CLAUSES = Path(__file__).parents[2] / "clauses"
DEEP = """document stores en "Stores" cites articles languages en
edition first
topic stores en "Stores"
fact full: boolean en "it is full" otherwise en "it is not full" ask en "Is it full?"
question is-full topic stores en "Is it full?" asks value is_full
clause 1 en "Full"
value is_full: boolean by §1 en "it is full" otherwise en "it is not full" is {expression}
"""


@pytest.fixture(scope="module")
def programs() -> tuple[Program, ...]:
    return check_folder(CLAUSES).programs


def definitions(meaning: Meaning) -> Iterator[n.Definition]:
    """Of everything that has a place, and of its members by themselves."""
    for kind, name in meaning.layout.places[len(meaning.layout.inputs) :]:
        yield meaning.value(name) if kind == "value" else meaning.live(name)
    for (record, _), slot in meaning.layout.derived.items():
        yield meaning.definition(slot, record)


def flat(thing: Any, known: dict[int, int]) -> Any:
    """A definition as plain data; a node that comes again is told by its number."""
    if is_dataclass(thing) and not isinstance(thing, n.Type):
        if id(thing) in known:
            return known[id(thing)]
        parts = [flat(getattr(thing, field.name), known) for field in fields(thing) if field.name != "origin"]
        known[id(thing)] = len(known)
        return type(thing).__name__, *parts
    return tuple([flat(part, known) for part in thing]) if isinstance(thing, tuple) else thing


def origins(definition: n.Definition) -> list[Any]:
    scopes, found = [definition.scope], []
    for scope in scopes:
        found += [node.origin for node in scope.nodes]
        scopes += [node.scope for node in scope.nodes if isinstance(node, n.Fold)]
    return found


def within(thing: Any) -> Iterator[Any]:
    """Everything that a declaration is made of."""
    yield thing
    if is_dataclass(thing):
        for field in fields(thing):
            yield from within(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from within(part)


def test_what_is_read_is_the_program_and_its_meaning(programs: tuple[Program, ...]) -> None:
    for program in programs:
        read, kept = read_form(written_form(program))
        lowered, known = KnowledgeBase(program).meaning, KnowledgeBase(read, kept=kept).meaning
        for first, second in zip(definitions(lowered), definitions(known), strict=True):
            assert kept("value" if first.name in program.values else "live", first.name)
            assert flat(first, {}) == flat(second, {})
            assert origins(first) == origins(second)
        assert read == program


def test_a_node_stands_for_a_part_of_the_very_declaration_that_is_read(programs: tuple[Program, ...]) -> None:
    for program in programs:
        read, kept = read_form(written_form(program))
        for name, value in read.values.items():
            (definition,) = kept("value", name)
            parts = list(within(value.expression))
            if not any(isinstance(part, Lookup) and part.adds_up for part in parts):  # it is put together anew
                assert {id(origin) for origin in origins(definition)} <= set(map(id, parts))


def test_the_same_program_gives_the_same_bytes(programs: tuple[Program, ...]) -> None:
    again = check_folder(CLAUSES).programs
    assert [written_form(each) for each in again] == [written_form(each) for each in programs]
    assert [written_form(read_form(written_form(each))[0]) for each in again] == [written_form(each) for each in again]


@pytest.mark.parametrize("expression", [
    " and ".join(["full"] * 400),
    "not (" * 25 + "full" + ")" * 25,
    "if full then " * 25 + "full" + " else full" * 25,
])  # fmt: skip
def test_what_is_long_or_deep_is_kept(expression: str) -> None:
    checked = check_sources({"stores.clause": DEEP.format(expression=expression)})
    assert checked.is_sound
    (program,) = checked.programs
    assert read_form(written_form(program))[0] == program


class _Acts:
    """What, read as a pickle usually is, would write a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


def test_nothing_else_comes_of_it(tmp_path: Path) -> None:
    head = pickle.dumps(_Acts(tmp_path / "made"))
    with pytest.raises(ValueError, match="no part of a compiled form"):
        read_form(len(head).to_bytes(4, "big") + head)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\0\0\0\1", b"\0\0\0\4none", b"\0\0\0\2\x80\x05", b"\0\0\0\3N.."])
def test_what_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="this is no compiled form"):
        read_form(content)
