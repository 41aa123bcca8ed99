"""The least of several values of one type."""

from dsl.function import Function, Parameter
from dsl.typed.types import ORDERED, same_type

FUNCTION = Function(
    parameters=(Parameter(ORDERED - {"moment"}),),
    type=same_type,
    law=min,
    domain="values that have an order: not yes or no, lists, choices, moments and calendar months",
    words={
        "en": "the lesser of {arguments}",
        "fr": "entre {arguments}, la valeur la plus basse",
    },
    dated_words={
        "en": "the earlier of {arguments}",
        "fr": "entre {days}, la première date",
    },
    rule_words={
        "en": "the lesser of {arguments}",
        "fr": "la plus petite de ces valeurs\xa0: {arguments}",
    },
    example="min(rate, 50 %)",
    sample=((3, 1, 2), 1),
    alike=True,
    keeps_none=True,
)
