"""The day on which an instant falls."""

from datetime import UTC, date, datetime

from dsl.function import Function, gives, takes
from dsl.surroundings import Surroundings


def day_of(document: Surroundings, instant: datetime) -> date:
    """The day of an instant, where the document is."""
    return document.day_of(instant)


FUNCTION = Function(
    parameters=takes("instant"),
    type=gives("date"),
    law=day_of,
    domain="every instant; in the time zone of the document, or by its own offset where the document has none",
    words={
        "en": "day of {first}",
        "fr": "jour du {first}",
    },
    example="day_of(outage.began)",
    sample=((datetime(2024, 1, 31, 23, 30, tzinfo=UTC),), date(2024, 2, 1)),
    reads_document=True,
)
