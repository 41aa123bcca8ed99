"""What a program sends over standard input that no editor and no assistant would: it is answered, or passed over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread, Timer
from typing import Any

import pytest

pytest.importorskip("mcp", reason="mcp comes with the extra `mcp`")

from mcp.types import JSONRPCError

from engine.faces.assistant.standard_streams import LARGEST_MESSAGE, read_message

pytestmark = pytest.mark.suite

CONTRACT = Path(__file__).parents[1] / "revise" / "contract"


def answered(command: str, sent: bytes, folder: Path | None, last: tuple[bytes, ...] = ()) -> tuple[bytes, bytes, int]:
    """What a server says to all that is sent, what it complains of, and its exit status, within minutes.

    Where some things are said `last`, in any order, its input stays open until they are.
    """
    where = [] if folder is None else ["--clauses", str(folder)]
    call = [sys.executable, "-m", "engine.faces.command_line", command, *where]
    process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    timer = Timer(240, process.kill)
    timer.start()
    if last:
        into = process.stdin
        writer = Thread(target=lambda: (into.write(sent), into.flush()))
        writer.start()
        said = b""
        while not all(mark in said for mark in last) and (line := process.stdout.readline()):
            said += line
        writer.join()
    output, errors = process.communicate(b"" if last else sent)
    timer.cancel()
    return (said + output if last else output), errors, process.returncode


@pytest.fixture
def clauses(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTRACT, tmp_path / "contract")) / "clauses"


def message(method: str, number: Any = None, **parameters: Any) -> bytes:
    numbered = {} if number is None else {"id": number}
    return json.dumps({"jsonrpc": "2.0", **numbered, "method": method, "params": parameters}).encode()


def call(number: Any, name: str, **arguments: Any) -> bytes:
    return message("tools/call", number, name=name, arguments=arguments)


BROKEN = (
    b"hello", b'{"jsonrpc":', b"\xff\xfe\x00", b"[1,2]", b"null", b"7", b"[" * 200_000, b'{"a":' * 100_000, b"",
    b'{"jsonrpc":"2.0","id":1}', b'{"jsonrpc":"2.0","id":1,"method":"' + b"x" * 5_000_000 + b'"}',
    b'{"jsonrpc":"2.0","id":{"a":[1]},"method":"x"}',
)  # fmt: skip
"""What is no message of the protocol beneath both."""


def test_an_assistant_is_answered_whatever_went_before(clauses: Path) -> None:
    answering = (1, 2, 3, 5, 6, 7, 8)  # half a character is none of JSON: the message is passed over
    begun = message(
        "initialize", "begun", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "a", "version": "1"}
    )
    hostile = (
        *BROKEN,
        call(1, "nothing"),
        call(2, "ask", question=[1], document={"a": 1}, facts="x"),
        call(3, "ask", question="may-end", document="crique-verte", facts={"storm": float("nan")}),
        b'{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"ask","arguments":{"question":"\\ud800",'
        b'"document":"\\udfff","facts":{"\\ud800":"\\ud800"}}}}',
        call(5, "explain_clause", document="crique-verte", place="9" * 100_000),
        call(6, "explain_clause", document="../../etc/passwd", place="\0"),
        call(7, "what_changed", document="crique-verte", language="../x"),
        b'{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"ask","arguments":{"question":"may-end",'
        b'"document":"crique-verte","facts":{"storm":' + b"[" * 250 + b"]" * 250 + b"}}}}",
    )
    sent = [*BROKEN, begun, message("notifications/initialized"), *hostile, message("tools/list", "last")]
    marks = (b'"id":"last"', *(b'"id":%d' % number for number in answering))
    output, errors, status = answered("mcp", b"\n".join(sent) + b"\n", clauses, marks)
    told = {row["id"]: row for row in map(json.loads, output.splitlines()) if isinstance(row.get("id"), str | int)}
    assert {tool["name"] for tool in told["last"]["result"]["tools"]} >= {"ask", "compare"}
    for number in answering:
        assert "error" in told[number] or told[number]["result"]["isError"], number
    assert (errors, status) == (b"", 0)


@pytest.mark.parametrize("number", ["1e999", "null", "[1]", '{"a": 1}', "true", "1.5", '"\\ud800"'])
def test_a_request_by_whose_number_nothing_can_be_answered_is_refused(number: str) -> None:
    found = read_message(f'{{"jsonrpc": "2.0", "id": {number}, "method": "tools/list"}}')
    assert isinstance(found, JSONRPCError)
    assert found.id is None


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("[" * 150 + "]" * 150, "nests"),
        ("[" * 250 + "]" * 250, "nests"),
        ("1e999", "`1e999` is too large a number"),
        ("NaN", "`NaN` is no number of JSON"),
        ("-Infinity", "`-Infinity` is no number of JSON"),
        ('{"facts": 1, "facts": 2}', "`facts` stands twice in one object"),
    ],
)
def test_a_request_that_no_tool_could_read_is_refused_by_its_number(facts: str, said: str) -> None:
    found = read_message(f'{{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {{"a": {facts}}}}}')
    assert isinstance(found, JSONRPCError)
    assert found.id == 7
    assert said in found.error.message


def framed(*messages: bytes) -> bytes:
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(each), each) for each in messages)


def test_an_editor_is_answered_whatever_went_before(clauses: Path) -> None:
    path = clauses / "crique-verte" / "2024-01-01.clause"
    text, uri = path.read_text(encoding="utf-8"), path.as_uri()

    def opened(content: str, at: str = uri) -> bytes:
        file = {"uri": at, "languageId": "clause", "version": 1, "text": content}
        return message("textDocument/didOpen", textDocument=file)

    def at(number: int, method: str, line: Any, character: Any, **more: Any) -> bytes:
        place = {"line": line, "character": character}
        return message(f"textDocument/{method}", number, textDocument={"uri": uri}, position=place, **more)

    hostile = (
        *BROKEN,
        opened('fact x: integer en "x"\n' * 50_000),
        opened("(" * 1_000_000),
        opened("\0" * 1000 + text + "\ud800"),
        opened("x", "file:///%00"),
        opened("x", "http://elsewhere.example/x.clause"),
        opened(text),
        at(2, "hover", -5, -9),
        at(3, "definition", "x", None),
        at(4, "completion", 10**9, 10**9),
        at(5, "rename", 10, 6, newName='a\n b "x'),
        message("workspace/executeCommand", 6, command="opposable.moves", arguments=[{"x": 1}, None]),
        message("workspace/executeCommand", 7, command="rm -rf"),
    )
    begun = message("initialize", "begun", processId=None, rootUri=clauses.parent.as_uri(), capabilities={})
    last = message("textDocument/documentSymbol", "last", textDocument={"uri": uri})
    sent = b"hello\r\n\r\nContent-Length: abc\r\n\r\nContent-Length: -5\r\n\r\n"
    sent += framed(begun, message("initialized"), *hostile, last, message("shutdown", "end"), message("exit"))
    output, errors, status = answered("language-server", sent, clauses)
    assert b'"name": "clause title"' in output.partition(b'"id": "last"')[2]
    assert (errors, status) == (b"", 0)
    assert b"could not be read and was passed over" in output
    assert b"Error in server" not in output


def test_every_request_of_an_editor_is_answered(clauses: Path) -> None:
    null, here = "file:///tmp/%00.clause", (clauses / "crique-verte" / "2024-01-01.clause").as_uri()

    def asked(number: int, method: str, uri: str, line: Any, **more: Any) -> bytes:
        place = {} if line is None else {"position": {"line": line, "character": 0}}
        return message(f"textDocument/{method}", number, textDocument={"uri": uri}, **place, **more)

    methods = ("hover", "definition", "completion", "prepareRename", "rename")
    odd = [(method, uri, line) for method in methods for uri, line in ((here, -1), (here, 2**40), (null, 0))]
    requests = [asked(number, *each, newName="x") for number, each in enumerate(odd, 1)]
    options = {"tabSize": -1, "insertSpaces": "x"}
    last = len(requests) + 2
    requests += [asked(last - 1, "formatting", here, None, options=options), asked(last, "documentSymbol", null, None)]
    requests += [message("textDocument/hover", "named"), message("no/such", last + 1), message("initialize", last + 2)]
    begun = message("initialize", "begun", processId=None, rootUri=clauses.parent.as_uri(), capabilities={})
    sent = framed(begun, message("initialized"), *requests, message("shutdown", "end"), message("exit"))
    output, errors, status = answered("language-server", sent, clauses)
    assert (errors, status) == (b"", 0)
    for name in [*range(1, last + 3), '"named"']:
        assert f'"id": {name}'.encode() + b"," in output or f'"id": {name}'.encode() + b"}" in output, name
    assert b"traceback" not in output


@pytest.mark.parametrize("root", ["file:///%00", "file:///nowhere/at/all", "x", ""])
def test_an_editor_may_open_what_is_no_folder(root: str) -> None:
    begun = message("initialize", "begun", processId=None, rootUri=root, capabilities={})
    asked = message("textDocument/documentSymbol", 1, textDocument={"uri": "file:///x.clause"})
    sent = framed(begun, message("initialized"), asked, message("shutdown", "end"), message("exit"))
    output, errors, status = answered("language-server", sent, None)
    assert (errors, status) == (b"", 0)
    assert b'"id": 1' in output
    assert b"traceback" not in output


@pytest.mark.parametrize(
    "announced",
    [
        b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
        b"Content-Length: 20000001\r\n\r\n",
        b"Content-Length: " + b"1" * 10**6,
        b"A: b\r\n" * 150_000,
    ],
)
def test_more_than_any_editor_sends_is_refused_and_not_waited_for(announced: bytes, clauses: Path) -> None:
    output, errors, status = answered("language-server", announced + b"x" * 1000, clauses)
    assert (errors, status) == (b"", 0)
    assert b"A message has 20000000 bytes at most." in output


def test_more_than_any_assistant_sends_is_refused_and_what_follows_answered(clauses: Path) -> None:
    begun = message(
        "initialize", "begun", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "a", "version": "1"}
    )
    large = call(1, "ask", question="x" * LARGEST_MESSAGE)
    sent = [large * 3, begun, message("notifications/initialized"), message("tools/list", "last"), large]
    marks = (b'"id":"last"', b"at most")
    output, errors, status = answered("mcp", b"\n".join(sent), clauses, marks)
    told = [json.loads(line) for line in output.splitlines()]
    refused = [row for row in told if "20000000 bytes at most" in row.get("error", {}).get("message", "")]
    assert len(refused) == 2
    assert any(row["id"] == "last" and "result" in row for row in told)
    assert (errors, status) == (b"", 0)


def test_an_editor_that_goes_while_it_is_typed_leaves_no_word(clauses: Path) -> None:
    path = clauses / "crique-verte" / "2024-01-01.clause"
    file = {"uri": path.as_uri(), "languageId": "clause", "version": 1, "text": "fact"}
    begun = message("initialize", 1, processId=None, rootUri=clauses.parent.as_uri(), capabilities={})
    sent = framed(begun, message("initialized"), message("textDocument/didOpen", textDocument=file))
    output, errors, status = answered("language-server", sent, clauses)
    assert b'"capabilities"' in output
    assert (errors, status) == (b"", 0)


def test_many_lines_of_a_batch_are_answered_each_by_one(tmp_path: Path) -> None:
    sound = b'{"question": "may-suspend", "document": "celeste-business-cloud"}'
    lines = [line for line in BROKEN if line] + [
        b'{"question": "may-suspend", "question": "may-suspend", "document": "celeste-business-cloud"}',
        b'{"question": "may-suspend", "document": "celeste-business-cloud", "facts": {"client_sends_spam": NaN}}',
        b'{"question": "may-suspend", "document": "celeste-business-cloud", "facts": {"client_sends_spam": 1e999}}',
        b'{"question": "\\ud800", "document": "../../etc/passwd", "language": "../x"}',
        sound,
    ]
    ran = subprocess.run(
        [sys.executable, "-m", "engine.faces.command_line", "ask", "--batch"],
        input=b"\n".join(lines),
        capture_output=True,
        env=os.environ,
        timeout=240,
        check=False,
    )
    rows = [json.loads(row) for row in ran.stdout.splitlines()]
    assert [row["line"] for row in rows] == list(range(1, len(lines) + 1))
    assert ["errors" in row for row in rows] == [line is not sound for line in lines]
    assert ran.stderr == b""
