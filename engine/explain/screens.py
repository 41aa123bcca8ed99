"""What an interview asks, in words: one question with its options, why it is asked and by which clause; or a list of
what is taken not to be so, of which everything that is otherwise can be picked at once.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, Literal

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.leads import Lead
from engine.answer.ordinary_course import ordinary_course
from engine.backends.walker import Walker
from engine.case.case import Case, InputKey, options_of
from engine.case.given import PREFIX
from engine.case.reading import Unreadable
from engine.explain.cite import Citer
from engine.explain.naming import placed
from engine.explain.once import Kept
from engine.explain.step import OfRecord
from engine.explain.why_asked import Rule, presumed_from, rules_on, tellable_instead
from engine.explain.wording import Wording
from engine.meaning.marks import ABSENT
from engine.model.record_names import of_record, record_name
from engine.tongues import tongue
from engine.tongues.writing import bare, capital

MOST_REASONS = 2
MOST_PLACES = 3
"""How many places of a rule are cited."""

MOST_INSTEAD = 6
"""How many computed values are offered instead of a fact."""

SHORTEST_LIST = 3
"""From so many presumptions of one kind on, they are shown together to be picked from."""

LONGEST_LIST = 15


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be picked: the name it is known by, its words, and what is said beside them."""

    name: str
    text: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class ReasonAsked:
    """A rule for the sake of which something is asked, and where it stands."""

    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of an interview.

    `one` asks for the fact `name`, or, with `is_given`, for a computed value; `options` are those of a choice.
    `several` shows `options` of which any number may be so. `presumed` says what is taken to be so if nothing is told.
    """

    kind: Literal["one", "several"]
    name: str
    question: str
    options: tuple[Choice, ...]
    hint: str
    reasons: tuple[ReasonAsked, ...]
    presumed: str = ""
    instead: tuple[Choice, ...] = ()
    is_given: bool = False
    type: p.Type = p.Type("boolean")

    @property
    def names(self) -> frozenset[str]:
        """The names of what it lists."""
        return frozenset(option.name for option in self.options)


_SOME_DAY = date(2024, 11, 20)
"""The day that an example shows where the case has none."""


class Screens:
    """Makes the screens of one question on one case, in one language."""

    def __init__(self, case: Case, question: str, language: str) -> None:
        self.case, self.question, self.language = case, question, language
        self.knowledge, self.program = case.knowledge, case.knowledge.program
        self.wording, self.words = Wording(self.program, language), tongue(language).words("interview")
        self.citer = Citer(self.program.edition)
        self._rules_of, self._reasons_of = Kept(self._ranked), Kept(self._shown)
        self._values_instead = Kept(self._tellable)

    def next(self, leads: Sequence[Lead]) -> Screen | None:
        """The screen of the first lead, with those of its kind where they are many; None where there is none."""
        if not leads:
            return None
        listed = next((screen for screen in self.grouped(leads) if leads[0].name in screen.names), None)
        return listed or self.one(leads[0])

    def grouped(self, leads: Sequence[Lead]) -> list[Screen]:
        """The screens of those leads that are shown together because they are many of a kind, in order."""
        groups: dict[str, list[Lead]] = {}
        for lead in leads:
            if _together(lead):
                groups.setdefault(_group(lead), []).append(lead)
        return [self.several(alike[:LONGEST_LIST]) for alike in groups.values() if len(alike) >= SHORTEST_LIST]

    def one(self, lead: Lead) -> Screen:
        """The screen that asks for one fact."""
        text = self.wording.phrase(lead.fact.ask or lead.fact.text)
        presumed = "" if lead.outcome is None else self._stated(lead, lead.presumed)
        return Screen(
            "one",
            lead.name,
            self._numbered(text, lead.name),
            self._options(lead.fact.type),
            self.hint(lead.fact.type),
            self.reasons(lead),
            self.words.say("presumed", text=presumed) if presumed else "",
            self.instead(lead),
            type=lead.fact.type,
        )

    def given(self, name: str) -> Screen:
        """The screen that asks for a computed value, that of a record by a name such as `outages[1].duration`."""
        value = self.program.values[name.rpartition(".")[2]]
        text = bare(self.wording.phrase(value.text))
        if value.type.kind == "boolean":
            question = self.words.say("given_whether", label=self.wording.inner(text))
        else:
            question = self.words.say("given_question", label=capital(text))
        rule = ReasonAsked(capital(self.wording.phrase(value.text)), self._cited(value))
        return Screen(
            "one",
            name,
            self._numbered(question, name),
            self._options(value.type),
            self.hint(value.type),
            (rule,),
            is_given=True,
            type=value.type,
        )

    def several(self, leads: Sequence[Lead]) -> Screen:
        """The screen that lists presumptions of one kind, each as it would be otherwise."""
        return Screen(
            "several",
            "",
            self.words[f"any_{_group(leads[0])}"],
            tuple(Choice(lead.name, self._otherwise(lead), self._beside(lead)) for lead in leads),
            self.words["several"],
            (),
        )

    def hint(self, type_: p.Type) -> str:
        """How a value of a type is entered."""
        key = "number" if type_.kind == "choice" else type_.kind
        day = self.case.latest_day or _SOME_DAY
        hint = self.words.say(
            key,
            currency=type_.name or self.words["any_currency"],
            day=f"{day:%d.%m.%Y}",
            written=self.wording.value(day, p.Type("date")),
        )
        return f"{hint}, {self.words['none']}" if type_.optional else hint

    def unreadable(self, error: Unreadable, type_: p.Type, hint: str) -> str:
        """Why an answer of a type cannot be taken; `hint` says what was expected."""
        match error.code:
            case "ambiguous-date":
                days = [self.wording.value(date.fromisoformat(day[:10]), p.Type("date")) for day in error.meant]
                return self.words.say("either_day", readings=" / ".join(days))
            case "ambiguous-hour":
                return self.words.say("twice", readings=" / ".join(error.meant))
            case "time-missing":
                return self.words["no_hour"]
            case "no-such-date":
                return self.words["no_such_day"]
            case "unknown-currency":
                return self.words.say("other_currency", currency=type_.name)
            case _:
                return self.words.say("unreadable", hint=hint)

    def subject(self, lead: Lead) -> str:
        """The heading of the clause whose rule looks at a fact first, with its place; empty where none does."""
        rules = self._rules(lead)
        if not rules:
            return ""
        clause = self.program.clauses[rules[0].clause]
        cited = self.citer.cite(clause.number, self.language)
        return self.words.say("subject", heading=capital(self.wording.phrase(clause.text)), citation=cited)

    def reasons(self, lead: Lead) -> tuple[ReasonAsked, ...]:
        """The rules that look at a fact, the nearest first."""
        return self._reasons_of[_of_any_record(lead.key)]

    def instead(self, lead: Lead) -> tuple[Choice, ...]:
        """The computed values that may be told instead of a fact."""
        place = of_record(lead.name)
        found = []
        for value, text, cited in self._values_instead[_of_any_record(lead.key)]:
            if value.record is not None and place is None:
                continue
            name = record_name(place[0], place[1], value.name) if value.record and place else value.name
            if name not in self.case.given:
                found.append(Choice(name, text, cited))
        return tuple(found[:MOST_INSTEAD])

    def _rules(self, lead: Lead) -> list[Rule]:
        """The rules that rest on a fact: norms that apply ordinarily or may, exceptions, and norms that don't."""
        return self._rules_of[_of_any_record(lead.key)]

    def _shown(self, key: InputKey) -> tuple[ReasonAsked, ...]:
        found = self._rules_of[key]
        shown = [ReasonAsked(capital(bare(self.wording.phrase(rule.text))), self._cited(rule)) for rule in found]
        return tuple(dict.fromkeys(shown))[:MOST_REASONS]

    def _tellable(self, key: InputKey) -> list[tuple[p.Value, str, str]]:
        """The computed values that may be told instead of an input, each with its words and where it stands."""
        found = tellable_instead(self.knowledge, self.question, key)
        return [(value, bare(self.wording.phrase(value.text)), self._cited(value)) for value in found]

    def _ranked(self, key: InputKey) -> list[Rule]:

        def rank(rule: Rule) -> int:
            return 1 if not isinstance(rule, p.Norm) else 0 if self._applies(rule) else 2

        found = rules_on(self.knowledge, self.question, key)
        if not found:
            keys = presumed_from(self.case, key)
            found = tuple(rule for other in keys for rule in rules_on(self.knowledge, self.question, other))
        return sorted(dict.fromkeys(found), key=rank)

    def _applies(self, norm: p.Norm) -> bool:
        """Whether a norm applies ordinarily, or may."""
        if self.knowledge.layout.has_many_records(self._walker.frame):  # walked, each would go through all their pairs
            return self.knowledge.is_live(norm.name, self._walker.frame) is not False
        return self._walker.value(self.knowledge.meaning.live(norm.name)) is not False

    @cached_property
    def _walker(self) -> Walker:
        course = ordinary_course(self.case, self.question)
        return self.knowledge.walker(course.completed().frame())

    # ---- words

    def place(self, name: str) -> OfRecord | None:
        """The record that a name such as `outages[1].began` is about; the name may be that of something computed."""
        found = self.case.place(name)
        if found is None:
            return None
        listed, number, inner = found
        fields = self.program.records[self.program.facts[listed].type.name].fields
        declared = next((field for field in fields if field.name == inner), None) or self.program.values[inner]
        return placed(self.case, declared, (self.case.knowledge.layout.slot("fact", listed), number))

    def _numbered(self, text: str, name: str) -> str:
        """A question with the number of its record, where there are several."""
        return self.wording.numbered(text, self.place(name))

    def _options(self, type_: p.Type) -> tuple[Choice, ...]:
        names = options_of(self.program, type_)
        return tuple(Choice(name, self.wording.option(name, type_.name)) for name in names)

    def _stated(self, lead: Lead, value: Any) -> str:
        return self.wording.stated(lead.fact, value, self.place(lead.name))

    def _otherwise(self, lead: Lead) -> str:
        """A presumption as it would be otherwise: what is no yes or no by its label."""
        if lead.fact.type.kind == "boolean":
            return capital(self._stated(lead, lead.otherwise))
        label = bare(self.wording.phrase(lead.fact.text))
        if lead.presumed is ABSENT:
            return capital(label)
        return capital(self.words.say("differs", label=label, presumed=self._value(lead)))

    def _value(self, lead: Lead) -> str:
        return self.wording.value(lead.presumed, lead.fact.type)

    def _beside(self, lead: Lead) -> str:
        """Where the first rule stands that looks at it."""
        found = self._rules(lead)
        return self._cited(found[0], 1) if found else ""

    def _cited(self, rule: Rule, most: int = MOST_PLACES) -> str:
        return self.citer.cite_all(rule.citations[:most], self.language)


def _of_any_record(key: InputKey) -> InputKey:
    """An input that stands for it and for the same of all other records of its list: the same rules look at them."""
    return (key[0], 0, *key[2:]) if len(key) > 1 else key


def _together(lead: Lead) -> bool:
    """Whether a lead is shown together with others: not what is taken to last, which is asked for by itself."""
    if lead.outcome is None or lead.presumption is None or lead.name.startswith(PREFIX):
        return False
    return lead.presumption.kind != "continuity"


def _group(lead: Lead) -> str:
    """What is asked about together: what happened, what was done in another form, what was not done."""
    if lead.presumption is None or lead.presumption.kind == "law":
        return "ordinary"
    return lead.presumption.kind
