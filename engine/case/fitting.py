"""Which values an input can have beside what was told: those that contradict none of it."""

from typing import Any

from engine.case.case import Case, InputKey, in_utc
from engine.library.knowledge import Frame
from engine.meaning import nodes as n
from engine.meaning.intervals import told


class Fitting:
    """The values of one input that contradict nothing that was told in a case which is not contradictory itself.

    Where there are many records, few values are looked at beside all of them: most of those that don't fit contradict
    other facts, or other fields of the same record, and these are looked at first.
    """

    def __init__(self, case: Case, key: InputKey) -> None:
        self._case, self._key = case, key
        self._frame: Frame = case.frame()
        self._records = (told(self._frame[key[0]])[key[1]],) if len(key) == 3 else ()
        self._tests = self._tests_nearby()

    def __contains__(self, value: object) -> bool:
        return not self._is_contradicted_nearby(value) and not self._case.with_told({self._key: value}).contradictions

    def _is_contradicted_nearby(self, value: Any) -> bool:
        holder = self._records[0] if self._records else self._frame
        holder[self._key[-1]] = in_utc(value)
        walker = self._case.knowledge.walker(self._frame)
        return any(walker.value(test, self._records) is True for test in self._tests)

    def _tests_nearby(self) -> list[n.Definition]:
        """What is true of contradictions in which the input is looked at, and nothing but facts or fields beside it.

        They look at no list, and at nothing that is computed and stays in the frame.
        """
        knowledge, meaning = self._case.knowledge, self._case.knowledge.meaning
        listed = knowledge.program.facts[knowledge.layout.inputs[self._key[0]][1]]
        record = listed.type.name if self._records else None
        reach = ((record, record),) if record is not None else ()
        conditions = dict.fromkeys(found.condition for found, _ in knowledge.contradictions if found.record == record)
        return [
            test
            for test in (meaning.asked(condition, reach) for condition in conditions)
            if (record or "", self._key[-1]) in meaning.looked_at(test)
            and not test.mentions
            and not any(isinstance(node, n.Fold) for node in test.scope.nodes)
        ]
