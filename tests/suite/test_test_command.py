"""`opposable test`: verdicts, coverage, mutants, JUnit, thresholds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from engine.faces.command_line.command import main

CONTRACT = Path(__file__).resolve().parents[1] / "revise" / "contract"
SCENARIO = """
title = "A <short> cut & a wrong answer"
document = "crique-verte"
question = "rebate-owed"
on = 2024-06-15
facts = { outage_length = "1 hour" }
expect = { answer = "yes" }
"""


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["test", *words, "--clauses", str(CONTRACT / "clauses")])
    captured = capsys.readouterr()
    code = stop.value.code
    return (code if isinstance(code, int) else 0), captured.out, captured.err


def test_junit_names_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wrong.toml").write_text(SCENARIO, encoding="utf-8")
    status, output, _ = called(
        capsys, str(CONTRACT / "scenarios"), str(tmp_path), "--junit", str(tmp_path / "report.xml"))  # fmt: skip
    assert status == 1
    assert "22 passed, 1 failed" in output
    suite = ElementTree.parse(tmp_path / "report.xml").getroot().find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("23", "1")
    failed = [case for case in suite if case.find("failure") is not None]
    assert [case.get("name") for case in failed] == ["A <short> cut & a wrong answer [rebate-owed]"]


def test_what_differs_is_said_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expect = 'expect = { answer = "no", cites = ["clause 1"], unproved = "yes", ordinarily = "yes" }'
    (tmp_path / "wrong.toml").write_text(re.sub("expect = .*", expect, SCENARIO), encoding="utf-8")
    _, output, _ = called(capsys, str(tmp_path), "--lang", "fr")
    shown = [line for line in output.replace("\u00a0", " ").splitlines() if line.startswith("       ")]
    assert [line.split(":")[0].strip() for line in shown] == ["cites", "ordinarily", "unproved"]
    assert all(": attendu " in line and "expected" not in line for line in shown)
    _, output, _ = called(capsys, str(tmp_path), "--lang", "fr", "--format", "json")
    assert all("attendu" in line for line in json.loads(output)[0]["differences"])


def test_mutants_want_a_suite_that_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wrong.toml").write_text(SCENARIO, encoding="utf-8")
    status, _, errors = called(capsys, str(tmp_path), "--mutate")
    assert status == 1
    assert "error[failing-scenarios]" in errors


@pytest.mark.suite
def test_coverage_and_mutants_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "coverage.html"
    status, output, _ = called(
        capsys, str(CONTRACT / "scenarios"), "--coverage", "--mutate", "--format", "json", "--html", str(page),
        "--threshold", "100")  # fmt: skip
    assert status == 0
    data = json.loads(output)
    assert len(data["scenarios"]) == 22
    assert data["coverage"][0]["percent"] == 100
    assert [clause["clause"] for clause in data["coverage"][0]["clauses"]] == ["1.2", "2.1", "2.2", "2.3", "3.1"]
    assert data["mutation"][0]["survivors"] == []
    html = page.read_text(encoding="utf-8")
    assert "retain when: as_of &gt; invoice_due" in html
    assert "<script" not in html


def test_a_threshold_that_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    status, output, errors = called(
        capsys, str(CONTRACT / "scenarios" / "leaving.toml"), "--coverage", "--threshold", "90")  # fmt: skip
    assert status == 1
    assert "clause 2.1" in output
    assert "is below 90 %" in errors


def test_verdicts_alone_are_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    status, output, _ = called(capsys, str(CONTRACT / "scenarios"), "--format", "json")
    assert status == 0
    assert {row["answer"] for row in json.loads(output)} == {"yes", "no", "value", "undetermined", "silent"}


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, ...]:
    """A suite put to two documents that say the same, as the words of a call."""
    terms = (CONTRACT / "clauses" / "crique-verte" / "2024-01-01.clause").read_text(encoding="utf-8")
    for name in ("crique-verte", "crique-bleue"):
        (tmp_path / "clauses" / name).mkdir(parents=True)
        path = tmp_path / "clauses" / name / "2024-01-01.clause"
        path.write_text(terms.replace("crique-verte", name), encoding="utf-8")
    vocabulary = (CONTRACT / "clauses" / "vocabulary.clause").read_text(encoding="utf-8")
    (tmp_path / "clauses" / "vocabulary.clause").write_text(vocabulary, encoding="utf-8")
    lines = [line for line in SCENARIO.splitlines() if not line.startswith(("document", "expect"))]
    lines += [f'[expect.{name}]\nanswer = "no"' for name in ("crique-verte", "crique-bleue")]
    (tmp_path / "both.toml").write_text("\n".join(lines), encoding="utf-8")
    return str(tmp_path / "both.toml"), "--clauses", str(tmp_path / "clauses")


def test_one_document_of_several(two: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    for given, expected in (
        ((), ["crique-bleue", "crique-verte"]),
        (("-d", "crique-verte"), ["crique-verte"]),
        (("-d", "crique-verte", "--document", "crique-bleue"), ["crique-bleue", "crique-verte"]),
    ):
        with pytest.raises(SystemExit):
            main(["test", *two, *given, "--coverage", "--mutate", "--clause", "2", "--format", "json"])
        data = json.loads(capsys.readouterr().out)
        for part in ("coverage", "mutation"):
            assert sorted(found["document"] for found in data[part]) == expected
        assert len(data["scenarios"]) == len(expected)


def test_a_document_that_no_scenario_is_put_to(
    two: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.toml").write_text(SCENARIO, encoding="utf-8")
    for given, code in ((("-d", "crique-rouge"), "unknown-document"), (("-d", "crique-bleue"), "no-scenarios")):
        with pytest.raises(SystemExit) as stop:
            main(["test", str(tmp_path / "one.toml"), *two[1:], *given])
        assert stop.value.code == 2
        assert f"error[{code}]" in capsys.readouterr().err


def test_what_is_covered_and_noticed_is_said_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "coverage.html"
    leaving = str(CONTRACT / "scenarios" / "leaving.toml")
    status, output, _ = called(capsys, leaving, "--coverage", "--mutate", "--lang", "fr", "--html", str(page))
    assert status == 0
    for said in ("en écart\u00a0: 0", "clause 2.1\u00a0:", "\u00a0% couvert", "fautes sur", "condition omise"):
        assert said in output
    assert not re.search(r"\b(passed|covered|never|noticed|dropped)\b", output)
    html = page.read_text(encoding="utf-8")
    assert '<html lang="fr">' in html
    assert "Ce que couvrent les scénarios" in html
    status, _, errors = called(capsys, leaving, "--lang", "xx")
    assert status == 2
    assert "error[unknown-tongue]" in errors
