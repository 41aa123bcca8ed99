"""What a document says on a question before any fact is told: an answer in prose, made from its norms.

It says more than "that depends": in which cases the answer is yes, how many they are, and what they have in common; or
what a value is made of. Where nothing need be told for an answer, the opinion's own sentence is used instead.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, assert_never

from dsl.frozen import dataclass
from dsl.kinds import Manner
from dsl.norm_kinds import NORM_KINDS, POWER
from dsl.typed import program as p
from engine.answer.answer import AnswerWord
from engine.explain.wording import Wording, wording_of
from engine.library.knowledge import KnowledgeBase
from engine.model.asked import Asked
from engine.model.expressions import never_holds, parts, settled
from engine.model.grounds import Ground
from engine.tongues import Words, tongue
from engine.tongues.writing import bare, capital, ended

Bearing = Literal["decided", "silent", "cases", "never", "prohibitions", "duties", "condition", "computed"]
"""How the terms bear on a question: decided without facts; silent; yes in the cases of some norms, or in none of them;
yes but for some prohibitions; yes where one of some duties is broken; on a condition; by a computation."""

MOST_TOLD = 4
"""How many norms a sentence tells one by one; of more it says how many there are."""

LONGEST_PART = 80
"""How many letters what an answer depends on may have to stand in its beginning."""

COMPARED: tuple[Manner, ...] = ("notice", "form")
"""What norms may ask for besides their conditions, in the order in which a comparison looks at it."""


@dataclass(frozen=True, slots=True)
class InGeneral:
    """What one document says on a question in general.

    `lead` is the beginning of the answer, which stands by itself; `sentence` is all of it; `norms` are those that it
    speaks of. `asked_for` is what these ask for in so many words, by kind; an empty tuple is "nothing is asked for".
    """

    document: str
    bearing: Bearing
    lead: str
    sentence: str
    norms: tuple[p.Norm, ...] = ()
    asked_for: tuple[tuple[Manner, tuple[str, ...]], ...] = ()

    @classmethod
    def silent(cls, program: p.Program, language: str) -> "InGeneral":
        """What a document says on a question that is none of its own."""
        words = tongue(language).words("general")
        return cls(
            document_name(program, language),
            "silent",
            words["silent"],
            ended(capital(words.say("silent_bare", unless=""))),
        )


@dataclass(frozen=True, slots=True)
class Unprompted:
    """What a question comes to while nothing is told: the answer that comes first in words, and what is said of it.

    `value` is the value in words; empty where there is none. `preferred` is the answer under the preferred readings.
    `condition` is what a yes that no norm gives depends on, as what follows "if"; empty where no sentence can hold it.
    """

    answer: AnswerWord
    preferred: str | None
    value: str
    short: str
    condition: str = ""


def in_general(knowledge: KnowledgeBase, asked: Asked, found: Unprompted, language: str) -> InGeneral:
    """What a document says on a question, in one of its languages."""
    return _Teller(knowledge, asked, found, language).told()


class _Teller:
    def __init__(self, knowledge: KnowledgeBase, asked: Asked, found: Unprompted, language: str) -> None:
        self.program, self.asked, self.found = knowledge.program, asked, found
        self.wording: Wording = wording_of(knowledge, language)
        self.words = self.wording.tongue.words("general")
        self.name = document_name(knowledge.program, language)

    def told(self) -> InGeneral:
        if self.asked.root is None:
            return self._made("silent", self.words["silent"], self.found.short)
        norms = tuple(norm for ground in self.asked.grounds if not self._is_denied(norm := self._norm(ground)))
        if self.found.answer in ("yes", "no", "value"):
            lead = self.found.value or self.words[f"decided_{self.found.answer}"]
            return self._made("decided", lead, self.found.short, norms)
        if not self.asked.grounds:
            return self._of_value()
        match self.asked.question.asks:
            case "position" | "norm":
                return self._of_cases()
            case "liberty":
                return self._of_norms("prohibitions", norms)
            case "breach":
                return self._of_norms("duties", norms)
            case "value":
                raise AssertionError("a value has no grounds")
        assert_never(self.asked.question.asks)

    def _of_cases(self) -> InGeneral:
        """The norms that can bring about a yes; what is denied, or covers nothing of what is asked, is none of them."""
        grounds = [(ground, self._norm(ground)) for ground in self.asked.grounds]
        can = tuple(
            norm
            for ground, norm in grounds
            if not self._is_denied(norm)
            and (ground.covering is None or settled(self.program, ground.covering) is not False)
        )
        return self._of_norms("cases", can) if can else self._of_norms("never", tuple(norm for _, norm in grounds))

    def _norm(self, ground: Ground) -> p.Norm:
        return self.program.norms[ground.norm]

    def _is_denied(self, norm: p.Norm) -> bool:
        """Whether the text names a norm only to deny it: that is no case of it."""
        return never_holds(self.program, norm.conditions)

    def _of_norms(self, bearing: Bearing, norms: tuple[p.Norm, ...]) -> InGeneral:
        on_preferred = bearing == "cases" and self.found.preferred == "no"
        key = f"{bearing}_other_reading" if on_preferred else bearing
        number = self.wording.number(len(norms))
        lead = self.words.say(f"{key}_{'one' if len(norms) == 1 else 'many'}", number=number)
        if bearing == "cases" and any(
            self.asked.question.name in silence.questions for silence in self.program.silences
        ):
            lead = self.words.say("else_silent", lead=lead)
        asked_for = tuple(self._asked_for(norms))
        if len(norms) <= MOST_TOLD:
            told = self.wording.listed([self._gist(norm) for norm in norms])
            sentence = self.words.say("told", lead=lead, told=told)
        else:
            sentence = self.words.say("told", lead=lead, told=self.wording.listed(list(self._clauses(norms))))
        counts = list(self._counted(norms)) if bearing == "cases" and len(norms) > 1 else []
        if counts:
            of_these = self.words.say("of_these", counts=self.wording.tongue.together(counts))
            sentence = f"{ended(sentence)} {capital(of_these)}"
        return self._made(bearing, lead, capital(sentence), norms, asked_for)

    def _clauses(self, norms: Sequence[p.Norm]) -> Iterator[str]:
        """The clauses that norms rest on, each with what it is about."""
        for number in dict.fromkeys(c.split(" ", 1)[0] for norm in norms for c in norm.citations):
            cited, clause = self.wording.citer.cite(number, self.wording.language), self.program.clauses.get(number)
            about = self.wording.inner(self.wording.phrase(clause.text)) if clause else ""
            yield f"{cited} ({about})" if about else cited

    def _counted(self, norms: tuple[p.Norm, ...]) -> Iterator[str]:
        """How many of the norms make a notice or a form a condition, and which; of how many the text states none."""
        for kind in COMPARED:
            asking = [norm for norm in norms if _requires(norm, kind)]
            waiving = [norm for norm in norms if _states_none(norm, kind)]
            places = tuple(dict.fromkeys(c.split(" ", 1)[0] for norm in waiving for c in norm.citations))
            cited = self.wording.citer.cite_all(places, self.wording.language)
            told = self.wording.listed(self._manner(asking, kind))
            for key, found, detail in ((f"asking_{kind}", asking, told), (f"waiving_{kind}", waiving, cited)):
                if found and f"{key}_one" in self.words:
                    number = self.wording.number(len(found))
                    counted = self.words.say(f"{key}_{'one' if len(found) == 1 else 'many'}", number=number)
                    yield f"{counted} ({detail})" if detail else counted

    def _manner(self, norms: Sequence[p.Norm], kind: Manner) -> list[str]:
        """The notice or the form that norms ask for, in the words of the clause file, each once."""
        stated = [q for norm in norms for q in norm.qualifiers if q.kind == kind and q.text]
        return list(dict.fromkeys(bare(self.wording.phrase(q.text)) for q in stated))

    def _asked_for(self, norms: tuple[p.Norm, ...]) -> Iterator[tuple[Manner, tuple[str, ...]]]:
        for kind in COMPARED:
            texts = self._manner([norm for norm in norms if _requires(norm, kind)], kind)
            if texts or all(_states_none(norm, kind) for norm in norms):
                yield kind, tuple(texts)

    def _of_value(self) -> InGeneral:
        value = self.program.values[self.asked.question.target or ""]
        bearing: Bearing = "condition" if self.asked.is_yes_no else "computed"
        cited = self.wording.citer.cite_all(value.citations, self.wording.language) if value.citations else ""
        gaps = {"cited": f" ({cited})" if cited else ""}
        made_of = self._made_of(value)
        if self.found.condition:
            lead = self.words.say("condition_told", condition=self.found.condition)
            sentence = self.words.say("condition_cited", lead=lead, **gaps)
        elif isinstance(value.expression, p.Lookup) and (rows := self._rows(value.expression)):
            lead = self._turning(made_of)
            sentence = self.words.say("table_of", on=made_of[0], rows=self.wording.listed(rows), **gaps)
        elif made_of:
            lead = self._turning(made_of)
            sentence = self.words.say(f"{bearing}_of", parts=self.wording.listed(made_of), **gaps)
        else:
            lead = self.words[bearing]
            sentence = self.words.say("condition_cited", lead=lead, **gaps)
        if self.found.answer == "silent":
            sentence = f"{ended(sentence)} {self.found.short}"
        return self._made(bearing, self.wording.elided(lead), self.wording.elided(capital(sentence)))

    def _turning(self, made_of: list[str]) -> str:
        """What a value depends on, as far as the beginning of an answer has room for it."""
        first = [part for part in made_of if len(part) <= LONGEST_PART][:2]
        rest = len(made_of) - len(first)
        number = self.wording.number(rest)
        if not first:
            return self.words.say("turns_on_one" if rest == 1 else "turns_on_many", number=number)
        parts = self.wording.listed(first)
        if not rest:
            return self.words.say("turns", parts=parts)
        return self.words.say("turns_and_one" if rest == 1 else "turns_and_more", parts=parts, number=number)

    def _rows(self, table: p.Lookup) -> list[str]:
        """What a table gives for the options of the one choice that it is read on; empty of any other table."""
        if len(table.inputs) != 1 or table.inputs[0].type.kind != "choice":
            return []
        choice, given, rest = table.inputs[0].type.name, dict[str, list[str]](), list[str]()
        for row in table.rows:
            certain, others = self._results(row.result)
            result = self.wording.tongue.alternatives(list(dict.fromkeys([*certain, *others])))
            options = list(self._options(row.test, choice))
            if options:
                given.setdefault(result, []).extend(options)
            else:
                rest.append(self.words.say("table_rest", result=result))
        together = self.wording.tongue.together
        told = [self.words.say("table_row", result=result, options=together(given[result])) for result in given]
        return [*told, *rest]

    def _results(self, expression: p.Expression) -> tuple[list[str], list[str]]:
        """What an expression can come to, case by case: what is certain, and what other things are called."""
        match expression:
            case p.Constant(value=value, type=type_):
                return [self.wording.value(value, type_)], []
            case p.Operation(operator="if", operands=(_, first, second)):
                one, other = self._results(first), self._results(second)
                return one[0] + other[0], one[1] + other[1]
            case p.Reference():
                return [], [self._part(expression)]
            case _:
                return [], []

    def _options(self, test: p.Expression, choice: str) -> Iterator[str]:
        """The options that a row is for; none of the row for all others."""
        match test:
            case p.Operation(operator="equal", operands=(_, p.Constant(value=option))):
                yield self.wording.inner(self.wording.option(option, choice))
            case p.Operation(operator="within", options=options):
                yield from (self.wording.inner(self.wording.option(option, choice)) for option in options)
            case _:
                for part in parts(test):
                    yield from self._options(part, choice)

    def _made_of(self, value: p.Value) -> list[str]:
        """What a value is immediately made of, each as it is called; what is yes or no as "whether …".

        Where that is a single other value, what that one is made of.
        """
        named = list(_named(value.expression))
        match named:
            case [p.Reference(kind="value", name=name) as only] if name in self.program.values:
                return self._made_of(self.program.values[name]) or [self._part(only)]
        return [self.wording.elided(part) for part in dict.fromkeys(map(self._part, named)) if part]

    def _part(self, expression: p.Reference | p.FieldReference) -> str:
        match expression:
            case p.Reference(kind="reading", name=name):
                question = self.wording.phrase(self.program.ambiguities[name].text)
                return self.words.say("part_reading", question=self.wording.tongue.quoted(question))
            case p.Reference(kind="live", name=name) | p.FieldReference(live=True, name=name):
                stated: Any = self.program.norms.get(name) or self.program.exceptions[name]
                return self.words.say("part_applies", what=self.wording.inner(self.wording.phrase(stated.text)))
            case p.Reference(name=name) | p.FieldReference(name=name):
                node = self.program.facts.get(name) or self.program.values[name]
                text = self.wording.inner(self.wording.phrase(node.text))
                return self.words.say("part_whether", what=text) if node.type.kind == "boolean" else text

    def _gist(self, norm: p.Norm) -> str:
        gist = self.wording.inner(self.wording.parties.gist(norm))
        cited = self.wording.citer.cite_all(norm.citations, self.wording.language)
        return f"{gist} ({cited})" if cited else gist

    def _made(
        self,
        bearing: Bearing,
        lead: str,
        sentence: str,
        norms: tuple[p.Norm, ...] = (),
        asked_for: tuple[tuple[Manner, tuple[str, ...]], ...] = (),
    ) -> InGeneral:
        return InGeneral(self.name, bearing, lead, ended(sentence), norms, asked_for)


def _requires(norm: p.Norm, kind: Manner) -> bool:
    """Whether a notice or a form is a condition of a right: what a text merely mentions is none."""
    return NORM_KINDS[norm.kind].serves_bearer and any(condition.kind == kind for condition in norm.conditions)


def _states_none(norm: p.Norm, kind: Manner) -> bool:
    """Whether the clause file says of a power that its text asks for no such thing."""
    return (
        norm.kind == POWER
        and not _requires(norm, kind)
        and any(q.kind == kind and q.text is None for q in norm.qualifiers)
    )


def document_name(program: p.Program, language: str) -> str:
    """What a document is called in a sentence: the proper name that its title begins with, or the whole title."""
    title = program.edition.title.in_language(language)
    return next((name for name in program.edition.proper_names if title.startswith(name)), title)


def _named(expression: p.Expression) -> Iterator[p.Reference | p.FieldReference]:
    """The names that an expression mentions, in order; of a list, what is computed of its records, if anything."""
    match expression:
        case p.Reference() | p.FieldReference(derived=True):
            yield expression
        case p.FieldReference():
            return
        case p.Aggregate():
            inner = [found for part in parts(expression) if part != expression.source for found in _named(part)]
            yield from inner or _named(expression.source)
        case _:
            for part in parts(expression):
                yield from _named(part)


def difference(sides: Sequence[InGeneral], language: str) -> str:
    """How the documents differ on a question, in a sentence or two; empty where there is only one of them."""
    if len(sides) < 2:
        return ""
    words = tongue(language).words("general")
    leads = {side.lead for side in sides}
    if all(side.bearing == "silent" for side in sides):
        return words["alike_silent"]
    if len(leads) == 1 and sides[0].bearing == "decided":
        told = [words.say("alike", lead=leads.pop())]
    else:
        each = [
            words.say("each_silent" if side.bearing == "silent" else "each", document=side.document, lead=side.lead)
            for side in sides
        ]
        told = [ended(tongue(language).listed(each))]
    return " ".join([*told, *_peculiar([side for side in sides if side.norms], words, language)])


def _peculiar(sides: Sequence[InGeneral], words: Words, language: str) -> Iterator[str]:
    """What one of the documents alone asks for, or alone says that it does not."""
    if len(sides) < 2:
        return
    for kind in COMPARED:
        asking = [(side, texts) for side in sides for name, texts in side.asked_for if name == kind and texts]
        waiving = [side for side in sides if any(name == kind and not texts for name, texts in side.asked_for)]
        if len(asking) == 1:
            side, texts = asking[0]
            told = tongue(language).listed(texts[:MOST_TOLD])
            yield words.say(f"only_asks_{kind}", document=side.document, told=told)
        elif len(waiving) == 1 and not asking and f"only_waives_{kind}" in words:
            yield words.say(f"only_waives_{kind}", document=waiving[0].document)
