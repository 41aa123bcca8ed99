"""Former names in what was told: each is put into the name of today, and noted, so that somebody can say so."""

from collections.abc import Mapping
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.case.nested_records import whole_list
from engine.model.record_names import of_record, record_name

Way = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Twice:
    """One thing that was told under its former and its present name; `way` leads to the table that has both."""

    former: str
    present: str
    way: Way


class Renaming:
    """Puts what was told into the names that a program uses today."""

    def __init__(self, program: p.Program) -> None:
        self.program, self.former = program, program.former
        self.renamed: dict[str, str] = {}
        self.twice: list[Twice] = []

    def content(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """The content of a facts file; whatever isn't formed as it must be is left as it is."""
        if not self.former:
            return content
        found = dict(content)
        if isinstance(content.get("facts"), dict):
            found["facts"] = self.facts(content["facts"])
        if isinstance(content.get("readings"), dict):
            found["readings"] = self.readings(content["readings"])
        for section in ("given", "standing", "more"):
            if isinstance(content.get(section), dict):
                found[section] = self.names(content[section], (section,))
        return found

    def facts(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """Facts by name, with the fields of their records and the options told."""
        if not self.former:
            return told
        found = self.names(told, ("facts",))
        for name, value in found.items():
            place = of_record(name)
            fact = self.program.facts.get(name if place is None else whole_list(place[0]))
            if fact is None:
                continue
            if place is not None:
                found[name] = self._told(value, self._types(fact.type.name).get(place[2]), ("facts", name))
            else:
                found[name] = self._told(value, fact.type, ("facts", name))
        return found

    def readings(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """Readings by their ambiguity."""
        found = self.names(told, ("readings",))
        return {axis: self._option(reading, axis) for axis, reading in found.items()}

    def names(self, told: Mapping[str, Any], way: Way = (), holder: str = "") -> dict[str, Any]:
        """A table by the names of today; those of fields have that of their record, and a dot, as `holder`."""
        found: dict[str, Any] = {}
        for name, value in told.items():
            present = self._present(name, holder)
            if present != name:
                self.renamed[name] = present
                if present in told:
                    self.twice.append(Twice(name, present, way))
            found[present] = value
        return found

    def _present(self, name: str, holder: str) -> str:
        place = of_record(name)
        if place is None:
            return self.former.get(f"{holder}{name}", f"{holder}{name}").removeprefix(holder)
        listed, number, inner = place
        listed = self._present(listed, "")
        fact = self.program.facts.get(whole_list(listed))
        return record_name(listed, number, inner if fact is None else self._of_record(inner, fact.type.name))

    def _of_record(self, name: str, kind: str) -> str:
        """A field by its name of today, or else what is computed of each record."""
        found = self._present(name, f"{kind}.")
        return found if found != name else self._present(name, "")

    def _record(self, item: Any, kind: str, way: Way) -> Any:
        if not isinstance(item, dict):
            return item
        types = self._types(kind)
        found = self.names(item, way, f"{kind}.")
        if isinstance(found.get("given"), dict):
            found["given"] = self.names(found["given"], (*way, "given"))
        return {name: self._told(value, types.get(name), (*way, name)) for name, value in found.items()}

    def _told(self, value: Any, type_: p.Type | None, way: Way) -> Any:
        """What is told of a fact or field: an option, or records with what they hold."""
        if type_ is None:
            return value
        if type_.kind == "list" and isinstance(value, list):
            return [self._record(item, type_.name, (*way, number)) for number, item in enumerate(value)]
        return self._option(value, type_.name)

    def _types(self, kind: str) -> dict[str, p.Type]:
        record = self.program.records.get(kind)
        return {} if record is None else {field.name: field.type for field in record.fields}

    def _option(self, value: Any, holder: str) -> Any:
        """An option or reading by its name of today."""
        if not holder or not isinstance(value, str):
            return value
        present = self.former.get(f"{holder}.{value}")
        if present is None:
            return value
        self.renamed[value] = present.removeprefix(f"{holder}.")
        return self.renamed[value]
