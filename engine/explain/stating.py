"""What facts and values are known to be, in the sentences that they declare; else by label and value."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.explain.once import Kept, once
from engine.explain.step import Chosen, Compared, Existing, Listed, OfRecord, Step, type_of
from engine.explain.values import option_named
from engine.meaning.intervals import Interval
from engine.meaning.marks import ABSENT
from engine.model.expressions import parts
from engine.tongues.writing import bare

if TYPE_CHECKING:
    from engine.explain.wording import Wording


_SAME_THING = {"or_else", "day_of", "floor", "ceiling", "round"}
"""Functions whose result is called by the name of their first argument."""

Telling = Callable[[Any, p.Type, OfRecord | None], str]
"""The sentence that something declares for what it is known to be, of which record; empty where it declares none."""


class Stating:
    """States what things are, in the words of one `Wording`."""

    def __init__(self, wording: "Wording") -> None:
        self.wording = wording
        self._labelled = wording.phrases.filling("labelled", "label", "value")
        self._telling: Callable[[Any], Telling] = once(self._telling_of)

    def shown(self, subject: Any, value: Any, type_: p.Type) -> str:
        """What something is known to be: the sentence that tells it, or its label with the value."""
        if told := self.told(subject, value, type_):
            return told
        label = self.wording.label(subject)
        if _is_none(value, type_):
            return self.wording.say("absent", label=label)
        return self._labelled(label, self.wording.value(value, type_))

    def absent(self, subject: Any, type_: p.Type) -> str:
        """That a thing is known not to be there; of what is computed and has no name, what it is computed from."""
        named = [] if self.wording.label(subject) else list(self._optional_within(subject))
        if len(named) == 1:
            return self.shown(named[0], ABSENT, named[0].type)
        if named:
            labels = dict.fromkeys(self.wording.label(part) for part in named)
            return self.wording.say("absent", label=self.wording.tongue.alternatives(list(labels)))
        return self.shown(subject, ABSENT, type_)

    def _optional_within(self, expression: Any) -> Iterator[p.Expression]:
        """The things with a name that an expression is made of and that may be known not to be there."""
        for part in parts(expression):
            if not self.wording.label(part):
                yield from self._optional_within(part)
            elif part.type.optional:
                yield part

    def told(self, subject: Any, value: Any, type_: p.Type) -> str:
        """The sentence that a fact or a value declares for what it is known to be; empty where it declares none."""
        if isinstance(subject, OfRecord):
            return self._telling(subject.node)(value, type_, subject)
        return self._telling(subject)(value, type_, None)

    def _telling_of(self, subject: Any) -> Telling:
        match self.declared(subject):
            case p.Aggregate() as fact if among := self.counted_among(fact):
                counted = self.wording.phrases.filling("counted_told", "value", among=among)
                write = self.wording.value
                return lambda value, type_, place: counted(write(value, type_)) if isinstance(value, int) else ""
            case (p.Fact() | p.Value()) as fact if self.may_tell(fact):
                return self._telling_of_declared(fact)
            case _:
                return lambda value, type_, place: ""

    def _telling_of_declared(self, fact: p.Fact | p.Value) -> Telling:
        """The sentences of a fact or a value: what is told again of the same thing is put into words once."""
        wording, tongue, program = self.wording, self.wording.tongue, self.wording.program
        phrase = tongue.filling(bare(wording.phrase(fact.told)), "value")
        some_time = self._some_time(fact)
        sentences = Kept(lambda key: wording.with_number(tongue.elided(phrase(key[0])), key[1]))

        def told(value: Any, type_: p.Type, place: OfRecord | None) -> str:
            if value is None or (isinstance(value, Interval) and type_.kind in CALENDAR):
                return ""
            if _is_none(value, type_):
                return wording.called(fact.otherwise, place) if fact.otherwise is not None else ""
            if type_.kind == "choice" and type_.name != "party":
                of_option = option_named(value, type_.name, program).told
                if of_option is not None:
                    return wording.called(of_option, place)
            if isinstance(value, Moment) and value.is_undated:
                return wording.with_number(some_time, "" if place is None else place.shown) if some_time else ""
            if fact.told is None:
                return ""
            return sentences[wording.value(value, type_), "" if place is None else place.shown]

        return told

    def _some_time(self, fact: p.Fact | p.Value) -> str:
        """That something happened on a day that nobody told; empty where the sentence doesn't end with its day."""
        wording, told = self.wording, bare(self.wording.phrase(fact.told))
        on_its_day = f" {wording.tongue.measures.say('before_day')} {{value}}"
        if not told.endswith(on_its_day):
            return ""
        return wording.say("told_some_time", stem=told.removesuffix(on_its_day))

    def label(self, subject: Any) -> str:
        """What something is called, of a record by its number; empty of an expression without a name."""
        match subject:
            case p.Fact() | p.Value():
                return bare(self.wording.phrase(subject.text))
            case OfRecord():
                return self.wording.numbered(bare(self.wording.phrase(subject.node.text)), subject)
            case p.Reference(kind="fact" | "value") | p.FieldReference(live=False):
                return bare(self.wording.phrase(self.declared(subject).text))
            case p.Aggregate() if among := self.counted_among(subject):
                return self.wording.say("counted", among=among)
            case p.Lookup(of=name, inputs=(*_, day)) if name:
                label, when = bare(self.wording.phrase(self.wording.program.values[name].text)), self.label(day)
                return self.wording.say("on_its_day", label=label, day=when) if when else label
            case p.Function(arguments=(argument, *_)) if subject.name in _SAME_THING:
                return self.label(argument)
            case _:
                return ""

    def may_tell(self, subject: Any) -> bool:
        """Whether something may declare a sentence for what it is known to be, or for an option of its type."""
        fact = self.declared(subject)
        if not isinstance(fact, p.Fact | p.Value):
            return isinstance(fact, p.Aggregate) and fact.operator == "count"
        return fact.told is not None or fact.otherwise is not None or fact.type.kind == "choice"

    def is_told(self, step: Step) -> bool:
        """Whether a step that looks at one thing, or begins with one, is told as a sentence with a verb."""
        match step.detail:
            case Chosen(found=found, subject=subject) | Existing(found=found, subject=subject):
                return bool(self.told(subject, found, type_of(subject)))
            case Compared(found=(found, *_), subjects=(subject, *_)):
                return bool(self.told(subject, found, type_of(subject)))
            case Listed(subject=fact, number=0):
                return bool(self.told(fact, ABSENT, step.subject.type))
            case _ if step.kind in ("fact", "field"):
                return bool(self.told(step.subject, step.value, step.subject.type))
            case _:
                return False

    def counted_among(self, aggregate: p.Aggregate) -> str:
        """Among what a count counts, where that is a list that was told; empty for anything else."""
        match aggregate:
            case p.Aggregate(operator="count", source=p.Reference(kind="fact", name=name)):
                return bare(self.wording.phrase(self.wording.program.facts[name].text))
            case _:
                return ""

    def declared(self, subject: Any) -> Any:
        """The fact, field or value that an operand names; of anything else the operand itself."""
        program = self.wording.program
        match subject:
            case OfRecord():
                return subject.node
            case p.Reference(kind="fact", name=name):
                return program.facts[name]
            case p.Reference(kind="value", name=name) | p.FieldReference(derived=True, live=False, name=name):
                return program.values[name]
            case p.FieldReference(derived=False, record=record, name=name):
                return next(field for field in program.records[record].fields if field.name == name)
            case p.Function(name="day_of", arguments=(argument, *_)):
                return self.declared(argument)
            case _:
                return subject


def _is_none(value: Any, type_: p.Type) -> bool:
    """Whether a thing is known not to be there, or a list to be without a record."""
    return value is ABSENT or (type_.kind == "list" and not value)
