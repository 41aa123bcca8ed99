"""What a question asks of a program: the expression that decides it, and the norms on which it rests."""

from collections.abc import Mapping
from functools import cached_property
from typing import assert_never

from dsl.frozen import dataclass, replace
from dsl.locator import Locator
from dsl.norm_kinds import NORM_KINDS, PROHIBITION
from dsl.typed import program as p
from engine.model.expressions import BOOLEAN, conjuncts
from engine.model.grounds import (
    CONFLICT,
    NEVER,
    Ground,
    for_member,
    ground,
    joined,
    may_be_alike,
    may_concern,
    whose,
)
from engine.model.parties import Parties
from engine.model.record_names import of_record
from engine.model.store import column
from engine.tongues import Tongue, phrase

MOST_NAMED = 3
"""How many norms a question that is put to them alone names in words; of more it names the clauses."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to one program. Without `root` the document has nothing to say: it is silent."""

    question: p.Question
    root: p.Expression | None
    grounds: tuple[Ground, ...]
    type: p.Type

    @property
    def put(self) -> tuple[str, tuple[str, ...]]:
        """The name of the question, and the norms that alone it is put to, if it is."""
        name = self.question.name
        return (name.question, name.norms) if isinstance(name, PutAlone) else (name, ())

    @property
    def is_yes_no(self) -> bool:
        """Whether the answer is yes or no rather than a value."""
        return self.type.kind == "boolean"


class PutAlone(str):
    """The name under which a question is put to some norms alone; it says which question, and which norms.

    A norm of one member of a list is named as what is computed of it is: `holders[2].dividend`.

    No other question has such a name: no name of a clause file holds a space.
    """

    question: str
    norms: tuple[str, ...]

    def __new__(cls, question: str, norms: tuple[str, ...]) -> "PutAlone":
        made = super().__new__(cls, " ".join((question, *norms)))
        made.question, made.norms = question, norms
        return made


def put_to(question: str, norms: tuple[str, ...]) -> str:
    """The name under which a question is put to some norms alone; to all of them where none is named."""
    return PutAlone(question, norms) if norms else question


def question_named(program: p.Program, name: str) -> p.Question | None:
    """The question of that name: one of the vocabulary's, or the one that each norm answers under its own name.

    What counsel's list of questions doesn't come to can so be asked all the same: does this norm hold on these facts?
    One that is put to some norms alone is that question, narrowed; a document that has none of the norms is silent.
    """
    if isinstance(name, PutAlone):
        whole = question_named(program, name.question)
        return _narrowed(program, whole, name) if whole else None
    named = instances_of(program, of_member(program, name)[0])
    if name in program.questions or not named:
        return program.questions.get(name)
    norm = program.norms[named[0]]
    text = phrase(
        program.edition.languages,
        lambda tongue: tongue.words("asking").say("norm", norm=_gist(program, name, tongue)),
    )
    bearers = dict.fromkeys(bearer for each in named for bearer in program.norms[each].bearers)
    parties = tuple(bearer if isinstance(bearer, str) else bearer.name for bearer in bearers)
    return p.Question(name, "", text, "norm", (norm.kind,), parties, name, None)


def of_member(program: p.Program, name: str) -> tuple[str, int | None]:
    """The norm that a name is of, and the number of the member of its list (from 0) for which alone it is meant.

    Of a name that is of no norm for each member of that list it is the name itself.
    """
    place = of_record(name)
    norm = program.norms.get(place[2]) if place is not None else None
    if place is None or norm is None or norm.member is None or source_of(norm.member) != place[0]:
        return name, None
    return place[2], place[1]


def source_of(member: p.Member) -> str:
    """The list for each of whose members something is put; empty for one that is computed."""
    return member.source.name if isinstance(member.source, p.Reference) and member.source.kind == "fact" else ""


def instances_of(program: p.Program, name: str) -> tuple[str, ...]:
    """The norms that are written under a name: one for each bearer where each of several has it by itself."""
    if name in program.norms:
        return (name,)
    return tuple(of for of, written in program.instances.items() if written == name and of in program.norms)


def _narrowed(program: p.Program, question: p.Question, name: PutAlone) -> p.Question:
    """A question put to some norms alone, which its words name."""
    norms = name.norms

    def said(tongue: Tongue) -> str:
        words, language = tongue.words("asking"), tongue.tag
        whole, known = question.text.in_language(language), program.norms
        if len(norms) > MOST_NAMED:
            plain = [of_member(program, norm)[0] for norm in norms]
            places = dict.fromkeys(known[norm].citations[0].split(" ", 1)[0] for norm in plain if norm in known)
            cited = [Locator.parse(place).parts(program.edition.style) for place in places]
            return words.say("of_several", question=whole, places=tongue.cite_all(cited))
        texts = [_gist(program, norm, tongue) if of_member(program, norm)[0] in known else norm for norm in norms]
        return words.say("of", question=whole, norms="; ".join(texts))

    return replace(question, name=name, text=phrase(program.edition.languages, said))


def _gist(program: p.Program, name: str, tongue: Tongue) -> str:
    """What a norm says; of one that each of several bears, for whom, unless it is meant for all of them.

    Of one that is meant for one member of a list, for which.
    """
    plain, member = of_member(program, name)
    norm = program.norms.get(plain)
    if norm is None:
        norm = replace(program.norms[instances_of(program, name)[0]], plurality=None)
    gist = Parties(program, tongue, lambda text: text.in_language(tongue.tag)).gist(norm)
    if member is None or norm.member is None:
        return gist
    label = program.records[norm.member.record].text.in_language(tongue.tag)
    numbered = tongue.steps.say("of_record", label=label, number=member + 1)
    return tongue.steps.say("borne_here", gist=gist, bearers=numbered)


def askable(program: p.Program) -> tuple[str, ...]:
    """Everything that can be asked by name: the questions of the vocabulary, then the norms."""
    written = (name for of, name in program.instances.items() if of in program.norms)
    return tuple(dict.fromkeys((*program.questions, *program.norms, *written)))


def kinds_of(program: p.Program, action: str) -> set[str]:
    """An action and every action that is a kind of it."""
    beneath: dict[str, list[str]] = {}
    of_terms, names = column(program.terms, "kind"), column(program.terms, "name")
    for term, genera in column(program.terms, "kinds").items():
        if of_terms[term] == "action":
            for genus in genera:
                beneath.setdefault(genus, []).append(names[term])
    found, pending = set(), [action]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += beneath.get(name, ())
    return found


def _genera_of(kinds: Mapping[str, tuple[str, ...]], action: str) -> set[str]:
    """An action and everything that it is a kind of; `kinds` are those that each term is a kind of."""
    found, pending = set(), [action]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += kinds.get(f"action:{name}", ())
    return found


def ask(program: p.Program, question: p.Question) -> Asked:
    """What `question` comes to in `program` (`engine/README.md`: how a question is answered).

    One that is put to some norms alone rests on these, whatever becomes of the others.
    """
    whole, name = _ask(program, question), question.name
    if not isinstance(name, PutAlone):
        return whole
    meant = [of_member(program, norm) for norm in name.norms]
    grounds = tuple(
        ground if member is None else for_member(program, ground, member)
        for ground in whole.grounds
        for norm, member in meant
        if norm == ground.norm
    )
    root = _any(grounds)
    if root is not None and question.asks == "liberty":
        root = p.Operation("not", (root,), BOOLEAN)
    return Asked(question, root, grounds, BOOLEAN)


def _ask(program: p.Program, question: p.Question) -> Asked:
    assert question.target is not None or question.asks == "breach"
    match question.asks:
        case "value":
            value = program.values.get(question.target or "")
            if value is None or value.record is not None:
                return Asked(question, None, (), BOOLEAN)
            return Asked(question, p.Reference("value", value.name, value.type), (), value.type.required())
        case "norm":
            name, member = of_member(program, question.target or "")
            opposed = _Opposed(program)
            grounds = tuple(ground(program, norm, None, opposed.contrary(norm)) for norm in instances_of(program, name))
            if member is not None:
                grounds = tuple(for_member(program, each, member) for each in grounds)
            return Asked(question, _any(grounds), grounds, BOOLEAN)
        case "breach":
            breached = column(program.norms, "breached")
            grounds = tuple(
                ground(program, name, _of(whose(program.norms[name], question.parties), breached[name]))
                for name in _borne_by(program, question.parties)
                if breached[name] is not None
            )
            return Asked(question, _any(grounds), grounds, BOOLEAN)
        case "liberty":
            action, kinds = question.target or "", column(program.terms, "kinds")
            actions = kinds_of(program, action) | _genera_of(kinds, action)
            names = _norms(program, (PROHIBITION,), question.parties, actions)
            theirs = [_of(whose(program.norms[name], question.parties)) for name in names]
            grounds = tuple(ground(program, name, added) for name, added in zip(names, theirs, strict=True))
            forbidden = _any(grounds)
            root = p.Operation("not", (forbidden,), BOOLEAN) if forbidden else None
            return Asked(question, root, grounds, BOOLEAN)
        case "position":
            return _position(program, question)
    assert_never(question.asks)


def _position(program: p.Program, question: p.Question) -> Asked:
    actions = kinds_of(program, question.target or "")
    grounds = []
    opposed = _Opposed(program)
    for norm in _norms(program, question.kinds, question.parties, actions):
        covering: p.Expression | None = None
        if question.covering is not None:
            coverings = program.norms[norm].coverings
            covering = next((c.condition for c in coverings if c.aspect == question.covering), NEVER)
        added = _of(whose(program.norms[norm], question.parties), covering)
        grounds.append(ground(program, norm, added, opposed.contrary(norm)))
    return Asked(question, _any(tuple(grounds)), tuple(grounds), BOOLEAN)


def _of(theirs: p.Expression | bool, added: p.Expression | None = None) -> p.Expression | None:
    """What a question adds to a norm: that it is a position of those asked about, and something else, if anything."""
    if theirs is False or added is NEVER:
        return NEVER
    parts = [part for part in (theirs, added) if part is not None and not isinstance(part, bool)]
    return joined(parts) if parts else None


def _borne_by(program: p.Program, parties: tuple[str, ...]) -> list[str]:
    """The norms of which some parties are among the bearers, or may be on some facts."""
    declared = all(f"party:{party}" in program.terms for party in parties)
    bearers = column(program.norms, "bearers")
    return [name for name, borne_by in bearers.items() if may_concern(borne_by, parties, declared)]


def _norms(program: p.Program, kinds: tuple[str, ...], parties: tuple[str, ...], actions: set[str]) -> list[str]:
    """The names of the norms of some kinds, of which some parties are among the bearers, on some actions."""
    kind, on = column(program.norms, "kind"), column(program.norms, "action")
    return [name for name in _borne_by(program, parties) if kind[name] in kinds and on[name] in actions]


class _Opposed:
    """What is needed to tell which norms say the contrary of which, looked up once for a program."""

    def __init__(self, program: p.Program) -> None:
        self.program = program
        self._kinds, self._genera = column(program.norms, "kind"), column(program.terms, "kinds")
        self._bearers, self._actions = column(program.norms, "bearers"), column(program.norms, "action")
        self._prohibitions: dict[str, list[str]] = {}
        for name, kind in self._kinds.items():
            if kind == PROHIBITION:
                self._prohibitions.setdefault(self._actions[name], []).append(name)

    @property
    def any(self) -> bool:
        """Whether anything is forbidden at all."""
        return bool(self._prohibitions)

    @cached_property
    def _settled(self) -> dict[str, set[str]]:
        """The norms between which a priority decides."""
        found: dict[str, set[str]] = {}
        for priority in self.program.priorities:
            found.setdefault(priority.name, set()).add(priority.over)
            found.setdefault(priority.over, set()).add(priority.name)
        return found

    @cached_property
    def _final(self) -> dict[str, list[list[p.Expression]]]:
        """The conditions of the exceptions to each norm to which there is no exception in turn."""
        exceptions = self.program.exceptions.values()
        limited = {target for exception in exceptions for target in exception.targets}
        found: dict[str, list[list[p.Expression]]] = {}
        for exception in exceptions:
            if exception.name not in limited:
                for target in exception.targets:
                    found.setdefault(target, []).append(_conjuncts(exception.conditions))
        return found

    def contrary(self, norm: str) -> tuple[str, ...]:
        """Prohibitions of the same bearer on the same action or on one that it is a kind of, no priority settling it.

        Those are left out that can evidently not be live together with the norm.
        """
        if NORM_KINDS[self._kinds[norm]].opposite is None or not self._prohibitions:
            return ()
        genera = _genera_of(self._genera, self._actions[norm])
        forbidden = {other for action in genera for other in self._prohibitions.get(action, ())}
        found = [other for other in self._kinds if other in forbidden] if forbidden else []
        found = [other for other in found if may_be_alike(self._bearers[norm], self._bearers[other])]
        settled = self._settled.get(norm, ()) if found else ()
        return tuple(
            other
            for other in found
            if other not in settled and not self._excludes(norm, other) and not self._excludes(other, norm)
        )

    def _excludes(self, norm: str, other: str) -> bool:
        """Whether an exception to a norm, to which there is none in turn, is live whenever the other norm is.

        That is told where each of its conditions is, to the letter, one of the other norm's own.
        """
        final, opposed = self._final.get(norm), self.program.norms[other]
        if not final or self.program.norms[norm].member != opposed.member:
            return False
        held = _conjuncts(opposed.conditions)
        return any(all(condition in held for condition in conditions) for conditions in final)


def _conjuncts(conditions: tuple[p.Condition, ...]) -> list[p.Expression]:
    return [part for condition in conditions for part in conjuncts(condition.expression)]


def conflicts(program: p.Program) -> dict[str, p.Ambiguity]:
    """The ambiguities that norms to the contrary give rise to, by name; none of their readings is preferred."""

    def said(key: str) -> p.Phrase:
        return phrase(program.edition.languages, lambda tongue: tongue.words("asking")[key])

    found = {}
    opposed = _Opposed(program)
    for name in program.norms if opposed.any else ():
        contrary = opposed.contrary(name)
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
    return joined([ground.held for ground in grounds], "or") if grounds else None
