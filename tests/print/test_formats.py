"""Every format: declared whole, in the place where it is looked for, and true to the opinion that it prints."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from dsl.diagnostic import Rejected
from engine.answer.answer import Answer
from engine.case.memo_file import Memo
from engine.desk import Comparison, Request
from engine.explain.opinion import Opinion
from engine.library.library import EditionEntry
from engine.print import formats
from engine.print.format import Format, Manner
from engine.print.known_formats import format_named, format_names
from engine.print.outline import sections
from tests.contracts import desk
from tests.explain.cases import CASES, LANGUAGES, opinion, reply


@dataclass(frozen=True)
class Standing:
    """Stands in for a reply whose opinion says something odd."""

    answer: Answer
    entry: EditionEntry
    language: str
    opinion: Opinion


SPAM = next(path for path in CASES if path.stem == "spam")


@pytest.mark.parametrize("name", format_names())
def test_a_format_declares_every_part(name: str) -> None:
    found = format_named(name)
    assert found.name == name, f"`{name}.py` declares the format `{found.name}`"
    missing = [part.name for part in fields(Format) if getattr(found, part.name) in (None, "")]
    assert not missing, f"`{name}` has no {', '.join(missing)}"
    assert re.fullmatch(r"\.[a-z]+", found.suffix), f"`suffix` of `{name}`"
    assert re.fullmatch(r"[a-z]+/[a-z.-]+(; charset=utf-8)?", found.media_type), f"`media_type` of `{name}`"


def test_no_two_formats_write_files_of_one_name() -> None:
    suffixes = [format_named(name).suffix for name in format_names()]
    assert len(suffixes) == len(set(suffixes))


def test_a_format_is_one_file_of_the_folder() -> None:
    files = {path.stem for path in Path(formats.__path__[0]).glob("*.py")} - {"__init__"}
    assert set(format_names()) == files


@pytest.mark.parametrize(
    ("name", "help_line"),
    [("markdwn", "did you mean `markdown`?"), ("papyrus", "there are `docx`, `html`"), (None, "there")],
)
def test_a_format_that_is_not_there_is_a_mistake_of_the_call(name: Any, help_line: str) -> None:
    for printed in (reply(SPAM, "en").printed, Comparison((reply(SPAM, "en"),)).printed):
        with pytest.raises(Rejected) as refused:
            printed(name)
        (found,) = refused.value.diagnostics
        assert found.code == "wrong-call"
        assert str(found.help).startswith(help_line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", format_names())
def test_a_format_prints_one_reply_and_several(name: str, language: str) -> None:
    kind = bytes if format_named(name).is_binary else str
    own, others = reply(SPAM, language), [reply(path, language) for path in CASES[:2]]
    single, both = own.printed(name), Comparison(tuple(others)).printed(name)
    assert isinstance(single, kind), "`single`"
    assert isinstance(both, kind), "`comparison`"
    for printed, expected in ((single, [own]), (both, others)):
        text = words(name, printed)
        for one in expected:
            found = json.loads(text) if name == "json" else None
            if found is None:
                assert "".join(one.opinion.short.split()) in "".join(text.split())
            else:
                assert one.answer.answer in [part["answer"] for part in (found if isinstance(found, list) else [found])]


def test_several_opinions_are_articles_abreast_and_one_is_none() -> None:
    others = [reply(path, "en") for path in CASES[:2]]
    assert str(Comparison(tuple(others)).printed("html")).count("<article>") == len(others)
    assert "<article>" not in str(others[0].printed("html"))


def test_the_same_reply_gives_the_same_bytes() -> None:
    one, other = (reply.__wrapped__(SPAM, "fr") for _ in range(2))
    for name in format_names():
        assert one.printed(name) == other.printed(name), name


def words(name: str, printed: str | bytes) -> str:
    """What a reader sees of a printed reply."""
    if isinstance(printed, bytes):
        return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(printed)).paragraphs)
    if name == "html":
        outline = Outline()
        outline.feed(printed)
        return "".join(outline.text)
    return printed


class Outline(HTMLParser):
    """Checks that what is opened is closed, and collects text, headings, landmarks and identifiers."""

    VOID = ("meta", "link", "br", "hr", "line", "circle")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.identifiers: list[str] = []
        self.text: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.identifiers += [value or "" for name, value in attributes if name == "id"]
        if tag == "html":
            self.language = dict(attributes)["lang"] or ""
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_html_is_one_sound_document(path: Path, language: str) -> None:
    text = reply(path, language).printed("html")
    assert isinstance(text, str)
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert outline.language == language
    assert outline.seen.count("h1") == outline.seen.count("main") == outline.seen.count("header") == 1
    assert len(outline.identifiers) == len(set(outline.identifiers))
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text


def test_a_word_document_opens_with_its_headings() -> None:
    content = reply(SPAM, "fr").printed("docx")
    assert isinstance(content, bytes)
    document = docx.Document(BytesIO(content))
    titles = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert titles[:2] == ["Question", "Réponse"]
    assert document.core_properties.language == "fr-CH"


def test_a_word_document_names_whoever_signs_it() -> None:
    own = reply(SPAM, "en")
    signed = replace(own.opinion, memo=Memo(author='Dubois & "Rey"'))
    content = format_named("docx").single(Standing(own.answer, own.entry, "en", signed), Manner())
    assert isinstance(content, bytes)
    assert docx.Document(BytesIO(content)).core_properties.author == 'Dubois & "Rey"'


def test_a_word_document_takes_any_text() -> None:
    own = reply(SPAM, "en")
    odd = replace(own.opinion, short='<a> & "b"\x01\r\nc\td\u00a0é')
    stand_in = Standing(own.answer, own.entry, "en", odd)
    content = format_named("docx").single(stand_in, Manner())
    assert isinstance(content, bytes)
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert '<a> & "b"\nc\td\u00a0é' in texts


def test_markdown_has_the_same_sections() -> None:
    for path in CASES:
        text = reply(path, "en").printed("markdown")
        assert isinstance(text, str)
        titles = [title for title in re.findall(r"^###? (.*)$", text, re.MULTILINE) if title != "Annex"]
        assert titles[2:] == [section.title for section in sections(opinion(path, "en"))]


def test_a_page_carries_what_replays_each_of_its_replies() -> None:
    own, other = reply(SPAM, "en"), reply(CASES[0], "en")
    assert str(own.printed("html")).count('class="opinion-record"') == 1
    assert str(Comparison((own, other)).printed("html")).count('class="opinion-record"') == 2


def test_colour_is_there_only_where_it_is_asked_for() -> None:
    plain, coloured = (str(reply(SPAM, "en").printed("text", Manner(colour=colour))) for colour in (False, True))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain != coloured


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_opinion_that_is_signed_or_goes_to_a_file_names_no_key(language: str) -> None:
    """What is typed to tell what is missing is of use on a terminal alone."""
    asked = Request("claim-deadline", "infomaniak-jelastic-cloud", on=date(2024, 3, 20), language=language)
    on_a_terminal = str(desk().ask(asked).printed("text", Manner()))
    in_a_file = str(desk().ask(asked).printed("text", Manner(keys=False)))
    signed = str(desk().ask(replace(asked, memo=Memo(author="Claire Dubois"))).printed("text", Manner()))
    assert "[[facts.outages]]" in on_a_terminal
    assert [text for text in (in_a_file, signed) if "[[" in text or "--set" in text] == []
