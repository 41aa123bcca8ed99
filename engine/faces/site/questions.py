"""The pages of the questions: what each document answers in general, its cases, limits and form, side by side."""

from collections.abc import Iterator
from functools import partial

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.explain.in_general import InGeneral, Unprompted, difference, document_name, in_general
from engine.faces.site import links
from engine.faces.site.clauses import ToldRow, told_rows
from engine.faces.site.conditions import Conditions, unlinked
from engine.faces.site.grids import Grid, grid_of
from engine.faces.site.norms import Entries
from engine.faces.site.pages import Maker, Page, remembered
from engine.faces.site.pictures import Pictures
from engine.faces.site.prose import condition
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import Abstract, Volume
from engine.print.markdown_text import plain
from engine.tongues.writing import capital

MOST_SHOWN = 6
"""How many cases, limits or points are shown at once; where there are more, they fold away."""

MOST_LETTERS = 260
"""How long a case may be to be told at the head of a question."""


@dataclass(frozen=True, slots=True)
class Basis:
    """One norm or value that an answer can rest on."""

    gist: str
    citation: str
    notes: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What one document has to say on a question: the answer in prose, then what it is made from."""

    title: str
    key: str
    is_silent: bool
    answer: str
    conditions: tuple[str, ...]
    silence: tuple[str, ...]
    nearest: str
    look: str
    bases: tuple[Basis, ...]
    limits: tuple[str, ...]
    computed: tuple[str, ...]
    facts: tuple[str, ...]
    readings: tuple[str, ...]
    told: tuple[ToldRow, ...]
    picture: str


def question_pages(maker: Maker) -> Iterator[Page]:
    """The overview of the questions, and one page for each."""
    yield _overview(maker)
    for question in maker.state.questions.values():
        yield remembered(
            maker.language,
            links.question_page(question.name),
            _digest(maker, question),
            partial(_question, maker, question),
        )


def _digest(maker: Maker, question: p.Question) -> str:
    """The state of all that a question's page shows."""
    states = [v.state_of(question.name) for v in maker.state.newest if question.name in v.program.questions]
    told = [
        (t.title, t.document, t.answer, t.shown, t.ordinary, bool(t.opinion))
        for t in maker.state.told_on(question.name)
    ]
    return repr((str(maker.state.folder), states, told, maker.asks))


def side(maker: Maker, volume: Volume, question: p.Question, here: str) -> Side:
    """One document's side of a question, as it stands on the page `here`."""
    scribe = maker.scribe(volume, here)
    abstract = maker.state.abstract.get((volume.document, volume.edition, question.name))
    silences = [s for s in volume.program.silences if question.name in s.questions]
    general = general_of(maker, volume, question)
    is_silent = general.bearing == "silent"
    told = [one for one in maker.state.told_on(question.name) if one.document == volume.document]
    answer, conditions = answer_in_prose(scribe, question, general)
    added = (plain(abstract.short[maker.language]),) if conditions and abstract and abstract.first == "silent" else ()
    return Side(
        plain(maker.phrase(volume.entry.title)),
        volume.document,
        is_silent,
        "" if silences and is_silent else answer,
        conditions,
        (*added, *(scribe.sentence(silence.text) for silence in silences)),
        scribe.cite(tuple(dict.fromkeys(place for silence in silences for place in silence.nearest))),
        ", ".join(dict.fromkeys(scribe.term("external", name) for silence in silences for name in silence.look)),
        tuple(bases(scribe, question)),
        tuple(_limits(scribe, general)),
        () if conditions else _computed(scribe, question),
        tuple(_facts(scribe, abstract)) if abstract and not is_silent else (),
        tuple(_readings(scribe, abstract)) if abstract else (),
        tuple(told_rows(maker, scribe, told, False)),
        Pictures(scribe).of_question(question.name) if not is_silent else "",
    )


def general_of(maker: Maker, volume: Volume, question: p.Question) -> InGeneral:
    """What a document says on a question before any fact is told."""
    if question.name not in volume.program.questions:
        return InGeneral.silent(volume.program, maker.language)
    asked = volume.knowledge.asked(question.name)
    found = maker.state.abstract[(volume.document, volume.edition, question.name)]
    language = maker.language
    whole = _condition_told(volume, question, language)
    unprompted = Unprompted(found.first, found.preferred, found.shown[language], found.short[language], whole)
    return in_general(volume.knowledge, asked, unprompted, language)


def _condition_told(volume: Volume, question: p.Question, language: str) -> str:
    """The condition of a yes that no norm gives, where a sentence can hold it."""
    value = volume.program.values.get(question.target or "")
    if value is None or not volume.knowledge.asked(question.name).is_yes_no:
        return ""
    return condition(volume, value.expression, language)


def answer_in_prose(scribe: Scribe, question: p.Question, general: InGeneral) -> tuple[str, tuple[str, ...]]:
    """The answer in prose, and the list that it begins where no sentence can hold the condition of a yes."""
    volume = scribe.volume
    if general.bearing not in ("condition", "computed") or _condition_told(volume, question, scribe.language):
        return plain(general.sentence), ()
    value = volume.program.values[question.target or ""]
    said = Conditions(scribe).computed(value.expression)
    cited = f" ({scribe.cite(value.citations)})" if value.citations else ""
    lines = (
        tuple(line for part in said.parts for line in part.lines())
        if general.bearing == "computed" or said.joint
        else tuple(said.lines())
    )
    if general.bearing == "computed":
        is_told = (
            bool(lines)
            and isinstance(value.expression, p.Operation)
            and all(len(unlinked(line)) <= MOST_LETTERS for line in lines)
        )
        return (scribe.word("it_depends", cited=cited), lines) if is_told else (plain(general.sentence), ())
    key = ("yes_if_all" if said.joint == scribe.words["and"] else "yes_if_one") if said.joint else "yes_if"
    return scribe.word(key, cited=cited), lines


def _limits(scribe: Scribe, general: InGeneral) -> Iterator[str]:
    """What defeats the norms that an answer rests on, each once; what reads alike is one with all of its places."""
    limits = scribe.volume.limits
    alike: dict[str, dict[str, p.Exception_]] = {}
    for norm in general.norms:
        for exception in limits.get(norm.name, ()):
            alike.setdefault(capital(scribe.say(exception.text)), {})[exception.name] = exception
    for text, found in alike.items():
        first, places = next(iter(found.values())), [place for one in found.values() for place in one.citations]
        yield f"{scribe.declared(first, text)} ({scribe.cite(tuple(dict.fromkeys(places)))})"


def _computed(scribe: Scribe, question: p.Question) -> tuple[str, ...]:
    """How a value is worked out, where the question asks for one that is no table."""
    value = scribe.program.values.get(question.target or "") if question.asks == "value" else None
    return Entries(scribe).computed(value) if value is not None and value.record is None else ()


def bases(scribe: Scribe, question: p.Question) -> Iterator[Basis]:
    """The norms, or the value, that the answer of a document rests on."""
    volume, words = scribe.volume, scribe.words
    if question.name not in volume.program.questions:
        return
    asked = volume.knowledge.asked(question.name)
    if asked.root is None:
        return
    conditions = Conditions(scribe)
    if not asked.grounds:
        value = volume.program.values[question.target or ""]
        inner = [v for v in (value, *_below(volume, value)) if grid_of(v, conditions)][:3]
        yield Basis(scribe.declared(value, capital(scribe.say(value.text))), scribe.cite(value.citations))
        for one in inner:
            yield Basis(
                scribe.declared(one, capital(scribe.say(one.text))),
                scribe.cite(one.citations),
                grid=grid_of(one, conditions),
            )
        return
    for ground in asked.grounds:
        norm = volume.program.norms[ground.norm]
        notes = []
        for kind in ("notice", "form", "extent", "duration"):
            stated = [q for q in norm.qualifiers if q.kind == kind]
            texts = scribe.in_a_row(scribe.say(q.text) for q in stated if q.text)
            if stated and (shown := texts or words.get(f"no_{kind}")):
                notes.append(f"{words[kind]}{words['colon']} {shown}")
        if norm.deadline is not None:
            notes.append(f"{words['deadline']}{words['colon']} {conditions.term(norm.deadline)}")
        if question.covering is not None and ground.covering is not None:
            notes.append(
                f"{capital(scribe.term('aspect', question.covering))}{words['colon']} "
                f"{_covered(conditions, ground.covering)}"
            )
        yield Basis(scribe.declared(norm, capital(scribe.say(norm.text))), scribe.cite(norm.citations), tuple(notes))


def _covered(conditions: Conditions, covering: p.Expression) -> str:
    words = conditions.words
    if isinstance(covering, p.Constant):
        return words["covers_yes" if covering.value else "covers_no"]
    return f"{words['if']} {conditions.said(covering).inline()}"


def _below(volume: Volume, value: p.Value) -> list[p.Value]:
    """The values that a value rests on, nearest first."""
    import networkx

    kind = "table" if isinstance(value.expression, p.Lookup) else "value"
    node = f"{kind}:{value.name}"
    if node not in volume.graph:
        return []
    return [
        volume.graph.nodes[n]["node"]
        for _, n in networkx.bfs_edges(volume.graph, node)
        if volume.graph.nodes[n]["kind"] in ("value", "table")
    ]


def _facts(scribe: Scribe, abstract: Abstract) -> list[str]:
    """The facts that can matter as plain questions, the decisive ones marked."""
    found = []
    for name, decisive in abstract.missing:
        fact = scribe.program.facts.get(name.partition("[")[0])
        if fact is None:
            continue
        shown = fact.ask or fact.text
        text = scribe.link(plain(scribe.phrase(shown)), links.fact_place(fact.name, fact.kind))
        if fact.kind == "judgement":
            text += f" ({scribe.words['judgement']})"
        found.append(f"{text} **{scribe.words['decisive']}**" if decisive else text)
    return found


def _readings(scribe: Scribe, abstract: Abstract) -> Iterator[str]:
    for name in abstract.relevant:
        ambiguity = scribe.program.ambiguities[name]
        yield scribe.declared(ambiguity, plain(scribe.phrase(ambiguity.text)))


def _overview(maker: Maker) -> Page:
    here = "questions/index.md"
    scribe = maker.first(here)
    topics = []
    for topic, questions in maker.state.topics().items():
        rows = []
        for question in questions:
            cells = [plain(capital(general_of(maker, volume, question).lead)) for volume in maker.state.newest]
            rows.append((scribe.link(scribe.say_question(question), links.question_page(question.name)), cells))
        topics.append((scribe.topic(topic), topic, rows))
    return maker.page(
        here,
        maker.words["questions"],
        "questions",
        hide=("toc",),
        topics=topics,
        titles=[plain(document_name(volume.program, maker.language)) for volume in maker.state.newest],
    )


def difference_of(maker: Maker, question: p.Question) -> str:
    """How the documents differ on a question, as Markdown; empty where there is one document."""
    sides = [general_of(maker, volume, question) for volume in maker.state.newest]
    return plain(difference(sides, maker.language))


def _question(maker: Maker, question: p.Question) -> Page:
    here = links.question_page(question.name)
    scribe = maker.first(here)
    sides = [side(maker, volume, question, here) for volume in maker.state.newest]
    title = maker.phrase(question.text)
    return maker.page(
        here,
        title,
        "question",
        hide=("toc",),
        ask=maker.asking(here, question.name),
        name=question.name,
        topic=scribe.link(scribe.topic(question.topic), f"questions/index.md#{question.topic}"),
        difference=difference_of(maker, question),
        sides=sides,
        most=MOST_SHOWN,
        commands=[(s.key, s.title) for s in sides if not s.is_silent],
    )
