"""What a scenario expects of the layers of an answer, and how they differ from it.

`ordinarily`, `ordinarily_value`, `ordinarily_cites` and `ordinarily_missing` are about the ordinary answer; `presumes`
are presumptions on which it rests, or none where the list is empty; `unproved` and `unproved_value` about the answer if
nothing more is proved, and `to_prove` what would have to be shown. All other keys are about the strict answer.
"""

from collections.abc import Iterator
from typing import Any

from dsl.sentence import told
from engine.answer.answer import Answer
from engine.answer.layers import Layers
from engine.answer.ordinary import in_the_ordinary_course
from engine.explain.values import show_value
from engine.suite.expectation import LAYERED, differences, expected_value, lacking, other

_OF_ORDINARY = {
    "ordinarily": "answer",
    "ordinarily_value": "value",
    "ordinarily_cites": "cites",
    "ordinarily_missing": "missing",
}


OF_PRESUMPTIONS = frozenset({*_OF_ORDINARY, "presumes"})
"""What is expected of the ordinary answer: it turns on presumptions."""


def strict_part(expect: dict[str, Any]) -> dict[str, Any]:
    """What is expected of the strict answer."""
    return {key: value for key, value in expect.items() if key not in LAYERED}


def ordinary_part(expect: dict[str, Any]) -> dict[str, Any]:
    """What is expected of the ordinary answer, under the keys of an answer."""
    return {_OF_ORDINARY[key]: value for key, value in expect.items() if key in _OF_ORDINARY}


def beyond_answers(expect: dict[str, Any]) -> bool:
    """Whether anything is expected that answers alone don't tell: presumptions, or what has to be proved."""
    return bool(expect.keys() & (LAYERED - _OF_ORDINARY.keys()))


def asserts_strictly(expect: dict[str, Any]) -> bool:
    """Whether anything is expected of the strict answer."""
    return not (strict_part(expect).keys() <= {"argument"})


def asserted(layers: Layers, expect: dict[str, Any]) -> tuple[Answer, ...]:
    """The answers of the layers of which something is expected: what a scenario puts to the test."""
    found = [layers.strict] if asserts_strictly(expect) else []
    if expect.keys() & OF_PRESUMPTIONS:
        course = in_the_ordinary_course(layers.case, layers.question)
        found.append(layers.ordinarily.answer if course.answer == "contradictory" else course)
    return tuple(found) or (layers.strict,)


def layer_differences(layers: Layers, expect: dict[str, Any]) -> Iterator[str]:
    """How the layers differ from what is expected of them, one line for each difference."""
    if asserts_strictly(expect):
        yield from differences(layers.strict, strict_part(expect))
    if ordinary_part(expect):
        for line in differences(layers.ordinarily.answer, ordinary_part(expect)):
            yield told("ordinarily: {line}", line=line)
    if "presumes" in expect:
        names = [found.presumable.name for found in layers.ordinarily.rests_on]
        yield from _named("presumes", expect["presumes"], names)
    if "unproved" in expect or "unproved_value" in expect or "to_prove" in expect:
        yield from _unproved(layers, expect)


def _unproved(layers: Layers, expect: dict[str, Any]) -> Iterator[str]:
    found = layers.unproved
    word = found.answer if found else "none"
    if word != expect.get("unproved", word):
        yield other("unproved", expect["unproved"], word)
        return
    if "unproved_value" in expect:
        wanted = expected_value(layers.ordinarily.answer, expect["unproved_value"])
        if found is None or found.value != wanted:
            asked = layers.ordinarily.answer.asked
            shown = show_value(found.value if found else None, asked.type, layers.case.knowledge.program)
            yield other("unproved_value", expect["unproved_value"], shown)
    if "to_prove" in expect:
        yield from _named("to_prove", expect["to_prove"], [item.name for item in found.to_prove] if found else [])


def _named(key: str, wanted: list[str], names: list[str]) -> Iterator[str]:
    """Which names are wanted and aren't there; nothing wanted means that there are to be none."""
    for name in wanted:
        if name not in names:
            yield lacking(key, name, names)
    if not wanted and names:
        yield other(key, "none", ", ".join(names))
