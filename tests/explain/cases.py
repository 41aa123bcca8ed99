"""The cases whose whole opinions are kept, and how an opinion on one of them, or on any other case, is made."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.layers import Layers
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case, read_case_file
from engine.desk import Reply, Request
from engine.explain.opinion import Opinion, opinion_of
from engine.library.library import EditionEntry
from engine.print.outline import Section, sections
from tests.contracts import library

FOLDER = Path(__file__).parent
CASES = sorted((FOLDER / "cases").glob("*.toml"))
GOLDEN = FOLDER / "golden"
LANGUAGES = ("en", "fr")


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


@cache
def _put(case: str, question: str) -> tuple[Layers, EditionEntry]:
    file = parse_case(case, "case.toml")
    entry = library().in_force(file.content["document"], file.content.get("on"))
    return Layers.of(answer(CaseReader(library().knowledge(entry)).read(file), question, searching=False)), entry


def put(case: str, question: str, language: str = "en") -> Opinion:
    """The opinion on a case as a facts file tells it; what is answered in one language is told in the others."""
    layers, entry = _put(case, question)
    return opinion_of(layers, language, entry)


def short(case: str, question: str, language: str = "en") -> str:
    """The short answer of that opinion, its no-break spaces as plain ones."""
    return plainly(put(case, question, language).short)


def laid_out(opinion: Opinion, key: str) -> Section:
    """The section of an opinion as it is laid out."""
    return next(section for section in sections(opinion) if section.key == key)


def plainly(text: str) -> str:
    """A text with plain spaces for the no-break ones."""
    return text.replace("\u00a0", " ")
