"""Options told in words: what a person writes for an option is its label in any language, or the name of it."""

from collections.abc import Iterator
from typing import Any

from dsl.typed import program as p
from engine.case.case import options_of


def option_told(program: p.Program, type_: p.Type, raw: Any) -> Any:
    """The option of a choice or the party whose label is told, in any of its languages; otherwise what was told.

    Capitals and the form of an apostrophe don’t matter. Words that fit two options name neither.
    """
    if type_.kind != "choice" or not isinstance(raw, str) or raw in options_of(program, type_):
        return raw
    wanted = _plain(raw)
    found = {name for name, label in _labels(program, type_) if _plain(label) == wanted}
    return found.pop() if len(found) == 1 else raw


def _labels(program: p.Program, type_: p.Type) -> Iterator[tuple[str, str]]:
    if type_.name == "party":
        named = [(term.name, term.text) for term in program.terms.values() if term.kind == "party"]
    else:
        choice = program.choices.get(type_.name)
        named = [(option.name, option.text) for option in choice.options] if choice else []
    for name, phrase in named:
        for language in phrase.languages:
            yield name, phrase.in_language(language)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())
