"""The options that subcommands share: how a case is given, which document, language, format and clauses are meant."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import lies_at
from dsl.numberings import NUMBERINGS
from dsl.sentence import told
from engine.desk import Request
from engine.faces.command_line.endings import by_ending
from engine.faces.command_line.speech import said, spoken_in
from engine.library.library import CLAUSES
from engine.model.user_folders import user_folder
from engine.print.known_formats import format_names

Command = TypeVar("Command", bound=Callable[..., Any])
Pairs = tuple[tuple[str, str], ...]


class MomentType(click.ParamType[date]):
    """A date, or a date with an hour, as people write it."""

    name = "date"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> date:
        """The date, with its hour if one is given; a click usage error where there is none."""
        from engine.case.written_moments import (
            EitherDayError,
            NoSuchMomentError,
            day_or_hour,
        )  # only a call with a date needs it

        try:
            return value if isinstance(value, date) else day_or_hour(value)
        except EitherDayError as either:
            one, other = either.day_first, either.month_first
            message = said("`{value}` may be two days; write {one} or {other}", value=value, one=one, other=other)
        except NoSuchMomentError as never:
            if never.is_timed:
                message = said("there is no moment `{value}`; check the day, the month and the hour", value=value)
            else:
                message = said("there is no date `{value}`; check the day and the month", value=value)
        except ValueError:
            message = said("`{value}` is not a date; write it as 2024-03-10, or 10.3.2024 14:30", value=value)
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


class _DocumentOption(click.Option):
    """The document: a call that needs one and names none is told which there are."""

    def process_value(self, context: click.Context, value: Any) -> Any:
        """The value; raises `Rejected` where it is missing, and what `Desk.open` raises."""
        try:
            return super().process_value(context, value)
        except click.MissingParameter:
            raise no_document_named(context) from None


def no_document_named(context: click.Context) -> Rejected:
    """That a call names no document, with those that there are. Raises what `Desk.open` raises."""
    from engine.faces.command_line.output import open_desk  # only this mistake needs it

    there = ", ".join(f"`{name}`" for name in open_desk(context.params.get("clauses") or CLAUSES).documents)
    help_line = told("name one with `-d`: {documents}", documents=there)
    return Rejected([Diagnostic("wrong-call", "the call names no document", (), help_line)])


def _case_options() -> list[Callable[[Command], Command]]:
    """The options by which facts, readings and what is taken as given are told, what is asked alone, and when."""
    return [
        click.option("-f", "--facts", "facts", type=click.Path(path_type=Path), help="A facts file (TOML)."),
        click.option(
            "--set",
            "settings",
            type=PairType(),
            multiple=True,
            help="One fact; goes before the file's. A field of a record as LIST[1].FIELD=value; "
            "a day as 2024-03-10, 10.3.2024 or 10 March 2024, an hour of it as 10.3.2024 14:30.",
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
        on_option("When the question is put: a day as 10 March 2024, or an hour of it as 10.3.2024 14:30."),
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
        click.argument("question", required=False, default="") if by_batch else click.argument("question"),
        *([document_option(required=not by_batch)] if with_document else []),
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
        document_option(),
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
    return path if lies_at(path) else None


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
    return click.option("--on", type=MomentType(), help=meaning)


def document_option(
    meaning: str = "The document.", required: bool = True, several: bool = False
) -> Callable[[Command], Command]:
    """`-d`: the document that a command is about; the commands that can do without get None, or an empty tuple."""
    name = "documents" if several else "document"
    return click.option(
        "-d",
        "--document",
        name,
        cls=_DocumentOption,
        required=required,
        multiple=several,
        metavar="DOCUMENT",
        help=meaning,
    )


def format_option(
    forms: Sequence[str], meaning: str = "How it is set.", default: str | None = "text"
) -> Callable[[Command], Command]:
    """`--format`, or the ending of `-o`; a command without a `default` wants to be told."""
    settings: dict[str, Any] = {"required": True} if default is None else {"default": default}
    settings["callback"] = by_ending(forms)
    return click.option("--format", "form", type=click.Choice(forms), show_default=True, help=meaning, **settings)


def _lang_option(meaning: str, **settings: Any) -> Callable[[Command], Command]:
    """`--lang`, by which also the terminal is spoken to (`speech.language_of`)."""
    return click.option("--lang", "language", metavar="TAG", help=meaning, **settings)


def clauses_option(
    meaning: str = "Another folder of clause files.", default: Path | None = CLAUSES, is_there: bool = True
) -> Callable[[Command], Command]:
    """`--clauses`: the folder of clause files; `is_there` where the command makes none."""
    folder = click.Path(path_type=Path, exists=is_there, file_okay=False)
    return click.option("--clauses", "clauses", type=folder, default=default, show_default=False, help=meaning)


def cases_option(meaning: str, required: bool = False) -> Callable[[Command], Command]:
    """`--cases`: the tables of a portfolio."""
    return click.option("--cases", type=click.Path(path_type=Path, exists=True), required=required, help=meaning)


def edition_option(meaning: str, default: str | None = None) -> Callable[[Command], Command]:
    """`--edition`: an edition by its name."""
    return click.option("--edition", default=default, show_default=default is not None, help=meaning)


def port_option(least: int, meaning: str) -> Callable[[Command], Command]:
    """`--port`: where to listen."""
    return click.option("--port", type=click.IntRange(least, 65535), default=8000, show_default=True, help=meaning)


def watch_option(meaning: str) -> Callable[[Command], Command]:
    """`--watch`: once more on every change."""
    return click.option("--watch", is_flag=True, help=meaning)


def verbose_option(meaning: str) -> Callable[[Command], Command]:
    """`-v`: also what gives no reason to look."""
    return click.option("-v", "--verbose", is_flag=True, help=meaning)


def exit_option(meaning: str) -> Callable[[Command], Command]:
    """`--exit-code`: an exit status that says what was found."""
    return click.option("--exit-code", is_flag=True, help=meaning)


def scenarios_option(written: Path | None = None) -> Callable[[Command], Command]:
    """`--scenarios`: where scenarios are, several files or folders; or the folder into which one is written."""
    if written is not None:
        folder = click.Path(path_type=Path, file_okay=False)
        settings: dict[str, Any] = {"type": folder, "default": written, "show_default": True}
        meaning = "Where scenarios are kept."
    else:
        settings = {"type": click.Path(path_type=Path, exists=True), "multiple": True}
        meaning = "Scenario files or folders.  [default: tests/scenarios]"
    return click.option("--scenarios", help=meaning, **settings)


language_option = _lang_option("The language of the answer, by its two letters.  [default: en, or the document's own]")
languages_option = _lang_option(
    "Only this language; may be given several times.  [default: those that every document is written in]",
    multiple=True,
)
terminal_language_option = _lang_option(
    "The language in which it is said, by its two letters.  [default: that of the terminal]",
    callback=lambda _context, _option, asked: asked or spoken_in(),
)
"""Of a command that answers nothing, but tells what it found."""
called_language_option = _lang_option(
    "The language in which it is said, by its two letters.  [default: that of the terminal]", expose_value=False
)
"""Of a command that has nothing to tell but mistakes, which are told in it wherever they come from."""
form_option = format_option(("text", "json"))
opinion_format_option = format_option(format_names(), "How the answer is set; the ending of `-o` says it as well.")
of_option = click.option(
    "--of",
    multiple=True,
    metavar="NORM|CLAUSE|ACTION|PARTY|MEMBER|FACT",
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
numbered_option = click.option(
    "--numbered", type=click.Choice(NUMBERINGS), help="How it is numbered; found out if nothing is said."
)
text_argument = click.argument("textfile", type=click.Path(path_type=Path))
