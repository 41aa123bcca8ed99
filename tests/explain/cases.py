"""The cases whose whole opinions are kept, and how an opinion on one of them is made."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import read_case_file
from engine.desk import Reply, Request
from engine.explain.opinion import Opinion
from engine.library.library import EditionEntry, Library

FOLDER = Path(__file__).parent
CASES = sorted((FOLDER / "cases").glob("*.toml"))
GOLDEN = FOLDER / "golden"
LANGUAGES = ("en", "fr")


@cache
def library() -> Library:
    """The compiled clauses."""
    return Library.open()


@cache
def answered(path: Path) -> tuple[Answer, EditionEntry]:
    """The answer to a case, and the edition it was put to, its fingerprint left out."""
    file = read_case_file(path)
    on = file.content.get("on")
    entry = library().in_force(file.content["document"], on)
    case = CaseReader(library().knowledge(entry)).read(file)
    return answer(case, file.content["question"]), replace(entry, fingerprint="")


@cache
def opinion(path: Path, language: str) -> Opinion:
    """The opinion on a case."""
    return reply(path, language).opinion


@cache
def reply(path: Path, language: str) -> Reply:
    """The reply to a case as the desk gives it, which every format prints."""
    found, entry = answered(path)
    return Reply(Request(found.asked.question.name, entry.document, language=language), entry, found, language)


def text_of(path: Path, language: str) -> str:
    """The opinion on a case as text."""
    text = reply(path, language).printed("text")
    assert isinstance(text, str)
    return text
