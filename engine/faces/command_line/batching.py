"""Many cases in one process: each line of standard input is a case, answered by a line, in the same order."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from dsl.diagnostic import Diagnostic, Rejected
from dsl.report import as_data
from dsl.sentence import told
from engine.case.facts_file import LARGEST
from engine.desk import Desk, Reply, Request, read_json_request
from engine.faces.command_line.speech import diagnosed
from engine.faces.command_line.streams import write_in_utf8
from engine.print.data import as_json

MOST_PASSED_OVER = 20 * LARGEST
"""After so many bytes in which no line ends nothing more is read: none may be there."""


def answer_lines(desk: Desk, asked: Request) -> bool:
    """Answers every line of standard input as soon as it is there; whether none of them was refused.

    What `asked` says holds for every line that doesn't say otherwise. After an interruption, all that was written are
    whole lines.
    """
    write_in_utf8()
    every = True
    for number, line in _lines(sys.stdin.buffer):
        try:
            text = _answered(number, desk.ask(read_json_request(line, asked, f"line {number}")))
        except Rejected as error:
            every = False
            text = as_json(
                {"line": number, "errors": as_data(diagnosed(error.diagnostics), error.sources)}, indented=False
            )
        with _uninterrupted():
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
    return every


def _answered(number: int, reply: Reply) -> str:
    return f'{{"line":{number},"reply":{str(reply.printed("json")).strip()}}}'


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that aren't empty, counted from 1; of one that is too long, no more than shows that it is.

    Raises `Rejected` where one doesn't end.
    """
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        rest, passed = line, 0
        while len(rest) > LARGEST and not rest.endswith(b"\n"):
            passed += len(rest)
            if passed > MOST_PASSED_OVER:
                message = told(
                    "line {number} has more than {most} bytes, and no end was found",
                    number=number,
                    most=MOST_PASSED_OVER,
                )
                raise Rejected([Diagnostic("file-too-large", message, (), "write one case on each line")])
            rest = stream.readline(LARGEST + 1)
        if line.strip():
            yield number, line


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Puts off what would interrupt a line until it is written."""
    if sys.platform == "win32":
        yield
        return
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
