"""An opinion laid out as sections, the same for every format: a heading, paragraphs, and items that may nest.

The opinion itself comes first; what stands in its annex can be torn off.
"""

from collections.abc import Collection, Iterable
from typing import Literal

from dsl.frozen import dataclass, replace
from engine.explain.acts import Act
from engine.explain.argument import Paragraph, Point
from engine.explain.counter import Counter, OpenReading
from engine.explain.dates import Dated
from engine.explain.granted import Granted, of_each
from engine.explain.means import line_of
from engine.explain.narrative import Matter
from engine.explain.opinion import MissingFact, Opinion
from engine.explain.reasoning import Reason
from engine.explain.resting_readings import DECIDED
from engine.print.facts_by_standing import facts_by_standing, settings
from engine.tongues import tongue
from engine.tongues.words import Words
from engine.tongues.writing import capital, ended

MOST_MISSING = 8
"""How many missing facts an opinion asks for; the command `facts` lists them all."""

MOST_CHANGES = 8
"""How many changes an annex names; the others are counted, and are all in the answer as data."""

MOST_MOMENTS = 12
"""How many moments the opinion itself shows; of more, what is settled stands in the annex alone."""

MOST_GRANTED = 5
"""How many reasons for what is taken for granted the opinion itself names; where there are more, the annex has all."""

MOST_ALIKE = 3
"""How many points that are taken for granted for one reason the opinion itself names, or one more than that."""

MOST_IN_BRIEF = 3
"""How many items of a section a first look needs: of a calculation the last ones, one fewer."""

MOST_AT_FIRST, SHORT = 2, 160
"""How many sentences a first look tells of what a sole ground rests on, and how many signs each may have."""

MOST_GRANTED_IN_BRIEF = 2
"""How many of the matters that are taken for granted a first look names."""

MOST_RESERVED_IN_BRIEF = 2
"""How many reservations a first look needs, of which the case's own come first."""

_FEW_IN_BRIEF = {"counters": 1, "missing": MOST_IN_BRIEF + 1}
"""Where a first look takes another number: what is missing is counted."""

SectionKey = Literal[
    "acts",
    "nearest",
    "look",
    "contradictions",
    "missing",
    "range",
    "facts",
    "dates",
    "argument",
    "counters",
    "granted",
    "sources",
    "reservations",
    "calculation",
    "established",
    "reasons",
    "details",
    "rejected",
    "readings",
    "changes",
]


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
    """A heading with paragraphs and items; `key` names it for styles and links.

    Items that are `numbered` carry their own numbers; those of a `running` section are paragraphs, the text of their
    children following on.
    """

    key: SectionKey
    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    numbered: bool = False
    running: bool = False
    in_annex: bool = False


_BRIEF: tuple[SectionKey, ...] = (
    "acts",
    "nearest",
    "look",
    "contradictions",
    "missing",
    "range",
    "argument",
    "counters",
    "sources",
    "reservations",
)


def sections(opinion: Opinion) -> tuple[Section, ...]:
    """The sections of an opinion after its question and short answer, in order, empty ones left out."""
    laid_out = _Layout(opinion)
    found = [*laid_out.itself(), *(replace(section, in_annex=True) for section in laid_out.annex())]
    if opinion.brief:
        argued = {item.citation for section in found if section.key == "argument" for item in section.items}
        found = [_in_brief(section, argued) for section in found if section.key in _BRIEF]
    return tuple(section for section in found if section.paragraphs or section.items)


class _Layout:
    """Lays out one opinion."""

    def __init__(self, opinion: Opinion) -> None:
        self.opinion, self.words = opinion, tongue(opinion.language).advice

    def itself(self) -> list[Section]:
        """What is signed."""
        opinion, words = self.opinion, self.words
        is_short = len(opinion.dates) <= MOST_MOMENTS
        look = (*(Item(text) for text in opinion.look), *_asked_for(opinion.outside, words))
        against = tuple(Item(ended(counter.text), citation=counter.citation) for counter in self._counters())
        impossible = tuple(Item(ended(text)) for text in opinion.contradictions)
        return [
            self._section("acts", "acts", items=map(_acted, opinion.acts)),
            self._section("nearest", "nearest", opinion.silence, map(Item, opinion.nearest)),
            self._section("look", "look", items=look),
            self._section("contradictions", "contradictions", (words["sensitive"],) if impossible else (), impossible),
            self._section("missing", "missing", self._missing_lead(), self._missing()),
            self._section("range", "range", (opinion.extent,) if opinion.extent else ()),
            self._section(
                "facts", "facts", (words["no_facts"],) if self._rests_on_nothing() else (), map(_told, opinion.matters)
            ),
            self._dates(opinion.dates) if is_short else self._fewer_dates(),
            replace(self._section("argument", "reasons", items=map(self._argued, self._paragraphs())), running=True),
            self._section("counters", "counters", items=against),
            self._granted(MOST_GRANTED),
            self._sources(),
            self._section("reservations", "reservations", items=self._reservations()),
        ]

    def annex(self) -> list[Section]:
        """What stands behind it."""
        opinion = self.opinion
        figures = (Item(figure.text, figure.label, figure.citation) for figure in opinion.calculation)
        rejected = (Item(each.text, citation=each.citation) for each in opinion.rejected)
        return [
            self._dates(() if len(opinion.dates) <= MOST_MOMENTS else opinion.dates),
            self._section("calculation", "calculation", items=figures),
            self._granted(None) if self._grants_more() else Section("granted", ""),
            replace(self._section("reasons", "steps", items=map(_reason, opinion.reasons)), numbered=True),
            replace(self._section("details", "details", items=map(_reason, opinion.details)), numbered=True),
            self._section("rejected", "rejected", items=rejected),
            self._section("readings", "readings", items=map(self._reading, opinion.readings)),
            self._changes(),
            self._established(),
        ]

    def _section(
        self, key: SectionKey, title: str, paragraphs: Iterable[str] = (), items: Iterable[Item] = ()
    ) -> Section:
        """A section under its heading, which one that is empty doesn't need."""
        found, listed = tuple(paragraphs), tuple(items)
        return Section(key, self.words[title] if found or listed else "", found, listed)

    # ---- sections of the opinion itself

    def _counters(self) -> tuple[Counter, ...]:
        """What the other side can say; a first look leaves out readings where its answer names several already."""
        opinion = self.opinion
        others = tuple(counter for counter in opinion.counters if not counter.is_reading)
        names_several = opinion.rests_on_more and len(opinion.counters) - len(others) > 1
        return others if opinion.brief and names_several else opinion.counters

    def _rests_on_nothing(self) -> bool:
        """Whether an answer is given although no fact was told that it rests on."""
        return self.opinion.answer in DECIDED and not (self.opinion.matters or self.opinion.dates)

    def _paragraphs(self) -> Iterable[Paragraph]:
        """The paragraphs of the argument; at a first look the last ones that work something out, which name what with.

        What holds on a condition alone is told with that condition.
        """
        argument = self.opinion.argument
        if not self.opinion.brief:
            return argument
        found = [paragraph for paragraph in argument if not paragraph.is_set] or [*argument]
        lead = next((at for at, paragraph in enumerate(found) if paragraph.leads), None)
        if lead is not None:
            return (found[lead], *found[lead + 1 :][-MOST_IN_BRIEF:])
        is_counted = not any(paragraph.number for paragraph in found)
        return found[1 - MOST_IN_BRIEF :] if is_counted and len(found) > MOST_IN_BRIEF else found

    def _argued(self, paragraph: Paragraph) -> Item:
        """A paragraph of the argument, with the sentences that follow on."""
        points = self._at_first(paragraph) if self.opinion.brief else paragraph.points
        children = tuple(Item(point.text, citation=point.citation) for point in points)
        return Item(paragraph.text, paragraph.number, paragraph.citation, "", children)

    def _at_first(self, paragraph: Paragraph) -> tuple[Point, ...]:
        """What follows on at a first look: a missing reason, or of a sole paragraph what is said shortly."""
        if paragraph.needs_point:
            return paragraph.points[:1]
        if len(self.opinion.argument) > 1:
            return ()
        return tuple(point for point in paragraph.points if len(point.text) <= SHORT)[:MOST_AT_FIRST]

    def _missing_lead(self) -> tuple[str, ...]:
        opinion = self.opinion
        if not opinion.missing:
            return ()
        if opinion.missing_bounded or opinion.missing_sampled:
            return (self.words["missing_lead_bounded" if opinion.missing_bounded else "missing_lead_sampled"],)
        alone = "missing_lead_alone" if len(opinion.missing) == 1 else "missing_lead"
        return (self.words["missing_lead_outside" if opinion.outside else alone],)

    def _missing(self) -> tuple[Item, ...]:
        most = MOST_IN_BRIEF if self.opinion.brief else MOST_MISSING
        items = _asked_for(self.opinion.missing[:most], self.words)
        left = len(self.opinion.missing) - len(items)
        if not left:
            return items
        more = self.words["missing_one_more" if left == 1 else "missing_more"]
        return (*items, Item(more.format(number=left)))

    def _dates(self, dates: tuple[Dated, ...]) -> Section:
        inner, apart = tongue(self.opinion.language).inner, self.words["semicolon"]
        items = tuple(
            Item(apart.join((dated.label, *map(inner, dated.also))), dated.shown, dated.citation) for dated in dates
        )
        return self._section("dates", "deadlines", items=items)

    def _fewer_dates(self) -> Section:
        """The moments without the deadlines that are neither running nor missed, each by one name."""
        dates = [dated for dated in self.opinion.dates if dated.kind != "deadline" or dated.awaits or dated.is_missed]
        items = tuple(Item(dated.label, dated.shown, dated.citation) for dated in dates)
        return self._section("dates", "deadlines", items=items)

    def _reasons_granted(self) -> dict[tuple[str, str], list[str]]:
        """What is taken for granted by the article and the reason for which it is."""
        grouped: dict[tuple[str, str], list[Granted]] = {}
        for item in self.opinion.granted:
            grouped.setdefault((item.article, item.because), []).append(item)
        own = tongue(self.opinion.language)
        return {reason: of_each(own, items) for reason, items in grouped.items()}

    def _grants_more(self) -> bool:
        """Whether more is taken for granted than the opinion itself names."""
        grouped = self._reasons_granted()
        return len(grouped) > MOST_GRANTED or any(len(texts) > MOST_ALIKE + 1 for texts in grouped.values())

    def _granted(self, most: int | None) -> Section:
        """What is taken for granted, what has one reason together, and who would have to prove it."""
        words, grouped, unset = self.words, self._reasons_granted(), settings(self.opinion)
        if not (grouped or unset):
            return Section("granted", "")
        items = []
        for (article, because), texts in list(grouped.items())[:most]:
            shown = texts if most is None or len(texts) <= MOST_ALIKE + 1 else texts[:MOST_ALIKE]
            text = capital(words["semicolon"].join(shown))
            if left := len(texts) - len(shown):
                text = words.say("granted_likewise", text=text, number=tongue(self.opinion.language).number_word(left))
            key = "granted_by_law" if article else "granted_since"
            items.append(Item(words.say(key, text=text, article=article, because=ended(because))))
        left = len(grouped) - len(items)
        for setting in unset:
            text = words.say("granted_as_set", text=capital(setting.text))
            items.append(
                Item(" ".join(part for part in (text, setting.otherwise) if part), typed=line_of(setting.fact))
            )
        if left:
            number = capital(tongue(self.opinion.language).number_word(left))
            items.append(Item(words.say("granted_in_annex_one" if left == 1 else "granted_in_annex", number=number)))
        if self.opinion.burden:
            items.append(Item(self.opinion.burden))
        return self._section("granted", "granted_heading", (words["granted_lead"],), items)

    def _reservations(self) -> tuple[Item, ...]:
        """What the reader must keep in mind; of a first look also how much is taken for granted."""
        told, unset = tuple(map(Item, self.opinion.reservations)), settings(self.opinion)
        if not self.opinion.brief:
            return told
        own, told = tongue(self.opinion.language), told[:MOST_RESERVED_IN_BRIEF]
        texts = [*of_each(own, self.opinion.granted), *(setting.text for setting in unset)]
        if not texts:
            return told
        key = "granted_in_brief" if len(texts) <= MOST_GRANTED_IN_BRIEF else "granted_in_brief_more"
        named = self.words["semicolon"].join(texts[:MOST_GRANTED_IN_BRIEF])
        granted = self.words.say(key, facts=named, number=own.number_word(len(texts)))
        return (Item(" ".join((granted, *(setting.otherwise for setting in unset if setting.otherwise)))), *told)

    def _sources(self) -> Section:
        source = self.opinion.source
        parts = [source.title, source.edition]
        if source.fingerprint:
            parts.append(self.words["fingerprint"].format(fingerprint=source.fingerprint))
        return Section("sources", self.words["sources"], (), (Item(", ".join(parts)),))

    # ---- sections of the annex

    def _reading(self, reading: OpenReading) -> Item:
        """A point on which readings differ; where none of them decides anything yet, without what they lead to."""
        words = self.words
        if not reading.decides:
            preferred = next((option for option in reading.options if option.preference), None)
            shown = words["reading_so_far"].format(reading=preferred.text.rstrip(".")) if preferred else ""
            return Item(f"{reading.question} {shown}".strip(), "", reading.citation)
        options = []
        for option in reading.options:
            text = words["reading_under"].format(reading=option.text.rstrip("."), outcome=option.outcome)
            argument = (Item(words["argument"].format(argument=ended(option.argument))),) if option.argument else ()
            options.append(Item(text, option.preference, "", "", argument))
        return Item(reading.question, "", reading.citation, "", tuple(options))

    def _changes(self) -> Section:
        """What would give another answer, the nearest first."""
        opinion, words = self.opinion, self.words
        told: dict[str, Item] = {}
        for turn in opinion.turns:  # two facts may say one and the same thing where they are otherwise
            text = capital(ended(words["semicolon"].join(turn.changes)))
            told.setdefault(text, Item(text, capital(", ".join(part for part in (turn.power, turn.time) if part))))
        items = [*told.values()][:MOST_CHANGES]
        if left := len(told) - len(items):
            items.append(Item(words.say("changes_more_one" if left == 1 else "changes_more", number=left)))
        lead = "changes_lead_bounded" if opinion.turns_bounded else "changes_lead" if opinion.turns else ""
        if opinion.turns_bounded and not opinion.turns:
            lead = "changes_unfinished"
        return self._section("changes", "changes", (words[lead],) if lead else (), items)

    def _established(self) -> Section:
        """The facts one by one, by standing."""
        of_standings = facts_by_standing(self.opinion)
        items = (Item(title, children=tuple(map(Item, texts))) for title, texts in of_standings)
        return self._section("established", "all_facts", items=items)


def _acted(act: Act) -> Item:
    return Item(ended(act.text) if act.day else capital(ended(act.text)), act.day, act.citation)


def _told(matter: Matter) -> Item:
    """What is known of a matter, under its name where it has one."""
    return Item(capital(ended(matter.text)), matter.title)


def _reason(reason: Reason, above: str = "") -> Item:
    """A step with its citation, which is not said again where it is that of the step above."""
    return Item(
        reason.text,
        reason.number,
        "" if reason.citation == above else reason.citation,
        "",
        tuple(_reason(child, reason.citation) for child in reason.children),
    )


def _asked_for(facts: tuple[MissingFact, ...], words: Words) -> tuple[Item, ...]:
    """What the reader is asked for, and how it is given on a terminal."""
    return tuple(
        Item(
            missing.question,
            words["decisive"] if missing.decisive else "",
            "",
            means.line,
            tuple(Item(text, typed=name) for name, text in means.options),
        )
        for missing, means in ((missing, missing.means) for missing in facts)
    )


def _in_brief(section: Section, argued: Collection[str]) -> Section:
    """The items of a section that tell most, without what follows on them; acts cite nothing that was `argued`."""
    items = section.items[: _FEW_IN_BRIEF.get(section.key, MOST_IN_BRIEF)]
    if section.key == "argument":
        grounds = tuple(item for item in section.items if item.mark)
        # what else there is to say of several stands in the annex, which a first look does without
        return replace(section, items=grounds[:MOST_IN_BRIEF] or section.items)
    if section.key == "acts":
        items = tuple(replace(item, citation="") if item.citation in argued else item for item in items)
    return replace(section, items=tuple(replace(item, children=()) for item in items))
