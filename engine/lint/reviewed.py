"""A program under review: what is asked of it, the case of which nothing is known, and where its names are declared."""

from collections.abc import Iterator
from functools import cached_property

from dsl.diagnostic import Diagnostic, Label
from dsl.frozen import dataclass
from dsl.position import Span
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.units.scope import Unit
from engine.answer.inputs import Inputs, Key, inputs_of
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n


@dataclass(frozen=True, slots=True)
class Finding:
    """What a lint found, and of what: the name by which it is accepted."""

    of: str
    diagnostic: Diagnostic


class Reviewed:
    """One edition that is sound, with the unit that it was made of."""

    def __init__(self, program: p.Program, unit: Unit) -> None:
        self.program, self.knowledge = program, KnowledgeBase(program)
        self.inputs: Inputs = inputs_of(self.knowledge)
        self._places = dict(_places(unit))

    def label(self, name: str, text: str = "") -> Label:
        """The place where a name is declared; fields as `record.field`, readings as `ambiguity.reading`."""
        return Label(self._places[name], text)

    def name_of(self, key: Key) -> str:
        """What an input is called in the clause files: a field by its record."""
        name = self.knowledge.layout.inputs[key[0]][1]
        return name if len(key) == 1 else f"{self.program.facts[name].type.name}.{self.inputs.fact(key).name}"

    def nothing_told(self) -> Case:
        """The case of which nothing is known."""
        return CaseReader(self.knowledge).read(None)

    def nothing_set(self) -> Case:
        """The case of which nothing is known, and in which the settings aren't held to their defaults either."""
        nothing = self.nothing_told()
        return nothing.replaced({name: nothing.facts[name] for name in self.knowledge.layout.dated})

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions on which the document has something to say."""
        return tuple(name for name in self.program.questions if self.knowledge.asked(name).root is not None)

    @cached_property
    def roots(self) -> tuple[n.Definition, ...]:
        """All that somebody may be told: what the questions come to, which norms are live, and their deadlines."""
        knowledge, meaning, norms = self.knowledge, self.knowledge.meaning, self.program.norms.values()
        silences = (knowledge.silence_asked(name) for name in self.program.questions)
        deadlines = (norm.deadline for norm in norms if norm.deadline is not None)
        return (
            *(knowledge.root(name) for name in self.questions),
            *(silence for silence in silences if silence is not None),
            *(meaning.live(norm.name) for norm in norms),
            *(meaning.asked(deadline) for deadline in deadlines),
        )


def listed(names: list[str]) -> str:
    """Several names as a message lists them."""
    return ", ".join(f"`{name}`" for name in names)


def _places(unit: Unit) -> Iterator[tuple[str, Span]]:
    for name, statement in (*unit.named("question").items(), *unit.named("name").items()):
        if isinstance(statement, s.Question | s.Fact | s.Value | s.Norm | s.Exception_ | s.Ambiguity):
            yield name, statement.name.span
        if isinstance(statement, s.Ambiguity):
            yield from ((f"{name}.{reading.name.text}", reading.name.span) for reading in statement.readings)
    for name, record in unit.named("record").items():
        if isinstance(record, s.Record):
            yield from ((f"{name}.{declared.name.text}", declared.name.span) for declared in record.fields)
