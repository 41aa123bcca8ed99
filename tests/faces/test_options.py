"""The options of all commands: one name is one thing, declared once, and one thing has one name."""

from __future__ import annotations

import ast
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from engine.faces.command_line.command import COMMANDS, FORMER_OPTIONS, cli, main

Command = Callable[..., Any]
FACE = Path(__file__).resolve().parents[2] / "engine" / "faces" / "command_line"
ONE_LANGUAGE = "--lang"
WORDS_OF_THEIR_OWN = {"--case", "--clause", "--memo"}
"""They shorten no other: `--cases` are tables, `--clauses` is a folder, a memo is no memory."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by the words that call it."""
    for name, (module, _) in COMMANDS.items():
        found = import_module(f"engine.faces.command_line.{module}").COMMANDS[name]
        if isinstance(found, click.Group):
            yield from ((f"{name} {below}", command) for below, command in found.commands.items())
        else:
            yield name, found


def options() -> Iterator[tuple[str, click.Option]]:
    for name, command in commands():
        yield from ((name, option) for option in command.params if isinstance(option, click.Option))


def test_an_option_has_the_same_forms_and_takes_the_same_in_every_command() -> None:
    meant: defaultdict[str, set[object]] = defaultdict(set)
    for _, option in options():
        for form in option.opts:
            meant[form].add((tuple(option.opts), type(option.type), option.is_flag, option.metavar))
    assert {form: ways for form, ways in meant.items() if len(ways) > 1} == {}


def test_each_option_is_declared_once() -> None:
    declared = Counter(
        argument.value
        for path in FACE.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "option"
        for argument in call.args
        if isinstance(argument, ast.Constant) and str(argument.value).startswith("-")
    )
    assert [form for form, times in declared.items() if times > 1] == []


def test_no_option_is_another_one_spelt_shorter() -> None:
    forms = {form for _, option in options() for form in option.opts if form.startswith("--")}
    shortened = {
        (one, other) for one in forms - WORDS_OF_THEIR_OWN for other in forms if other != one and other.startswith(one)
    }
    assert {(one, other) for one, other in shortened if other[len(one)] != "-"} == set()


def test_what_a_command_is_given_by_one_name_has_one_option() -> None:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for _, option in options():
        forms[option.name or ""].add(max(option.opts, key=len))
    assert {name: found for name, found in forms.items() if len(found) > 1} == {}


def test_every_command_can_be_told_in_which_language_it_speaks() -> None:
    spoken = {name for name, option in options() if ONE_LANGUAGE in option.opts}
    assert {name for name, _ in commands()} - spoken == set()


def test_help_is_asked_for_in_two_ways() -> None:
    assert cli.context_settings["help_option_names"] == ["-h", "--help"]


def test_the_former_name_of_an_option_is_none_that_the_command_has_and_leads_to_one_that_it_has() -> None:
    had = {(command, option) for command, former in FORMER_OPTIONS.items() for option in former}
    have = {(command, option) for command, former in FORMER_OPTIONS.items() for option in former.values()}
    declared = {(name, form) for name, option in options() for form in option.opts}
    assert have <= declared
    assert not had & declared


def test_an_option_is_taken_by_its_former_name_with_a_word_about_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["portfolio", "may-suspend", "-d", "celeste-business-cloud", "--template", "-o", str(tmp_path / "cases")]
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 0
    assert capsys.readouterr().err == "`--template` is called `--blank` now\n"
    assert (tmp_path / "cases" / "columns.txt").is_file()


def test_a_call_without_a_document_is_told_which_there_are(opposable: Command) -> None:
    for words in (("ask", "may-suspend"), ("facts", "may-suspend")):
        ran = opposable(*words)
        assert ran.status == 2
        assert "`celeste-business-cloud`, `infomaniak-jelastic-cloud`" in ran.errors
    assert "l’appel ne nomme aucun document" in opposable("ask", "may-suspend", "--lang", "fr").errors


def test_the_questions_of_a_document_are_those_that_it_has_something_to_say_to(opposable: Command) -> None:
    rows = json.loads(opposable("questions", "--format", "json").output)
    for document in ("celeste-business-cloud", "infomaniak-jelastic-cloud"):
        own = json.loads(opposable("questions", "-d", document, "--format", "json").output)
        assert own == [row for row in rows if document in row["documents"]]
        assert 0 < len(own) < len(rows)
    assert "did you mean `celeste-business-cloud`?" in opposable("questions", "-d", "celeste-cloud").errors


def test_no_line_of_a_ledger_is_longer_than_a_wide_terminal(opposable: Command) -> None:
    lines = opposable("ledger", "infomaniak-jelastic-cloud").output.splitlines()
    assert max(map(len, lines)) <= 160
    assert sum(line.startswith(" " * 59) for line in lines) > 5  # names that go on
