"""Tables that somebody damaged, or wrote to do harm: each is refused, and nothing that was only written acts."""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from engine.faces.command_line.command import cli, main

pytestmark = pytest.mark.suite

CONTRACT = Path(__file__).parent / "contract"
SOUND = "case,as_of,delivered_on,price,faulty,fault_known\n{},2024-03-10,2024-03-01,200.00 EUR,yes,no\n"


def portfolio(cases: Path, output: Path, *words: str) -> Result:
    call = [
        "portfolio",
        "may-return",
        "-d",
        "shop",
        "--clauses",
        str(CONTRACT),
        "--cases",
        str(cases),
        "-o",
        str(output),
    ]
    return CliRunner().invoke(cli, [*call, *words], catch_exceptions=True)


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a call that is refused says, within a few seconds."""

    def run(cases: Path, output: Path, *words: str) -> str:
        call = ["opposable", "portfolio", "may-return", "-d", "shop", "--clauses", str(CONTRACT)]
        monkeypatch.setattr(sys, "argv", [*call, "--cases", str(cases), "-o", str(output), *words])
        used = time.process_time()
        with pytest.raises(SystemExit) as ended:
            main()
        assert time.process_time() - used < 10
        said = capsys.readouterr().err
        assert (ended.value.code, said.startswith("error[")) == (2, True), said
        assert len(said) < 50_000
        return said

    return run


def binary(*columns: tuple[str, pyarrow.Array]) -> Callable[[Path], None]:
    return lambda path: parquet.write_table(pyarrow.table(dict(columns)), path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cases.csv", b"", "no line that names its columns"),
        ("cases.csv", b"case\n\xe9\xff\n", "byte 1 of line 2 is not UTF-8"),
        ("cases.csv", "case\n1\n".encode("utf-16"), "not UTF-8"),
        ("cases.csv", b"case\n" + b"a\n" * 700_000 + b"\xff\n", "cases.csv:700002:1"),
        ("cases.csv", b'case,price\n"1,2\n3,4\n', "the quotation marks of line 2 do not match"),
        ("cases.csv", b"case,price\n1\n", "line 2 has 1 columns, and the first 2"),
        ("cases.csv", b"case,price\n1,2,3\n", "cases.csv:2:1"),
        ("cases.csv", b"case\n" + b"x" * 5_000_000, "line 2 has more than"),
        ("cases.csv", b"case,price,price\n1,2,3\n", "two columns `price`"),
        ("cases.csv", b"case,Price,price\n1,2,3\n", "cases.csv:1:1"),
        ("cases.csv", b"case,,price\n1,2,3\n", "its column 2 has no name"),
        ("cases.csv", b"case,price\n1,2\n\x00,3\n", "line 3 holds a null character"),
        ("cases.csv", b"case,price\r\n1,2\n3,4\r\n", "line 2 ends otherwise than the first"),
        ("cases.csv", b"case," + b",".join(b"c%d" % at for at in range(100_000)), "columns"),
        ("cases.csv", b'"case,' + b"x" * 2_000_000, "line 1 has more than"),
        ("cases.csv", b'case,"a"" FROM x; DROP TABLE y"\n1,2\n', "tells nothing"),
        ("cases.csv", b"case,line,number,cases__told\n1,2,3,4\n", "`line` that tells nothing"),
        ("cases.jsonl", b'{"case": 1}\n{"case":\n', "line 2 is not JSON from its character 10 on"),
        ("cases.jsonl", b'{"case": 1}\n[1, 2]\n', "line 2 is no object"),
        ("cases.jsonl", b'{"case": 1, "x": ' + b"9" * 5000 + b'}\n{"case": }', "too many digits"),
        ("cases.jsonl", b'{"case": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "line 1 is nested too deeply"),
        ("cases.jsonl", b'{"case": "' + b"x" * 40_000_000 + b'"}\n', "line 1 has more than"),
        ("cases.jsonl", json.dumps({f"c{at}": at for at in range(50_000)}).encode(), "more than 2000 columns"),
        ("cases.jsonl", b'{"case": 1, "case": 2}\n', "line 1 has `case` twice"),
        ("cases.jsonl", b'{"case": 1, "price": NaN}\n', "binary fractions"),
        ("cases.jsonl", b'{"case": 1, "price": 1e400}\n', "binary fractions"),
        ("cases.jsonl", b'{"case": 1, "price": "2 EUR"}\n{"case": 2, "price": 1234567.12345678}\n', "binary fractions"),
        ("cases.jsonl", b'{"case": 1, "price": "2 EUR"}\n{"case": 2, "price": 1e-999}\n', "binary fractions"),
        ("cases.jsonl", b'{"case": ' + b"1" * 30 + b'}\n{"case": ' + b"1" * 29 + b"2}\n", "binary fractions"),
        ("cases.jsonl", b'{"case": "\\ud800"}\n', "line 1 holds half a character"),
        ("cases.jsonl", b'{"case": 1, "": 2}\n', "a value without a name"),
        ("cases.jsonl", b'{"case": ' + b"[" * 200 + b"]" * 200 + b"}\n", "line 1 is nested too deeply"),
        ("cases.parquet", b"", "it is not a table in Parquet, or is damaged"),
        ("cases.parquet", b"PAR1" + b"\xff" * 1000 + b"PAR1", "it is not a table in Parquet, or is damaged"),
        ("cases.duckdb", b"\xff" * 5000, "it is not a database of DuckDB, or is damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused(
    name: str, content: bytes, said: str, tmp_path: Path, refused: Callable[..., str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in refused(tmp_path / name, tmp_path / "answers.csv")
    assert not (tmp_path / "answers.csv").exists()


@pytest.mark.parametrize(
    ("names", "values", "said"),
    [
        (["case", "price", "price"], ["a", "2 EUR", "3 EUR"], "two columns `price`"),
        (["case", "Price", "price"], ["a", "2 EUR", "3 EUR"], "two columns `price`"),
        (["case", ""], ["a", "2 EUR"], "its column 2 has no name"),
        (["case", "price"], ["a", Decimal("2." + "0" * 45)], "decimals of at most 38 digits"),
        (["case", "note"], ["a", {"case": 1, "note": 2}], "`note` that tells nothing"),
    ],
    ids=["twice", "in another case", "without a name", "too many digits", "names within a column"],
)
def test_the_columns_of_a_parquet_file_are_called_as_it_calls_them(
    names: list[str], values: list[object], said: str, tmp_path: Path, refused: Callable[..., str]
) -> None:
    path = tmp_path / "cases.parquet"
    parquet.write_table(pyarrow.Table.from_arrays([pyarrow.array([value]) for value in values], names), path)
    found = refused(path, tmp_path / "answers.csv")
    assert said in found
    assert ("two columns" in found) is (len({name.casefold() for name in names}) < len(names))


def test_a_table_is_a_file(tmp_path: Path, refused: Callable[..., str]) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    os.mkfifo(folder / "cases.csv")
    assert "is a pipe" in refused(folder, tmp_path / "a.csv").replace("no file but", "is")
    (folder / "cases.csv").unlink()
    (folder / "cases.csv").symlink_to("/dev/zero")
    assert "a device" in refused(folder, tmp_path / "a.csv")
    (folder / "cases.csv").unlink()
    (folder / "cases.csv").mkdir()
    assert "cannot be read" in refused(folder, tmp_path / "a.csv")


def test_two_files_of_one_table_are_a_mistake(tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "cases.csv").write_text(SOUND.format("a"), encoding="utf-8")
    (tmp_path / "cases" / "cases.jsonl").write_text('{"case": "b"}', encoding="utf-8")
    assert "the same table" in refused(tmp_path / "cases", tmp_path / "a.csv")


def test_what_cannot_be_read_in_a_sound_table_is_told_of_the_case_alone(tmp_path: Path) -> None:
    table = binary(("case", pyarrow.array(["a", "b"])), ("price", pyarrow.array([{"x": 1}, None])))
    table(tmp_path / "cases.parquet")
    ran = portfolio(tmp_path / "cases.parquet", tmp_path / "answers.csv")
    assert ran.exit_code == 3
    with (tmp_path / "answers.csv.bad.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["case"], row["column"]) for row in csv.DictReader(file)] == [("a", "price")]


def names(output: Path) -> list[str]:
    return [row[0] for row in duckdb.sql(f"SELECT \"case\" FROM read_csv('{output}', all_varchar = true)").fetchall()]


def test_no_row_is_taken_for_a_comment_a_title_or_a_number_that_it_is_not(tmp_path: Path) -> None:
    """What most rows are like says nothing of the others."""
    cases, output = tmp_path / "cases.csv", tmp_path / "answers.csv"
    cases.write_text("case,faulty\n#1,yes\n2,yes\n", encoding="utf-8")
    assert portfolio(cases, output).exit_code == 0
    assert names(output) == ["#1", "2"]
    cases.write_text("case;faulty\r\n1;yes\r\n2;yes\r\n", encoding="utf-8-sig")
    assert portfolio(cases, output).exit_code == 0
    assert names(output) == ["1", "2"]
    cases = tmp_path / "cases.jsonl"
    rows = [*({"case": number, "faulty": True} for number in range(25_000)), {"case": "last", "fault_known": "unknown"}]
    cases.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert portfolio(cases, output).exit_code == 0
    assert len(names(output)) == 25_001
    assert names(output)[-1] == "last"


def test_a_number_beyond_the_first_thousands_is_not_rounded(tmp_path: Path, refused: Callable[..., str]) -> None:
    rows = [*({"case": number, "price": 1} for number in range(25_000)), {"case": "last", "price": 1.25}]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert "binary fractions" in refused(tmp_path / "cases.jsonl", tmp_path / "a.csv")


def test_one_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name, case in (("cases[1]", "in brackets"), ("cases1", "other"), ("cases*", "star"), ("cas'es", "quoted")):
        (tmp_path / name / "answers").mkdir(parents=True)
        (tmp_path / name / "cases.csv").write_text(SOUND.format(case), encoding="utf-8")
        assert portfolio(tmp_path / name, tmp_path / name / "answers" / "answers.csv").exit_code == 0
        assert names_in(tmp_path / name / "answers" / "answers.csv") == [case]


def names_in(output: Path) -> list[str]:
    with output.open(encoding="utf-8", newline="") as file:
        return [row["case"] for row in csv.DictReader(file)]


def test_a_name_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    with cases.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["case", "price"])
        rows.writerows([["=cmd|'/c calc'!A0", ""], ["+1+1", ""], ["@SUM(1)", ""], ["-2", ""], ["a=b", "=1+1"]])
        rows.writerows([["＝1", ""], ["\n=2", ""]])
    assert portfolio(cases, tmp_path / "answers.csv").exit_code == 3
    assert names_in(tmp_path / "answers.csv") == ["'=cmd|'/c calc'!A0", "'+1+1", "'@SUM(1)", "-2", "'＝1", "'\n=2"]
    with (tmp_path / "answers.csv.bad.csv").open(encoding="utf-8", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["'=1+1"]
    assert portfolio(cases, tmp_path / "answers.jsonl").exit_code == 3
    assert json.loads((tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()[0])["case"][0] == "="


def test_nothing_in_a_csv_acts_on_a_terminal(tmp_path: Path) -> None:
    acting = "\x1b[2J\u202e\u2066\x00\ufffe\U000e0041"
    rows = [{"case": f"a{acting}b", "price": "1 EUR"}, {"case": f"c{acting}", "price": f"much{acting}"}]
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert portfolio(cases, tmp_path / "answers.csv").exit_code == 3
    for name in ("answers.csv", "answers.csv.bad.csv"):
        content = (tmp_path / name).read_text(encoding="utf-8")
        assert not set(content) & set(acting) - set("[2J")
    assert names_in(tmp_path / "answers.csv") == ["a\ufffd[2J\ufffd\ufffd\ufffd\ufffd\ufffdb"]


def test_a_name_acts_neither_on_the_page_nor_on_the_terminal(tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(SOUND.format("<script>alert(1)</script>\x1b[2J\u202e"), encoding="utf-8")
    ran = portfolio(cases, tmp_path / "a.csv", "refund", "--html", str(tmp_path / "a.html"))
    assert ran.exit_code == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    for said in (page, ran.output):
        assert "<script" not in page
        assert not set(said) & {"\x1b", "\u202e"}


@pytest.mark.parametrize("beside", ["a.csv.bad.csv", "a.csv.legend.json"])
def test_what_others_wrote_beside_the_answers_is_not_taken_away(
    tmp_path: Path, refused: Callable[..., str], beside: str
) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(SOUND.format("a"), encoding="utf-8")
    for _ in range(2):
        assert portfolio(cases, tmp_path / "a.csv", "refund").exit_code == 0
    (tmp_path / beside).write_text("notes of my own\n", encoding="utf-8")
    assert "unwritable-file" in refused(cases, tmp_path / "a.csv")
    assert (tmp_path / beside).read_text(encoding="utf-8") == "notes of my own\n"


def test_nothing_is_lost_where_the_answers_go(tmp_path: Path, refused: Callable[..., str]) -> None:
    cases = tmp_path / "x.csv.bad.csv"
    cases.write_text(SOUND.format("a"), encoding="utf-8")
    for output in (cases, tmp_path / "x.csv"):
        assert "output-is-input" in refused(cases, output)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "cases.csv").write_text(SOUND.format("a"), encoding="utf-8")
    for name in ("answers.csv", "outages.csv", "answers.duckdb"):
        assert "output-is-input" in refused(folder, folder / name)
    assert [path.name for path in folder.iterdir()] == ["cases.csv"]
    (folder / "damages.csv").write_text("case\n", encoding="utf-8")
    assert "output-is-input" in refused(folder / "cases.csv", folder / "answers.csv")
    os.mkfifo(tmp_path / "pipe")
    assert "unwritable-file" in refused(cases, tmp_path / "pipe")
    (tmp_path / "null").symlink_to(os.devnull)
    assert "unwritable-file" in refused(cases, tmp_path / "null")
    own = tmp_path / "mine.csv.working"
    own.mkdir()
    (own / "part-of-my-work").write_text("", encoding="utf-8")
    assert "unwritable-file" in refused(cases, tmp_path / "mine.csv")
    assert [path.name for path in own.iterdir()] == ["part-of-my-work"]


def test_a_link_is_followed_and_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    cases, target = tmp_path / "cases.csv", tmp_path / "target.csv"
    cases.write_text(SOUND.format("a"), encoding="utf-8")
    target.write_text("", encoding="utf-8")
    target.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(target)
    assert portfolio(cases, tmp_path / "link.csv").exit_code == 0
    assert names_in(target) == ["a"]
    assert (tmp_path / "link.csv").is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640


def test_too_little_memory_is_told(tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "cases.csv").write_text(SOUND.format("a"), encoding="utf-8")
    for words in (("--memory", "1KB"), ("--memory", "lots"), ("--threads", "9" * 30)):
        refused(tmp_path / "cases.csv", tmp_path / "a.csv", *words)


def test_no_two_cases_come_out_under_one_name(tmp_path: Path) -> None:
    names = ["=1", "'=1", "''=1", "'a", "+5", "'+5", "a\x1bb", "a\x01b", "c\ufffdd", "c\x07d", "e\x07f", "a b"]
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(json.dumps({"case": name, "price": "1 EUR"}) for name in names), encoding="utf-8")
    assert portfolio(cases, tmp_path / "answers.csv").exit_code == 3
    found = names_in(tmp_path / "answers.csv")
    assert found == ["'=1", "''=1", "'''=1", "'a", "+5", "''+5", "e\ufffdf", "a b"]
    with (tmp_path / "answers.csv.bad.csv").open(encoding="utf-8", newline="") as file:
        bad = [(row["case"], row["id"]) for row in csv.DictReader(file)]
    assert sorted(bad) == [("a\ufffdb", "case-twice")] * 2 + [("c\ufffdd", "case-twice")] * 2
