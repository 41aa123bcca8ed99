"""Facts read against one knowledge base: every mistake in them, or the case that they make up."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.case import AS_OF, Case, More
from engine.case.facts_file import CaseFile, place_of
from engine.case.lying_ahead import lying_ahead, renumbered
from engine.case.nested_records import compacted
from engine.case.record_reader import RecordReader
from engine.case.renaming import Renaming
from engine.case.standings import Standings
from engine.case.title import unknown_languages
from engine.model.record_names import of_record
from engine.model.store import column

MOST_DIFFERENT = 20
"""How many records of a list that may go on may differ: each is held against all others and against further ones."""

_AT_MOST = r"(?:at most|au plus)\s+(\d{1,100})"
_MOST_FURTHER = 9999
"""How many further records a list may be said to go on by; more is as much as nobody knows."""


class CaseReader(RecordReader):
    """Reads facts against one knowledge base; `diagnostics` collects what is wrong with them.

    `elsewhere` gives the facts that only other documents know, each with its document. With `lenient`, as when the
    same facts are put to every document, such facts are passed over rather than refused.
    """

    def read(
        self,
        file: CaseFile | None,
        settings: Mapping[str, Any] | None = None,
        on: date | None = None,
        readings: Mapping[str, str] | None = None,
        given: Mapping[str, Any] | None = None,
        standing: Mapping[str, Any] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> Case:
        """The case that a file, `name=value` settings, a date and readings make up. Raises `Rejected`."""
        self._sources = {file.file: file.text} if file else {}
        renaming = Renaming(self.knowledge.program)
        content = renaming.content(file.content if file else {})
        settings, readings = renaming.facts(settings or {}), renaming.readings(readings or {})
        given, stated = renaming.names(given or {}), renaming.names(standing or {})
        self._told_twice(renaming, file)
        self.diagnostics += unknown_languages(file, self.knowledge.program) if file else []
        self.unknown.clear()
        self.remarks.clear()
        self._given_of_records.clear()
        if file and "scenario" in content:
            self.report(
                "unknown-key",
                "the file holds scenarios; a case is one of them",
                place_of(file, "scenario"),
                "put its facts into a file of their own, or run the scenarios with `opposable test`",
            )
        facts: dict[str, Any] = {}
        for name, raw in content.get("facts", {}).items():
            self._fact(name, raw, facts, file)
        for name, raw in settings.items():
            place = of_record(name)
            if place is not None:
                self._set_field(place, raw, facts)
                continue
            facts.pop(name, None)
            self.unknown = {other for other in self.unknown if other.partition("[")[0] != name}
            self._fact(name, raw, facts, None)
        compacted(self.knowledge.program, facts)
        asked = self._asked(content["on"] if on is None and "on" in content else on, file if on is None else None)
        if asked is not None:
            facts[AS_OF] = asked
        chosen: dict[str, str] = {}
        for source, said in ((file, content.get("readings", {})), (None, readings)):
            for axis, reading in said.items():
                self._reading(axis, reading, chosen, source)
        taken = self._given(content.get("given", {}), facts, file) | self._given_of_records
        taken |= self._given(given or {}, facts, None)
        going_on = self._more(content.get("more", {}), facts, file) | self._more(more or {}, facts, None)
        standings = Standings(self.knowledge.program, facts, self.report, self.elsewhere if self.lenient else ())
        stand = standings.read(content.get("standing", {}), lambda name: place_of(file, "standing", name))
        stand |= standings.read(stated, lambda _: None)
        stand = {name: ("established", remark) for name, remark in self.remarks.items()} | stand
        defaults = {name: value for name, value in self.knowledge.defaults.items() if name not in facts}
        facts |= defaults
        if self.diagnostics:
            raise Rejected(self.diagnostics, self._sources)
        program, document = self.knowledge.program, self.knowledge.meaning.laws.document
        ahead = lying_ahead(program, document, facts, facts.get(AS_OF))
        if ahead:
            taken, stand = renumbered(ahead, taken), renumbered(ahead, stand)
            self.unknown = set(renumbered(ahead, dict.fromkeys(self.unknown)))
        case = Case(self.knowledge, facts, chosen, stand, frozenset(defaults), frozenset(self.unknown))
        case.renamed, case.ahead = renaming.renamed, ahead
        case.more = going_on
        if taken:
            from engine.case.given import with_given  # few cases are told what follows from them

            case.given, case.knowledge = taken, with_given(self.knowledge, facts, taken)
        return case

    def _asked(self, on: Any, file: CaseFile | None) -> Any:
        """When the question is put: a date, or a moment where the document asks for one."""
        if on is None:
            return None
        place, declared = place_of(file, "on"), self.knowledge.program.facts
        if AS_OF in declared:
            return self._value("on", on, declared[AS_OF].type, place)
        self._value("on", on, p.Type("moment"), place)  # it only chose the edition
        return None

    def _told_twice(self, renaming: Renaming, file: CaseFile | None) -> None:
        """Reports what was told under its former and its present name."""
        for twice in renaming.twice:
            places = [] if file is None else [file.at(*twice.way, name) for name in (twice.former, twice.present)]
            self.diagnostics.append(
                Diagnostic(
                    "named-twice",
                    told("`{former}` and `{present}` are the same", former=twice.former, present=twice.present),
                    tuple(Label(place) for place in places),
                    told(
                        "`{former}` is called `{present}` now: take one of them out",
                        former=twice.former,
                        present=twice.present,
                    ),
                )
            )

    def _more(self, raw: Mapping[str, Any], facts: dict[str, Any], file: CaseFile | None) -> dict[str, More]:
        """The lists that may go on; one of which nothing was told begins without a record."""
        found = {}
        for name, said in raw.items():
            place = place_of(file, "more", name)
            listed = self._listed(name, place)
            if listed is None:
                continue
            if listed.name in self.knowledge.program.nested:
                self.report(
                    "wrong-type",
                    told("`{name}` lies in a record, and is not said to go on", name=name),
                    place,
                    'tell all that it holds, or write "unknown"',
                )
                continue
            number = re.fullmatch(_AT_MOST, str(said).strip(), re.IGNORECASE)
            word = said if isinstance(said, bool | str) else None
            if number is None and word not in (True, False, "true", "false", "yes", "no"):
                self.report(
                    "wrong-type",
                    told("`{said}` does not say how many more `{name}` there may be", said=said, name=name),
                    place,
                    'write true where nobody knows, or "at most 3"',
                )
            elif number is not None and int(number[1]) > _MOST_FURTHER:
                self.report(
                    "wrong-type",
                    told(
                        "`{said}` is more than the {most} further `{name}` that are reckoned with at most",
                        said=said,
                        most=_MOST_FURTHER,
                        name=name,
                    ),
                    place,
                    'write true where nobody knows, or "at most 3"',
                )
            elif number is not None or word in (True, "true", "yes"):
                if len({repr(record) for record in facts.setdefault(name, [])}) > MOST_DIFFERENT:
                    self.report(
                        "too-many-records",
                        told(
                            "`{name}` may go on, and more than {MOST_DIFFERENT} of its records differ",
                            name=name,
                            MOST_DIFFERENT=MOST_DIFFERENT,
                        ),
                        place,
                        "leave out that it may go on, or tell only of the records that matter",
                    )
                found[name] = More(int(number[1]) if number else None)
        return found

    def _given(self, raw: dict[str, Any], facts: dict[str, Any], file: CaseFile | None) -> dict[str, Any]:
        """The computed values that are taken as given, those of a record by names like `outages[1].duration`."""
        found: dict[str, Any] = {}
        plain: dict[str, Any] = {}
        for name, said in raw.items():
            place = of_record(name)
            if place is None:
                plain[name] = said
            elif (found_record := self._record(place, facts)) is not None:
                record = self.knowledge.program.records[found_record[0].type.name]
                values = self._values_given(self._derived_of(record), {place[2]: said}, None)
                if place[2] in values:
                    found[name] = values[place[2]]
        if not plain:
            return found
        values = self.knowledge.program.values
        known = {name: values[name] for name, record in column(values, "record").items() if record is None}
        return found | self._values_given(known, plain, file)

    # ---- facts

    def _fact(self, name: str, raw: Any, facts: dict[str, Any], file: CaseFile | None) -> None:
        place = place_of(file, "facts", name)
        fact = self.knowledge.program.facts.get(name) if name not in self.knowledge.program.nested else None
        if fact is None:
            if name not in self.elsewhere:
                from engine.case.misplaced_names import instead_of_fact  # only a mistake needs it

                program = self.knowledge.program
                known = [
                    fact
                    for fact in (*program.facts, *(self.elsewhere if self.lenient else ()))
                    if fact not in program.nested
                ]
                self.report(
                    "unknown-fact",
                    told("there is no fact `{name}`", name=name),
                    place,
                    instead_of_fact(self.knowledge.program, name, known)
                    or "`opposable facts QUESTION -d DOC` lists those that matter",
                )
            elif not self.lenient:
                self.report(
                    "fact-of-another-document",
                    told("`{name}` is a fact of `{elsewhere}`", name=name, elsewhere=self.elsewhere[name]),
                    place,
                    told(
                        "`{identifier}` never looks at it: take it out, or use `compare`",
                        identifier=self.knowledge.identifier[0],
                    ),
                )
            return
        listed = fact.type.kind == "list"
        value = self._records(fact, raw, file, facts) if listed else self._value(name, raw, fact.type, place)
        if value is not None:
            facts[name] = value
        elif raw == "unknown":
            self.unknown.add(name)

    # ---- readings

    def _reading(self, axis: str, reading: Any, chosen: dict[str, str], file: CaseFile | None) -> None:
        place = place_of(file, "readings", axis)
        ambiguity = self.knowledge.program.ambiguities.get(axis)
        if ambiguity is None:
            if not self.lenient:
                self.report(
                    "unknown-ambiguity",
                    told("there is no ambiguity `{axis}`", axis=axis),
                    place,
                    suggestion(axis, self.knowledge.program.ambiguities) or "`opposable ambiguities` lists them",
                )
            return
        names = [option.name for option in ambiguity.readings]
        if reading not in names:
            self.report(
                "unknown-reading",
                told("`{axis}` has no reading `{reading}`", axis=axis, reading=reading),
                place,
                suggestion(str(reading), names)
                or told("its readings are {names}", names=", ".join(f"`{n}`" for n in names)),
            )
            return
        chosen[axis] = reading
