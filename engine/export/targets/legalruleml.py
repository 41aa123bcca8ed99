"""LegalRuleML 1.0: the norms, the exceptions that override them, and the readings as alternatives.

Obligations, prohibitions, permissions and claims (as rights) are its own deontic notions. A power is a permission that
names its kind; immunity and liability, for which it has none, are constitutive statements.
"""

from collections.abc import Iterable

from lxml import etree
from lxml.builder import ElementMaker

from dsl.kinds import Plurality
from dsl.typed import program as p
from engine.export.feel import constant, sign
from engine.export.target import FOUNDATION, Exported, Target
from engine.model.expressions import BOOLEAN

LRML = "http://docs.oasis-open.org/legalruleml/ns/v1.0/"
RULEML = "http://ruleml.org/spec"
_SPACES = {"lrml": LRML, "ruleml": RULEML}
_L = ElementMaker(namespace=LRML, nsmap=_SPACES)
_R = ElementMaker(namespace=RULEML, nsmap=_SPACES)
_DEONTIC = {
    "obligation": "Obligation",
    "prohibition": "Prohibition",
    "permission": "Permission",
    "power": "Permission",
    "claim": "Right",
}


def _written(exported: Exported) -> etree._Element:
    program = exported.program
    root = _L.LegalRuleML()
    root.append(_sources(exported))
    parties = [term for term in program.terms.values() if term.kind == "party"]
    root.append(
        _L.Agents(*(_L.Agent(key=_key("party", party.name), sameAs=_iri("party", party.name)) for party in parties))
    )
    root.append(_associations(exported))
    statements = _L.Statements(key="statements")
    for norm in program.norms.values():
        statements.append(_norm(exported, norm))
    for exception in program.exceptions.values():
        statements.append(_exception(exported, exception))
    for priority in program.priorities:
        statements.append(_override(priority.name, priority.over))
    for exception in program.exceptions.values():
        for target in exception.targets:
            statements.append(_override(exception.name, target))
    root.append(statements)
    for ambiguity in program.ambiguities.values():
        root.append(_alternatives(exported, ambiguity))
    return root


def _sources(exported: Exported) -> etree._Element:
    program = exported.program
    declared: tuple[p.Norm | p.Exception_ | p.Ambiguity, ...] = (
        *program.norms.values(),
        *program.exceptions.values(),
        *program.ambiguities.values(),
    )
    cited = dict.fromkeys(exported.eid(locator) for node in declared for locator in node.citations)
    return _L.LegalSources(*(_L.LegalSource(key=eid, sameAs=f"{exported.name}#{eid}") for eid in cited))


def _associations(exported: Exported) -> etree._Element:
    made = _L.Associations()
    declared: tuple[p.Norm | p.Exception_, ...] = (
        *exported.program.norms.values(),
        *exported.program.exceptions.values(),
    )
    for node in declared:
        if node.citations:
            association = _L.Association()
            association.extend(_L.appliesSource(keyref=f"#{exported.eid(locator)}") for locator in node.citations)
            association.append(_L.toTarget(keyref=f"#{_key('rule', node.name)}"))
            made.append(association)
    return made


def _norm(exported: Exported, norm: p.Norm) -> etree._Element:
    action = _R.Atom(_R.Rel(iri=_iri("action", norm.action)), *_agents(norm))
    deontic = _DEONTIC.get(norm.kind)
    if deontic is None:
        kind, head = "ConstitutiveStatement", _R.Atom(_R.Rel(iri=_iri("norm-kind", norm.kind)), *_agents(norm), action)
        if norm.plurality is not None:
            head.append(_borne(norm.plurality))
    else:
        specification = _L(deontic, key=_key("deontic", norm.name))
        if norm.kind == "power":
            specification.set("iri", _iri("norm-kind", norm.kind))
        for bearer in norm.bearers:
            specification.append(_R.slot(_L.Bearer(iri=_party_iri(bearer)), _agent(norm, bearer)))
        if norm.plurality is not None:
            specification.append(_borne(norm.plurality))
        for other in norm.counterparties:
            specification.append(_R.slot(_L.AuxiliaryParty(iri=_party_iri(other)), _agent(norm, other)))
        specification.append(action)
        kind, head = "PrescriptiveStatement", specification
    conditions = [condition.expression for condition in norm.conditions]
    return _L(kind, _rule(exported, norm, conditions, head), key=_key("statement", norm.name))


def _exception(exported: Exported, exception: p.Exception_) -> etree._Element:
    """An exception concludes that what it defeats does not hold."""
    targets = [_R.Neg(_holds(target)) for target in exception.targets]
    head = targets[0] if len(targets) == 1 else _R.And(*targets)
    conditions = [condition.expression for condition in exception.conditions]
    rule = _rule(exported, exception, conditions, head)
    return _L.ConstitutiveStatement(rule, key=_key("statement", exception.name))


def _rule(
    exported: Exported, node: p.Norm | p.Exception_, conditions: list[p.Expression], head: etree._Element
) -> etree._Element:
    parts = [*_among(node.member), *map(_formula, conditions)]
    rule = _R.Rule(_L.Paraphrase(exported.text(node.text)), key=_key("rule", node.name), closure="universal")
    rule.append(_L.hasStrength(_L.DefeasibleStrength()))
    if parts:
        rule.append(_R("if", parts[0] if len(parts) == 1 else _R.And(*parts)))
    rule.append(_R.then(head))
    return rule


def _override(over: str, under: str) -> etree._Element:
    return _L.OverrideStatement(_L.Override(over=f"#{_key('statement', over)}", under=f"#{_key('statement', under)}"))


def _alternatives(exported: Exported, ambiguity: p.Ambiguity) -> etree._Element:
    """The readings of an ambiguity: which of them is preferred is for whoever argues, and is said in words."""
    made = _L.Alternatives(_L.Comment(exported.text(ambiguity.text)), key=_key("ambiguity", ambiguity.name))
    sources = [_L.LegalSource(keyref=f"#{exported.eid(locator)}") for locator in ambiguity.citations]
    if sources:
        made.append(_L.fromLegalSources(_L.LegalSources(*sources)))
    for reading in ambiguity.readings:
        made.append(_L.hasAlternative(iri=_iri("reading", f"{ambiguity.name}.{reading.name}")))
    return made


def _agents(norm: p.Norm) -> Iterable[etree._Element]:
    return (_agent(norm, party) for party in (*norm.bearers, *norm.counterparties))


def _agent(norm: p.Norm, party: p.Party) -> etree._Element:
    """A party; the member for whom a norm is put is a variable, and what says who a party is a term."""
    if isinstance(party, str):
        return _R.Ind(party, iri=_iri("party", party))
    if party.taken_from is not None:
        return _term(party.taken_from)
    return _R.Var(norm.member.variable if norm.member is not None else party.name)


def _party_iri(party: p.Party) -> str:
    if isinstance(party, str):
        return _iri("party", party)
    return _iri("record" if party.taken_from is None else "fact", party.name)


def _borne(plurality: Plurality) -> etree._Element:
    """How several bear a norm: LegalRuleML has no word for it, so that it is a slot of our own."""
    how = _R.Ind(plurality, iri=_iri("plurality", plurality.replace(" ", "-")))
    return _R.slot(_R.Ind("plurality", iri=f"{FOUNDATION}:plurality"), how)


def _among(member: p.Member | None) -> list[etree._Element]:
    """That what a norm or exception is put for is a member of its list."""
    if member is None:
        return []
    return [_R.Atom(_R.Rel(iri=f"{FOUNDATION}:member"), _R.Var(member.variable), _term(member.source))]


def _holds(name: str) -> etree._Element:
    return _R.Atom(_R.Rel(iri=_iri("live", name)))


def _formula(expression: p.Expression) -> etree._Element:
    """A condition: connectives as RuleML has them, comparisons and facts as atoms."""
    match expression:
        case p.Operation(operator="and", operands=operands):
            return _R.And(*map(_formula, operands))
        case p.Operation(operator="or", operands=operands):
            return _R.Or(*map(_formula, operands))
        case p.Operation(operator="not", operands=(operand,)):
            return _R.Neg(_formula(operand))
        case p.Reference(kind=kind, name=name, type=type_) if type_ == BOOLEAN:
            return _R.Atom(_R.Rel(iri=_iri(kind, name)))
        case p.FieldReference(live=True, variable=variable, name=name):
            return _R.Atom(_R.Rel(iri=_iri("live", name)), _R.Var(variable))
        case p.FieldReference(record=record, variable=variable, name=name, type=type_) if type_ == BOOLEAN:
            return _R.Atom(_R.Rel(iri=_iri("field", f"{record}.{name}")), _R.Var(variable))
        case p.Operation(operator="within", operands=(operand,), options=options):
            within = [_R.Atom(_R.Rel("="), _term(operand), _R.Ind(option)) for option in options]
            return within[0] if len(within) == 1 else _R.Or(*within)
        case p.Operation(operator="is_none", operands=(operand,)):
            return _R.Atom(_R.Rel("="), _term(operand), _R.Ind("none"))
        case p.Operation(
            operator="equal" | "unequal" | "less" | "at_most" | "more" | "at_least" as operator, operands=(left, right)
        ):
            return _R.Atom(_R.Rel(sign(operator)), _term(left), _term(right))
        case _:
            return _R.Atom(_R.Rel(iri=f"{FOUNDATION}:holds"), _term(expression))


def _term(expression: p.Expression) -> etree._Element:
    match expression:
        case p.Constant(value=value, type=type_):
            return _R.Data(constant(value, type_))
        case p.Reference(kind=kind, name=name):
            return _R.Ind(name, iri=_iri(kind, name))
        case p.FieldReference(record=record, variable=variable, name=name):
            return _R.Expr(_R.Fun(iri=_iri("field", f"{record}.{name}")), _R.Var(variable))
        case p.Function(name=name, arguments=arguments):
            return _R.Expr(_R.Fun(iri=_iri("function", name)), *map(_term, arguments))
        case p.Operation(operator=operator, operands=operands):
            return _R.Expr(_R.Fun(iri=_iri("operator", operator)), *map(_term, operands))
        case p.Aggregate(
            operator=operator, variable=variable, source=source, where=where, body=body, position=position
        ):
            parts = [part for part in (source, where, body, position) if part is not None]
            return _R.Expr(_R.Fun(iri=_iri("of-list", operator)), _R.Var(variable), *map(_term, parts))
        case p.Lookup(inputs=inputs):
            return _R.Expr(_R.Fun(iri=_iri("table", "lookup")), *map(_term, inputs))


def _key(kind: str, name: str) -> str:
    return f"{kind}-{name}"


def _iri(kind: str, name: str) -> str:
    return f"{FOUNDATION}:{kind}:{name}"


TARGET = Target(
    name="legalruleml",
    title="LegalRuleML 1.0: the norms, with what overrides them (no schema is at hand: unchecked)",
    suffix=".lrml.xml",
    schema=None,
    written=_written,
)
