"""How facts stand: what a file or a call says of each, checked against what it tells."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from dsl.diagnostic import suggestion
from dsl.harmless import harmless
from dsl.kinds import one_of
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.case import STANDINGS, FactStanding
from engine.case.facts_file import Place
from engine.case.nested_records import column, in_all, total, whole_list
from engine.model.record_names import OfRecord, of_record

Report = Callable[[str, str, Place, str | None], None]


class Standings:
    """Reads standings against the facts of one case; what is wrong with them is reported.

    `passed_over` are the facts of other documents of which nothing is said.
    """

    def __init__(
        self, program: p.Program, facts: dict[str, Any], report: Report, passed_over: Collection[str] = ()
    ) -> None:
        self.program, self.facts, self.passed_over, self._reported = program, facts, passed_over, report

    def read(self, raw: Mapping[str, Any], place_of: Callable[[str], Place]) -> dict[str, tuple[FactStanding, str]]:
        """The standing of each fact or field that is named, with the note of its evidence."""
        found: dict[str, tuple[FactStanding, str]] = {}
        for name, given in raw.items():
            place = place_of(name)
            table = {"is": given} if isinstance(given, str) else given
            word = table.get("is", "established") if isinstance(table, dict) else None
            note = table.get("note", "") if isinstance(table, dict) else ""
            if word not in STANDINGS or not isinstance(note, str):
                self._report(
                    "unknown-standing",
                    told("`{name}` is neither established, assumed, contested nor open", name=name),
                    place,
                    suggestion(str(word), STANDINGS) or 'write { is = "contested", note = "…" }',
                )
                continue
            inner = of_record(name)
            if self._is_place(name, inner, place):
                standing = one_of(STANDINGS, word)
                if standing == "open" and self._is_told(name, inner):
                    self._report(
                        "open-yet-told",
                        told("`{name}` is told, and yet said to be open", name=name),
                        place,
                        "leave out what it is, or write `contested` where the other side denies it",
                    )
                found[name] = (standing, harmless(note))
        return found

    def _report(self, code: str, message: str, place: Place, help_line: str | None) -> None:
        self._reported(code, message, place, help_line)

    def _is_told(self, name: str, inner: OfRecord | None) -> bool:
        """Whether it is told what a fact or a field is; of a list that is told, its further records may be open."""
        if inner is None:
            return self.program.facts[name].type.kind != "list" and self.facts.get(name) is not None
        listed, number, field = in_all(self.program, self.facts, inner)
        return self.facts[listed][number][column(self.program, listed, field)] is not None

    def _is_place(self, name: str, inner: OfRecord | None, place: Place) -> bool:
        """Whether a standing is that of a fact, or of one field of a record that there is; reports where it isn't."""
        listed = name if inner is None else inner[0]
        fact = self.program.facts.get(whole_list(listed))
        if fact is None:
            if listed not in self.passed_over:
                from engine.case.misplaced_names import instead_of_fact  # only a mistake needs it

                near = instead_of_fact(self.program, listed, self.program.facts)
                self._report("unknown-fact", told("there is no fact `{listed}`", listed=listed), place, near)
            return False
        if inner is None:
            return True
        is_list = fact.type.kind == "list"
        known = [field.name for field in self.program.records[fact.type.name].fields] if is_list else []
        number = total(self.program, self.facts, listed)
        if inner[2] not in known:
            self._report(
                "unknown-field",
                told("`{listed}` has no `{inner}`", listed=listed, inner=inner[2]),
                place,
                suggestion(inner[2], known),
            )
        elif inner[1] >= number:
            message = told(
                "`{listed}` has {number} records: there is no `{listed}[{place}]`",
                listed=listed,
                number=number,
                place=inner[1] + 1,
            )
            self._report("no-such-record", message, place, "its records are counted from 1")
        else:
            return True
        return False
