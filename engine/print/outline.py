"""An opinion laid out as sections, the same for every format: a heading, paragraphs, and items that may nest."""

from dsl.frozen import dataclass, replace
from engine.explain.opinion import MissingFact, OpenReading, Opinion
from engine.explain.reasoning import Reason
from engine.tongues import tongue
from engine.tongues.words import Words
from engine.tongues.writing import capital

MOST_MISSING = 12
"""How many missing facts an opinion asks for; the command `facts` lists them all."""

MOST_CHANGES = 8
"""How many changes an opinion names; the others are counted, and are all in the answer as data."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its number or mark, its text, its citation, what the reader types, and the entries below it."""

    text: str
    mark: str = ""
    citation: str = ""
    typed: str = ""
    children: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs and items; `key` names it for styles and links."""

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    numbered: bool = False


_LEFT_OUT_IN_BRIEF = ("facts", "rejected", "dates", "details")


def sections(opinion: Opinion) -> tuple[Section, ...]:
    """The sections of an opinion after its question and short answer, in order, empty ones left out."""
    words = tongue(opinion.language).advice
    found = [
        Section("nearest", words["nearest"], opinion.silence, tuple(Item(text) for text in opinion.nearest)),
        Section(
            "look", words["look"], (), (*(Item(text) for text in opinion.look), *_asked_for(opinion.outside, words))
        ),
        Section(
            "contradictions",
            words["contradictions"],
            (words["sensitive"],) if opinion.contradictions else (),
            tuple(Item(ended(text)) for text in opinion.contradictions),
        ),
        Section("missing", words["missing"], _missing_lead(opinion), _missing(opinion)),
        Section("range", words["range"], (opinion.extent,) if opinion.extent else ()),
        _granted(opinion),
        _facts(opinion),
        Section("contested", words["contested"], (), tuple(Item(contest.text) for contest in opinion.contested)),
        Section(
            "calculation",
            words["calculation"],
            (),
            tuple(Item(text, citation=citation) for text, citation in opinion.calculation),
        ),
        Section(
            "reasons",
            words["reasons"],
            (),
            tuple(
                replace(_reason(reason), children=()) if opinion.brief else _reason(reason)
                for reason in opinion.reasons
            ),
            True,
        ),
        Section(
            "rejected",
            words["rejected"],
            (),
            tuple(Item(rejection.text, citation=rejection.citation) for rejection in opinion.rejected),
        ),
        Section("readings", words["readings"], (), _readings(opinion)),
        _changes(opinion),
        Section(
            "dates",
            words["deadlines"],
            (),
            tuple(Item(dated.label, dated.shown, dated.citation) for dated in opinion.dates),
        ),
        _sources(opinion),
        Section("reservations", words["reservations"], (), tuple(Item(text) for text in opinion.reservations)),
        Section(
            "details",
            words["details"],
            (words["details_lead"],) if opinion.details else (),
            tuple(_reason(reason) for reason in opinion.details),
            True,
        ),
    ]
    left_out = _LEFT_OUT_IN_BRIEF if opinion.brief else ()
    return tuple(section for section in found if section.key not in left_out and (section.paragraphs or section.items))


def _changes(opinion: Opinion) -> Section:
    """What would give another answer, the nearest first."""
    words = tongue(opinion.language).advice
    items = [
        Item(
            ended(words["semicolon"].join(turn.changes)),
            ", ".join(part for part in (turn.power, turn.time) if part),
        )
        for turn in opinion.turns[:MOST_CHANGES]
    ]
    if left := len(opinion.turns) - len(items):
        items.append(Item(words.say("changes_more_one" if left == 1 else "changes_more", number=left)))
    lead = (words["changes_lead_bounded" if opinion.turns_bounded else "changes_lead"],) if opinion.turns else ()
    return Section("changes", words["changes"], lead, tuple(items))


def _granted(opinion: Opinion) -> Section:
    """What is taken for granted, what has one reason together."""
    if not opinion.granted:
        return Section("granted", "")
    words = tongue(opinion.language).advice
    grouped: dict[tuple[str, str], list[str]] = {}
    for item in opinion.granted:
        grouped.setdefault((item.article, item.because), []).append(item.text)
    items = []
    for (article, because), texts in grouped.items():
        text = capital(words["semicolon"].join(texts))
        told = words.say("granted_since", text=text, because=ended(because))
        if article:
            told = words.say("granted_by_law", text=text, article=article, because=ended(because))
        items.append(Item(told))
    return Section("granted", words["granted_heading"], (words["granted_lead"],), tuple(items))


def _facts(opinion: Opinion) -> Section:
    """The facts by standing."""
    words = tongue(opinion.language).advice
    if opinion.answer == "silent":
        return Section("facts", words["facts"])
    items = []
    for standing in dict.fromkeys(relied.standing for relied in opinion.facts):
        title = words["contested_fact" if standing == "contested" else standing]
        items.append(
            Item(
                title + words["colon"],
                children=tuple(
                    Item(
                        ended(
                            words["evidence"].format(text=relied.text, note=relied.note) if relied.note else relied.text
                        )
                    )
                    for relied in opinion.facts
                    if relied.standing == standing
                ),
            )
        )
    return Section("facts", words["facts"], () if items else (words["no_facts"],), tuple(items))


def _reason(reason: Reason, above: str = "") -> Item:
    """A step with its citation, which is not said again where it is that of the step above."""
    return Item(
        reason.text,
        reason.number,
        "" if reason.citation == above else reason.citation,
        "",
        tuple(_reason(child, reason.citation) for child in reason.children),
    )


def _missing_lead(opinion: Opinion) -> tuple[str, ...]:
    words = tongue(opinion.language).advice
    if not opinion.missing:
        return ()
    if opinion.missing_bounded:
        return (words["missing_lead_bounded"],)
    return (words["missing_lead_sampled" if opinion.missing_sampled else "missing_lead"],)


def _asked_for(facts: tuple[MissingFact, ...], words: Words) -> tuple[Item, ...]:
    """What the reader is asked for, and how it is given."""
    return tuple(
        Item(
            missing.question,
            words["decisive"] if missing.decisive else "",
            "",
            missing.means.line,
            tuple(Item(text, typed=name) for name, text in missing.means.options),
        )
        for missing in facts
    )


def _missing(opinion: Opinion) -> tuple[Item, ...]:
    words = tongue(opinion.language).advice
    items = _asked_for(opinion.missing[:MOST_MISSING], words)
    left = len(opinion.missing) - len(items)
    return (*items, Item(words["missing_more"].format(number=left))) if left else items


def _readings(opinion: Opinion) -> tuple[Item, ...]:
    return tuple(_reading(reading, opinion.language) for reading in opinion.readings)


def _reading(reading: OpenReading, language: str) -> Item:
    """A point on which readings differ; where none of them decides anything yet, without what they lead to."""
    words = tongue(language).advice
    if len({option.outcome for option in reading.options}) == 1:
        preferred = next((option for option in reading.options if option.preference), None)
        shown = words["reading_so_far"].format(reading=preferred.text.rstrip(".")) if preferred else ""
        return Item(f"{reading.question} {shown}".strip(), "", reading.citation)
    return Item(
        reading.question,
        "",
        reading.citation,
        "",
        tuple(
            Item(
                words["reading_under"].format(reading=option.text.rstrip("."), outcome=option.outcome),
                option.preference,
                "",
                "",
                (Item(words["argument"].format(argument=ended(option.argument))),) if option.argument else (),
            )
            for option in reading.options
        ),
    )


def _sources(opinion: Opinion) -> Section:
    words = tongue(opinion.language).advice
    source = opinion.source
    parts = [source.title, source.edition]
    if source.fingerprint:
        parts.append(words["fingerprint"].format(fingerprint=source.fingerprint))
    return Section("sources", words["sources"], (), (Item(", ".join(parts)),))


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text[-1:] in ".?!»”" else f"{text}."
