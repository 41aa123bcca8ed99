"""What an open answer can still come to: the least and the greatest value that was tried, or the options."""

from collections.abc import Mapping

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.explain.wording import Wording


def still_possible(answer: Answer, wording: Wording) -> str:
    """A sentence on the values that an open answer can have; empty where it says nothing.

    Of a sum that rests on amounts that nobody told any might be, so that what was tried says nothing.
    """
    asked = answer.asked
    if answer.answer != "undetermined" or asked.is_yes_no:
        return ""
    records = answer.case.knowledge.program.records
    if asked.type.kind == "money" and any(_holds_amounts(missing.fact.type, records) for missing in answer.missing):
        return ""
    from engine.answer.extent import extent

    found = extent(answer)
    if len(found) < 2:
        return ""
    shown = [wording.value(value, asked.type) for value in found]
    if asked.type.kind == "choice":
        return wording.sentence("range_of", values=", ".join(shown))
    return wording.sentence("range_between", least=shown[0], greatest=shown[-1])


def _holds_amounts(type_: p.Type, records: Mapping[str, p.Record]) -> bool:
    """Whether an input of a type is an amount of money, or holds some."""
    if type_.kind == "list":
        return any(_holds_amounts(field.type, records) for field in records[type_.name].fields)
    return type_.kind == "money"
