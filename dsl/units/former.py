"""Former names: a thing that was renamed is still found under the names that it had."""

from collections.abc import Iterator

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import Unit


def former_names(unit: Unit) -> dict[str, str]:
    """The present name by each former one; a field, option or reading has that of its holder before it and a dot."""
    return {f"{holder}{old.text}": f"{holder}{new.text}" for holder, old, new, _ in _former(unit)}


def check_former(unit: Unit) -> list[Diagnostic]:
    """Reports former names that something bears today, or that two things bore."""
    diagnostics: list[Diagnostic] = []
    first: dict[str, s.Word] = {}
    for holder, old, new, present in _former(unit):
        name = f"{holder}{old.text}"
        if old.text in present:
            diagnostics.append(
                Diagnostic(
                    "former-name-in-use",
                    told("`{old}` is declared, so it cannot be a former name of `{new}`", old=old.text, new=new.text),
                    (Label(old.span, "said to be former here"), Label(present[old.text].span, "declared here")),
                    "remove it after `formerly`, or rename what is declared",
                )
            )
        elif name in first:
            diagnostics.append(
                Diagnostic(
                    "former-name-in-use",
                    told("two things were called `{old}`", old=old.text),
                    (Label(old.span, "again here"), Label(first[name].span, "first here")),
                    "a former name leads to one thing: remove one of them",
                )
            )
        first.setdefault(name, old)
    return diagnostics


def _former(unit: Unit) -> Iterator[tuple[str, s.Word, s.Word, dict[str, s.Word]]]:
    """Each former name with its holder, the present name, and the names in use beside it."""
    declared = unit.named("name").values()
    present = {statement.name.text: statement.name for statement in declared if isinstance(statement, _NAMED)}
    for statement in declared:
        if isinstance(statement, s.Fact | s.Value | s.Norm | s.Exception_ | s.Ambiguity):
            yield from (("", old, statement.name, present) for old in statement.former)
        if isinstance(statement, s.Ambiguity):
            yield from _within(statement.name, statement.readings)
    questions = {
        statement.name.text: statement.name
        for statement in unit.named("question").values()
        if isinstance(statement, s.Question)
    }
    for statement in unit.named("question").values():
        if isinstance(statement, s.Question):
            yield from (("", old, statement.name, questions) for old in statement.former)
    for statement in unit.named("choice").values():
        if isinstance(statement, s.Choice):
            yield from _within(statement.name, statement.options)
    for statement in unit.named("record").values():
        if isinstance(statement, s.Record):
            yield from _within(statement.name, statement.fields)


_NAMED = s.Fact | s.Value | s.Norm | s.Exception_ | s.Ambiguity | s.Contradiction


def _within(
    holder: s.Word, members: tuple[s.Option, ...] | tuple[s.Fact, ...]
) -> Iterator[tuple[str, s.Word, s.Word, dict[str, s.Word]]]:
    present = {member.name.text: member.name for member in members}
    for member in members:
        yield from ((f"{holder.text}.", old, member.name, present) for old in member.former)
