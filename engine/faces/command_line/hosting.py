"""`serve`: the desk over HTTP."""

import logging
import os
from pathlib import Path

import click

from engine.faces.command_line.options import called_language_option, clauses_option, port_option
from engine.faces.command_line.output import need


@click.command(
    epilog="""\b
Examples:
  opposable serve
  opposable serve --port 8080 --site site/_build
  OPPOSABLE_TOKEN=… opposable serve --host 0.0.0.0
"""
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; elsewhere a token is needed.")
@port_option(0, "0 for any that is free.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The built documentation site, shown under `/`.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default=False,
    help="How many processes answer; as many as there are processors if nothing is said.",
)
@click.option(
    "--waiting",
    type=click.IntRange(0),
    default=16,
    show_default=True,
    help="How many requests may wait for them; what comes beyond is refused at once.",
)
@click.option("--seconds", type=click.FloatRange(min=0.1), default=20, show_default=True, help="How long at most.")
@click.option("--largest", type=click.IntRange(1), default=1_000_000, show_default=True, help="In bytes.")
@click.option(
    "--patience",
    type=click.FloatRange(min=0.1),
    default=10,
    show_default=True,
    help="How many seconds a client may take to send a request or to take a response.",
)
@called_language_option
@clauses_option()
def serve(
    host: str,
    port: int,
    site: Path | None,
    workers: int,
    waiting: int,
    seconds: float,
    largest: int,
    patience: float,
    clauses: Path,
) -> None:
    """Answer over HTTP, as `/openapi.json` describes it, until stopped.

    Nothing is kept, and no fact is logged. The token that clients need is read from the environment
    (OPPOSABLE_TOKEN); without one, only this machine is served. What cannot be taken on is refused at once (503), with
    the seconds after which to come back.
    """
    need("starlette", "uvicorn", extra="serve")
    from engine.faces.service.limits import Limits
    from engine.faces.service.running import run

    limits = Limits(workers, waiting, seconds, largest, patience)
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    run(clauses, host, port, os.environ.get("OPPOSABLE_TOKEN") or None, site, limits, click.echo)


COMMANDS = {"serve": serve}
