"""What a run has left is gone on with only where it is whole, and of the same cases; no two runs share a folder."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from dsl.diagnostic import Rejected
from engine.desk import Request
from engine.desk.many_cases import PortfolioRequest, portfolio_of
from engine.portfolio.portfolio_run import Portfolio
from engine.portfolio.under_way import UnderWay
from tests.portfolio.shop_cases import DESK, answers, written

pytestmark = pytest.mark.suite


def portfolio(folder: Path, output: Path) -> Portfolio:
    return portfolio_of(DESK, PortfolioRequest(("may-return",), Request("", "shop"), folder, output), batch=2)


def begun(folder: Path, output: Path) -> Path:
    """The first part of a run that was interrupted after it."""

    def interrupted(done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        portfolio(folder, output).run(interrupted)
    (part,) = output.with_name(f"{output.name}.working").glob("part-*.parquet")
    return part


@pytest.mark.parametrize("ending", [".parquet", ".bad", ".json"])
@pytest.mark.parametrize("damage", [b"", b"junk", b"{", None], ids=["empty", "junk", "brace", "truncated"])
def test_a_part_that_was_damaged_is_made_anew(tmp_path: Path, ending: str, damage: bytes | None) -> None:
    folder, output = written(tmp_path / "cases"), tmp_path / "answers.parquet"
    whole = answers(folder, tmp_path / "whole.parquet", "may-return")
    part = begun(folder, output).with_suffix(ending)
    part.write_bytes(part.read_bytes()[:-9] if damage is None else damage)
    portfolio(folder, output).run()
    assert duckdb.sql(f"SELECT * FROM '{output}'").fetchall() == whole


def test_what_was_begun_of_other_cases_of_the_same_size_and_time_is_not_gone_on_with(tmp_path: Path) -> None:
    folder, output = written(tmp_path / "cases"), tmp_path / "answers.parquet"
    before = answers(folder, tmp_path / "before.parquet", "may-return")
    others = Path(shutil.copytree(folder, tmp_path / "others"))
    table = others / "cases.csv"
    table.write_bytes(table.read_bytes().replace(b",2024-03-01,", b",2023-03-01,"))  # too long ago
    whole = answers(others, tmp_path / "whole.parquet", "may-return")
    assert whole[0] != before[0]
    begun(folder, output)
    same = folder / table.name
    then = same.stat()
    same.write_bytes(table.read_bytes())
    os.utime(same, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert (same.stat().st_size, same.stat().st_mtime_ns) == (then.st_size, then.st_mtime_ns)
    portfolio(folder, output).run()
    assert duckdb.sql(f"SELECT * FROM '{output}'").fetchall() == whole


def test_who_comes_second_is_refused_and_leaves_the_first_alone(tmp_path: Path) -> None:
    folder, output = written(tmp_path / "cases"), tmp_path / "answers.parquet"
    whole = answers(folder, tmp_path / "whole.parquet", "may-return")
    refused = []

    def meanwhile(done: int, of: int) -> None:
        with pytest.raises(OSError, match="another run is writing it"):
            portfolio(folder, output).run()
        refused.append(done)

    portfolio(folder, output).run(meanwhile)
    assert refused
    assert duckdb.sql(f"SELECT * FROM '{output}'").fetchall() == whole
    assert not UnderWay(output).folder.exists()
    portfolio(folder, output).run()


def test_where_memory_is_wanting_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wanting(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Portfolio, "_arrived", wanting)
    with pytest.raises(Rejected, match="does not suffice"):
        portfolio(written(tmp_path / "cases"), tmp_path / "answers.parquet").run()


def test_a_link_to_where_no_folder_is_leaves_nothing_behind(tmp_path: Path) -> None:
    link = tmp_path / "answers.parquet"
    link.symlink_to(tmp_path / "nowhere" / "answers.parquet")
    folder = written(tmp_path / "cases")
    with pytest.raises(FileNotFoundError):
        portfolio(folder, link).run()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.parquet", "cases"]
