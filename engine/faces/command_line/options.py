"""The options that subcommands share: how a case is given, which document, language, format and clauses are meant."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.typed import program as p
from engine.case.reading import Unreadable, read_value
from engine.desk import Request
from engine.library.library import CLAUSES
from engine.print.known_formats import format_names

Command = TypeVar("Command", bound=Callable[..., Any])
Pairs = tuple[tuple[str, str], ...]


class DayType(click.ParamType[date]):
    """A day as people write it."""

    name = "date"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> date:
        """The date; a click usage error where there is none."""
        try:
            found = value if isinstance(value, date) else read_value(value, p.Type("date"))
        except Unreadable as error:
            self.fail(f"{error.message}; write it as 2024-03-10 or 10.3.2024", parameter, context)
        if not isinstance(found, date):
            self.fail(f"`{value}` says nothing", parameter, context)
        return found


class PairType(click.ParamType[tuple[str, str]]):
    """`name=value`."""

    name = "name=value"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> tuple[str, str]:
        """The pair; a click usage error where the sign is missing."""
        if isinstance(value, tuple):
            return value
        name, sign, content = value.partition("=")
        if not sign or not name.strip():
            self.fail(f"`{value}` is not of the form name=value", parameter, context)
        return name.strip(), content.strip()


def case_options(command: Command) -> Command:
    """The options by which facts, readings and the date are given."""
    for option in reversed(
        (
            click.option("-f", "--facts", "facts", type=click.Path(path_type=Path), help="A facts file (TOML)."),
            click.option(
                "--set",
                "settings",
                type=PairType(),
                multiple=True,
                help="One fact; goes before the file's. A field of a record as LIST[1].FIELD=value.",
            ),
            click.option(
                "--reading",
                "readings",
                type=PairType(),
                multiple=True,
                metavar="AMBIGUITY=READING",
                help="Settle an ambiguity.",
            ),
            click.option(
                "--given",
                "given",
                type=PairType(),
                multiple=True,
                help="A computed value, taken as given; that of a record as LIST[1].NAME=value.",
            ),
            click.option(
                "--of",
                multiple=True,
                metavar="NORM|CLAUSE|ACTION|FACT",
                help="Put the question to this alone: is that duty breached?",
            ),
            click.option("--on", type=DayType(), help="The date the question is put as of."),
        )
    ):
        command = option(command)
    return command


def request(
    question: str,
    document: str = "",
    *,
    facts: Path | None = None,
    settings: Pairs = (),
    readings: Pairs = (),
    on: date | None = None,
    language: str | None = None,
    brief: bool = False,
    courts: bool = False,
    strict: bool = False,
    given: Pairs = (),
    of: tuple[str, ...] = (),
) -> Request:
    """What the options of `case_options` and the others describe, as the desk takes it.

    Raises `Rejected` where one fact, or one ambiguity, is given twice and differently.
    """
    set_once, read_once, given_once = _once("--set", settings), _once("--reading", readings), _once("--given", given)
    return Request(question, document, set_once, facts, on, read_once, language, brief, courts, strict, of, given_once)


def _once(option: str, pairs: Pairs) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, content in pairs:
        if found.setdefault(name, content) != content:
            raise Rejected(
                [
                    Diagnostic(
                        "set-twice",
                        f"`{name}` is given as `{found[name]}` and as `{content}`",
                        (),
                        f"give it once with `{option}`",
                    )
                ]
            )
    return found


language_option = click.option(
    "--lang",
    "language",
    metavar="TAG",
    help="The language of the answer, by its two letters.  [default: en, or the document's own]",
)
clauses_option = click.option(
    "--clauses",
    "clauses",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=CLAUSES,
    show_default=False,
    help="Another folder of clause files.",
)
document_option = click.option("-d", "--document", "document", required=True, help="The document.")
opinion_format_option = click.option(
    "--format", "form", type=click.Choice(format_names()), default="text", help="How the answer is set."
)
form_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
output_option = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead.")
brief_option = click.option(
    "--brief", is_flag=True, help="Leave out the facts, the single steps, what was rejected and the dates."
)
strict_option = click.option(
    "--strict", is_flag=True, help="Take nothing for granted: only what the facts given decide. JSON shows both."
)
