"""The languages of a document: each of its phrases is written in all that the document declares."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import Unit


def languages_of(document: s.Document) -> tuple[str, ...]:
    """The languages that a document declares, in their order; where it declares none, those of its title."""
    declared = tuple(tag.text for tag in document.languages) or tuple(language for language, _ in document.text.texts)
    return tuple(dict.fromkeys(declared))


def check_languages(unit: Unit) -> list[Diagnostic]:
    """Reports every phrase of a unit that lacks a language which the document declares, or has one twice."""
    declared, document = languages_of(unit.document), unit.document.name.text
    own = [unit.document, unit.edition, *(placed.statement for placed in unit.placed if not placed.is_shared)]
    shared = [placed.statement for placed in unit.placed if placed.is_shared]
    found = [
        Diagnostic(
            "missing-language",
            told(
                "this phrase is not written in `{language}`, a language of `{document}`",
                language=language,
                document=document,
            ),
            (Label(text.span),),
            _misspelt(text, declared)
            or told(
                'add `{language} "…"` to it, or leave it out of `languages …` in the header of the document',
                language=language,
            ),
        )
        for text in texts(own)
        for language in declared
        if language not in _written(text)
    ]
    for language in declared:
        lacking = [text for text in texts(shared) if language not in _written(text)]
        if lacking:
            found.append(
                Diagnostic(
                    "missing-language",
                    told(
                        "the vocabulary is not written throughout in `{language}`, a language of `{document}`",
                        language=language,
                        document=document,
                    ),
                    (Label(lacking[0].span, told("the first of {number} phrases without it", number=len(lacking))),),
                    _misspelt(lacking[0], declared)
                    or told(
                        'add `{language} "…"` to them, or leave it out of `languages …` in the header of the document',
                        language=language,
                    ),
                )
            )
    return found + [diagnostic for text in texts((*own, *shared)) for diagnostic in _repeated(text)]


def _texts(statement: s.Statement) -> tuple[s.Text | None, ...]:
    """Every phrase that a statement may have, in the order in which its parts are written."""
    match statement:
        case s.Definition():
            return ()
        case s.Vocabulary() | s.PartOf() | s.Repeal() | s.Broken():
            return ()
        case s.Edition():
            return (statement.text,)
        case s.Clause() | s.Continued():
            return (statement.text, statement.gist)
        case s.Choice():
            return (statement.text, *_of_options(statement.options))
        case s.Ambiguity():
            return (statement.text, *_of_options(statement.readings))
        case s.Record():
            return (statement.text, *(text for declared in statement.fields for text in _texts(declared)))
        case s.Fact():
            presumed = _of_presumption(statement.presumption)
            return (statement.text, statement.told, statement.otherwise, statement.ask, *presumed)
        case s.Norm():
            return (statement.text, *(qualifier.text for qualifier in statement.qualifiers))
        case s.Value():
            return (statement.text, statement.told, statement.otherwise, *_of_presumption(statement.presumption))
        case s.Document():
            named = statement.calendar.named if statement.calendar is not None else ()
            return (statement.text, *(days.text for days in named), statement.proof)
        case s.Term() | s.Exception_() | s.Priority() | s.Contradiction() | s.Silence() | s.Standing() | s.Question():
            return (statement.text,)
    assert_never(statement)


def _of_presumption(presumption: s.Presumption | None) -> tuple[s.Text | None, ...]:
    return (presumption.article, presumption.because) if presumption is not None else ()


def _of_options(options: tuple[s.Option, ...]) -> tuple[s.Text | None, ...]:
    return tuple(text for option in options for text in (option.text, option.told, option.because))


def texts(statements: Iterable[s.Statement]) -> Iterator[s.Text]:
    """Every phrase of several statements, in their order."""
    return (text for statement in statements for text in _texts(statement) if text is not None)


def _misspelt(text: s.Text, declared: tuple[str, ...]) -> str | None:
    """What is meant, where a phrase has a language of its own in the place of one of the document's."""
    others = [language for language in _written(text) if language not in declared]
    lacking = [language for language in declared if language not in _written(text)]
    return f"did you mean `{lacking[0]}` for `{others[0]}`?" if len(others) == len(lacking) == 1 else None


def _written(text: s.Text) -> list[str]:
    return [language for language, _ in text.texts]


def _repeated(text: s.Text) -> Iterator[Diagnostic]:
    written = _written(text)
    for language in dict.fromkeys(written):
        if written.count(language) > 1:
            yield Diagnostic(
                "repeated-language",
                told("this phrase is written twice in `{language}`", language=language),
                (Label(text.span),),
                "keep one of the two, or mend the language of the other",
            )
