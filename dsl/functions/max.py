"""The greatest of several values of one type."""

from dsl.function import Function, Parameter
from dsl.typed.types import ORDERED, same_type

FUNCTION = Function(
    parameters=(Parameter(ORDERED - {"moment"}),),
    type=same_type,
    law=max,
    domain="values that have an order: not yes or no, lists, choices, moments and calendar months",
    words={
        "en": "the greater of {arguments}",
        "fr": "entre {arguments}, la valeur la plus élevée",
    },
    dated_words={
        "en": "the later of {arguments}",
        "fr": "entre {days}, la dernière date",
    },
    rule_words={
        "en": "the greater of {arguments}",
        "fr": "la plus grande de ces valeurs\xa0: {arguments}",
    },
    example="max(extra, 0 minutes)",
    sample=((3, 1, 2), 3),
    alike=True,
    keeps_none=True,
)
