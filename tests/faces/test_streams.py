"""Standard input and output as they may be: closed, full, gone, in an encoding that lacks letters; and interrupts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.suite

CELESTE = "celeste-business-cloud"
COMMAND = f"{sys.executable} -m engine.faces.command_line"
ASK = f"{COMMAND} ask may-suspend -d {CELESTE}"


def run(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command line in the shell; its exit status is that of its first part."""
    whole = f"{command}; exit ${{PIPESTATUS[0]}}"
    told = os.environ | environment
    return subprocess.run(["bash", "-c", whole], check=False, capture_output=True, env=told, timeout=60)


@pytest.mark.parametrize(
    "command",
    [
        ASK,
        f"{ASK} --format json",
        f"{ASK} --format docx",
        f"{COMMAND} questions",
        f"{COMMAND} --help",
        f"{COMMAND} --version",
    ],
)
def test_a_full_disk_is_told_in_one_diagnostic(command: str) -> None:
    ran = run(f"{command} > /dev/full")
    assert ran.returncode == 2
    assert b"standard output cannot be written: No space left on device" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_a_closed_output_is_told_and_no_file_takes_its_place() -> None:
    ran = run(f"{ASK} >&-")
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"error[unwritable-file]: standard output cannot be written")


def test_an_answer_in_a_file_needs_no_output(tmp_path: Path) -> None:
    ran = run(f"{ASK} -o {tmp_path / 'opinion.txt'} >&- 2>&- <&-")
    assert ran.returncode == 0
    assert "CELESTE" in (tmp_path / "opinion.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("errors", ["2>&-", "2>/dev/full", "2>&- >&-"])
def test_where_nothing_can_be_said_the_status_tells(errors: str) -> None:
    assert run(f"{COMMAND} ask nothing -d {CELESTE} {errors}").returncode == 2


@pytest.mark.parametrize("command", [ASK, f"{COMMAND} questions", f"{ASK} --format json"])
def test_a_reader_that_has_enough_is_no_mistake(command: str) -> None:
    ran = run(f"{command} | true")
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_an_interview_without_input_is_stopped() -> None:
    ran = run(f"{COMMAND} interview may-suspend -d {CELESTE} <&-")
    assert ran.returncode == 130
    assert ran.stderr == b"stopped\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_letter_that_an_encoding_lacks_is_written_as_in_json(encoding: str, tmp_path: Path) -> None:
    facts = tmp_path / "case.toml"
    facts.write_text(
        'facts.client_sends_spam = true\nstanding.client_sends_spam = {is = "contested", note = "≤ 🜁"}',
        encoding="utf-8",
    )
    ran = run(f"{ASK} --lang fr -f {facts}", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    is_unsaid = encoding == "ascii"  # what a system says that was told no encoding: UTF-8 is taken
    shown = ran.stdout.decode("utf-8" if is_unsaid else encoding)
    assert ("≤ 🜁" if is_unsaid else json.dumps("≤ 🜁").strip('"')) in shown


@pytest.mark.parametrize(
    "words",
    [
        f"ask may-suspend -d {CELESTE} --lang fr --format html",
        f"ask may-suspend -d {CELESTE} --lang fr --format json",
        f"graph -d {CELESTE} --around norm:end_by_client --lang fr --format svg",
        f"export -d {CELESTE} --lang fr --format akoma-ntoso",
        f"schema facts may-suspend -d {CELESTE} --lang fr",
        f'ask --batch -d {CELESTE} --lang fr <<< \'{{"question": "may-suspend"}}\'',
        f"ask may-suspend -d {CELESTE} --lang fr --format json --set as_of=où 2>&1",
    ],
    ids=lambda words: " ".join(words.split()[:3] + words.split()[-2:]),
)
def test_what_programs_read_is_utf_8_whatever_the_encoding(words: str) -> None:
    ran = run(f"{COMMAND} {words}", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert set(ran.stdout.decode("utf-8")) & set("éèàù’"), "it holds letters that the two encodings write otherwise"


INTERRUPTED_WHILE_IMPORTING = """
import os, signal, sys
from engine.faces.command_line.start import main

signal.signal(signal.SIGINT, signal.default_int_handler)
left = [int(sys.argv.pop(1))]

def interrupt(event, _):
    left[0] -= event == "import"
    if not left[0]:
        left[0] = -1
        os.kill(os.getpid(), signal.SIGINT)

sys.addaudithook(interrupt)
main()
"""


@pytest.mark.parametrize("imports", [1, 2, 5, 12, 30, 60, 100, 140])
def test_an_interrupt_in_the_first_moment_ends_it_in_one_line(imports: int) -> None:
    call = [sys.executable, "-c", INTERRUPTED_WHILE_IMPORTING, str(imports), *ASK.split()[3:]]
    process = subprocess.run(call, check=False, capture_output=True, timeout=60)
    assert (process.returncode, process.stderr) == (130, b"stopped\n")
