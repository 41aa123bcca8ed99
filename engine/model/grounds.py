"""On what a position rests: whose a norm is, what a question adds to it, and what is said to the contrary of it."""

from dsl.frozen import dataclass, replace
from dsl.norm_kinds import NORM_KINDS
from dsl.typed import program as p
from engine.model.expressions import BOOLEAN

CONFLICT = "conflict_of_"
"""Begins the name of the ambiguity that stands for two norms to the contrary of which neither has priority."""

NEVER = p.Constant(False, BOOLEAN)
_PARTY = p.Type("choice", "party")


@dataclass(frozen=True, slots=True)
class Ground:
    """One norm on which a position may rest, what the question adds to it, and the norms to the contrary.

    It is a ground where it is `held`: live, with what the question adds, and nothing to the contrary prevailing. A norm
    for each member of a list is held where it is of some member; what is added is then said of one for whom it is live.
    """

    norm: str
    covering: p.Expression | None
    contrary: tuple[str, ...]
    held: p.Expression


def ground(program: p.Program, name: str, added: p.Expression | None, contrary: tuple[str, ...] = ()) -> Ground:
    """A norm as a ground; `added` is said of the member for whom it is put, where it is put for each of a list."""
    norm = program.norms[name]
    live = live_of(norm)
    parts = [live] if added is None else [live, added]
    covering = added if added is None or added is NEVER else some_member(norm, joined(parts) if norm.member else added)
    if contrary:
        reading = p.Type("choice", CONFLICT + name)
        prevails = p.Operation(
            "equal",
            (p.Reference("reading", reading.name, reading), p.Constant("it_prevails", reading)),
            BOOLEAN,
        )
        opposition = joined([_opposing(norm, program.norms[other]) for other in contrary], "or")
        parts.append(p.Operation("or", (p.Operation("not", (opposition,), BOOLEAN), prevails), BOOLEAN))
    return Ground(name, covering, contrary, some_member(norm, joined(parts)))


def for_member(program: p.Program, whole: Ground, number: int) -> Ground:
    """A ground for each member of a list as it is one of a single member, by its number from 0."""
    norm, covering = program.norms[whole.norm], whole.covering
    alone = some_member(norm, live_of(norm)) if covering is None else covering
    found = alone if alone is NEVER else _of_one(alone, number)
    return replace(whole, held=_of_one(whole.held, number), covering=found)


def _of_one(some: p.Expression, number: int) -> p.Expression:
    assert isinstance(some, p.Aggregate)
    return replace(some, position=p.Constant(number + 1, p.Type("integer")))


def live_of(norm: p.Norm | p.Exception_) -> p.Expression:
    """Whether a norm or exception is live: of the member for whom it is put, where it is put for each of a list."""
    if norm.member is None:
        return p.Reference("live", norm.name, BOOLEAN)
    return p.FieldReference(norm.member.variable, norm.member.record, norm.name, BOOLEAN, derived=True, live=True)


def some_member(norm: p.Norm | p.Exception_, body: p.Expression) -> p.Expression:
    """Whether something holds, for some member of the list for each of whose members a norm is put."""
    if norm.member is None:
        return body
    member = norm.member
    return p.Aggregate("some", member.variable, member.record, member.source, body, None, None, BOOLEAN)


def joined(parts: list[p.Expression], operator: str = "and") -> p.Expression:
    """Whether all of several hold, or any of them."""
    if len(parts) == 1:
        return parts[0]
    return p.Operation("and" if operator == "and" else "or", tuple(parts), BOOLEAN)


# ---- whose a norm is


def whose(norm: p.Norm, parties: tuple[str, ...]) -> p.Expression | bool:
    """Whether a norm is the position of some parties, together where they are several; or what it takes to be theirs.

    What serves its bearers needs all of them where they have it jointly, and any of them otherwise; what binds its
    bearers binds each of them.
    """
    serves = NORM_KINDS[norm.kind].serves_bearer
    match norm.bearers:
        case (p.TakenParty(taken_from=None, name=name),):
            return name in parties
        case (p.TakenParty(taken_from=expression),) if expression is not None:
            if len(parties) == 1:
                return p.Operation("equal", (expression, p.Constant(parties[0], _PARTY)), BOOLEAN)
            return p.Operation("within", (expression,), BOOLEAN, parties) if serves else False
        case bearers if not serves:
            return set(parties) <= set(bearers)
        case bearers if norm.plurality == "jointly":
            return set(bearers) <= set(parties)
        case bearers:
            return not set(bearers).isdisjoint(parties)


def may_concern(bearers: tuple[p.Party, ...], parties: tuple[str, ...], declared: bool) -> bool:
    """Whether some parties are among the bearers of a norm, or may be on some facts; `declared` if they are parties."""
    return any(
        bearer in parties
        if isinstance(bearer, str)
        else (declared if bearer.taken_from is not None else bearer.name in parties and not declared)
        for bearer in bearers
    )


def may_be_alike(one: tuple[p.Party, ...], other: tuple[p.Party, ...]) -> bool:
    """Whether two norms have a bearer in common, or may have on some facts."""
    return any(_may_be_one(first, second) for first in one for second in other)


def _may_be_one(one: p.Party, other: p.Party) -> bool:
    match one, other:
        case str(), str():
            return one == other
        case p.TakenParty(taken_from=None), p.TakenParty(taken_from=None):
            return one.name == other.name
        case p.TakenParty(taken_from=None), _:
            return False
        case _, p.TakenParty(taken_from=None):
            return False
        case _:
            return True


def _opposing(norm: p.Norm, other: p.Norm) -> p.Expression:
    """What is to the contrary of a norm where another one is live: of the same member, and of the same party.

    Where two members or two facts say who bears them, it is left open that they may be the same.
    """
    if norm.member is not None and other.member is not None and norm.member.source == other.member.source:
        member = norm.member
        return p.FieldReference(member.variable, member.record, other.name, BOOLEAN, derived=True, live=True)
    live: p.Expression = p.Reference("live", other.name, BOOLEAN)
    match norm.bearers, other.bearers:
        case (str(name),), (p.TakenParty(taken_from=p.Reference() as fact),):
            same: p.Expression = p.Operation("equal", (fact, p.Constant(name, _PARTY)), BOOLEAN)
        case (p.TakenParty(taken_from=p.Reference() as fact),), (str(name),):
            same = p.Operation("equal", (fact, p.Constant(name, _PARTY)), BOOLEAN)
        case _:
            return live
    return joined([live, same])
