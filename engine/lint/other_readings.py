"""A fact that only a reading needs which is not preferred.

The preferred readings are filled in; what they settle falls away with all that is read on the way to it. An input that
is still read where every reading is open, and no longer where the preferred ones are taken, serves the others alone.
"""

from collections.abc import Iterator, Mapping

from dsl.diagnostic import Diagnostic
from dsl.sentence import told
from engine.backends.python.settled import Settled
from engine.lint.reviewed import Finding, Reviewed, listed
from engine.meaning import nodes as n
from engine.meaning.meaning import Leaf


def other_readings(reviewed: Reviewed) -> Iterator[Finding]:
    """The readings that are not preferred and alone need some facts."""
    program = reviewed.program
    preferred = {axis.name: axis.preferred.name for axis in program.ambiguities.values() if axis.preferred}
    under_preference = _read(reviewed, preferred)
    spared = _read(reviewed, {}) - under_preference
    for axis in _reaching(reviewed, spared) if spared else ():
        for reading in program.ambiguities[axis].readings:
            if reading.name == preferred.get(axis, reading.name):
                continue
            needed = _read(reviewed, {**preferred, axis: reading.name}) & spared
            names = sorted(_names(reviewed, needed))
            if names:
                yield Finding(f"{axis}.{reading.name}", _diagnostic(reviewed, axis, reading.name, names))


def _diagnostic(reviewed: Reviewed, axis: str, reading: str, names: list[str]) -> Diagnostic:
    return Diagnostic(
        "needed-by-other-reading",
        told(
            "only the reading `{reading}`, which is not preferred, needs {listed}",
            reading=reading,
            listed=listed(names),
        ),
        (reviewed.label(f"{axis}.{reading}"), *(reviewed.label(name, "needed for it alone") for name in names)),
        "see whether the preferred reading forgets it, and whether anybody would still argue the other",
        "warning",
    )


def _read(reviewed: Reviewed, readings: Mapping[str, str]) -> set[Leaf]:
    """The inputs that are still read under some readings."""
    knowledge = reviewed.knowledge
    settled = Settled(knowledge.meaning, {knowledge.layout.readings[axis]: name for axis, name in readings.items()})
    settled.settle(*reviewed.roots)
    found: set[Leaf] = set()
    for node in settled.left_of(*reviewed.roots):
        match node:
            case n.Input(slot=slot):
                found.add(("", slot))
            case n.Field(record=record, column=column):
                found.add((record, column))
            case _:
                pass
    return found


def _reaching(reviewed: Reviewed, spared: set[Leaf]) -> Iterator[str]:
    """The ambiguities on which something turns that rests on one of the inputs, too."""
    knowledge, inputs = reviewed.knowledge, reviewed.inputs
    open_: set[Leaf] = set()
    for definition in knowledge.meaning.reached(*reviewed.roots):
        if inputs.meaning.leaves(definition) & spared:
            open_ |= inputs.meaning.looked_at(definition)
    slots = knowledge.layout.readings
    return (axis for axis in reviewed.program.ambiguities if ("", slots[axis]) in open_)


def _names(reviewed: Reviewed, leaves: set[Leaf]) -> Iterator[str]:
    """What facts and fields are called in the clause files; readings are none of them."""
    layout, records = reviewed.knowledge.layout, reviewed.program.records
    for record, at in leaves:
        if record:
            yield f"{record}.{records[record].fields[at].name}"
        elif layout.inputs[at][0] == "fact":
            yield layout.inputs[at][1]
