"""The command line in the language of whoever calls it: its help, its own messages, and Click's words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from engine.faces.command_line.command import COMMANDS, cli, main
from engine.faces.command_line.speech import language_of, texts_of
from engine.tongues import tongue
from tests.parsed import parsed

FACE = Path(__file__).resolve().parents[2] / "engine" / "faces" / "command_line"
CALLING = tongue("fr").words("calling")


def constants(folder: Path, name: str | None = None) -> Iterator[str]:
    """The texts in the modules of a folder: all, or those given to a function of that name."""
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(parsed(path)):
            if name is None and isinstance(node, ast.Constant):
                yield str(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def of_help() -> set[str]:
    commands = [
        import_module(f"engine.faces.command_line.{module}").COMMANDS[name] for name, (module, _) in COMMANDS.items()
    ]
    texts = {text for command in [cli, *commands] for text in texts_of(command)}
    return texts | {line for _, line in COMMANDS.values()}


def of_waiting() -> set[str]:
    return {text for name in ("said", "said_of", "patience", "Progress") for text in constants(FACE, name)}


def gaps(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)", text))


def test_french_says_whatever_the_command_line_says_and_nothing_else() -> None:
    own = of_help() | of_waiting()
    assert sorted(own - set(CALLING)) == []
    assert sorted(set(CALLING) - own - set(constants(Path(click.__file__).parent))) == []


def test_french_fills_no_gap_that_english_does_not_have() -> None:
    assert [english for english, french in CALLING.items() if not gaps(french) <= gaps(english)] == []
    assert [english for english in of_waiting() if gaps(CALLING[english]) != gaps(english)] == []


@pytest.mark.parametrize(
    ("called", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fr_CH.UTF-8"}, "fr"),
        ([], {"LANG": "fr_CH.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ([], {"LANG": "fr_CH.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": ""}, "en"),
        ([], {"LANG": "rm_CH.UTF-8"}, "en"),
        (["ask", "--lang", "fr", "--help"], {}, "fr"),
        (["ask", "--lang=fr"], {"LANG": "en_GB.UTF-8"}, "fr"),
        (["ask", "--lang", "en"], {"LANG": "fr_CH.UTF-8"}, "en"),
        (["ask", "--lang", "xx"], {"LANG": "fr_CH.UTF-8"}, "fr"),
        (["ask", "--lang"], {}, "en"),
    ],
)
def test_a_call_is_spoken_to_in_the_language_it_names_or_else_in_that_of_the_terminal(
    called: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_of(called, environment) == language


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(list(words))
    captured = capsys.readouterr()
    return int(stop.value.code or 0), captured.out.replace("\u00a0", " "), captured.err.replace("\u00a0", " ")


def test_help_is_french_where_the_call_is_and_english_again_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, "source", "lock", "--help")
    french = called(capsys, "source", "lock", "--lang", "fr", "--help")[1] + called(capsys, "ask", "--lang=fr", "-h")[1]
    assert "Appel : opposable source lock" in french
    assert "Options :" in french
    assert "Poser QUESTION à un document" in french
    assert "Afficher ce message et s’arrêter." in " ".join(french.split())
    english = called(capsys, "ask", "--help")[1]
    assert english.startswith("Usage: opposable ask")
    assert "Put QUESTION to a document" in english


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("askk",), "il n’y a pas de commande `askk`; vouliez-vous dire `ask` ?"),
        (("test", "--most", "3"), "`--most` et `--clause` disent quelles erreurs glisser : ajouter `--mutate`"),
        (
            ("ask", "x", "-d", "y", "--on", "bald"),
            "`bald` n’est pas une date ; l’écrire 10.3.2024, ou 10.3.2024 14 h 30",
        ),
    ],
)
def test_a_call_that_cannot_be_understood_is_told_so_in_french(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], message: str
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CH.UTF-8")
    status, _, error = called(capsys, *words)
    assert status == 2
    assert message in error
    assert "--help` dit comment l’appeler" in error


def test_what_was_checked_and_formatted_is_told_in_french(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CH.UTF-8")
    (tmp_path / "hut.clause").write_text('vocabulary\nparty  warden en "the warden" fr "le gardien"\n', "utf-8")
    assert called(capsys, "check", str(tmp_path))[1] == "0 erreur, 0 avertissement\n"
    assert "1 fichier, 1 à changer" in called(capsys, "format", "--check", str(tmp_path))[1]
    assert "changé : " in called(capsys, "format", str(tmp_path))[1]
    (tmp_path / "hut.clause").write_text("vocabulary\nparty\n", "utf-8")
    assert called(capsys, "check", str(tmp_path))[1] == "1 erreur, 0 avertissement\n"


def test_a_group_that_is_told_nothing_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ((), ("source",)):
        status, output, error = called(capsys, *words)
        assert (status, output) == (2, "")
        assert error.startswith("Usage: opposable")
        assert "wrong-call" not in error
