"""The formats of others: held to their published schemas where a package carries them, and true to the program."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from dsl.diagnostic import Rejected
from engine.desk import Desk
from engine.export.feel import feel
from engine.export.target import target_named, target_names
from engine.export.targets import dmn, legalruleml

OTHERS = Path(__file__).parents[1] / "others"
SCHEMAS = {"akomantoso30.xsd": ("cobalt", "xsd"), "DMN13.xsd": ("SpiffWorkflow", "dmn/parser/schema")}
"""The package that carries a schema, and where in it."""
WHOLE = [None, *sorted(path.parent for path in OTHERS.glob("*/clauses"))]


@cache
def desk_of(folder: Path | None) -> Desk:
    return Desk.open(folder / "clauses") if folder else Desk.open()


def exported(folder: Path | None, document: str, name: str) -> str:
    return desk_of(folder).exported(name, document)


def schema(name: str) -> etree.XMLSchema:
    package, within = SCHEMAS[name]
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"{package}, which carries {name}, is not installed: pip install {package}")
    return etree.XMLSchema(etree.parse(Path(found.submodule_search_locations[0]) / within / name))


@pytest.mark.suite
@pytest.mark.parametrize("name", target_names())
@pytest.mark.parametrize("folder", WHOLE, ids=lambda folder: folder.name if folder else "terms")
def test_every_edition_is_valid_where_there_is_a_schema(folder: Path | None, name: str) -> None:
    target = target_named(name)
    held = schema(target.schema) if target.schema else None
    for document in desk_of(folder).documents:
        text = exported(folder, document, name)
        read = etree.fromstring(text.encode())
        assert held is None or held.validate(read), held.error_log
        identifiers = [value for key in ("eId", "id", "key") for value in read.xpath(f"//@{key}")]
        assert len(identifiers) == len(set(identifiers))
        assert exported(folder, document, name) == text


def test_only_legalruleml_is_unchecked() -> None:
    assert [name for name in target_names() if target_named(name).schema is None] == ["legalruleml"]


def test_every_place_of_the_lock_is_there_under_its_identifier() -> None:
    desk = desk_of(None)
    for document in desk.documents:
        read = etree.fromstring(desk.exported("akoma-ntoso", document, language="fr").encode())
        there = set(read.xpath("//@eId"))
        rows = [row for row in desk.ledger(document).rows if not row.locator.endswith("heading")]
        assert [row.eid for row in rows if row.eid not in there] == []


def test_a_table_in_dmn_has_the_rows_of_the_clause() -> None:
    read = etree.fromstring(exported(OTHERS / "credits", "credits", "dmn").encode())
    space = {"d": dmn.NAMESPACE}
    (table,) = read.findall(".//d:decision[@name='credit_rate']/d:decisionTable", space)
    rows = [
        [
            *rule.xpath("d:inputEntry/d:text/text()", namespaces=space),
            *rule.xpath("d:outputEntry/d:text/text()", namespaces=space),
        ]
        for rule in table.findall("d:rule", space)
    ]
    # section 3, para. 1, sentence 2: below 99.9 % ten per cent, below 99 % twenty-five, below 95 % everything
    assert rows == [[">= 0.999", "0"], ["[0.99..0.999)", "0.1"], ["[0.95..0.99)", "0.25"], ["< 0.95", "1"]]


def test_what_overrides_what_stands_in_legalruleml() -> None:
    read = etree.fromstring(exported(OTHERS / "cure", "cure", "legalruleml").encode())
    space = {"l": legalruleml.LRML, "r": legalruleml.RULEML}
    pairs = {(found.get("over"), found.get("under")) for found in read.findall(".//l:Override", space)}
    assert {("#statement-ended", "#statement-licensed_use"), ("#statement-restored", "#statement-ended")} <= pairs
    assert read.xpath("//l:Permission[@key='deontic-licensed_use']//l:Bearer/@iri", namespaces=space)


def test_every_expression_of_every_edition_has_its_feel() -> None:
    desk = desk_of(None)
    for document in desk.documents:
        program = desk.library.knowledge(desk.newest(document)).program
        for value in program.values.values():
            assert feel(value.expression)


def test_a_format_that_is_not_there_is_a_mistake_of_the_call() -> None:
    with pytest.raises(Rejected) as refused:
        exported(None, "celeste-business-cloud", "akoma_ntoso")
    (found,) = refused.value.diagnostics
    assert (found.code, found.help) == ("wrong-call", "did you mean `akoma-ntoso`?")
