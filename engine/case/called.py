"""What a document has, as a person calls it: found again by words that are near its name or what it is called."""

from collections.abc import Iterable, Sequence

from dsl.diagnostic import nearest
from dsl.sentence import Named, Sentence, listed
from dsl.typed import program as p
from engine.library.library import DEFAULT

_MOST_LISTED = 12
"""How many things are named at most."""

Called = p.Fact | p.Value | p.Option | p.Term
"""What has a name and is called something: a fact or a field, what is computed, an option, a party."""


def nearest_called(words: str, things: Iterable[Called]) -> Called | None:
    """The thing whose name, or what it is called in any language, is nearest to some words; None where none is near."""
    meant: dict[str, Called] = {}
    for thing in things:
        meant |= {thing.text.in_language(language).casefold(): thing for language in thing.text.languages}
        meant[thing.name] = thing
    near = nearest(words, meant)
    return None if near is None else meant[near]


def in_words(thing: Called) -> Named:
    """A thing as its document calls it, then by its name where that is another word."""
    called = {language: thing.text.in_language(language) for language in thing.text.languages}
    name = f"`{thing.name}`"
    texts = {language: name if text == thing.name else f"{text} ({name})" for language, text in called.items()}
    return Named(texts, DEFAULT)


def listed_in_words(things: Sequence[Called]) -> Sentence:
    """Things one after another, the first of many."""
    return listed([*map(in_words, things[:_MOST_LISTED]), *(["…"] if len(things) > _MOST_LISTED else [])])
