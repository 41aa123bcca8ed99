"""When so much working time has passed since a moment."""

from datetime import UTC, datetime, timedelta

from dsl.function import Function, Parameter, gives, takes
from dsl.moment import Moment
from dsl.surroundings import Surroundings


def after_working_time(document: Surroundings, start: Moment, span: timedelta, part: str = "") -> Moment:
    """The first moment by which so much time has passed on working days, round the clock."""
    return document.after(start, span, part, 0, 24)


FUNCTION = Function(
    parameters=(*takes("moment", "days|duration"), Parameter(frozenset({"choice"}), of_calendar=True)),
    type=gives("moment"),
    law=after_working_time,
    domain="every moment and length of time within ten years; the moment itself where that is nothing",
    words={
        "en": "{second} of working time after {first}",
        "fr": "{second} de temps ouvrable après le {first}",
    },
    rule_words={
        "en": "{second} of working time after {first}",
        "fr": "{second} de temps ouvrable après {first}",
    },
    example="after_working_time(announced, 48 hours, part)",
    sample=(
        (Moment.of_instant(datetime(2024, 12, 20, 12, tzinfo=UTC), UTC), timedelta(hours=24)),
        Moment.of_instant(datetime(2024, 12, 23, 12, tzinfo=UTC), UTC),
    ),
    reads_document=True,
)
