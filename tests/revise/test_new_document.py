"""A document is begun from any text: its folder compiles, every passage has its place, nothing of before is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.check import check_folder
from dsl.diagnostic import Rejected
from dsl.surface.formatter import format_source
from engine.faces.command_line.command import main
from engine.revise.new_document import new_document, write_document
from engine.source.lock import parse_lock

LEASE = """§ 1 The berth
The harbour leaves berth 12 to the skipper. One boat may lie there.

§ 2 Rent
(1) The rent is EUR 1,200 a year.
(2) Rent that is late bears interest.

§ 3 Ending
The harbour may end the lease at once.
"""
PIECES = st.sampled_from(
    ["1.", "1.1", "§ 3", "IV.", "A.", "Annex 2", "(a)", 'The "fee"', "The fee is due.", "# 3 %", "12bis", "Fees", "~"]
)


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("fr", "en")])
def test_the_folder_compiles_and_lists_every_passage(tmp_path: Path, languages: tuple[str, ...]) -> None:
    begun = new_document("lease", LEASE, languages=languages)
    write_document(begun, tmp_path / "clauses", tmp_path / "scenarios" / "lease.toml")
    checked = check_folder(tmp_path / "clauses")
    assert not checked.diagnostics
    (program,) = checked.programs
    assert list(program.clauses) == ["1", "2", "3"]
    assert [clause.text.in_language(languages[0]) for clause in program.clauses.values()] == [
        "The berth", "Rent", "Ending",
    ]  # fmt: skip
    stubs = (tmp_path / "clauses" / "lease" / "01-clauses.clause").read_text(encoding="utf-8")
    for entry in begun.lock.passages:
        assert str(entry.locator) in stubs
    assert "leaves" not in stubs
    assert "interest" not in stubs


def test_it_is_written_where_one_works_and_said_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands before the clauses is none, and no file goes to the clauses that came with the program."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lease.txt").write_text(f"BERTHS\n\n{LEASE}", encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["new", "lease", "lease.txt"])
    assert stop.value.code == 0
    output = capsys.readouterr().out
    assert "lease: 3 clauses, 5 passages to be encoded" in output
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if path.is_file())
    assert [path for path in written if f"wrote {path}: " not in output] == ["lease.txt"]
    assert (tmp_path / "clauses" / "lease").is_dir()


def test_a_heading_before_numbered_items_is_a_heading() -> None:
    text = (
        "TERMS OF SALE\nI. Scope\nThese terms apply to what is ordered.\nII. Price\nPrices are net of taxes on them.\n"
        "III. Delivery\n1. We deliver within five days.\n2. Delivery in parts is allowed.\n"
    )
    headings = [entry.heading for entry in new_document("terms", text).outline.entries]
    assert headings == ["", "Scope", "Price", "Delivery"]


def test_two_documents_are_begun_side_by_side(tmp_path: Path) -> None:
    for name in ("lease", "lease-2", "v1-2"):
        write_document(new_document(name, LEASE), tmp_path / "clauses", tmp_path / f"{name}.toml")
    checked = check_folder(tmp_path / "clauses")
    assert not checked.diagnostics
    assert len(checked.programs) == 3


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    scenario = tmp_path / "lease.toml"
    scenario.write_text("mine", encoding="utf-8")
    with pytest.raises(Rejected) as rejected:
        write_document(new_document("lease", LEASE), tmp_path / "clauses", scenario)
    assert [diagnostic.code for diagnostic in rejected.value.diagnostics] == ["document-exists"]
    assert scenario.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "clauses").exists()


@pytest.mark.parametrize("written", range(4))
def test_what_a_killed_run_has_left_is_completed(tmp_path: Path, written: int) -> None:
    begun, clauses, scenario = new_document("lease", LEASE), tmp_path / "clauses", tmp_path / "lease.toml"
    whole = write_document(begun, clauses, scenario)
    contents = {path: path.read_bytes() for path in whole.values()}
    for path in list(contents)[written:]:
        path.unlink()
    (clauses / "lease" / ".00-document.clause.0123456789ab").write_bytes(b"docu")
    write_document(begun, clauses, scenario)
    assert {path: path.read_bytes() for path in whole.values()} == contents


@pytest.mark.parametrize("there", ["lease/00-document.clause", "lease/notes.txt", "lease", "lease.toml"])
def test_what_is_of_somebody_else_is_not_completed(tmp_path: Path, there: str) -> None:
    taken = tmp_path / there
    taken.parent.mkdir(exist_ok=True)
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(Rejected):
        write_document(new_document("lease", LEASE), tmp_path, tmp_path / "lease.toml")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()] == ["mine"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Bad Name"], "bad-name"),
        (["1.2"], "bad-name"),
        (["lease", "--edition", "a/b"], "bad-name"),
        (["lease", "--speaks", "de"], "unknown-tongue"),
    ],
)
def test_what_names_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    (tmp_path / "lease.txt").write_text(LEASE, encoding="utf-8")
    name, *options = arguments
    with pytest.raises(SystemExit) as stop:
        main(["new", name, str(tmp_path / "lease.txt"), "--clauses", str(tmp_path / "clauses"), *options])
    assert stop.value.code == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert not (tmp_path / "clauses").exists()


@given(st.lists(PIECES, min_size=1, max_size=30))
def test_any_text_gives_files_that_are_set_and_a_lock_that_is_read(pieces: list[str]) -> None:
    begun = new_document("text", "\n\n".join(pieces))
    for path, content in begun.files.values():
        if path.endswith(".clause"):
            assert format_source(content, path) == (content, [])
        else:
            assert parse_lock(content) == begun.lock


@pytest.mark.parametrize("edition", ["2025-02-30", "2025-13-45", "a" * 101])
def test_an_edition_that_could_not_be_written_or_compiled_is_refused(edition: str) -> None:
    with pytest.raises(Rejected) as refused:
        new_document("lease", LEASE, edition)
    assert [found.code for found in refused.value.diagnostics] == ["bad-name"]


def test_where_one_file_cannot_be_written_none_stays_and_the_right_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, clauses = tmp_path / "lease.txt", tmp_path / "clauses"
    text.write_text(LEASE, encoding="utf-8")
    (tmp_path / "taken").write_text("", encoding="utf-8")
    call = ["new", "lease", str(text), "--clauses", str(clauses), "--scenarios"]
    with pytest.raises(SystemExit) as ended:
        main([*call, str(tmp_path / "taken" / "within")])
    assert ended.value.code == 2
    assert "taken/within/lease.toml` cannot be written" in capsys.readouterr().err
    assert not list(clauses.rglob("*"))
    with pytest.raises(SystemExit) as ended:
        main([*call, str(tmp_path / "scenarios")])
    assert ended.value.code == 0
