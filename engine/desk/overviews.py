"""What there is to ask, to know, to dispute and to look up: the desk's overviews, in one language each."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from dsl.frozen import dataclass, field
from dsl.typed import program as p
from engine.answer.answer import Answer, Missing
from engine.answer.answering import outcome
from engine.answer.borne_out import lacking
from engine.answer.inputs import inputs_of
from engine.case.case import AS_OF, options_of
from engine.desk.reply import Reply
from engine.explain.cite import Citer
from engine.explain.resting_readings import DECIDED
from engine.explain.set_otherwise import set_to
from engine.explain.values import option_text
from engine.explain.wording import Wording
from engine.library.library import EditionEntry, Library, spoken_beside
from engine.model.ledger import PassageStanding


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

    `options` are the words among which a choice is made, each with its label; `fields` is what is asked of each record
    of a list. What is assumed as long as nothing is said is of the kind `setting`.
    """

    fact: str
    type: str
    kind: str
    decisive: bool
    question: str
    options: Mapping[str, str]
    fields: Mapping[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage of a document and its standing: the declarations in `names` encode it, or there is a `reason` why not.

    `state` says as data whether it changed since and who signed it off, `marks` says it in words.
    """

    locator: str
    eid: str
    citation: str
    kind: str
    standing: PassageStanding
    names: tuple[str, ...]
    reason: str | None
    state: Mapping[str, Any]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageLedger:
    """Every passage of an edition in the document's order, and how many have each standing."""

    document: str
    edition: str
    language: str
    counts: Mapping[PassageStanding, int]
    rows: tuple[PassageRow, ...]

    @property
    def plain(self) -> dict[str, Any]:
        """The ledger as data that JSON can hold."""
        rows = [
            {
                "locator": row.locator,
                "eid": row.eid,
                "citation": row.citation,
                "kind": row.kind,
                "standing": row.standing,
                "by": list(row.names),
                "reason": row.reason,
                **row.state,
            }
            for row in self.rows
        ]
        return {"document": self.document, "edition": self.edition, "counts": self.counts, "passages": rows}


def askable_questions(
    library: Library, entries: tuple[EditionEntry, ...], language: str | None
) -> list[AskableQuestion]:
    """The questions of the documents, by topic in their order, each told in `language` or in one that it has.

    Raises `Rejected` where there is no tongue of that language.
    """
    topics: dict[str, str] = {}
    questions: dict[str, tuple[str, str]] = {}
    documents: dict[str, list[str]] = {}
    for entry in entries:
        knowledge, spoken_in = library.knowledge(entry), spoken_beside(entry, language)
        for term in knowledge.program.terms.values():
            if term.kind == "topic":
                topics.setdefault(term.name, term.text.in_language(spoken_in))
        for name, question in knowledge.program.questions.items():
            questions.setdefault(name, (question.topic, question.text.in_language(spoken_in)))
            answering = documents.setdefault(name, [])
            if knowledge.asked(name).root is not None:
                answering.append(entry.document)
    order = {topic: place for place, topic in enumerate(topics)}
    rows = sorted(questions.items(), key=lambda row: order[row[1][0]])
    return [AskableQuestion(name, topics[topic], text, tuple(documents[name])) for name, (topic, text) in rows]


def cut_short(reply: Reply) -> Literal["bounded", "sampled"] | None:
    """What may have left out a fact that can still matter: the limit of the search, or that only values were tried."""
    return "bounded" if reply.answer.bounded else "sampled" if reply.answer.sampled else None


def wanted_facts(reply: Reply) -> Iterator[WantedFact]:
    """What a reply turns on, in the order worth asking, and then the settings that bear on it."""
    program, language = reply.answer.knowledge.program, reply.language
    wording = Wording(program, language)
    for missing in _nearest_first(reply.answer):
        yield WantedFact(
            missing.name,
            str(missing.fact.type),
            missing.fact.kind,
            missing.decisive,
            wording.question(missing, reply.answer.case),
            _options(program, missing.fact.type, language),
            _fields(reply.answer, missing.fact.type, language) if missing.fact.type.kind == "list" else {},
        )
    for fact in _settings(reply.answer):
        question, options = wording.phrase(fact.ask or fact.text), _options(program, fact.type, language)
        yield WantedFact(fact.name, str(fact.type), "setting", False, question, options)


def _nearest_first(found: Answer) -> list[Missing]:
    """The missing facts: decisive ones, what rules that the facts bear out lack, those of the grounds that need fewest.

    Grounds on which something told bears go before all others. Of a question with one ground or none they stay in the
    order in which its terms come by them.
    """
    knowledge, case, missing = found.knowledge, found.case, list(found.missing)
    if len(found.asked.grounds) < 2:
        return missing
    meaning, leaf, layout = knowledge.meaning, inputs_of(knowledge).leaf, knowledge.layout
    told = {("", layout.slot("fact", name)) for name in case.facts if name not in {*case.defaults, AS_OF}}
    fewest: dict[str, int] = {}
    for ground in found.asked.grounds:
        read = meaning.own_leaves(meaning.live(ground.norm))
        names = [item.name for item in missing if leaf(item.key) in read]
        number = len(names) + (len(missing) if told.isdisjoint(read) else 0)
        fewest |= {name: min(fewest.get(name, number), number) for name in names}
    near = lacking(case, found.asked.question.name)

    def rank(item: Missing) -> tuple[bool, bool, int]:
        return not item.decisive, item.key not in near, fewest.get(item.name, 2 * len(missing))

    return sorted(missing, key=rank)


def _options(program: p.Program, type_: p.Type, language: str) -> dict[str, str]:
    return {name: option_text(name, type_.name, program, language) for name in options_of(program, type_)}


def _fields(found: Answer, type_: p.Type, language: str) -> dict[str, str]:
    """What a question asks of each record of a list that nobody told."""
    knowledge, record = found.knowledge, found.knowledge.program.records[type_.name]
    read = knowledge.meaning.leaves(knowledge.root(found.asked.question.name))
    return {
        declared.name: (declared.ask or declared.text).in_language(language)
        for declared in record.fields
        if (record.name, knowledge.layout.fields[record.name, declared.name]) in read
    }


def _settings(found: Answer) -> Iterator[p.Fact]:
    """The settings that nobody gave and that bear on an answer: of a decided one those of which another changes it."""
    knowledge, case, question = found.knowledge, found.case, found.asked.question.name
    if found.asked.root is None:
        return
    read = knowledge.meaning.leaves(knowledge.root(question))
    for name in sorted(case.defaults):
        fact, slot = knowledge.program.facts[name], knowledge.layout.slot("fact", name)
        if ("", slot) not in read:
            continue
        others = (set_to(case, name, option) for option in options_of(knowledge.program, fact.type))
        is_open = found.answer not in DECIDED
        if is_open or any(outcome(other, question) != (found.answer, found.value) for other in others):
            yield fact


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


def passage_ledger(library: Library, entry: EditionEntry, folder: Path, language: str) -> PassageLedger:
    """The ledger of an edition, by the lock in the folder of its clauses. Raises `SourceError` where there is none."""
    from engine.model.ledger import ledger
    from engine.model.staleness import NOTHING

    knowledge = library.knowledge(entry)
    found, state = ledger(knowledge.program, folder), knowledge.staleness or NOTHING
    citer = Citer(knowledge.program.edition)
    rows = tuple(
        PassageRow(
            row.locator,
            citer.eid(row.locator),
            citer.cite(row.locator, language),
            row.kind,
            row.standing,
            row.names,
            row.reason.in_language(language) if row.reason else None,
            state.plain(row.locator),
            tuple(state.marks(row.locator, language)),
        )
        for row in found.rows
    )
    return PassageLedger(entry.document, entry.edition, language, found.counts, rows)
