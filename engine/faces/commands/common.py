"""What the commands share: how a case is given, which document is meant, and how output is written."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from engine.case.facts_file import Case, CaseFile, CaseReader, read_case_file
from engine.evaluate.editions import CLAUSES, EditionEntry, Library

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType[date]):
    """A date written year-month-day."""

    name = "date"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> date:
        """The date; a click usage error where there is none."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is not a date; write it as 2024-03-10", parameter, context)


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
            click.option("--set", "settings", type=PairType(), multiple=True, help="One fact; goes before the file's."),
            click.option(
                "--reading",
                "readings",
                type=PairType(),
                multiple=True,
                metavar="AMBIGUITY=READING",
                help="Settle an ambiguity.",
            ),
            click.option("--on", type=DayType(), help="The date the question is put as of."),
        )
    ):
        command = option(command)
    return command


language_option = click.option(
    "--lang", "language", type=click.Choice(["en", "fr"]), default="en", help="The language of the answer."
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


@contextmanager
def patience(message: str) -> Iterator[None]:
    """Says on a terminal what is being done, if it takes longer than a moment; the line is wiped in the end."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    said: list[str] = []

    def speak() -> None:
        said.append(message)
        click.echo(f"{message} …", nl=False, err=True)

    timer = Timer(1, speak)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if said:
            click.echo("\r" + " " * (len(message) + 2) + "\r", nl=False, err=True)


def open_library(folder: Path) -> Library:
    """The library of a folder of clauses; says on a terminal that compiling takes a moment."""

    def announce() -> None:
        if sys.stderr.isatty():
            click.echo("compiling the clauses (once for each state of them) …", err=True)

    return Library.open(folder, announce)


def case_file(path: Path | None) -> CaseFile | None:
    """The facts file, if one was given."""
    return read_case_file(path) if path else None


def entry_for(library: Library, document: str, file: CaseFile | None, on: date | None) -> EditionEntry:
    """The edition in force on the date that the call or the facts file gives."""
    library.require_document(document)
    return library.in_force(document, on or (file.on if file else None))


def read_case(
    library: Library,
    entry: EditionEntry,
    file: CaseFile | None,
    settings: tuple[tuple[str, str], ...] = (),
    readings: tuple[tuple[str, str], ...] = (),
    on: date | None = None,
    lenient: bool = False,
) -> Case:
    """The case that a call describes. Raises `Rejected` with every mistake in it."""
    reader = CaseReader(library.knowledge(entry), library.facts_elsewhere(entry.document), lenient)
    return reader.read(file, dict(settings), on, dict(readings))


def require_question(library: Library, entry: EditionEntry, question: str) -> None:
    """Raises `Rejected` for a question that isn't there."""
    from engine.model.asked import askable, question_named

    program = library.knowledge(entry).program
    if question_named(program, question) is None:
        raise Rejected(
            [
                Diagnostic(
                    "unknown-question",
                    f"there is no question `{question}`",
                    (),
                    suggestion(question, askable(program)) or "`opposable questions` lists them",
                )
            ]
        )


def write(text: str, output: Path | None = None) -> None:
    """Writes to standard output, or replaces a file."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from engine.model.atomic import replace_text

    with writing(output):
        replace_text(output, text)


def write_bytes(content: bytes, output: Path | None = None) -> None:
    """Writes a file that is not text; refuses to fill a terminal with it."""
    if output is None:
        if on_terminal():
            raise Rejected(
                [Diagnostic("no-output-file", "this format is not for the terminal", (), "name a file with `-o`")]
            )
        sys.stdout.buffer.write(content)
        return
    from engine.model.atomic import replace_bytes

    with writing(output):
        replace_bytes(output, content)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns the system's refusal to write a file into a rejection."""
    try:
        yield
    except OSError as error:
        raise Rejected(
            [
                Diagnostic(
                    "unwritable-file",
                    f"`{path}` cannot be written: {error.strerror}",
                    (),
                    "check that its folder exists and may be written to",
                )
            ]
        ) from None


def as_json(data: Any) -> str:
    """JSON as programs and people like it: in order, indented, in UTF-8."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=2)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()
