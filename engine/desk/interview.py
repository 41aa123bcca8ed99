"""An interview: one screen after the other, until nothing told could change the ordinary answer, or one says so.

    interview = desk.interview(Request("may-suspend", "rental"))
    while (screen := interview.screen) is not None:
        interview = interview.told(screen.name, input(screen.question))
    interview.reply.opinion.short

Every step is a new interview; the one before it is still there, so that a step can be taken back. What was entered is
data (`kept`), from which the interview goes on another day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dsl.typed import program as p
from engine.answer.answer import Outcome
from engine.answer.answering import outcome
from engine.answer.leads import Lead, leads
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import Case
from engine.case.entry import read_entry
from engine.case.reading import Unreadable
from engine.case.written import told as as_told
from engine.desk.entered import Entered, entered, in_words, is_list
from engine.desk.keeping import Entry, Section, as_kept
from engine.desk.known_names import require, require_list, require_record
from engine.desk.reply import Reply
from engine.desk.request import Request
from engine.desk.understood import require_text
from engine.model.record_names import depth, number_within, record_name
from engine.model.when_given import type_when_given

if TYPE_CHECKING:
    from engine.desk.desk import Desk
    from engine.explain.screens import Screen, Screens

CONTESTED = "contested"


@dataclass(frozen=True)
class Interview:
    """What was entered so far: a request whose facts, conclusions and standings have names such as `outages[1].began`.

    `passed` are the names of what shall stay as it is presumed, `wanted` of what is asked next in any case, `trail` of
    what was entered, in that order.
    """

    desk: "Desk"
    request: Request
    passed: frozenset[str] = frozenset()
    wanted: tuple[Entry, ...] = ()
    trail: tuple[Entry, ...] = ()
    earlier: "Interview | None" = None

    # ---- where it stands

    @cached_property
    def reply(self) -> Reply:
        """The reply to what was entered so far. Raises `Rejected` with every mistake in the request."""
        return self.desk.ask(self.request)

    @property
    def case(self) -> Case:
        """The facts that were entered so far."""
        return self.reply.found.case

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.reply.language

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """What can still change the ordinary answer, nearest first."""
        return leads(self.case, self._question, self.passed)

    @cached_property
    def screen(self) -> "Screen | None":
        """What is asked next; None where nothing told could change the ordinary answer any more."""
        return self.asking(*self.wanted[0]) if self.wanted else self.screens.next(self.leads)

    def asking(self, section: Section, name: str) -> "Screen":
        """The screen that asks for a fact, or for a computed value, whether or not it is worth asking.

        Raises `Rejected` for an unknown one, as do the steps.
        """
        require(self, section, (name,))
        return self.screens.given(name) if section == "given" else self.screens.one(self.lead(name))

    @cached_property
    def so_far(self) -> Outcome:
        """The answer on what was entered so far, of the layer that comes first in words."""
        found, strict = (
            outcome(ordinary_course(self.case, self._question).completed(), self._question),
            self.reply.found,
        )
        return (strict.answer, strict.value) if self.reply.layers.first(found[0]) == "strictly" else found

    @property
    def is_silent(self) -> bool:
        """Whether the document has nothing to say on the question, whatever is told."""
        return self.reply.found.asked.root is None

    @property
    def contradiction(self) -> p.Contradiction | None:
        """What of the facts entered so far cannot be true together."""
        named = self.case.contradictions[:1]
        return next((found for found in self.case.knowledge.program.contradictions if found.name in named), None)

    @property
    def entered(self) -> tuple[Entered, ...]:
        """What was entered, in that order, in words; what belongs to a record beneath it."""
        return entered(self)

    @property
    def lists(self) -> tuple[Entered, ...]:
        """The lists of which records were entered."""
        return tuple(in_words(self, "facts", name) for section, name in self.trail if is_list(self, section, name))

    @property
    def facts_file(self) -> str:
        """What was entered as a facts file."""
        from engine.case.written import as_facts_file

        return as_facts_file(self.case)

    @cached_property
    def screens(self) -> "Screens":
        """Makes screens on what was entered so far."""
        from engine.explain.screens import Screens

        return Screens(self.case, self._question, self.language)

    # ---- steps

    def told(self, name: str, text: str, contested: str | None = None) -> "Interview":
        """The interview once a fact was told; `contested` is the evidence for one that is in dispute.

        A length of time told where a moment is asked for is taken as given instead. For a list, the text is the number
        of its records, as in `2`, or `2+` where there may be more. Raises `Unreadable` where the text is no value of
        the fact, or says nothing.
        """
        require(self, "facts", (name,))
        require_text("text", text)
        fact = self.case.declared(self.case.key(name))
        may_go_on = fact.type.kind == "list" and text.rstrip().endswith("+")
        text = text.rstrip(" +") if may_go_on else text
        try:
            value = read_entry(self.case.knowledge, fact.type, text, self.language)
        except Unreadable:
            instead = self._length_instead(name, fact, text)
            if instead is None:
                raise
            return self.given(instead, text, name)
        if value is None:
            raise Unreadable("wrong-type", "nothing was told")
        if fact.type.kind == "list":
            told = self._with_records(name, [{} for _ in range(value)])
            more = {listed: said for listed, said in told.request.more.items() if listed != name}
            more |= {name: True} if may_go_on else {}
            return replace(told, request=replace(told.request, more=more))
        return self._with("facts", name, as_told(value, fact.type), contested)

    def given(self, name: str, text: str, instead_of: str | None = None) -> "Interview":
        """The interview once a computed value was told, instead of a fact not asked for then. Raises `Unreadable`."""
        require(self, "given", (name,))
        require_text("text", text)
        type_ = type_when_given(self.case.knowledge.program, name.rpartition(".")[2])
        found = read_entry(self.case.knowledge, type_, text, self.language)
        if found is None:
            raise Unreadable("wrong-type", "nothing was told")
        told = self._with("given", name, as_told(found, type_), None)
        return told if instead_of is None else replace(told, passed=told.passed | {instead_of})

    def given_as(self, text: str, screen: "Screen") -> "Interview":
        """The interview once a value was told instead of the fact of a screen, of the nearest thing that it can be.

        Raises `Unreadable` where it can be nothing that may be told instead; and for a yes or no to several things.
        """
        values, yes_no = self.case.knowledge.program.values, list[Interview]()
        for choice in screen.instead:
            try:
                told = self.given(choice.name, text, screen.name)
            except Unreadable:
                continue
            if values[choice.name.rpartition(".")[2]].type.kind != "boolean":
                return told
            yes_no.append(told)
        if len(yes_no) != 1:
            raise Unreadable("wrong-type", "it can be read as none of these, or as several")
        return yes_no[0]

    def not_known(self, name: str) -> "Interview":
        """The interview once somebody said that a fact cannot be known: nothing is presumed of it then."""
        require(self, "facts", (name,))
        return self._with("facts", name, "unknown", None)

    def as_presumed(self, names: Iterable[str]) -> "Interview":
        """The interview once some facts were left to be as they are presumed, or not to be asked for again."""
        names = frozenset(names)
        require(self, "facts", names)
        return self._next(
            passed=self.passed | names, wanted=tuple(found for found in self.wanted if found[1] not in names)
        )

    @property
    def passed_over(self) -> "Interview | None":
        """The interview with what was passed over asked again, where the answer still turns on it; None if nowhere."""
        open_still = {lead.name for lead in leads(self.case, self._question, frozenset()) if lead.outcome is None}
        asked_again = self.passed & open_still
        return self._next(passed=self.passed - asked_again) if asked_again else None

    def picked(self, names: Iterable[str]) -> "Interview":
        """The interview once those of the listed facts were picked that are otherwise than presumed.

        A yes or no turns round; anything else is asked next. Those that weren't picked stay as they are presumed.
        """
        chosen = set(names)
        require(self, "facts", chosen)
        shown = self._listed()
        found = self.as_presumed(lead.name for lead in shown if lead.name not in chosen)
        later: list[Entry] = []
        for lead in shown:
            if lead.name in chosen and lead.fact.type.kind == "boolean":
                found = found._with("facts", lead.name, as_told(lead.otherwise, lead.fact.type), None)
            elif lead.name in chosen:
                later.append(("facts", lead.name))
        return replace(found, wanted=(*later, *found.wanted), earlier=self)

    def none_picked(self) -> "Interview":
        """The interview once somebody said that all the listed facts are as they are presumed: they are told, then."""
        found = self
        for lead in self._listed():
            found = found._with("facts", lead.name, as_told(lead.presumed, lead.fact.type), None)
        return replace(found, earlier=self)

    def _listed(self) -> list[Lead]:
        """What the screen lists."""
        known = {lead.name: lead for lead in self.leads}
        return [known[option.name] for option in self.screen.options if option.name in known] if self.screen else []

    def asked_again(self, section: Section, name: str) -> "Interview":
        """The interview with something that was entered asked for once more."""
        require(self, section, (name,))
        return self._next(wanted=((section, name), *self.wanted))

    def with_record(self, listed: str) -> "Interview":
        """The interview with one more record in a list."""
        require_list(self, listed)
        return self._with_records(listed, [*self._records(listed), {}])

    def removed(self, section: Section, name: str) -> "Interview":
        """The interview without something that was entered, or without a record such as `outages[2]`."""
        require_text("name", name)
        if name.endswith("]"):
            require_record(self, name)
            listed, _, number = name[:-1].rpartition("[")
            return self._without_record(listed, int(number) - 1)
        require(self, section, (name,))
        if is_list(self, "facts", name):
            return self._without([entry for entry in self.trail if entry[1] == name or entry[1].startswith(f"{name}[")])
        return self._without([(section, name)])

    @property
    def kept(self) -> dict[str, Any]:
        """What was entered as data that JSON can hold; `Desk.resumed` goes on from it."""
        return {"document": self.request.document, **as_kept(self.request, self.passed, self.trail)}

    # ---- how a step is made

    @property
    def _question(self) -> str:
        return self.reply.found.asked.question.name

    def lead(self, name: str) -> Lead:
        """A fact or field by its name, with what of it is worth asking."""
        key = self.case.key(name)
        fact = self.case.declared(key)
        return next((lead for lead in self.leads if lead.name == name), Lead(key, name, fact))

    def _length_instead(self, name: str, fact: p.Fact, text: str) -> str | None:
        """The length of time that is told where a moment is asked for: the nearest that is computed from it."""
        if fact.type.kind not in ("date", "instant", "moment"):
            return None
        values = self.case.knowledge.program.values
        for choice in self.screens.instead(self.lead(name)):
            type_ = values[choice.name.rpartition(".")[2]].type
            if type_.kind != "duration":
                continue
            try:
                read_entry(self.case.knowledge, type_, text, self.language)
            except Unreadable:
                return None
            return choice.name
        return None

    def _with(self, section: Section, name: str, value: Any, contested: str | None) -> "Interview":
        request = self.request
        standing = {known: said for known, said in request.standing.items() if known != name}
        standing |= {} if contested is None else {name: {"is": CONTESTED, "note": contested}}
        if section == "facts":
            request = replace(request, facts={**request.facts, name: value}, standing=standing)
        else:
            request = replace(request, given={**request.given, name: value}, standing=standing)
        return self._next(
            request=request,
            wanted=tuple(found for found in self.wanted if found != (section, name)),
            trail=(*(found for found in self.trail if found != (section, name)), (section, name)),
        )

    def _with_records(self, listed: str, records: list[dict[str, Any]]) -> "Interview":
        """With so many records in a list; what was told of those beyond is gone."""

        def within(name: str) -> bool:
            number = number_within(listed, name)
            return name != listed and (number is None or number < len(records))

        def left(table: Mapping[str, Any]) -> dict[str, Any]:
            return {name: value for name, value in table.items() if within(name)}

        request = self.request
        changed = replace(
            request,
            facts=dict(sorted({listed: records, **left(request.facts)}.items(), key=lambda told: depth(told[0]))),
            given=left(request.given),
            standing=left(request.standing),
        )
        return self._next(
            request=changed,
            wanted=tuple(entry for entry in self.wanted if within(entry[1])),
            trail=(*(entry for entry in self.trail if within(entry[1])), ("facts", listed)),
        )

    def _without_record(self, listed: str, number: int) -> "Interview":
        """Without one record; those after it move up."""

        def moved(name: str) -> str | None:
            at = number_within(listed, name)
            if at is None or at < number:
                return name
            rest = name.removeprefix(f"{listed}[{at + 1}].")
            return None if at == number else record_name(listed, at - 1, rest)

        def without(table: Mapping[str, Any]) -> dict[str, Any]:
            return {new: value for name, value in table.items() if (new := moved(name)) is not None}

        request = self.request
        facts = without(request.facts)
        facts[listed] = self._records(listed)[1:]
        trail = [(section, new) for section, name in self.trail if (new := moved(name)) is not None]
        passed = frozenset(new for name in self.passed if (new := moved(name)) is not None)
        changed = replace(request, facts=facts, given=without(request.given), standing=without(request.standing))
        return self._next(request=changed, trail=tuple(trail), passed=passed, wanted=())

    def _without(self, entries: list[Entry]) -> "Interview":
        gone = {name for section, name in entries if section == "facts"}
        request = replace(
            self.request,
            facts={name: value for name, value in self.request.facts.items() if name not in gone},
            given={name: v for name, v in self.request.given.items() if ("given", name) not in entries},
            standing={name: said for name, said in self.request.standing.items() if name not in gone},
            more={name: said for name, said in self.request.more.items() if name not in gone},
        )
        return self._next(request=request, trail=tuple(entry for entry in self.trail if entry not in entries))

    def _records(self, listed: str) -> list[dict[str, Any]]:
        return [{} for _ in self.case.told(self.case.key(listed)) or ()]

    def _next(self, **changed: Any) -> "Interview":
        return replace(self, **{"earlier": self, **changed})
