"""A small file costs little, whatever stands in it: a diagnostic at once, and no more than a file of its size needs."""

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

pytestmark = pytest.mark.suite

INFOMANIAK, CELESTE = "infomaniak-jelastic-cloud", "celeste-business-cloud"
Command = Callable[..., Any]

MOST_SECONDS = 15
"""Of the processor, in a process in which everything is loaded: far above what each takes, far below what broke."""

HOSTILE = {
    "digits of a length": ("trial-running", INFOMANIAK, f'[facts]\ntrial_length = "{"9" * 40000} days"'),
    "digits of an amount": ("penalty-amount", INFOMANIAK, f'[facts]\ncontract_amount = "{"9 " * 40000}CHF"'),
    "digits of sixteen": ("may-suspend", CELESTE, f"[facts]\ndos_attack_count = 0x{'f' * 40000}"),
    "a day of many bits": ("may-suspend", CELESTE, f"on = 0b{'1' * 40000}"),
    "digits without quotes": ("may-suspend", CELESTE, f"[facts]\ndos_attack_count = {'9' * 40000}"),
    "a number without end": ("penalty-amount", INFOMANIAK, "[facts]\ncontract_amount = 1e999999999"),
    "a number without beginning": ("penalty-amount", INFOMANIAK, "[facts]\ncontract_amount = 1e-999999999"),
    "a number beyond decimals": ("penalty-amount", INFOMANIAK, f"[facts]\ncontract_amount = 1e{'9' * 30}"),
    "spans of time": ("may-suspend", INFOMANIAK, f'[facts]\nlog_retention = "{"1 day " * 40000}x"'),
    "spaces": ("may-suspend", INFOMANIAK, f'[facts]\nlog_retention = "1{" " * 400000}x"'),
    "unknown keys": ("may-suspend", CELESTE, "".join(f"key{i} = 1\n" for i in range(20000))),
    "unknown facts": (
        "may-suspend",
        CELESTE,
        "[facts]\n" + "".join(f"client_sends_spam{i} = true\n" for i in range(20000)),
    ),
    "misspelt fields of a record": (
        "penalty-amount",
        INFOMANIAK,
        "[[facts.outages]]\n" + "".join(f"reportd_at{i} = true\n" for i in range(9000)),
    ),
    "misspelt fields of many": (
        "penalty-amount",
        INFOMANIAK,
        '[[facts.outages]]\nclas = "A"\nreportd_at = 3\n' * 4500,
    ),
    "wrong values of many": (
        "penalty-amount",
        INFOMANIAK,
        '[[facts.outages]]\nclass = "Q"\nbegan = "x"\n' * 4500,
    ),
    "facts on one line": (
        "may-suspend",
        CELESTE,
        f"facts = {{{', '.join(f'a{i} = 1' for i in range(20000))}}}",
    ),
    "a long name": ("may-suspend", CELESTE, f"[facts]\n{'a' * 1000000} = true"),
    "a long option": ("client-owed-penalty", INFOMANIAK, f'[facts]\nchannel_used = "{"a" * 1000000}"'),
    "readings": ("may-suspend", CELESTE, "[readings]\n" + "".join(f'r{i} = "x"\n' for i in range(9000))),
    "standings": ("may-suspend", CELESTE, "[standing]\n" + "".join(f'r{i} = "open"\n' for i in range(9000))),
    "conclusions": ("may-suspend", CELESTE, "[given]\n" + "".join(f"r{i} = true\n" for i in range(9000))),
    "a key of many parts": ("may-suspend", CELESTE, f"facts{'.a' * 100000} = 1"),
    "a table of many parts": ("may-suspend", CELESTE, f"[facts{'.a' * 100000}]"),
    "nested lists": ("may-suspend", CELESTE, f"x = {'[' * 100000}"),
    "nested tables": ("may-suspend", CELESTE, f"x = {'{a=' * 50000}"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_file_is_refused_at_once(opposable: Command, tmp_path: Path, name: str) -> None:
    question, document, text = HOSTILE[name]
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    opposable("questions", "-d", document)
    start = process_time()
    ran = opposable("ask", question, "-d", document, "-f", str(path))
    assert process_time() - start < MOST_SECONDS
    assert ran.status == 2
    assert "error[" in ran.errors
    assert len(ran.errors) < 60_000


def test_of_many_mistakes_the_first_are_told(opposable: Command, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text("".join(f"key{i} = 1\n" for i in range(500)), encoding="utf-8")
    ran = opposable("ask", "may-suspend", "-d", CELESTE, "-f", str(path))
    assert ran.errors.startswith("error[too-many-mistakes]: there are more than 100 mistakes")
    assert " --> case.toml:100:1" in ran.errors.replace(str(tmp_path) + "/", "")
    assert "`key0` means nothing" in ran.errors


CALLS: dict[str, list[str]] = {
    "facts": ["ask", "may-suspend", "-d", CELESTE, "-f"],
    "a heading": ["ask", "may-suspend", "-d", CELESTE, "--memo"],
    "paper": ["ask", "may-suspend", "-d", CELESTE, "--format", "docx", "-o", "x.docx", "--template"],
    "an opinion": ["replay"],
    "scenarios": ["test"],
    "a text": ["source", "check", CELESTE],
    "a revised text": ["revise", CELESTE],
    "clauses": ["format"],
}


@pytest.mark.parametrize("what", CALLS)
def test_a_device_or_a_pipe_is_no_file(opposable: Command, tmp_path: Path, what: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in ("/dev/zero", str(pipe)):
        ran = opposable(*CALLS[what], path)
        assert ran.status in (1, 2)
        assert "[no-regular-file]" in ran.errors


def test_a_file_that_hides_its_size_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dsl.files import read_content

    path = tmp_path / "grows"
    path.write_bytes(b"x" * 100)
    size_of = os.fstat

    def small(descriptor: int) -> os.stat_result:
        status = list(size_of(descriptor))
        status[6] = 0
        return os.stat_result(status)

    monkeypatch.setattr(os, "fstat", small)
    found = read_content(path, "grows", 99)
    assert not isinstance(found, bytes)
    assert found.code == "file-too-large"
    assert read_content(path, "grows", 100) == b"x" * 100


def test_of_many_unknown_names_the_first_are_told_at_once(opposable: Command, tmp_path: Path) -> None:
    values = "".join(f'value v{i}: integer by §1 en "v {i}" is nothing{i} + 1\n' for i in range(3000))
    (tmp_path / "x.clause").write_text(
        f'document x en "X" cites articles\nedition first\nclause 1 en "One"\n{values}', encoding="utf-8"
    )
    start = process_time()
    ran = opposable("check", str(tmp_path), "--format", "concise")
    assert process_time() - start < MOST_SECONDS
    assert "error[too-many-mistakes] there are more than 100 mistakes" in ran.errors
    assert ran.errors.count("[unknown-name]") == 100
