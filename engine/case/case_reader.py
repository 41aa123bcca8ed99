"""Facts read against one knowledge base: every mistake in them, or the case that they make up."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.first_mistakes import MOST_MISTAKES, too_many
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.case import AS_OF, Case, More, options_of
from engine.case.facts_file import CaseFile, Place, place_of
from engine.case.given import with_given
from engine.case.misplaced_names import instead_of_fact, instead_of_field
from engine.case.option_words import remarked
from engine.case.reading import Unreadable, read_value
from engine.case.record_names import OfRecord, of_record, record_name
from engine.case.renaming import Renaming
from engine.case.standings import Standings
from engine.case.title import unknown_languages
from engine.library.knowledge import KnowledgeBase
from engine.model.store import column

_AT_MOST = r"(?:at most|au plus)\s+(\d{1,4})"
MOST_RECORDS = 1_000


class CaseReader:
    """Reads facts against one knowledge base; `diagnostics` collects what is wrong with them.

    `elsewhere` gives the facts that only other documents know, each with its document. With `lenient`, as when the
    same facts are put to every document, such facts are passed over rather than refused.
    """

    def __init__(
        self, knowledge: KnowledgeBase, elsewhere: dict[str, str] | None = None, lenient: bool = False
    ) -> None:
        self.knowledge, self.lenient = knowledge, lenient
        self.elsewhere = elsewhere or {}
        self.diagnostics: list[Diagnostic] = []
        self.unknown: set[str] = set()
        self.remarks: dict[str, str] = {}
        self._given_of_records: dict[str, Any] = {}
        self._sources: dict[str, str] = {}

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
            self._report(
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
        standings = Standings(self.knowledge.program, facts, self._report, self.elsewhere if self.lenient else ())
        stand = standings.read(content.get("standing", {}), lambda name: place_of(file, "standing", name))
        stand |= standings.read(stated, lambda _: None)
        stand = {name: ("established", remark) for name, remark in self.remarks.items()} | stand
        defaults = {name: value for name, value in self.knowledge.defaults.items() if name not in facts}
        facts |= defaults
        if self.diagnostics:
            raise Rejected(self.diagnostics, self._sources)
        case = Case(self.knowledge, facts, chosen, stand, frozenset(defaults), frozenset(self.unknown))
        case.renamed = renaming.renamed
        case.more = going_on
        if taken:
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
            if self._listed(name, place) is None:
                continue
            number = re.fullmatch(_AT_MOST, str(said).strip(), re.IGNORECASE)
            if number is None and said not in (True, False, "true", "false", "yes", "no"):
                self._report(
                    "wrong-type",
                    told("`{said}` does not say how many more `{name}` there may be", said=said, name=name),
                    place,
                    'write true where nobody knows, or "at most 3"',
                )
            elif number is not None or said in (True, "true", "yes"):
                facts.setdefault(name, [])
                found[name] = More(int(number[1]) if number else None)
        return found

    def _listed(self, name: str, place: Place) -> p.Fact | None:
        """The fact of a name, if it is a list."""
        facts = self.knowledge.program.facts
        fact = facts.get(name)
        if fact is not None and fact.type.kind == "list":
            return fact
        if not (self.lenient and name in self.elsewhere):
            lists = [name for name, other in facts.items() if other.type.kind == "list"]
            shown = told("the lists are {names}", names=", ".join(f"`{name}`" for name in lists)) if lists else None
            self._report(
                "unknown-fact", told("there is no list `{name}`", name=name), place, suggestion(name, lists) or shown
            )
        return None

    def _given(self, raw: dict[str, Any], facts: dict[str, Any], file: CaseFile | None) -> dict[str, Any]:
        """The computed values that are taken as given, those of a record by names like `outages[1].duration`."""
        found: dict[str, Any] = {}
        plain: dict[str, Any] = {}
        for name, said in raw.items():
            place = of_record(name)
            if place is None:
                plain[name] = said
            elif (record := self._record(place, facts)) is not None:
                values = self._values_given(self._derived_of(record), {place[2]: said}, None)
                if place[2] in values:
                    found[name] = values[place[2]]
        if not plain:
            return found
        values = self.knowledge.program.values
        known = {name: values[name] for name, record in column(values, "record").items() if record is None}
        return found | self._values_given(known, plain, file)

    def _derived_of(self, record: p.Record) -> dict[str, p.Value]:
        values = self.knowledge.program.values
        return {name: values[name] for name, kind in column(values, "record").items() if kind == record.name}

    def _values_given(
        self, known: dict[str, p.Value], raw: dict[str, Any], file: CaseFile | None, way: tuple[str | int, ...] = ()
    ) -> dict[str, Any]:
        found = {}
        for name, said in raw.items():
            place = place_of(file, *way, "given", name)
            if name not in known:
                self._report(
                    "unknown-value",
                    told("nothing that is computed is called `{name}`", name=name),
                    place,
                    suggestion(name, known) or "what is computed can be given, not whether a norm applies",
                )
                continue
            value = self._value(name, said, known[name].type, place)
            if value is not None:
                found[name] = value
        return found

    # ---- facts

    def _fact(self, name: str, raw: Any, facts: dict[str, Any], file: CaseFile | None) -> None:
        place = place_of(file, "facts", name)
        fact = self.knowledge.program.facts.get(name)
        if fact is None:
            if name not in self.elsewhere:
                known = [*self.knowledge.program.facts, *(self.elsewhere if self.lenient else ())]
                self._report(
                    "unknown-fact",
                    told("there is no fact `{name}`", name=name),
                    place,
                    instead_of_fact(self.knowledge.program, name, known)
                    or "`opposable facts QUESTION -d DOC` lists those that matter",
                )
            elif not self.lenient:
                self._report(
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
        value = self._records(fact, raw, file) if listed else self._value(name, raw, fact.type, place)
        if value is not None:
            facts[name] = value
        elif raw == "unknown":
            self.unknown.add(name)

    def _records(self, fact: p.Fact, raw: Any, file: CaseFile | None) -> Any:
        place = place_of(file, "facts", fact.name)
        if raw == "unknown":
            return None
        if raw == "none":
            return []
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self._report(
                "wrong-type",
                told("`{fact}` is a list of records", fact=fact.name),
                place,
                told("write `[[facts.{fact}]]` before each, or `{fact} = []` for none", fact=fact.name)
                if file
                else "give it in a facts file",
            )
            return None
        if len(raw) > MOST_RECORDS:
            self._report(
                "too-many-records",
                told("`{fact}` has more than {MOST_RECORDS} records", fact=fact.name, MOST_RECORDS=MOST_RECORDS),
                place,
            )
            return None
        record = self.knowledge.program.records[fact.type.name]
        known = {declared.name: declared for declared in record.fields}
        records = []
        for number, item in enumerate(raw):
            for key in item:
                if key == "given" and isinstance(item[key], dict):
                    way = ("facts", fact.name, number)
                    taken = self._values_given(self._derived_of(record), item[key], file, way)
                    self._given_of_records |= {
                        record_name(fact.name, number, value): found for value, found in taken.items()
                    }
                elif key not in known:
                    self._report(
                        "unknown-field",
                        told("`{fact}` has no `{key}`", fact=fact.name, key=key),
                        place_of(file, "facts", fact.name, number, key),
                        instead_of_field(self.knowledge.program, fact.name, record, key),
                    )
            self.unknown |= {record_name(fact.name, number, name) for name in item if item[name] == "unknown"}
            records.append(
                [
                    self._value(name, item[name], declared.type, place_of(file, "facts", fact.name, number, name))
                    if name in item
                    else None
                    for name, declared in known.items()
                ]
            )
        return records

    def _record(self, place: OfRecord, facts: dict[str, Any]) -> p.Record | None:
        """The kind of a record that a call names; one more is added to its list where it is the next one."""
        listed, number, _ = place
        fact = self._listed(listed, None)
        if fact is None:
            return None
        record = self.knowledge.program.records[fact.type.name]
        rows = facts.setdefault(listed, [])
        if number > len(rows):
            self._report(
                "no-such-record",
                told(
                    "`{listed}` has {number} records: there is no `{listed}[{place}]`",
                    listed=listed,
                    number=len(rows),
                    place=number + 1,
                ),
                None,
                told("the next one is `{listed}[{place}]`", listed=listed, place=len(rows) + 1),
            )
            return None
        if number == len(rows):
            rows.append([None] * len(record.fields))
        return record

    def _set_field(self, place: OfRecord, raw: Any, facts: dict[str, Any]) -> None:
        """One field of one record, given in a call."""
        listed, number, name = place
        record = self._record(place, facts)
        if record is None:
            return
        known = {field.name: at for at, field in enumerate(record.fields)}
        if name not in known:
            instead = instead_of_field(self.knowledge.program, listed, record, name)
            self._report("unknown-field", told("`{listed}` has no `{name}`", listed=listed, name=name), None, instead)
            return
        shown = record_name(listed, number, name)
        self.unknown.discard(shown)
        facts[listed][number][known[name]] = self._value(shown, raw, record.fields[known[name]].type, None)
        if raw == "unknown":
            self.unknown.add(shown)

    def _value(self, name: str, raw: Any, type_: p.Type, place: Place) -> Any:
        try:
            options = options_of(self.knowledge.program, type_)
            plain, remark = remarked(self.knowledge.program, type_, raw)
            if remark:
                self.remarks[name] = remark
            return read_value(plain, type_, options, self.knowledge.meaning.laws.document)
        except Unreadable as error:
            self._report(
                error.code, told("`{name}`: {message}", name=name, message=error.message), place, error.help_line
            )
            return None

    # ---- readings

    def _reading(self, axis: str, reading: Any, chosen: dict[str, str], file: CaseFile | None) -> None:
        place = place_of(file, "readings", axis)
        ambiguity = self.knowledge.program.ambiguities.get(axis)
        if ambiguity is None:
            if not self.lenient:
                self._report(
                    "unknown-ambiguity",
                    told("there is no ambiguity `{axis}`", axis=axis),
                    place,
                    suggestion(axis, self.knowledge.program.ambiguities) or "`opposable ambiguities` lists them",
                )
            return
        names = [option.name for option in ambiguity.readings]
        if reading not in names:
            self._report(
                "unknown-reading",
                told("`{axis}` has no reading `{reading}`", axis=axis, reading=reading),
                place,
                suggestion(str(reading), names)
                or told("its readings are {names}", names=", ".join(f"`{n}`" for n in names)),
            )
            return
        chosen[axis] = reading

    def _report(self, code: str, message: str, place: Place, help_line: str | None = None) -> None:
        if len(self.diagnostics) == MOST_MISTAKES:
            raise Rejected([too_many(), *self.diagnostics], self._sources)
        self.diagnostics.append(Diagnostic(code, message, (Label(place()),) if place else (), help_line))
