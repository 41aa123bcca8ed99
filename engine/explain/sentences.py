"""The sentence of a step that concludes something: what it takes in of the steps below, and what stands under it."""

from collections.abc import Sequence
from typing import Any

from dsl.frozen import dataclass, replace
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.case.case import InputKey
from engine.case.given import is_given
from engine.explain.cite import Citer
from engine.explain.closest import closest
from engine.explain.step import (
    Compared,
    Existing,
    Met,
    OfRecord,
    Step,
    StepKind,
    cited_below,
    cited_by_rules,
    name_of,
    phrase_of,
)
from engine.explain.untold import Presuming, looked_at
from engine.explain.why_not import LEAVES, WhyNot, is_single
from engine.explain.wording import Wording
from engine.model.expressions import parts
from engine.tongues.writing import bare, capital

_INLINE: frozenset[StepKind] = frozenset(("comparison", "option", "existence"))
_OF_DECLARATIONS: frozenset[StepKind] = frozenset(("norm", "exception", "value", "reading"))
_OF_EXPRESSIONS: frozenset[StepKind] = frozenset(("row", "list"))

StepKey = tuple[str, str, int]
"""What makes two steps the same: their kind, the declaration they are about, and the number of its record."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What goes into a step's sentence, and what does not.

    `leaves` are the steps whose words it takes in, `nested` the conclusions below it, `ways` the operation or table
    row that gives its value, if there is one, `passed` the steps that add no words, `spared` the exceptions that did
    not apply.
    """

    leaves: list[Step]
    nested: list[Step]
    ways: list[Step]
    passed: list[Step]
    spared: list[Step]

    @property
    def way(self) -> Step | None:
        """The operation or table row that gives the value of the step."""
        return self.ways[0] if self.ways else None


class Sentences:
    """Puts the conclusions of one answer's trace into sentences."""

    def __init__(
        self,
        answer: Answer,
        wording: Wording,
        citer: Citer,
        granted: frozenset[InputKey] = frozenset(),
        on_reading: bool = False,
    ) -> None:
        self.answer, self.wording, self.citer, self.granted = answer, wording, citer, granted
        self.on_reading = on_reading
        """Whether the answer rests on how the terms are read, and on what is `granted`."""
        self.presuming = Presuming(answer, wording, granted)
        self.why_not = WhyNot(wording, citer, self.presuming.rests_on_it)
        self.told: set[str] = set()
        """The reasons for which something was rejected: one that keeps out several things is given once."""

    # ---- what a sentence takes in

    @staticmethod
    def parts(step: Step) -> Parts:
        """What a step's sentence takes in, and the steps below it."""
        found = Parts([], [], [], [], [])
        children = list(step.children)
        while children:
            child = children.pop(0)
            if child.kind == "untouched":
                found.spared.extend(child.children)
            elif is_single(child):
                found.passed.append(child)
                children = [*child.children[0].children, *children]
            elif child.kind in LEAVES or child.kind in _INLINE:
                (found.passed if _is_idle(step, child) else found.leaves).append(child)
                children = [*(below for below in child.children if below.kind not in LEAVES), *children]
            elif _is_way(step, child, found):
                found.ways.append(child)
                children = [*child.children, *children]
            elif child.kind == "arithmetic":
                found.passed.append(child)
                children = [*child.children, *children]
            else:
                found.nested.append(child)
        return replace(found, nested=distinct(found.nested))

    def texts(self, leaves: list[Step], in_short: bool = False) -> list[str]:
        """The words of leaves; in short, of several days against which one act is held, only the nearest."""
        found: list[str] = []
        for leaf in closest(leaves) if in_short else leaves:
            if leaf.kind == "comparison" and leaf.value is None:
                found += self.wording.unknowns(leaf)
            elif leaf.kind == "existence" and self._is_taken_as_given(leaf):
                found.append(self.say("told_as_given"))
            else:
                text = self.wording.step(leaf, capitalised=False)
                found.append(self.say("told_presumed", text=text) if self.presuming.is_presumed(leaf) else text)
        return list(dict.fromkeys(found))

    def _is_taken_as_given(self, leaf: Step) -> bool:
        """Whether a leaf says that the asker has given a conclusion."""
        fact = self.wording.stating.declared(looked_at(leaf))
        return isinstance(fact, p.Fact) and is_given(fact)

    # ---- sentences

    def sentence(self, step: Step, leaves: list[str], way: Step | None) -> str:
        """A step's sentence, with the words of what it rests on."""
        joined = self.wording.listed(leaves)
        match step.kind:
            case "norm" | "exception":
                if self.is_decided_anyway(step):
                    return self.say(f"ground_anyway_{self.answer.answer}", gist=self.gist(step), however=self.however())
                return self.say_bare(self.standing(step), joined, gist=self.gist(step))
            case "opposed":
                return self.say("opposed" if step.value else "opposed_open", norm=self.wording.gist(step))
            case "reading":
                return self.reading(step)
            case "value":
                return self._concluded(step, leaves, way)
            case _:
                key = "given" if step.kind == "record" and not isinstance(step.value, bool | None) else "since"
                return self.say(key if joined else "plain", sentence=self.wording.step(step), leaves=joined)

    def _concluded(self, step: Step, leaves: list[str], way: Step | None) -> str:
        """A value with what it rests on, unless that is told in the very words of the value."""
        if self._is_concluded_anyway(step):
            stated = self.wording.stated(step.subject, self.answer.answer == "yes")
            return self.say("value_anyway", stated=stated, however=self.however())
        own = self.wording.step(step, capitalised=False)
        presumed = self.say("told_presumed", text=own)
        others = [leaf for leaf in leaves if leaf not in (own, presumed)]
        sentence = capital(presumed) if presumed in leaves else self.wording.step(step)
        is_yes_no = step.subject.type.kind == "boolean"
        if way is not None and step.value is not None:
            if not is_yes_no:
                return self.say("plain", sentence=self.computed(step, way, others))
            sentence = self.computed(step, way)
        joined = self.wording.listed(others)
        key = "since" if is_yes_no else "given"
        return self.say(key if joined else "plain", sentence=sentence, leaves=joined)

    def computed(self, step: Step, way: Step, leaves: Sequence[str] = ()) -> str:
        """A value together with the arithmetic or the table row that gives it, and with what decides that it does."""
        sentence, beside = self.wording.step(step), [*leaves]
        if way.kind == "arithmetic" and step.subject.type.kind != "boolean" and way.value == step.value:
            if (result := self.wording.operands.with_result(way)) is not None:
                label = capital(self.wording.label(step.place or step.subject))
                sentence = self.wording.say("labelled", label=label, value=result)
            elif (shown := self.wording.operands.formula(way)) != self.wording.value(way.value, way.subject.type):
                beside.insert(0, shown)
        else:
            beside.insert(0, self.wording.way(way))
        return self.wording.say("computed", sentence=sentence, way=self.wording.listed(beside)) if beside else sentence

    def worked_out(self, step: Step) -> str:
        """What a computed figure comes to, with the operation or the table row that gives it."""
        value, way = self.wording.value(step.value, step.subject.type), self.parts(step).way
        if way is None:
            return value
        if way.kind != "arithmetic" or way.value != step.value:
            return self.wording.say("computed", sentence=value, way=self.wording.way(way))
        if (result := self.wording.operands.with_result(way)) is not None:
            return result
        formula = self.wording.operands.formula(way)
        return value if formula == value else self.wording.say("computed", sentence=value, way=formula)

    def figure(self, step: Step) -> str:
        """A computed figure in one line, with the operation or the table row that gives it."""
        way = self.parts(step).way
        sentence = self.wording.step(step) if way is None else self.computed(step, way)
        return self.say("plain", sentence=sentence)

    def standing(self, step: Step) -> str:
        """The word for how a ground or an exception stands; of a question about a breach, whether the duty is kept."""
        if step.kind == "exception":
            return f"exception_{step.status}"
        if self.answer.asked.question.asks == "breach" and step.value is True and self._is_ground(step):
            match step.status:
                case "live":
                    return "duty_breached"
                case "untriggered":
                    return "duty_kept"
                case _:
                    return "ground_open"
        return "ground_excluded" if is_excluded(step) else f"ground_{step.status}"

    def however(self) -> str:
        """That nothing turns on what is unknown, with what that rests on besides the facts told."""
        return self.say("however" + ("_granted" if self.granted else "") + ("_on_reading" if self.on_reading else ""))

    def is_decided_anyway(self, step: Step) -> bool:
        """Whether a ground is open by itself although the answer is decided, however the unknown facts turn out."""
        return (
            step.status == "open"
            and step.kind == "norm"
            and self.answer.answer in ("yes", "no")
            and self._is_ground(step)
        )

    def _is_concluded_anyway(self, step: Step) -> bool:
        """Whether the value asked for is open by itself although the answer is decided, however the rest turns out."""
        is_asked = isinstance(step.subject, p.Value) and step.subject.name == self.answer.asked.question.target
        return is_asked and step.value is None and self.answer.answer in ("yes", "no")

    def _is_ground(self, step: Step) -> bool:
        """Whether a step is one of the norms that the question is about, not one that bears on them."""
        return any(ground.norm == step.subject.name for ground in self.answer.asked.grounds)

    def reading(self, step: Step) -> str:
        """How a point of interpretation is taken."""
        ambiguity: p.Ambiguity = step.subject
        question = capital(self.wording.phrase(ambiguity.text))
        if step.value is None:
            return self.say("reading_open", question=question)
        case = self.answer.case
        chosen = ambiguity.name in case.readings and ambiguity.name not in case.by_preference
        key = "reading_chosen" if chosen else "reading_preferred"
        return self.say(key, question=question, reading=bare(self.wording.option(step.value, ambiguity.name)))

    def rejection(self, step: Step) -> str:
        """Why a ground or an exception does not decide."""
        gist = self.gist(step)
        if step.status == "defeated":
            exceptions = [child for child in step.children if child.kind == "exception" and child.status == "live"]
            leaves = [self.why_not.brief(child) for child in exceptions or step.children]
            return self.say_bare("rejected_defeated", self.wording.listed(leaves), gist=gist, bare="rejected_bare")
        status = self.standing(step)
        leaves = list(dict.fromkeys(self.why_not.brief(child) for child in step.children if child.kind != "untouched"))
        leaves = [leaf for leaf in leaves if leaf not in self.told] or leaves
        self.told.update(leaves)
        return self.say_bare(
            status if step.kind == "exception" or status == "duty_kept" else "rejected_untriggered",
            self.wording.listed(leaves),
            gist=gist,
        )

    # ---- words

    def gist(self, step: Step) -> str:
        """What a norm or an exception says, as a sentence without its full stop."""
        return capital(self.wording.gist(step))

    def say(self, key: str, **words: Any) -> str:
        """A sentence of an opinion with its gaps filled."""
        return self.wording.sentence(key, **words)

    def say_bare(self, key: str, leaves: str, bare: str | None = None, **words: Any) -> str:
        """The sentence with its reasons, or its shorter form where there are none to name."""
        if leaves:
            return self.say(key, leaves=leaves, **words)
        shorter = bare or f"{key}_bare"
        return self.say(shorter if self.wording.has(shorter) else key, leaves="", **words)

    def cited(self, locators: tuple[str, ...]) -> str:
        """Several locators as one citation."""
        return self.citer.cite_all(locators, self.wording.language)

    def cited_as_carried(self, step: Step) -> str:
        """What carried a step, as one citation."""
        return self.cited(self.carried(step))

    def carried(self, step: Step) -> tuple[str, ...]:
        """What a step cites in the clause it cites first, and of other clauses what the steps below it cite, too.

        A value that other rules alone settle is cited by those among them that hold, wherever they stand.
        """
        if step.kind == "value" and (settled := cited_by_rules(step)):
            return tuple(locator for locator in step.citations if locator in settled)
        first = step.citations[0].split(" ", 1)[0] if step.citations else ""
        others = [locator for locator in step.citations if locator.split(" ", 1)[0] != first]
        carried = cited_below(step) if others else frozenset()
        return tuple(locator for locator in step.citations if locator not in others or locator in carried)

    def cited_first(self, locators: tuple[str, ...]) -> str:
        """The locators that lie in the clause cited first, as one citation."""
        clause = locators[0].split(" ", 1)[0] if locators else ""
        return self.cited(tuple(locator for locator in locators if locator.split(" ", 1)[0] == clause))


def key_of(step: Step) -> StepKey:
    """What makes a step the same as another."""
    place = step.place.number if step.kind in ("value", "norm", "exception") and step.place else 0
    return step.kind, name_of(step.subject) or str(id(step)), place


def distinct(steps: list[Step]) -> list[Step]:
    """Steps without those that repeat another."""
    found: dict[Any, Step] = {}
    for step in steps:
        if step.kind in _OF_DECLARATIONS:
            key: Any = key_of(step)
        elif step.kind in _OF_EXPRESSIONS:
            key = step.kind, id(step.subject), step.value
        else:
            key = id(step)
        found.setdefault(key, step)
    return list(found.values())


def is_excluded(step: Step) -> bool:
    """Whether a norm is defeated though it is open whether its conditions are met: what defeats it is then enough."""
    return step.status == "defeated" and isinstance(step.detail, Met) and step.detail.all_met is None


def decisive(step: Step, nested: list[Step]) -> list[Step]:
    """Of what stands below a defeated norm: the exceptions that apply, then its conditions where they are met."""
    applying = [child for child in nested if child.kind == "exception" and child.status == "live"]
    if not applying:
        return nested
    return applying if is_excluded(step) else [*applying, *(child for child in nested if child.kind != "exception")]


def _is_way(step: Step, child: Step, found: Parts) -> bool:
    """Whether a step below gives the value of a step, and is the first to do so; what is only compared gives none."""
    if step.kind != "value" or found.ways:
        return False
    compared = (below for leaf in step.children if leaf.kind == "comparison" for below in leaf.children)
    match child.kind:
        case "row":
            return child not in compared
        case "arithmetic":
            return child in step.children
        case _:
            return False


def _is_idle(step: Step, leaf: Step) -> bool:
    """Whether a leaf adds nothing: worded as its conclusion, or a thing compared with itself."""
    if leaf.kind == "comparison" and isinstance(leaf.detail, Compared):
        subjects = leaf.detail.subjects
        return bool(subjects[0] == subjects[1])
    if isinstance(leaf.detail, Existing) and leaf.value is False:
        name = name_of(leaf.detail.subject)
        return any(other.kind == "comparison" and _speaks_of(other, name) for other in step.children)
    worded = phrase_of(leaf.subject)
    return leaf.kind in ("fact", "field") and worded is not None and worded == phrase_of(step.subject)


def _speaks_of(comparison: Step, name: str) -> bool:
    """Whether one side of a comparison is a thing of that name, or something taken from it."""
    if not name or not isinstance(comparison.detail, Compared):
        return False
    return any(name in names_in(side) for side in comparison.detail.subjects)


def names_in(subject: Any) -> set[str]:
    """The names that an operand mentions: its own, and those that its expression or its definition is made of."""
    match subject:
        case OfRecord():
            return names_in(subject.node)
        case p.Value():
            return {subject.name} | names_in(subject.expression)
        case p.Fact() | p.Reference() | p.FieldReference():
            return {subject.name}
        case _:
            return {name for part in parts(subject) for name in names_in(part)}
