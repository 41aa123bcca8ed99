"""Lists that lie in the records of lists: that none lies in itself, and all of one field as one list.

What is computed of a record, and which of its fields are known, then asks for no more than its list and its number,
however deep it lies.
"""

from collections.abc import Mapping

from dsl.diagnostic import Diagnostic, Label
from dsl.frozen import replace
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.dependencies import cycles
from dsl.units.scope import Unit


def nested_lists(
    facts: Mapping[str, p.Fact], records: Mapping[str, p.Record]
) -> tuple[dict[str, p.Fact], dict[str, p.Nested]]:
    """For each field that is a list in the records of a list, the list of all of them: as a fact, and where it lies.

    Its name is that of the list and of the field, with a dot, which no name of a clause file holds.
    """
    inner: dict[str, p.Fact] = {}
    nested: dict[str, p.Nested] = {}
    pending: list[tuple[p.Fact, tuple[str, ...]]] = [
        (fact, (fact.type.name,)) for fact in facts.values() if fact.type.kind == "list"
    ]
    while pending:
        listed, around = pending.pop(0)
        record = records.get(listed.type.name)
        for declared in record.fields if record is not None else ():
            if declared.type.kind == "list" and declared.type.name not in around:
                name = f"{listed.name}.{declared.name}"
                inner[name] = replace(declared, name=name, presumption=None)
                nested[name] = p.Nested(listed.name, declared.name)
                pending.append((inner[name], (*around, declared.type.name)))
    return inner, nested


def check_nesting(unit: Unit) -> list[Diagnostic]:
    """Reports records that would hold themselves."""
    places: dict[str, dict[str, s.Fact]] = {
        record.name.text: {declared.type.name.text: declared for declared in record.fields if declared.type.is_list}
        for record in unit.named("record").values()
        if isinstance(record, s.Record)
    }
    found = []
    for cycle in cycles({name: set(fields) for name, fields in places.items()}):
        within = [places[name][inner] for name, inner in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
        found.append(
            Diagnostic(
                "record-in-itself",
                told("a `{record}` would hold records of its own kind", record=cycle[0]),
                tuple(Label(declared.type.span) for declared in within),
                "declare a fact that is a list of the inner ones, with a field that says to which they belong",
            )
        )
    return found
