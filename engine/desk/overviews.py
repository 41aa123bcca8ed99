"""What there is to ask, to know and to dispute: the rows of the desk's overviews, in one language each."""

from collections.abc import Iterator, Mapping

from dsl.frozen import dataclass
from engine.desk.reply import Reply
from engine.explain.cite import Citer
from engine.explain.values import option_text
from engine.library.library import EditionEntry, Library


@dataclass(frozen=True, slots=True)
class AskableQuestion:
    """A question of the vocabulary, its topic, and the documents that have something to say to it."""

    question: str
    topic: str
    text: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WantedFact:
    """An unknown fact that can still matter, and how it is asked for; `decisive` if it could settle the matter alone.

    `options` are the words among which a choice is made, each with its label.
    """

    fact: str
    type: str
    kind: str
    decisive: bool
    question: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of a disputed point; `preferred` says how strongly, and is None where it is not preferred."""

    reading: str
    text: str
    argument: str
    preferred: str | None


@dataclass(frozen=True, slots=True)
class DisputedPoint:
    """A point on which careful lawyers differ."""

    document: str
    ambiguity: str
    text: str
    citations: tuple[str, ...]
    readings: tuple[ReadingRow, ...]


def askable_questions(library: Library, entries: tuple[EditionEntry, ...], language: str) -> list[AskableQuestion]:
    """The questions of the vocabulary, by topic in its order."""
    documents = {entry.document: library.knowledge(entry) for entry in entries}
    first = next(iter(documents.values())).program
    topics = [term.text.in_language(language) for term in first.terms.values() if term.kind == "topic"]
    rows = [
        AskableQuestion(
            name,
            first.terms[f"topic:{question.topic}"].text.in_language(language),
            question.text.in_language(language),
            tuple(document for document, knowledge in documents.items() if knowledge.asked(name).root is not None),
        )
        for name, question in first.questions.items()
    ]
    return sorted(rows, key=lambda row: topics.index(row.topic))


def wanted_facts(reply: Reply) -> Iterator[WantedFact]:
    """What a reply turns on, in the order worth asking."""
    program, language = reply.answer.knowledge.program, reply.language
    for missing in reply.answer.missing:
        choice = program.choices.get(missing.fact.type.name)
        yield WantedFact(
            missing.name,
            str(missing.fact.type),
            missing.fact.kind,
            missing.decisive,
            (missing.fact.ask or missing.fact.text).in_language(language),
            {option.name: option.text.in_language(language) for option in choice.options} if choice else {},
        )


def disputed_points(library: Library, entry: EditionEntry, language: str) -> Iterator[DisputedPoint]:
    """The ambiguities of an edition, in the order of the document."""
    program = library.knowledge(entry).program
    citer = Citer(program.edition)
    for ambiguity in program.ambiguities.values():
        yield DisputedPoint(
            entry.document,
            ambiguity.name,
            ambiguity.text.in_language(language),
            tuple(citer.cite(locator, language) for locator in ambiguity.citations),
            tuple(
                ReadingRow(
                    reading.name,
                    option_text(reading.name, ambiguity.name, program, language),
                    reading.because.in_language(language) if reading.because else "",
                    reading.preferred,
                )
                for reading in ambiguity.readings
            ),
        )
