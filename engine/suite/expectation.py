"""What a scenario expects of an answer, and how an answer differs from it.

`answer` and `value`; `missing`, `outside` (what only another document says), `readings` (the ambiguities it turns on),
`preferred`, `preferred_value`, `contradictions`; `cites` and `cites_not` (places, or what places lie in); `bearer` (the
party whose position is asked about); `defeated_by` (exactly what is live against the norms asked about): these are
about the strict answer. What is expected of the other layers is `engine/suite/layered.py`.
"""

import re
from collections.abc import Iterator
from typing import Any

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.first_mistakes import first_mistakes
from dsl.locator import Locator
from dsl.sentence import told
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.case.case import options_of
from engine.case.facts_file import CaseFile
from engine.case.nested_records import whole_list
from engine.case.presuming import FURTHER
from engine.case.reading import Unreadable, read_value
from engine.explain.cite import Citer
from engine.explain.cited import citations
from engine.explain.trace import frame_of
from engine.explain.values import show_value
from engine.meaning.intervals import within
from engine.model.record_names import of_record

LAYERED_LISTS = ("ordinarily_cites", "ordinarily_missing", "presumes", "to_prove")
LAYERED = frozenset({"ordinarily", "ordinarily_value", "unproved", "unproved_value", *LAYERED_LISTS})
"""What can be expected of the layers other than the strict one."""

_EXPECTED = (
    "answer",
    "value",
    "cites",
    "cites_not",
    "missing",
    "outside",
    "readings",
    "preferred",
    "preferred_value",
    "contradictions",
    "bearer",
    "defeated_by",
    *sorted(LAYERED),
)
_LISTS = ("cites", "cites_not", "missing", "outside", "readings", "contradictions", "defeated_by", *LAYERED_LISTS)
_TEXTS = ("preferred", "bearer", "argument")
_LAYERS = ("answer", "ordinarily", "unproved")
"""The keys of which each scenario has one at least: what the answer is, in some layer."""

_BOUNDS = re.compile(r"(?:at least (.+?))?(?: and )?(?:at most (.+))?")
_ANSWERS = ("yes", "no", "value", "undetermined", "turns-on-reading", "silent", "contradictory")


def mistakes_in(expect: dict[str, Any], file: CaseFile, way: tuple[str, ...]) -> list[Diagnostic]:
    """What is wrong with an expectation whatever the document says; `way` are the keys under which it stands."""

    def mistake(code: str, message: str, key: str, help_line: str | None) -> Diagnostic:
        return Diagnostic(code, message, (Label(file.at(*way, *([key] if key else []))),), help_line)

    wrong = first_mistakes(
        mistake(
            "unknown-key",
            f"a scenario cannot expect `{key}`",
            key,
            suggestion(key, _EXPECTED) or f"it can expect {', '.join(f'`{known}`' for known in _EXPECTED)}",
        )
        for key in expect
        if key not in (*_EXPECTED, "argument")
    )
    for key in _LISTS:
        names = expect.get(key, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            wrong.append(mistake("wrong-type", f"`{key}` is a list of texts", key, f'write `{key} = ["…"]`'))
    wrong += [
        mistake("wrong-type", f"`{key}` is a text", key, f'write `{key} = "…"`')
        for key in _TEXTS
        if not isinstance(expect.get(key, ""), str)
    ]
    answers = f"the answers are {', '.join(f'`{answer}`' for answer in _ANSWERS)}"
    if not any(layer in expect for layer in _LAYERS) and "value" in expect:
        answers = 'a value is expected beside its answer: write `answer = "value"`, too'
    if not any(layer in expect for layer in _LAYERS):
        wrong.append(mistake("unknown-answer", "the scenario expects no answer", "", answers))
    for layer in _LAYERS:
        given = expect.get(layer, "yes")
        if given not in _ANSWERS:
            help_line = suggestion(str(given), _ANSWERS) or answers
            wrong.append(mistake("unknown-answer", f"`{given}` is no answer", layer, help_line))
    return wrong


def unknown_names(expect: dict[str, Any], program: p.Program, file: CaseFile, way: tuple[str, ...]) -> list[Diagnostic]:
    """What an expectation names that the document doesn't have, so that it could never fail, or never hold."""
    return first_mistakes(_unknown_names(expect, program, file, way))


def _unknown_names(
    expect: dict[str, Any], program: p.Program, file: CaseFile, way: tuple[str, ...]
) -> Iterator[Diagnostic]:
    def unknown(message: str, key: str, help_line: str | None) -> Diagnostic:
        return Diagnostic("unknown-expectation", message, (Label(file.at(*way, key)),), help_line)

    if "bearer" in expect:
        parties = [term.name for term in program.terms.values() if term.kind == "party"]
        if expect["bearer"] not in parties:
            yield unknown(
                f"there is no party `{expect['bearer']}`",
                "bearer",
                suggestion(expect["bearer"], parties)
                or f"the parties are {', '.join(f'`{party}`' for party in parties)}",
            )
    if "defeated_by" in expect:
        known = {*program.exceptions, *(priority.name for priority in program.priorities)}
        for name in expect["defeated_by"]:
            if name not in known:
                yield unknown(
                    f"there is no exception `{name}`",
                    "defeated_by",
                    suggestion(name, known) or "name exceptions, or norms to which the document gives priority",
                )
    for key in ("presumes", "to_prove"):
        for name in expect.get(key, ()):
            if not is_input(program, name):
                inputs = [*program.facts, *(f"{fact.name}[1].{field.name}" for fact, field in _fields(program))]
                help_line = suggestion(name, inputs) or "name facts, or fields of records as in `outages[1].class`"
                yield unknown(f"there is no fact `{name}`", key, help_line)
    if "cites_not" in expect:
        citer, places = Citer(program.edition), _places(program)
        for wanted in expect["cites_not"]:
            if not any(citer.within(place, wanted) for place in places):
                written = citer.without_paragraph(wanted)
                yield unknown(
                    f"nothing in the document cites `{wanted}`",
                    "cites_not",
                    f"the clause has one paragraph only: write {written}"
                    if written
                    else suggestion(wanted, _cited(citer, places)) or "write it as the answers do",
                )


def is_input(program: p.Program, name: str) -> bool:
    """Whether a name is that of a fact, of a record's field as in `outages[1].class`, or `outages[more]`."""
    found = of_record(name)
    if found is None:
        fact = program.facts.get(name.removesuffix(FURTHER))
        return fact is not None and (name == fact.name or fact.type.kind == "list")
    place = whole_list(found[0]), found[2]
    return any((fact.name, field.name) == place for fact, field in _fields(program))


def _fields(program: p.Program) -> Iterator[tuple[p.Fact, p.Fact]]:
    """Every list with each field of its records."""
    for fact in program.facts.values():
        if fact.type.kind == "list":
            for field in program.records[fact.type.name].fields:
                yield fact, field


def _places(program: p.Program) -> list[str]:
    """Every place that an answer could cite."""
    found: dict[str, None] = {}
    for nodes in (
        program.values.values(),
        program.norms.values(),
        program.exceptions.values(),
        program.priorities,
        program.ambiguities.values(),
    ):
        for node in nodes:
            found |= dict.fromkeys(node.citations)
    for value in program.values.values():
        if isinstance(value.expression, p.Lookup):
            for row in value.expression.rows:
                found |= dict.fromkeys(row.citations)
    for silence in program.silences:
        found |= dict.fromkeys(silence.nearest)
    return list(found)


def _cited(citer: Citer, places: list[str]) -> list[str]:
    """The places in words, and the clauses in which they lie."""
    clauses = (citer.cite(Locator.parse(place).clause) for place in places)
    return [*map(citer.cite, places), *clauses]


def differences(found: Answer, expect: dict[str, Any]) -> Iterator[str]:
    """How an answer differs from what is expected of it, one line for each difference."""
    if found.answer != expect.get("answer", found.answer):
        yield other("answer", expect["answer"], _open(found))
        return
    for key, value in (("value", found.value), ("preferred_value", found.preferred_value)):
        if key in expect and expected_value(found, expect[key]) != value:
            yield other(key, expect[key], show_value(value, found.asked.type, found.knowledge.program))
    if "preferred" in expect and (found.preferred or "none") != expect["preferred"]:
        yield other("preferred", expect["preferred"], found.preferred or "none")
    for key, names in (
        ("missing", [m.name for m in found.missing]),
        ("outside", [m.name for m in found.outside]),
        ("readings", list(found.relevant)),
        ("contradictions", list(found.contradictions)),
    ):
        for name in expect.get(key, ()):
            if name not in names:
                yield lacking(key, name, names)
    bearers = found.asked.question.parties
    if "bearer" in expect and bearers != (expect["bearer"],):
        yield other("bearer", expect["bearer"], ", ".join(bearers) or "none, since the question is about no party")
    if "defeated_by" in expect and set(expect["defeated_by"]) != set(defeating := defeaters(found)):
        wanted, got = (", ".join(sorted(names)) or "none" for names in (expect["defeated_by"], defeating))
        yield other("defeated_by", wanted, got)
    if "cites" in expect or "cites_not" in expect:
        yield from _citing(found, expect)


def other(key: str, wanted: Any, found: str) -> str:
    """That something else is wanted than was found."""
    return told("{key}: expected {wanted}, got {found}", key=key, wanted=wanted, found=found)


def lacking(key: str, wanted: str, names: list[str]) -> str:
    """That a name is wanted and isn't there."""
    among = ", ".join(names) or "none"
    return told("{key}: expected `{wanted}` among {found}", key=key, wanted=wanted, found=among)


def _open(found: Answer) -> str:
    """An answer, with the facts and readings on which it turns."""
    line: str = found.answer
    if found.missing:
        line = told("{line} (missing: {names})", line=line, names=", ".join(each.name for each in found.missing))
    if found.relevant:
        line = told("{line} (turns on: {names})", line=line, names=", ".join(found.relevant))
    return line


def _citing(found: Answer, expect: dict[str, Any]) -> Iterator[str]:
    citer = Citer(found.knowledge.program.edition)
    cited = citations(found)
    for wanted in expect.get("cites", ()):
        if not any(citer.within(locator, wanted) for locator in cited):
            among = "; ".join(map(citer.cite, cited)) or "none"
            line = told("{key}: expected {wanted} among {found}", key="cites", wanted=wanted, found=among)
            written = citer.without_paragraph(wanted)
            hint = "{line} (the clause has one paragraph only: write {written})"
            yield told(hint, line=line, written=written) if written else line
    for unwanted in expect.get("cites_not", ()):
        inside = [citer.cite(locator) for locator in cited if citer.within(locator, unwanted)]
        if inside:
            shown = "; ".join(inside)
            yield told("{key}: expected nothing in {place}, got {found}", key="cites_not", place=unwanted, found=shown)


def defeaters(found: Answer) -> tuple[str, ...]:
    """What defeats the norms that a question asks about: live exceptions, and live norms with priority over them.

    A norm whose own conditions fail is defeated by nothing.
    """
    if found.asked.root is None or found.contradictions:
        return ()
    walker = found.knowledge.walker(frame_of(found))
    names: dict[str, None] = {}
    for ground in found.asked.grounds:
        live = found.knowledge.meaning.live(ground.norm)
        sheet = walker.sheet(live.scope)
        if all(sheet[condition.at] is not False for condition in live.conditions):
            names |= dict.fromkeys(name for name, node in live.defeaters if sheet[node.at] is True)
    return tuple(names)


def expected_value(found: Answer, raw: Any) -> Any:
    """The value that a scenario expects of an answer; one known within bounds as `at least 10 % and at most 50 %`."""
    type_ = found.asked.type
    if found.asked.is_yes_no:
        return raw
    optional = type(type_)(type_.kind, type_.name, True)
    options, document = options_of(found.knowledge.program, type_), found.knowledge.meaning.laws.document
    bounds = _BOUNDS.fullmatch(raw) if isinstance(raw, str) and raw.startswith("at ") else None
    try:
        if bounds is None:
            return read_value(raw, optional, options, document)
        least, most = (end and read_value(end, optional, options, document) for end in bounds.groups())
        return within(least, most)
    except Unreadable:
        return raw
