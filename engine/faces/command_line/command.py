"""The command `opposable`: its subcommands, loaded when called, and the one place where errors are shown."""

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from itertools import pairwise

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine import __version__
from engine.faces.command_line.speech import WRITTEN, diagnosed, in_words, language_of, said, shown, speak
from engine.faces.command_line.streams import abandon_output, open_streams

COMMANDS = {
    "ask": ("asking", "Put a question to one document and get a cited answer."),
    "compare": ("asking", "Put the same question and facts to every document."),
    "portfolio": ("portfolios", "Put questions to many cases at once, from tables into a table."),
    "interview": (
        "interviewing",
        "Be asked for what can still change the answer, nearest first, and end in the opinion.",
    ),
    "replay": ("replaying", "Answer again what a kept opinion answered, and report what differs."),
    "questions": ("listing", "List what can be asked."),
    "facts": ("listing", "List the facts that can matter to a question, in the order worth asking."),
    "ambiguities": ("listing", "List the points on which careful lawyers differ."),
    "ledger": ("listing", "List every passage of a document: encoded, inert, external, or not yet."),
    "check": ("checking", "Compile everything and report every mistake."),
    "explain": ("explaining", "Say what a diagnostic means and what to do about it."),
    "format": ("formatting", "Set clause files as every clause file is set."),
    "test": ("testing", "Run scenarios and compare their answers."),
    "new": ("founding", "Begin a document from its text: outline, stubs, a first question and scenario, its lock."),
    "source": ("sourcing", "Fingerprint the passages of a text, and compare texts with them."),
    "revise": ("revising", "Say what a new text changes, what it reaches and whose answers move."),
    "watch": ("watching", "Say what has become of all the texts on a list, the gravest change first."),
    "schema": ("describing", "Print the JSON Schema of facts, answers and diagnostics."),
    "graph": ("drawing", "Draw what depends on what."),
    "export": ("exporting", "Write an edition as Akoma Ntoso, DMN or LegalRuleML."),
    "serve": ("hosting", "Answer over HTTP, for programs."),
    "mcp": ("assisting", "Serve an assistant (Model Context Protocol) over standard input and output."),
    "language-server": ("editing", "Serve an editor (Language Server Protocol) over standard input and output."),
    "site": ("publishing", "Write the pages of the documentation site and build it."),
}
"""Every subcommand: the module that has it, and its line in the overview."""

FORMER_OPTIONS = {
    "new": {"--language": "--speaks"},
    "portfolio": {"--template": "--blank"},
    "site": {"--language": "--lang"},
}
"""The names that options of a command had before, which scripts may still use, and those that they have now."""


class _Overview(click.Group):
    """Knows its subcommands by name and imports them when they are needed."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return in_words(import_module(f"engine.faces.command_line.{COMMANDS[name][0]}").COMMANDS[name])

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
            from dsl.diagnostic import nearest

            message, near = (
                said("there is no command `{command}`", command=arguments[0]),
                nearest(arguments[0], COMMANDS),
            )
            meant = f"; {said('did you mean `{word}`?', word=near)}" if near else ""
            raise click.UsageError(message + meant, context)
        name, command, rest = super().resolve_command(context, arguments)
        former = FORMER_OPTIONS.get(name or "", {})
        return name, command, _at_length(command, [_as_called_now(word, former) for word in rest])

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(said("Commands")):
            formatter.write_dl([(name, said(line)) for name, (_, line) in COMMANDS.items()])


def _as_called_now(word: str, former: Mapping[str, str]) -> str:
    """A word of a call, an option by the name that it has now; of one that had another, the terminal is told."""
    option, sign, value = word.partition("=")
    if option not in former:
        return word
    click.echo(said("`{former}` is called `{now}` now", former=option, now=former[option]), err=True)
    return former[option] + sign + value


def _at_length(command: click.Command | None, words: list[str]) -> list[str]:
    """The words of a call, an option by its long name: of a short one Click first weighs which long one is meant."""
    declared = command.params if command else []
    long = {word: max(each.opts, key=len) for each in declared for word in each.opts if word[:2] != "--"}
    options = words[: words.index("--")] if "--" in words else words
    return [long.get(word, word) for word in options] + words[len(options) :]


speak(WRITTEN)  # else gettext looks for Click's words on the disk, whenever an option is declared


@click.group(
    cls=_Overview,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  opposable ask may-suspend -d DOCUMENT
  opposable ask client-owed-penalty -d DOCUMENT -f case.toml
  opposable compare may-suspend -f case.toml --lang fr
""",
)
@click.version_option(__version__, prog_name="opposable")
def cli() -> None:
    """Contract terms as code: given these facts, what may each side rely on, and which words say so?"""


COMPLETING = "_OPPOSABLE_COMPLETE"
"""The variable by which a shell asks for completions."""


def main(arguments: list[str] | None = None) -> None:
    """Runs the command; a rejected call or file is shown as diagnostics on standard error."""
    open_streams()
    called = sys.argv[1:] if arguments is None else arguments
    try:
        status = _run(called)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()
        status = 0
    except OSError as error:
        if error.filename is not None:  # of a file, which every reader and writer tells with its place
            raise
        abandon_output()
        status = 2
        message = told("standard output cannot be written: {strerror}", strerror=error.strerror)
        wrong = Diagnostic("unwritable-file", message, (), "make room there, or name a file with `-o`")
        show_rejected(Rejected([wrong]), _wants_json(called))
    finally:
        gc.freeze()
    sys.exit(status)


def _run(called: list[str]) -> int:
    """The exit status of a call."""
    speak(language_of(called, os.environ))
    spoken = in_words(cli)
    if completing := os.environ.get(COMPLETING):
        from click.shell_completion import shell_complete  # only the shell asks for it

        return shell_complete(spoken, {}, "opposable", COMPLETING, completing)
    try:
        with spoken.make_context("opposable", list(called)) as context:
            spoken.invoke(context)
        return 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except Rejected as error:
        show_rejected(error, _wants_json(called))
        return error.status
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        show_rejected(Rejected([_wrong_call(error)]), _wants_json(called))
        return 2
    except (KeyboardInterrupt, EOFError, click.exceptions.Abort):
        with suppress(OSError):
            click.echo(said("stopped"), err=True)
        return 130


def _wrong_call(error: click.ClickException) -> Diagnostic:
    """A call that the command line cannot make anything of."""
    message = error.format_message().rstrip(".")
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx is not None else "opposable"
    return Diagnostic(
        "wrong-call",
        message[:1].lower() + message[1:],
        (),
        said("`{command} --help` says how it is called", command=path),
    )


def _wants_json(called: list[str]) -> bool:
    """Whether a call asks for JSON, also one that is wrong in another respect."""
    return "--format=json" in called or ("--format", "json") in pairwise(called)


def show_rejected(error: Rejected, as_data: bool = False) -> None:
    """Writes the diagnostics of a rejection to standard error: as JSON if wanted, else in colour on a terminal.

    Where standard error can't be written either, the exit status alone tells.
    """
    from dsl.report import as_json

    as_said = as_json(diagnosed(error.diagnostics), error.sources) if as_data else None
    with suppress(OSError):
        click.echo(as_said or shown(error.diagnostics, error.sources, sys.stderr.isatty()), err=True)
