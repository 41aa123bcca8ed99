"""Other people's rules, each whole in a folder of its own: sound, right, and on a site that speaks of nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsl.check import check_folder
from dsl.surface.formatter import format_source
from engine.desk import Desk
from engine.desk.counsel_files import read_counsel_files
from engine.faces.site.answers import answer_all
from engine.faces.site.publish import Order, languages_of, publish
from engine.faces.site.tree import tree
from engine.faces.site.volumes import State
from engine.suite.scenario import find_scenarios

HERE = Path(__file__).parent
FOREIGN = re.compile(r"(?i)celeste|infomaniak|jelastic|two contracts|two documents|the two providers|cloud")
FOLDERS = sorted(path.parent for path in HERE.glob("*/clauses"))
each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@each
def test_it_is_sound_and_set_as_clause_files_are(folder: Path) -> None:
    assert list(check_folder(folder / "clauses").diagnostics) == []
    for path in (folder / "clauses").rglob("*.clause"):
        source = path.read_text(encoding="utf-8")
        assert format_source(source, path.name) == (source, [])


@each
def test_its_scenarios_pass(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = Desk.open(folder / "clauses").test([folder / "scenarios"])
    failed = {verdict.scenario.identifier: verdict.differences for verdict in found.verdicts if not verdict.passed}
    assert failed == {}
    assert len(found.verdicts) >= 10


@pytest.mark.suite
@each
def test_its_pages_speak_of_it_alone(folder: Path) -> None:
    desk, scenarios = Desk.open(folder / "clauses"), find_scenarios([folder / "scenarios"])
    state = State.of(desk)
    answer_all(state, scenarios)
    for language in languages_of(desk.library):
        made = tree(state.in_language(language), language, read_counsel_files(folder / "clauses"), scenarios)
        own = {path: page.text for path, page in made.pages.items() if not path.startswith("reference/")}
        assert own
        assert {path: words for path, text in own.items() if (words := FOREIGN.findall(text))} == {}


BUILT_AT_ONCE = "credits"
"""Of which folder the whole site is always built; those of the others take longer."""


@pytest.mark.suite
@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(folder, id=folder.name, marks=() if folder.name == BUILT_AT_ONCE else pytest.mark.slow)
        for folder in FOLDERS
    ],
)
def test_so_does_its_site(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="MkDocs is not installed: pip install -e '.[site]'")
    order = Order(folder / "clauses", (folder / "scenarios",), output=tmp_path / "_build", asks=False)
    assert publish(order).built
    pages = [path for path in (tmp_path / "_build").rglob("*.html") if "reference" not in path.parts]
    assert pages
    found = {str(path.relative_to(tmp_path)): FOREIGN.findall(path.read_text(encoding="utf-8")) for path in pages}
    assert {path: words for path, words in found.items() if words} == {}
