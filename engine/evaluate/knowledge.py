"""One edition of one document, ready to be asked: questions are compiled once and answered many times."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dsl import program as p
from engine.evaluate.generate import Generator
from engine.evaluate.layout import Layout
from engine.model.asked import Asked, ask, conflicts

if TYPE_CHECKING:
    from engine.model.staleness import Staleness

Frame = list[Any]
Decision = Callable[[Frame], Any]


class KnowledgeBase:
    """A program with the code generated from it so far."""

    def __init__(self, program: p.Program, judge: "Callable[[], Staleness | None] | None" = None) -> None:
        self._judge = judge
        opposed = conflicts(program)
        if opposed:
            program = replace(program, ambiguities={**program.ambiguities, **opposed})
        self.program = program
        self.layout = Layout(program)
        self._asked: dict[str, Asked] = {}
        self._decisions: dict[tuple[str, bool], Decision] = {}
        self._contradictions: Callable[[Frame], Any] | None = None

    @cached_property
    def staleness(self) -> "Staleness | None":
        """What rests on passages whose words changed after they were encoded; None where no files stand behind."""
        return self._judge() if self._judge is not None else None

    @property
    def identifier(self) -> tuple[str, str]:
        """The document and its edition."""
        return self.program.edition.document, self.program.edition.name

    def asked(self, question: str) -> Asked:
        """What the question comes to here. Raises `KeyError` for a question that the vocabulary doesn't have."""
        if question not in self._asked:
            self._asked[question] = ask(self.program, self.program.questions[question])
        return self._asked[question]

    def decision(self, question: str, recording: bool = False) -> Decision:
        """The generated function that decides the question from a frame; `recording` notes unknown inputs it meets."""
        key = (question, recording)
        if key not in self._decisions:
            root = self.asked(question).root
            assert root is not None
            self._decisions[key] = self.compile(root, recording)
        return self._decisions[key]

    def compile(self, root: p.Expression, recording: bool = False) -> Decision:
        """The generated function of any expression over this program."""
        generator = Generator(self.layout, recording)
        generator.root("decide", root)
        exec(compile(generator.source(), f"<{self.identifier[0]}>", "exec"), generator.namespace)  # noqa: S102  # our own
        decision: Decision = generator.namespace["decide"]
        return decision

    def contradicted(self, frame: Frame) -> tuple[str, ...]:
        """The names of the contradictions that the facts of a frame fulfil."""
        if self._contradictions is None:
            tests = []
            for contradiction in self.program.contradictions:
                if contradiction.record is None:
                    tests.append((contradiction.name, contradiction.condition))
                    continue
                for fact in self.program.facts.values():
                    if fact.type.kind == "list" and fact.type.name == contradiction.record:
                        source = p.Reference("fact", fact.name, fact.type)
                        tests.append((contradiction.name, p.Aggregate(
                            "some", contradiction.record, contradiction.record, source, contradiction.condition, None,
                            None, p.Type("boolean"))))
            compiled = [(name, self.compile(test)) for name, test in tests]
            self._contradictions = lambda frame: tuple(name for name, test in compiled if test(frame) is True)
        found: tuple[str, ...] = self._contradictions(frame)
        return found
