"""Reads the sheets of an evaluation into the steps of a reasoning: the one explainer.

A node reached twice is explained once and referred to after.
"""

from weakref import WeakKeyDictionary

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.explain.naming import Records
from engine.explain.step import MOST_RECORDS, Beyond, Met, OfRecord, Status, Step, StepKind, items_that_carried
from engine.explain.teller import Teller, Telling, told_by
from engine.meaning import nodes as n
from engine.meaning.account import Record, Sheet, Sheets, folded
from engine.meaning.meaning import Meaning
from engine.model.grounds import Ground, whose

MOST_DEEP = 120
"""How deep what is explained may lie, in nodes one within another; what lies deeper is told without its reasons."""

_RANKS: dict[Status, int] = {"live": 0, "open": 1, "defeated": 2, "untriggered": 3}
_TELLERS: "WeakKeyDictionary[Meaning, Teller]" = WeakKeyDictionary()
_new = tuple.__new__
"""Makes a step at a third of what its class costs: an explanation makes hundreds."""


class Reasons:
    """Explains one answer from the sheets of its evaluation."""

    def __init__(self, answer: Answer, sheets: Sheets) -> None:
        self.answer, self.sheets, self.frame = answer, sheets, sheets.frame
        self.program, self.meaning = answer.knowledge.program, sheets.meaning
        self.explained: dict[object, Step] = {}
        self.depth = 0
        teller = _TELLERS.get(self.meaning)
        if teller is None:
            teller = _TELLERS[self.meaning] = Teller(self.program)
        self.teller = teller

    def question(self) -> Step:
        """The whole reasoning: the grounds by how they stand, or the steps behind a value."""
        asked = self.answer.asked
        root = self.answer.knowledge.root(asked.question.name)
        sheet = self.sheets.sheet(root.scope)
        value = sheet[root.root.at]
        if not asked.grounds:
            return Step("question", asked.question, value, (), self.children((root.root,), sheet, ()))
        grounds = sorted(
            (self._ground(ground) for ground in asked.grounds), key=lambda step: _RANKS[step.status or "open"]
        )
        return Step("question", asked.question, value, (), tuple(grounds))

    # ---- norms

    def _ground(self, ground: Ground) -> Step:
        """One ground of a position: a norm, what the question adds to it, and what says the contrary."""
        norm = self.program.norms[ground.norm]
        if norm.member is not None and isinstance(ground.covering, p.Aggregate):
            step = self._of_members(self.meaning.asked(ground.covering), norm.name)
        else:
            step = self.norm(self.meaning.live(ground.norm))
        extra: list[Step] = []
        status = step.status
        if ground.covering is not None and norm.member is None and status in ("live", "open"):
            covering = self.meaning.asked(ground.covering)
            sheet = self.sheets.sheet(covering.scope)
            extra += self.children((covering.root,), sheet, ())
            if sheet[covering.root.at] is False:
                question = self.answer.asked.question
                theirs = question.asks != "position" or whose(norm, question.parties) is not False
                aspect = self.program.terms.get(f"aspect:{question.covering}")
                if aspect is not None or not theirs:  # of a duty that is kept, what follows tells it all
                    extra = [Step("uncovered", norm, False, norm.citations, detail=Beyond(aspect, theirs)), *extra]
                return step._replace(children=tuple(extra), status="untriggered")
            if sheet[covering.root.at] is None:
                status = "open"
        for other in ground.contrary:
            live = self.meaning.live(other)
            value = self.sheets.sheet(live.scope)[live.root.at]
            if value is not False:
                opposed = self.program.norms[other]
                extra.append(Step("opposed", opposed, value, opposed.citations))
        if not extra and status == step.status:
            return step
        return step._replace(children=(*step.children, *extra), status=status)

    def norm(self, definition: n.Definition, records: Records = (), member: OfRecord | None = None) -> Step:
        """A norm or exception with what makes it hold, or what it lacks, or what defeats it.

        Of one for each member of a list `records` holds the member.
        """
        key: object = (definition, id(records[0])) if records else definition
        known = self.explained.get(key)
        if known is not None:
            return _again(known)
        if definition.of is n.Defines.MEMBERS:
            step = self.explained[key] = self._of_members(definition, definition.name)
            return step
        sheet = self.sheets.sheet(definition.scope, records)
        live = sheet[definition.root.at]
        held = [sheet[condition.at] for condition in definition.conditions]
        applies = False if False in held else None if None in held else True
        status: Status = (
            "live" if live else "open" if live is None else "untriggered" if applies is False else "defeated"
        )
        steps: list[Step] = []
        height = definition.scope.height + 1
        self.depth += height
        if self.depth < MOST_DEEP:
            for condition, value in zip(definition.conditions, held, strict=True):
                if not ((applies is False and value is not False) or (status == "open" and value is True)):
                    self.tell(condition, sheet, records, steps)
            if applies is not False:
                self._defeaters(definition, sheet, status, steps, records)
        self.depth -= height
        members = (member,) if member is not None else ()
        met = sum(sheet[part.at] is True for condition in definition.conditions for part in _conjuncts(condition))
        of = "norm" if definition.of is n.Defines.NORM else "exception"
        node = (self.program.norms if of == "norm" else self.program.exceptions)[definition.name]
        cited = node.citations if of == "norm" or live is not True else items_that_carried(node.citations, steps)
        step = _new(
            Step,
            (
                of,
                node,
                live,
                cited,
                tuple(steps),
                status,
                False,
                _new(Met, (met, applies, members)),
            ),
        )
        self.explained[key] = step
        return step

    def _of_members(self, asked: n.Definition, name: str) -> Step:
        """A norm or exception for each member of a list: for those for whom what is asked of them holds, or for all.

        `asked` is whether some member is one for whom it is live, and what a question adds to it holds.
        """
        norm = self.program.norms.get(name)
        node: p.Norm | p.Exception_ = norm if norm is not None else self.program.exceptions[name]
        sheet, fold = self.sheets.sheet(asked.scope), asked.root
        assert isinstance(fold, n.Fold)
        value = sheet[fold.at]
        found = [self._of_member(fold, record, value is True) for record in folded(fold, sheet)]
        members = [step for step in found if step is not None][:MOST_RECORDS]
        if len(members) == 1:
            return members[0]
        steps: list[Step] = list(members)
        if not members:
            self.tell(fold, sheet, (), steps)
        standing = {step.status for step in members}
        status: Status = "live" if value else "open" if value is None else "untriggered"
        if value is False and "defeated" in standing:
            status = "defeated"
        met = max((step.detail.conditions for step in members if isinstance(step.detail, Met)), default=0)
        named = tuple(step.place for step in members if value and step.place is not None)
        kind: StepKind = "norm" if norm is not None else "exception"
        detail = Met(met, value is not False, named)
        return Step(kind, node, value, node.citations, tuple(steps), status, False, detail)

    def _of_member(self, fold: n.Fold, record: Record, deciding: bool) -> Step | None:
        """A norm or exception of one member, with what a question adds; None where others decide."""
        reach, body = (record,), fold.body
        assert body is not None
        sheet = self.sheets.sheet(fold.scope, reach)
        outcome = sheet[body.at]
        if deciding and outcome is not True:
            return None
        live, *added = body.parts if isinstance(body, n.Junction) else (body,)
        found: list[Step] = []
        self.tell(live, sheet, reach, found)
        step = found.pop()
        for part in added if step.value is not False else ():
            if outcome is True or sheet[part.at] is not True:
                self.tell(part, sheet, reach, found)
        if step.value is True and outcome is not True:
            step = step._replace(status="open" if outcome is None else "untriggered")
        return step._replace(children=(*step.children, *found)) if found else step

    def _defeaters(
        self, definition: n.Definition, sheet: Sheet, status: str, steps: list[Step], records: Records
    ) -> None:
        untouched: list[tuple[str, n.Node]] = []
        for name, node in definition.defeaters:
            if sheet[node.at] is not False:
                steps.append(self._defeater(name, node, sheet, records))
            else:
                untouched.append((name, node))
        if untouched and status == "live":
            rejected = tuple(self._defeater(name, node, sheet, records) for name, node in untouched)
            subjects = tuple(step.subject for step in rejected)
            steps.append(
                Step("untouched", subjects, False, tuple(c for s in rejected for c in s.citations[:1]), rejected)
            )

    def _defeater(self, name: str, node: n.Node, sheet: Sheet, records: Records) -> Step:
        """What defeats a norm or exception, of the same member where it is for each member of the same list."""
        mentioned = node.parts[0] if isinstance(node, n.Junction) else node
        if not (isinstance(mentioned, n.Named) and mentioned.record and records):
            return self.norm(self.meaning.live(name))
        found: list[Step] = []
        self.tell(mentioned, sheet, records, found)
        return found[0]

    # ---- nodes

    def children(self, nodes: tuple[n.Node, ...], sheet: Sheet, records: Records) -> tuple[Step, ...]:
        """The steps that account for several nodes."""
        return told_by(self._tellings(nodes), self, sheet, records)

    def tell(self, node: n.Node, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        """Appends the steps that account for the value of a node."""
        telling = self.teller.telling(node)
        if telling is not None:
            telling(self, sheet, records, steps)

    def _tellings(self, nodes: tuple[n.Node, ...]) -> list[Telling]:
        return [telling for telling in map(self.teller.telling, nodes) if telling is not None]

    def value(self, definition: n.Definition, records: Records, detail: OfRecord | None = None) -> Step:
        """A value, or one derived of the record in reach, with what accounts for it."""
        key: object = (definition, id(records[0])) if records else definition
        known = self.explained.get(key)
        if known is not None:
            return _again(known)
        node, cited, telling = self.teller.of_value(definition)
        sheet = self.sheets.sheet(definition.scope, records)
        height = definition.scope.height + 1
        self.depth += height
        steps: list[Step] = []
        if telling is not None and self.depth < MOST_DEEP:
            telling(self, sheet, records, steps)
        self.depth -= height
        step = _new(Step, ("value", node, sheet[definition.root.at], cited, tuple(steps), None, False, detail))
        self.explained[key] = step
        return step


def _standing(live: bool | None, applies: bool | None) -> Status:
    """How a norm or exception stands, by whether it is live and whether its conditions are met."""
    if live is not False:
        return "live" if live else "open"
    return "untriggered" if applies is False else "defeated"


def _rank(ground: Step) -> int:
    assert ground.status is not None
    return _RANKS[ground.status]


def _again(step: Step) -> Step:
    return _new(Step, (*step[:6], True, step[7]))


def _conjuncts(node: n.Node) -> list[n.Node]:
    if isinstance(node, n.Junction) and node.of_all:
        return [part for each in node.parts for part in _conjuncts(each)]
    return [node]
