"""Realistic edits of how a contract is built: of its lists, paragraphs and clauses, and of how it is set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from composed import Clause, Composer, Paragraph, Setting, printed, replaced_clause
from edits import Became, Edit, rated

Build = tuple[tuple[Clause, ...], *tuple[tuple[Became, ...], ...]]
"""The clauses, and each way in which one may say what became of them."""


def _at_list(clauses: tuple[Clause, ...], random: Random) -> tuple[int, int] | None:
    """A list of more than three items."""
    found = [
        (at, number)
        for at, clause in enumerate(clauses)
        for number, paragraph in enumerate(clause.paragraphs)
        if len(paragraph.items) > 3
    ]
    return random.choice(found) if found else None


def dropped_item(clauses: tuple[Clause, ...], random: Random, _composer: Composer) -> Build | None:
    """An item less; those after it bear the letters before theirs."""
    place = _at_list(clauses, random)
    if place is None:
        return None
    own = clauses[place[0]].paragraphs[place[1]]
    gone = random.randrange(len(own.items) - 1)
    new = replace(own, items=own.items[:gone] + own.items[gone + 1 :])
    return replaced_clause(clauses, *place, new), (Became("removed", own.items[gone]),)


def added_item(clauses: tuple[Clause, ...], random: Random, composer: Composer) -> Build | None:
    """An item more."""
    place = _at_list(clauses, random)
    if place is None:
        return None
    own = clauses[place[0]].paragraphs[place[1]]
    at = random.randrange(len(own.items))
    item = composer.sentence()[:-1].lower() + ";"
    new = replace(own, items=(*own.items[:at], item, *own.items[at:]))
    return replaced_clause(clauses, *place, new), (Became("added", None, (item,)),)


def moved_item(clauses: tuple[Clause, ...], random: Random, _composer: Composer) -> Build | None:
    """The first item after the third."""
    place = _at_list(clauses, random)
    if place is None:
        return None
    own = clauses[place[0]].paragraphs[place[1]]
    first, second, third, *others = own.items
    new = replace(own, items=(second, third, first, *others))
    return replaced_clause(clauses, *place, new), (Became("moved", first, (first,)),)


def _unlike_others(clauses: tuple[Clause, ...], random: Random) -> int | None:
    """A clause but the last that shares no words with another, so that one can tell what became of it."""
    counted = Counter(text for clause in clauses for text in _texts(clause))
    found = [at for at, clause in enumerate(clauses[:-1]) if all(counted[text] == 1 for text in _texts(clause))]
    return random.choice(found) if found else None


def dropped_clause(clauses: tuple[Clause, ...], random: Random, _composer: Composer) -> Build | None:
    """A clause less; those after it bear the number before theirs."""
    gone = _unlike_others(clauses, random)
    if gone is None:
        return None
    became = tuple(Became("removed", text) for text in _texts(clauses[gone]))
    return clauses[:gone] + clauses[gone + 1 :], became


def added_clause(clauses: tuple[Clause, ...], random: Random, composer: Composer) -> Build | None:
    """A clause more, somewhere within."""
    at = random.randrange(1, len(clauses))
    new = Clause("Cautio", (Paragraph((composer.sentence(), composer.sentence())), Paragraph((composer.sentence(),))))
    return (*clauses[:at], new, *clauses[at:]), tuple(Became("added", None, (text,)) for text in _texts(new))


def moved_clause(clauses: tuple[Clause, ...], random: Random, _composer: Composer) -> Build | None:
    """A clause put after the last, which far more passages separate it from than it has."""
    at = _unlike_others(clauses, random)
    if at is None:
        return None
    own, following = _texts(clauses[at]), [text for clause in clauses[at + 1 :] for text in _texts(clause)]
    if 2 * len(own) >= len(following):
        return None
    moved = tuple(Became("moved", text, (text,)) for text in own)
    return (*clauses[:at], *clauses[at + 1 :], clauses[at]), moved


def moved_sentence(clauses: tuple[Clause, ...], random: Random, _composer: Composer) -> Build | None:
    """A sentence put at the end of another clause."""
    places = _of_several_sentences(clauses[:-2])
    if not places:
        return None
    at, number = random.choice(places)
    own = clauses[at].paragraphs[number]
    chosen = random.randrange(len(own.sentences))
    sentence = own.sentences[chosen]
    left = replace(own, sentences=own.sentences[:chosen] + own.sentences[chosen + 1 :])
    first = clauses[-1].paragraphs[0]
    there = replace(first, sentences=(*first.sentences, sentence))
    new = replaced_clause(replaced_clause(clauses, at, number, left), len(clauses) - 1, 0, there)
    return new, (Became("moved", sentence, (sentence,)),)


def _of_several_sentences(clauses: tuple[Clause, ...]) -> list[tuple[int, int]]:
    """The places of paragraphs with more than one sentence: the clause, and the paragraph in it."""
    return [
        (at, number)
        for at, clause in enumerate(clauses)
        for number, paragraph in enumerate(clause.paragraphs)
        if len(paragraph.sentences) > 1
    ]


def merged_sentences(clauses: tuple[Clause, ...], random: Random, composer: Composer) -> Build | None:
    """Two sentences made into one, which has the numbers and the modal verbs of both."""
    places = _of_several_sentences(clauses)
    if not places:
        return None
    at, number = random.choice(places)
    own = clauses[at].paragraphs[number]
    one, other, *others = own.sentences
    merged = f"{one[:-1]} {composer.words.joint} {other[0].lower()}{other[1:]}"
    new = replaced_clause(clauses, at, number, replace(own, sentences=(merged, *others)))
    return new, *(
        (Became(rated(kept, merged), kept, (merged,)), Became("removed", gone))
        for kept, gone in ((one, other), (other, one))
    )


def joined_paragraphs(clauses: tuple[Clause, ...], random: Random, _composer: Composer) -> Build | None:
    """Two paragraphs made into one: no word changes, only where it stands."""
    return _parted(clauses, random, lambda one, other: (Paragraph((*one.sentences, *other.sentences)),))


def _parted(
    clauses: tuple[Clause, ...], random: Random, made: Callable[[Paragraph, Paragraph], tuple[Paragraph, ...]]
) -> Build | None:
    places = [
        (at, number)
        for at, clause in enumerate(clauses)
        for number in range(len(clause.paragraphs) - 1)
        if not clause.paragraphs[number].items and not clause.paragraphs[number + 1].items
    ]
    if not places:
        return None
    at, number = random.choice(places)
    own = clauses[at].paragraphs
    kept = (*own[:number], *made(own[number], own[number + 1]), *own[number + 2 :])
    return (*clauses[:at], replace(clauses[at], paragraphs=kept), *clauses[at + 1 :]), ()


def parted_paragraph(clauses: tuple[Clause, ...], random: Random, _composer: Composer) -> Build | None:
    """A paragraph made into two."""
    places = [
        (at, number)
        for at, clause in enumerate(clauses)
        for number, paragraph in enumerate(clause.paragraphs)
        if len(paragraph.sentences) > 1 and not paragraph.items
    ]
    if not places:
        return None
    at, number = random.choice(places)
    own = clauses[at].paragraphs
    first, *others = own[number].sentences
    kept = (*own[:number], Paragraph((first,)), Paragraph(tuple(others)), *own[number + 1 :])
    return (*clauses[:at], replace(clauses[at], paragraphs=kept), *clauses[at + 1 :]), ()


def _texts(clause: Clause) -> tuple[str, ...]:
    return (
        clause.heading,
        *(text for paragraph in clause.paragraphs for text in (*paragraph.sentences, *paragraph.items)),
    )


BUILDS: tuple[Callable[[tuple[Clause, ...], Random, Composer], Build | None], ...] = (
    dropped_item, added_item, moved_item, dropped_clause, added_clause, moved_clause, moved_sentence,
    merged_sentences, joined_paragraphs, parted_paragraph,
)  # fmt: skip

SETTINGS: dict[str, Callable[[Setting], Setting]] = {
    "narrower lines": lambda setting: replace(setting, width=61),
    "wider lines": lambda setting: replace(setting, width=133),
    "hyphenation": lambda setting: replace(setting, width=71, is_hyphenated=True),
    "relabelling": lambda setting: replace(setting, labels="numbers" if setting.labels == "letters" else "letters"),
    "renumbering": lambda setting: replace(setting, first=3),
    "no blank lines": lambda setting: replace(setting, are_paragraphs_apart=False),
}


def built(kind: Callable[[tuple[Clause, ...], Random, Composer], Build | None], clauses: tuple[Clause, ...],
          setting: Setting, random: Random, composer: Composer) -> Edit | None:  # fmt: skip
    """An edit of a contract's build, as two texts."""
    found = kind(clauses, random, composer)
    if found is None:
        return None
    new, *ways = found
    return Edit(kind.__name__, printed(clauses, setting), printed(new, setting), tuple(ways))
