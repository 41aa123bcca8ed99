"""A setting whose values are in force from one day to another: on each day one of them is, and only one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import Sentence, told
from dsl.surface import syntax as s
from dsl.typed.hit_policies import is_rest


def of_setting(setting: s.Fact, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is wrong with the table of a setting, said of its values."""
    name = setting.name.text
    for each in found:
        day = each.message.gaps.get("shown") if isinstance(each.message, Sentence) else None
        match each.code:
            case "table-gap":
                yield replace(
                    each,
                    message=told("no value of `{name}` is in force on {day}", name=name, day=day),
                    help="let one begin on the day after the other ends, or add one without days: it holds on all "
                    "others",
                )
            case "table-overlap":
                yield replace(
                    each,
                    message=told("two values of `{name}` are in force on {day}", name=name, day=day),
                    labels=(Label(each.labels[0].span, "this one"), each.labels[1]),
                    help="let one end on the day before the other begins",
                )
            case _:
                yield each
    for first, second in pairwise(row for row in setting.rows if is_rest(row)):
        yield Diagnostic(
            "table-overlap",
            told("two values of `{name}` have no days", name=name),
            (Label(second.span, "this one"), Label(first.span, "and the one above")),
            "say of one of them when it is in force: `… in force from …`",
        )
