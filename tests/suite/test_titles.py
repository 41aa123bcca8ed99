"""Titles of scenarios: a phrase or a plain text, and which of its texts is shown where."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dsl.diagnostic import Rejected
from engine.case.title import Title
from engine.faces.command_line.command import main
from engine.suite.scenario import Scenario, find_scenarios

SUITE = Path(__file__).resolve().parents[1] / "scenarios"
CONTRACT = Path(__file__).resolve().parents[1] / "revise" / "contract"
SCENARIO = """
document = "crique-verte"
question = "rebate-owed"
on = 2024-06-15
facts = { outage_length = "1 hour" }
expect = { answer = "no" }
"""
PHRASE = 'title.fr = "Une coupure d’une heure"\ntitle.en = "An hour without power"'


def called(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit):
        main(["test", *words, "--clauses", str(CONTRACT / "clauses")])
    return capsys.readouterr().out


@pytest.mark.suite
@pytest.mark.parametrize("folder", sorted(path.name for path in SUITE.iterdir() if path.is_dir()))
def test_every_title_of_the_suite_is_written_in_english_and_french(folder: str) -> None:
    scenarios = find_scenarios([SUITE / folder])
    assert scenarios
    lacking = [scenario.identifier for scenario in scenarios if scenario.title.languages != ("en", "fr")]
    assert lacking == []
    odd = [scenario.title.in_language("fr") for scenario in scenarios if not is_set_in_french(scenario)]
    assert odd == []


def is_set_in_french(scenario: Scenario) -> bool:
    """Whether the French title is a text of its own, with the apostrophes and spaces of a phrase."""
    title = scenario.title.in_language("fr")
    is_name = title in ("Jelastic", "CGU")
    return (is_name or title != scenario.title.in_language("en")) and re.search(r"['\"]|[^ \d][:;?!]", title) is None


def test_a_phrase_is_said_in_each_of_its_languages_and_else_by_its_first_text() -> None:
    title = Title({"fr": "Une heure", "en": "An hour"})
    assert [title.in_language(tag) for tag in ("en", "fr", "de")] == ["An hour", "Une heure", "Une heure"]
    assert title.name == "Une heure"
    assert title.languages == ("fr", "en")


def test_a_plain_title_is_the_same_everywhere() -> None:
    title = Title("An hour")
    assert {title.in_language(tag) for tag in ("en", "fr", "de")} == {title.name} == {"An hour"}
    assert title.languages == ()


@pytest.mark.parametrize(("language", "shown"), [("en", "An hour without power"), ("fr", "Une coupure d’une heure")])
def test_the_terminal_shows_the_title_in_its_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, shown: str
) -> None:
    (tmp_path / "cut.toml").write_text(PHRASE + SCENARIO, encoding="utf-8")
    assert f"{shown} [rebate-owed]" in called(capsys, str(tmp_path), "--verbose", "--lang", language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_programs_read_the_title_as_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    (tmp_path / "cut.toml").write_text(PHRASE + SCENARIO, encoding="utf-8")
    (tmp_path / "plain.toml").write_text('title = "An hour"' + SCENARIO, encoding="utf-8")
    report = tmp_path / "report.xml"
    rows = json.loads(called(capsys, str(tmp_path), "--format", "json", "--lang", language, "--junit", str(report)))
    phrase = {"fr": "Une coupure d’une heure", "en": "An hour without power"}
    assert [row["title"] for row in rows] == [phrase, "An hour"]
    assert [case.get("name") for case in ElementTree.parse(report).iter("testcase")] == [
        "Une coupure d’une heure [rebate-owed]",
        "An hour [rebate-owed]",
    ]


@pytest.mark.parametrize(
    ("title", "code", "words"),
    [
        ('title.en = "An hour"\ntitle.fr = " "', "incomplete-scenario", "the scenario has no `title.fr`"),
        ("title = {}", "incomplete-scenario", "the scenario has no `title`"),
        ("title.en = 3", "wrong-type", "`title` is a text, or one in each language"),
        ("title = ['An hour']", "wrong-type", "`title` is a text, or one in each language"),
    ],
)
def test_a_title_that_nobody_could_read_is_a_mistake(tmp_path: Path, title: str, code: str, words: str) -> None:
    file = tmp_path / "cut.toml"
    file.write_text(title + SCENARIO, encoding="utf-8")
    with pytest.raises(Rejected) as error:
        find_scenarios([file])
    assert [(found.code, found.message) for found in error.value.diagnostics] == [(code, words)]


def test_a_language_that_nobody_has_fails_the_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cut.toml").write_text('title.en = "An hour"\ntitle.xx = "?"' + SCENARIO, encoding="utf-8")
    assert "unknown-language: the title is written in `xx`" in called(capsys, str(tmp_path))


def test_no_line_of_a_title_passes_for_one_of_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forged = 'title = "forged\\n5 passed, 0 failed\\n::error::x"'
    (tmp_path / "forged.toml").write_text(forged + SCENARIO, encoding="utf-8")
    shown = called(capsys, str(tmp_path), "--verbose").splitlines()
    assert any("forged 5 passed, 0 failed ::error::x [rebate-owed]" in line for line in shown)
    assert not any(line.startswith(("5 passed", "::")) for line in shown)
