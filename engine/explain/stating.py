"""What facts and values are known to be, in the sentences that they declare; else by label and value."""

from typing import TYPE_CHECKING, Any

from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.explain.step import Chosen, Compared, Existing, Listed, OfRecord, Step, type_of
from engine.explain.values import option_named
from engine.meaning.intervals import Interval
from engine.meaning.marks import ABSENT
from engine.tongues.writing import bare

if TYPE_CHECKING:
    from engine.explain.wording import Wording


class Stating:
    """States what things are, in the words of one `Wording`."""

    def __init__(self, wording: "Wording") -> None:
        self.wording = wording

    def shown(self, subject: Any, value: Any, type_: p.Type) -> str:
        """What something is known to be: the sentence that tells it, or its label with the value."""
        if told := self.told(subject, value, type_):
            return told
        label = self.wording.label(subject)
        if _is_none(value, type_):
            return self.wording.say("absent", label=label)
        return self.wording.say("labelled", label=label, value=self.wording.value(value, type_))

    def told(self, subject: Any, value: Any, type_: p.Type) -> str:
        """The sentence that a fact or a value declares for what it is known to be; empty where it declares none."""
        fact, place = self.declared(subject), subject if isinstance(subject, OfRecord) else None
        if isinstance(fact, p.Aggregate) and (among := self.counted_among(fact)) and isinstance(value, int):
            return self.wording.say("counted_told", among=among, value=self.wording.value(value, type_))
        if not isinstance(fact, p.Fact | p.Value) or value is None:
            return ""
        if isinstance(value, Interval) and type_.kind in CALENDAR:
            return ""
        if _is_none(value, type_):
            return self.wording.called(fact.otherwise, place) if fact.otherwise is not None else ""
        if type_.kind == "choice" and type_.name != "party":
            of_option = option_named(value, type_.name, self.wording.program).told
            if of_option is not None:
                return self.wording.called(of_option, place)
        if fact.told is None or (isinstance(value, Moment) and value.is_undated):
            return ""
        tongue = self.wording.tongue
        sentence = tongue.filled(bare(self.wording.phrase(fact.told)), value=self.wording.value(value, type_))
        return self.wording.numbered(tongue.elided(sentence), place)

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
