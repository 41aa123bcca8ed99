"""Norms and declarations that are incomplete or say two things."""

from dsl.diagnostic import Diagnostic, Label
from dsl.norm_kinds import NORM_KINDS
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import Unit


def check_norms(unit: Unit) -> list[Diagnostic]:
    """Reports norms whose verb does not go with their kind, that defeat themselves or leave an asked aspect open."""
    diagnostics: list[Diagnostic] = []
    by_action: dict[str, list[s.Norm]] = {}
    for statement in unit.named("name").values():
        if isinstance(statement, s.Norm):
            for action in kinds_of_action(unit, statement.action.text):
                by_action.setdefault(action, []).append(statement)
        if isinstance(statement, s.Norm) and statement.verb != NORM_KINDS[statement.kind.text].verb:
            fitting = [kind for kind, known in NORM_KINDS.items() if known.verb == statement.verb]
            diagnostics.append(
                Diagnostic(
                    "verb-mismatch",
                    told(
                        "{article} says `{verb}`, not `{verb_2}`",
                        article=_article(statement.kind),
                        verb=NORM_KINDS[statement.kind.text].verb,
                        verb_2=statement.verb,
                    ),
                    (Label(statement.kind.span, told("declared {kind} here", kind=statement.kind.text)),),
                    told("with `{verb}` it is {names}", verb=statement.verb, names=" or ".join(fitting)),
                )
            )
        if (
            isinstance(statement, s.Norm)
            and any(q.kind == "breached" for q in statement.qualifiers)
            and not NORM_KINDS[statement.kind.text].can_be_breached
        ):
            diagnostics.append(
                Diagnostic(
                    "cannot-be-breached",
                    told("{article} cannot be breached", article=_article(statement.kind)),
                    (Label(statement.name.span),),
                    "only an obligation or a prohibition can",
                )
            )
    for question in unit.named("question").values():
        if isinstance(question, s.Question) and question.covering is not None and question.target is not None:
            diagnostics += _uncovered(unit, question, by_action.get(question.target.text, []))
    return list(dict.fromkeys(diagnostics))


def _uncovered(unit: Unit, question: s.Question, norms: list[s.Norm]) -> list[Diagnostic]:
    assert question.covering is not None
    kinds = {kind.text for kind in question.kinds}
    found = []
    for statement in norms:
        if statement.kind.text not in kinds or not _concerns(unit, question, statement):
            continue
        aspects = {q.aspect.text for q in statement.qualifiers if q.aspect}
        if question.covering.text not in aspects:
            found.append(
                Diagnostic(
                    "aspect-unstated",
                    told(
                        "`{name}` does not say whether it covers `{covering}`",
                        name=statement.name.text,
                        covering=question.covering.text,
                    ),
                    (Label(statement.name.span),),
                    told(
                        "`{name}` asks about it: write `covers {covering}`, `covers {covering} when …` or "
                        "`excludes {covering}`",
                        name=question.name.text,
                        covering=question.covering.text,
                    ),
                )
            )
    return found


def _concerns(unit: Unit, question: s.Question, norm: s.Norm) -> bool:
    """Whether a norm may be the position that is asked about: whose it is may be told only by the case."""
    parties, declared = {party.text for party in question.parties}, unit.named("party")
    return any(
        isinstance(bearer, s.FieldOf) or bearer.text in parties or bearer.text not in declared
        for bearer in norm.bearers
    )


def _article(kind: s.Word) -> str:
    return f"{'an' if kind.text[0] in 'aeiou' else 'a'} {kind.text}"


def kinds_of_action(unit: Unit, action: str) -> set[str]:
    """An action and everything that it is a kind of."""
    found, pending = set(), [action]
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        declared = unit.named("action").get(name)
        if isinstance(declared, s.Term):
            pending += [kind.text for kind in declared.kinds]
    return found


def check_declarations(unit: Unit) -> list[Diagnostic]:
    """Reports incomplete declarations: too few readings, two preferred ones, yes/no labels without their negative."""
    diagnostics: list[Diagnostic] = []
    for statement in unit.named("name").values():
        match statement:
            case s.Ambiguity():
                if len(statement.readings) < 2:
                    diagnostics.append(
                        Diagnostic(
                            "single-reading",
                            told("`{name}` has one reading only", name=statement.name.text),
                            (Label(statement.name.span),),
                            "where lawyers do not differ there is no ambiguity",
                        )
                    )
                preferred = [r for r in statement.readings if r.preferred]
                if len(preferred) > 1:
                    diagnostics.append(
                        Diagnostic(
                            "two-preferred",
                            told("`{name}` prefers two readings", name=statement.name.text),
                            tuple(Label(r.span) for r in preferred),
                            "prefer one, or none",
                        )
                    )
            case s.Fact():
                diagnostics += _labels(statement)
            case s.Value():
                diagnostics += _labels_of_value(statement)
            case _:
                pass
    for statement in unit.named("record").values():
        if isinstance(statement, s.Record):
            for declared in statement.fields:
                diagnostics += _labels(declared)
    return diagnostics


def _labels(fact: s.Fact) -> list[Diagnostic]:
    found = []
    if fact.type.name.text == "boolean" and not fact.type.is_list and fact.otherwise is None:
        found.append(_negative(fact.name, fact.text))
    if fact.ask is None:
        found.append(
            Diagnostic(
                "no-question",
                told("`{name}` has no question to ask for it", name=fact.name.text),
                (Label(fact.name.span),),
                'add `ask en "…" fr "…"`',
                "warning",
            )
        )
    if fact.told is not None:
        found += _without_value(fact, fact.told)
    if fact.type.name.text == "boolean" and fact.type.optional:
        found.append(
            Diagnostic(
                "optional-boolean",
                told("`{name}` cannot be none", name=fact.name.text),
                (Label(fact.type.span),),
                "a yes/no fact is yes, no or unknown",
            )
        )
    return found


def _labels_of_value(value: s.Value) -> list[Diagnostic]:
    found = _without_value(value, value.told) if value.told is not None else []
    if value.type.name.text == "boolean" and value.otherwise is None:
        found.append(_negative(value.name, value.text))
    return found


def _without_value(fact: s.Fact | s.Value, sentence: s.Text) -> list[Diagnostic]:
    """Reports a sentence that tells a value, but has no place for it, or is one of what has no value to tell."""
    if fact.type.name.text == "boolean" or fact.type.is_list:
        kind = "a list" if fact.type.is_list else "yes or no"
        message, advice = (
            told("`{name}` is {kind}, and has no value to tell", name=fact.name.text, kind=kind),
            "leave `told` out",
        )
    elif any(
        len(text.split("{value}")) != 2 or set("{}") & set(text.replace("{value}", "")) for _, text in sentence.texts
    ):
        message = told("the sentence that tells `{name}` has no place for its value", name=fact.name.text)
        advice = "write `{value}` once where the value stands, and no other brace"
    else:
        return []
    return [Diagnostic("told-without-value", message, (Label(sentence.span),), advice)]


def _negative(name: s.Word, text: s.Text) -> Diagnostic:
    phrases = " ".join(f'{language} "…"' for language, _ in text.texts)
    return Diagnostic(
        "no-negative",
        told("`{name}` has no wording for no", name=name.text),
        (Label(name.span),),
        told("add `otherwise {phrases}` after its phrase", phrases=phrases),
    )
