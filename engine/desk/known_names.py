"""Whether what a step of an interview names is there to be told; if not, a request that tells it is refused."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dsl.frozen import replace
from engine.case.case import Case
from engine.case.nested_records import is_there, whole_list
from engine.desk.keeping import Section
from engine.desk.understood import understood

if TYPE_CHECKING:
    from engine.desk.interview import Interview


def require(interview: "Interview", section: Section, names: Iterable[str]) -> None:
    """Raises `Rejected`, as a request does, where there is no fact, or nothing computed, of one of these names."""
    unknown = {name: "unknown" for name in names if not _is_known(interview.case, section, name)}
    if unknown:
        _put(interview, section, unknown)


def require_list(interview: "Interview", name: str) -> None:
    """Raises `Rejected`, as a request does, where no fact of a name is a list."""
    require(interview, "facts", (name,))
    case = interview.case
    if case.declared(case.key(name)).type.kind != "list":
        _put(interview, "facts", {name: [{}]})


def require_record(interview: "Interview", name: str) -> None:
    """Raises `Rejected`, as a request does, where no record has a name such as `outages[2]`."""
    listed, _, _ = name.rpartition("[")
    require_list(interview, listed)
    program = interview.case.knowledge.program
    first = next(iter(program.records[program.facts[whole_list(listed)].type.name].fields))
    require(interview, "facts", (f"{name}.{first.name}",))


def _put(interview: "Interview", section: Section, told: dict[str, Any]) -> None:
    asked = interview.request
    if section == "facts":
        asked = replace(asked, facts={**asked.facts, **told})
    else:
        asked = replace(asked, given={**asked.given, **told})
    interview.desk.case(understood(asked), interview.reply.entry, None)


def _is_known(case: Case, section: Section, name: str) -> bool:
    """Whether a case has an input, or a computed value, of a name, in a record that there is."""
    program = case.knowledge.program
    try:
        place = case.place(name)
        if place is not None and not is_there(program, case.facts, place):
            return False
        if section == "facts":
            return case.declared(case.key(name)) is not None
        record = None if place is None else program.facts[place[0]].type.name
        return program.values[name if place is None else place[2]].record == record
    except (KeyError, IndexError, TypeError):  # a name that is none at all
        return False
