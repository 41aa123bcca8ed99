"""The heading of an opinion, as a file of the user's says it."""

from datetime import date
from pathlib import Path

import pytest

from dsl.diagnostic import Rejected
from engine.case.memo_file import Memo, read_memo

WHOLE = """author = "Claire Dubois"
client = " Atelier Rive SA "
place = "Lausanne"
date = DAY
reference = "2024-117"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "memo.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_line_of_a_heading_may_be_left_out(tmp_path: Path) -> None:
    assert read_memo(written(tmp_path, "")) == Memo()
    assert read_memo(written(tmp_path, 'place = "Lausanne"\n')) == Memo(place="Lausanne")


def test_a_line_of_a_heading_is_one_line(tmp_path: Path) -> None:
    found = read_memo(written(tmp_path, 'place = "Lausanne\\n\\nSHORT ANSWER\\n  No"\n'))
    assert found == Memo(place="Lausanne SHORT ANSWER No")


@pytest.mark.parametrize("day", ["2024-03-20", '"20.3.2024"', '"20 mars 2024"'])
def test_a_date_is_taken_as_people_write_it(tmp_path: Path, day: str) -> None:
    found = read_memo(written(tmp_path, WHOLE.replace("DAY", day)))
    assert found == Memo("Claire Dubois", "Atelier Rive SA", "Lausanne", "2024-117", date(2024, 3, 20))


def test_every_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, 'autor = "A"\nclient = 5\ndate = "soon"\n')
    with pytest.raises(Rejected) as caught:
        read_memo(path)
    assert [(found.code, found.labels[0].span.line) for found in caught.value.diagnostics] == [
        ("unknown-key", 1),
        ("wrong-type", 2),
        ("wrong-type", 3),
    ]
    assert "author" in (caught.value.diagnostics[0].help or "")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="unreadable-file"):
        read_memo(tmp_path / "memo.toml")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_date_that_lies_too_far_is_told_as_such(tmp_path: Path, day: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_memo(written(tmp_path, f"date = {day}\n"))
    (found,) = refused.value.diagnostics
    assert (found.code, found.message) == ("date-out-of-range", f"`{day}` lies outside 1900 to 2999")
