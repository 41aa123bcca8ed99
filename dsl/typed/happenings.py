"""What happens at the time that it tells: of what type that is, and where it may be none."""

from dsl.diagnostic import Diagnostic, Label
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.presumptions import declared_inputs
from dsl.units.scope import AS_OF, Unit

_KINDS = ("instant", "moment")
"""The types of what says when something happens; a date may only be planned."""


def check_happenings(unit: Unit, program: p.Program) -> list[Diagnostic]:
    """Reports what can't happen at the time that it tells, or of which nothing could be left before that."""
    diagnostics: list[Diagnostic] = []
    for written, declared, key in declared_inputs(unit, program):
        if written.happens is None:
            continue
        if declared.type.kind not in _KINDS or declared.type.name == "deadline" or declared.name == AS_OF:
            message = "what happens is told by an instant or a moment, no deadline, and is not when the question is put"
            help_line = "give it such a type, or take `happens` out"
        elif not declared.type.optional and (written.kind != "field" or _is_tied(unit, key.partition(".")[0])):
            message = "before it happens there would be nothing that this could be"
            help_line = "make its type `optional`: it is none until it happens"
        else:
            continue
        diagnostics.append(Diagnostic("happens-when", message, (Label(written.happens),), help_line))
    return diagnostics


def _is_tied(unit: Unit, record: str) -> bool:
    """Whether records of a kind hold lists, or lie in other records: one of them can't be left out by itself."""
    records = [found for found in unit.named("record").values() if isinstance(found, s.Record)]
    return any(
        field.type.is_list and record in (holder.name.text, field.type.name.text)
        for holder in records
        for field in holder.fields
    )
