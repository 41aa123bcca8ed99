"""The options that subcommands share: how a case is given, which document, language, format and clauses are meant."""

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.reading import Unreadable, read_value
from engine.desk import Request
from engine.faces.command_line.speech import said
from engine.library.library import CLAUSES, DEFAULT
from engine.model.user_folders import user_folder
from engine.print.known_formats import format_names

Command = TypeVar("Command", bound=Callable[..., Any])
Pairs = tuple[tuple[str, str], ...]


class DayType(click.ParamType[date]):
    """A day as people write it."""

    name = "date"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> date:
        """The date. Raises `Rejected` where there is none."""
        try:
            found = value if isinstance(value, date) else read_value(value, p.Type("date"))
        except Unreadable as error:
            help_line = "write it as 2024-03-10 or 10.3.2024"
            raise Rejected([Diagnostic(error.code, error.message, (), help_line)]) from None
        if not isinstance(found, date):
            self.fail(said("`{value}` says nothing", value=value), parameter, context)
        return found


class MomentType(click.ParamType[date]):
    """A date, or a date with an hour, as people write it."""

    name = "date"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> date:
        """The date, with its hour if one is given; a click usage error where there is none."""
        from engine.case.written_moments import day_or_hour  # only a call with a date needs it

        try:
            return value if isinstance(value, date) else day_or_hour(value)
        except ValueError:
            message = said("`{value}` is not a date; write it as 2024-03-10, or 2024-03-10T14:30", value=value)
            self.fail(message, parameter, context)


class PairType(click.ParamType[tuple[str, str]]):
    """`name=value`."""

    name = "name=value"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> tuple[str, str]:
        """The pair; a click usage error where the sign is missing."""
        if isinstance(value, tuple):
            return value
        name, sign, content = value.partition("=")
        if not sign or not name.strip():
            self.fail(said("`{value}` is not of the form name=value", value=value), parameter, context)
        return name.strip(), content.strip()


class SizeType(click.ParamType[str]):
    """An amount of memory, as `2GB`."""

    name = "size"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> str:
        """The amount as it is written; a click usage error where it is none."""
        if re.fullmatch(r"\d{1,9}(\.\d{1,3})? ?[KMGT]i?B", value, re.IGNORECASE) is None:
            self.fail(said("`{value}` is not a size like 2GB", value=value), parameter, context)
        return str(value)


def _case_options() -> list[Callable[[Command], Command]]:
    """The options by which facts, readings and what is taken as given are told, what is asked alone, and when."""
    return [
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
            "--more",
            "more",
            multiple=True,
            metavar="LIST[=at most N]",
            help="A list that may hold further records than those told.",
        ),
        of_option,
        click.option("--on", type=MomentType(), help="When the question is put: a date, or a date with its hour."),
    ]


_CASE_NAMES = ("facts", "settings", "readings", "given", "more", "of", "on")
"""The options of `_case_options`, in their order."""


def request_options(
    with_document: bool = True, with_manner: bool = False, by_batch: bool = False
) -> Callable[[Command], Command]:
    """The question, and every option that says what is asked: the command gets them as one `asked`, a `Request`.

    `with_document` is for a command that asks one document, `with_manner` for one that prints the whole opinion,
    `by_batch` for one that need not be told the question, nor the document.
    """
    options = [
        click.argument("question", required=not by_batch, default="" if by_batch else None),
        *([named_document_option if by_batch else document_option] if with_document else []),
        *_case_options(),
        language_option,
        *([brief_option, strict_option, memo_option] if with_manner else []),
    ]

    def add(command: Command) -> Command:
        @wraps(command)
        def asking(
            question: str,
            facts: Path | None,
            settings: Pairs,
            readings: Pairs,
            given: Pairs,
            of: tuple[str, ...],
            more: tuple[str, ...],
            on: date | None,
            language: str | None,
            document: str = "",
            brief: bool = False,
            strict: bool = False,
            memo: Path | None = None,
            **others: Any,
        ) -> None:
            asked = Request(
                question,
                document,
                _once("--set", settings),
                facts,
                on,
                _once("--reading", readings),
                language,
                brief,
                strict=strict,
                of=of,
                given=_once("--given", given),
                memo=memo or _own_memo(),
                more=_limits(more),
            )
            command(asked=asked, **others)

        found: Any = asking
        for option in reversed(options):
            found = option(found)
        return cast(Command, found)

    return add


def many_options(command: Command) -> Command:
    """The document, and what holds for all of many cases: the command gets them as one `asked`, a `Request`."""
    kept = ("facts", "settings", "readings", "on")
    options = [
        document_option,
        *(each for each, name in zip(_case_options(), _CASE_NAMES, strict=True) if name in kept),
    ]

    @wraps(command)
    def asking(
        document: str,
        facts: Path | None,
        settings: Pairs,
        readings: Pairs,
        on: date | None,
        language: str | None,
        **others: Any,
    ) -> None:
        told, chosen = _once("--set", settings), _once("--reading", readings)
        command(asked=Request("", document, told, facts, on, chosen, language), **others)

    found: Any = asking
    for option in reversed([*options, language_option]):
        found = option(found)
    return cast(Command, found)


def _own_memo() -> Path | None:
    """The heading that the user keeps for all opinions, if there is one."""
    path = user_folder("config") / "memo.toml"
    return path if path.is_file() else None


def _limits(lists: tuple[str, ...]) -> dict[str, str | bool]:
    """The lists that may go on, each with how far, as facts files say it."""
    parts = (named.partition("=") for named in lists)
    return {name.strip(): said.strip() if sign else True for name, sign, said in parts}


def _once(option: str, pairs: Pairs) -> dict[str, str]:
    """The pairs by name. Raises `Rejected` where one is given twice and differently."""
    found: dict[str, str] = {}
    for name, content in pairs:
        if found.setdefault(name, content) != content:
            raise Rejected(
                [
                    Diagnostic(
                        "set-twice",
                        told(
                            "`{name}` is given as `{found}` and as `{content}`",
                            name=name,
                            found=found[name],
                            content=content,
                        ),
                        (),
                        told("give it once with `{option}`", option=option),
                    )
                ]
            )
    return found


def on_option(meaning: str = "The edition in force on this date.") -> Callable[[Command], Command]:
    """`--on`, and what the date says."""
    return click.option("--on", type=DayType(), help=meaning)


language_option = click.option(
    "--lang",
    "language",
    metavar="TAG",
    help="The language of the answer, by its two letters.  [default: en, or the document's own]",
)
terminal_language_option = click.option(
    "--lang",
    "language",
    metavar="TAG",
    default=DEFAULT,
    show_default=True,
    help="The language in which the terminal is spoken to, by its two letters.",
)
clauses_option = click.option(
    "--clauses",
    "clauses",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=CLAUSES,
    show_default=False,
    help="Another folder of clause files.",
)
named_document_option = click.option("-d", "--document", "document", default="", help="The document.")
document_option = click.option("-d", "--document", "document", required=True, help="The document.")
opinion_format_option = click.option(
    "--format", "form", type=click.Choice(format_names()), default="text", help="How the answer is set."
)
form_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


def output_option(command: Command) -> Command:
    """`-o`, which names no file that the call itself reads: this would be lost."""

    @wraps(command)
    def sparing(*arguments: Any, **named: Any) -> None:
        given = click.get_current_context().params
        output = given["output"]
        for path in given.values():
            if output is not None and path is not output and isinstance(path, Path) and _is_same(path, output):
                message = told("`{output}` is read by this call, and would be lost", output=output)
                raise Rejected([Diagnostic("output-is-input", message, (), "name another file with `-o`")])
        command(*arguments, **named)

    return cast(Command, _output(sparing))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


_output = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead.")
of_option = click.option(
    "--of",
    multiple=True,
    metavar="NORM|CLAUSE|ACTION|PARTY|FACT",
    help="Put the question to this alone: is that duty breached?",
)
brief_option = click.option("--brief", is_flag=True, help="What fits one screen: the answer, what to do, the reasons.")
memo_option = click.option(
    "--memo",
    type=click.Path(path_type=Path),
    help="A file (TOML) with author, client, place, date and reference.  [default: ~/.config/opposable/memo.toml]",
)
template_option = click.option(
    "--template", type=click.Path(path_type=Path), help="A Word document with your letterhead, for `--format docx`."
)
strict_option = click.option(
    "--strict", is_flag=True, help="Take nothing for granted: only what the facts given decide. JSON shows both."
)
scenarios_option = click.option(
    "--scenarios",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="Scenario files or folders.  [default: tests/scenarios]",
)
text_argument = click.argument("textfile", type=click.Path(path_type=Path))
exit_option = click.option("--exit-code", is_flag=True, help="Exit with 1 if anything but typography changed.")
