"""How subcommands speak: to the terminal or to a file, and what they say while somebody waits."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EBUSY, EEXIST, EFBIG, ENOSPC
from pathlib import Path

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import read_content
from dsl.sentence import told
from engine.desk import Desk, Reply
from engine.faces.command_line.speech import said, shown
from engine.print.format import Manner, Printed

LARGEST_TEMPLATE = 20_000_000
"""The largest Word document that is taken as paper, in bytes."""


@contextmanager
def patience(message: str) -> Iterator[None]:
    """Says on a terminal what is being done, if it takes longer than a moment; the line is wiped in the end."""
    if not sys.stderr.isatty():
        yield
        return
    message = said(message)
    from threading import Timer

    spoken: list[str] = []

    def speak() -> None:
        spoken.append(message)
        click.echo(f"{message} …", nl=False, err=True)

    timer = Timer(1, speak)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if spoken:
            click.echo("\r" + " " * (len(message) + 2) + "\r", nl=False, err=True)


def open_desk(folder: Path) -> Desk:
    """The desk of a folder of clauses; says on a terminal that compiling takes a moment."""

    def announce() -> None:
        if sys.stderr.isatty():
            click.echo(said("compiling the clauses (once for each state of them) …"), err=True)

    return Desk.open(folder, announce)


def show_notices(reply: Reply) -> None:
    """Writes to standard error what the asker should know of a request that was understood."""
    if reply.notices:
        click.echo(shown(reply.notices, {}, sys.stderr.isatty()), err=True)


def write(text: str, output: Path | None = None) -> None:
    """Writes to standard output, or replaces a file."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from dsl.atomic import replace_text

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
    from dsl.atomic import replace_bytes

    with writing(output):
        replace_bytes(output, content)


def need(*packages: str, extra: str) -> None:
    """Raises `Rejected` where a package that comes with an extra isn't installed."""
    from importlib import import_module

    for package in packages:
        try:
            import_module(package)
        except ImportError:
            message = told("the command needs the package `{package}`, which is not installed", package=package)
            help_line = told("install it with `pip install -e '.[{extra}]'`", extra=extra)
            raise Rejected([Diagnostic("missing-package", message, (), help_line)]) from None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns the system's refusal to write a file into a rejection."""
    try:
        yield
    except OSError as error:
        message = told("`{path}` cannot be written: {strerror}", path=path, strerror=error.strerror)
        remedies = {
            EEXIST: "take it away, or name another",
            EBUSY: "wait for it to end, or name another",
            ENOSPC: "make room there, or name another",
            EFBIG: "make room there, or name another",
        }
        help_line = remedies.get(error.errno or 0, "check that its folder exists and may be written to")
        raise Rejected([Diagnostic("unwritable-file", message, (), help_line)]) from None


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def manner(output: Path | None, template: bytes | None = None) -> Manner:
    """How people take it: in colour on a terminal alone, data set for reading, a file without keys, on their paper."""
    return Manner(colour=output is None and on_terminal(), keys=output is None, template=template, indented=True)


def read_template(path: Path | None, form: str) -> bytes | None:
    """The paper of the user's on which an opinion is to stand. Raises `Rejected` where it can't be read or used."""
    if path is None:
        return None
    if form != "docx":
        message = told("an opinion as {form} stands on no paper of yours", form=form)
        raise Rejected([Diagnostic("template-without-paper", message, (), "add `--format docx`, or leave it out")])
    content = read_content(path, path.as_posix(), LARGEST_TEMPLATE)
    if isinstance(content, Diagnostic):
        raise Rejected([content])
    return content


def write_printed(content: Printed, output: Path | None = None) -> None:
    """Writes what a format gave, text or bytes."""
    if isinstance(content, bytes):
        write_bytes(content, output)
    else:
        write(content, output)


def of_revisions(key: str, number: int, language: str, **gaps: str) -> str:
    """A sentence about so many, from the words for revisions."""
    return counted("revising", key, number, language, **gaps)


def counted(catalogue: str, key: str, number: int, language: str, **gaps: str) -> str:
    """A sentence about so many, from the words of a catalogue."""
    from engine.tongues import tongue

    spoken_in = tongue(language)
    return spoken_in.words(catalogue).say(
        f"{key}_{'many' if spoken_in.is_plural(number) else 'one'}", number=number, **gaps
    )
