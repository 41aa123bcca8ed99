"""What a file is to be, where only its name says it: `-o opinion.docx` asks for a Word document without `--format`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from engine.faces.command_line.speech import said
from engine.faces.command_line.streams import write_in_utf8

ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".docx": "docx",
    ".dot": "dot",
    ".gv": "dot",
    ".svg": "svg",
    ".mmd": "mermaid",
    ".sarif": "sarif",
}
"""The form that each ending of a file's name stands for."""

_OTHERS = (".pdf", ".doc", ".odt", ".rtf", ".xlsx", ".png", ".xml")
"""Endings that people ask for and that no command writes; text under such a name opens nowhere."""


_PLAIN = ("text", "markdown", "full", "concise")
"""What is read as it stands, in the encoding of whoever reads it; all other forms are UTF-8."""


def by_ending(forms: Sequence[str]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """What takes the form from the ending of `-o`, where `--format` was not given; `-o` is read before it.

    From then on forms that programs read are written in UTF-8.

    A click usage error where the ending belongs to a form that this command doesn't write.
    """

    def by_name(context: click.Context, parameter: click.Parameter, form: Any) -> Any:
        output = context.params.get("output")
        if (
            not isinstance(output, Path)
            or context.get_parameter_source(parameter.name or "") != ParameterSource.DEFAULT
        ):
            return form
        ending = output.suffix.lower()
        meant = ENDINGS.get(ending)
        if meant in forms:
            return meant
        if meant not in (None, "text") or ending in _OTHERS:
            written = ", ".join(known for known, each in ENDINGS.items() if each in forms)
            message = said(
                "no file ending in {ending} is written here, but those ending in {written}; `--format` says "
                "otherwise what it holds",
                ending=ending,
                written=written,
            )
            raise click.BadParameter(message, context, param_hint="'-o'")
        return form

    def chosen(context: click.Context, parameter: click.Parameter, form: Any) -> Any:
        found = by_name(context, parameter, form)
        if found not in _PLAIN:
            write_in_utf8()
        return found

    return chosen
