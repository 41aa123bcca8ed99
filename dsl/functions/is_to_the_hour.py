"""Whether a moment is told to the hour."""

from datetime import UTC, datetime

from dsl.function import Function, gives, takes
from dsl.moment import Moment


def is_to_the_hour(moment: Moment) -> bool:
    """Whether the hour of a moment is known, and not its day alone."""
    return not moment.is_open


FUNCTION = Function(
    parameters=takes("moment"),
    type=gives("boolean"),
    law=is_to_the_hour,
    domain="every moment",
    words={
        "en": "{first}, told to the hour",
        "fr": "{first}, à l’heure près",
    },
    rule_words={
        "en": "whether {first} is told to the hour",
        "fr": "que {first} est indiqué à l’heure près",
    },
    example="is_to_the_hour(announced)",
    sample=((Moment.of_instant(datetime(2024, 2, 1, 9, tzinfo=UTC), UTC),), True),
)
