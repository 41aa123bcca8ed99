"""How the reader gives a fact: the one place of an opinion where names that must be typed appear."""

from datetime import date

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Missing
from engine.case.case import Case, options_of
from engine.case.nested_records import whole_list
from engine.explain.naming import placed
from engine.model.record_names import of_record
from engine.tongues import tongue

_SOME_DAY = date(2024, 3, 10)
"""The day that an example shows where the case has none."""

_HOURS = {"date": "", "moment": "T14:30", "instant": "T14:30:00"}
_EXAMPLES = {
    "days": '"3 days"',
    "duration": '"90 minutes"',
    "integer": "3",
    "percent": '"12.5 %"',
    "decimal": "1.5",
    "ratio": "1.5",
}
MOST_OPTIONS = 12


@dataclass(frozen=True, slots=True)
class Means:
    """The line to write, and for a choice the words it may take with what each of them says."""

    line: str
    options: tuple[tuple[str, str], ...] = ()
    block: bool = False


def means_of(missing: Missing, case: Case, language: str) -> Means:
    """How a missing fact is given: in the call, or for a record in the facts file."""
    fact, program = missing.fact, case.knowledge.program
    if fact.type.kind == "list":
        return Means(f"[[facts.{whole_list(missing.name)}]]", (), True)
    options = tuple((name, _label(name, fact.type, program, language)) for name in options_of(program, fact.type))
    if fact.type.optional:
        options = (*options, ("none", tongue(language).advice["no_such_thing"])) if options else ()
    if of_record(missing.name) is not None:
        place = placed(case, fact, missing.key)
        counted = place.ordinal if place.fact in program.nested else place.number
        shown = f"[[facts.{place.fact}]] ({counted}): {fact.name} = {_example(fact.type, options, case)}"
        return Means(shown, options)
    if fact.type.kind == "boolean":
        return Means(f"--set {fact.name}=yes")
    return Means(
        f"--set {fact.name}={_example(fact.type, options, case).strip(chr(34))}"
        if fact.type.kind not in ("days", "duration", "percent", "money")
        else f"--set {fact.name}={_example(fact.type, options, case)}",
        options[:MOST_OPTIONS],
    )


def line_of(setting: p.Fact) -> str:
    """The line that sets a setting otherwise, its value left open."""
    return f"--set {setting.name}=…"


def _example(type_: p.Type, options: tuple[tuple[str, str], ...], case: Case) -> str:
    if type_.kind == "boolean":
        return "true"
    if type_.kind == "money":
        return f'"1500.00 {type_.name}"'
    if type_.kind in _HOURS:
        offset = "+01:00" if type_.kind == "instant" and case.knowledge.program.edition.zone is None else ""
        return f"{case.latest_day or _SOME_DAY}{_HOURS[type_.kind]}{offset}"
    return f'"{options[0][0]}"' if options else _EXAMPLES[type_.kind]


def _label(name: str, type_: p.Type, program: p.Program, language: str) -> str:
    from engine.explain.values import option_text

    return option_text(name, type_.name, program, language)
