"""A case: the facts of one situation, read and checked against one knowledge base."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import read_text_file
from dsl.frozen import dataclass, field
from dsl.position import Span
from dsl.typed import program as p
from engine.case.reading import Unreadable, read_value
from engine.evaluate.functions import ABSENT
from engine.library.knowledge import Frame, KnowledgeBase
from engine.model.store import peek

AS_OF = "as_of"
LARGEST = 5_000_000
"""The largest facts file that is read, in bytes."""

MOST_RECORDS = 10_000
STANDINGS = ("established", "assumed", "contested")
_KEYS = {
    "scenario",
    "title",
    "document",
    "question",
    "on",
    "facts",
    "readings",
    "standing",
    "expect",
    "argument",
    "language",
}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A facts file or scenario as written, nothing in it checked against a knowledge base yet.

    `part` is the stretch of the file that it takes up, if that holds several.
    """

    file: str
    text: str
    content: dict[str, Any]
    part: tuple[int, int] | None = None

    @property
    def on(self) -> date | None:
        """The date that the file puts its question as of, if it gives one that can be read."""
        try:
            found = read_value(self.content["on"], p.Type("date"))
        except (KeyError, Unreadable):
            return None
        return found if isinstance(found, date) else None

    def at(self, *keys: str | int) -> Span:
        """The place of a key, as well as it can be found; the beginning where it can't."""
        from engine.case.places import locate  # only a mistake needs it

        return locate(self.file, self.text, keys, self.part)


Place = Callable[[], Span] | None


@dataclass(slots=True)
class Case:
    """Facts by name: typed values, ABSENT for *none*; what isn't there is unknown. Records are lists of such."""

    knowledge: KnowledgeBase
    facts: dict[str, Any]
    readings: dict[str, str] = field(default_factory=dict)
    standing: dict[str, tuple[str, str]] = field(default_factory=dict)
    defaults: frozenset[str] = frozenset()

    def frame(self) -> Frame:
        """A fresh frame: inputs filled in, everything else pending."""
        if self._lists is None:
            self._prepare()
        assert self._inputs is not None
        assert self._lists is not None
        frame = self._inputs + self.knowledge.layout.pending
        for at, records, blanks in self._lists:
            frame[at] = [[*values, *blanks, (at, number)] for number, values in enumerate(records)]
        return frame

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The names of the contradictions that the facts fulfil: they cannot all be true."""
        if self._contradictions is None:
            some = self.knowledge.program.contradictions
            self._contradictions = self.knowledge.contradicted(self.frame()) if some else ()
        return self._contradictions

    _inputs: list[Any] | None = None
    _lists: list[tuple[int, list[list[Any]], list[Any]]] | None = None
    _contradictions: tuple[str, ...] | None = None

    def _prepare(self) -> None:
        layout = self.knowledge.layout
        self._inputs = [None] * len(layout.inputs)
        self._lists = []
        for name, value in self.facts.items():
            at, blanks = layout.given(name)
            if blanks is None:
                self._inputs[at] = value
            else:
                self._lists.append((at, value, blanks))
        for name, reading in self.readings.items():
            self._inputs[layout.slot("reading", name)] = reading

    def replaced(self, facts: dict[str, Any], readings: dict[str, str] | None = None) -> "Case":
        """The same case with other facts and readings."""
        return Case(
            self.knowledge, facts, self.readings if readings is None else readings, self.standing, self.defaults
        )

    @property
    def as_of(self) -> date | None:
        """The date the question is put as of, if it was said."""
        found = self.facts.get(AS_OF)
        return found if isinstance(found, date) else None


def read_case_file(path: Path) -> CaseFile:
    """Reads a facts file or scenario. Raises `Rejected` with the place of the mistake."""
    name = path.as_posix()
    text, wrong = read_text_file(path, name, LARGEST)
    if text is None:
        raise Rejected(wrong)
    return parse_case(text, name)


def parse_case(text: str, name: str) -> CaseFile:
    """Reads the text of a facts file. Raises `Rejected` where it isn't TOML or has keys that mean nothing."""
    case = parse_toml(text, name)
    if wrong := wrong_keys(case):
        raise Rejected(wrong, {name: text})
    return case


def parse_toml(text: str, name: str) -> CaseFile:
    """Reads a text that must be TOML, whatever its keys. Raises `Rejected` with the place of the mistake."""
    import tomllib  # not needed where every fact is given in the call

    sources = {name: text}
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
        start = sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise Rejected(
            [
                Diagnostic(
                    "not-toml",
                    message[:1].lower() + message[1:],
                    (Label(Span(name, line, column, start, start + 1)),),
                    "dates are written 2024-02-29, texts in quotes, yes and no as true and false",
                )
            ],
            sources,
        ) from None
    except (RecursionError, ValueError) as error:
        raise Rejected(
            [
                Diagnostic(
                    "not-toml",
                    "the file nests too deeply or holds a number that is too long"
                    if isinstance(error, RecursionError)
                    else str(error).lower(),
                    (Label(Span(name, 1, 1, 0, 0)),),
                )
            ],
            sources,
        ) from None
    return CaseFile(name, text, content)


def wrong_keys(case: CaseFile) -> list[Diagnostic]:
    """What is wrong with the keys of a case, before anything is known of what they are about."""
    wrong = [
        Diagnostic(
            "unknown-key",
            f"`{key}` means nothing in a facts file",
            (Label(case.at(key)),),
            suggestion(key, _KEYS) or "facts stand under `[facts]`",
        )
        for key in case.content
        if key not in _KEYS
    ]
    for key in ("facts", "readings", "standing", "expect"):
        if not isinstance(case.content.get(key, {}), dict):
            wrong.append(Diagnostic("wrong-type", f"`{key}` is a table", (Label(case.at(key)),), f"write `[{key}]`"))
    for key in ("title", "document", "question", "argument"):
        if not isinstance(case.content.get(key, ""), str):
            wrong.append(Diagnostic("wrong-type", f"`{key}` is a text", (Label(case.at(key)),), f'write `{key} = "…"`'))
    several = case.content.get("scenario", [])
    if not isinstance(several, list) or not all(isinstance(item, dict) for item in several):
        wrong.append(
            Diagnostic(
                "wrong-type",
                "`scenario` is a list of tables",
                (Label(case.at("scenario")),),
                "write `[[scenario]]` before each",
            )
        )
    return wrong


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

    def read(
        self,
        file: CaseFile | None,
        settings: dict[str, str] | None = None,
        on: date | None = None,
        readings: dict[str, str] | None = None,
    ) -> Case:
        """The case that a file, `name=value` settings, a date and readings make up. Raises `Rejected`."""
        content = file.content if file else {}
        if file and "scenario" in content:
            self._report(
                "unknown-key",
                "the file holds scenarios; a case is one of them",
                _place(file, "scenario"),
                "put its facts into a file of their own, or run the scenarios with `opposable test`",
            )
        facts: dict[str, Any] = {}
        for name, raw in content.get("facts", {}).items():
            self._fact(name, raw, facts, file)
        for name, raw in (settings or {}).items():
            facts.pop(name, None)
            self._fact(name, raw, facts, None)
        day = on
        if day is None and "on" in content:
            day = self._value("on", content["on"], p.Type("date"), _place(file, "on"))
        if day is not None:
            facts[AS_OF] = day
        chosen: dict[str, str] = {}
        for source, given in ((file, content.get("readings", {})), (None, readings or {})):
            for axis, reading in given.items():
                self._reading(axis, reading, chosen, source)
        standing = self._standing(content.get("standing", {}), facts, file)
        defaults = set()
        declared = self.knowledge.program.facts
        for name in declared:
            if name not in facts and peek(declared, name, "default") is not None:
                facts[name] = declared[name].default
                defaults.add(name)
        if self.diagnostics:
            raise Rejected(self.diagnostics, {file.file: file.text} if file else {})
        return Case(self.knowledge, facts, chosen, standing, frozenset(defaults))

    # ---- facts

    def _fact(self, name: str, raw: Any, facts: dict[str, Any], file: CaseFile | None) -> None:
        place = _place(file, "facts", name)
        fact = self.knowledge.program.facts.get(name)
        if fact is None:
            if name not in self.elsewhere:
                known = [*self.knowledge.program.facts, *(self.elsewhere if self.lenient else ())]
                self._report(
                    "unknown-fact",
                    f"there is no fact `{name}`",
                    place,
                    suggestion(name, known) or "`opposable facts QUESTION -d DOC` lists those that matter",
                )
            elif not self.lenient:
                self._report(
                    "fact-of-another-document",
                    f"`{name}` is a fact of `{self.elsewhere[name]}`",
                    place,
                    f"`{self.knowledge.identifier[0]}` never looks at it: take it out, or use `compare`",
                )
            return
        listed = fact.type.kind == "list"
        value = self._records(fact, raw, file) if listed else self._value(name, raw, fact.type, place)
        if value is not None:
            facts[name] = value

    def _records(self, fact: p.Fact, raw: Any, file: CaseFile | None) -> Any:
        place = _place(file, "facts", fact.name)
        if raw == "unknown":
            return None
        if raw == "none":
            return []
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self._report(
                "wrong-type",
                f"`{fact.name}` is a list of records",
                place,
                f"write `[[facts.{fact.name}]]` before each, or `{fact.name} = []` for none"
                if file
                else "give it in a facts file",
            )
            return None
        if len(raw) > MOST_RECORDS:
            self._report("too-many-records", f"`{fact.name}` has more than {MOST_RECORDS} records", place)
            return None
        record = self.knowledge.program.records[fact.type.name]
        known = {declared.name: declared for declared in record.fields}
        records = []
        for number, item in enumerate(raw):
            for key in item:
                if key not in known:
                    self._report(
                        "unknown-field",
                        f"`{fact.name}` has no `{key}`",
                        _place(file, "facts", fact.name, number, key),
                        suggestion(key, known),
                    )
            records.append(
                [
                    self._value(name, item[name], declared.type, _place(file, "facts", fact.name, number, name))
                    if name in item
                    else None
                    for name, declared in known.items()
                ]
            )
        return records

    def _value(self, name: str, raw: Any, type_: p.Type, place: Place) -> Any:
        try:
            return read_value(raw, type_, options_of(self.knowledge.program, type_))
        except Unreadable as error:
            self._report(error.code, f"`{name}`: {error.message}", place, error.help_line)
            return None

    # ---- readings and standing

    def _reading(self, axis: str, reading: Any, chosen: dict[str, str], file: CaseFile | None) -> None:
        place = _place(file, "readings", axis)
        ambiguity = self.knowledge.program.ambiguities.get(axis)
        if ambiguity is None:
            if not self.lenient:
                self._report(
                    "unknown-ambiguity",
                    f"there is no ambiguity `{axis}`",
                    place,
                    suggestion(axis, self.knowledge.program.ambiguities) or "`opposable ambiguities` lists them",
                )
            return
        names = [option.name for option in ambiguity.readings]
        if reading not in names:
            self._report(
                "unknown-reading",
                f"`{axis}` has no reading `{reading}`",
                place,
                suggestion(str(reading), names) or f"its readings are {', '.join(f'`{n}`' for n in names)}",
            )
            return
        chosen[axis] = reading

    def _standing(
        self, raw: dict[str, Any], facts: dict[str, Any], file: CaseFile | None
    ) -> dict[str, tuple[str, str]]:
        found = {}
        for name, given in raw.items():
            place = _place(file, "standing", name)
            table = {"is": given} if isinstance(given, str) else given
            word = table.get("is", "established") if isinstance(table, dict) else None
            note = table.get("note", "") if isinstance(table, dict) else ""
            if word not in STANDINGS or not isinstance(note, str):
                self._report(
                    "unknown-standing",
                    f"`{name}` is neither established, assumed nor contested",
                    place,
                    suggestion(str(word), STANDINGS) or 'write { is = "contested", note = "…" }',
                )
            elif name not in facts and name not in self.knowledge.program.facts:
                if not (self.lenient and name in self.elsewhere):
                    self._report(
                        "unknown-fact",
                        f"there is no fact `{name}`",
                        place,
                        suggestion(name, self.knowledge.program.facts),
                    )
            else:
                found[name] = (word, note)
        return found

    def _report(self, code: str, message: str, place: Place, help_line: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, (Label(place()),) if place else (), help_line))


def _place(file: CaseFile | None, *keys: str | int) -> Place:
    """Where a key stands, to be looked for only when something is wrong there."""
    return partial(file.at, *keys) if file else None


def options_of(program: p.Program, type_: p.Type) -> tuple[str, ...]:
    """The options of a choice type; the parties are one."""
    if type_.kind != "choice":
        return ()
    if type_.name == "party":
        return tuple(term.name for term in program.terms.values() if term.kind == "party")
    choice = program.choices.get(type_.name)
    if choice is not None:
        return tuple(option.name for option in choice.options)
    ambiguity = program.ambiguities.get(type_.name)
    return tuple(option.name for option in ambiguity.readings) if ambiguity else ()


__all__ = ["ABSENT", "AS_OF", "Case", "CaseFile", "CaseReader", "options_of", "parse_case", "read_case_file"]
