"""The instant that a moment is."""

from datetime import UTC, datetime

from dsl.function import Function, gives, takes
from dsl.moment import Moment


def instant_of(moment: Moment) -> datetime | None:
    """The instant that a moment is told as; None where its hour is not known."""
    return None if moment.is_open else moment.first


FUNCTION = Function(
    parameters=takes("moment"),
    type=gives("instant"),
    law=instant_of,
    domain="every moment; unknown where its hour is not known",
    words={
        "en": "hour of {first}",
        "fr": "heure du {first}",
    },
    rule_words={
        "en": "the hour of {first}",
        "fr": "l’heure de {first}",
    },
    example="instant_of(announced)",
    sample=(
        (Moment.of_instant(datetime(2024, 2, 1, 9, tzinfo=UTC), UTC),),
        datetime(2024, 2, 1, 9, tzinfo=UTC),
    ),
)
