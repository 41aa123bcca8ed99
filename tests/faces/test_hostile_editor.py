"""What an editor sends and shows beside clause files, and what it does to them: no text comes to stand for another."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="pygls comes with the extra `editor`")

from lsprotocol import types as t

from engine.faces.editor.columns import changed, offset_at, position_of
from engine.faces.editor.workspace import Workspace
from tests.faces.test_hostile_messages import answered, framed, message

pytestmark = pytest.mark.suite

CONTRACT = Path(__file__).parents[1] / "revise" / "contract"
OTHERS = Path(__file__).parents[1] / "others"
FILE = "crique-verte/2024-01-01.clause"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTRACT, tmp_path / "contract"))


def opened(uri: str, text: str) -> bytes:
    return message(
        "textDocument/didOpen", textDocument={"uri": uri, "languageId": "clause", "version": 1, "text": text}
    )


def told(folder: Path, *messages: bytes, root: str | None = None, capabilities: Any = None) -> list[dict[str, Any]]:
    """What the server says to some messages of an editor that opened a folder."""
    where = folder.as_uri() if root is None else root or None
    begun = message("initialize", "begun", processId=None, rootUri=where, capabilities=capabilities or {})
    sent = framed(begun, message("initialized"), *messages, message("shutdown", "end"), message("exit"))
    output, errors, status = answered("language-server", sent, None)
    assert (errors, status) == (b"", 0)
    return [json.loads(part[part.index("{") :]) for part in output.decode().split("Content-Length")[1:]]


def result(rows: list[dict[str, Any]], number: int) -> Any:
    (row,) = [row for row in rows if row.get("id") == number]
    return row["result"]


@pytest.mark.parametrize(
    ("text", "start", "end", "new", "whole"),
    [
        ("a\u2028b\x0cc\x85d\ne", (1, 0), (1, 1), "x", "a\u2028b\x0cc\x85d\nx"),
        ("a\r\nb\rc\nd", (2, 0), (3, 0), "", "a\r\nb\rd"),
        ("a𝄞b", (0, 1), (0, 3), "", "ab"),
        ("abc", (0, 2), (0, 1), "x", "abxc"),
        ("abc\n", (9, 9), (9, 9), "x", "abc\nx"),
    ],
)
def test_a_change_is_made_where_the_editor_made_it(
    text: str, start: tuple[int, int], end: tuple[int, int], new: str, whole: str
) -> None:
    where = t.Range(t.Position(*start), t.Position(*end))
    assert changed(text, t.TextDocumentContentChangePartial(where, new)) == whole
    assert all(offset_at(text, position_of(text, at)) == at for at in range(len(text)) if text[at] != "\n")


def test_what_is_no_clause_file_of_the_folder_stands_for_none(folder: Path) -> None:
    elsewhere = (
        "file:///elsewhere/vocabulary.clause",
        f"git:{folder}/clauses/vocabulary.clause?ref",
        "untitled:Untitled-1",
        f"file://{folder}/clauses/README.md",
        f"file://{folder}/clauses",
        "file:///dev/zero",
    )
    sent, here = [], (folder / "clauses" / "vocabulary.clause").as_uri()
    for number, uri in enumerate(elsewhere):
        asked = {"textDocument": {"uri": uri}}
        options, place = {"tabSize": 2, "insertSpaces": True}, {"line": 0, "character": 0}
        sent += [
            opened(uri, "fact"),
            message("textDocument/didSave", **asked),
            message("textDocument/formatting", 3 * number, **asked, options=options),
            message("textDocument/completion", 3 * number + 1, **asked, position=place),
            message("textDocument/documentSymbol", 3 * number + 2, **asked),
        ]
    last = 3 * len(elsewhere)
    rows = told(folder, *sent, message("textDocument/documentSymbol", last, textDocument={"uri": here}))
    assert [result(rows, number) for number in range(last)] == [[]] * last
    assert any("invoice_paid" in symbol["name"] for symbol in result(rows, last))
    assert not [row for row in rows if row.get("method") == "textDocument/publishDiagnostics"]


def test_where_no_folder_is_opened_what_is_open_is_looked_at_and_nothing_else(folder: Path) -> None:
    """Else whatever lies below where the server began would be, be it the whole machine."""
    path = folder / "clauses" / FILE
    asked = message("textDocument/documentSymbol", 1, textDocument={"uri": path.as_uri()})
    rows = told(folder, opened(path.as_uri(), path.read_text(encoding="utf-8")), asked, root="")
    assert "rebate_rate" in str(result(rows, 1))
    told_of = [row["params"]["uri"] for row in rows if row.get("method") == "textDocument/publishDiagnostics"]
    assert set(told_of) <= {path.as_uri()}


def test_columns_are_counted_in_one_way_whatever_an_editor_would_rather_have(folder: Path) -> None:
    wanted = {"general": {"positionEncodings": ["utf-8", "utf-32"]}}
    (begun,) = [row for row in told(folder, capabilities=wanted) if row.get("id") == "begun"]
    assert begun["result"]["capabilities"]["positionEncoding"] == "utf-16"


def test_a_request_at_the_wrong_time_is_answered() -> None:
    asked = {"textDocument": {"uri": "file:///x.clause"}}
    begun = message("initialize", "begun", processId=None, rootUri=None, capabilities={})
    early, late = (message("textDocument/documentSymbol", number, **asked) for number in (1, 2))
    sent = framed(early, begun, message("initialized"), message("shutdown", "end"), late, message("exit"))
    output, errors, status = answered("language-server", sent, None)
    assert (errors, status) == (b"", 0)
    assert b"traceback" not in output
    for number, code in ((1, -32002), (2, -32600)):
        rows = [json.loads(part[part.index("{") :]) for part in output.decode().split("Content-Length")[1:]]
        assert [row["error"]["code"] for row in rows if row.get("id") == number] == [code]


def test_which_answers_move_is_found_without_a_copy_of_anything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = folder / "spare"
    spare.mkdir()
    monkeypatch.setenv("TMPDIR", str(spare))
    spare.chmod(0o500)
    os.mkfifo(folder / "clauses" / "pipe")
    (folder / "tests").mkdir()
    (folder / "scenarios").rename(folder / "tests" / "scenarios")
    monkeypatch.chdir(folder)
    uri = (folder / "clauses" / FILE).as_uri()
    text = (folder / "clauses" / FILE).read_text(encoding="utf-8")
    command = {"command": "opposable.moves"}
    rows = told(
        folder,
        opened(uri, text.replace("outage_length > 5 hours", "outage_length > 500 hours")),
        message("workspace/executeCommand", 1, **command, arguments=["crique-verte", "rebate"]),
        opened(uri, text + "\ud800"),
        message("workspace/executeCommand", 2, **command, arguments=["crique-verte", "rebate"]),
    )
    assert result(rows, 1)
    assert result(rows, 2) == []
    assert not list(spare.iterdir())


@pytest.mark.parametrize(
    "clauses", [CONTRACT / "clauses", *(OTHERS / name for name in ("credits", "lease", "railway"))]
)
def test_every_name_can_be_changed(clauses: Path) -> None:
    """Where a use of it were left as it is, nothing would compile; the day of the question is the language's own."""
    files = Workspace(clauses.resolve())
    for named in files.names.declared:
        if named.space not in ("function", "clause") and named.name != "as_of":
            assert files.wrong_with(named, f"{named.name}-anew" if "-" in named.name else f"{named.name}_anew") is None
            places = [each.span for each in files.names.of(named)]
            assert len(places) == len(set(places))


def test_every_name_of_two_editions_can_be_changed(folder: Path) -> None:
    shutil.copy(folder / "2025-01-01.clause", folder / "clauses" / "crique-verte")
    files = Workspace(folder / "clauses")
    assert files.checked.is_sound
    for named in files.names.declared:
        if named.space == "name" and named.name != "as_of":
            assert files.wrong_with(named, f"{named.name}_anew") is None


def test_a_name_with_which_something_would_break_is_refused(folder: Path) -> None:
    files = Workspace(folder / "clauses")
    (storm,) = [named for named in files.names.declared if named.name == "storm"]
    for name in ("yes", "none", "not", "invoice_paid"):
        assert files.wrong_with(storm, name) is not None
