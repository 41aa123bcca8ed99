"""How much of the time between two instants falls within office hours."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dsl.function import Function, Parameter, gives, takes
from dsl.surroundings import Surroundings


def office_time(document: Surroundings, start: datetime, end: datetime, *rest: Any) -> timedelta:
    """How much of the time between two instants falls within office hours on working days; hours of the day 0 to 24."""
    *part, opens, closes = rest
    return document.counted(start, end, part[0] if part else "", opens, closes)


FUNCTION = Function(
    parameters=(
        *takes("instant", "instant"),
        Parameter(frozenset({"choice"}), of_calendar=True),
        *takes("integer", "integer"),
    ),
    type=gives("duration"),
    law=office_time,
    domain="every two instants; nothing where the second is not after the first, or the hours are no two of a day",
    words={
        "en": "office hours from {first} to {second}",
        "fr": "heures de bureau du {first} au {second}",
    },
    example="office_time(announced, begins, part, 8, 18)",
    sample=(
        (datetime(2024, 12, 20, 12, tzinfo=UTC), datetime(2024, 12, 23, 12, tzinfo=UTC), 8, 18),
        timedelta(hours=10),
    ),
    reads_document=True,
)
