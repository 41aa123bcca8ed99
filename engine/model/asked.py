"""What a question asks of a program: the expression that decides it, and the norms on which it rests."""

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.model.expressions import BOOLEAN, conjuncts
from engine.model.store import peek
from engine.tongues import phrase

CONFLICT = "conflict_of_"
"""Begins the name of the ambiguity that stands for two norms to the contrary of which neither has priority."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One norm on which a position may rest, what the question adds to it, and the norms to the contrary."""

    norm: str
    covering: p.Expression | None
    contrary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to one program. Without `root` the document has nothing to say: it is silent."""

    question: p.Question
    root: p.Expression | None
    grounds: tuple[Ground, ...]
    type: p.Type

    @property
    def is_yes_no(self) -> bool:
        """Whether the answer is yes or no rather than a value."""
        return self.type.kind == "boolean"


def question_named(program: p.Program, name: str) -> p.Question | None:
    """The question of that name: one of the vocabulary's, or the one that each norm answers under its own name.

    What counsel's list of questions doesn't come to can so be asked all the same: does this norm hold on these facts?
    """
    if name in program.questions or name not in program.norms:
        return program.questions.get(name)
    norm = program.norms[name]
    text = phrase(
        program.edition.languages,
        lambda tongue: tongue.words("asking").say("norm", norm=norm.text.in_language(tongue.tag).rstrip(" .")),
    )
    return p.Question(name, "", text, "norm", (norm.kind,), norm.bearer, name, None)


def askable(program: p.Program) -> tuple[str, ...]:
    """Everything that can be asked by name: the questions of the vocabulary, then the norms."""
    return (*program.questions, *program.norms)


def kinds_of(program: p.Program, action: str) -> set[str]:
    """An action and every action that is a kind of it."""
    found = {action}
    grown = True
    while grown:
        more = {term.name for term in program.terms.values() if term.kind == "action" and found & set(term.kinds)}
        grown = not more <= found
        found |= more
    return found


def genera_of(program: p.Program, action: str) -> set[str]:
    """An action and everything that it is a kind of."""
    found, pending = set(), [action]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            term = program.terms.get(f"action:{name}")
            pending += term.kinds if term else ()
    return found


def ask(program: p.Program, question: p.Question) -> Asked:
    """What `question` comes to in `program` (`engine/README.md`: how a question is answered)."""
    assert question.target is not None or question.asks == "breach"
    match question.asks:
        case "value":
            value = program.values.get(question.target or "")
            if value is None or value.record is not None:
                return Asked(question, None, (), BOOLEAN)
            return Asked(question, p.Reference("value", value.name, value.type), (), value.type.required())
        case "norm":
            name = question.target or ""
            ground = Ground(name, None, _contrary(program, name))
            return Asked(question, _any((ground,)), (ground,), BOOLEAN)
        case "breach":
            norms = program.norms
            grounds = tuple(
                Ground(name, norms[name].breached)
                for name in norms
                if peek(norms, name, "bearer") == question.party and peek(norms, name, "breached") is not None
            )
            return Asked(question, _any(grounds), grounds, BOOLEAN)
        case "liberty":
            actions = kinds_of(program, question.target or "") | genera_of(program, question.target or "")
            grounds = tuple(Ground(name, None) for name in _norms(program, ("prohibition",), question.party, actions))
            forbidden = _any(grounds)
            root = p.Operation("not", (forbidden,), BOOLEAN) if forbidden else None
            return Asked(question, root, grounds, BOOLEAN)
        case _:
            return _position(program, question)


def _position(program: p.Program, question: p.Question) -> Asked:
    actions = kinds_of(program, question.target or "")
    grounds = []
    for norm in _norms(program, question.kinds, question.party, actions):
        covering = None
        if question.covering is not None:
            coverings = program.norms[norm].coverings
            covering = next((c.condition for c in coverings if c.aspect == question.covering), _NEVER)
        grounds.append(Ground(norm, covering, _contrary(program, norm)))
    return Asked(question, _any(tuple(grounds)), tuple(grounds), BOOLEAN)


_NEVER = p.Constant(False, BOOLEAN)
_OPPOSITES = {"power": "prohibition", "permission": "prohibition", "obligation": "prohibition"}


def _norms(program: p.Program, kinds: tuple[str, ...], bearer: str | None, actions: set[str]) -> list[str]:
    """The names of the norms of some kinds, of a bearer, on some actions."""
    norms = program.norms
    return [
        name
        for name in norms
        if peek(norms, name, "kind") in kinds
        and peek(norms, name, "bearer") == bearer
        and peek(norms, name, "action") in actions
    ]


def _contrary(program: p.Program, norm: str) -> tuple[str, ...]:
    """Prohibitions of the same bearer on the same action or on one that it is a kind of, no priority settling it.

    Those are left out that can evidently not be live together with the norm.
    """
    opposite = _OPPOSITES.get(peek(program.norms, norm, "kind"))
    if opposite is None:
        return ()
    genera = genera_of(program, peek(program.norms, norm, "action"))
    settled = {priority.over for priority in program.priorities if priority.name == norm}
    settled |= {priority.name for priority in program.priorities if priority.over == norm}
    found = _norms(program, (opposite,), peek(program.norms, norm, "bearer"), genera)
    return tuple(
        other
        for other in found
        if other not in settled
        and not _is_defeated_by_conditions(program, norm, other)
        and not _is_defeated_by_conditions(program, other, norm)
    )


def _is_defeated_by_conditions(program: p.Program, norm: str, other: str) -> bool:
    """Whether an exception to a norm, to which there is none in turn, is live whenever the other norm is.

    That is told where each of its conditions is, to the letter, one of the other norm's own.
    """
    held = _conjuncts(program.norms[other].conditions)
    return any(
        norm in exception.targets
        and all(condition in held for condition in _conjuncts(exception.conditions))
        and not any(exception.name in further.targets for further in program.exceptions.values())
        for exception in program.exceptions.values()
    )


def _conjuncts(conditions: tuple[p.Condition, ...]) -> list[p.Expression]:
    return [part for condition in conditions for part in conjuncts(condition.expression)]


def conflicts(program: p.Program) -> dict[str, p.Ambiguity]:
    """The ambiguities that norms to the contrary give rise to, by name; none of their readings is preferred."""

    def said(key: str) -> p.Phrase:
        return phrase(program.edition.languages, lambda tongue: tongue.words("asking")[key])

    found = {}
    bearers = {
        peek(program.norms, name, "bearer")
        for name in program.norms
        if peek(program.norms, name, "kind") == "prohibition"
    }
    for name in program.norms:
        contrary = _contrary(program, name) if peek(program.norms, name, "bearer") in bearers else ()
        if not contrary:
            continue
        norm = program.norms[name]
        others = [program.norms[name] for name in contrary]
        citations = tuple(dict.fromkeys([*norm.citations, *(c for other in others for c in other.citations)]))
        found[CONFLICT + norm.name] = p.Ambiguity(
            CONFLICT + norm.name,
            said("conflict"),
            (
                p.Option("it_prevails", norm.text, said("it_prevails")),
                p.Option("it_yields", others[0].text, said("it_yields")),
            ),
            citations,
            norm.clause,
            norm.place,
        )
    return found


def _any(grounds: tuple[Ground, ...]) -> p.Expression | None:
    """True when some ground holds."""
    alternatives: list[p.Expression] = []
    for ground in grounds:
        parts: list[p.Expression] = [p.Reference("live", ground.norm, BOOLEAN)]
        if ground.covering is not None:
            parts.append(ground.covering)
        if ground.contrary:
            name = CONFLICT + ground.norm
            prevails = p.Operation(
                "equal",
                (
                    p.Reference("reading", name, p.Type("choice", name)),
                    p.Constant("it_prevails", p.Type("choice", name)),
                ),
                BOOLEAN,
            )
            opposed = tuple(p.Reference("live", other, BOOLEAN) for other in ground.contrary)
            opposition = p.Operation("or", opposed, BOOLEAN) if len(opposed) > 1 else opposed[0]
            parts.append(p.Operation("or", (p.Operation("not", (opposition,), BOOLEAN), prevails), BOOLEAN))
        alternatives.append(p.Operation("and", tuple(parts), BOOLEAN) if len(parts) > 1 else parts[0])
    if not alternatives:
        return None
    return p.Operation("or", tuple(alternatives), BOOLEAN) if len(alternatives) > 1 else alternatives[0]
