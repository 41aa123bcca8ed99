"""When so many office hours have passed since a moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dsl.function import Function, Parameter, gives, takes
from dsl.moment import Moment
from dsl.surroundings import Surroundings


def after_office_time(document: Surroundings, start: Moment, span: timedelta, *rest: Any) -> Moment:
    """When so much time has passed within office hours on working days; the hours are two of 0 to 24."""
    *part, opens, closes = rest
    return document.after(start, span, part[0] if part else "", opens, closes)


FUNCTION = Function(
    parameters=(
        *takes("moment", "days|duration"),
        Parameter(frozenset({"choice"}), of_calendar=True),
        *takes("integer", "integer"),
    ),
    type=gives("moment"),
    law=after_office_time,
    domain="every moment and length of time within ten years; an error where the hours are no two of a day",
    words={
        "en": "{second} of office hours after {first}",
        "fr": "{second} d’heures de bureau après le {first}",
    },
    rule_words={
        "en": "{second} of office hours after {first}",
        "fr": "{second} d’heures de bureau après {first}",
    },
    example="after_office_time(announced, 48 hours, part, 8, 18)",
    sample=(
        (Moment.of_instant(datetime(2024, 12, 20, 12, tzinfo=UTC), UTC), timedelta(hours=10), 8, 18),
        Moment.of_instant(datetime(2024, 12, 23, 12, tzinfo=UTC), UTC),
    ),
    reads_document=True,
)
