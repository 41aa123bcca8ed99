"""One edition of one document, ready to be asked: questions are compiled once and answered many times."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsl.frozen import replace
from dsl.typed import program as p
from engine.backends.python.modules import Decision, load, make
from engine.backends.python.recurring import Recurring
from engine.backends.python.twins import twins_as_one
from engine.backends.walker import Walker
from engine.library.ranges import open_out_of_range, within_range
from engine.meaning import nodes as n
from engine.meaning.account import Sheets
from engine.meaning.marks import ABSENT, MAY_GO_ON, PENDING
from engine.meaning.meaning import Kept, Meaning
from engine.model.asked import Asked, ask, askable, conflicts, question_named
from engine.model.store import column

if TYPE_CHECKING:
    from engine.backends.python.generator import Generator
    from engine.model.staleness import Staleness

Frame = list[Any]

_SELDOM = 5
"""How often a question is explained before it pays to generate code for that."""


class KnowledgeBase:
    """A program and its meaning, with the code generated so far, kept in the folder `modules` if there is one."""

    def __init__(
        self,
        program: p.Program,
        judge: "Callable[[], Staleness | None] | None" = None,
        modules: Path | None = None,
        denials: frozenset[str] = frozenset(),
        kept: Kept | None = None,
    ) -> None:
        """`denials` names the contradictions of what is taken as given with what was told.

        `kept` gives what was lowered before of this very program.
        """
        self._judge, self._modules, self._denials = judge, modules, denials
        self.taking: dict[Hashable, KnowledgeBase] = {}
        """What was made of it for values that are taken as given, by their names."""
        self.searched: dict[Hashable, Any] = {}
        """What was found out about open answers, by what it was found of (`engine/answer/concerned.py`)."""
        opposed = conflicts(program)
        if opposed:
            program = replace(program, ambiguities={**program.ambiguities, **opposed})
        self.program = program
        self.meaning = Meaning(program, kept)
        self.layout = self.meaning.layout
        self._asked: dict[str, Asked] = {}
        self._decisions: dict[str, Decision] = {}
        self._made: dict[str, Decision] = {}
        self._values: dict[n.Definition, Decision] = {}
        self._walked: set[str] = set()
        self._explained: Counter[str] = Counter()
        self._silent: dict[str, n.Definition | None] = {}

    @property
    def kept_in(self) -> Path | None:
        """The folder for what is made of it and can be made again; None where nothing is kept."""
        return self._modules

    @cached_property
    def staleness(self) -> "Staleness | None":
        """What rests on passages whose words changed after they were encoded; None where no files stand behind."""
        return self._judge() if self._judge is not None else None

    @cached_property
    def presumable(self) -> dict[str, p.Presumption]:
        """The facts, other than fields of records, that are presumed where nobody mentioned them; with how they are."""
        return {name: found for name, found in column(self.program.facts, "presumption").items() if found is not None}

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The facts that have a value where nobody tells one, with it; *none* where that changes by date."""
        found = {name: value for name, value in column(self.program.facts, "default").items() if value is not None}
        return found | dict.fromkeys(self.layout.dated, ABSENT)

    @cached_property
    def external(self) -> tuple[str, ...]:
        """The facts that only another document decides."""
        return tuple(name for name, other in column(self.program.facts, "external").items() if other is not None)

    @cached_property
    def preferred(self) -> dict[str, str]:
        """The preferred reading of every ambiguity that has one."""
        readings = column(self.program.ambiguities, "preferred_name")
        return {name: reading for name, reading in readings.items() if reading is not None}

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

    def root(self, question: str) -> n.Definition:
        """What decides the question, as a definition of the meaning; only where the document has something to say."""
        root = self.asked(question).root
        assert root is not None
        return self.meaning.asked(root)

    def decision(self, question: str) -> Decision:
        """The function that decides the question from a frame: walked the first time, generated from then on.

        A process that asks once would spend longer on generating than on answering, unless there are many records. The
        function raises `OutOfRangeError`.
        """
        found = self._decisions.get(question)
        if found is None:
            found, kept = self._decided("decide", question, self.root(question))
            if kept:
                self._decisions[question] = found
        return found

    def shown(self, question: str, live: list[n.Definition]) -> Decision:
        """The function that decides a question where whatever of `live`, in its order, isn't shown to be live isn't.

        Like `decision` it walks the first time, and always where a norm is put for each member of a list. The function
        raises `OutOfRangeError`.
        """
        key, root = f"shown {question}", self.root(question)
        of_records = any(definition.record for definition in live)

        def walk(frame: Frame) -> Any:
            walker = self.walker(frame, of_records)
            holders = ((each, *held) for each in live for held in self.layout.holders(each.record, frame))
            for definition, holder, reach in holders:
                if holder[definition.slot] is PENDING:
                    holder[definition.slot] = walker.value(definition, reach) is True
            return walker.value(root)

        if of_records:
            return walk
        if key not in self._made:
            file = self._file("shown", question)
            found = load(self._modules, file, self.meaning.laws) if file else None
            if found is None and key not in self._walked:
                self._walked.add(key)
                return lambda frame: (self.shown(question, live) if self.layout.has_many_records(frame) else walk)(
                    frame
                )
            if found is None:
                found = self._module(file, lambda generator: generator(self.meaning).shown(live, root))
            self._made[key] = twins_as_one(self.layout, found)
        return within_range(self._made[key], walk)

    def silence(self, question: str) -> Decision | None:
        """Whether a silence that is declared under a condition covers the question; None where there is none."""
        asked = self.silence_asked(question)
        return None if asked is None else self._decided("silence", question, asked)[0]

    def silence_asked(self, question: str) -> n.Definition | None:
        """What tells whether a silence that is declared under a condition covers the question; None without any."""
        if question not in self._silent:
            conditions = tuple(
                silence.condition
                for silence in self.program.silences
                if question in silence.questions and silence.condition is not None
            )
            root = conditions[0] if len(conditions) == 1 else p.Operation("or", conditions, p.Type("boolean"))
            self._silent[question] = self.meaning.asked(root) if conditions else None
        return self._silent[question]

    def recording(self, root: p.Expression, question: str = "") -> Decision:
        """The function that computes an expression and also notes the unknown inputs that it meets.

        That of a question, named so, is made once. What leaves the range of arithmetic is open for want of nothing.
        """
        if not question:
            return self.compile(root, recording=True)
        key = f"noting {question}"
        if key not in self._made:
            self._made[key] = self.compile(root, True, self._file("noting", question))
        return self._made[key]

    def compile(self, root: p.Expression, recording: bool = False, file: str = "") -> Decision:
        """The generated function of any expression over this program, kept in a file, if one is named."""
        return self._compiled(self.meaning.asked(root), recording, file)

    def _compiled(self, asked: n.Definition, recording: bool = False, file: str = "") -> Decision:
        found = self._module(file, lambda generator: generator(self.meaning, recording).decision(asked))
        return open_out_of_range(twins_as_one(self.layout, found)) if recording else self._guarded(asked, found)

    def _guarded(self, asked: n.Definition, made: Decision) -> Decision:
        quick = twins_as_one(self.layout, made)
        return within_range(quick, lambda frame: self._walk(asked, frame, quick))

    def _module(self, file: str, source: Callable[[type["Generator"]], str]) -> Any:
        """What a module gives that is kept in a file, if one is named, or generated just now."""
        found = load(self._modules, file, self.meaning.laws) if file else None
        if found is None:
            from engine.backends.python.generator import Generator  # a process that asks once generates nothing

            found = make(self._modules if file else None, file, source(Generator), self.meaning.laws)
        return found

    def prepare(self, question: str, conditions: list[p.Expression]) -> None:
        """Makes and keeps the code of all conditions of a question at once, for frames with many records."""
        asked = [self.meaning.asked(condition) for condition in conditions]
        made = self._module(
            self._file("conditions", question), lambda generator: generator(self.meaning).each_of(asked)
        )
        self._values |= {each: self._guarded(each, one) for each, one in zip(asked, made, strict=True)}

    def contradicted(self, frame: Frame) -> tuple[str, ...]:
        """The names of the contradictions that the facts of a frame fulfil. Raises `OutOfRangeError`."""
        if not self.impossible:
            return ()
        made = self._made.get("contradictions") or load(self._modules, "contradictions", self.meaning.laws)
        if made is None and ("contradictions" in self._walked or self.layout.has_many_records(frame)):
            from engine.backends.python.generator import Generator

            source = Generator(self.meaning).numbers_of([self.meaning.asked(test) for _, test in self.impossible])
            made = make(self._modules, "contradictions", source, self.meaning.laws)
        self._walked.add("contradictions")
        if made is not None:
            self._made["contradictions"] = made
        if made is not None and frame[-1] is not MAY_GO_ON:
            try:
                found = made(frame)
                return tuple(dict.fromkeys(self.impossible[number][0] for number in found)) if found else ()
            except ArithmeticError:
                pass  # the walker tells where
        walker = self.walker(frame)
        return tuple(
            dict.fromkeys(name for name, test in self.impossible if walker.value(self.meaning.asked(test)) is True)
        )

    def denied(self, frame: Callable[[], Frame]) -> tuple[str, ...]:
        """What is given and decided otherwise under every open reading, by name. Raises `OutOfRangeError`."""
        if not self._denials:
            return ()
        from engine.library.every_reading import holds_under_every_reading as every  # few cases take anything as given

        axes = self.program.ambiguities.items()
        readings = {self.layout.readings[name]: [each.name for each in axis.readings] for name, axis in axes}

        denied = [(name, self.meaning.asked(test)) for name, test in self._tests if name in self._denials]
        return tuple(dict.fromkeys(name for name, test in denied if every(test, readings, frame, self.walker)))

    def denied_whatever_follows(self, denied: Collection[str], opened: Callable[[], Frame]) -> tuple[str, ...]:
        """What is still denied where the lists go on: a number smaller than the given one leaves room for more."""
        counts = [name for name in denied if self._is_count(name)]
        still = self.denied(opened) if counts else ()
        return tuple(name for name in denied if name not in counts or name in still)

    def _is_count(self, denial: str) -> bool:
        """Whether what a denial is about is a whole number."""
        return self.program.values[denial.partition(" ")[2]].type.kind == "integer"

    def constraints(self) -> list[p.Expression]:
        """What is true only of facts that contradict each other."""
        return [test for _, test in self.impossible]

    def value(self, expression: p.Expression, frame: Frame) -> Any:
        """What any expression over this program comes to in a frame. Raises `OutOfRangeError`."""
        return self._come_to(self.meaning.asked(expression), frame)

    def named_value(self, name: str, frame: Frame) -> Any:
        """What a value of this program comes to in a frame. Raises `OutOfRangeError`."""
        return self._come_to(self.meaning.definition(self.layout.slot("value", name)), frame)

    def is_live(self, name: str, frame: Frame) -> Any:
        """Whether a norm or an exception is live in a frame; None where that is open. Raises `OutOfRangeError`."""
        return self._come_to(self.meaning.live(name), frame)

    def _come_to(self, asked: n.Definition, frame: Frame) -> Any:
        if not self.layout.has_many_records(frame):
            return self.walker(frame).value(asked)
        if asked not in self._values:
            file = "" if asked.of is n.Defines.ROOT else f"defined-{asked.slot}"
            self._values[asked] = self._compiled(asked, file=file)
        return self._values[asked](frame)

    def value_of_record(self, expression: p.Expression, frame: Frame, record: list[Any], kind: str) -> Any:
        """What an expression that names the fields of a record by its kind comes to. Raises `OutOfRangeError`."""
        return self.walker(frame).value(self.meaning.asked(expression, ((kind, kind),)), (record,))

    def sheets(self, question: str, frame: Frame) -> Sheets:
        """The evaluation of a question in a frame, told in sheets: walked the first times, then generated."""
        self._explained[question] += 1
        is_seldom = self._explained[question] <= _SELDOM and not self.layout.has_many_records(frame)
        if is_seldom or frame[-1] is MAY_GO_ON:
            return self.walker(frame)
        from engine.backends.python.sheets import generated_sheets

        file = self._file("sheets", question)
        return generated_sheets(self.meaning, self.root(question), frame, self._modules, file)

    def _file(self, what: str, question: str) -> str:
        """The file in which the code of a question is kept: a number; none where it is put to some norms alone."""
        return f"{what}-{self._numbers[question]}" if question in self._numbers else ""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(askable(self.program))}

    def _decided(self, what: str, question: str, asked: n.Definition) -> tuple[Decision, bool]:
        """The function that decides something of a question, and whether it is the one to be kept."""
        key = f"{what} {question}"
        if key in self._made:
            return self._made[key], True
        file = self._file(what, question)
        found = load(self._modules, file, self.meaning.laws) if file else None
        if found is None and key not in self._walked:
            self._walked.add(key)
            return lambda frame: self._first(what, question, asked, frame), False
        if found is None:
            found = self._module(file, lambda generator: generator(self.meaning).decision(asked))
        found = twins_as_one(self.layout, found)
        self._made[key] = Recurring(self.meaning, asked, found, partial(self._walk, generated=found)).decide
        return self._made[key], True

    def _first(self, what: str, question: str, asked: n.Definition, frame: Frame) -> Any:
        """What is decided the first time: walked, unless there are many records."""
        if self.layout.has_many_records(frame):
            return self._decided(what, question, asked)[0](frame)
        return self._walk(asked, frame)

    def walker(self, frame: Frame, apart: bool = False) -> Walker:
        """What evaluates one definition after the other in a frame, each record by itself if `apart`."""
        if frame[-1] is not MAY_GO_ON:
            return Walker(self.meaning, frame)
        from engine.backends.open_walker import OpenWalker  # few lists may go on

        return OpenWalker(self.meaning, frame, apart)

    def _walk(self, asked: n.Definition, frame: Frame, generated: Decision | None = None) -> Any:
        """What a definition comes to in a frame; where a list may go on, only what is decided without further records.

        So what nobody told of the records that are there is never hidden behind a wide bound. Whether it is decided the
        `generated` function says of many records.
        """
        value = self.walker(frame).value(asked)
        if value is None or frame[-1] is not MAY_GO_ON:
            return value
        closed = self.layout.closed(frame)
        decide: Decision = partial(self._walk, asked)
        if generated is not None:
            decide = within_range(generated, decide)
        return None if decide(closed) is None else value

    @cached_property
    def impossible(self) -> list[tuple[str, p.Expression]]:
        """Each contradiction by name, with the expression that is true where it is fulfilled; without denials."""
        return [(name, test) for name, test in self._tests if name not in self._denials]

    @cached_property
    def contradictions(self) -> list[tuple[p.Contradiction, str | None]]:
        """The contradictions without denials; one of records once for each list of them, with the name of the list."""
        return [(found, name) for found, name in self._every_contradiction if found.name not in self._denials]

    @property
    def denials(self) -> list[tuple[p.Contradiction, str | None]]:
        """That what was told says otherwise than a conclusion that is given; one of records once for each list."""
        return [(found, name) for found, name in self._every_contradiction if found.name in self._denials]

    @cached_property
    def _every_contradiction(self) -> list[tuple[p.Contradiction, str | None]]:
        found: list[tuple[p.Contradiction, str | None]] = []
        for each in self.program.contradictions:
            lists = [name for name, kind in self.layout.lists.items() if kind == each.record]
            found += [(each, None)] if each.record is None else [(each, name) for name in lists]
        return found

    @cached_property
    def _tests(self) -> list[tuple[str, p.Expression]]:
        tests = []
        for contradiction, name in self._every_contradiction:
            record, condition = contradiction.record, contradiction.condition
            if record is not None and name is not None:
                source, boolean = p.Reference("fact", name, self.program.facts[name].type), p.Type("boolean")
                condition = p.Aggregate("some", record, record, source, condition, None, None, boolean)
            tests.append((contradiction.name, condition))
        return tests
