"""What can be said of the site without a browser: its search forms, its words in two languages, its built pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from engine.answer.answer import AnswerWord
from engine.desk import Desk, Request
from engine.faces.site.answers import answer_all
from engine.faces.site.clauses import answer_of, told_rows
from engine.faces.site.handbook import LANGUAGE, translated
from engine.faces.site.links import opinion_page, question_page, relative
from engine.faces.site.opinions import as_markdown
from engine.faces.site.pages import Maker
from engine.faces.site.registers import register_pages
from engine.faces.site.revisions import WALK
from engine.faces.site.searching import fold, forms
from engine.faces.site.volumes import State, Told
from engine.print.markdown_text import plain
from engine.suite.scenario import find_scenarios
from engine.tongues import tags, tongue

TONGUES = Path(__file__).resolve().parents[2] / "engine" / "tongues"
CONTRACT = Path(__file__).resolve().parents[1] / "revise" / "contract"


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("mœurs", "moeurs"),
        ("pénalité", "penalites"),
        ("pénalités", "penalite"),
        ("journaux", "journal"),
        ("niveau", "niveaux"),
        ("duties", "duty"),
        ("penalty", "penalties"),
        ("Élection", "election"),
    ],
)
def test_forms(word: str, form: str) -> None:
    assert form in forms(word.casefold()) | {fold(word)}


def test_numbers_have_no_other_forms() -> None:
    assert forms("2024") == set()


def test_links_are_relative() -> None:
    assert relative("questions/a.md#b", "documents/x/9.md") == "../../questions/a.md#b"
    assert relative("documents/x/9.md#b", "documents/x/9.md") == "#b"
    assert plain("a_b * <c> | [d]") == r"a\_b \* &lt;c&gt; &#124; \[d\]"


@pytest.mark.parametrize("page", [question_page, opinion_page])
def test_names_that_differ_in_capitals_alone_have_pages_that_are_told_apart_without_them(
    page: Callable[[str], str],
) -> None:
    names = ["index", "Index", "iNdex", "may-suspend", "May-suspend", "may-Suspend", "MAY-suspend", "may_suspend"]
    paths = [page(name).casefold() for name in names]
    assert len({*paths, page("a").replace("/a.", "/index.")}) == len(names) + 1
    assert paths[3].endswith("/may-suspend.md")


@pytest.mark.browser
def test_every_link_leads_somewhere_and_none_to_another_host(built: Path) -> None:
    identifiers: dict[Path, set[str]] = {}
    broken = []
    for path in sorted(built.rglob("*.html")):
        if path.name == "404.html":
            continue
        text = path.read_text(encoding="utf-8")
        for target in set(re.findall(r'(?:href|src)="([^"]*)"', text)):
            where, _, anchor = unquote(unescape(target)).partition("#")
            if where.startswith(("http:", "https:", "//", "javascript:")):
                broken.append((path, target))
                continue
            goal = (path.parent / where).resolve() if where else path
            if not goal.exists():
                broken.append((path, target))
            elif anchor and goal.suffix == ".html":
                if goal not in identifiers:
                    identifiers[goal] = set(re.findall(r'\bid="([^"]+)"', goal.read_text(encoding="utf-8")))
                if anchor not in identifiers[goal] and not anchor.startswith("__"):
                    broken.append((path, target))
    assert broken == []


def test_the_reference_is_in_every_tongue_whole() -> None:
    """English is the language of the pages themselves."""
    pages = {path.name for path in (*LANGUAGE.glob("*.md"), WALK)}
    for tag in tags():
        if tag != "en":
            assert {path.name for path in (TONGUES / tag / "reference").glob("*.md")} == pages


TRANSLATED = [(tag, path.name) for tag in tags() for path in sorted((TONGUES / tag / "reference").glob("*.md"))]


@pytest.mark.parametrize(("tag", "name"), TRANSLATED)
def test_a_translated_page_of_the_reference_has_all_of_its_blocks_and_headings(tag: str, name: str) -> None:
    path = WALK if name == WALK.name else LANGUAGE / name
    english, prose = path.read_text(encoding="utf-8"), tongue(tag).reference(name)
    page = translated(english, prose)
    assert page is not None, "as many gaps as the English page has blocks"
    headings = re.compile("^#+ ", re.M)
    fences = re.compile(r"^```\w[^\n]*\n.*?^```$", re.M | re.S)
    assert len(headings.findall(fences.sub("", page))) == len(headings.findall(fences.sub("", english)))


@pytest.mark.parametrize(
    ("answer", "ordinary", "said"),
    [
        ("yes", False, {"en": "yes", "fr": "oui"}),
        ("yes", True, {"en": "ordinarily yes", "fr": "en principe oui"}),
        ("value", True, {"en": "ordinarily 10 %", "fr": "en principe 10 %"}),
        ("undetermined", False, {"en": "depends on the facts", "fr": "dépend des faits"}),
    ],
)
def test_a_yes_that_takes_something_for_granted_is_qualified(
    answer: AnswerWord, ordinary: bool, said: dict[str, str]
) -> None:
    shown = dict.fromkeys(said, "10 %")
    told = Told("s", dict.fromkeys(said, "A title"), "d", "e", "q", answer, shown, shown, ordinary, frozenset(), {}, "")
    state = State.of(Desk.open(CONTRACT / "clauses"))
    assert {language: answer_of(Maker(state, language), told) for language in said} == said


def test_a_scenario_is_called_by_its_title_in_the_language_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "cut.toml").write_text(
        'title.en = "An hour: a rebate?"\ntitle.fr = "Une heure : un rabais ?"\ndocument = "crique-verte"\n'
        'question = "rebate-owed"\non = 2024-06-15\nfacts = { outage_length = "1 hour" }\nexpect = { answer = "no" }\n',
        encoding="utf-8",
    )
    state = State.of(Desk.open(CONTRACT / "clauses"))
    answer_all(state, find_scenarios([tmp_path]))
    shown = {}
    for language in ("en", "fr"):
        maker = Maker(state, language)
        shown[language] = told_rows(maker, maker.first("index.md"), list(state.told))[0].title
    assert "An hour: a rebate?" in shown["en"]
    assert "Une heure\u00a0: un rabais\u00a0?" in shown["fr"], "with the spaces that French sets"


def test_a_worked_opinion_names_no_option_and_no_key() -> None:
    """What is missing is told as a question; how it is typed is for a terminal."""
    opinion = Desk.open(CONTRACT / "clauses").ask(Request("rebate-owed", "crique-verte")).opinion
    assert any(missing.means.line.startswith("--set") for missing in opinion.missing)
    shown = as_markdown(opinion)
    assert opinion.missing[0].question in shown.replace("\\", "")
    assert "--set" not in shown
    assert "[[" not in shown


def test_facts_stand_under_the_letter_of_their_noun_whatever_its_article() -> None:
    maker = Maker(State.of(Desk.open(CONTRACT / "clauses")), "fr")
    (page,) = (page for page in register_pages(maker) if page.path == "glossary/facts.md")
    found = {}
    for group in page.text.split('??? more "')[1:]:
        letter, _, rows = group.partition(" (")
        found |= dict.fromkeys(re.findall(r'<span id="[^"]+">([^<]+)</span>', rows), letter)
    assert found["La facture est payée"] == "F"
