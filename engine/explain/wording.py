"""Steps of the reasoning in words: one sentence for each, in one language.

The fixed phrases are those of the tongue (`engine/tongues`); everything else comes from the knowledge base.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, assert_never
from weakref import WeakKeyDictionary

from dsl.functions import function as builtin
from dsl.moment import lacks_its_hour
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.answer.answer import Missing
from engine.case.case import Case
from engine.explain.cite import Citer
from engine.explain.naming import placed
from engine.explain.once import Kept, once
from engine.explain.operands import Operands
from engine.explain.stating import Stating
from engine.explain.step import (
    Beyond,
    Chosen,
    Compared,
    Counting,
    Existing,
    Listed,
    Met,
    OfRecord,
    RowRead,
    Step,
    StepKind,
    type_of,
)
from engine.explain.values import option_text, writing
from engine.library.knowledge import KnowledgeBase
from engine.meaning.marks import ABSENT
from engine.model.laws import surroundings
from engine.model.parties import Parties
from engine.tongues import tongue
from engine.tongues.writing import bare, capital

_SAID = {"yes": "said_yes", "no": "said_no", "turns-on-reading": "said_turns", "contradictory": "said_impossible"}

_KEPT: "WeakKeyDictionary[KnowledgeBase, dict[str, Wording]]" = WeakKeyDictionary()


def wording_of(knowledge: KnowledgeBase, language: str) -> "Wording":
    """The wording of a knowledge base in a language, kept with what it has put into words already."""
    kept = _KEPT.setdefault(knowledge, {})
    if language not in kept:
        kept[language] = Wording(knowledge.program, language)
    return kept[language]


class Wording:
    """Puts the steps of one program into words of one language."""

    def __init__(self, program: p.Program, language: str) -> None:
        self.program, self.language = program, language
        self.tongue = tongue(language)
        self.phrases, self.sentences = self.tongue.steps, self.tongue.advice
        self.say: Callable[..., str] = self.phrases.say
        """A fixed phrase with its gaps filled."""
        self.sentence: Callable[..., str] = self.sentences.say
        """A sentence of an opinion with its gaps filled."""
        self._of_record = self.phrases.filling("of_record", "label", "number")
        self.citer = Citer(program.edition)
        self.operands = Operands(self)
        self.stating = Stating(self)
        self.parties = Parties(program, self.tongue, self.phrase)
        self._phrase: Callable[[p.Phrase], str] = once(lambda phrase: self.tongue.spaced(phrase.in_language(language)))
        self._writing: dict[tuple[str, str], Callable[[Any], str]] = {}
        self._labels: dict[tuple[int, str], tuple[Any, str]] = {}
        self._kept: dict[tuple[int, Any, str], tuple[Any, str]] = {}
        self._saying, self._counts = Kept(self._saying_of), Kept(self._counting)
        self.again: Callable[[str], str] = Kept(lambda text: self.say("again", sentence=text)).__getitem__
        """A sentence that was said before, with what says so."""

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that name."""
        return key in self.sentences

    def option(self, name: str, choice: str) -> str:
        """The label of an option of a choice, of a party, or of a reading."""
        text = option_text(name, choice, self.program, self.language)
        return self.tongue.spaced(text)

    def phrase(self, phrase: p.Phrase | None) -> str:
        """A phrase of the knowledge base."""
        return "" if phrase is None else self._phrase(phrase)

    def value(self, value: Any, type_: p.Type) -> str:
        """A value in words and figures."""
        return self.writing(type_)(value)

    def writing(self, type_: p.Type) -> Callable[[Any], str]:
        """How values of a type are written, for what writes many of them."""
        key = (type_.kind, type_.name)
        known = self._writing.get(key)
        if known is None:
            known = self._writing[key] = self._writing_of(type_)
        return known

    def _writing_of(self, type_: p.Type) -> Callable[[Any], str]:
        plainly = writing(type_, self.program, self.language)
        written = plainly if type_.kind != "choice" else lambda value: self.tongue.spaced(plainly(value))
        if type_.kind == "list":
            return written
        if type_.kind not in ("instant", "moment") or surroundings(self.program.edition).zone is not None:
            return Kept(written).__getitem__
        # as they were given: equal ones of two zones are written differently
        of_zone = Kept(lambda key: written(key[0]))
        return lambda value: of_zone[value, value.tzinfo] if value.__class__ is datetime else written(value)

    def listed(self, parts: list[str]) -> str:
        """Several sentences in one, apart by semicolons as the language sets them."""
        return self.tongue.listed(parts)

    def number(self, number: int) -> str:
        """A small number as a word."""
        return self.tongue.number_word(number)

    def outcome(self, word: str, value: Any, type_: p.Type) -> str:
        """An answer inside a sentence: yes, no, the value, or that it is still open."""
        if word == "value":
            return self.value(value, type_)
        return self.sentences[_SAID.get(word, "said_open")]

    def question(self, missing: Missing, case: Case) -> str:
        """The plain question behind a missing fact, with the number of its record where there are several.

        Of a moment that lacks its hour alone it asks for that.
        """
        text = self.phrase(missing.fact.ask or missing.fact.text)
        name, told = case.knowledge.layout.inputs[missing.key[0]][1], case.facts.get(missing.name)
        if len(missing.key) == 3:
            told = case.facts[name][missing.key[1]][missing.key[2]]
        if lacks_its_hour(told):
            label, day = bare(self.phrase(missing.fact.text)), self.value(told, missing.fact.type)
            text = capital(self.elided(self.say("which_hour", label=label, day=day)))
        return self.numbered(text, placed(case, missing.fact, missing.key) if len(missing.key) == 3 else None)

    def inner(self, text: str) -> str:
        """A phrase as it stands inside a sentence."""
        return self.tongue.inner(text, self.program.edition.proper_names)

    def function(self, name: str, dated: bool = False) -> str:
        """How a function is said of its arguments: in its own file, or with a tongue that came later."""
        called = builtin(name)
        words = called.dated_words if dated and called.dated_words else called.words
        return words.get(self.language) or self.phrases[f"function_{name}"]

    def elided(self, text: str) -> str:
        """The text with French « si il » as « s’il »."""
        return self.tongue.elided(text)

    def label(self, subject: Any) -> str:
        """What a declaration, or a field of a record, is called."""
        named, number = subject, ""
        if isinstance(subject, OfRecord):
            named, number = subject.node, subject.shown
        known = self._labels.get((id(named), number))
        if known is None:
            known = self._labels[(id(named), number)] = (named, self.stating.label(subject))
        return known[1]

    def gist(self, step: Step) -> str:
        """What the norm or exception of a step says, and of which members of a list where it is for each of them."""
        text, members = self.parties.gist(step.subject), step.detail.members if isinstance(step.detail, Met) else ()
        if not members:
            return text
        label = self.phrase(members[0].record.text)
        if len(members) == 1:
            return self.say("borne_here", gist=text, bearers=self.numbered(label, members[0]))
        numbers = self.tongue.record_numbers(member.ordinal for member in members)
        return self.say("borne_here", gist=text, bearers=self.say("of_records", label=label, numbers=numbers))

    # ---- steps

    def step(self, step: Step, capitalised: bool = True) -> str:
        """The sentence of a step, without its citation and without a full stop."""
        sentence = self._saying[step[0]](step)
        if capitalised and (first := sentence[:1]).islower():
            return first.upper() + sentence[1:]
        return sentence

    def _saying_of(self, kind: StepKind) -> Callable[[Step], str]:
        """How the steps of a kind are said."""
        match kind:
            case "value" | "fact" | "field":
                return self._stated
            case "comparison":
                return self.operands.comparison
            case "arithmetic":
                return self.operands.arithmetic
            case "option":
                return self._option
            case "existence":
                return self._existence
            case "list":
                return self._list
            case "record":
                return self._record
            case "row":
                return self._row
            case "norm" | "exception":
                return lambda step: self.say(f"{kind}_{step.status}", **{kind: self.gist(step)})
            case "untouched":
                return self._untouched
            case "uncovered":
                return self._uncovered
            case "opposed":
                return lambda step: self.say("opposed" if step.value else "opposed_open", norm=self.gist(step))
            case "reading":
                return self._reading
            case "question":
                return lambda step: self.phrase(step.subject.text)
        assert_never(kind)

    def _untouched(self, step: Step) -> str:
        return self.say("untouched", exceptions=self.listed([self.parties.gist(node) for node in step.subject]))

    def _uncovered(self, step: Step) -> str:
        assert isinstance(step.detail, Beyond)
        return self.parties.uncovered(step.subject, step.detail.aspect, step.detail.is_theirs)

    def way(self, step: Step) -> str:
        """How a value came about: the row of a table, or an operation."""
        if step.kind != "row" or step.value is None:
            return self.step(step, capitalised=False)
        assert isinstance(step.detail, RowRead)
        _, found, subjects = step.detail
        way = self.say("row_way", row=self._row_place(step), inputs=self._inputs(found, subjects))
        result = next((child for child in step.children if child.kind == "arithmetic"), None)
        if result is None or result.subject != step.subject.result:
            return way
        return self.listed([self.operands.formula(result), way])

    def _row_place(self, step: Step) -> str:
        """The row of the contract's own table that decides, where it has one; otherwise the number of ours."""
        rows = [self.citer.cite(locator, self.language) for locator in step.citations if " row " in locator]
        assert isinstance(step.detail, RowRead)
        if not rows and not step.detail.number:
            return self.phrases["rows_within_reach"]
        return self.phrases["and"].join(rows) if rows else self.say("row_place", number=step.detail.number)

    def stated(self, node: p.Fact | p.Value, value: Any, place: OfRecord | None = None) -> str:
        """What a thing is known to be: a yes/no matter as a sentence, anything else as it is told."""
        if value is None:
            return self.unknown(node, place)
        if node.type.kind == "boolean":
            return self.called(node.text if value else node.otherwise, place)
        return self.stating.shown(place or node, value, node.type)

    def _stated(self, step: Step) -> str:
        """The same of a step; of a yes/no matter there are few such sentences, and they are kept."""
        _, node, value, _, _, _, _, place = step
        assert place is None or isinstance(place, OfRecord)
        if value is not None and value.__class__ is not bool:
            return self.stated(node, value, place)
        key = (id(node), value, place.ordinal if place is not None and place.total > 1 else "")
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = (node, self.stated(node, value, place))
        return known[1]

    def unknown(self, node: p.Fact | p.Value, place: OfRecord | None = None) -> str:
        """That a matter is not known, or for a computed one, not settled."""
        settled = "value" if isinstance(node, p.Value) else "fact"
        label = self.numbered(bare(self.phrase(node.text)), place)
        if node.type.kind != "boolean":
            return self.say(f"unknown_{settled}", label=label)
        if isinstance(node, p.Fact) and node.ask is not None:
            return self.say("unanswered", question=self.numbered(self.tongue.quoted(self.phrase(node.ask)), place))
        return self.tongue.elided(self.say(f"unknown_whether_{settled}", label=label))

    def called(self, phrase: p.Phrase | None, place: OfRecord | None) -> str:
        """A phrase as a label, with the number of its record, where there are several."""
        return self.numbered(bare(self.phrase(phrase)), place)

    def numbered(self, label: str, place: OfRecord | None) -> str:
        """A label with the number of its record, where there are several."""
        return self.with_number(label, "" if place is None else place.shown)

    def with_number(self, label: str, number: str) -> str:
        """A label with the number of a record; without one where that is empty."""
        return self._of_record(label, number) if number else label

    def _reading(self, step: Step) -> str:
        ambiguity: p.Ambiguity = step.subject
        if step.value is None:
            return self.say("reading_open", question=self.phrase(ambiguity.text))
        chosen = self.option(step.value, ambiguity.name)
        return self.say("reading", question=self.phrase(ambiguity.text), reading=bare(chosen))

    def reading_taken(self, step: Step) -> str:
        """The reading that is taken, as a reason in the middle of a sentence."""
        question = self.tongue.quoted(self.phrase(step.subject.text))
        return self.say("reading_because", question=question, reading=bare(self.option(step.value, step.subject.name)))

    def unknowns(self, comparison: Step) -> list[str]:
        """What is not known of a comparison that is open, each matter by itself."""
        assert isinstance(comparison.detail, Compared)
        found, subjects = comparison.detail
        labels = [self.label(subject) for subject, value in zip(subjects, found, strict=True) if value is None]
        hours = [self.label(subject) for subject, value in zip(subjects, found, strict=True) if lacks_its_hour(value)]
        if not labels:
            return [self.say("unknown_hour", label=label) for label in hours if label] or [self.say("comparison_open")]
        return [self.say("unknown_fact", label=label) for label in labels if label] or [self.say("comparison_open")]

    def _option(self, step: Step) -> str:
        """What a choice was found to be: of each place there are few such sentences, and they are kept."""
        assert isinstance(step.detail, Chosen)
        found, _, subject = step.detail
        place = subject if isinstance(subject, OfRecord) else None
        key = (id(step.subject), found, place.ordinal if place is not None and place.total > 1 else "")
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = (step.subject, self._chosen(step, step.detail))
        return known[1]

    def _chosen(self, step: Step, detail: Chosen) -> str:
        value, _, subject = detail
        type_ = step.subject.type
        if value is None:
            return self.say("unknown_fact", label=self.label(subject))
        return self.stating.shown(subject, value, type_)

    def _existence(self, step: Step) -> str:
        assert isinstance(step.detail, Existing)
        subject, value = step.detail
        if step.value is None:
            return self.say("unknown_fact", label=self.label(subject))
        return self.stating.shown(subject, ABSENT if step.value else value, step.subject.type)

    def _list(self, step: Step) -> str:
        assert isinstance(step.detail, Listed)
        fact, number, _ = step.detail
        among = self.label(fact) or self.phrase(self.program.records[step.subject.record].text)
        if number is None:
            return self.unknown(fact) if isinstance(fact, p.Fact) else self.say("unknown_value", label=among)
        if number == 0:
            return self.stating.told(fact, ABSENT, step.subject.type) or self.say("list_empty", among=among)
        operator = step.subject.operator
        match operator:
            case "some" | "every":
                ending = "open" if step.value is None else "yes" if step.value else "no"
                return self.say(f"{operator}_{ending}", among=among, number=number)
            case "count":
                if step.value is None:
                    return self.say("count_open", among=among)
                return self.say("count", among=among, number=self.value(step.value, step.subject.type), all=number)
            case _:
                if step.value is None:
                    return self.say("selection_open", among=among)
                dated = step.subject.type.kind in CALENDAR
                key = f"{operator}_dated" if dated and operator in ("smallest", "largest") else operator
                return self.say(key, among=among, value=self.value(step.value, step.subject.type))

    def _record(self, step: Step) -> str:
        assert isinstance(step.detail, Counting)
        number, result, aggregate, _ = step.detail
        if result is None or result.__class__ is bool:
            return self._counts[number, step.value, result]
        return self.say("record_value", number=number, value=self.value(result, (aggregate.body or aggregate).type))

    def _counting(self, found: tuple[str, Any, bool | None]) -> str:
        """Whether a record counts, of a list or in what is asked of each of its records."""
        number, value, result = found
        if value is False:
            return self.say("record_not", number=number)
        return self.say("record_open" if result is None or value is None else "record_counts", number=number)

    def _row(self, step: Step) -> str:
        assert isinstance(step.detail, RowRead)
        _, found, subjects = step.detail
        if step.value is None:
            return self.say("row_open")
        row = step.subject
        type_ = row.type if isinstance(row, p.Lookup) else row.result.type
        return self.say(
            "row", row=self._row_place(step), inputs=self._inputs(found, subjects), value=self.value(step.value, type_)
        )

    def _inputs(self, found: tuple[Any, ...], subjects: tuple[Any, ...]) -> str:
        return ", ".join(
            self.operands.looked_at(subject, value, type_of(subject))
            for subject, value in zip(subjects, found, strict=True)
        )
