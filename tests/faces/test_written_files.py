"""What `-o`, `--html` and `--junit` name: in a folder that is there, and nothing that the call reads."""

from collections.abc import Callable
from errno import EBUSY, ENOSPC
from pathlib import Path
from shutil import copytree
from typing import Any

import click
import pytest

from dsl.diagnostic import Rejected
from engine.faces.command_line.command import COMMANDS, cli
from engine.faces.command_line.output import writing
from engine.faces.command_line.written_files import OutputType

CONTRACT = Path(__file__).parents[1] / "revise" / "contract" / "clauses"
SHOP = Path(__file__).parents[1] / "portfolio" / "contract"
Opposable = Callable[..., Any]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_for_what_is_written_is_one_of_these(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    for option in command.params:
        if {"-o", "--output", "--html", "--junit"} & set(option.opts):
            assert isinstance(option.type, OutputType)


@pytest.mark.parametrize(
    "call",
    [
        ("ask", "may-return", "-d", "shop"),
        ("graph", "-d", "shop"),
        ("export", "-d", "shop", "--format", "dmn"),
        ("portfolio", "may-return", "-d", "shop", "--blank"),
        ("portfolio", "may-return", "-d", "shop", "--sample", "2"),
        ("interview", "may-return", "-d", "shop"),
        ("site",),
    ],
    ids=lambda call: " ".join(call[:1] + call[-1:]),
)
def test_no_folder_is_made_for_what_is_written(call: tuple[str, ...], opposable: Opposable, tmp_path: Path) -> None:
    ran = opposable(*call, "--clauses", str(SHOP), "-o", str(tmp_path / "missing" / "written"))
    assert (ran.status, ran.output) == (2, "")
    assert ran.errors.startswith("error[unwritable-file]:")
    assert list(tmp_path.iterdir()) == []


def test_what_a_call_reads_in_a_folder_is_spared(opposable: Opposable, tmp_path: Path) -> None:
    folder = Path(copytree(CONTRACT, tmp_path / "clauses"))
    lock = folder / "crique-verte" / "2024-01-01.lock.json"
    lock.write_text("{}", encoding="utf-8")
    for read in [each for each in folder.rglob("*") if each.is_file()]:
        before = read.read_bytes()
        ran = opposable("graph", "-d", "crique-verte", "--clauses", str(folder), "-o", str(read))
        assert ran.status == 2, read
        assert "error[output-is-input]:" in ran.errors
        assert read.read_bytes() == before
    ran = opposable("graph", "-d", "crique-verte", "--clauses", str(folder), "-o", str(read.with_name("new.clause")))
    assert (ran.status, read.with_name("new.clause").exists()) == (2, False)
    assert "error[output-is-input]:" in ran.errors
    lock.unlink()
    beside = read.with_suffix(".svg")
    assert opposable("graph", "-d", "crique-verte", "--clauses", str(folder), "-o", str(beside)).status == 0
    assert opposable("graph", "-d", "crique-verte", "--clauses", str(folder), "-o", str(beside)).status == 0


@pytest.mark.parametrize("option", ["-o", "--html", "--junit"])
def test_nothing_is_written_through_a_folder_that_is_not_there(
    option: str, opposable: Opposable, tmp_path: Path
) -> None:
    facts = tmp_path / "facts.toml"
    facts.write_text("", encoding="utf-8")
    link = tmp_path / "link.toml"
    link.symlink_to("nowhere/../facts.toml")
    calls = {"-o": ("ask", "late", "-d", "shop", "-f", str(facts)), "--html": ("test", str(facts))}
    for written in (tmp_path / "nowhere" / ".." / "facts.toml", link):
        ran = opposable(*calls.get(option, calls["--html"]), "--clauses", str(SHOP), option, str(written))
        assert ran.status == 2
        assert "error[unwritable-file]:" in ran.errors or "error[output-is-input]:" in ran.errors
        assert facts.read_bytes() == b""


@pytest.mark.parametrize("name", ["", "-"])
def test_what_names_no_file_is_refused(name: str, opposable: Opposable, tmp_path: Path) -> None:
    ran = opposable("graph", "-d", "shop", "--clauses", str(SHOP), "-o", name)
    assert ran.status == 2
    assert ran.errors.startswith("error[unwritable-file]:")
    assert not Path("-").exists()


@pytest.mark.parametrize("name", ["new/", "there/", "there", "/dev/full"])
@pytest.mark.parametrize("option", ["-o", "--html", "--junit"])
def test_what_can_be_no_file_is_refused_before_anything_is_computed(
    option: str, name: str, opposable: Opposable, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    broken = tmp_path / "broken.clause"  # what is computed finds a mistake in it
    broken.write_text("nonsense", encoding="utf-8")
    call = ("graph", "-d", "shop") if option == "-o" else ("test", "--coverage")
    ran = opposable(*call, "--clauses", str(tmp_path), option, f"{tmp_path}/{name}" if name[0] != "/" else name)
    assert (ran.status, ran.errors.startswith("error[unwritable-file]:")) == (2, True)
    assert sorted(tmp_path.iterdir()) == [broken, tmp_path / "there"]


def test_tables_that_are_there_are_not_emptied(opposable: Opposable, tmp_path: Path) -> None:
    call = ("portfolio", "may-return", "-d", "shop", "--blank", "--clauses", str(SHOP), "-o", str(tmp_path / "cases"))
    assert opposable(*call).status == 0
    (tmp_path / "cases" / "columns.txt").write_text("mine", encoding="utf-8")
    ran = opposable(*call)
    assert ran.status == 2
    assert ran.errors.startswith("error[unwritable-file]:")
    assert (tmp_path / "cases" / "columns.txt").read_text(encoding="utf-8") == "mine"


def test_a_sample_goes_into_a_folder_of_its_own(opposable: Opposable, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    call = ("portfolio", "may-return", "-d", "shop", "--sample", "2", "--clauses", str(SHOP), "-o", str(folder))
    folder.mkdir()
    (folder / "cases.parquet").write_text("precious", encoding="utf-8")
    assert "error[unwritable-file]" in opposable(*call).errors
    assert (folder / "cases.parquet").read_text(encoding="utf-8") == "precious"
    assert list(tmp_path.iterdir()) == [folder]
    (folder / "cases.parquet").unlink()
    assert opposable(*call).status == 0
    assert (folder / "cases.parquet").is_file()


def test_two_options_do_not_name_one_file(opposable: Opposable, tmp_path: Path) -> None:
    cases, call = tmp_path / "cases.csv", ("portfolio", "may-return", "-d", "shop", "--clauses", str(SHOP))
    cases.write_text("case\na\n", encoding="utf-8")
    for page in ("x.csv", "x.csv.bad.csv", "x.csv.legend.json"):
        written = ("--cases", str(cases), "-o", str(tmp_path / "x.csv"), "--html", str(tmp_path / page))
        assert "error[wrong-call]" in opposable(*call, *written).errors
    same = str(tmp_path / "same")
    assert "error[wrong-call]" in opposable("test", "--coverage", "--junit", same, "--html", same).errors
    assert list(tmp_path.iterdir()) == [cases]


def test_a_portfolio_that_is_refused_leaves_nothing(opposable: Opposable, tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text("case,nonsense\na,b\n", encoding="utf-8")
    call = ("portfolio", "may-return", "-d", "shop", "--clauses", str(SHOP), "--cases", str(cases))
    assert "error[unknown-column]" in opposable(*call, "-o", str(tmp_path / "answers.csv")).errors
    assert list(tmp_path.iterdir()) == [cases]


def test_a_link_to_where_no_folder_is_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    link = tmp_path / "opinion.html"
    link.symlink_to(tmp_path / "nowhere" / "opinion.html")
    with pytest.raises(Rejected, match="No such file or directory"):
        OutputType().convert(str(link), None, None)
    link.unlink()
    link.symlink_to(tmp_path / "there.html")
    assert OutputType().convert(str(link), None, None) == link


def test_where_there_is_no_room_it_is_said_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused, writing(tmp_path / "opinion.html"):
        raise OSError(ENOSPC, "No space left on device")
    assert refused.value.diagnostics[0].help == "make room there, or name another"


def test_what_another_run_is_writing_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused, writing(tmp_path / "answers.csv"):
        raise OSError(EBUSY, "another run is writing it")
    (found,) = refused.value.diagnostics
    assert found.message.endswith("cannot be written: another run is writing it")
    assert found.help == "wait for it to end, or name another"
