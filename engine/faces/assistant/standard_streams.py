"""The server over standard input and output, where whatever is no message is answered, too."""

import json
from contextlib import suppress
from typing import Any

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError

_UNREADABLE = "Parse error: it is no message of the protocol, or nests too deeply"


class Server(MCPServer[Any]):
    """A server of tools. What it can't read would else be passed over, and whoever sent it would wait for ever."""

    async def run_stdio_async(self) -> None:
        """Serves until standard input ends."""
        server = self._lowlevel_server
        async with stdio_server() as (incoming, outgoing), anyio.create_task_group() as tasks:
            sent, read = anyio.create_memory_object_stream[SessionMessage | Exception](0)

            async def sort() -> None:
                async with sent:
                    async for item in incoming:
                        if isinstance(item, Exception):
                            with suppress(anyio.ClosedResourceError, anyio.BrokenResourceError):
                                await outgoing.send(SessionMessage(_refusal(item)))
                        else:
                            await sent.send(item)

            tasks.start_soon(sort)
            await server.run(read, outgoing, server.create_initialization_options())


def _refusal(error: Exception) -> JSONRPCError:
    return JSONRPCError(jsonrpc="2.0", id=_number(error), error=ErrorData(code=PARSE_ERROR, message=_UNREADABLE))


def _number(error: Exception) -> str | int | None:
    """The number of the request that could not be read, where it can be made out."""
    found: Any = error.errors()[0]["input"] if isinstance(error, ValidationError) else None
    if isinstance(found, str):
        try:
            found = json.loads(found)
        except (ValueError, RecursionError):
            return None
    number = found.get("id") if isinstance(found, dict) else None
    return number if isinstance(number, str | int) and not isinstance(number, bool) else None
