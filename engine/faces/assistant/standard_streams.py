"""The server over standard input and output, where whatever is no message is answered, too."""

import json
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from io import StringIO
from typing import Any, NoReturn, TypeGuard

import anyio
from anyio import to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    PARSE_ERROR,
    ErrorData,
    JSONRPCError,
    JSONRPCMessage,
    jsonrpc_message_adapter,
)
from pydantic import ValidationError

from dsl.each_once import TwiceError, each_once
from engine.case.depth import DEEPEST, depth

DEEPEST_MESSAGE = DEEPEST + 10
"""How many objects and lists of a message may stand one within another: a case, and what it is handed over in."""

LARGEST_MESSAGE = 20_000_000
"""The largest message that is read, in bytes: some cases of the largest size."""

_SHOWN = 60


class _NoNumberError(ValueError):
    """What stands for a number and is none: one that no computer reads, or a word that JSON doesn't have."""


class Server(MCPServer[Any]):
    """A server of tools. What it can't read would else be passed over, and whoever sent it would wait for ever."""

    async def run_stdio_async(self) -> None:
        """Serves until standard input ends."""
        server = self._lowlevel_server
        nothing = anyio.wrap_file(StringIO())
        async with stdio_server(stdin=nothing) as (_, outgoing), anyio.create_task_group() as tasks:
            sent, read = anyio.create_memory_object_stream[SessionMessage | Exception](0)

            async def sort() -> None:
                async with sent:
                    async for line in _lines():
                        found = read_message(line)
                        if isinstance(found, JSONRPCError):
                            with suppress(anyio.ClosedResourceError, anyio.BrokenResourceError):
                                await outgoing.send(SessionMessage(found))
                        else:
                            await sent.send(SessionMessage(found))

            tasks.start_soon(sort)
            await server.run(read, outgoing, server.create_initialization_options())


async def _lines() -> AsyncIterator[str | None]:
    """What is sent, line by line; None for each that is larger than a message may be, no more of which is kept."""
    is_rest = False
    while part := await to_thread.run_sync(sys.stdin.buffer.readline, LARGEST_MESSAGE):
        is_whole = part.endswith(b"\n") or len(part) < LARGEST_MESSAGE
        if is_whole and not is_rest:
            yield part.decode("utf-8", "replace")
        elif is_whole:
            yield None
        is_rest = not is_whole
    if is_rest:
        yield None


def read_message(line: str | None) -> JSONRPCMessage | JSONRPCError:
    """A message, or what is answered to a line that is none; a number by which nothing could be answered is none."""
    if line is None:
        return _refusal(INVALID_REQUEST, f"a message has {LARGEST_MESSAGE} bytes at most", None)
    try:
        told = json.loads(line, parse_float=_number, parse_constant=_constant, object_pairs_hook=each_once)
    except (_NoNumberError, TwiceError) as error:
        return _refusal(INVALID_PARAMS, str(error), _named(line))
    except (ValueError, RecursionError):
        return _refusal(PARSE_ERROR, "it is not JSON, or nests too deeply", None)
    if not isinstance(told, dict):
        return _refusal(INVALID_REQUEST, "a message is an object", None)
    name = told.get("id")
    if "id" in told and not _is_name(name):
        return _refusal(INVALID_REQUEST, "the id of a request is a text or a whole number", None)
    if depth(told) > DEEPEST_MESSAGE:
        return _refusal(INVALID_REQUEST, f"it nests more than {DEEPEST_MESSAGE} levels deep", name)
    try:
        return jsonrpc_message_adapter.validate_json(line, by_name=False)
    except ValidationError:
        return _refusal(INVALID_REQUEST, "it is no message of the protocol", name)


def _refusal(code: int, message: str, name: str | int | None) -> JSONRPCError:
    return JSONRPCError(jsonrpc="2.0", id=name, error=ErrorData(code=code, message=message))


def _number(written: str) -> float:
    found = float(written)
    if found in (float("inf"), float("-inf")):
        raise _NoNumberError(f"`{written[:_SHOWN]}` is too large a number")
    return found


def _constant(word: str) -> NoReturn:
    raise _NoNumberError(f"`{word}` is no number of JSON")


def _named(line: str) -> str | int | None:
    """The number of a request some other number of which could not be read."""
    told = json.loads(line)
    found = told.get("id") if isinstance(told, dict) else None
    return found if _is_name(found) else None


def _is_name(found: Any) -> TypeGuard[str | int]:
    """Whether a request can be answered by what it is called: a whole number, or a text that can be written."""
    if isinstance(found, str):
        return not any("\ud800" <= character <= "\udfff" for character in found)
    return isinstance(found, int) and not isinstance(found, bool)
