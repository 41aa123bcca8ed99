"""`mcp`: the desk as tools for an assistant."""

from pathlib import Path

import click

from engine.faces.command_line.options import called_language_option, clauses_option
from engine.faces.command_line.output import need


@click.command(
    epilog="""\b
Examples:
  opposable mcp
  opposable mcp --clauses my-contracts
"""
)
@called_language_option
@clauses_option()
def mcp(clauses: Path) -> None:
    """Serve an assistant over standard input and output (Model Context Protocol), until it closes them.

    Its tools list the questions, say which facts matter, ask, compare, explain a clause and say what changed. An
    assistant is told to start this command: in most, under `mcpServers`, `{"command": "opposable", "args": ["mcp"]}`.
    """
    need("mcp", extra="mcp")
    from engine.faces.assistant.server import server
    from engine.faces.command_line.start import end_at_once

    end_at_once()
    server(clauses).run("stdio")


COMMANDS = {"mcp": mcp}
