"""Coverage: what of the rules the scenarios put to the test, and with which outcome.

Counted per clause: norms and exceptions (live, and not), table rows (read), readings (chosen, or one that the answer
was said to turn on), presumptions (rested on by an ordinary answer that a scenario asserts), and single conditions
(shown to decide their rule alone, once by holding and once by not).
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from dsl.frozen import dataclass, field
from dsl.locator import Locator
from dsl.typed import program as p
from engine.answer.answer import Answer, Ordinary, preferred_readings
from engine.meaning import nodes as n
from engine.meaning.account import Sheet, events, line_read, looked_at, taken
from engine.model.expressions import inputs_in, never_holds
from engine.model.grounds import Ground
from engine.suite.decisions import Decision, all_parts, decided_alone, decisions_of, owners
from engine.suite.spelling import spelled

ItemKind = Literal["norm", "exception", "row", "reading", "condition", "presumption"]
Shown = Literal["live", "not live", "read", "taken", "decides by holding", "decides by not holding", "rested on"]

OUTCOMES: dict[ItemKind, tuple[Shown, ...]] = {
    "norm": ("live", "not live"),
    "exception": ("live", "not live"),
    "row": ("read",),
    "reading": ("taken",),
    "condition": ("decides by holding", "decides by not holding"),
    "presumption": ("rested on",),
}
"""What each kind of item has to be shown as."""


@dataclass(slots=True)
class Item:
    """Something to cover: its kind, its name, the outcomes wanted, and the scenarios that showed each."""

    kind: ItemKind
    name: str
    clause: str
    place: str
    wanted: tuple[Shown, ...]
    shown: dict[Shown, str] = field(default_factory=dict)
    coupled: dict[Shown, str] = field(default_factory=dict)
    """The outcomes that no facts can show, each with the reason."""

    @property
    def lacking(self) -> tuple[Shown, ...]:
        """The outcomes that no scenario shows, though some could."""
        return tuple(outcome for outcome in self.wanted if outcome not in self.shown and outcome not in self.coupled)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The items of one edition of a document, in its order."""

    document: str
    edition: str
    items: tuple[Item, ...]

    def share(self, items: Iterable[Item] | None = None) -> tuple[int, int]:
        """How many outcomes are shown, and of how many."""
        chosen = self.items if items is None else tuple(items)
        wanted = sum(len(item.wanted) - len(item.coupled) for item in chosen)
        return wanted - sum(len(item.lacking) for item in chosen), wanted

    @property
    def percent(self) -> float:
        """The share of outcomes shown, in percent; all of nothing is everything."""
        shown, of = self.share()
        return 100 * shown / of if of else 100.0

    def by_clause(self) -> dict[str, list[Item]]:
        """The items by the number of their clause, in order."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.clause, []).append(item)
        return found


class CoverageRecorder:
    """Gathers what the answers of one edition come upon."""

    def __init__(self, program: p.Program) -> None:
        self.program = program
        self.items: dict[tuple[ItemKind, str], Item] = {}
        self.decisions: dict[str, list[Decision]] = {}
        self.noted: dict[int, list[tuple[Decision, tuple[n.Node, ...]]]] = {}
        self._located: set[n.Definition] = set()
        self.rows: dict[int, str] = {}
        self._prepare()

    def _prepare(self) -> None:
        for norm in self.program.norms.values():
            if never_holds(self.program, norm.conditions):
                self._add("norm", norm.name, norm, ("not live",))
                continue
            can_fail = (
                bool(norm.conditions)
                or any(norm.name in e.targets for e in self.program.exceptions.values())
                or any(priority.over == norm.name for priority in self.program.priorities)
            )
            self._add("norm", norm.name, norm, OUTCOMES["norm"] if can_fail else ("live",))
        for exception in self.program.exceptions.values():
            self._add("exception", exception.name, exception)
        for value in self.program.values.values():
            if isinstance(value.expression, p.Lookup):
                for row in sorted(value.expression.rows, key=lambda row: row.number):
                    self.rows[id(row)] = _row_name(value.name, row)
                    self._add("row", self.rows[id(row)], value)
        for table in all_parts(self.program):
            if isinstance(table, p.Lookup) and table.of:  # read on another day than its own
                self.rows |= {id(row): _row_name(table.of, row) for row in table.rows}
        for ambiguity in self.program.ambiguities.values():
            for reading in ambiguity.readings:
                self._add("reading", f"{ambiguity.name} is {reading.name}", ambiguity)
        self._prepare_presumptions()
        for decision in decisions_of(self.program):
            self.decisions.setdefault(decision.within, []).append(decision)
            for condition in decision.conditions:
                self._add("condition", _label(decision, condition), decision)

    def _prepare_presumptions(self) -> None:
        """The presumptions of what some rule of the document looks at; they stand in no clause."""
        used = {
            name
            for owner in owners(self.program)
            for expression in (*(test for _, test in owner.tests), *owner.others)
            for kind, name in inputs_in(expression)
            if kind in ("fact", "field")
        }
        for fact in self.program.facts.values():
            if fact.presumption is not None and fact.name in used:
                self.items[("presumption", fact.name)] = Item("presumption", fact.name, "", fact.place, ("rested on",))
        for record in self.program.records.values():
            for field_ in record.fields:
                name = f"{record.name}.{field_.name}"
                if field_.presumption is not None and name in used:
                    self.items[("presumption", name)] = Item("presumption", name, "", field_.place, ("rested on",))

    def rested_on(self, found: Ordinary, scenario: str) -> None:
        """Notes the presumptions on which an ordinary answer rests."""
        layout = found.answer.knowledge.layout
        for item in found.rests_on:
            name = item.presumable.name
            if len(item.presumable.key) == 3:
                list_fact = self.program.facts[layout.inputs[item.presumable.key[0]][1]]
                name = f"{list_fact.type.name}.{item.presumable.fact.name}"
            self.show("presumption", name, "rested on", scenario)

    def _add(self, kind: ItemKind, name: str, node: Any, wanted: tuple[Shown, ...] = ()) -> None:
        self.items.setdefault((kind, name), Item(kind, name, node.clause, node.place, wanted or OUTCOMES[kind]))

    def show(self, kind: ItemKind, name: str, outcome: Shown, scenario: str) -> None:
        """Notes that a scenario shows an outcome; the first one that does is kept."""
        item = self.items.get((kind, name))
        if item is not None and outcome in item.wanted:
            item.shown.setdefault(outcome, scenario)

    def record(self, answer: Answer, scenario: str) -> None:
        """Notes all that one answer comes upon, under the readings it was said to depend on as well."""
        if answer.asked.root is None or answer.contradictions:
            return
        case = answer.case
        choices: list[dict[str, str]] = [case.readings]
        if answer.relevant:
            preferred = preferred_readings(case)
            choices += [
                {**preferred, axis: reading.name}
                for axis in answer.relevant
                for reading in self.program.ambiguities[axis].readings
            ]
        for readings in choices:
            for axis, reading in readings.items():
                if readings is case.readings or axis in answer.relevant:
                    self.show("reading", f"{axis} is {reading}", "taken", scenario)
            watcher = _Watcher(self, answer, case.replaced(case.facts, readings).frame(), scenario)
            if not answer.asked.grounds:
                watcher.definition(answer.knowledge.root(answer.asked.question.name), "")
            for ground in answer.asked.grounds:  # an answer names every ground, not only the first that decides
                self._record_ground(watcher, ground)

    def _record_ground(self, watcher: "_Watcher", ground: Ground) -> None:
        meaning = watcher.meaning
        live = meaning.live(ground.norm)
        if watcher.definition(live, ground.norm) is not False:
            if ground.covering is not None:
                watcher.definition(meaning.asked(ground.covering), ground.norm)
            for other in ground.contrary:
                watcher.definition(meaning.live(other), other)
        sheet = watcher.walker.sheet(live.scope)
        if all(sheet[condition.at] is not False for condition in live.conditions):
            for name, _ in live.defeaters:  # and every exception to it
                watcher.definition(meaning.live(name), name)

    def locate(self, definition: n.Definition, owner: str) -> None:
        """Finds the nodes that an owner's decisions and their conditions came to in a definition.

        What a question adds to a norm is a definition of its own: none of that is looked for in the norm.
        """
        if definition in self._located:
            return
        self._located.add(definition)
        asked, norm = definition.of is n.Defines.ROOT, self.program.norms.get(owner)
        beside = [norm.breached, *(covering.condition for covering in norm.coverings)] if norm is not None else []
        for scope in _scopes(definition.scope):
            by_origin = {node.origin: node for node in scope.nodes if node.origin is not None}
            for decision in self.decisions.get(owner, ()):
                if any(decision.whole is added for added in beside) is not asked:
                    continue
                conditions = [by_origin.get(condition) for condition in decision.conditions]
                found = [node for node in conditions if node is not None]
                own = decision.part == "when" and decision.within == decision.owner
                whole = definition.root if own else by_origin.get(decision.expression)
                if whole is not None and len(found) == len(conditions):
                    self.noted.setdefault(id(whole), []).append((decision, tuple(found)))

    def coverage(self) -> Coverage:
        """What was covered, clause by clause in the order of the document."""
        items = sorted(self.items.values(), key=lambda item: order_of(item.clause))
        return Coverage(self.program.edition.document, self.program.edition.name, tuple(items))


def order_of(clause: str) -> tuple[object, ...]:
    """Where a clause stands in its document; what stands in none comes first."""
    return (1, *Locator(clause=clause).sort_key()) if clause else (0,)


class _Watcher:
    """Reads one evaluation and notes every decision, row and norm that it came by."""

    def __init__(self, recorder: CoverageRecorder, answer: Answer, frame: list[Any], scenario: str) -> None:
        self.recorder, self.scenario, self.meaning = recorder, scenario, answer.knowledge.meaning
        self.walker = answer.knowledge.walker(frame)
        self._live: dict[int, n.Definition] = {}
        self._stated: set[int] = set()

    def definition(self, definition: n.Definition, owner: str) -> Any:
        """Notes what a definition comes to and all that it looks at; decisions in it are those of `owner`."""
        self._enter(definition, owner)
        value = self.walker.value(definition)
        self._outcome(definition, value)
        for event in events(self.walker, definition, self._parts, deciding=False):
            node = event.node
            for decision, conditions in self.recorder.noted.get(id(node), ()):
                self._note(decision, conditions, event.sheet)
            if isinstance(node, n.Named):
                self._outcome(self.meaning.definition_of(node), event.value)
            elif isinstance(node, n.Table):
                line = line_read(node, event.sheet)[1]
                if line is not None and id(line.origin) in self.recorder.rows:
                    self.recorder.show("row", self.recorder.rows[id(line.origin)], "read", self.scenario)
        return value

    def _outcome(self, definition: n.Definition, value: Any) -> None:
        if definition.of in (n.Defines.NORM, n.Defines.EXCEPTION) and value is not None:
            kind: ItemKind = "norm" if definition.of is n.Defines.NORM else "exception"
            self.recorder.show(kind, definition.name, "live" if value else "not live", self.scenario)

    def _parts(self, node: n.Node, sheet: Sheet) -> tuple[n.Node, ...]:
        """The parts that an evaluation looks at: all of a decision, of what defeats a norm as far as it matters."""
        if isinstance(node, n.Named):
            definition = self.meaning.definition_of(node)
            self._enter(definition, definition.name)
            return ()
        definition_ = self._live.get(id(node))
        if definition_ is not None:
            conditions = definition_.conditions
            if any(sheet[condition.at] is False for condition in conditions):
                return conditions
            negated = node.parts[len(conditions) :] if isinstance(node, n.Junction) else ()
            decisive = next((at for at, part in enumerate(negated, 1) if sheet[part.at] is False), len(negated))
            return (*conditions, *negated[:decisive])
        return looked_at(node, sheet) if id(node) in self._stated else taken(node, sheet)

    def _enter(self, definition: n.Definition, owner: str) -> None:
        self.recorder.locate(definition, owner)
        if definition.of in (n.Defines.NORM, n.Defines.EXCEPTION):
            self._live[id(definition.root)] = definition
            self._stated |= {id(node) for _, node in definition.defeaters}

    def _note(self, decision: Decision, conditions: tuple[n.Node, ...], sheet: Sheet) -> None:
        pairs = zip(decision.conditions, conditions, strict=True)
        values = {id(condition): sheet[node.at] for condition, node in pairs}
        _, alone = decided_alone(decision.expression, values)
        for condition in alone:
            outcome = OUTCOMES["condition"][0 if values[id(condition)] else 1]
            self.recorder.show("condition", _label(decision, condition), outcome, self.scenario)


def _scopes(scope: n.Scope) -> Iterator[n.Scope]:
    """A scope and those of the folds in it."""
    yield scope
    for node in scope.nodes:
        if isinstance(node, n.Fold):
            yield from _scopes(node.scope)


def _label(decision: Decision, condition: p.Expression) -> str:
    return f"{decision.owner} {decision.part}: {spelled(condition)}"


def _row_name(table: str, row: p.Row) -> str:
    return f"{table} row {row.number} ({' | '.join(row.label)})"
