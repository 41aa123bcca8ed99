"""The options that name what is written: in a folder that is there, and nothing that the call itself reads."""

import os
from collections.abc import Callable, Iterable
from errno import EISDIR, ENOENT
from functools import wraps
from os import strerror
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from dsl.atomic import permissions_of
from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine.faces.command_line.speech import said

Command = TypeVar("Command", bound=Callable[..., Any])

READ = (".clause", ".toml", ".lock.json", ".csv", ".jsonl", ".ndjson", ".parquet", ".duckdb", ".db")
"""The endings of what is read in folders: clauses, scenarios, locks of texts, tables of cases."""

READ_AT_ONCE = (
    ".clause",
    ".lock.json",
    ".signoffs.toml",
    ".published.json",
    "/site.toml",
    "/search.toml",
    "/accepted.toml",
)
"""Those of what is read among clauses wherever it lies there, though no call names it."""
SCENARIOS = Path("tests") / "scenarios"
"""Where a call that is given no scenarios finds them."""


class OutputType(click.Path):
    """What is written, in a folder that is there: none is made for it, as its name may only be misspelt.

    `is_folder` where the command may write a folder; else what can't be replaced as a file is refused at once.
    """

    def __init__(self, is_folder: bool = False) -> None:
        super().__init__(path_type=Path)
        self.is_folder = is_folder

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        """The path. Raises `Rejected` where the folder is missing, before anything is computed."""
        if value in ("", "-"):
            message = told("`{path}` names no file", path=value)
            raise Rejected(
                [Diagnostic("unwritable-file", message, (), "name a file; without `-o`, text goes to standard output")]
            )
        path = cast(Path, super().convert(value, parameter, context))
        try:
            # a link may lead to where no folder is, and what goes up from a folder that isn't there leads nowhere
            if not (path.parent.is_dir() and _written_to(path).parent.is_dir()):
                raise FileNotFoundError(ENOENT, strerror(ENOENT))
            if not self.is_folder:
                permissions_of(path)
                if str(value).endswith(("/", os.sep)):
                    raise IsADirectoryError(EISDIR, strerror(EISDIR))
        except OSError as error:
            message = told("`{path}` cannot be written: {strerror}", path=str(value), strerror=error.strerror)
            help_line = "check that its folder exists and may be written to"
            raise Rejected([Diagnostic("unwritable-file", message, (), help_line)]) from None
        return path


def output_option(meaning: str = "Write to a file instead.", is_folder: bool = False) -> Callable[[Command], Command]:
    """`-o`: a file; where `is_folder`, it may be a folder."""
    return _written("-o", "--output", meaning=meaning, is_folder=is_folder)


def page_option(meaning: str) -> Callable[[Command], Command]:
    """`--html`: a file for what is also shown otherwise."""
    return _written("--html", meaning=meaning)


def verdicts_option(meaning: str) -> Callable[[Command], Command]:
    """`--junit`: a file for what other tools count."""
    return _written("--junit", meaning=meaning)


def _written(*names: str, meaning: str, is_folder: bool = False) -> Callable[[Command], Command]:
    """An option for what is written: nothing that the call itself reads, which would be lost."""

    def add(command: Command) -> Command:
        @wraps(command)
        def sparing(*arguments: Any, **named: Any) -> None:
            context = click.get_current_context()
            output = context.params[names[-1].lstrip("-")]
            if output is not None:
                for option in context.command.params:
                    other = context.params.get(option.name or "")
                    if isinstance(option.type, OutputType) and other is not None and names[0] not in option.opts:
                        keep_apart((names[0], output), (option.opts[0], other))
                spare_what_is_read(output, names[0])
            command(*arguments, **named)

        # read before `--format`, which its ending may stand for
        option = click.option(*names, type=OutputType(is_folder), is_eager=True, help=meaning)
        return cast(Command, option(sparing))

    return add


def keep_apart(one: tuple[str, Path], other: tuple[str, Path]) -> None:
    """Raises a usage error where two options name one file: the later would leave nothing of the earlier."""
    if one[1].resolve() == other[1].resolve():
        raise click.UsageError(said("`{option}` and `{other}` name the same file", option=one[0], other=other[0]))


def spare_what_is_read(output: Path, option: str = "-o") -> None:
    """Raises `Rejected` where an output is one of the files that the call being run reads."""
    params = click.get_current_context().params
    values = (each for value in params.values() for each in (value if isinstance(value, tuple) else (value,)))
    read = [each for each in values if isinstance(each, Path) and each is not output]
    if not params.keys().isdisjoint(("scenarios", "paths")):
        read.append(SCENARIOS)
    spare(read, output, option)


def spare(read: Iterable[Path], output: Path, option: str = "-o") -> None:
    """Raises `Rejected` where an output is one of the files that a call reads, or would be one of those in a folder."""
    if any(_is_read(path, output) for path in read):
        message = told("`{output}` is read by this call, and would be lost", output=output)
        if not _written_to(output).exists():
            message = told("`{output}` would be read among the clauses from then on", output=output)
        help_line = told("name another file with `{option}`", option=option)
        raise Rejected([Diagnostic("output-is-input", message, (), help_line)])


def _is_read(given: Path, output: Path) -> bool:
    """Whether an output is a file that a call is given, or one of those that it reads in a folder given to it."""
    try:
        target, place = _written_to(output), _written_to(output.parent) / output.name
        is_new = not target.exists()
        endings = READ_AT_ONCE if is_new else READ
        return (not is_new and given.samefile(target)) or any(
            given.is_dir() and given.resolve() in each.parents and each.as_posix().endswith(endings)
            for each in (target, place)  # what a link leads to in the folder, and a link in the folder
        )
    except OSError:
        return False


def _written_to(output: Path) -> Path:
    """The file that is replaced, wherever links lead: also by one through a folder that isn't there."""
    return Path(os.path.realpath(output))
