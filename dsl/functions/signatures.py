"""The built-in functions of the language: what they take and what they give.

How they compute is `engine/evaluate/functions.py`; that both list the same names is a test.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dsl.typed.program import Type

BOOLEAN, INTEGER, DECIMAL, RATIO, PERCENT = (Type(k) for k in ("boolean", "integer", "decimal", "ratio", "percent"))
DATE, INSTANT, DAYS, DURATION, PERIOD = (Type(k) for k in ("date", "instant", "days", "duration", "period"))
CANTON = Type("choice", "canton")

NUMBERS = {"integer", "decimal", "ratio", "percent"}
ROUNDING_MODES = ("half_up", "half_even", "up", "down")


@dataclass(frozen=True, slots=True)
class Signature:
    """Parameter kinds (a set of admitted type kinds each), the result, and one example for the error message."""

    parameters: tuple[frozenset[str], ...]
    result: Callable[[tuple[Type, ...]], Type]
    example: str
    positive: bool = False


def _takes(*kinds: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(kind.split("|")) for kind in kinds)


def _gives(type_: Type) -> Callable[[tuple[Type, ...]], Type]:
    return lambda arguments: type_


SIGNATURES: dict[str, Signature] = {
    "floor": Signature(_takes("ratio|decimal|integer"), _gives(INTEGER), "floor(extra / 1 minute)"),
    "ceiling": Signature(_takes("ratio|decimal|integer"), _gives(INTEGER), "ceiling(extra / 1 minute)"),
    "year_of": Signature(_takes("date"), _gives(INTEGER), "year_of(day_of(outage.began))"),
    "day_of": Signature(_takes("instant"), _gives(DATE), "day_of(outage.began)"),
    "start_of_day": Signature(_takes("date"), _gives(INSTANT), "start_of_day(reported_on)"),
    "start_of_month": Signature(_takes("date"), _gives(DATE), "start_of_month(as_of)"),
    "start_of_year": Signature(_takes("date"), _gives(DATE), "start_of_year(as_of)"),
    "length_of_month": Signature(_takes("date"), _gives(DURATION), "length_of_month(month)", positive=True),
    "whole_months": Signature(_takes("date", "date"), _gives(INTEGER), "whole_months(began, ends)"),
    "started_months": Signature(_takes("date", "date"), _gives(INTEGER), "started_months(began, ends)"),
    "working_time": Signature(
        _takes("instant", "instant", "choice"), _gives(DURATION), "working_time(announced, begins, canton)"
    ),
    "office_time": Signature(
        _takes("instant", "instant", "choice", "integer", "integer"),
        _gives(DURATION),
        "office_time(announced, begins, canton, 8, 18)",
    ),
    "is_working_day": Signature(_takes("date", "choice"), _gives(BOOLEAN), "is_working_day(day, canton)"),
    "next_working_day": Signature(_takes("date", "choice"), _gives(DATE), "next_working_day(day, canton)"),
}
"""Functions with a fixed shape. `min`, `max`, `round`, `or_else` and `next_anniversary` have shapes of their own."""

EXAMPLES = {
    "min": "min(rate, 50 %)",
    "max": "max(extra, 0 minutes)",
    "round": "round(amount, 0.05 CHF, half_up)",
    "or_else": "or_else(outage.ended, as_of)",
    "next_anniversary": "next_anniversary(commissioned_on, as_of, 12 months, down)",
} | {name: signature.example for name, signature in SIGNATURES.items()}
