"""An opinion: all that is said in reply to a question, as data in one language. How it looks is decided elsewhere."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Answer, Missing
from engine.answer.layers import Layers
from engine.answer.ordinary import in_the_ordinary_course
from engine.case.case import AS_OF, Case
from engine.case.memo_file import Memo
from engine.explain.acts import Act, Acting
from engine.explain.argument import Arguing, Paragraph
from engine.explain.beforehand import beforehand, left_aside
from engine.explain.brief import short_answer
from engine.explain.calculation import Figure, calculation, lines
from engine.explain.cite import Citer
from engine.explain.cited import nearest
from engine.explain.counter import Counter, OpenReading, ReadingOption, counters
from engine.explain.dates import Dated, moments
from engine.explain.difference import Side, side_of
from engine.explain.granted import Granted, Granting, Supposed
from engine.explain.impossible import impossible
from engine.explain.means import Means, means_of
from engine.explain.narrative import Matter, narrative
from engine.explain.reasoning import Reason, Reasoner, Rejection
from engine.explain.relied import Relied, relied_on, reservations, used
from engine.explain.resting_readings import resting_readings, under_reading
from engine.explain.sentences import Sentences
from engine.explain.set_otherwise import with_otherwise
from engine.explain.stale import stale_sentences
from engine.explain.step import Step
from engine.explain.still_possible import still_possible
from engine.explain.told_along import tells_along, told_along
from engine.explain.trace import trace
from engine.explain.ways import ways
from engine.explain.whatif import Contest, Turn, contests, presumptions_turned, turns
from engine.explain.wording import Wording
from engine.library.library import EditionEntry
from engine.tongues.writing import capital


@dataclass(frozen=True, slots=True)
class MissingFact:
    """An unknown fact: its plain question, whether it can settle the matter alone, and how to give it."""

    question: str
    decisive: bool
    how: Callable[[], Means]
    """Gives how it is given: of many facts that are missing, few are ever laid out."""

    @property
    def means(self) -> Means:
        """How it is given."""
        return self.how()


@dataclass(frozen=True, slots=True)
class Source:
    """The document that was applied, its edition, and the state of the knowledge base."""

    title: str
    edition: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A whole opinion. `short` is one sentence, and what it rests on; lists are empty where there is nothing to say."""

    language: str
    memo: Memo
    place_and_date: str
    document: str
    question: str
    as_of: str
    answer: str
    short: str
    side: Side
    """Where the document stands, beside others."""

    rests_on_more: bool
    """Whether sentences follow the first of the short answer: what it takes for granted, its reading, the burden."""

    # what the opinion itself holds
    acts: tuple[Act, ...]
    matters: tuple[Matter, ...]
    dates: tuple[Dated, ...]
    argument: tuple[Paragraph, ...]
    counters: tuple[Counter, ...]
    granted: tuple[Granted, ...]
    """What is taken for granted, since nobody mentioned it; each is listed because the answer rests on it."""

    burden: str
    missing: tuple[MissingFact, ...]
    missing_bounded: bool
    missing_sampled: bool
    extent: str
    silence: tuple[str, ...]
    nearest: tuple[str, ...]
    look: tuple[str, ...]
    outside: tuple[MissingFact, ...]
    """What only another document says, to be told once somebody has read it."""

    contradictions: tuple[str, ...]
    source: Source
    reservations: tuple[str, ...]

    # its annex
    facts: tuple[Relied, ...]
    calculation: tuple[Figure, ...]
    reasons: tuple[Reason, ...]
    details: tuple[Reason, ...]
    rejected: tuple[Rejection, ...]
    readings: tuple[OpenReading, ...]
    contested: tuple[Contest, ...]
    turns: tuple[Turn, ...]
    turns_bounded: bool
    brief: bool = False
    """Whether only what a first look needs is laid out."""


def opinion_on(
    answer: Answer,
    language: str = "en",
    entry: EditionEntry | None = None,
    courts: bool = False,
    strict: bool = False,
    memo: Memo | None = None,
) -> Opinion:
    """The opinion behind an answer; `courts` sets French citations as the courts write them.

    It speaks of the ordinary answer where presumptions or preferred readings give one; with `strict`, never.
    """
    return opinion_of(Layers.of(answer), language, entry, courts, strict, memo)


def opinion_of(
    layers: Layers,
    language: str = "en",
    entry: EditionEntry | None = None,
    courts: bool = False,
    strict: bool = False,
    memo: Memo | None = None,
) -> Opinion:
    """The opinion behind the layers of an answer; it looks at the strict one only where that must be said."""
    ordinarily = not (strict or layers.decided_strictly or layers.headline == "strictly")
    if ordinarily:
        ordinary = layers.ordinarily.answer
        is_open = ordinary.answer in ("undetermined", "turns-on-reading", "contradictory")
        ordinarily = not is_open or bool(ordinary.case.presumed)
    answer = layers.ordinarily.answer if ordinarily else layers.strict
    course = answer if ordinarily or strict or answer.answer not in ("yes", "no") else _in_course(layers)
    of_layers = layers if ordinarily else None
    return _Author(answer, course, layers.case, of_layers, language, entry, courts, memo or Memo()).opinion()


def _in_course(layers: Layers) -> Answer:
    """What facts that decide alone come to with the rest as it ordinarily is: there one sees what else would be."""
    return in_the_ordinary_course(layers.case, layers.question)


class _Author:
    def __init__(
        self,
        answer: Answer,
        course: Answer,
        told: Case,
        layers: Layers | None,
        language: str,
        entry: EditionEntry | None,
        courts: bool,
        memo: Memo,
    ) -> None:
        self.answer, self.layers, self.language, self.entry, self.memo = answer, layers, language, entry, memo
        self.course, self.told = course, told
        self.program = answer.knowledge.program
        self.wording = Wording(self.program, language)
        self.citer = Citer(self.program.edition, courts)
        self.granting = Granting(layers, self.wording) if layers else None
        granted = self.granting.inputs if self.granting else frozenset()
        on_reading = self.granting is not None and self.granting.on_reading
        self.reasoner = Reasoner(Sentences(answer, self.wording, self.citer, granted, on_reading))

    def opinion(self) -> Opinion:
        """The whole opinion; the numbered steps come first, since they say which facts matter."""
        answer, wording = self.answer, self.wording
        silent = answer.answer in ("silent", "contradictory")
        root = trace(answer)
        figures = () if silent else calculation(answer, root)
        reasons = () if silent else self.reasoner.reasons(root, figures)
        details = self.reasoner.details()
        rejected = () if silent else self.reasoner.rejections()
        behind = used(answer, self.reasoner)
        changes, bounded = turns(self.course, self.told, wording, behind)
        contested = contests(self.course, wording)
        short, beside = self._short(root, changes, contested)
        for ahead in (beforehand(answer, self.told, wording), left_aside(answer, self.told, wording)):
            short = f"{ahead} {short}" if ahead else short
        if self.granting is not None:
            changes = (*presumptions_turned(answer, wording, self.granting), *changes)
        if not any(turn.day and turn.later for turn in changes):  # what comes with time needs nobody's doing
            changes = (*ways(answer, self.reasoner, root), *changes)
        facts = with_otherwise(answer, wording, relied_on(answer, wording, behind))
        dates = () if silent else moments(answer, self.reasoner, behind)
        readings = self._readings()
        return Opinion(
            language=self.language,
            memo=self.memo,
            place_and_date=self._place_and_date(),
            document=wording.phrase(self.program.edition.title),
            question=wording.phrase(answer.asked.question.text),
            as_of=self._as_of(),
            answer=answer.answer,
            short=" ".join((short, *stale_sentences(answer, self.language), *beside)),
            side=side_of(answer, self.reasoner, root),
            rests_on_more=bool(beside),
            acts=()
            if silent
            else Acting(answer, self.course, self.told, self.reasoner, dates, self.granting).acts(changes),
            matters=() if answer.answer == "silent" else narrative(wording, facts, dates),
            dates=dates,
            argument=() if silent else Arguing(self.reasoner, self._supposed).paragraphs(root, figures),
            counters=counters(wording, readings, contested, () if answer.answer == "undetermined" else changes),
            granted=self.granting.granted() if self.granting else (),
            burden=self.granting.burden() if self.granting else "",
            missing=self._asked_for(answer.missing),
            missing_bounded=answer.bounded,
            missing_sampled=answer.sampled,
            extent=still_possible(self.answer, self.wording),
            silence=self._silence(),
            nearest=self._nearest(),
            look=self._look(),
            outside=self._asked_for(answer.outside),
            contradictions=impossible(self.answer, self.wording),
            source=self._source(),
            reservations=reservations(answer, self.reasoner, behind),
            facts=facts,
            calculation=lines(figures, self.reasoner.sentences),
            reasons=reasons,
            details=details,
            rejected=rejected,
            readings=readings,
            contested=contested,
            turns=changes,
            turns_bounded=bounded,
        )

    # ---- heading and answer

    def _place_and_date(self) -> str:
        """Place and date as they stand above a signature; the date is that of the question where none is given."""
        day = self.memo.day or self.answer.case.as_of
        shown = self.wording.value(day, p.Type("date")) if day else ""
        if self.memo.place and shown:
            return self.wording.sentence("place_and_date", place=self.memo.place, day=shown)
        return self.memo.place or (shown if self.memo != Memo() else "")

    def _as_of(self) -> str:
        as_of, when = self.answer.case.facts.get(AS_OF), self.program.facts.get(AS_OF)
        return self.wording.sentence("as_of", day=self.wording.value(as_of, when.type)) if as_of and when else ""

    def _short(
        self, root: Step, changes: tuple[Turn, ...], contested: tuple[Contest, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """The first sentence of the answer, and those that say what it rests on."""
        supposed = self.granting.supposed() if self.granting else Supposed()
        short = short_answer(self.reasoner, root, changes, supposed)
        if any(contest.turns for contest in contested):
            short = self.wording.sentence("contested_short", short=short.rstrip("."))
        told = frozenset(self.reasoner.sentences.why_not.readings)
        beside = self.granting.beside(told) if self.granting else ()
        along = self._along(supposed.unless)
        return short, (*along, *beside, *self._of_point(told))

    def _along(self, unless: str) -> tuple[str, ...]:
        """The answer to the question that this one tells, where it has one; `unless` is what this one supposes."""
        if not tells_along(self.answer):
            return ()
        return told_along(self.told, self.answer.asked.question, self.layers, self.wording, self.citer, unless)

    def _of_point(self, told: frozenset[str]) -> tuple[str, ...]:
        """The readings on which an open answer rests if that on which it turns is so; if on none then, if it isn't.

        Of those of which another decides the open answer whatever it turns on, it was said already.
        """
        if self._supposed is None or (point := self.reasoner.point) is None:
            return ()
        apart = frozenset(row.ambiguity for row in self.layers.ordinarily.readings) if self.layers else frozenset()
        found = resting_readings(self._supposed, self.wording, told, apart)
        if found or apart:
            return found
        from engine.explain.supposing import supposing_otherwise

        otherwise = supposing_otherwise(self._told_of_layer, self.answer.asked.question.name, point)
        return resting_readings(otherwise, self.wording, told) if otherwise else ()

    @property
    def _told_of_layer(self) -> Case:
        """The case as the layer has it that comes first: ordinarily without what is presumed."""
        return self.told if self.layers else self.answer.case

    @cached_property
    def _supposed(self) -> Layers | None:
        """The layers if that on which an open answer turns is so; None where it is decided, or turns on more."""
        point = self.reasoner.point if self.answer.answer == "undetermined" else None
        if point is None:
            return None
        from engine.explain.supposing import supposing  # only an open answer turns on anything

        return supposing(self._told_of_layer, self.answer.asked.question.name, point)

    # ---- readings and what is missing

    def _readings(self) -> tuple[OpenReading, ...]:
        found = []
        rows = self.layers.ordinarily.readings if self.layers else self.answer.readings
        for name in dict.fromkeys(row.ambiguity for row in rows):
            ambiguity = self.program.ambiguities[name]
            outcomes = {
                row.reading: under_reading(self.wording, row, self.answer.asked.type)
                for row in rows
                if row.ambiguity == name
            }
            options = tuple(
                ReadingOption(
                    capital(self.wording.option(reading.name, name)),
                    capital(self.wording.phrase(reading.because)),
                    self.wording.sentence(f"preferred_{reading.preferred}") if reading.preferred else "",
                    outcomes.get(reading.name, ""),
                )
                for reading in ambiguity.readings
            )
            question = capital(self.wording.phrase(ambiguity.text))
            found.append(OpenReading(question, self.reasoner.sentences.cited(ambiguity.citations), options))
        return tuple(found)

    def _asked_for(self, facts: tuple[Missing, ...]) -> tuple[MissingFact, ...]:
        return tuple(
            MissingFact(
                self.wording.question(missing, self.answer.case),
                missing.decisive,
                partial(means_of, missing, self.answer.case, self.language),
            )
            for missing in facts
        )

    # ---- silence, sources

    @property
    def _silences(self) -> tuple[p.Silence, ...]:
        return self.answer.silences if self.answer.answer == "silent" else ()

    def _silence(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.wording.phrase(silence.text) for silence in self._silences))

    def _nearest(self) -> tuple[str, ...]:
        """The clauses that come nearest, each with its heading."""
        if self.answer.answer != "silent":
            return ()
        of_clauses: dict[str, list[str]] = {}
        for locator in nearest(self.answer):
            of_clauses.setdefault(locator.split(" ", 1)[0], []).append(locator)
        return tuple(self._near(number, tuple(locators)) for number, locators in of_clauses.items())

    def _near(self, number: str, locators: tuple[str, ...]) -> str:
        clause = self.program.clauses.get(number)
        cited = capital(self.citer.cite_all(locators, self.language))
        return self.wording.say("labelled", label=cited, value=self.wording.phrase(clause.text)) if clause else cited

    def _look(self) -> tuple[str, ...]:
        """The documents in which the answer is to be sought."""
        named = [name for silence in self._silences for name in silence.look]
        named += [missing.fact.external for missing in self.answer.outside if missing.fact.external is not None]
        terms = self.program.terms
        return tuple(dict.fromkeys(capital(self.wording.phrase(terms[f"external:{name}"].text)) for name in named))

    def _source(self) -> Source:
        edition = self.program.edition
        day: Any = edition.in_force
        shown = self.wording.sentence("edition_undated")
        if day is not None:
            shown = self.wording.sentence("edition", name=self.wording.value(day, p.Type("date")))
        return Source(self.wording.phrase(edition.title), shown, self.entry.fingerprint if self.entry else "")
