"""An interview: one question after the other until nothing unknown can change the answer.

Every step is a new interview; the one before it is still there, so that an answer can be taken back.
"""

from typing import Any

from dsl.frozen import dataclass, replace
from dsl.typed import program as p
from engine.answer.answer import Missing
from engine.answer.answering import answer
from engine.case.case import Case, options_of
from engine.case.reading import Unreadable, read_value
from engine.desk.reply import Reply
from engine.tongues import tongue

MOST_RECORDS = 200
"""How many records of a list are asked about at most."""


@dataclass(frozen=True, slots=True)
class Interview:
    """The reply so far, which of the missing facts were declared not to be known, and the interview before."""

    reply: Reply
    unknown: frozenset[str] = frozenset()
    earlier: "Interview | None" = None

    @property
    def next(self) -> Missing | None:
        """The most decisive of the missing facts that was not declared unknown; None where nothing matters any more."""
        return next((missing for missing in self.reply.answer.missing if missing.name not in self.unknown), None)

    @property
    def case(self) -> Case:
        """The facts that were given so far."""
        return self.reply.answer.case

    @property
    def contradiction(self) -> p.Contradiction | None:
        """What of the facts given so far cannot be true together."""
        named = self.case.contradictions[:1]
        return next((found for found in self.case.knowledge.program.contradictions if found.name in named), None)

    @property
    def facts_file(self) -> str:
        """The facts given so far as a facts file."""
        from engine.case.written import as_facts_file

        return as_facts_file(self.case)

    def options(self, missing: Missing) -> tuple[str, ...]:
        """The options among which a missing fact is chosen; empty where it is no choice."""
        return options_of(self.case.knowledge.program, missing.fact.type)

    def told(self, missing: Missing, text: str, contested: str | None = None) -> "Interview":
        """The interview once somebody told a missing fact; `contested` is the evidence for one that is in dispute.

        Raises `Unreadable` where the text is no value of the fact.
        """
        value = self._read(text, missing)
        facts = dict(self.case.facts)
        name = self.case.knowledge.layout.inputs[missing.key[0]][1]
        if len(missing.key) == 3:
            rows = [list(row) for row in facts[name]]
            rows[missing.key[1]][missing.key[2]] = value
            facts[name] = rows
        elif missing.fact.type.kind == "list":
            width = len(self.case.knowledge.program.records[missing.fact.type.name].fields)
            facts[name] = [[None] * width for _ in range(value)]
        else:
            facts[name] = value
        standing = dict(self.case.standing)
        if contested is not None:
            standing[name] = ("contested", contested)
        case = self.case.replaced(facts)
        case.standing, case.defaults = standing, self.case.defaults - {name}
        found = answer(case, self.reply.found.asked.question.name)
        return Interview(replace(self.reply, found=found), self.unknown, self)

    def not_known(self, missing: Missing) -> "Interview":
        """The interview once somebody said that a missing fact cannot be known."""
        case = self.case.replaced(self.case.facts)
        case.unknown = case.unknown | {missing.name}
        found = answer(case, self.reply.found.asked.question.name)
        return Interview(replace(self.reply, found=found), self.unknown | {missing.name}, self)

    def reasons(self, missing: Missing) -> tuple[p.Norm | p.Exception_ | p.Value, ...]:
        """Why a missing fact is asked for: the rules that are open for want of it."""
        from engine.explain.why_asked import resting_on

        name = missing.name if missing.key[1:] == () else missing.fact.name
        return resting_on(self.reply.answer, name)

    def _is_none(self, text: str) -> bool:
        """Whether somebody says that there is none, in the language of the interview or as facts files do."""
        return text.casefold() in ("none", *tongue(self.reply.language).words("interview")["none_words"].split())

    def _read(self, text: str, missing: Missing) -> Any:
        type_, options = missing.fact.type, self.options(missing)
        if type_.kind == "list":
            number = int(text) if text.isdigit() else 0 if self._is_none(text) else -1
            if not 0 <= number <= MOST_RECORDS:
                raise Unreadable("wrong-type", f"a whole number up to {MOST_RECORDS}")
            return number
        if options and text.isdigit() and 1 <= int(text) <= len(options):
            text = options[int(text) - 1]
        if "none" not in options and self._is_none(text):
            text = "none"
        return read_value(text, type_, options, self.case.knowledge.meaning.laws.document)
