"""Records read against one knowledge base: those of a list, of lists within them, and one field of one record."""

from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.first_mistakes import MOST_MISTAKES, too_many
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.case import options_of
from engine.case.facts_file import CaseFile, Place, place_of
from engine.case.nested_records import added, whole_list
from engine.case.nested_records import column as column_of
from engine.case.option_words import instead_of_option, remarked, told_of_another
from engine.case.reading import Unreadable, read_value
from engine.case.renaming import Way
from engine.library.knowledge import KnowledgeBase
from engine.model.record_names import OfRecord, of_record, record_name
from engine.model.store import column
from engine.model.when_given import type_when_given

MOST_RECORDS = 300


class RecordReader:
    """Reads records against one knowledge base; `diagnostics` collects what is wrong with them.

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

    def _records(
        self, fact: p.Fact, raw: Any, file: CaseFile | None, facts: dict[str, Any], way: Way = (), shown: str = ""
    ) -> list[list[Any]] | None:
        """The records of a list; those of lists within them are put among `facts`.

        `way` is where the list stands in the file and `shown` its name, where it lies in a record.
        """
        way, shown = way or ("facts", fact.name), shown or fact.name
        if raw == "unknown":
            return None
        if raw == "none":
            return []
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            header = ".".join(part for part in way if isinstance(part, str))
            self.report(
                "wrong-type",
                told("`{fact}` is a list of records", fact=shown),
                place_of(file, *way),
                told("write `[[{header}]]` before each, or `{field} = []` for none", header=header, field=way[-1])
                if file
                else "give it in a facts file",
            )
            return None
        if len(raw) + len(facts.get(fact.name, ())) > MOST_RECORDS:
            self.report(
                "too-many-records",
                told("`{fact}` has more than {MOST_RECORDS} records", fact=shown, MOST_RECORDS=MOST_RECORDS),
                place_of(file, *way),
                "`opposable portfolio` answers cases with longer lists, from tables",
            )
            return None
        return [self._read_record(fact, item, file, facts, (*way, at), shown) for at, item in enumerate(raw)]

    def _read_record(
        self, fact: p.Fact, item: dict[str, Any], file: CaseFile | None, facts: dict[str, Any], way: Way, shown: str
    ) -> list[Any]:
        """One record of a list of a file or a call."""
        record, number = self.knowledge.program.records[fact.type.name], way[-1]
        assert isinstance(number, int)
        known = {declared.name: declared for declared in record.fields}
        for key, said in item.items():
            if key == "given" and not isinstance(said, dict):
                self.report(
                    "wrong-type",
                    told("`given` of `{listed}` is no table", listed=shown),
                    place_of(file, *way, key),
                    "write `given.NAME = value` for each computed value that is known all the same",
                )
            elif key == "given":
                taken = self._values_given(self._derived_of(record), said, file, way)
                self._given_of_records |= {record_name(shown, number, value): found for value, found in taken.items()}
            elif key not in known:
                self.report(
                    "unknown-field",
                    told("`{fact}` has no `{key}`", fact=shown, key=key),
                    place_of(file, *way, key),
                    self._instead(shown, record, key),
                )
        self.unknown |= {record_name(shown, number, name) for name in item if item[name] == "unknown"}
        return [
            self._field(fact, declared, item[name], file, facts, (*way, name), record_name(shown, number, name))
            if name in item
            else None
            for name, declared in known.items()
        ]

    def _field(
        self,
        fact: p.Fact,
        declared: p.Fact,
        raw: Any,
        file: CaseFile | None,
        facts: dict[str, Any],
        way: Way,
        shown: str,
    ) -> Any:
        """The value of a field; of one that is a list, the numbers of its records."""
        if declared.type.kind != "list":
            return self._value(declared.name if file else shown, raw, declared.type, place_of(file, *way))
        program = self.knowledge.program
        rows = self._records(program.facts[f"{fact.name}.{declared.name}"], raw, file, facts, way, shown)
        return None if rows is None else added(program, facts, fact.name, declared.name, rows)

    def _record(self, place: OfRecord, facts: dict[str, Any]) -> tuple[p.Fact, list[Any]] | None:
        """The list and the record that a call names; one more is added to its list where it is the next one."""
        listed, number, _ = place
        program, around = self.knowledge.program, of_record(listed)
        fact = self._listed(listed, None)
        if fact is None:
            return None
        blank = [None] * len(program.records[fact.type.name].fields)
        if around is None:
            rows = facts.setdefault(listed, [])
            if number == len(rows):
                rows.append(blank)
            return (fact, rows[number]) if self._is_next(listed, number, len(rows)) else None
        outer = self._record(around, facts)
        if outer is None:
            return None
        at = column_of(program, outer[0].name, around[2])
        numbers = outer[1][at] or ()
        if number == len(numbers):
            numbers = outer[1][at] = (*numbers, *added(program, facts, outer[0].name, around[2], [blank]))
        return (fact, facts[fact.name][numbers[number]]) if self._is_next(listed, number, len(numbers)) else None

    def _is_next(self, listed: str, number: int, total: int) -> bool:
        """Whether there is a record of a number; reports it where there is none."""
        if number >= total:
            self.report(
                "no-such-record",
                told(
                    "`{listed}` has {number} records: there is no `{listed}[{place}]`",
                    listed=listed,
                    number=total,
                    place=number + 1,
                ),
                None,
                told("the next one is `{listed}[{place}]`", listed=listed, place=total + 1),
            )
        return number < total

    def _set_field(self, place: OfRecord, raw: Any, facts: dict[str, Any]) -> None:
        """One field of one record, given in a call."""
        listed, number, name = place
        found = self._record(place, facts)
        if found is None:
            return
        fact, row = found
        record = self.knowledge.program.records[fact.type.name]
        known = {field.name: at for at, field in enumerate(record.fields)}
        if name not in known:
            instead = self._instead(listed, record, name)
            self.report("unknown-field", told("`{listed}` has no `{name}`", listed=listed, name=name), None, instead)
            return
        shown = record_name(listed, number, name)
        self.unknown = {other for other in self.unknown if other != shown and not other.startswith(f"{shown}[")}
        row[known[name]] = self._field(fact, record.fields[known[name]], raw, None, facts, (shown,), shown)
        if raw == "unknown":
            self.unknown.add(shown)

    def _listed(self, name: str, place: Place) -> p.Fact | None:
        """The fact of a name, if it is a list."""
        facts = self.knowledge.program.facts
        fact = facts.get(whole_list(name))
        if fact is not None and fact.type.kind == "list":
            return fact
        if not (self.lenient and name in self.elsewhere):
            lists = [each for each, other in facts.items() if other.type.kind == "list"]
            lists = [each.replace(".", "[1].") for each in lists]
            shown = told("the lists are {names}", names=", ".join(f"`{name}`" for name in lists)) if lists else None
            self.report(
                "unknown-fact", told("there is no list `{name}`", name=name), place, suggestion(name, lists) or shown
            )
        return None

    def _instead(self, listed: str, record: p.Record, name: str) -> str | None:
        """What may be meant by a name that no field has."""
        from engine.case.misplaced_names import instead_of_field  # only a mistake needs it

        return instead_of_field(self.knowledge.program, listed, record, name)

    def _derived_of(self, record: p.Record) -> dict[str, p.Value]:
        values = self.knowledge.program.values
        return {name: values[name] for name, kind in column(values, "record").items() if kind == record.name}

    def _values_given(
        self, known: dict[str, p.Value], raw: dict[str, Any], file: CaseFile | None, way: Way = ()
    ) -> dict[str, Any]:
        found = {}
        for name, said in raw.items():
            place = place_of(file, *way, "given", name)
            if name not in known:
                from engine.case.misplaced_names import misnumbered  # only a mistake needs it

                self.report(
                    "unknown-value",
                    told("nothing that is computed is called `{name}`", name=name),
                    place,
                    suggestion(name, known)
                    or misnumbered(self.knowledge.program, name)
                    or "what is computed can be given, not whether a norm applies",
                )
                continue
            value = self._value(name, said, type_when_given(self.knowledge.program, name), place)
            if value is not None:
                found[name] = value
        return found

    def _value(self, name: str, raw: Any, type_: p.Type, place: Place) -> Any:
        try:
            options = options_of(self.knowledge.program, type_)
            plain, remark = remarked(self.knowledge.program, type_, raw)
            if remark:
                self.remarks[name] = remark
            return read_value(plain, type_, options, self.knowledge.meaning.laws.document)
        except Unreadable as error:
            is_option = error.code == "unknown-option"
            instead = instead_of_option(self.knowledge.program, type_, str(raw)) if is_option else None
            message = told("`{name}`: {message}", name=name, message=error.message)
            elsewhere = told_of_another(self.knowledge.program, name, raw)
            self.report(error.code, message, place, elsewhere or instead or error.help_line)
            return None

    def report(self, code: str, message: str, place: Place, help_line: str | None = None) -> None:
        """Adds one diagnostic; after too many of them nothing more is read. Raises `Rejected` then."""
        if len(self.diagnostics) == MOST_MISTAKES:
            raise Rejected([too_many(self.diagnostics), *self.diagnostics], self._sources)
        self.diagnostics.append(Diagnostic(code, message, (Label(place()),) if place else (), help_line))
