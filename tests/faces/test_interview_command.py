"""The interview at a terminal: what may be said, in two languages; what is kept; and the opinion that it ends in."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from engine.case.case_reader import CaseReader
from engine.case.facts_file import read_case_file
from engine.faces.command_line.command import cli
from engine.faces.command_line.interrupted import new_place
from engine.library.library import CLAUSES
from tests.contracts import library

pytestmark = pytest.mark.suite

HARBOUR = Path(__file__).parents[1] / "revise" / "contract"
CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where interviews are kept."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "opposable" / "interviews"


def interview(
    *lines: str, question: str = "client-owed-penalty", document: str = INFOMANIAK, words: tuple[str, ...] = ()
) -> Result:
    call = ["interview", question, "-d", document, *words]
    return CliRunner().invoke(cli, call, input="\n".join(lines) + "\n", catch_exceptions=False)


def place() -> Path:
    """Where the next interview is kept."""
    found = new_place(CLAUSES, INFOMANIAK, "client-owed-penalty")
    found.let_go()
    return found.path


def case_in(path: Path) -> Any:
    entry = library().in_force(INFOMANIAK, None)
    return CaseReader(library().knowledge(entry)).read(read_case_file(path))


SEVEN_HOURS = ("1", "A", "3.3.2024 10 h", "7 hours", "20 March 2024 9:00", "none", "none")


def test_seven_hours_reported_in_time_end_in_an_opinion(tmp_path: Path, state: Path) -> None:
    output = tmp_path / "opinion.docx"
    result = interview(*SEVEN_HOURS, words=("--format", "docx", "-o", str(output)))
    assert result.exit_code == 0
    assert output.read_bytes().startswith(b"PK")
    assert "Nothing more that you could tell would change the ordinary answer." in result.output
    assert not list(state.iterdir()), "what came to its end is not kept"


def test_it_ends_as_ask_does(tmp_path: Path) -> None:
    output = tmp_path / "opinion.json"
    interview(*SEVEN_HOURS, words=("--format", "json", "-o", str(output)))
    data = json.loads(output.read_text(encoding="utf-8"))
    assert data["ordinarily"]["answer"] == "yes"
    assert data["facts"]["outages"]["value"][0]["reported_at"] == "2024-03-20T09:00:00+01:00"
    assert data["given"] == {"outages[1].duration": 25200}
    brief = interview(*SEVEN_HOURS, words=("--brief",)).output
    assert "SHORT ANSWER" in brief
    assert "ESTABLISHED" not in brief


def test_in_french_too() -> None:
    output = interview(
        "1",
        "indisponibilité du service",
        "3 mars 2024",
        "3 mars 2024 10 h",
        "aide",
        "pourquoi",
        "peut-être",
        "7 heures",
        "20 mars 2024",
        "revoir",
        "",
        "aucun",
        "",
        words=("--lang", "fr"),
    ).output
    assert "Réponse illisible. Attendu : un jour et une heure" in output.replace("\u00a0", " ")
    assert "Il faut aussi l’heure." in output
    assert "Tenu pour donné" in output
    assert "Début de la panne (1) : 3 mars 2024 à 10 h 00" in output.replace("\u00a0", " ")
    assert "RÉPONSE" in output


def test_it_says_why_it_asks_with_the_clause() -> None:
    output = interview("1", "why", "stop").output
    assert "It matters to this:" in output
    assert "art.\u00a010.1.4" in output.split("SHORT ANSWER")[0]


def test_a_step_is_taken_back_and_the_facts_are_saved(tmp_path: Path) -> None:
    saved = tmp_path / "case.toml"
    output = interview("2", "A", "back", "B", f"save {saved}", "stop").output
    assert "Saved" in output
    case = case_in(saved)
    assert [row[0] for row in case.facts["outages"]] == ["B", None]


def test_a_review_corrects_adds_and_removes(tmp_path: Path) -> None:
    saved = tmp_path / "case.toml"
    said = (
        "2",
        "A",
        "3.3.2024 10:00",
        "review",
        "change 3",
        "B",
        "review",
        "remove 5",
        "add",
        "",
        f"save {saved}",
        "stop",
    )
    output = interview(*said).output
    assert "What you have told" in output
    case = case_in(saved)
    assert [row[0] for row in case.facts["outages"]] == ["B", None]
    assert len(case.facts["outages"]) == 2
    assert "back" in interview("review", "", "back", "stop").output


def test_stop_ends_the_interview_from_within_a_review() -> None:
    _, reviewed, after = interview("1", "A", "review", "stop").output.partition("What you have told")
    assert reviewed
    assert "So far" not in after
    assert "QUESTION" in after


@pytest.mark.parametrize(
    ("language", "nonsense", "expected"),
    [("en", "That cannot be read. Expected: change N", "line by line"),
     ("fr", "Réponse illisible. Attendu\u00a0: changer N", "ligne par ligne")],
)  # fmt: skip
def test_a_review_says_what_it_cannot_read(tmp_path: Path, language: str, nonsense: str, expected: str) -> None:
    saved = tmp_path / "case.toml"
    words = ("--lang", language)
    wrong = ("nonsense", "change", "change 99", "remove x", "7", "why")
    assert interview("1", "A", "review", *wrong, "stop", words=words).output.count(nonsense) == len(wrong)
    said = interview("1", "A", "review", "change 2", "stop", words=words).output
    assert expected in said
    assert nonsense not in interview("1", "A", "review", "", "stop", words=words).output
    interview("1", "A", "review", f"save {saved}", "stop", words=words)
    assert 'class = "A"' in saved.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "adding"), [("en", "add ("), ("fr", "ajouter (")])
def test_a_review_offers_to_add_only_where_there_is_a_list(language: str, adding: str) -> None:
    words = ("--lang", language)
    assert adding in interview("1", "review", "stop", words=words).output
    said = interview("review", "add", "stop", question="may-suspend", document=CELESTE, words=words).output
    assert adding not in said


def test_what_is_not_known_contested_or_given_is_said_so(tmp_path: Path) -> None:
    saved = tmp_path / "case.toml"
    said = ("1", "!A", "the ticket of the client", "?", "given", "1", "yes", f"save {saved}", "stop")
    output = interview(*said).output
    case = case_in(saved)
    assert case.standing == {"outages[1].class": ("contested", "the ticket of the client")}
    assert case.unknown == {"outages[1].began"}
    assert "given: tell one of these instead" in output


def test_what_is_given_may_be_told_at_once_and_is_shown_once(tmp_path: Path) -> None:
    saved = tmp_path / "case.toml"
    output = interview("1", "A", "given 12 minutes", "", "", f"save {saved}", "stop").output
    assert output.count("Taken as given: ") == 1
    assert case_in(saved).given == {"outages[1].duration": timedelta(minutes=12)}
    assert "given: tell one of these instead" in interview("1", "A", "given gibberish", "stop").output


def test_what_is_listed_is_picked_by_number_or_by_name() -> None:
    for words in ("1", "the client uses the server to send spam", "client_sends_spam"):
        output = interview(words, "", "stop", question="may-suspend", document=CELESTE).output
        assert "Does the ground of the measure still exist?" in output
        assert "Yes, unless the ground of the measure has gone" in " ".join(output.split())
    assert "That cannot be read" in interview("77", "stop", question="may-suspend", document=CELESTE).output


def test_no_number_is_too_long_to_be_none_of_those_listed() -> None:
    nines = "9" * 5000
    output = interview(
        nines, f"given {nines}", f"!{nines}", "review", f"change {nines}", f"remove {nines}", "back", "stop"
    )
    assert isinstance(output.exception, SystemExit) or output.exception is None
    assert "Which failures were there" in output.output


def test_what_contradicts_is_not_taken() -> None:
    output = interview("1", "A", "3.3.2024 10:00", "3.3.2024 9:00", "3.3.2024 17:00", "stop").output
    before = output.split("SHORT ANSWER")[0]
    assert before.count("When did the failure end") == 1
    assert "When did the client report" in before


def test_an_hour_shown_twice_is_asked_for_again_with_both_readings() -> None:
    output = interview("1", "A", "27.10.2024 02:30", "2024-10-27T02:30:00+01:00", "stop").output
    assert "2024-10-27T02:30:00+02:00 / 2024-10-27T02:30:00+01:00" in output


def test_facts_of_the_call_are_not_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text('[[facts.outages]]\nclass = "A"\n', encoding="utf-8")
    output = interview("stop", words=("-f", str(file))).output
    assert "When did the failure begin?" in output
    assert "What kind of failure" not in output.split("SHORT ANSWER")[0]


def test_an_interview_that_is_killed_is_gone_on_from(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "engine.faces.command_line", "interview", "client-owed-penalty", "-d", INFOMANIAK]
    process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env={**os.environ})
    assert process.stdin is not None
    process.stdin.write("1\nA\n3.3.2024 10:00\n")
    process.stdin.flush()
    kept = place()
    for _ in range(600):
        if kept.exists() and "outages[1].began" in kept.read_text(encoding="utf-8"):
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    assert kept.stat().st_mode & 0o077 == 0, "what was told is nobody else's business"
    saved = tmp_path / "case.toml"
    output = interview("yes", f"save {saved}", "stop").output
    assert "points kept: 3" in output
    assert case_in(saved).facts["outages"][0][0] == "A"
    assert not kept.exists()


def test_one_can_begin_anew_after_an_interruption() -> None:
    kept = place()
    stopped = interview("1", "A")  # the input ends: as if the terminal went away
    assert stopped.exit_code != 0
    assert kept.exists()
    assert "Which failures were there" in interview("no", "stop").output
    for damaged in ("", "{}", '{"version": 1}', "[]", "[" * 100_000, "9" * 5000, '{"of": "' + "x" * 500_000 + '"}'):
        kept.write_text(damaged, encoding="utf-8")
        assert "Which failures were there" in interview("stop").output


def test_an_amount_is_asked_for_in_the_currency_of_the_document(tmp_path: Path) -> None:
    shutil.copytree(HARBOUR / "clauses", tmp_path / "clauses")
    terms = tmp_path / "clauses" / "crique-verte" / "2024-01-01.clause"
    written = terms.read_text(encoding="utf-8").replace("CHF", "GBP")
    terms.write_text(written.replace("cites articles\n", "cites articles\n  currency GBP\n", 1), encoding="utf-8")
    told = {"outage_length": "12 hours", "storm": "no", "announced_works": "no", "caused_by_boater": "no"}
    told |= {"outage_date": "2024-05-01", "rebate_requested": "2024-05-02"}
    words = [word for name, value in told.items() for word in ("--set", f"{name}={value}")]
    called = ("--clauses", str(tmp_path / "clauses"), *words)
    output = interview("stop", question="rebate-amount", document="crique-verte", words=called).output
    assert "an amount, as 1500.00 GBP" in output


def test_what_was_passed_over_is_asked_once_more_and_said_to_be_open() -> None:
    output = interview(*[""] * 6).output
    # twice as a question, then in the answer and as what is missing
    assert output.count("Which failures were there") == 4
    assert "it is asked for once more" in output
    assert "What you left open can still decide the answer." in output
    assert "Nothing more that you could tell" not in output


def test_what_nothing_told_bears_on_is_open_so_far_and_at_the_end() -> None:
    """As the opinion says: where no ground could rest on what was told, that none is known is no answer."""
    output = interview(*[""] * 8, question="may-suspend", document=CELESTE).output
    assert "So far: still open" in output
    assert "So far: no" not in output
    assert "What you left open can still decide the answer." in output
    assert "Nothing more that you could tell" not in output


def test_the_reason_for_a_question_is_not_repeated_for_the_next() -> None:
    output = interview(*SEVEN_HOURS).output
    assert output.count("Asked because of: The client may claim the penalties") == 1


def test_whether_to_go_on_is_asked_until_it_is_said() -> None:
    interview("1", "A")  # the input ends here
    output = interview("1", "xyz", "yes", "stop").output
    assert output.count("was interrupted") == 3


def test_to_stop_is_an_answer_to_whether_to_go_on() -> None:
    interview("1", "A")
    assert interview("stop").exit_code == 0
    assert "was interrupted" in interview("no", "stop").output  # it was still kept


def test_what_was_kept_and_cannot_be_read_is_set_aside(state: Path) -> None:
    interview("1", "A")
    (kept,) = state.iterdir()
    kept.write_text("{", encoding="utf-8")
    assert "cannot be read" in interview("1", "stop").output
    kept.write_text("[", encoding="utf-8")
    interview("1", "stop")
    asides = [kept.with_suffix(f".unreadable{number}.json") for number in ("", "-2")]
    assert [aside.read_text(encoding="utf-8") for aside in asides] == ["{", "["]


def test_it_comes_to_its_end_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    ended = interview("1", "A", "stop")
    assert ended.exit_code == 0
    assert "ALL FACTS RELIED ON" in ended.output
    assert ended.output.count("can’t be kept here") == 1


def refused(path: Path, target: Path) -> None:
    raise PermissionError(path, target)


def test_what_cannot_be_read_and_cannot_be_renamed_stays(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interview("1", "A")
    (kept,) = state.iterdir()
    kept.write_text("{", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refused)
    ended = interview("1", "stop")
    assert ended.exit_code == 0
    assert f"it lies in {kept.as_posix()}" in ended.output


def test_what_is_there_is_not_written_over_but_by_the_same_interview(tmp_path: Path) -> None:
    there, saved = tmp_path / "precious.md", tmp_path / "saved.toml"
    there.write_text("precious", encoding="utf-8")
    output = interview("1", f"save {there}", f"save {saved}", "A", f"save {saved}", "stop").output
    assert there.read_text(encoding="utf-8") == "precious"
    assert "That cannot be saved: File exists" in output
    assert 'class = "A"' in saved.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "~nobody-of-that-name/case.toml"])
def test_what_no_file_can_be_called_is_not_saved(name: str) -> None:
    output = interview("2", f"save {name}", "stop").output
    assert "That cannot be saved" in output
    assert "Traceback" not in output


def test_why_it_is_not_saved_is_said_in_the_language_of_the_interview(tmp_path: Path) -> None:
    said = interview(
        "2", f"save {tmp_path}/nowhere/case.toml", "save a\0b", f"save {tmp_path}", "stop", words=("--lang", "fr")
    ).output
    for reason in ("aucun fichier ou dossier de ce nom", "argument non valable", "le fichier existe déjà"):
        assert f"Impossible d’enregistrer\u00a0: {reason}" in said


def test_the_name_of_what_was_saved_is_shown_and_does_nothing(tmp_path: Path) -> None:
    said = interview("2", f"save {tmp_path}/a\x1b[31mb.toml", f"save {tmp_path}/c\u202ed.toml", "stop").output
    assert f"Saved: {tmp_path}/a\ufffd[31mb.toml" in said
    assert f"Saved: {tmp_path}/c\ufffdd.toml" in said


def test_a_call_that_tells_facts_leaves_what_was_kept_of_another_interview() -> None:
    interview("1", "A")  # the input ends here
    interview("3.3.2024 10:00", words=("--set", "outages[1].class=A"))
    assert "points kept: 2" in interview("stop").output


def test_an_interview_on_other_clauses_or_another_date_is_not_gone_on_with(tmp_path: Path) -> None:
    asked = ("--on", "2024-03-10")
    interview("1", "A", words=asked)
    assert "was interrupted" in interview("stop").output, "the date was told already"
    assert "was interrupted" not in interview("stop", words=("--on", "2025-03-10")).output
    shutil.copytree(CLAUSES, tmp_path / "clauses")
    assert "was interrupted" not in interview("stop", words=("--clauses", str(tmp_path / "clauses"))).output
    assert "was interrupted" in interview("stop", words=asked).output
