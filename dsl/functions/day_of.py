"""The day on which an instant falls, or a moment."""

from datetime import UTC, date, datetime

from dsl.function import Function, gives, takes
from dsl.moment import Moment
from dsl.surroundings import Surroundings


def day_of(document: Surroundings, of: datetime | Moment) -> date | None:
    """The day where the document is; None for a moment that may lie on two."""
    if isinstance(of, datetime):
        return document.day_of(of)
    return of.first_day if of.first_day == of.last_day else None


FUNCTION = Function(
    parameters=takes("instant|moment"),
    type=gives("date"),
    law=day_of,
    domain=(
        "every instant, in the time zone of the document, or by its own offset where the document has none;"
        " unknown of a moment that may lie on two days"
    ),
    words={
        "en": "day of {first}",
        "fr": "jour du {first}",
    },
    rule_words={
        "en": "the day of {first}",
        "fr": "le jour de {first}",
    },
    example="day_of(outage.began)",
    sample=((datetime(2024, 1, 31, 23, 30, tzinfo=UTC),), date(2024, 2, 1)),
    reads_document=True,
    rising=frozenset({0}),
)
