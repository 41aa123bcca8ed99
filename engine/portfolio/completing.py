"""The inputs of a layer, in tables: what the cases tell, and what is taken for granted where nobody told."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from engine.backends.sql.cells import Known, Value
from engine.backends.sql.plan import Tables, told_inputs
from engine.backends.sql.translation import Inputs, Translation
from engine.library.knowledge import KnowledgeBase
from engine.meaning.nodes import Kind
from engine.portfolio.course import Course, filled
from engine.portfolio.rebutting import Rebutting


def told(knowledge: KnowledgeBase, tables: Tables, readings: Mapping[str, str], settings: Mapping[str, Any]) -> Inputs:
    """What the cases tell, the readings the same in all of them; `settings` are facts told of those that don't say."""
    given, inputs = told_inputs(knowledge.meaning, tables, readings), knowledge.layout.inputs
    facts, defaults = knowledge.program.facts, knowledge.defaults

    def told_or_set(translation: Translation, slot: int) -> Value:
        value, (kind, name) = given.told(translation, slot), inputs[slot]
        if kind == "reading":
            return value
        setting = settings.get(name, defaults.get(name))
        return value if setting is None else filled(value, Known(setting), Kind(facts[name].type.kind))

    return Inputs(told_or_set, given.field, given.listed)


def completed(
    knowledge: KnowledgeBase, given: Inputs, unpresumed: Collection[str], translated: Callable[[Inputs], Translation]
) -> Inputs:
    """The inputs with everything that nobody told taken to be as it ordinarily is (`engine/case/presuming.py`).

    `translated` makes a translation of inputs, to find out what contradictions rebut.
    """
    course = Course(knowledge, given, unpresumed, {})
    for contradiction, listed in knowledge.contradictions:
        course = course.without(Rebutting(course, contradiction, listed, translated).rebutted())
    return course.inputs


def said(knowledge: KnowledgeBase, given: Inputs, outside: Collection[str], word: bool) -> Inputs:
    """The inputs where other documents say all that they could, or nothing, of what nobody told of them."""
    inputs = knowledge.layout.inputs

    def told_or_said(translation: Translation, slot: int) -> Value:
        value = given.told(translation, slot)
        return filled(value, Known(word), Kind.BOOLEAN) if inputs[slot] in {("fact", n) for n in outside} else value

    return Inputs(told_or_said, given.field, given.listed)
