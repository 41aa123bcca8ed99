"""Diagnostics in the language of whoever reads them.

A tongue has what it says for them in its words for `messages`, by the English sentence as it is written in the code;
what it lacks stays English.
"""

from collections.abc import Iterable, Mapping

from dsl.diagnostic import Diagnostic
from dsl.frozen import replace
from dsl.sentence import Named, Sentence
from engine.tongues.registry import tags, tongue
from engine.tongues.words import Words


def in_words(diagnostics: Iterable[Diagnostic], words: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Diagnostics with each of their sentences as the words say it."""
    if not words:
        return tuple(diagnostics)
    return tuple(
        replace(
            diagnostic,
            message=said(diagnostic.message, words),
            labels=tuple(replace(label, text=said(label.text, words)) for label in diagnostic.labels),
            help=diagnostic.help and said(diagnostic.help, words),
            note=diagnostic.note and said(diagnostic.note, words),
        )
        for diagnostic in diagnostics
    )


def in_language(diagnostics: Iterable[Diagnostic], language: str | None) -> tuple[Diagnostic, ...]:
    """Diagnostics in a language by its tag; in English where there is no tongue of it."""
    return in_words(diagnostics, tongue(language).words("messages") if language in tags() else {})


def on_a_page(diagnostics: Iterable[Diagnostic], language: str) -> tuple[Diagnostic, ...]:
    """Diagnostics in a language, their help without the command line, which nobody has on a page of the site."""
    words = tongue(language).words("helps_on_a_page")
    return in_language(
        (
            replace(each, help=said(each.help, words)) if each.help and _as_written(each.help) in words else each
            for each in diagnostics
        ),
        language,
    )


def _as_written(text: str) -> str:
    return text.written if isinstance(text, Sentence) else text


def said(text: str, words: Mapping[str, str]) -> str:
    """One sentence as the words say it, and so what fills its gaps, what a document names included."""
    if isinstance(text, Named):
        return text.texts.get(words.tongue.tag, text) if isinstance(words, Words) else text
    if not isinstance(text, Sentence):
        return words.get(text, text)
    gaps = {name: said(gap, words) if isinstance(gap, str) else gap for name, gap in text.gaps.items()}
    return words.get(text.written, text.written).format(**gaps)
