"""The interview: asks what matters, takes answers back, keeps the case, and ends in the opinion."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from engine.case.case_reader import CaseReader
from engine.case.facts_file import read_case_file
from engine.faces.command_line.command import cli
from tests.explain.cases import library

HARBOUR = Path(__file__).parents[1] / "revise" / "contract"
QUESTION, DOCUMENT = "latest-notice-date", "celeste-business-cloud"


def _interview(*lines: str, language: str = "en", arguments: tuple[str, ...] = ()) -> Result:
    call = ["interview", QUESTION, "-d", DOCUMENT, "--lang", language, *arguments]
    return CliRunner().invoke(cli, call, input="\n".join(lines) + "\n", catch_exceptions=False)


def test_it_asks_until_nothing_matters_and_ends_in_the_opinion() -> None:
    result = _interview(
        "stop", arguments=("--on", "2024-03-10", "--set", "commissioned_on=2023-06-01", "--set", "package=base_package")
    )
    short = " ".join(result.output.split("SHORT ANSWER")[1].split())
    assert "1 March 2024" in short


def test_what_is_not_known_is_not_asked_again() -> None:
    output = _interview("?", "?", "?", "?").output
    asked = [
        line
        for line in output.split("SHORT ANSWER")[0].splitlines()
        if line.endswith("?") and not line.startswith((">", " "))
    ]
    assert len(asked) == len(set(asked))
    assert "That cannot be said yet" in output


def test_an_answer_can_be_taken_back_and_the_case_kept(tmp_path: Path) -> None:
    kept = tmp_path / "case.toml"
    output = _interview("2023-06-01", "back", "2023-07-01", f"save {kept}", "stop").output
    assert "Saved" in output
    knowledge = library().knowledge(library().in_force(DOCUMENT, None))
    case = CaseReader(knowledge).read(read_case_file(kept))
    assert [day.isoformat() for name, day in case.facts.items() if name == "commissioned_on"] in (["2023-07-01"], [])


def test_it_says_why_it_asks_with_the_clause() -> None:
    output = _interview("why", "stop").output
    assert "clause" in output.split("SHORT ANSWER")[0]


def test_what_cannot_be_read_is_asked_again_in_the_same_language() -> None:
    output = _interview("peut-être", "fin", language="fr").output
    assert "Réponse illisible" in output


def test_a_contested_answer_keeps_its_evidence() -> None:
    result = CliRunner().invoke(
        cli,
        ["interview", "may-suspend", "-d", DOCUMENT],
        catch_exceptions=False,
        input="!yes\nletter of 3 March\nstop\n",
    )
    assert "letter of 3 March" in result.output or "Contested" in result.output


def test_an_amount_is_asked_for_in_the_currency_of_the_document(tmp_path: Path) -> None:
    shutil.copytree(HARBOUR / "clauses", tmp_path / "clauses")
    terms = tmp_path / "clauses" / "crique-verte" / "2024-01-01.clause"
    written = terms.read_text(encoding="utf-8").replace("CHF", "GBP")
    terms.write_text(written.replace("cites articles\n", "cites articles\n  currency GBP\n", 1), encoding="utf-8")
    told = {"outage_length": "12 hours", "storm": "no", "announced_works": "no", "caused_by_boater": "no"}
    told |= {"outage_date": "2024-05-01", "rebate_requested": "2024-05-02"}
    call = ["interview", "rebate-amount", "-d", "crique-verte", "--clauses", str(tmp_path / "clauses")]
    call += [word for name, value in told.items() for word in ("--set", f"{name}={value}")]
    result = CliRunner().invoke(cli, call, input="stop\n")
    assert "an amount, as 1500.00 GBP" in result.output
