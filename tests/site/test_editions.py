"""A revised document: its older edition stays readable, its revision has a report, a copy shows its passages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine.catalogue import CATALOGUE
from engine.desk import Desk
from engine.desk.counsel_files import read_counsel_files
from engine.faces.site.answers import answer_all
from engine.faces.site.page_files import write
from engine.faces.site.publish import SITE, passages
from engine.faces.site.tree import Tree, tree
from engine.faces.site.volumes import State
from engine.source.lock import make_lock, write_lock
from engine.suite.scenario import find_scenarios

CONTRACT = Path(__file__).resolve().parents[1] / "revise" / "contract"
DOCUMENT = "crique-verte"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The English pages of a small contract with two editions, the newer one's text at hand."""
    folder = tmp_path_factory.mktemp("contract")
    shutil.copytree(CONTRACT / "clauses", folder / "clauses")
    shutil.copy(CONTRACT / "2025-01-01.clause", folder / "clauses" / DOCUMENT)
    for edition in ("2024-01-01", "2025-01-01"):
        text = (CONTRACT / "texts" / f"{edition}.txt").read_text(encoding="utf-8")
        write_lock(make_lock(DOCUMENT, edition, text), folder / "clauses" / DOCUMENT / f"{edition}.lock.json")
    desk = Desk.open(folder / "clauses")
    state = State.of(desk)
    copy = CONTRACT / "texts" / "2025-01-01.txt"
    state.passages = {DOCUMENT: passages(desk.library, folder / "clauses", DOCUMENT, copy)}
    scenarios = find_scenarios([CONTRACT / "scenarios"])
    answer_all(state, scenarios)
    return tree(state, "en", read_counsel_files(folder / "clauses"), scenarios)


def test_each_edition_leads_to_the_other(made: Tree) -> None:
    newest = made.pages[f"documents/{DOCUMENT}/2.1.md"].text
    older = made.pages[f"documents/{DOCUMENT}/2024-01-01/2.1.md"].text
    assert "](2024-01-01/2.1.md)" in newest
    assert "](../2.1.md)" in older
    assert "older edition" in older
    assert "older edition" not in newest


def test_the_revision_is_reported(made: Tree) -> None:
    report = made.pages[f"revisions/{DOCUMENT}-2025-01-01.md"].text
    assert "30\u00a0jours → 10\u00a0jours" in report
    assert "Transfer to another operator" in report


def test_passages_stand_beside_the_gists_of_the_edition_they_are_of(made: Tree) -> None:
    assert "Une coupure de plus de 8 heures" in made.pages[f"documents/{DOCUMENT}/2.1.md"].text
    assert "Une coupure de plus de" not in made.pages[f"documents/{DOCUMENT}/2024-01-01/2.1.md"].text


def test_only_what_changed_is_written(made: Tree, tmp_path: Path) -> None:
    former = replace(made, pages={**made.pages, "gone.md": made.pages["index.md"]})
    first = write(former, tmp_path / "pages", SITE, tmp_path / "out", (made,))
    assert len(first.changed) == len(former.pages)
    (tmp_path / "pages" / "en" / "mine.md").write_text("mine", encoding="utf-8")
    again = write(made, tmp_path / "pages", SITE, tmp_path / "out", (made,))
    assert not again.changed
    assert again.removed == {"gone.md"}
    assert not (tmp_path / "pages" / "en" / "gone.md").exists()
    assert (tmp_path / "pages" / "en" / "mine.md").exists()


def test_the_diagnostics_of_the_whole_program_are_listed_and_lead_to_their_examples(made: Tree) -> None:
    overview = made.pages["reference/diagnostics.md"].text
    for area in CATALOGUE:
        page = made.pages[f"reference/{area.page}.md"].text
        for code in area.meanings:
            assert f"[`{code}`]({area.page}.md#{code})" in overview
            assert f"## `{code}` {{ #{code} }}" in page
