"""How the reader gives a fact: the one place of an opinion where names that must be typed appear."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.typed import program as p
from engine.answer.answer import Missing
from engine.case.case import Case, options_of
from engine.case.fitting import Fitting
from engine.case.nested_records import whole_list
from engine.explain.naming import placed
from engine.model.laws import surroundings
from engine.model.record_names import of_record
from engine.tongues import tongue

_SOME_DAY = date(2024, 3, 10)
"""The day that an example shows where the case has none."""

_HOURS = frozenset(("date", "moment", "instant"))
_WITHIN_A_DAY = (time(14, 30), time(0, 30), time(23, 30))
"""The hours that an example shows: the first of them that contradicts nothing that was told."""

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
    fitting = _fitting_option(missing, case, [name for name, _ in options])
    if fact.type.optional:
        options = (*options, ("none", tongue(language).advice["no_such_thing"])) if options else ()
    if of_record(missing.name) is not None:
        place = placed(case, fact, missing.key)
        counted = place.ordinal if place.fact in program.nested else place.number
        written = fact.name.replace(" ", ".")  # what is given of a record lies below `given`
        shown = f"[[facts.{place.fact}]] ({counted}): {written} = {_example(missing, fitting, case)}"
        return Means(shown, options)
    if fact.type.kind == "boolean":
        return Means(f"--set {fact.name}=yes")
    example = _example(missing, fitting, case)
    is_quoted = fact.type.kind in ("days", "duration", "percent", "money")
    return Means(f"--set {fact.name}={example if is_quoted else example.strip(chr(34))}", options[:MOST_OPTIONS])


def line_of(setting: p.Fact) -> str:
    """The line that sets a setting otherwise, its value left open."""
    return f"--set {setting.name}=…"


def _example(missing: Missing, fitting: str, case: Case) -> str:
    type_ = missing.fact.type
    if type_.kind == "boolean":
        return "true"
    if type_.kind == "money":
        return f'"1500.00 {type_.name}"'
    if type_.kind in _HOURS:
        return _some_time(missing, case)
    return f'"{fitting}"' if fitting else _EXAMPLES[type_.kind]


def _fitting_option(missing: Missing, case: Case, names: list[str]) -> str:
    """The first option that doesn't contradict what was told; empty where there are none."""
    fitting = Fitting(case, missing.key)
    return next((name for name in names if name in fitting), names[0] if names else "")


def _some_time(missing: Missing, case: Case) -> str:
    """A time that doesn't contradict what was told: about the latest day told of, or when something else happened."""
    kind, zone = missing.fact.type.kind, surroundings(case.knowledge.program.edition).zone
    latest = case.latest_day or _SOME_DAY
    days = sorted({day for day in _days_told(case) if day < latest}, reverse=True)
    fitting = Fitting(case, missing.key)
    for day in (latest, *days):
        for hour in _WITHIN_A_DAY if kind != "date" else _WITHIN_A_DAY[:1]:
            at = datetime.combine(day, hour, zone or UTC)
            told = day if kind == "date" else at if kind == "instant" else Moment.of_instant(at, zone or UTC)
            if told in fitting:
                return _shown(missing, day, hour, is_local=zone is not None)
    return _shown(missing, latest, _WITHIN_A_DAY[0], is_local=zone is not None)


def _shown(missing: Missing, day: date, hour: time, is_local: bool) -> str:
    """A time as it is written: in a file with its seconds, which TOML demands."""
    kind, is_in_file = missing.fact.type.kind, of_record(missing.name) is not None
    if kind == "date":
        return f"{day}"
    shown = f"{day}T{hour:%H:%M:%S}" if is_in_file or kind == "instant" else f"{day}T{hour:%H:%M}"
    return shown if is_local or kind == "moment" else f"{shown}+01:00"


def _days_told(case: Case) -> Iterator[date]:
    """The days on which something happened that was told."""
    rows = (row for listed in case.facts.values() if isinstance(listed, list) for row in listed)
    for value in (item for items in (case.facts.values(), *rows) for item in items):
        if isinstance(value, Moment):
            if not value.is_undated:
                yield value.first_day
        elif isinstance(value, date):
            yield value.date() if isinstance(value, datetime) else value


def _label(name: str, type_: p.Type, program: p.Program, language: str) -> str:
    from engine.explain.values import option_text

    return option_text(name, type_.name, program, language)
