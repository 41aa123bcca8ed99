"""`opposable format`: sets clause files, says what it changed, and leaves what has a mistake as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

Command = Callable[..., Any]
LOOSE = 'vocabulary   party   tenant\nen "the tenant"  fr "le locataire"   # who rents\n'


def test_a_file_is_set_once_and_then_stays(opposable: Command, tmp_path: Path) -> None:
    file = tmp_path / "v.clause"
    file.write_text(LOOSE, encoding="utf-8")
    checked = opposable("format", str(tmp_path), "--check")
    assert checked.status == 1
    assert "would change" in checked.output
    assert "  -vocabulary   party   tenant" in checked.output.splitlines()
    assert "  +vocabulary" in checked.output.splitlines()
    assert file.read_text(encoding="utf-8") == LOOSE
    assert opposable("format", str(file)).status == 0
    once = file.read_text(encoding="utf-8")
    assert once != LOOSE
    assert "# who rents" in once
    again = opposable("format", str(tmp_path), "--check")
    assert (again.status, again.output) == (0, "1 file, 0 to change\n")


def test_a_file_with_a_mistake_is_left_and_the_others_are_set(opposable: Command, tmp_path: Path) -> None:
    (tmp_path / "a.clause").write_text("vocabulary\nparty party\n", encoding="utf-8")
    (tmp_path / "b.clause").write_text(LOOSE, encoding="utf-8")
    ran = opposable("format", str(tmp_path))
    assert ran.status == 1
    assert "a.clause" in ran.errors
    assert (tmp_path / "a.clause").read_text(encoding="utf-8") == "vocabulary\nparty party\n"
    assert (tmp_path / "b.clause").read_text(encoding="utf-8") != LOOSE


def test_neither_a_name_nor_a_comment_acts_on_the_terminal(opposable: Command, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\nb.clause").write_text(LOOSE.replace("# who", "# \x1b]0;title\x07who"), encoding="utf-8")
    shown = opposable("format", str(tmp_path), "--check").output + opposable("format", str(tmp_path)).output
    assert shown.count("a\ufffd[31m\ufffdb.clause") == 2
    assert "\ufffd]0;title" in shown
    assert not {"\x1b", "\x07"} & set(shown)


def test_the_name_of_a_scenario_file_does_not_act_on_the_terminal(opposable: Command, tmp_path: Path) -> None:
    scenario = (
        'title = "t"\nquestion = "may-suspend"\ndocument = "celeste-business-cloud"\n[expect]\nanswer = "silent"\n'
    )
    (tmp_path / "a\x1b[31m\nb.toml").write_text(scenario, encoding="utf-8")
    verdicts = tmp_path / "verdicts.xml"
    shown = opposable("test", str(tmp_path), "--junit", str(verdicts)).output
    assert "a\ufffd[31m\ufffdb.toml:1" in shown
    assert "\x1b" not in shown
    (case,) = fromstring(verdicts.read_text(encoding="utf-8")).iter("testcase")
    assert case.get("file", "").endswith("a\ufffd[31m\ufffdb.toml")
