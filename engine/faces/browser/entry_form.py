"""The form as data: what was told and what is worth asking, each as a control with its reasons, in a fixed place."""

from collections.abc import Iterable, Iterator
from typing import Literal

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.inputs import inputs_of
from engine.case.given import is_given
from engine.desk import Interview
from engine.desk.entered import in_words
from engine.desk.keeping import Entry, Section
from engine.explain.screens import Choice, ReasonAsked, Screen
from engine.faces.browser.inquiry import Inquiry
from engine.model.record_names import counted, of_record, record_name
from engine.tongues.writing import capital

MOST_AT_ONCE = 4
"""How many things that were not told yet are asked at once; what comes after them waits."""

Standing = Literal["", "contested", "unknown"]


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: as the control takes it again, in words, and how it stands."""

    text: str
    words: str
    standing: Standing = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to tell: how it is asked for, why, what is taken to be so if nothing is said, and what was said."""

    section: Section
    name: str
    kind: str
    question: str
    options: tuple[Choice, ...]
    hint: str
    reasons: tuple[ReasonAsked, ...]
    presumed: str
    instead: tuple[Choice, ...]
    told: Told | None
    optional: bool = False
    records: tuple["Row", ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list: what of it was told or is worth asking, and what else may be told."""

    number: int
    label: str
    controls: tuple[Control, ...]
    further: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Presumptions:
    """What is presumed of one kind and would change the answer if it were otherwise: to be ticked where it is so."""

    question: str
    options: tuple["Otherwise", ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A presumption as it would be otherwise; `text` is what is told then, empty where a control has to ask for it."""

    name: str
    label: str
    beside: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an inquiry: controls in their places, how many more are worth asking, what is presumed."""

    controls: tuple[Control, ...]
    waiting: int
    presumptions: tuple[Presumptions, ...]
    shown: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The remaining facts that rules of one clause look at."""

    title: str
    controls: tuple[Control, ...]


def form_of(inquiry: Inquiry, most: int = MOST_AT_ONCE) -> Form:
    """The form: what was told or shown stays where it was; then what can still change an answer, in its order."""
    told = {entry for entry in inquiry.trail if of_record(entry[1]) is None}
    wanted = tuple(_wanted(inquiry))
    kept = [entry for entry in inquiry.shown if entry in told or entry in wanted or entry in inquiry.opened]
    own = [entry for entry in (*inquiry.trail, *inquiry.opened) if of_record(entry[1]) is None]
    kept += [entry for entry in dict.fromkeys(own) if entry not in kept]
    fresh = [entry for entry in wanted if entry not in kept]
    room = max(0, most - sum(entry not in told for entry in kept))
    shown = (*kept, *fresh[:room])
    controls = tuple(control_of(inquiry.knowing(*entry), *entry, inquiry.opened) for entry in shown)
    return Form(controls, len(fresh) - len(fresh[:room]), _presumptions(inquiry, shown), shown)


def _wanted(inquiry: Inquiry) -> Iterator[Entry]:
    """What is worth asking by itself, of all documents; the fields of records are asked in their lists."""
    found: dict[Entry, None] = {}
    for interview in inquiry.interviews:
        grouped = {option.name for group in interview.screens.grouped(interview.leads) for option in group.options}
        for lead in interview.leads:
            place = of_record(lead.name)
            if place is None and lead.name not in grouped:
                found.setdefault(("facts", lead.name))
    yield from found


def _presumptions(inquiry: Inquiry, shown: Iterable[Entry]) -> tuple[Presumptions, ...]:
    groups: dict[str, dict[str, Otherwise]] = {}
    present = {name for _, name in shown}
    for interview in inquiry.interviews:
        turned = {lead.name: lead for lead in interview.leads}
        for screen in interview.screens.grouped(interview.leads):
            for option in screen.options:
                lead = turned[option.name]
                text = ("yes" if lead.otherwise else "no") if lead.fact.type.kind == "boolean" else ""
                if option.name not in present:
                    groups.setdefault(screen.question, {}).setdefault(
                        option.name, Otherwise(option.name, option.text, option.beside, text)
                    )
    return tuple(Presumptions(question, tuple(options.values())) for question, options in groups.items())


def control_of(interview: Interview, section: Section, name: str, opened: Iterable[Entry] = ()) -> Control:
    """The control for one thing, as an interview asks for it; `opened` is what is shown of records in any case."""
    screen = interview.asking(section, name)
    is_list = section == "facts" and screen.type.kind == "list"
    return Control(
        section,
        name,
        screen.type.kind,
        screen.question,
        screen.options,
        screen.hint,
        screen.reasons,
        screen.presumed,
        screen.instead,
        _told(interview, section, name, screen),
        screen.type.optional,
        tuple(_rows(interview, name, screen.type, opened)) if is_list else (),
        name in interview.request.more,
    )


def _told(interview: Interview, section: Section, name: str, screen: Screen) -> Told | None:
    said = interview.request.facts if section == "facts" else interview.request.given
    if name not in said:
        return None
    value = said[name]
    if value == "unknown":
        return Told("", "", "unknown")
    entered = in_words(interview, section, name)
    plain = screen.type.kind in ("boolean", "choice")
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value) if plain else entered.value
    if isinstance(value, list):
        text = str(len(value))
    contested: Standing = "contested" if entered.standing == "contested" else ""
    return Told(text, entered.value, contested, entered.note)


def _rows(interview: Interview, listed: str, type_: p.Type, opened: Iterable[Entry]) -> Iterator[Row]:
    program, screens = interview.case.knowledge.program, interview.screens
    record = program.records[type_.name]
    open_leads = [lead.name for lead in interview.leads if lead.outcome is None]
    for number in range(len(interview.request.facts.get(listed, ()))):
        fields = [record_name(listed, number, field.name) for field in record.fields if not is_given(field)]
        shown = [("given", name) for name in interview.request.given] + list(opened)
        own = [entry for entry in dict.fromkeys(shown) if (of_record(entry[1]) or ())[:2] == (listed, number)]
        given = [name for section, name in own if section == "given"]
        wanted = {*interview.request.facts, *open_leads, *(name for _, name in own)}
        first = [name for name in fields if name in wanted]
        order = {name: at for at, name in enumerate(open_leads)}
        first.sort(key=lambda name: order.get(name, -1))
        label = capital(screens.wording.phrase(record.text)) + screens.words.say(
            "in_record", number=counted(f"{listed}[{number + 1}]")
        )
        yield Row(
            number + 1,
            label,
            (
                *(control_of(interview, "facts", name) for name in first),
                *(control_of(interview, "given", name) for name in given),
            ),
            tuple(control_of(interview, "facts", name) for name in fields if name not in first),
        )


def remaining(inquiry: Inquiry) -> tuple[Subject, ...]:
    """All other facts that the question rests on in the documents, by the clause whose rules look at them."""
    subjects: dict[str, dict[str, Control]] = {}
    shown = {name for _, name in inquiry.shown}
    for interview in inquiry.interviews:
        knowledge = interview.case.knowledge
        if interview.is_silent:
            continue
        inputs = inputs_of(knowledge)
        for record, slot in sorted(inputs.meaning.leaves(knowledge.root(inquiry.request.question))):
            kind, name = knowledge.layout.inputs[slot] if not record else ("", "")
            if kind != "fact" or name in shown or knowledge.program.facts[name].external is not None:
                continue
            title = interview.screens.subject(interview.lead(name))
            subjects.setdefault(title, {}).setdefault(name, control_of(interview, "facts", name))
            shown.add(name)
    return tuple(Subject(title, tuple(found.values())) for title, found in subjects.items())
