"""What was computed is carried over to another frame: of the records of a list all at once."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.desk import Desk
from engine.meaning.carrying_over import carry_over
from engine.meaning.frame import Layout


def test_the_records_of_a_list_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, question = Desk.open(), "penalty-amount"
    knowledge = opened.library.knowledge(opened.newest("infomaniak-jelastic-cloud"))
    text = 'on = 2024-12-31\n[[facts.outages]]\nclass = "A"\n[[facts.outages]]\nclass = "B"\n'
    computed, fresh = (CaseReader(knowledge).read(parse_case(text, "case.toml")).frame() for _ in range(2))
    knowledge.decision(question)(computed)
    asked: Counter[str] = Counter()
    holders = Layout.holders

    def counted(self: Layout, record: str, frame: list[Any]) -> Iterator[Any]:
        asked[record] += 1
        return holders(self, record, frame)

    monkeypatch.setattr(Layout, "holders", counted)
    carry_over(knowledge.meaning, knowledge.root(question), computed, fresh)
    assert asked.keys() >= {"", "outage"}
    assert set(asked.values()) == {2}
    outages = knowledge.layout.slot("fact", "outages")
    assert [record[:-1] for record in fresh[outages]] == [record[:-1] for record in computed[outages]]
