"""Facts of one document as a schema: what can be told, in which words, and what is presumed of it; enough for a form.

Labels, questions and presumptions stand under the keyword `opposable` of each fact, in every language of the document.
"""

from typing import Any

from dsl.typed import program as p
from engine.answer.inputs import inputs_of
from engine.case.case import STANDINGS, options_of
from engine.case.option_words import words_for
from engine.case.reading import NO, YES
from engine.case.record_reader import MOST_RECORDS
from engine.library.knowledge import KnowledgeBase
from engine.meaning.meaning import Leaf
from engine.model.asked import askable
from engine.model.expressions import conjuncts, inputs_in
from engine.model.when_given import type_when_given
from engine.print.plain import plain_amount
from engine.schema.objects import TEXT, Schema, whole
from engine.tongues import tags

VERSION = 1
_DAY = r"\d{4}-\d{2}-\d{2}|\d{1,2}\D.*\d{4}"
_SPACES = "'’\u00a0\u202f "
_NUMBER = rf"[+-]?\d[\d{_SPACES}]*([.,]\d+)?"


def facts_schema(knowledge: KnowledgeBase, question: str | None = None) -> Schema:
    """The schema of the facts files of a document; for a question, with the facts that it can come upon.

    With a question, the other facts of the document are allowed all the same: nobody looks at them. Raises `KeyError`
    for an unknown question.
    """
    return _Facts(knowledge, question).schema()


class _Facts:
    def __init__(self, knowledge: KnowledgeBase, question: str | None) -> None:
        self.knowledge, self.question = knowledge, question
        self.program, self.layout = knowledge.program, knowledge.layout
        self.asked = None if question is None else knowledge.asked(question)
        self.reached = self._reached()

    def schema(self) -> Schema:
        program = self.program
        edition, named = program.edition, {} if self.question is None else {"question": self.question}
        values = program.values.values()
        properties = {
            "title": {"anyOf": [TEXT, self._closed(dict.fromkeys((*edition.languages, *tags()), TEXT))]},
            "document": {"const": edition.document},
            "question": {"const": self.question} if named else {"enum": list(askable(program))},
            "on": {"type": "string", "pattern": f"^({_DAY})", "description": "The day or the moment of the question."},
            "of": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
            "language": {"enum": list(edition.languages)},
            "argument": TEXT,
            "facts": self._table(self._facts()),
            "given": self._closed({value.name: self._given(value) for value in values if value.record is None}),
            "more": self._closed({fact.name: self._more() for fact in self._facts() if _is_list(fact)}),
            "readings": self._closed({name: self._reading(program.ambiguities[name]) for name in program.ambiguities}),
            "standing": {
                "type": "object",
                "propertyNames": {"pattern": self._places()},
                "additionalProperties": {"$ref": "#/$defs/standing"},
            },
        }
        about: Schema = {"version": VERSION, "document": edition.document, "edition": edition.name, **named}
        if self.asked is not None:
            about["label"] = _texts(self.asked.question.text)
        body: Schema = {
            "opposable": about,
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "$defs": self._definitions(),
        }
        name = ":".join(("facts", edition.document, edition.name, *named.values()))
        return whole(name, VERSION, "The facts of a case", body)

    # ---- what the question can come upon

    def _reached(self) -> set[Leaf] | None:
        """The inputs that the question can come upon, also by way of presumptions; None where none was named."""
        if self.asked is None:
            return None
        if self.asked.root is None or self.question is None:
            return set()
        inputs, meaning = inputs_of(self.knowledge), self.knowledge.meaning
        found = set(inputs.meaning.leaves(self.knowledge.root(self.question)))
        pending = list(found)
        while pending:
            declared = self._declared(pending.pop())
            if declared is None or declared.presumption is None:
                continue
            record = next((kind for kind, fields in self._records() if declared in fields), "")
            variables = ((record, record),) if record else ()
            sources = inputs.meaning.leaves(meaning.asked(declared.presumption.expression, variables))
            pending += sources - found
            found |= sources
        return found

    def _records(self) -> list[tuple[str, tuple[p.Fact, ...]]]:
        return [(name, record.fields) for name, record in self.program.records.items()]

    def _declared(self, leaf: Leaf) -> p.Fact | None:
        record, at = leaf
        if record:
            return self.program.records[record].fields[at]
        kind, name = self.layout.inputs[at]
        return self.program.facts[name] if kind == "fact" else None

    def _is_reached(self, fact: p.Fact, record: str) -> bool:
        if self.reached is None:
            return True
        place = self.layout.fields[(record, fact.name)] if record else self.layout.slot("fact", fact.name)
        return (record, place) in self.reached

    # ---- facts and fields

    def _table(self, facts: Any, record: str = "") -> Schema:
        """The object that has these facts: those that the question can come upon, the names of the others beside."""
        facts = list(facts)
        shown = {fact.name: self._fact(fact, record) for fact in facts if self._is_reached(fact, record)}
        if len(shown) == len(facts):
            return self._closed(shown)
        others = sorted({fact.name for fact in facts} - shown.keys())
        return {"type": "object", "properties": shown, "propertyNames": {"enum": [*shown, *others]}}

    def _fact(self, fact: p.Fact, record: str) -> Schema:
        about: Schema = {"label": _texts(fact.text), "kind": fact.kind}
        if fact.ask is not None:
            about["ask"] = _texts(fact.ask)
        if fact.presumption is not None:
            about["presumed"] = self._presumed(fact.presumption, fact.type)
        for key, said in (("power", fact.power), ("external", fact.external)):
            if said is not None:
                about[key] = said
        if fact.default is not None:
            about["default"] = _default(fact.default, fact.type)
        return {"title": fact.text.in_language(fact.text.languages[0]), "opposable": about, **self._told(fact.type)}

    def _presumed(self, presumption: p.Presumption, type_: p.Type) -> Schema:
        """What is presumed: a value, or the facts from which it is drawn."""
        about: Schema = {"kind": presumption.kind, "because": _texts(presumption.because)}
        match presumption.expression:
            case p.Constant(value=value):
                none = [] if type_.kind == "list" else "none"
                about["value"] = none if value in (None, ()) else plain_amount(value, type_)
            case expression:
                about["from"] = list(dict.fromkeys(name for _, name in inputs_in(expression)))
        if presumption.article is not None:
            about["article"] = _texts(presumption.article)
        return about

    def _told(self, type_: p.Type) -> Schema:
        """The ways in which a value of a type may be told."""
        ways = _ways(type_) if type_.kind not in ("choice", "list") else self._named(type_)
        if type_.optional:
            ways.append({"$ref": "#/$defs/none"})
        return {"anyOf": [*ways, {"$ref": "#/$defs/unknown"}]}

    def _named(self, type_: p.Type) -> list[Schema]:
        if type_.kind == "list":
            records: Schema = {"type": "array", "items": {"$ref": f"#/$defs/{type_.name}"}, "maxItems": MOST_RECORDS}
            return [records, {"$ref": "#/$defs/none"}]
        labels = self._labels(type_)
        options: list[Schema] = [
            {
                "const": name,
                "title": label.in_language(label.languages[0]),
                "opposable": {"label": _texts(label)},
            }
            for name, label in labels.items()
        ]
        words = dict.fromkeys(text for _, text in words_for(self.program, type_))
        spoken = [word for word in words if word not in labels]
        return [
            *options,
            *([{"enum": spoken, "description": "An option as it is called."}] if spoken else []),
        ]

    def _labels(self, type_: p.Type) -> dict[str, p.Phrase]:
        program = self.program
        if type_.name == "party":
            return {name: program.terms[f"party:{name}"].text for name in options_of(program, type_)}
        declared = program.choices.get(type_.name)
        options = declared.options if declared is not None else program.ambiguities[type_.name].readings
        return {option.name: option.text for option in options}

    # ---- what stands beside the facts

    def _given(self, value: p.Value) -> Schema:
        title = value.text.in_language(value.text.languages[0])
        type_ = type_when_given(self.program, value.name)
        return {"title": title, "opposable": {"label": _texts(value.text)}, **self._told(type_)}

    def _reading(self, ambiguity: p.Ambiguity) -> Schema:
        options: list[Schema] = []
        for reading in ambiguity.readings:
            about: Schema = {"label": _texts(reading.text), "preferred": reading.preferred}
            if reading.because is not None:
                about["because"] = _texts(reading.because)
            options.append({"const": reading.name, "opposable": about})
        return {"opposable": {"label": _texts(ambiguity.text)}, "oneOf": options}

    def _places(self) -> str:
        """What a standing may be of: a fact, or one field of a record as in `outages[1].began`."""
        facts = sorted(self._facts(), key=_is_list)
        return f"^({'|'.join(map(self._place, facts))})$"

    def _place(self, fact: p.Fact) -> str:
        if not _is_list(fact):
            return fact.name
        inner = "|".join(map(self._place, self.program.records[fact.type.name].fields))
        return rf"{fact.name}(\[[1-9]\d*\]\.({inner}))?"

    def _facts(self) -> list[p.Fact]:
        """The facts that are told by their own names."""
        return [fact for name, fact in self.program.facts.items() if name not in self.program.nested]

    def _definitions(self) -> Schema:
        words = {"enum": list(STANDINGS)}
        detailed = {
            "type": "object",
            "properties": {"is": words, "note": TEXT},
            "required": ["is"],
            "additionalProperties": False,
        }
        found: Schema = {
            "unknown": {"const": "unknown", "description": "Nobody knows it; nothing is presumed of it either."},
            "none": {"const": "none", "description": "Known not to exist."},
            "standing": {"anyOf": [words, detailed]},
        }
        for name, record in self.program.records.items():
            table = self._table(record.fields, name)
            derived = {value.name: self._given(value) for value in self.program.values.values() if value.record == name}
            table["properties"] = {**table["properties"], "given": self._closed(derived)}
            if "propertyNames" in table:
                table["propertyNames"]["enum"].append("given")
            found[name] = {"title": record.text.in_language(record.text.languages[0]), **table}
            found[name]["opposable"] = {"label": _texts(record.text)}
        return found

    def _more(self) -> Schema:
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": r"^at most \d+$"}]}

    def _closed(self, properties: Schema) -> Schema:
        return {"type": "object", "properties": properties, "additionalProperties": False}


def _is_list(fact: p.Fact) -> bool:
    return fact.type.kind == "list"


def _texts(phrase: p.Phrase) -> dict[str, str]:
    return dict(phrase.texts)


def _default(default: Any, type_: p.Type) -> Any:
    """What a setting is by default; where that changes by date, each value with its first and its last day."""
    if not isinstance(default, p.Lookup):
        return plain_amount(default, type_)
    return [
        {"value": plain_amount(row.result.value, type_), **_days(row.test)}
        for row in default.rows
        if isinstance(row.result, p.Constant)
    ]


def _days(test: p.Expression) -> dict[str, str]:
    found = {}
    for part in conjuncts(test):
        match part:
            case p.Operation(operator="at_least" | "at_most" as operator, operands=(_, p.Constant(value=day))):
                found["from" if operator == "at_least" else "until"] = day.isoformat()
            case _:
                pass
    return found


def _ways(type_: p.Type) -> list[Schema]:
    """The ways in which a value may be told that is neither an option nor a list."""
    number = _NUMBER.removeprefix("[+-]?") if type_.from_zero else _NUMBER
    least = {"minimum": 0} if type_.from_zero else {}
    match type_.kind:
        case "boolean":
            return [{"type": "boolean"}, {"enum": [*YES, *NO]}]
        case "date":
            return [{"type": "string", "pattern": f"^({_DAY})$"}]
        case "instant" | "moment":
            return [{"type": "string", "pattern": f"^({_DAY})"}]
        case "days":
            return [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d+\s*\D"}]
        case "duration":
            return [{"type": "string", "pattern": r"^\d+\s*\D"}]
        case "integer":
            return [{"type": "integer", **least}, {"type": "string", "pattern": f"^{number}$"}]
        case "percent":
            return [{"type": "string", "pattern": rf"^{number}\s*%$"}]
        case "money":
            return [{"type": "number", **least}, {"type": "string", "pattern": rf"^(\D+\s*)?{number}(\s*\D+)?$"}]
        case _:
            return [{"type": "number", **least}, {"type": "string", "pattern": f"^{number}$"}]
