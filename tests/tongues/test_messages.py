"""Diagnostics in other languages: every sentence that the code writes has its words; those that lack them are named."""

from __future__ import annotations

import ast
import errno
import pickle
import re
from collections.abc import Iterator
from functools import cache
from os import strerror
from pathlib import Path
from typing import get_args

import pytest

from dsl.diagnostic import Diagnostic, Label
from dsl.kinds import TypeKind
from dsl.sentence import told
from dsl.surface.parse import parse
from dsl.typed import program as p
from engine.case.reading import Unreadable, read_value
from engine.source.read import read_source
from engine.source.source_error import SourceError
from engine.tongues import tongue
from engine.tongues.fr.messages_of_the_system import OF_THE_SYSTEM
from engine.tongues.messages import in_words, said
from tests.parsed import parsed

HOUSE = Path(__file__).resolve().parents[2]
FRENCH = tongue("fr").words("messages")
TAKERS = {
    "Diagnostic",
    "report",
    "_report",
    "Label",
    "Notation",
    "Damage",
    "Unreadable",
    "Refusal",
    "SourceError",
    "_damaged",
    "_of_bearers",
    "_of_what_kind",
}
HEADS = {"error", "warning", "help", "note"}
"""What stands before a message."""
COMPUTED_ONLY = {"period", "none"}
"""Types of which nobody tells a value."""
MOST_LACKING = 20
"""Of so many sentences one may still lack its words: they are named where there are more."""


def made(path: Path) -> Iterator[ast.expr]:
    """What a module says in its diagnostics: what it gives to whatever takes a sentence, also by way of a name."""
    for function in ast.walk(parsed(path)):
        if not isinstance(function, ast.Module | ast.FunctionDef):
            continue
        names: set[str] = set()
        for node in ast.walk(function):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in {*TAKERS, "told"}:
                given = node.args[:1] if name == "told" else [*node.args, *(word.value for word in node.keywords)]
                for each in given:
                    yield each
                    names |= {found.id for found in ast.walk(each) if isinstance(found, ast.Name)}
        if isinstance(function, ast.FunctionDef):
            yield from (value for name, value in assigned(function) if name in names)


def assigned(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """The names that a function assigns to, each with what it assigns."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                yield from (
                    (one.id, value) for one, value in zip(targets, values, strict=True) if isinstance(one, ast.Name)
                )
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                yield name, value


def parts(expression: ast.expr) -> Iterator[ast.expr]:
    """The expressions of which one comes to be what is said."""
    match expression:
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*parts(body), *parts(orelse))
        case ast.BoolOp(values=values):
            for value in values:
                yield from parts(value)
        case _:
            yield expression


@cache
def spoken() -> dict[Path, tuple[ast.expr, ...]]:
    """The parts of what each module says."""
    return {path: tuple(part for expression in made(path) for part in parts(expression)) for path in modules()}


@cache
def sentences() -> frozenset[str]:
    """The sentences of the diagnostics that the modules make, as they are written."""
    said = (part.value for within in spoken().values() for part in within if isinstance(part, ast.Constant))
    return frozenset(text for text in said if isinstance(text, str) and " " in text)


def modules() -> Iterator[Path]:
    for folder in ("dsl", "engine"):
        yield from sorted((HOUSE / folder).rglob("*.py"))


def gaps(text: str) -> set[str]:
    return set(re.findall(r"(?<!{){(\w+)}", text))


@pytest.mark.suite
def test_hardly_any_sentence_lacks_french() -> None:
    lacking = sorted(sentences() - set(FRENCH))
    assert len(lacking) <= len(sentences()) // MOST_LACKING, f"say them in French: {lacking}"


def test_no_sentence_forgets_how_it_was_put_together() -> None:
    """What is put together before it is given to a diagnostic can't be said in another language."""
    filled = [
        f"{path.relative_to(HOUSE)}:{part.lineno}"
        for path, within in spoken().items()
        for part in within
        if isinstance(part, ast.JoinedStr)
        and any(" " in str(each.value) for each in part.values if isinstance(each, ast.Constant))
    ]
    assert filled == [], f"say with `told` what fills the gaps: {filled}"


def test_french_says_hardly_anything_that_is_no_longer_written() -> None:
    assert set(FRENCH) > HEADS
    left = sorted(set(FRENCH) - sentences() - HEADS - set(OF_THE_SYSTEM))
    assert len(left) <= len(FRENCH) // MOST_LACKING, f"take them out: {left}"


def test_french_leaves_no_gap_that_is_not_filled() -> None:
    assert [text for text in FRENCH if not gaps(FRENCH[text]) <= gaps(text)] == []


def test_a_sentence_is_said_anew_with_what_fills_its_gaps() -> None:
    inner = told("did you mean `{near}`?", near="{braces}")
    diagnostic = Diagnostic(
        "unknown-fact", told("there is no fact `{name}`", name="a{b}"), (Label(None, "again here"),), inner
    )  # type: ignore[arg-type]  # no place is needed
    assert (diagnostic.message, diagnostic.help) == ("there is no fact `a{b}`", "did you mean `{braces}`?")
    (french,) = in_words([pickle.loads(pickle.dumps(diagnostic))], FRENCH)
    assert (french.message, french.labels[0].text) == ("le fait `a{b}` n’existe pas", "encore ici")
    assert french.help == "vouliez-vous dire `{braces}`\u00a0?"
    assert in_words([diagnostic], {}) == (diagnostic,)


def test_what_is_wrong_with_a_text_is_said_in_french_even_where_another_process_read_it(tmp_path: Path) -> None:
    texts = {
        "long.txt": (b"a " * 600_000, "compte 1200000 caractères\u00a0; 1000000 sont lus au plus"),
        "lines.txt": (b"a\n" * 60_000, "compte 60000 lignes\u00a0; 50000 sont lues au plus"),
        "damaged.docx": (b"PK\x03\x04" + b"\xff" * 100, "n’est pas un document Word lisible\u00a0: "),
        "damaged.pdf": (b"%PDF-1.7 {braces}", "n’est pas un PDF lisible\u00a0: "),
    }
    for name, (content, expected) in texts.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(SourceError) as refused:
            read_source(path)
        (french,) = in_words(refused.value.diagnostics, FRENCH)
        assert french.message.startswith(f"`{path}` {expected}")
        assert french.help in FRENCH.values()


def test_what_a_tongue_lacks_stays_english() -> None:
    (said,) = in_words([Diagnostic("unknown-fact", told("no such {thing}", thing="boat"), (), "look around")], FRENCH)
    assert (said.message, said.help) == ("no such boat", "look around")


@pytest.mark.parametrize("kind", sorted({*get_args(TypeKind)} - COMPUTED_ONLY))
def test_what_a_value_should_have_been_is_said_in_french(kind: TypeKind) -> None:
    with pytest.raises(Unreadable) as refused:
        read_value([], p.Type(kind, "CHF"))
    for text in (refused.value.message, refused.value.help_line or "…"):
        assert said(text, FRENCH) != text or text == "…"


STATEMENTS = """vocabulary
party owner en "o" fr "o"
choice colour en "c" fr "c"
  option red en "r" fr "r"
fact paint: colour en "p" fr "p" presumed red ordinary because en "b" fr "b" ask en "?" fr "?"
record trip en "t" fr "t"
  field far: boolean en "f" fr "f" otherwise en "n" fr "n" ask en "?" fr "?"
topic t en "t" fr "t"
question keep topic t en "?" fr "?" asks position power of owner to pay
part of demo edition first
clause 1 en "C" fr "C"
ambiguity meaning by §1 en "?" fr "?"
  reading this en "this" fr "this" because en "…" fr "…"
power keep by §1 owner may pay en "k" fr "k" when some trip in trips has (trip.far)
table rate: percent by §1 en "r" fr "r" on number
  case 1 gives if a then 2 % else 3 %
value sum: money by §1 en "s" fr "s" is max(1, 2)
"""


def test_what_was_expected_in_a_broken_statement_is_said_in_french() -> None:
    words = [*re.finditer(r"\S+", STATEMENTS)]
    helps = {
        diagnostic.help
        for word in words
        for diagnostic in parse(STATEMENTS[: word.start()] + STATEMENTS[word.end() :], "a.clause")[1]
        if diagnostic.help
    }
    expected = [line for line in helps if "expected" in line]
    assert len(expected) > 12
    assert [line for line in helps if said(line, FRENCH) == line] == []
    assert [line for line in expected if "expected" in said(line, FRENCH)] == []


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.ENOENT, "aucun fichier ou dossier de ce nom"), (errno.EACCES, "permission refusée")]
)
def test_the_reason_of_the_system_is_said_in_french_too(number: int, reason: str) -> None:
    sentence = told("`{path}` cannot be written: {strerror}", path="a", strerror=strerror(number))
    assert said(sentence, FRENCH) == f"`a` ne peut pas être écrit\u00a0: {reason}"
