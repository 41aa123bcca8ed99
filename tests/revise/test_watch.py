"""All watched texts in one digest: by weight, with what each change reaches; one that can't be read is told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from harbour import Call

from engine.tongues import tags

pytestmark = pytest.mark.suite


def listed(harbour: Path, *entries: str) -> None:
    """Writes the list."""
    (harbour / "watch.toml").write_text("".join(f"[[watched]]\n{entry}\n" for entry in entries), encoding="utf-8")


def entry(text: str, *more: str) -> str:
    """One entry for the harbour."""
    return "\n".join(['document = "crique-verte"', f'text = "texts/{text}"', *more])


@pytest.mark.parametrize(
    ("old", "new", "weight", "status"),
    [
        ("", "", "unchanged", 0),
        ("l'avance", "l’avance", "unchanged", 0),
        ("30 jours", "10 jours", "signs", 5),
        ("se règle", "se paie", "wording", 4),
        ("\n2.3 ", "\n2.4 ", "elsewhere", 3),
    ],
)
def test_the_exit_status_says_how_grave_it_is(
    call: Call, harbour: Path, old: str, new: str, weight: str, status: int
) -> None:
    text = (harbour / "texts" / "2024-01-01.txt").read_text(encoding="utf-8")
    changed = text.replace(old, new) if old else text
    assert (changed != text) == bool(old)
    (harbour / "texts" / "now.txt").write_text(changed, encoding="utf-8")
    listed(harbour, entry("now.txt"))
    found = call("watch", "--format", "json", "--exit-code")
    assert found.status == status
    assert json.loads(found.output)["weight"] == weight
    assert call("watch").status == 0


def test_the_gravest_comes_first_and_an_unreadable_text_is_told(call: Call, harbour: Path) -> None:
    listed(harbour, entry("2024-01-01.txt"), entry("2025-01-01.pdf"), entry("nowhere.pdf"))
    found = call("watch", "--format", "json", "--exit-code")
    documents = json.loads(found.output)["documents"]
    assert [document["weight"] for document in documents] == ["unread", "signs", "unchanged"]
    assert "nowhere.pdf" in documents[0]["trouble"][0]["message"]
    assert found.status == 6
    order = ["numbers", "wording", "added", "removed", "shifted"]
    found_order = [
        (
            not passage["declarations"] and not passage["questions"],
            passage["standing"] != "none",
            order.index(passage["change"]),
        )
        for passage in documents[1]["passages"]
    ]
    assert found_order == sorted(found_order)


@pytest.mark.parametrize("language", [tag for tag in tags() if tag in ("en", "fr")])
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_changed_passage_is_told_with_what_rests_on_it(
    call: Call, harbour: Path, form: str, language: str
) -> None:
    listed(harbour, entry("2025-01-01.pdf", 'old_text = "texts/2024-01-01.pdf"'))
    data = json.loads(call("watch", "--format", "json", "--lang", language).output)
    shown = call("watch", "--format", form, "--lang", language).output
    for passage in data["documents"][0]["passages"]:
        if passage["change"] != "shifted":
            assert passage["citation"] in shown
            for declaration in passage["declarations"]:
                assert declaration["name"] in shown.replace("\\_", "_")
    assert "30" in shown
    assert "10" in shown


def test_a_digest_for_programs_that_show_findings(call: Call, harbour: Path) -> None:
    listed(harbour, entry("2025-01-01.pdf"), entry("nowhere.pdf"))
    (run,) = json.loads(call("watch", "--format", "sarif").output)["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == rules
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    lines = call("watch", "--format", "annotations").output.splitlines()
    assert len(lines) == len(run["results"])
    assert all(line.startswith(("::error file=texts/", "::warning file=", "::notice file=")) for line in lines)


def test_a_text_is_fetched_whole_or_not_at_all(call: Call, harbour: Path) -> None:
    shutil.copy(harbour / "texts" / "2024-01-01.txt", harbour / "texts" / "now.txt")
    before = (harbour / "texts" / "now.txt").read_bytes()
    program = "import sys; open(sys.argv[1], 'w').write('x'); sys.exit(3)"
    fails = f'fetch = ["{sys.executable}", "-c", "{program}", "{{text}}"]'
    listed(harbour, entry("now.txt", fails))
    assert call("watch", "--fetch", "--exit-code").status == 6
    assert (harbour / "texts" / "now.txt").read_bytes() == before
    listed(harbour, entry("now.txt", 'fetch = ["cp", "texts/2025-01-01.txt", "{text}"]'))
    assert call("watch", "--exit-code").status == 0
    assert call("watch", "--fetch", "--exit-code").status == 5
    assert (harbour / "texts" / "now.txt").read_bytes() == (harbour / "texts" / "2025-01-01.txt").read_bytes()


def test_no_text_is_fetched_over_what_the_call_reads(call: Call, harbour: Path) -> None:
    fetch = 'fetch = ["cp", "texts/2025-01-01.txt", "{text}"]'
    for name in ("../watch.toml", "../clauses/crique-verte/new.clause"):
        listed(harbour, entry(name, fetch))
        before = (harbour / "watch.toml").read_bytes()
        ran = call("watch", "--fetch")
        assert (ran.status, "error[output-is-input]" in ran.errors) == (2, True)
        assert (harbour / "watch.toml").read_bytes() == before
        assert not (harbour / "clauses" / "crique-verte" / "new.clause").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="processes have no groups")
def test_what_a_command_says_is_bounded_and_all_that_it_began_is_ended(
    call: Call, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.revise.watch_list._LONGEST_FETCH", 2)
    loud = "head -c 20000000 /dev/zero | tr '\\\\0' x >&2; exit 3; {text}"
    background = "sleep 60 & sleep 60; {text}"
    left_behind = "sleep 60 & echo gone wrong >&2; exit 3; {text}"
    long = "head -c 21000000 /dev/zero > {text}"
    left_its_session = "setsid sleep 40 & echo went away >&2; exit 3; {text}"
    commands = (loud, background, left_behind, long, left_its_session)
    listed(harbour, *(entry("now.txt", f'fetch = ["sh", "-c", "{command}"]') for command in commands))
    began = time.monotonic()
    said = call("watch", "--fetch").output
    assert time.monotonic() - began < 30
    assert said.count("error[not-fetched]") == len(commands)
    assert len(said) < 10_000
    for expected in ("xxx", "timed out after 2 seconds", "gone wrong", "are read at most", "went away"):
        assert expected in said
    assert not (harbour / "texts" / "now.txt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="processes have no groups")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_a_command_ends_with_the_run_that_began_it(harbour: Path, number: signal.Signals) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("a shell that goes on without its terminal has hangups ignored")
    scratch, beats = harbour / "scratch", harbour / "beats"
    scratch.mkdir()
    command = f"while :; do echo x >> {{text}}; echo x >> {beats}; sleep 0.1; done"
    listed(harbour, entry("now.txt", f'fetch = ["sh", "-c", "{command}"]'))
    call = [sys.executable, "-m", "engine.faces.command_line", "watch", "watch.toml", "--clauses", "clauses", "--fetch"]
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"TMPDIR": str(scratch), "PYTHONPATH": root}
    running = subprocess.Popen(call, cwd=harbour, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(beats.exists)
    running.send_signal(number)
    running.wait(30)
    until(lambda: not list(scratch.iterdir()))
    size = beats.stat().st_size
    time.sleep(1)
    assert beats.stat().st_size == size


def until(holds: Callable[[], bool]) -> None:
    """Waits for something, a minute at most."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come")


def test_what_is_fetched_without_end_is_not_kept_without_end(call: Call, harbour: Path) -> None:
    listed(harbour, entry("now.txt", 'fetch = ["sh", "-c", "cat /dev/zero > {text}"]'))
    began = time.monotonic()
    said = call("watch", "--fetch").output
    assert time.monotonic() - began < 30
    assert "are read at most" in said


@pytest.mark.parametrize("form", ["text", "markdown", "html", "annotations", "json", "sarif"])
def test_nothing_that_a_command_says_acts(call: Call, harbour: Path, form: str) -> None:
    says = "printf '\\\\033]0;title\\\\007gone' >&2; exit 3; {text}"
    listed(harbour, entry("now.txt", f'fetch = ["sh", "-c", "{says}"]'))
    shown = call("watch", "--fetch", "--format", form).output
    assert "title" in shown
    assert "gone" in shown
    assert not {"\x1b", "\x07"} & set(shown + str(json.loads(shown) if form in ("json", "sarif") else ""))


def test_a_command_that_writes_nothing_is_told_so(call: Call, harbour: Path) -> None:
    listed(harbour, entry("now.txt", 'fetch = ["sh", "-c", "true {text}"]'))
    assert "wrote no file in place of `{text}`" in call("watch", "--fetch").output


def test_what_is_no_text_in_a_list_is_told_so(call: Call, harbour: Path) -> None:
    (harbour / "watch.toml").write_text("[[watched]]\ndocument = 5\nold_text = true\n", encoding="utf-8")
    told = call("watch").errors
    for expected in ("`document` is no text", "has no `text`", "`old_text` is no text"):
        assert expected in told
    assert "has no `document`" not in told


def test_a_command_that_is_not_there_is_told(call: Call, harbour: Path) -> None:
    listed(harbour, entry("now.txt", 'fetch = ["no-such-program", "{text}"]'))
    assert "No such file or directory: 'no-such-program'" in call("watch", "--fetch").output


def test_a_text_that_goes_back_to_an_earlier_edition_is_recognised(call: Call, harbour: Path) -> None:
    shutil.copy(harbour / "2025-01-01.clause", harbour / "clauses" / "crique-verte")
    call("source", "lock", "crique-verte", "texts/2025-01-01.pdf", "--edition", "2025-01-01")
    back = json.loads(call("revise", "crique-verte", "texts/2024-01-01.txt", "--format", "json").output)
    assert (back["base"], back["returned_to"]) == ("2025-01-01", "2024-01-01")
    for form in ("text", "markdown", "html"):
        assert (
            "back to the text of edition 2024-01-01"
            in call("revise", "crique-verte", "texts/2024-01-01.txt", "--format", form).output
        )
    other = json.loads(call("revise", "crique-verte", "texts/2025-01-01.pdf", "--format", "json").output)
    assert other["returned_to"] is None


def test_a_text_on_the_list_is_not_written_over(call: Call, harbour: Path) -> None:
    listed(harbour, entry("2025-01-01.txt", 'old_text = "texts/2024-01-01.txt"'))
    for name in ("2025-01-01.txt", "2024-01-01.txt"):
        text = harbour / "texts" / name
        before = text.read_bytes()
        assert "error[output-is-input]" in call("watch", "-o", f"texts/{name}").errors
        assert text.read_bytes() == before


def test_a_list_is_a_file_that_ends(call: Call, harbour: Path) -> None:
    """Not a pipe that nobody writes to, nor a device, nor what nests or counts without end."""
    listing = harbour / "watch.toml"
    os.mkfifo(listing)
    assert "error[no-regular-file]" in call("watch").errors
    listing.unlink()
    listing.symlink_to("/dev/zero")
    assert "error[no-regular-file]" in call("watch").errors
    listing.unlink()
    for text in ("a = " + "[" * 100_000, f"a = {'9' * 10_000}", "watched = 7", "\0"):
        listing.write_text(text, encoding="utf-8")
        assert call("watch").status == 2, text[:20]
