"""What a question is put to alone: a duty or another norm by its name, a clause, an action, an event.

norms_meant(knowledge, "provider-in-breach", "warn_first")     # the norm
norms_meant(knowledge, "provider-in-breach", "clause 9")       # the norms of a clause, as any language cites it
norms_meant(knowledge, "provider-in-breach", "suspend")        # those on an action, or on a kind of it
norms_meant(knowledge, "provider-in-breach", "block_lifted_on")  # those that turn on what happened
norms_meant(knowledge, "in-breach", "tenant")                # those of a party
norms_meant(knowledge, "in-breach", "holders[2]")            # those for each member of a list, of one of them alone
"""

from collections.abc import Iterable, Iterator, Sequence

from dsl.clause_name import is_within
from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.locator import Locator, PlacePart
from dsl.position import Span
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.case import Case
from engine.explain.cite import Citer
from engine.library.knowledge import KnowledgeBase
from engine.model.asked import Asked, PutAlone, instances_of, kinds_of, of_member, put_to, source_of
from engine.model.grounds import some_member
from engine.model.record_names import OfRecord, member_named, of_record, record_name
from engine.tongues import tongue

_CLAUSES = ("article", "clause", "section", "section_sign", "number")
"""What people call a clause: of which style a document is they need not know."""
MOST_NAMED = 100
"""To how many things a question is put alone, at most: each is looked for in all on which it could rest."""


def narrowed(
    knowledge: KnowledgeBase, question: str, of: Sequence[str], place: Span | None = None, lenient: bool = False
) -> str:
    """The name of a question put to what is named alone; the question's own where nothing is.

    Raises `Rejected` where that is nothing on which the question could rest; with `lenient`, as when it is put to every
    document, a document without such norms has none to go by.
    """
    if not of:
        return question
    asked = knowledge.asked(question)
    names = tuple(dict.fromkeys(of))
    if len(names) > MOST_NAMED:
        message = told("`of` names more than {most} things", most=MOST_NAMED)
        raise Rejected([Diagnostic("wrong-type", message, (Label(place),) if place else (), "name whole clauses")])
    found: dict[str, None] = {}
    wrong = []
    for named in names:
        norms = tuple(norms_meant(knowledge, asked, named))
        if not norms and not lenient:
            wrong.append(_unknown(knowledge.program, asked, named, place))
        found |= dict.fromkeys(norms)
    if wrong:
        raise Rejected(wrong)
    order = list(knowledge.program.norms)
    meant = sorted(found, key=lambda name: order.index(of_member(knowledge.program, name)[0]))
    return put_to(question, tuple(meant) or names)


def check_members(case: Case, question: str) -> None:
    """Raises `Rejected` where a question is put for a member that a list doesn't have."""
    records = {
        listed: len(case.facts.get(listed) or ()) for listed, _ in members_named(case.knowledge.program, question)
    }
    wrong = [
        no_such_member(listed, number, records[listed])
        for listed, number in members_named(case.knowledge.program, question)
        if number >= records[listed]
    ]
    if wrong:
        raise Rejected(wrong)


def members_named(program: p.Program, question: str) -> Iterator[tuple[str, int]]:
    """The members for which alone a question is put: the list of each, and its number from 0."""
    for name in (question.question, *question.norms) if isinstance(question, PutAlone) else (question,):
        norm, number = of_member(program, name)
        if number is not None:
            member = program.norms[norm].member
            assert member is not None
            yield source_of(member), number


def no_such_member(listed: str, number: int, records: int) -> Diagnostic:
    """That a list of so many records has none with a number (from 0)."""
    message = told(
        "`{listed}` has {number} records: there is no `{listed}[{place}]`",
        listed=listed,
        number=records,
        place=number + 1,
    )
    return Diagnostic("no-such-record", message, (), "its records are counted from 1")


def norms_meant(knowledge: KnowledgeBase, asked: Asked, named: str) -> Iterator[str]:
    """The norms on which a question could rest and that are meant by a name or a citation."""
    program, citer = knowledge.program, Citer(knowledge.program.edition)
    grounds = {ground.norm: ground for ground in asked.grounds}
    if meant := instances_of(program, named):
        yield from (name for name in grounds if name in meant)
        return
    if (found := of_record(named) or member_named(named)) is not None:
        yield from _of_one_member(program, grounds, found)
        return
    actions = kinds_of(program, named) if f"action:{named}" in program.terms else set()
    fact = ("", knowledge.layout.slot("fact", named)) if named in program.facts else None
    for name, ground in grounds.items():
        norm = program.norms[name]
        if (
            named in norm.bearers
            or norm.action in actions
            or (norm.member is not None and source_of(norm.member) == named)
            or any(_is_cited(citer, program, place, named) for place in norm.citations)
        ):
            yield name
        elif fact is not None:
            tests = knowledge.layout.conditions(name)
            if ground.covering is not None:
                tests = [*tests, some_member(norm, ground.covering)]
            leaves, asked_of = knowledge.meaning.leaves, knowledge.meaning.asked
            if any(fact in leaves(asked_of(test)) for test in tests):
                yield name


def _of_one_member(program: p.Program, grounds: Iterable[str], place: OfRecord) -> Iterator[str]:
    """The norms for each member of a list, of one of them: one that is named, or all."""
    listed, number, named = place
    for name in grounds:
        member = program.norms[name].member
        if member is not None and source_of(member) == listed and named in ("", name):
            yield record_name(listed, number, name)


def _is_cited(citer: Citer, program: p.Program, locator: str, named: str) -> bool:
    """Whether a place is the one that a citation names in some language of the document, or lies inside it."""
    if Locator.parse(locator).clause == named:
        return True
    if any(_is_read(citer, locator, tongue(language).read(named)) for language in program.edition.languages):
        return True
    wanted = _plain(named)
    cited = (_plain(citer.cite(locator, language)) for language in program.edition.languages)
    return any(form == wanted or form.startswith(wanted + ",") for form in cited)


def _is_read(citer: Citer, locator: str, wanted: tuple[PlacePart, ...]) -> bool:
    """Whether a place lies in what was read of a citation, whichever word that has for a clause."""
    if not wanted or wanted[0].kind not in _CLAUSES:
        return False
    place = Locator.parse(locator)
    own, named = place.clause.casefold(), wanted[0].number
    if len(wanted) == 1:
        return own == named or is_within(own, named)
    whole, short = (place.parts(citer.style, single_paragraph=single) for single in (False, True))
    ways = (whole, short) if citer.is_single(place.clause) else (whole,)
    return own == named and any(way[1 : len(wanted)] == wanted[1:] for way in ways)


def _plain(citation: str) -> str:
    return " ".join(citation.casefold().split())


def _unknown(program: p.Program, asked: Asked, named: str, place: Span | None) -> Diagnostic:
    grounds = [ground.norm for ground in asked.grounds]
    if meant := instances_of(program, named):
        help_line: str = (
            told("nothing says when `{named}` is breached; ask for it by its name: `ask {named}`", named=named)
            if asked.question.asks == "breach" and set(asked.question.parties) <= set(program.norms[meant[0]].bearers)
            else told("ask for it by its name: `ask {named}`", named=named)
        )
    else:
        help_line = suggestion(named, grounds) or _some_of(grounds)
    return Diagnostic(
        "unknown-duty",
        told("`{question}` rests on nothing that `{named}` names", question=asked.question.name, named=named),
        (Label(place),) if place else (),
        help_line,
    )


def _some_of(grounds: list[str]) -> str:
    if not grounds:
        return told("it asks for a value, not for norms")
    shown = ", ".join(f"`{name}`" for name in grounds[:6]) + (" …" if len(grounds) > 6 else "")
    return told("name a norm, a clause, an action, a party or a fact; it rests on {shown}", shown=shown)
