"""What the pages are made from: every edition of every document with its graph, its scenarios and its passages."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import networkx

from dsl.typed import program as p
from engine.answer.answer import AnswerWord
from engine.desk import Desk
from engine.explain.cite import Citer
from engine.library.knowledge import KnowledgeBase
from engine.library.library import EditionEntry
from engine.model.asked import question_named
from engine.model.graph import Graph, dependency_graph
from engine.model.ledger import Ledger, ledger
from engine.source.source_error import SourceError

Declared = p.Norm | p.Exception_ | p.Value | p.Ambiguity


class Volume:
    """One edition of one document, with what the pages look up in it."""

    def __init__(self, entry: EditionEntry, knowledge: KnowledgeBase, is_newest: bool) -> None:
        self.entry, self.knowledge, self.is_newest = entry, knowledge, is_newest
        self.program = knowledge.program
        self.document, self.edition = entry.document, entry.edition
        self.citer = Citer(self.program.edition)
        self._reached: dict[str, frozenset[str]] = {}
        self._digests: dict[str, str] = {}
        self._ledger: list[Ledger] | None = None

    def ledger_in(self, folder: Path) -> Ledger | None:
        """The ledger of the edition, or None where no source lock lies beside its clauses in `folder`."""
        if self._ledger is None:
            try:
                self._ledger = [ledger(self.program, folder)]
            except SourceError:
                self._ledger = []
        return self._ledger[0] if self._ledger else None

    @cached_property
    def graph(self) -> Graph:
        """The dependency graph of the edition."""
        return dependency_graph(self.program)

    @cached_property
    def clauses(self) -> tuple[p.Clause, ...]:
        """The clauses in the order of the document: its beginning, its numbers, its end."""
        return tuple(sorted(self.program.clauses.values(), key=lambda clause: _order(clause.number)))

    def home_of(self, node: Declared) -> str:
        """The clause on whose page a declaration stands: the one it is written under, or the first that it cites."""
        own = node.clause or (node.citations[0].split(" ", 1)[0] if node.citations else "")
        return own if own in self.program.clauses else self.clauses[0].number

    @cached_property
    def norms(self) -> dict[str, list[p.Norm]]:
        """The norms of each clause."""
        return self._by_clause(self.program.norms)

    @cached_property
    def exceptions(self) -> dict[str, list[p.Exception_]]:
        """The exceptions of each clause."""
        return self._by_clause(self.program.exceptions)

    @cached_property
    def values(self) -> dict[str, list[p.Value]]:
        """What each clause lets compute."""
        return self._by_clause(self.program.values)

    @cached_property
    def ambiguities(self) -> dict[str, list[p.Ambiguity]]:
        """The ambiguities of each clause; conflicts between norms are among them."""
        return self._by_clause(self.program.ambiguities)

    def _by_clause(self, declared: dict[str, Any]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {clause.number: [] for clause in self.clauses}
        for node in declared.values():
            found[self.home_of(node)].append(node)
        return found

    @cached_property
    def limits(self) -> dict[str, list[p.Exception_]]:
        """The exceptions to each norm or exception, by its name."""
        found: dict[str, list[p.Exception_]] = {}
        for exception in self.program.exceptions.values():
            for target in exception.targets:
                found.setdefault(target, []).append(exception)
        return found

    @cached_property
    def questions_on(self) -> dict[str, list[str]]:
        """The questions that rest directly on each norm or value, by its name."""
        found: dict[str, list[str]] = {}
        for name in self.program.questions:
            asked = self.knowledge.asked(name)
            if asked.root is None:
                continue
            names = [ground.norm for ground in asked.grounds] or [asked.question.target or ""]
            for node in names:
                found.setdefault(node, []).append(name)
        return found

    @cached_property
    def questions_of_clause(self) -> dict[str, list[str]]:
        """The questions that rest directly on something each clause states."""
        found: dict[str, list[str]] = {}
        for clause in self.clauses:
            names = [norm.name for norm in self.norms[clause.number]]
            names += [value.name for value in self.values[clause.number]]
            found[clause.number] = list(dict.fromkeys(q for name in names for q in self.questions_on.get(name, ())))
        return found

    def reached(self, question: str) -> frozenset[str]:
        """The nodes of the graph that a question can reach."""
        if question not in self._reached:
            nodes = [node for node in (f"question:{question}", f"norm:{question}") if node in self.graph]
            below = [networkx.descendants(self.graph, node) | {node} for node in nodes]
            self._reached[question] = frozenset().union(*below)
        return self._reached[question]

    @cached_property
    def state(self) -> str:
        """A digest of the whole edition."""
        digest = blake2b(self._shared.encode(), digest_size=12)
        for node in sorted(self.graph):
            digest.update(self._digest(node).encode())
        program = self.program
        rest = ([*program.clauses.values()], program.standings, program.silences, [*program.questions.values()])
        digest.update(_placeless(repr(rest)).encode())
        return digest.hexdigest()

    def state_of(self, question: str) -> str:
        """A digest of all that a question's answer can depend on: the same digest, the same answer."""
        digest = blake2b(self._shared.encode(), digest_size=12)
        digest.update(repr(question_named(self.program, question)).encode())
        digest.update(repr([s for s in self.program.silences if question in s.questions]).encode())
        for node in sorted(self.reached(question)):
            digest.update(self._digest(node).encode())
        return digest.hexdigest()

    @cached_property
    def _shared(self) -> str:
        program = self.program
        shared = (
            program.edition,
            [*program.terms.values()],
            [*program.choices.values()],
            [*program.records.values()],
            program.contradictions,
            program.priorities,
        )
        return blake2b(_placeless(repr(shared)).encode(), digest_size=12).hexdigest()

    def _digest(self, node: str) -> str:
        if node not in self._digests:
            declared = self.graph.nodes[node]["node"]
            self._digests[node] = blake2b(_placeless(repr(declared)).encode(), digest_size=8).hexdigest()
        return self._digests[node]

    def readers_of(self, name: str, kind: str) -> list[Any]:
        """The norms, exceptions and values that mention a fact or an ambiguity."""
        node = f"{kind}:{name}"
        if node not in self.graph:
            return []
        return [
            self.graph.nodes[n]["node"]
            for n in self.graph.predecessors(node)
            if self.graph.nodes[n]["kind"] in ("norm", "exception", "value", "table")
        ]


@dataclass(frozen=True, slots=True)
class Told:
    """One scenario put to one document: the answer that comes first in words, and what it came upon.

    It is `ordinary` where it is decided, but not strictly: it takes something for granted.
    """

    identifier: str
    title: dict[str, str]
    document: str
    edition: str
    question: str
    answer: AnswerWord
    shown: dict[str, str]
    short: dict[str, str]
    ordinary: bool
    touched: frozenset[str]
    opinion: dict[str, str]
    given: str


@dataclass(frozen=True, slots=True)
class Abstract:
    """What a question comes to in one edition before any fact is known.

    `first` is the answer that comes first in words, `short` what an opinion says of it, where it says more than that it
    is open; `missing` and `relevant` are what the strict answer turns on.
    """

    first: AnswerWord
    preferred: str | None
    shown: dict[str, str]
    short: dict[str, str]
    missing: tuple[tuple[str, bool], ...]
    relevant: tuple[str, ...]


@dataclass(slots=True)
class State:
    """Everything that the pages are made from."""

    desk: Desk
    volumes: tuple[Volume, ...]
    told: tuple[Told, ...] = ()
    abstract: dict[tuple[str, str, str], Abstract] = field(default_factory=dict)
    passages: dict[str, dict[str, str]] = field(default_factory=dict)
    """The words of the reader's own copy by document and locator; never written anywhere but to the pages."""
    elsewhere: tuple[Volume, ...] = ()
    """The documents that are told in the trees of other languages alone."""
    _by_question: dict[str, list[Told]] | None = None

    @classmethod
    def of(cls, desk: Desk) -> "State":
        """The volumes of a desk's library, oldest edition first."""
        library, volumes = desk.library, []
        for document in library.documents:
            editions = library.editions(document)
            volumes += [Volume(entry, library.knowledge(entry), entry is editions[-1]) for entry in editions]
        return cls(desk, tuple(volumes))

    def in_language(self, language: str) -> "State":
        """The same of the documents that are written in a language."""
        volumes = tuple(volume for volume in self.volumes if language in volume.entry.languages)
        if len(volumes) == len(self.volumes):
            return self
        desk = self.desk.written_in(language)
        told = tuple(one for one in self.told if one.document in desk.documents)
        elsewhere = tuple(volume for volume in self.newest if volume not in volumes)
        return State(desk, volumes, told, self.abstract, self.passages, elsewhere)

    @property
    def folder(self) -> Path:
        """The folder of the clauses."""
        return self.desk.folder

    def told_on(self, question: str) -> list[Told]:
        """The scenarios that put a question."""
        if self._by_question is None:
            self._by_question = {}
            for one in self.told:
                self._by_question.setdefault(one.question, []).append(one)
        return self._by_question.get(question, [])

    @property
    def newest(self) -> tuple[Volume, ...]:
        """The newest edition of each document."""
        return tuple(volume for volume in self.volumes if volume.is_newest)

    def editions(self, document: str) -> tuple[Volume, ...]:
        """The editions of a document, newest first."""
        found = [volume for volume in self.volumes if volume.document == document]
        return tuple(sorted(found, key=lambda volume: volume.entry.in_force or date.min, reverse=True))

    @property
    def questions(self) -> dict[str, p.Question]:
        """Every question of the vocabulary."""
        return {name: q for volume in self.newest for name, q in volume.program.questions.items()}

    @property
    def terms(self) -> dict[str, p.Term]:
        """Every term of the vocabulary and of the documents."""
        return {key: term for volume in self.newest for key, term in volume.program.terms.items()}

    def topics(self) -> dict[str, list[p.Question]]:
        """The questions by topic, in the order of the vocabulary."""
        terms = self.terms
        found: dict[str, list[p.Question]] = {term.name: [] for term in terms.values() if term.kind == "topic"}
        for question in self.questions.values():
            found.setdefault(question.topic, []).append(question)
        return {topic: questions for topic, questions in found.items() if questions}


def _placeless(text: str) -> str:
    """A declaration without the line on which it stands."""
    return _PLACE.sub("place=''", text)


_PLACE = re.compile(r"place='[^']*'")


def _order(number: str) -> tuple[int, tuple[int, ...], str]:
    if number[:1].isdigit():
        return 2, tuple(int(part) for part in number.split(".") if part.isdigit()), number
    return {"title": 0, "preamble": 1, "final": 3, "footer": 4}.get(number, 3), (), number
