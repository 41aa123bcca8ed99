"""The other side's best argument, and where it leads: another reading, a fact in dispute, what would turn it."""

from string import ascii_lowercase

from dsl.frozen import dataclass
from engine.explain.whatif import Contest, Turn
from engine.explain.wording import Wording

MOST_READINGS = 2
MOST_TURNS = 3
"""How many readings and how many changes are put to the other side; all of them stand in the annex."""


@dataclass(frozen=True, slots=True)
class ReadingOption:
    """One reading: its gist, its argument, how strongly it is preferred, and the answer under it."""

    text: str
    argument: str
    preference: str
    outcome: str


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A point on which lawyers differ, and where each of its readings leads."""

    question: str
    citation: str
    options: tuple[ReadingOption, ...]

    @property
    def decides(self) -> bool:
        """Whether its readings lead to different answers."""
        return len({option.outcome for option in self.options}) > 1


@dataclass(frozen=True, slots=True)
class Counter:
    """One argument of the other side, with its citation where it reads the text otherwise."""

    text: str
    citation: str = ""
    is_reading: bool = False


def counters(
    wording: Wording, readings: tuple[OpenReading, ...], contested: tuple[Contest, ...], turns: tuple[Turn, ...]
) -> tuple[Counter, ...]:
    """What can be said against an answer, the readings first."""
    found = [_reading(wording, reading) for reading in readings if reading.decides][:MOST_READINGS]
    found += [Counter(contest.text) for contest in contested]
    told = {contest.otherwise for contest in contested}
    others = [turn for turn in turns if not turn.day and not told.issuperset(turn.changes)]
    near = [wording.tongue.together(turn.changes) for turn in others[:MOST_TURNS]]
    if len(near) == 1:
        found.append(Counter(wording.sentence("counter_one", changes=near[0])))
    elif near:
        cases = [
            wording.sentence("counter_case", letter=letter, text=text)
            for letter, text in zip(ascii_lowercase, near, strict=False)
        ]
        found.append(Counter(wording.sentence("counter_many", changes=wording.listed(cases))))
    return tuple(found)


def _reading(wording: Wording, reading: OpenReading) -> Counter:
    """The reading that is not preferred, and the argument for it."""
    ours = next((option for option in reading.options if option.preference), reading.options[0])
    other = next(option for option in reading.options if option.outcome != ours.outcome)
    say = wording.sentence
    parts = [
        say(
            "counter_reading",
            question=wording.tongue.quoted(reading.question),
            reading=wording.inner(other.text),
            outcome=other.outcome,
        )
    ]
    if other.argument:
        parts.append(say("counter_argument", argument=wording.inner(other.argument)))
    if ours.argument and ours.preference:
        parts.append(say("counter_answer", argument=wording.inner(ours.argument)))
    return Counter(" ".join(parts), reading.citation, True)
