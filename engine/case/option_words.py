"""Options told in words: a person writes the label of an option in any language, what it is called, or its name."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dsl.sentence import told
from dsl.typed import program as p
from engine.case.case import options_of
from engine.tongues import tags, tongue

_REMARK = r"\s*[,;(]\s*|\s+[–—-]\s+"
"""What parts an option from a remark on it."""


def option_told(program: p.Program, type_: p.Type, raw: Any) -> Any:
    """The option of a choice or the party whose label, or other name, is told; otherwise what was told.

    Capitals, the form of an apostrophe and an article before it don’t matter. Words that fit two options name neither.
    """
    if type_.kind != "choice" or not isinstance(raw, str) or raw in options_of(program, type_):
        return raw
    for form in (_plain, _without_article):
        wanted = form(raw)
        found = {name for name, label in words_for(program, type_) if form(label) == wanted}
        if found:
            return found.pop() if len(found) == 1 else raw
    return raw


def remarked(program: p.Program, type_: p.Type, raw: Any) -> tuple[Any, str]:
    """The option that is told, and the remark that follows it, as in `by letter (exhibit 3)`.

    The remark is empty where what was told is an option as it stands, or none at all.
    """
    whole = option_told(program, type_, raw)
    options = options_of(program, type_)
    if type_.kind != "choice" or not isinstance(raw, str) or whole in options:
        return whole, ""
    head, *rest = re.split(_REMARK, raw, maxsplit=1)
    named = option_told(program, type_, head)
    return (named, rest[0].strip(" ()")) if rest and named in options else (whole, "")


def instead_of_option(program: p.Program, type_: p.Type, raw: str) -> str | None:
    """What to do about words that name no option: the one that is nearest, else all there are, as a person calls them.

    None for readings, which have names alone.
    """
    options = _named(program, type_)
    if not options:
        return None
    from engine.case.called import in_words, listed_in_words, nearest_called  # only a mistake needs it

    near = nearest_called(raw, options)
    if near is not None:
        return told("did you mean {option}?", option=in_words(near))
    return told("the options are {shown}", shown=listed_in_words(options))


def told_of_another(program: p.Program, name: str, raw: Any) -> str | None:
    """Which other fact has an option that was told of a fact which has none such; None where there is no such fact."""
    own = name.partition("_")[0]
    choices = [fact for fact in program.facts.values() if fact.type.kind == "choice" and fact.name != name]
    having = [fact.name for fact in choices if isinstance(raw, str) and raw in options_of(program, fact.type)]
    having.sort(key=lambda other: other.partition("_")[0] != own)
    return told("`{option}` is an option of `{fact}`", option=raw, fact=having[0]) if having else None


def words_for(program: p.Program, type_: p.Type) -> Iterator[tuple[str, str]]:
    """Each option of a choice, or party, with each of the words in which it may be told."""
    for each in _named(program, type_):
        for language in each.text.languages:
            yield each.name, each.text.in_language(language)
        for called in each.called:
            yield each.name, called


def _named(program: p.Program, type_: p.Type) -> Sequence[p.Term | p.Option]:
    """The options of a choice, or the parties."""
    if type_.name == "party":
        return [term for term in program.terms.values() if term.kind == "party"]
    choice = program.choices.get(type_.name)
    return choice.options if choice else ()


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _without_article(words: str) -> str:
    plain = _plain(words)
    for article in (word for tag in tags() for word in tongue(tag).words("measures")["articles"].split()):
        before = article if article.endswith("'") else f"{article} "
        if plain.startswith(before):
            return plain.removeprefix(before)
    return plain
