"""Akoma Ntoso 3.0: every place of the document under its `eId`, with the gists of what is stated there.

The wording of the document is not in it: what stands in the place of the text are the paraphrases of the clause files,
so that others can point to a place and know what was encoded of it.
"""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree
from lxml.builder import ElementMaker

from dsl.frozen import dataclass, replace
from dsl.kinds import CitationStyle
from dsl.locator import Locator
from engine.export.target import Exported, Target
from engine.model.ledger import conclusions

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNDATED = "1900-01-01"
"""The format wants a date; the name of this one says that there is none."""
NO_COUNTRY = "xx"
"""The code that ISO 3166 leaves to its users, for a document that names no country."""
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_WHOLE: dict[CitationStyle, str] = {
    "article": "article",
    "clause": "clause",
    "section": "section",
    "paragraph": "section",
    "number": "clause",
}
"""The element of a whole clause, by how it is cited."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """What lies directly in each place, and what is stated of it."""

    children: dict[Locator, list[Locator]]
    stated: dict[Locator, list[str]]


def _written(exported: Exported) -> etree._Element:
    edition = exported.program.edition
    children: dict[Locator, list[Locator]] = {}
    wholes: dict[Locator, None] = {}
    for place in exported.places:
        way = list(_way(place))
        wholes[way[0]] = None
        for above, beneath in pairwise(way):
            if beneath not in children.setdefault(above, []):
                children[above].append(beneath)
    tree = _Tree(children, _stated(exported))
    body = _E.body(*(_clause(exported, whole, tree) for whole in wholes))
    return _E.akomaNtoso(_E.act(_meta(exported), body, name=edition.document))


def _way(place: Locator) -> Iterator[Locator]:
    """A place and all that it lies in, the outermost first; a range as its first sentence, a heading as its clause."""
    whole = Locator(clause=place.clause)
    yield whole
    if place.table is not None:
        yield replace(whole, table=place.table)
        if place.row is not None:
            yield replace(whole, table=place.table, row=place.row)
        return
    if place.paragraph is None or place.heading:
        return
    paragraph = replace(whole, paragraph=place.paragraph)
    yield paragraph
    levels = place.item.split(".") if place.item else []
    for depth in range(1, len(levels) + 1):
        paragraph = replace(paragraph, item=".".join(levels[:depth]))
        yield paragraph
    if place.sentence is not None:
        yield replace(paragraph, sentence=place.sentence)


def _clause(exported: Exported, place: Locator, tree: _Tree) -> etree._Element:
    edition, program = exported.program.edition, exported.program
    declared = program.clauses.get(place.clause)
    made = _E(_WHOLE[edition.style], eId=place.eid(edition.style))
    made.append(_E.num(place.clause.lstrip("~")))
    if declared is not None:
        made.append(_E.heading(exported.text(declared.text)))
    return _filled(exported, made, place, tree)


def _part(exported: Exported, place: Locator, tree: _Tree) -> etree._Element:
    eid = place.eid(exported.program.edition.style)
    if place.table is not None:
        kind, number = ("table", place.table) if place.row is None else ("row", place.row)
    elif place.sentence is not None:
        kind, number = "sentence", place.sentence
    elif place.item is not None:
        return _filled(exported, _E.point(_E.num(place.item.rpartition(".")[2]), eId=eid), place, tree)
    else:
        return _filled(exported, _E.paragraph(_E.num(str(place.paragraph)), eId=eid), place, tree)
    made = _E.hcontainer(_E.num(str(number)), name=kind, eId=eid)
    return _filled(exported, made, place, tree)


def _filled(exported: Exported, made: etree._Element, place: Locator, tree: _Tree) -> etree._Element:
    """An element with what is stated of its place, before the parts of it."""
    gists = [_E.p(gist) for gist in tree.stated.get(place, ())]
    beneath = tree.children.get(place, ())
    if not beneath:
        made.append(_E.content(*(gists or [_E.p()])))
        return made
    if gists:
        made.append(_E.intro(*gists))
    for part in beneath:
        made.append(_part(exported, part, tree))
    return made


def _stated(exported: Exported) -> dict[Locator, list[str]]:
    """What the clause files say of each place, in their order."""
    program = exported.program
    found: dict[Locator, list[str]] = {}
    for number, clause in program.clauses.items():
        if clause.gist is not None:
            found[Locator(clause=number)] = [exported.text(clause.gist)]
    cited: dict[str, dict[Locator, None]] = {}
    for name, locators in conclusions(program):
        cited.setdefault(name, {}).update(dict.fromkeys(map(_first, locators)))
    declared = (program.norms, program.exceptions, program.values, program.ambiguities)
    texts = {name: node.text for group in declared for name, node in group.items()}
    for name, places in cited.items():
        for place in places if name in texts else ():
            found.setdefault(place, []).append(exported.text(texts[name]))
    for standing in program.standings:
        for place in dict.fromkeys(map(_first, standing.passages)):
            found.setdefault(place, []).append(exported.text(standing.text))
    return found


def _first(locator: str) -> Locator:
    *_, first = _way(Locator.parse(locator))
    return first


def _meta(exported: Exported) -> etree._Element:
    edition = exported.program.edition
    day = edition.in_force.isoformat() if edition.in_force else UNDATED
    places = edition.calendar.places if edition.calendar is not None else ()
    countries = [place.country for place in places if place.is_country]
    country = countries[0].casefold() if countries else NO_COUNTRY
    whole = f"/akn/contract/{edition.document}/{edition.name}"
    levels: tuple[tuple[str, str, list[etree._Element]], ...] = (
        ("FRBRWork", whole, [_E.FRBRcountry(value=country), _E.FRBRsubtype(value="terms")]),
        ("FRBRExpression", f"{whole}/{exported.language}@", [_E.FRBRlanguage(language=exported.language)]),
        ("FRBRManifestation", f"{whole}/{exported.language}@.xml", []),
    )
    identification = _E.identification(source="#opposable")
    for level, address, more in levels:
        identification.append(
            _E(
                level,
                _E.FRBRthis(value=address),
                _E.FRBRuri(value=address),
                _E.FRBRdate(date=day, name="in-force" if edition.in_force else "undated"),
                _E.FRBRauthor(href="#opposable"),
                *more,
            )
        )
    organization = _E.TLCOrganization(eId="opposable", href="/ontology/organization/opposable", showAs="Opposable")
    return _E.meta(identification, _E.references(organization, source="#opposable"))


TARGET = Target(
    name="akoma-ntoso",
    title="Akoma Ntoso 3.0: the places, with the gists of what they state",
    suffix=".akn.xml",
    schema="akomantoso30.xsd",
    written=_written,
)
