"""The form as data: what was told and what is worth asking, each as a control with its reasons, in a fixed place."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from engine.tongues import tongue
from engine.tongues.writing import capital

MOST_AT_ONCE = 4
"""How many things that were not told yet are asked at once; what comes after them waits."""

MOST_LAID_OUT = 12
"""Of how many records of a list all is laid out; of more, what belongs to one is once that is unfolded."""

MOST_SAID = 2
"""How much of what was told of a folded record is said, to tell it from the others."""

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
    """One record of a list: what of it was told or is worth asking, and what else may be told.

    One that may be folded has a `fold`, what is said of it then: some of what was told of it, and how much is worth
    asking. While it `is_folded` it has no controls.
    """

    number: int
    label: str
    controls: tuple[Control, ...]
    further: tuple[Control, ...]
    fold: str = ""
    is_folded: bool = False
    lacking: int = 0


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


def form_of(inquiry: Inquiry, most: int = MOST_AT_ONCE, unfolded: Collection[str] = ()) -> Form:
    """The form: what was told or shown stays where it was; then what can still change an answer, in its order.

    `unfolded` are the records of long lists that are laid out all the same, as `outages[17]`.
    """
    told = {entry for entry in inquiry.trail if of_record(entry[1]) is None}
    wanted = tuple(_wanted(inquiry))
    kept = [entry for entry in inquiry.shown if entry in told or entry in wanted or entry in inquiry.opened]
    own = [entry for entry in (*inquiry.trail, *inquiry.opened) if of_record(entry[1]) is None]
    kept += [entry for entry in dict.fromkeys(own) if entry not in kept]
    fresh = [entry for entry in wanted if entry not in kept]
    room = max(0, most - sum(entry not in told for entry in kept))
    shown = (*kept, *fresh[:room])
    controls = tuple(control_of(inquiry.knowing(*entry), *entry, inquiry.opened, unfolded) for entry in shown)
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


def control_of(
    interview: Interview, section: Section, name: str, opened: Iterable[Entry] = (), unfolded: Collection[str] = ()
) -> Control:
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
        tuple(_rows(interview, name, screen.type, opened, unfolded)) if is_list else (),
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


def row_of(inquiry: Inquiry, listed: str, number: int) -> Row | None:
    """One record of a list that is unfolded, by its number from 1; None where there is none. Raises `Rejected`."""
    name = f"{listed}[{number}]"
    rows = control_of(inquiry.knowing("facts", listed), "facts", listed, inquiry.opened, (name,)).records
    return next((row for row in rows if row.number == number), None)


def _rows(
    interview: Interview, listed: str, type_: p.Type, opened: Iterable[Entry], unfolded: Collection[str]
) -> Iterator[Row]:
    program, words = interview.case.knowledge.program, interview.screens.words
    record = program.records[type_.name]
    open_leads = [lead.name for lead in interview.leads if lead.outcome is None]
    order = {name: at for at, name in enumerate(open_leads)}
    shown = dict.fromkeys([*(("given", name) for name in interview.request.given), *opened])
    own = {*interview.request.facts, *open_leads, *(name for _, name in shown)}
    lacking = Counter(found[:2] for found in map(of_record, open_leads) if found is not None)
    text, records = capital(interview.screens.wording.phrase(record.text)), interview.request.facts.get(listed, ())
    is_long = len(records) > MOST_LAID_OUT
    for number in range(len(records)):
        fields = [record_name(listed, number, field.name) for field in record.fields if not is_given(field)]
        told = [name for name in fields if name in interview.request.facts]
        label = text + words.say("in_record", number=counted(f"{listed}[{number + 1}]"))
        untold = lacking[listed, number]
        fold = _folded(interview, told, untold) if is_long else ""
        just_added = number == len(records) - 1 and not told
        if is_long and not just_added and f"{listed}[{number + 1}]" not in unfolded:
            yield Row(number + 1, label, (), (), fold, True, untold)
            continue
        given = [name for section, name in shown if section == "given" and _is_of(name, listed, number)]
        first = sorted((name for name in fields if name in own), key=lambda name: order.get(name, -1))
        controls = [control_of(interview, "facts", name) for name in first]
        controls += [control_of(interview, "given", name) for name in given]
        further = tuple(control_of(interview, "facts", name) for name in fields if name not in first)
        yield Row(number + 1, label, tuple(controls), further, fold, False, untold)


def _is_of(name: str, listed: str, number: int) -> bool:
    return (of_record(name) or ())[:2] == (listed, number)


def _folded(interview: Interview, told: Sequence[str], untold: int) -> str:
    """What is said of a record while it is folded."""
    words = tongue(interview.language).words("tab")
    known = [name for name in told if interview.request.facts[name] != "unknown"]
    said = [in_words(interview, "facts", name).value for name in known[:MOST_SAID]]
    return words["apart"].join([*said, *([words.say("lacking", number=untold)] if untold else [])])


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
