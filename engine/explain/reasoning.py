"""The reasoning as numbered sentences: what grounds the answer, and what was considered and rejected.

A step of the trace is either a leaf, which becomes part of its parent's sentence, or it concludes something, and then
has its own number and citation. What was explained once is referred to by its number.
"""

from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.explain.cite import Citer
from engine.explain.cited import of_many
from engine.explain.step import Chosen, Compared, Existing, Met, OfRecord, Step
from engine.explain.why_not import LEAVES, WhyNot, is_single, lacking
from engine.explain.wording import Wording
from engine.model.expressions import parts
from engine.tongues.writing import bare, capital

MOST_NO_GROUNDS = 3
"""How many of the grounds that fail are explained in full where none holds; the others are listed as rejected."""

MOST_OPEN_GROUNDS = 6
"""Beyond so many open grounds, what each of them still needs is left to the list of missing facts."""

DEEPEST = 2
"""How deep steps nest before what rests on more is explained as a step of its own and referred to."""

FEW_STEPS = 14
"""So few conclusions are explained where they stand, down to `DEEPEST_OF_FEW`."""

DEEPEST_OF_FEW = 4

DEEPEST_OPEN = 2
"""How far below a ground an open step is explained: what it still needs is listed among the missing facts."""

_INLINE = {"comparison", "option", "existence"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One numbered step: its sentence, its citation, and the steps on which it rests."""

    number: str
    text: str
    citation: str
    children: tuple["Reason", ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A ground or an exception that was considered and does not decide: what it lacked, and its citation."""

    text: str
    citation: str


@dataclass(slots=True)
class _Parts:
    """What goes into a step's sentence, what stands below it, and the operation or table row that gives its value."""

    leaves: list[str]
    nested: list[Step]
    way: Step | None


class Reasoner:
    """Turns the trace of one answer into numbered reasons and rejections."""

    def __init__(self, answer: Answer, wording: Wording, citer: Citer) -> None:
        self.answer, self.wording, self.citer = answer, wording, citer
        self.language = wording.language
        self.why_not = WhyNot(wording, citer)
        self.asks = answer.asked.question.asks
        self.numbers: dict[tuple[str, str, int], str] = {}
        self.shown: list[Step] = []
        self.rejected: dict[str, Step] = {}
        self.deferred: list[tuple[Step, str, str]] = []
        self.last = 0
        self.deepest = DEEPEST

    # ---- the whole

    def reasons(self, root: Step) -> tuple[Reason, ...]:
        """The numbered steps; what they leave aside is kept for `rejections`."""
        steps = [*root.children]
        if self.answer.asked.grounds:
            steps = self._chosen(steps)
            if len(steps) > MOST_OPEN_GROUNDS and all(step.status == "open" for step in steps):
                self.shown += steps
                return tuple(
                    Reason(
                        str(number), self._say("ground_open_bare", gist=self._gist(step)), self.cited(step.citations)
                    )
                    for number, step in enumerate(steps, 1)
                )
        self.last = len(steps)
        self.deepest = DEEPEST if _size(steps, set()) > FEW_STEPS else DEEPEST_OF_FEW
        return tuple(self._reason(step, str(number), "") for number, step in enumerate(steps, 1))

    def details(self) -> tuple[Reason, ...]:
        """The steps to which the reasons refer, numbered after them."""
        found = []
        while self.deferred:
            step, number, inherited = self.deferred.pop(0)
            found.append(self._explained(step, number, inherited))
        return tuple(found)

    def rejections(self) -> tuple[Rejection, ...]:
        """What was considered and rejected, each with what it lacked."""
        found: list[Rejection] = []
        left_open: list[Step] = []
        for step in self.rejected.values():
            if self._key(step) in self.numbers:
                continue
            if step.status == "open":
                left_open.append(step)
                continue
            self.shown.append(step)
            found.append(Rejection(self._rejection(step), self.cited(step.citations)))
        if len(left_open) == 1:
            found.append(
                Rejection(self._say("left_open", gist=self._gist(left_open[0])), self.cited(left_open[0].citations))
            )
        elif left_open:
            found.append(
                Rejection(
                    self._say("left_open_many", number=self.wording.number(len(left_open))),
                    self.cited(of_many(step.citations for step in left_open)),
                )
            )
        return tuple(dict.fromkeys(found))

    def _chosen(self, grounds: list[Step]) -> list[Step]:
        """The grounds to explain in full; the others are kept as rejected."""
        for status in ("live", "open"):
            chosen = [ground for ground in grounds if ground.status == status]
            if chosen:
                break
        else:
            chosen = sorted(grounds, key=lacking)[:MOST_NO_GROUNDS]
        for ground in grounds:
            if ground not in chosen:
                self.rejected.setdefault(ground.subject.name, ground)
        return chosen

    # ---- one step

    def _reason(self, step: Step, number: str, inherited: str) -> Reason:
        citation = self.cited(step.citations) or inherited
        key = self._key(step)
        if key in self.numbers:
            sentence = self._stated(step) if step.kind == "value" else self._gist(step)
            return Reason(number, self._say("see", sentence=sentence, number=self.numbers[key]), citation)
        if key[0] in ("norm", "exception", "value"):
            if number.count(".") >= self.deepest and step.value is not None and self._split(step, noting=False).nested:
                self.last += 1
                self.deferred.append((step, str(self.last), citation))
                self.numbers[key] = str(self.last)
                return self._reason(step, number, inherited)
            self.numbers[key] = number
        return self._explained(step, number, citation)

    def _explained(self, step: Step, number: str, inherited: str) -> Reason:
        citation = self.cited(step.citations) or inherited
        self.shown.append(step)
        parts = self._split(step)
        text = self._sentence(step, parts)
        if step.value is None and number.count(".") >= DEEPEST_OPEN:
            return Reason(number, text, citation)
        nested = [child for child in self._distinct(parts.nested) if not self._is_known_figure(child)]
        if step.status == "defeated":
            nested = _decisive(step, nested)
        children = tuple(self._reason(child, f"{number}.{at}", citation) for at, child in enumerate(nested, 1))
        return Reason(number, text, citation, children)

    def _is_known_figure(self, step: Step) -> bool:
        """Whether a figure was explained before: the sentence that uses it names it, so that it needs no pointer."""
        return step.kind == "value" and step.subject.type.kind != "boolean" and self._key(step) in self.numbers

    def _split(self, step: Step, noting: bool = True) -> "_Parts":
        """What a step's sentence takes in, and the steps below it; with `noting` what is taken in counts as shown."""
        parts = _Parts([], [], None)
        shown = self.shown if noting else []
        stated: dict[str, tuple[int, str]] = {}
        children = list(step.children)
        while children:
            child = children.pop(0)
            if child.kind == "untouched":
                for exception in child.children if noting else ():
                    self.rejected.setdefault(exception.subject.name, exception)
            elif is_single(child):
                shown.append(child)
                children = [*child.children[0].children, *children]
            elif child.kind in LEAVES or child.kind in _INLINE:
                shown.append(child)
                if not self._is_idle(step, child):
                    self._take_in(child, parts.leaves, stated)
                children = [*(below for below in child.children if below.kind not in LEAVES), *children]
            elif (
                child.kind in ("arithmetic", "row")
                and step.kind == "value"
                and parts.way is None
                and (child.kind == "row" or child in step.children)
            ):
                shown.append(child)
                parts.way = child
                children = [*child.children, *children]
            elif child.kind == "arithmetic":
                shown.append(child)
                children = [*child.children, *children]
            else:
                parts.nested.append(child)
        return parts

    def _distinct(self, steps: list[Step]) -> list[Step]:
        """Steps without those that repeat another, and without readings that only restate what is open."""
        found: dict[Any, Step] = {}
        for step in steps:
            key = self._key(step)
            found.setdefault(key if key[0] in ("norm", "exception", "value", "reading") else id(step), step)
        return list(found.values())

    def _take_in(self, leaf: Step, leaves: list[str], stated: dict[str, tuple[int, str]]) -> None:
        """Adds a leaf's words; what is said of one thing is said once."""
        if leaf.kind == "comparison" and leaf.value is None:
            leaves += self.wording.unknowns(leaf)
            return
        text = self.wording.step(leaf, capitalised=False)
        if isinstance(leaf.detail, Chosen | Existing) and leaf.value is not None:
            label = self.wording.label(leaf.detail.subject)
            if label in stated:
                at, plainly = stated[label]
                leaves[at] = plainly
                return
            stated[label] = len(leaves), self.wording.plainly(leaf)
        leaves.append(text)

    @staticmethod
    def _is_idle(step: Step, leaf: Step) -> bool:
        """Whether a leaf adds nothing: worded as its conclusion, or a thing compared with itself."""
        if leaf.kind == "comparison" and isinstance(leaf.detail, Compared):
            subjects = leaf.detail.subjects
            return bool(subjects[0] == subjects[1])
        if isinstance(leaf.detail, Existing) and leaf.value is False:
            label = leaf.detail.subject
            return any(other.kind == "comparison" and _speaks_of(other, label) for other in step.children)
        worded = getattr(step.subject, "text", None)
        return leaf.kind in ("fact", "field") and worded == getattr(leaf.subject, "text", 0)

    def _sentence(self, step: Step, parts: "_Parts") -> str:
        joined = self.wording.listed(list(dict.fromkeys(parts.leaves)))
        match step.kind:
            case "norm" | "exception":
                return self._say_bare(self._status(step), joined, gist=self._gist(step))
            case "opposed":
                return self._say(
                    "opposed" if step.value else "opposed_open", norm=bare(self.wording.phrase(step.subject.text))
                )
            case "reading":
                return self._reading(step)
            case "value":
                sentence = self._stated(step)
                if parts.way is not None and step.value is not None:
                    sentence = self._computed(step, parts.way)
                key = "since" if step.subject.type.kind == "boolean" else "given"
                return self._say(key if joined else "plain", sentence=sentence, leaves=joined)
            case _:
                key = "given" if step.kind == "record" and not isinstance(step.value, bool | None) else "since"
                return self._say(key if joined else "plain", sentence=self._stated(step), leaves=joined)

    def _computed(self, step: Step, way: Step) -> str:
        """A value together with the arithmetic or the table row that gives it."""
        shown = self.wording.way(way)
        if way.kind == "arithmetic" and step.subject.type.kind != "boolean" and way.value == step.value:
            return self.wording.say(
                "labelled",
                label=capital(self.wording.label(step.place or step.subject)),
                value=shown,
            )
        return self.wording.say("computed", sentence=self._stated(step), way=shown)

    def figure(self, step: Step) -> str:
        """A computed figure in one line, with the operation or the table row that gives it."""
        parts = self._split(step, noting=False)
        sentence = self._stated(step) if parts.way is None else self._computed(step, parts.way)
        return self._say("plain", sentence=sentence)

    def _status(self, step: Step) -> str:
        if step.kind == "exception":
            return f"exception_{step.status}"
        if self.asks == "breach" and step.value is True:
            return (
                "duty_breached"
                if step.status == "live"
                else "duty_kept"
                if step.status == "untriggered"
                else "ground_open"
            )
        return "ground_excluded" if _is_excluded(step) else f"ground_{step.status}"

    def _reading(self, step: Step) -> str:
        ambiguity: p.Ambiguity = step.subject
        question = capital(self.wording.phrase(ambiguity.text))
        if step.value is None:
            return self._say("reading_open", question=question)
        case = self.answer.case
        chosen = ambiguity.name in case.readings and ambiguity.name not in case.by_preference
        key = "reading_chosen" if chosen else "reading_preferred"
        return self._say(key, question=question, reading=bare(self.wording.option(step.value, ambiguity.name)))

    def _rejection(self, step: Step) -> str:
        gist = self._gist(step)
        if step.status == "defeated":
            exceptions = [child for child in step.children if child.kind == "exception" and child.status == "live"]
            leaves = [self.why_not.brief(child) for child in exceptions or step.children]
            return self._say_bare("rejected_defeated", self.wording.listed(leaves), gist=gist, bare="rejected_bare")
        status = self._status(step)
        leaves = list(dict.fromkeys(self.why_not.brief(child) for child in step.children if child.kind != "untouched"))
        return self._say_bare(
            status if step.kind == "exception" or status == "duty_kept" else "rejected_untriggered",
            self.wording.listed(leaves),
            gist=gist,
        )

    # ---- words

    def _gist(self, step: Step) -> str:
        return capital(bare(self.wording.phrase(step.subject.text)))

    def _stated(self, step: Step) -> str:
        return self.wording.step(step)

    def _say(self, key: str, **words: Any) -> str:
        return self.wording.sentence(key, **words)

    def _say_bare(self, key: str, leaves: str, bare: str | None = None, **words: Any) -> str:
        """The sentence with its reasons, or its shorter form where there are none to name."""
        if leaves:
            return self._say(key, leaves=leaves, **words)
        shorter = bare or f"{key}_bare"
        return self._say(shorter if self.wording.has(shorter) else key, leaves="", **words)

    def cited(self, locators: tuple[str, ...]) -> str:
        """Several locators as one citation."""
        return self.citer.cite_all(locators, self.language)

    @staticmethod
    def _key(step: Step) -> tuple[str, str, int]:
        place = step.place.number if step.kind == "value" and step.place else 0
        return step.kind, str(getattr(step.subject, "name", id(step))), place


def _names_in(subject: Any) -> set[str]:
    """The names that an operand mentions: its own, and those that its expression or its definition is made of."""
    match subject:
        case OfRecord():
            return _names_in(subject.node)
        case p.Value():
            return {subject.name} | _names_in(subject.expression)
        case p.Fact() | p.Reference() | p.FieldReference():
            return {subject.name}
        case _:
            return {name for part in parts(subject) for name in _names_in(part)}


def _speaks_of(comparison: Step, subject: Any) -> bool:
    """Whether one side of a comparison is a thing, or something taken from it."""
    name = getattr(getattr(subject, "node", subject), "name", None)
    if name is None or not isinstance(comparison.detail, Compared):
        return False
    return any(name in _names_in(side) for side in comparison.detail.subjects)


def _size(steps: list[Step], seen: set[int]) -> int:
    """How many conclusions there are to explain."""
    number = 0
    for step in steps:
        if step.kind == "untouched" or id(step.subject) in seen:
            continue
        if step.kind in ("norm", "exception", "value"):
            seen.add(id(step.subject))
            number += 1
        number += _size(list(step.children), seen)
    return number


def _is_excluded(step: Step) -> bool:
    """Whether a norm is defeated though it is open whether its conditions are met: what defeats it is then enough."""
    return step.status == "defeated" and isinstance(step.detail, Met) and step.detail.all_met is None


def _decisive(step: Step, nested: list[Step]) -> list[Step]:
    """Of what stands below a defeated norm: the exceptions that apply, then its conditions where they are met."""
    applying = [child for child in nested if child.kind == "exception" and child.status == "live"]
    if not applying:
        return nested
    return applying if _is_excluded(step) else [*applying, *(child for child in nested if child.kind != "exception")]
