"""The question that somebody means who writes it in words instead of by its name, and those that come near it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import log, sqrt

from dsl.typed import program as p
from engine.model.asked import ask
from engine.model.expressions import inputs_in

Synonyms = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Of each language what everyday words stand for."""

_WORD = r"[\w-]*\w"

_ENOUGH = 0.6
"""Of the words of a question so many must be those of the one that is meant."""

_OWN = 2
"""A word of the question itself counts so many times as one of its rules."""

_FEW = 20
"""The rules of a question count for less the more words than these they have: many have something of everything."""

_STEM = 5
"""Words that begin with so many letters alike are taken for one."""

MOST_NEAR = 3
"""How many of the nearest questions are named."""


def question_in_words(program: p.Program, written: str) -> str | None:
    """The name of the question that shares the most words with what is written, in any language; None if few.

    Of several that share as many it is the one with the shortest name: the plainest.
    """
    named = re.sub(r"\s+", "-", written.strip().casefold())
    if named in program.questions:
        return named
    words = _words(written)
    if len(words) < 2:  # one word is a name
        return None
    found: list[tuple[float, int, str]] = []
    for name, question in program.questions.items():
        for _, text in question.text.texts:
            told = _words(text)
            found.append((-len(words & told) / len(words), len(name), name))
    share, _, name = min(found, default=(0, 0, ""))
    return name if -share >= _ENOUGH else None


def questions_near(program: p.Program, written: str, synonyms: Synonyms) -> dict[str, str]:
    """The questions nearest to what is written by its words, each in the language of these; none for a single word.

    `synonyms` says for each language what everyday words stand for. A word counts for more the fewer questions it
    bears on: in their own words, or in those of the rules that they come to and of the facts that these look at.
    """
    if len(_words(written)) < 2:
        return {}
    found: list[tuple[float, str, str]] = []
    for language in program.edition.languages:
        words = _words(written) | _meant(written, synonyms.get(language, {}))
        told = {name: _told(program, name, language) for name in program.questions}
        bears = {name: _alike(words, own) | _alike(words, rules) for name, (own, rules) in told.items()}
        frequent = Counter(word for bearing in bears.values() for word in bearing)
        for name, (own, rules) in told.items():
            weights = {word: log(1 + len(told) / frequent[word]) for word in bears[name]}
            score = sum(weights[word] for word in _alike(words, own)) * _OWN
            score += sum(weights[word] for word in _alike(words, rules)) / sqrt(1 + len(rules) / _FEW)
            found.append((-score, name, program.questions[name].text.in_language(language)))
    near: dict[str, str] = {}
    for score, name, text in sorted(found):
        if score < 0 and len(near) < MOST_NEAR:
            near.setdefault(name, text)
    return near


def _meant(written: str, synonyms: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The words for which everyday ones stand that are written."""
    plain = f" {' '.join(re.findall(_WORD, written.casefold()))} "
    meant = (text for typed, texts in synonyms.items() if f" {typed.casefold()} " in plain for text in texts)
    return set[str]().union(*map(_words, meant))


def _told(program: p.Program, question: str, language: str) -> tuple[set[str], set[str]]:
    """The words of a question, and those of the norms that it comes to and of the facts that these look at."""
    own = _words(program.questions[question].text.in_language(language))
    norms = [program.norms[ground.norm] for ground in ask(program, program.questions[question]).grounds]
    return own, set[str]().union(
        *(_words(text.in_language(language)) for norm in norms for text in _of_norm(program, norm))
    )


def _of_norm(program: p.Program, norm: p.Norm) -> Iterator[p.Phrase]:
    yield norm.text
    for condition in norm.conditions:
        for kind, name in inputs_in(condition.expression):
            if kind == "fact":
                yield program.facts[name].ask or program.facts[name].text


def _alike(words: set[str], told: set[str]) -> set[str]:
    """The words that are told, too, or that begin like one which is."""
    stems = {word[:_STEM] for word in told}
    return {word for word in words if word in told or (len(word) >= _STEM and word[:_STEM] in stems)}


def _words(text: str) -> set[str]:
    return set(re.findall(_WORD, text.casefold()))
