"""What was entered in an interview, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.case.nested_records import whole_list
from engine.desk.keeping import Section
from engine.model.record_names import counted, depth, of_record

if TYPE_CHECKING:
    from engine.desk.interview import Interview


@dataclass(frozen=True)
class Entered:
    """One thing that was entered: its name, what it is called and what was told, in words, and how it stands."""

    section: Section
    name: str
    label: str
    value: str
    standing: str
    note: str


def entered(interview: "Interview") -> tuple[Entered, ...]:
    """What was entered, in that order; what belongs to a record beneath it."""
    whole = (entry for entry in interview.trail if depth(entry[1]) == 0)
    return tuple(found for entry in whole for found in _with_what_it_holds(interview, *entry))


def is_list(interview: "Interview", section: Section, name: str) -> bool:
    """Whether the records of a list were told under a name."""
    fact = interview.case.knowledge.program.facts.get(whole_list(name)) if section == "facts" else None
    return fact is not None and fact.type.kind == "list" and isinstance(interview.request.facts.get(name), list)


def in_words(interview: "Interview", section: Section, name: str) -> Entered:
    """One thing that was entered."""
    screens, case = interview.screens, interview.case
    standing = interview.request.standing.get(name, {})
    if section == "given":
        value = case.knowledge.program.values[name.rpartition(".")[2]]
        label, shown = screens.wording.phrase(value.text), screens.wording.value(case.given[name], value.type)
    else:
        key = case.key(name)
        fact, told = case.declared(key), case.told(key)
        label, shown = screens.wording.phrase(fact.text), screens.wording.value(told, fact.type)
    number = "" if of_record(name) is None else screens.words.say("in_record", number=counted(name))
    return Entered(section, name, f"{label}{number}", shown, standing.get("is", ""), standing.get("note", ""))


def _with_what_it_holds(interview: "Interview", section: Section, name: str) -> Iterator[Entered]:
    yield in_words(interview, section, name)
    for number in range(len(interview.request.facts[name]) if is_list(interview, section, name) else 0):
        yield _record(interview, name, number)
        for entry in interview.trail:
            if (of_record(entry[1]) or ())[:2] == (name, number):
                yield from _with_what_it_holds(interview, *entry)


def _record(interview: "Interview", listed: str, number: int) -> Entered:
    program, screens = interview.case.knowledge.program, interview.screens
    label = screens.wording.phrase(program.records[program.facts[whole_list(listed)].type.name].text)
    name = f"{listed}[{number + 1}]"
    return Entered("facts", name, label + screens.words.say("in_record", number=counted(name)), "", "", "")
