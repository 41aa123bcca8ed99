"""Nothing acts that was only written: the words of people in every format, also in a browser."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hostile_words import ACTING, PAYLOADS, toml
from lxml import etree
from markdown_it import MarkdownIt
from networkx import DiGraph

from dsl.check import check_sources
from dsl.harmless import harmless
from engine.case.memo_file import read_memo
from engine.desk import Reply, Request
from engine.explain.recorded import recorded
from engine.print.markdown_text import fenced, plain
from engine.print.picture import mermaid
from tests.contracts import desk

CELESTE = "celeste-business-cloud"
TEXT = re.compile(r"\s+")


def reply(folder: Path, words: str) -> Reply:
    """An answer on facts and under a heading that say the words wherever a person may say anything."""
    facts, memo = folder / "case.toml", folder / "memo.toml"
    written = toml(words)
    facts.write_text(
        "title = " + written + "\nargument = " + written + "\nfacts.client_sends_spam = true\n"
        'standing.client_sends_spam = { is = "contested", note = ' + written + " }\n",
        encoding="utf-8",
    )
    memo.write_text(
        "".join(f"{key} = {written}\n" for key in ("author", "client", "place", "reference")), encoding="utf-8"
    )
    return desk().ask(Request("may-suspend", CELESTE, file=facts, memo=memo))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Reply:
    """All payloads in one."""
    return reply(tmp_path_factory.mktemp("hostile"), " ".join(PAYLOADS))


@pytest.fixture(scope="module")
def friendly(tmp_path_factory: pytest.TempPathFactory) -> Reply:
    """The same answer with ordinary words."""
    return reply(tmp_path_factory.mktemp("friendly"), "two complaints")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_no_character_acts(hostile: Reply, form: str) -> None:
    printed = hostile.printed(form)
    assert isinstance(printed, str)
    assert not ACTING.search(printed)
    assert "red" in printed
    assert "turned" in printed


def test_the_paper_is_sound_and_holds_the_words(hostile: Reply) -> None:
    printed = hostile.printed("docx")
    assert isinstance(printed, bytes)
    with zipfile.ZipFile(BytesIO(printed)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                tree = etree.fromstring(archive.read(name))
                assert not ACTING.search("".join(tree.itertext()))
        assert "<script>" in "".join(etree.fromstring(archive.read("word/document.xml")).itertext())


def elements(page: str) -> list[str]:
    """What elements a page has, and what their attributes are called."""
    tree = etree.fromstring(page, etree.HTMLParser())
    return sorted(f"{element.tag} {sorted(element.keys())}" for element in tree.iter() if isinstance(element.tag, str))


def test_words_make_no_element_of_a_page(hostile: Reply, friendly: Reply) -> None:
    assert elements(str(hostile.printed("html"))) == elements(str(friendly.printed("html")))


def test_words_make_no_element_of_markdown(hostile: Reply, friendly: Reply) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found, usual = (renderer.render(str(each.printed("markdown"))) for each in (hostile, friendly))
    assert elements(found) == elements(usual)
    shown = "".join(etree.fromstring(f"<div>{found}</div>", etree.HTMLParser()).itertext())
    assert "<script>document.title='acted'</script>" in shown
    assert "***bold*** `code` ~~struck~~" in shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_word_in_markdown_shows_as_itself(payload: str) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for text in (harmless(payload), f"{harmless(payload)} at the end"):
        tree = etree.fromstring(f"<div>{renderer.render(plain(text))}</div>", etree.HTMLParser())
        assert [element.tag for element in tree.find("body/div").iter()] == ["div", "p"]
        assert TEXT.sub(" ", "".join(tree.itertext())).strip() == TEXT.sub(" ", text).strip()


def test_a_fence_is_longer_than_any_within() -> None:
    code = 'note = """\n````\n# x\n```\n"""'
    tokens = MarkdownIt("commonmark").parse(fenced(code, "toml"))
    assert [(token.type, token.content) for token in tokens] == [("fence", code + "\n")]


def test_an_opinion_with_hostile_words_can_be_replayed(hostile: Reply) -> None:
    for form in ("json", "html"):
        kept = recorded(str(hostile.printed(form)), "opinion")[0].record
        assert not ACTING.search(json.dumps(kept, ensure_ascii=False))
        (replayed,) = desk().replay(str(hostile.printed(form)), "opinion")
        assert replayed.is_same


def test_a_phrase_of_a_clause_is_harmless_too() -> None:
    source = 'vocabulary\ntopic fees en "Fees \x1b[31m\u202e\ufffe" fr "Taxes"\n'
    checked: Any = check_sources({"a.clause": source})
    assert not ACTING.search(repr(checked.programs) + "".join(found.message for found in checked.diagnostics))


def test_a_heading_is_harmless(tmp_path: Path) -> None:
    path = tmp_path / "memo.toml"
    path.write_text('author = "Claire\\u001b[31m\\u202e"', encoding="utf-8")
    assert read_memo(path).author == "Claire\ufffd[31m\ufffd"


@pytest.mark.parametrize("words", PAYLOADS)
def test_a_graph_for_mermaid_says_words_as_words(words: str) -> None:
    graph = DiGraph()
    graph.add_node("clause:1", kind="clause")
    (label,) = re.findall(r'\["(.*)"\]', mermaid(graph, lambda _: words, "en"), re.DOTALL)
    assert not re.search(r'[<>"&]', label)
