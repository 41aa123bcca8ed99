"""Random small programs as their source, with names chosen to hurt, and random cases of them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dsl.moment import Moment
from engine.meaning.marks import ABSENT

HURTFUL = (
    "decide", "c", "r", "t1", "k0", "v3", "d0_1", "pending", "absent", "explain", "explain_x", "x_explain", "noting",
    "silence", "recording", "none_", "lambda", "class", "def", "import", "yield", "return", "self", "list", "min_",
    "steps", "sheet0", "root_1", "true", "false", "print", "eval", "f_min", "zone", "datetime", "q0", "e1", "sum_",
    "contradictions", "my-value",
)  # fmt: skip
"""Names of Python, and such as generated code had or has: none of them may mean anything else than what is declared."""

_LABEL = 'en "a" fr "b"'
_YES_NO = f'{_LABEL} otherwise en "c" fr "d"'
FACTS = {
    "yes_a": "boolean",
    "yes_b": "boolean",
    "number": "integer",
    "amount": "money",
    "day": "date",
    "maybe": "optional date",
    "asked": "moment",
    "acted": "optional moment",
    "span": "duration",
    "hue": "colour",
    "events": "list of event",
}
_OF_EVENT = {"good": "boolean", "size": "integer", "fell": "optional date", "told": "optional moment"}

booleans, integers = st.booleans(), st.integers(-4, 9)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
moments = st.one_of(
    st.dates(date(2024, 2, 27), date(2024, 3, 2)).map(lambda day: Moment.of_day(day, UTC)),
    st.datetimes(datetime(2024, 2, 27), datetime(2024, 3, 2), timezones=st.just(UTC)).map(
        lambda instant: Moment.of_instant(instant, UTC)
    ),
)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": booleans,
    "integer": integers,
    "money": st.integers(0, 9999).map(lambda cents: Decimal(cents).scaleb(-2)),
    "date": days,
    "optional date": st.one_of(st.just(ABSENT), days),
    "moment": moments,
    "optional moment": st.one_of(st.just(ABSENT), moments),
    "duration": st.integers(-90, 90).map(lambda minutes: timedelta(minutes=minutes)),
    "colour": st.sampled_from(["red", "blue"]),
}
_RECORDS = st.lists(
    st.tuples(*(st.one_of(st.none(), _VALUES[kind]) for kind in _OF_EVENT.values())).map(list), max_size=4
)
cases = st.fixed_dictionaries(
    {}, optional={name: _RECORDS if kind.startswith("list") else _VALUES[kind] for name, kind in FACTS.items()}
)
"""Random facts: whatever is left out is unknown."""


@st.composite
def sources(draw: st.DrawFn) -> dict[str, str]:
    """The files of a program: facts, values one upon another, norms with exceptions, and a question for each."""
    names = draw(st.permutations(HURTFUL))
    statements, questions = [], []
    known: dict[str, list[str]] = {"boolean": ["yes_a", "yes_b"], "integer": ["number"], "date": ["day"]}
    derived: list[str] = []
    for name in names[: draw(st.integers(2, 6))]:
        kind = draw(st.sampled_from(["boolean", "integer", "date", "of event"]))
        if kind == "of event":
            text = draw(_conditions(known, [*derived], ("event",), 2))
            statements.append(f"value {name} of event: boolean by §1 {_YES_NO} is {text}")
            derived.append(name)
            continue
        text = draw({"boolean": _conditions, "integer": _numbers, "date": _days}[kind](known, derived, (), 2))
        label = _YES_NO if kind == "boolean" else _LABEL
        statements.append(f"value {name}: {kind} by §1 {label} is {text}")
        known[kind] = [*known[kind], name]
        questions.append(f"question ask-{len(questions)} topic t {_LABEL} asks value {name}")
    norm, exception, revival = names[-3:]
    when = [draw(_conditions(known, derived, (), 2)) for _ in range(3)]
    statements.append(f"permission {norm} by §1 p may act {_LABEL} when {when[0]}")
    statements.append(f"exception {exception} to {norm} by §1 {_LABEL} when {when[1]}")
    statements.append(f"exception {revival} to {exception} by §1 {_LABEL} when {when[2]}")
    statements += draw(_for_each_member(known, derived, names[-7:-3]))
    questions += [
        f"question each-{number} topic t {_LABEL} asks {asked}"
        for number, asked in enumerate(("position obligation of p to act", "breach by p", f"value {names[-7]}"))
    ]
    asked = draw(st.sampled_from(["contradictions", "decide", "root", "ask", "silence"]))
    questions.append(f"question {asked} topic t {_LABEL} asks position permission of p to act")
    declared = [
        f"fact {name}: {kind} {_YES_NO if kind == 'boolean' else _LABEL} ask {_LABEL}" for name, kind in FACTS.items()
    ]
    fields = [
        f"field {name}: {kind} {_YES_NO if kind == 'boolean' else _LABEL} ask {_LABEL}"
        for name, kind in _OF_EVENT.items()
    ]
    shared = [
        "vocabulary", f"party p {_LABEL}", f"action act {_LABEL}", f"topic t {_LABEL}",
        f"choice colour {_LABEL} option red {_LABEL} option blue {_LABEL}", f"record event {_LABEL}",
        *fields, *declared, *questions,
    ]  # fmt: skip
    document = [f"document small {_LABEL} cites articles", "edition first", f"clause 1 {_LABEL}", *statements]
    return {"v.clause": "\n".join(shared) + "\n", "d.clause": "\n".join(document) + "\n"}


Known = dict[str, list[str]]


@st.composite
def _for_each_member(draw: st.DrawFn, known: Known, derived: list[str], names: list[str]) -> list[str]:
    """A norm for each member of a list with an exception for each and one for all, and how many it is live for."""
    number, norm, of_each, of_all = names
    own = [draw(_conditions(known, derived, ("m",), 1)) for _ in range(3)]
    return [
        f"obligation {norm} for each m in events by §2 p must act towards m {_LABEL}"
        f" when {own[0]} breached when {own[1]}",
        f"exception {of_each} for each m to {norm} by §2 {_LABEL} when {own[2]}",
        f"exception {of_all} to {norm} by §2 {_LABEL} when {draw(_conditions(known, derived, (), 1))}",
        f"value {number}: integer by §2 {_LABEL} is count of m in events where (live({norm} of m) and live({norm}))",
    ]


@st.composite
def _numbers(draw: st.DrawFn, known: Known, derived: list[str], reach: tuple[str, ...], depth: int) -> str:
    leaves = [*known["integer"], *(f"{variable}.size" for variable in reach), str(draw(st.integers(0, 9)))]
    form = draw(st.sampled_from(["leaf", "+", "-", "*", "min", "if", "count", "sum", "year"])) if depth else "leaf"
    match form:
        case "leaf":
            return draw(st.sampled_from(leaves))
        case "+" | "-" | "*":
            one, other = (draw(_numbers(known, derived, reach, depth - 1)) for _ in range(2))
            return f"({one} {form} {other})"
        case "min":
            one, other = (draw(_numbers(known, derived, reach, depth - 1)) for _ in range(2))
            return f"{draw(st.sampled_from(['min', 'max']))}({one}, {other})"
        case "if":
            test = draw(_conditions(known, derived, reach, depth - 1))
            one, other = (draw(_numbers(known, derived, reach, depth - 1)) for _ in range(2))
            return f"(if {test} then {one} else {other})"
        case "year":
            return f"year_of({draw(_days(known, derived, reach, depth - 1))})"
        case _:
            variable = f"x{len(reach)}"
            test = draw(_conditions(known, derived, (*reach, variable), depth - 1))
            if form == "count":
                return f"(count of {variable} in events where ({test}))"
            number = draw(_numbers(known, derived, (*reach, variable), depth - 1))
            return f"(sum of ({number}) for {variable} in events where ({test}))"


@st.composite
def _days(draw: st.DrawFn, known: Known, derived: list[str], reach: tuple[str, ...], depth: int) -> str:
    form = draw(st.sampled_from(["leaf", "months", "days", "or_else", "if"])) if depth else "leaf"
    leaf = draw(st.sampled_from([*known["date"], "2024-02-29"]))
    match form:
        case "months":
            way = draw(st.sampled_from(["up", "down"]))
            return (
                f"({draw(_days(known, derived, reach, depth - 1))} + {draw(st.integers(1, 30))} months rounding {way})"
            )
        case "days":
            return f"({draw(_days(known, derived, reach, depth - 1))} - {draw(st.integers(1, 400))} days)"
        case "or_else":
            maybe = draw(st.sampled_from(["maybe", *(f"{variable}.fell" for variable in reach)]))
            return f"or_else({maybe}, {leaf})"
        case "if":
            test = draw(_conditions(known, derived, reach, depth - 1))
            return f"(if {test} then {leaf} else {draw(_days(known, derived, reach, depth - 1))})"
        case _:
            return leaf


@st.composite
def _moments(draw: st.DrawFn, known: Known, derived: list[str], reach: tuple[str, ...], depth: int) -> str:
    leaf = draw(st.sampled_from(["asked", "acted", *(f"{variable}.told" for variable in reach)]))
    form = draw(st.sampled_from(["leaf", "hours", "days", "or_else", "if"])) if depth else "leaf"
    match form:
        case "hours" | "days":
            sign = draw(st.sampled_from("+-"))
            return f"({draw(_moments(known, derived, reach, depth - 1))} {sign} {draw(st.integers(1, 30))} {form})"
        case "or_else":
            return f"or_else({leaf.replace('asked', 'acted')}, asked)"
        case "if":
            test = draw(_conditions(known, derived, reach, depth - 1))
            return f"(if {test} then {leaf} else {draw(_moments(known, derived, reach, depth - 1))})"
        case _:
            return leaf


@st.composite
def _conditions(draw: st.DrawFn, known: Known, derived: list[str], reach: tuple[str, ...], depth: int) -> str:
    leaves = [*known["boolean"], "hue is red", "hue in (red, blue)", "maybe is none", "maybe is not none"]
    for variable in reach:
        leaves += [f"{variable}.good", f"{variable}.fell is none", *(f"{variable}.{name}" for name in derived)]
    forms = ["leaf", "not", "and", "or", "compare", "days", "maybe", "moments", "some", "every"]
    form = draw(st.sampled_from(forms)) if depth else "leaf"
    sign = draw(st.sampled_from(["<", "<=", ">", ">=", "="]))
    if len(reach) > 1:
        leaves += [f"{reach[-2]}.{field} {sign} {reach[-1]}.{field}" for field in ("size", "fell", "told")]
    match form:
        case "not":
            return f"not ({draw(_conditions(known, derived, reach, depth - 1))})"
        case "and" | "or":
            parts = [draw(_conditions(known, derived, reach, depth - 1)) for _ in range(draw(st.integers(2, 3)))]
            return "(" + f" {form} ".join(f"({part})" for part in parts) + ")"
        case "compare":
            one, other = (draw(_numbers(known, derived, reach, depth - 1)) for _ in range(2))
            return f"({one} {sign} {other})"
        case "days":
            one, other = (draw(_days(known, derived, reach, depth - 1)) for _ in range(2))
            return f"({one} {sign} {other})"
        case "moments":
            one, other = (draw(_moments(known, derived, reach, depth - 1)) for _ in range(2))
            other = draw(st.sampled_from([other, "2024-02-29", "day", f"day_of({other})"]))
            return f"({one} {sign} {other})"
        case "maybe":
            return f"(maybe {sign} {draw(_days(known, derived, reach, depth - 1))})"
        case "some" | "every":
            variable = f"x{len(reach)}"
            body = draw(_conditions(known, derived, (*reach, variable), depth - 1))
            return f"({form} {variable} in events has ({body}))"
        case _:
            return draw(st.sampled_from(leaves))
