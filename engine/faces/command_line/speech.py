"""In which language the command line speaks of itself: its help, its own messages and Click's few words.

What is written in the code is English. Another tongue has the same in its words for `calling`, by the English text,
paragraph by paragraph; what it lacks is said in English. The language of an answer is another matter: `--lang`.
"""

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import pairwise

import click

from dsl.diagnostic import Diagnostic
from dsl.harmless import harmless

WRITTEN = "en"
"""The language of what is written in the code."""
_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the language of the terminal, the first that is set deciding (POSIX.1-2017, 8.2)."""
_AS_IT_STANDS = "\b"
"""Click's sign before a paragraph whose lines are kept."""
_EXAMPLE = r"^(\s*(?:[^#]*# )?)(.*)$"
"""A line of such a paragraph: what stands before what can be said, a command before its comment included."""
_words: dict[str, Mapping[str, str]] = {"calling": {}, "messages": {}}
_spoken = [WRITTEN]
"""The tag of the language spoken."""


def language_of(called: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language in which a call is spoken to: the one it asks for with `--lang`, else that of the terminal."""
    asked = [word.partition("=")[2] for word in called if word.startswith("--lang=")]
    asked += [second for first, second in pairwise(called) if first == "--lang"]
    wanted = [*asked, next((environment[name][:2] for name in _ENVIRONMENT if environment.get(name)), WRITTEN)]
    if set(wanted) == {WRITTEN}:
        return WRITTEN
    from engine.tongues import tags  # only who is not spoken to in English needs it

    return next((tag for tag in wanted if tag in tags()), WRITTEN)


def speak(tag: str) -> None:
    """Makes the command line speak a language from here on, Click's words included."""
    _spoken[0] = tag
    for catalogue in _words:
        if tag == WRITTEN:
            _words[catalogue] = {}
        else:
            from engine.tongues import tongue

            _words[catalogue] = tongue(tag).words(catalogue)
    for name, module in list(sys.modules.items()):
        if name.startswith("click.") and "_" in vars(module):
            # Click asks gettext for its words, by these two names: there its translators find them
            vars(module).update(_=said, ngettext=_counted)


def spoken_in() -> str:
    """The tag of the language that the command line speaks."""
    return _spoken[0]


def said(text: str, **gaps: str) -> str:
    """A text of the command line in the language spoken, its gaps filled if there are any: nothing in them acts."""
    found = _words["calling"].get(text, text)
    return harmless(found.format(**gaps)) if gaps else found


def said_of(number: int, one: str, many: str) -> str:
    """So many of something, by its sentence for one and for several, in the language spoken."""
    if _spoken[0] == WRITTEN:
        is_plural = number != 1
    else:
        from engine.tongues import tongue

        is_plural = tongue(_spoken[0]).is_plural(number)
    return said(many if is_plural else one, number=str(number))


def shown(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], colour: bool = False) -> str:
    """Diagnostics as they are shown in full, in the language spoken."""
    from dsl.report import full

    return full(diagnosed(diagnostics), sources, colour=colour, words=_words["messages"])


def diagnosed(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in the language spoken."""
    if not _words["messages"]:
        return tuple(diagnostics)
    from engine.tongues import messages

    return messages.in_words(diagnostics, _words["messages"])


def in_its_words(sentence: str) -> str:
    """A sentence that was made with `told`, in the language spoken."""
    if not _words["messages"]:
        return sentence
    from engine.tongues import messages

    return messages.said(sentence, _words["messages"])


def _counted(one: str, many: str, number: int) -> str:
    return said(one if number == 1 else many)


def in_words(command: click.Command) -> click.Command:
    """A command whose help is in the language spoken; the one given stays as it is."""
    if not _words["calling"]:
        return command
    told = copy(command)
    told._help_option = None  # Click keeps the option that it made, in the words of that time
    told.help, told.epilog, told.params = _told(command.help), _told(command.epilog), list(map(copy, command.params))
    for parameter in told.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = said(parameter.help)
    if isinstance(told, click.Group):
        told.commands = {name: in_words(below) for name, below in told.commands.items()}
    return told


def texts_of(command: click.Command) -> Iterator[str]:
    """Every text in the help of a command that a tongue can say: paragraphs, lines that are kept, options."""
    for text in (command.help, command.epilog):
        for paragraph in _paragraphs(text):
            if paragraph.startswith(_AS_IT_STANDS):
                yield from (found[2] for line in paragraph.splitlines() if (found := _sayable(line)))
            else:
                yield " ".join(paragraph.split())
    yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from texts_of(below)


def _told(text: str | None) -> str | None:
    """A help text in the language spoken, paragraph by paragraph."""
    return "\n\n".join(map(_paragraph, _paragraphs(text))) if text else text


def _paragraph(text: str) -> str:
    if not text.startswith(_AS_IT_STANDS):
        return said(" ".join(text.split()))
    lines = [(line, _sayable(line)) for line in text.splitlines()]
    return "\n".join(found[1] + said(found[2]) if found else line for line, found in lines)


def _paragraphs(text: str | None) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", inspect.cleandoc(text or "")) if part.strip()]


def _sayable(line: str) -> re.Match[str] | None:
    """What can be said of a line that is kept: a sentence, or the comment behind a command; not the command itself."""
    if line.startswith(_AS_IT_STANDS) or (line.startswith(" ") and "# " not in line):
        return None
    return re.match(_EXAMPLE, line)
