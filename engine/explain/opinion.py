"""An opinion: all that is said in reply to a question, as data in one language. How it looks is decided elsewhere."""

from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Answer, Missing, UnderReading
from engine.answer.layers import Layers
from engine.case.case import AS_OF
from engine.explain.brief import short_answer
from engine.explain.calculation import calculation
from engine.explain.cite import Citer
from engine.explain.dates import Dated, deadlines
from engine.explain.granted import Granted, Granting
from engine.explain.means import Means, means_of
from engine.explain.reasoning import Reason, Reasoner, Rejection
from engine.explain.relied import Relied, relied_on, reservations, used
from engine.explain.trace import trace
from engine.explain.whatif import Contest, Turn, contests, presumptions_turned, turns
from engine.explain.wording import Wording
from engine.library.library import EditionEntry
from engine.tongues.writing import capital


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A point on which lawyers differ, and where each of its readings leads."""

    question: str
    citation: str
    options: tuple["ReadingOption", ...]


@dataclass(frozen=True, slots=True)
class ReadingOption:
    """One reading: its gist, its argument, how strongly it is preferred, and the answer under it."""

    text: str
    argument: str
    preference: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MissingFact:
    """An unknown fact: its plain question, whether it can settle the matter alone, and how to give it."""

    question: str
    decisive: bool
    means: Means


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
    document: str
    question: str
    as_of: str
    answer: str
    short: str
    rests_on_more: bool
    """Whether sentences follow the first of the short answer: what it takes for granted, its reading, the burden."""

    granted: tuple[Granted, ...]
    """What is taken for granted, since nobody mentioned it; each is listed because the answer rests on it."""

    facts: tuple[Relied, ...]
    calculation: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    details: tuple[Reason, ...]
    rejected: tuple[Rejection, ...]
    readings: tuple[OpenReading, ...]
    contested: tuple[Contest, ...]
    turns: tuple[Turn, ...]
    turns_bounded: bool
    missing: tuple[MissingFact, ...]
    missing_bounded: bool
    missing_sampled: bool
    extent: str
    dates: tuple[Dated, ...]
    silence: tuple[str, ...]
    nearest: tuple[str, ...]
    look: tuple[str, ...]
    outside: tuple[MissingFact, ...]
    """What only another document says, to be told once somebody has read it."""

    contradictions: tuple[str, ...]
    source: Source
    reservations: tuple[str, ...]
    brief: bool = False
    """Whether only what a first look needs is laid out: not the facts again, nor the steps below each reason."""


def opinion_on(
    answer: Answer,
    language: str = "en",
    entry: EditionEntry | None = None,
    courts: bool = False,
    strict: bool = False,
) -> Opinion:
    """The opinion behind an answer; `courts` sets French citations as the courts write them.

    It speaks of the ordinary answer where presumptions or preferred readings give one; with `strict`, never.
    """
    return opinion_of(Layers.of(answer), language, entry, courts, strict)


def opinion_of(
    layers: Layers,
    language: str = "en",
    entry: EditionEntry | None = None,
    courts: bool = False,
    strict: bool = False,
) -> Opinion:
    """The opinion behind the layers of an answer; it looks at the strict one only where that must be said."""
    if strict or layers.decided_strictly or layers.headline == "strictly":
        return _Author(layers.strict, None, language, entry, courts).opinion()
    ordinary = layers.ordinarily.answer
    if ordinary.answer in ("undetermined", "turns-on-reading", "contradictory") and not ordinary.case.presumed:
        return _Author(layers.strict, None, language, entry, courts).opinion()
    return _Author(ordinary, layers, language, entry, courts).opinion()


class _Author:
    def __init__(
        self, answer: Answer, layers: Layers | None, language: str, entry: EditionEntry | None, courts: bool
    ) -> None:
        self.answer, self.layers, self.language, self.entry = answer, layers, language, entry
        self.program = answer.knowledge.program
        self.wording = Wording(self.program, language)
        self.citer = Citer(self.program.edition, courts)
        self.reasoner = Reasoner(answer, self.wording, self.citer)

    def opinion(self) -> Opinion:
        answer = self.answer
        silent = answer.answer in ("silent", "contradictory")
        root = trace(answer)
        reasons = () if silent else self.reasoner.reasons(root)
        details = self.reasoner.details()
        rejected = () if silent else self.reasoner.rejections()
        changes, bounded = turns(answer, self.wording, used(answer, self.reasoner))
        contested = contests(answer, self.wording)
        beside: tuple[str, ...] = ()
        granting = Granting(self.layers, self.wording) if self.layers else None
        short = short_answer(self.reasoner, root, changes, granting.unless() if granting else "")
        if any(contest.turns for contest in contested):
            short = self.wording.sentence("contested_short", short=short.rstrip("."))
        if granting is not None:
            changes = (*presumptions_turned(answer, self.wording, granting), *changes)
            beside = granting.beside()
            short = " ".join((short, *beside))
        declared = answer.silences if answer.answer == "silent" else ()
        terms = self.program.terms
        as_of, when = answer.case.facts.get(AS_OF), self.program.facts.get(AS_OF)
        return Opinion(
            self.language,
            self.wording.phrase(self.program.edition.title),
            self.wording.phrase(answer.asked.question.text),
            self.wording.sentence("as_of", day=self.wording.value(as_of, when.type)) if as_of and when else "",
            answer.answer,
            short,
            bool(beside),
            granting.granted() if granting else (),
            relied_on(answer, self.reasoner),
            () if silent else calculation(answer, self.reasoner, root),
            reasons,
            details,
            rejected,
            self._readings(),
            contested,
            changes,
            bounded,
            self._asked_for(answer.missing),
            answer.bounded,
            answer.sampled,
            self._extent(),
            () if silent else deadlines(answer, self.reasoner),
            tuple(dict.fromkeys(self.wording.phrase(silence.text) for silence in declared)),
            tuple(dict.fromkeys(self._near(locator) for silence in declared for locator in silence.nearest)),
            tuple(
                dict.fromkeys(
                    capital(self.wording.phrase(terms[f"external:{name}"].text))
                    for name in (
                        *(name for silence in declared for name in silence.look),
                        *(missing.fact.external for missing in answer.outside),
                    )
                )
            ),
            self._asked_for(answer.outside),
            tuple(
                capital(self.wording.phrase(c.text))
                for c in self.program.contradictions
                if c.name in answer.contradictions
            ),
            self._source(),
            reservations(answer, self.reasoner),
        )

    def _near(self, locator: str) -> str:
        """A citation with the heading of its clause."""
        number = locator.split(" ", 1)[0]
        clause = self.program.clauses.get(number)
        cited = self.citer.cite(locator, self.language)
        return (
            self.wording.say("labelled", label=capital(cited), value=self.wording.phrase(clause.text))
            if clause
            else capital(cited)
        )

    def _readings(self) -> tuple[OpenReading, ...]:
        found = []
        rows = self.layers.ordinarily.readings if self.layers else self.answer.readings
        for name in dict.fromkeys(row.ambiguity for row in rows):
            ambiguity = self.program.ambiguities[name]
            outcomes = {row.reading: self._outcome_under(row) for row in rows if row.ambiguity == name}
            found.append(
                OpenReading(
                    capital(self.wording.phrase(ambiguity.text)),
                    self.reasoner.cited(ambiguity.citations),
                    tuple(
                        ReadingOption(
                            capital(self.wording.option(reading.name, name)),
                            capital(self.wording.phrase(reading.because)),
                            self.wording.sentence(f"preferred_{reading.preferred}") if reading.preferred else "",
                            outcomes.get(reading.name, ""),
                        )
                        for reading in ambiguity.readings
                    ),
                )
            )
        return tuple(found)

    def _outcome_under(self, row: UnderReading) -> str:
        """The answer under a reading, with the other readings that it takes for the difference to show."""
        outcome = self.outcome(row.answer, row.value)
        if not row.along:
            return outcome
        along = self.wording.listed([self.wording.option(reading, axis) for axis, reading in row.along.items()])
        return self.wording.sentence("reading_along", outcome=outcome, along=along)

    def outcome(self, word: str, value: Any) -> str:
        """An answer inside a sentence."""
        return self.wording.outcome(word, value, self.answer.asked.type)

    def _asked_for(self, facts: tuple[Missing, ...]) -> tuple[MissingFact, ...]:
        return tuple(
            MissingFact(
                self.wording.question(missing, self.answer.case),
                missing.decisive,
                means_of(missing, self.program, self.language),
            )
            for missing in facts
        )

    def _extent(self) -> str:
        answer = self.answer
        if answer.answer != "undetermined" or answer.asked.is_yes_no:
            return ""
        from engine.answer.extent import extent

        found = extent(answer)
        if len(found) < 2:
            return ""
        shown = [self.wording.value(value, answer.asked.type) for value in found]
        if answer.asked.type.kind == "choice":
            return self.wording.sentence("range_of", values=", ".join(shown))
        return self.wording.sentence("range_between", least=shown[0], greatest=shown[-1])

    def _source(self) -> Source:
        edition = self.program.edition
        dated = edition.in_force is not None
        day = self.wording.value(edition.in_force, p.Type("date")) if dated else ""
        shown = self.wording.sentence("edition", name=day) if dated else self.wording.sentence("edition_undated")
        return Source(self.wording.phrase(edition.title), shown, self.entry.fingerprint if self.entry else "")
