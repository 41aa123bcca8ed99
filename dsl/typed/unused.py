"""What a document declares and no question ever reaches."""

from collections.abc import Iterator

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.walk import names_used
from dsl.typed.declarations import kinds_of_action
from dsl.units.scope import Unit, space_of


def check_unused(units: list[Unit]) -> list[Diagnostic]:
    """Warns of facts, values, ambiguities and definitions of a document that nothing reads which a question reaches.

    The vocabulary is excepted: it serves every document. So is what only one of several editions has use for.
    """
    reached: set[int] = set()
    own: dict[int, s.Statement] = {}
    for unit in units:
        names = unit.named("name")
        reached |= {id(names[name]) for name in (*_reached(unit), *unit.called)}
        for placed in unit.placed:
            if not placed.is_shared and isinstance(placed.statement, s.Fact | s.Value | s.Ambiguity | s.Definition):
                own[id(placed.statement)] = placed.statement
    return [_unused(statement) for key, statement in own.items() if key not in reached]


def _unused(statement: s.Statement) -> Diagnostic:
    named = space_of(statement)
    assert named is not None
    kind = statement.kind if isinstance(statement, s.Fact) else type(statement).__name__.lower()
    return Diagnostic(
        "unused",
        told("no question ever reaches the {kind} `{text}`", kind=kind, text=named[1].text),
        (Label(named[1].span),),
        "remove it, use it, or ask about it",
        "warning",
    )


def _reached(unit: Unit) -> set[str]:
    """The names that some question may come to read, however indirectly."""
    names = unit.named("name")
    exceptions: dict[str, list[str]] = {}
    for name, statement in names.items():
        if isinstance(statement, s.Exception_):
            for target in statement.targets:
                exceptions.setdefault(target.text, []).append(name)
    pending = [name for name in _asked(unit) if name in names]
    pending += [name for name, statement in names.items() if isinstance(statement, s.Contradiction)]
    for record in unit.named("record").values():
        pending += [name for name in _mentioned(record) if name in names]
    for placed in unit.placed:
        if isinstance(placed.statement, s.Priority):
            pending += [name for name in _mentioned(placed.statement) if name in names]
    found: set[str] = set()
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        pending += [mentioned for mentioned in _mentioned(names[name]) if mentioned in names]
        pending += exceptions.get(name, [])
    return found


def _asked(unit: Unit) -> Iterator[str]:
    """The values and norms that the questions ask for themselves."""
    actions: set[str] = set()
    for question in unit.named("question").values():
        if not isinstance(question, s.Question) or question.target is None:
            continue
        if question.asks == "value":
            yield question.target.text
        else:
            actions.add(question.target.text)
            actions |= kinds_of_action(unit, question.target.text) if question.asks == "liberty" else set()
    for name, statement in unit.named("name").items():
        if isinstance(statement, s.Norm):
            breached = any(qualifier.kind == "breached" for qualifier in statement.qualifiers)
            if breached or not actions.isdisjoint(kinds_of_action(unit, statement.action.text)):
                yield name


def _mentioned(statement: s.Statement) -> Iterator[str]:
    for mention in names_used(statement):
        match mention:
            case s.Name():
                yield mention.text
            case s.Live():
                yield mention.norm.text
            case s.FieldOf():
                yield mention.field.text
            case s.Call():
                yield mention.function.text
