"""What arithmetic that leaves its range comes to: neither a wrong value nor a traceback, but a diagnostic."""

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from dsl.surroundings import KNOWN_YEARS
from engine.meaning.nodes import Defines, Definition


class OutOfRangeError(Rejected):
    """The facts make a definition leave the range of its kind: the years 1 to 9999, the digits of a number."""

    def __init__(self, definition: Definition) -> None:
        what = "the question" if definition.of is Defines.ROOT else f"`{definition.name}`"
        super().__init__(
            [
                Diagnostic(
                    "value-out-of-range",
                    told("on these facts {what} leaves the range of dates, durations or numbers", what=what),
                    (),
                    told(
                        "years run from 1 to 9999, public holidays are known from {first} to {last} at most, a "
                        "calendar counts while it is in force, numbers have at most 200 digits and quotients 4000: "
                        "look for a fact that is beyond reason",
                        first=KNOWN_YEARS[0],
                        last=KNOWN_YEARS[-1],
                    ),
                )
            ]
        )
        self.definition = definition
