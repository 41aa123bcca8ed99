"""How much of the time between two instants falls on working days."""

from datetime import UTC, datetime, timedelta

from dsl.function import Function, Parameter, gives, takes
from dsl.surroundings import Surroundings


def working_time(document: Surroundings, start: datetime, end: datetime, part: str = "") -> timedelta:
    """How much of the time between two instants falls on working days, round the clock."""
    return document.counted(start, end, part, 0, 24)


FUNCTION = Function(
    parameters=(*takes("instant", "instant"), Parameter(frozenset({"choice"}), of_calendar=True)),
    type=gives("duration"),
    law=working_time,
    domain="every two instants; nothing where the second is not after the first; counted back ten years at most",
    words={
        "en": "working time from {first} to {second}",
        "fr": "temps ouvrable du {first} au {second}",
    },
    example="working_time(announced, begins, part)",
    sample=((datetime(2024, 12, 20, 12, tzinfo=UTC), datetime(2024, 12, 23, 12, tzinfo=UTC)), timedelta(hours=24)),
    reads_document=True,
)
