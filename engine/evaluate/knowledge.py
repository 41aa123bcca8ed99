"""One edition of one document, ready to be asked: questions are compiled once and answered many times."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsl.typed import program as p
from engine.evaluate.interpret import Interpreter
from engine.evaluate.layout import Layout
from engine.evaluate.modules import ENTRY, Decision, load, make
from engine.model.asked import Asked, ask, conflicts, question_named

if TYPE_CHECKING:
    from engine.model.staleness import Staleness

Frame = list[Any]


class KnowledgeBase:
    """A program with the code generated from it so far, kept in the folder `modules` if there is one."""

    def __init__(
        self,
        program: p.Program,
        judge: "Callable[[], Staleness | None] | None" = None,
        modules: Path | None = None,
    ) -> None:
        self._judge, self._modules = judge, modules
        opposed = conflicts(program)
        if opposed:
            program = replace(program, ambiguities={**program.ambiguities, **opposed})
        self.program = program
        self.layout = Layout(program)
        self._asked: dict[str, Asked] = {}
        self._decisions: dict[str, Decision] = {}
        self._asked_before: set[str] = set()
        self._checked_before = False
        self._silences: dict[str, Decision | None] = {}
        self._recording: dict[str, Decision] = {}
        self._contradictions: Decision | None = None

    @cached_property
    def staleness(self) -> "Staleness | None":
        """What rests on passages whose words changed after they were encoded; None where no files stand behind."""
        return self._judge() if self._judge is not None else None

    @property
    def identifier(self) -> tuple[str, str]:
        """The document and its edition."""
        return self.program.edition.document, self.program.edition.name

    def asked(self, question: str) -> Asked:
        """What the question comes to here. Raises `KeyError` for what is neither a question nor a norm."""
        if question not in self._asked:
            named = question_named(self.program, question)
            if named is None:
                raise KeyError(question)
            self._asked[question] = ask(self.program, named)
        return self._asked[question]

    def decision(self, question: str) -> Decision:
        """The function that decides the question from a frame: walked the first time, generated from then on.

        A process that asks once would spend longer on generating than on answering.
        """
        if question not in self._decisions:
            root = self.asked(question).root
            assert root is not None
            decision = load(self._modules, question)
            if decision is None and question not in self._asked_before:
                self._asked_before.add(question)
                return lambda frame: Interpreter(self.layout, frame).value(root)
            self._decisions[question] = decision or self.compile(root, name=question)
        return self._decisions[question]

    def silence(self, question: str) -> Decision | None:
        """Whether a silence that is declared under a condition covers the question; None where there is none."""
        if question not in self._silences:
            conditions = tuple(
                silence.condition
                for silence in self.program.silences
                if question in silence.questions and silence.condition is not None
            )
            root = conditions[0] if len(conditions) == 1 else p.Operation("or", conditions, p.Type("boolean"))
            self._silences[question] = self._made(f"{question}.silence", root) if conditions else None
        return self._silences[question]

    def recording(self, root: p.Expression, question: str = "") -> Decision:
        """The function that computes an expression and also notes the unknown inputs that it meets.

        That of a question, named so, is made once.
        """
        if not question:
            return self.compile(root, recording=True)
        if question not in self._recording:
            self._recording[question] = self._made(f"{question}.recording", root, recording=True)
        return self._recording[question]

    def _made(self, name: str, root: p.Expression, recording: bool = False) -> Decision:
        return load(self._modules, name) or self.compile(root, recording, name)

    def compile(self, root: p.Expression, recording: bool = False, name: str = "") -> Decision:
        """The generated function of any expression over this program; kept under a name, if it has one."""
        from engine.evaluate.generate import Generator  # a process that asks once generates nothing

        generator = Generator(self.layout, recording)
        generator.root(ENTRY, root)
        return make(self._modules if name else None, name, generator.source())

    def contradicted(self, frame: Frame) -> tuple[str, ...]:
        """The names of the contradictions that the facts of a frame fulfil."""
        if self._contradictions is None:
            self._contradictions = load(self._modules, "contradictions")
        if self._contradictions is None:
            if not self._checked_before:
                self._checked_before = True
                interpreter = Interpreter(self.layout, frame)
                return tuple(
                    dict.fromkeys(name for name, test in self._contradiction_tests() if interpreter.value(test) is True)
                )
            from engine.evaluate.generate import Generator

            generator = Generator(self.layout)
            generator.together(ENTRY, list(self._contradiction_tests()))
            self._contradictions = make(self._modules, "contradictions", generator.source())
        found: tuple[str, ...] = self._contradictions(frame)
        return found

    def constraints(self) -> list[p.Expression]:
        """What is true only of facts that contradict each other."""
        return [test for _, test in self._contradiction_tests()]

    def _contradiction_tests(self) -> Iterator[tuple[str, p.Expression]]:
        for contradiction in self.program.contradictions:
            if contradiction.record is None:
                yield contradiction.name, contradiction.condition
                continue
            for fact in self.program.facts.values():
                if fact.type.kind == "list" and fact.type.name == contradiction.record:
                    source = p.Reference("fact", fact.name, fact.type)
                    yield (
                        contradiction.name,
                        p.Aggregate(
                            "some",
                            contradiction.record,
                            contradiction.record,
                            source,
                            contradiction.condition,
                            None,
                            None,
                            p.Type("boolean"),
                        ),
                    )
