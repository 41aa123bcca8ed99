"""The pages of the questions: both documents side by side, and the facts that each answer turns on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from dsl.typed import program as p
from engine.faces.site import links
from engine.faces.site.clauses import ToldRow, told_rows
from engine.faces.site.conditions import Conditions
from engine.faces.site.grids import Grid, grid_of
from engine.faces.site.links import plain
from engine.faces.site.pages import Maker, Page, remembered
from engine.faces.site.pictures import Pictures
from engine.faces.site.scribe import Scribe
from engine.faces.site.volumes import Abstract, Volume
from engine.tongues.writing import capital

MOST_FACTS = 8
"""How many facts are shown at once; the rest folds away."""


@dataclass(frozen=True, slots=True)
class Basis:
    """One norm or value that an answer can rest on."""

    gist: str
    citation: str
    notes: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What one document has to say on a question."""

    title: str
    key: str
    is_silent: bool
    verdict: str
    silence: tuple[str, ...]
    nearest: str
    look: str
    bases: tuple[Basis, ...]
    facts: tuple[str, ...]
    more: tuple[str, ...]
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
    return repr((str(maker.state.folder), states, told))


def side(maker: Maker, volume: Volume, question: p.Question, here: str, with_picture: bool = True) -> Side:
    """One document's side of a question, as it stands on the page `here`."""
    scribe = maker.scribe(volume, here)
    abstract = maker.state.abstract.get((volume.document, volume.edition, question.name))
    silences = [s for s in volume.program.silences if question.name in s.questions]
    asked = volume.knowledge.asked(question.name) if question.name in volume.program.questions else None
    is_silent = asked is None or asked.root is None
    facts = _facts(scribe, abstract) if abstract and not is_silent else []
    told = [one for one in maker.state.told_on(question.name) if one.document == volume.document]
    return Side(
        plain(volume.entry.title.in_language(maker.language)),
        volume.document,
        is_silent,
        verdict(maker, abstract, is_silent),
        tuple(scribe.sentence(silence.text) for silence in silences),
        scribe.cite(tuple(dict.fromkeys(place for silence in silences for place in silence.nearest))),
        ", ".join(dict.fromkeys(scribe.term("external", name) for silence in silences for name in silence.look)),
        tuple(bases(scribe, question)),
        tuple(facts[:MOST_FACTS]),
        tuple(facts[MOST_FACTS:]),
        tuple(_readings(scribe, abstract)) if abstract else (),
        tuple(told_rows(maker, scribe, told, False)),
        Pictures(scribe).of_question(question.name) if with_picture and not is_silent else "",
    )


def verdict(maker: Maker, abstract: Abstract | None, is_silent: bool) -> str:
    """The answer before any fact is known, in a few words."""
    words = maker.words
    if is_silent or abstract is None:
        return words["a_silent"]
    match abstract.answer:
        case "undetermined":
            number = len(abstract.missing)
            return words["depends_one"] if number == 1 else words["depends"].format(number=number)
        case "turns-on-reading":
            return words["reading_whatever"]
        case "value":
            return words["value_whatever"].format(value=plain(abstract.shown[maker.language]))
        case "yes" | "no" as word:
            return words[f"{word}_whatever"]
        case other:
            return words[f"a_{other}"]


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
        for kind in ("notice", "deadline", "form"):
            texts = [q.text for q in norm.qualifiers if q.kind == kind]
            for text in texts:
                shown = scribe.say(text) if text else words["nothing_stated"]
                notes.append(f"{words[kind]}{words['colon']} {shown}")
        if question.covering is not None and ground.covering is not None:
            notes.append(
                f"{capital(scribe.term('aspect', question.covering))}{words['colon']} "
                f"{_covered(conditions, ground.covering)}"
            )
        exceptions = volume.limits.get(norm.name, [])
        if exceptions:
            notes.append(f"{words['limited_by']}{words['colon']} " + "; ".join(scribe.declared(e) for e in exceptions))
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
        text = scribe.link(plain(shown.in_language(scribe.language)), links.fact_place(fact.name, fact.kind))
        if fact.kind == "judgement":
            text += f" ({scribe.words['judgement']})"
        found.append(f"{text} **{scribe.words['decisive']}**" if decisive else text)
    return found


def _readings(scribe: Scribe, abstract: Abstract) -> Iterator[str]:
    for name in abstract.relevant:
        ambiguity = scribe.program.ambiguities[name]
        yield scribe.declared(ambiguity, plain(ambiguity.text.in_language(scribe.language)))


def _overview(maker: Maker) -> Page:
    here = "questions/index.md"
    scribe = maker.first(here)
    topics = []
    for topic, questions in maker.state.topics().items():
        rows = []
        for question in questions:
            cells = []
            for volume in maker.state.newest:
                asked = volume.knowledge.asked(question.name) if question.name in volume.program.questions else None
                abstract = maker.state.abstract.get((volume.document, volume.edition, question.name))
                cells.append(verdict(maker, abstract, asked is None or asked.root is None))
            rows.append((scribe.link(scribe.say_question(question), links.question_page(question.name)), cells))
        topics.append((scribe.topic(topic), links.anchor(topic), rows))
    return maker.page(
        here,
        maker.words["questions"],
        "questions",
        topics=topics,
        titles=[plain(volume.entry.title.in_language(maker.language)) for volume in maker.state.newest],
    )


def _question(maker: Maker, question: p.Question) -> Page:
    here = links.question_page(question.name)
    scribe = maker.first(here)
    sides = [side(maker, volume, question, here) for volume in maker.state.newest]
    title = question.text.in_language(maker.language)
    return maker.page(
        here,
        title,
        "question",
        name=question.name,
        topic=scribe.link(scribe.topic(question.topic), f"questions/index.md#{links.anchor(question.topic)}"),
        sides=sides,
        commands=[(s.key, s.title) for s in sides if not s.is_silent],
    )
