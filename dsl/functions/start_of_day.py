"""The first instant of a day."""

from datetime import UTC, date, datetime

from dsl.function import Function, gives, takes
from dsl.surroundings import Surroundings


def start_of_day(document: Surroundings, day: date) -> datetime:
    """Midnight at the beginning of a day, where the document is."""
    return document.at(day)


FUNCTION = Function(
    parameters=takes("date"),
    type=gives("instant"),
    law=start_of_day,
    domain="every day; in the time zone of the document, or in UTC where the document has none",
    words={
        "en": "start of {first}",
        "fr": "début du {first}",
    },
    rule_words={
        "en": "the start of {first}",
        "fr": "le début de {first}",
    },
    example="start_of_day(reported_on)",
    sample=((date(2024, 7, 1),), datetime(2024, 6, 30, 22, tzinfo=UTC)),
    reads_document=True,
    rising=frozenset({0}),
)
