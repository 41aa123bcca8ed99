"""What is said of readings on which an open answer turns."""

from pathlib import Path

import pytest

from dsl.check import check_sources
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.inputs import Key
from engine.answer.search import Search
from engine.case.case import Case
from engine.desk import Desk, Request
from engine.library.knowledge import KnowledgeBase

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
topic renting en "Renting" fr "Location"
action enter en "enter" fr "entrer"
action leave en "leave" fr "sortir"
fact noisy: boolean en "noisy" fr "bruyant" otherwise en "quiet" fr "calme" ask en "?" fr "?"
question may-enter topic renting en "May the owner enter?" fr "Le loueur peut-il entrer ?"
  asks position power of owner to enter
question may-leave topic renting en "May the owner leave?" fr "Le loueur peut-il sortir ?"
  asks position power of owner to leave
"""

DOCUMENT = """document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Entering" fr "Entrer"
ambiguity breadth by §1 en "How wide?" fr "Quelle étendue ?"
  reading narrow preferred high en "narrow" fr "étroit" because en "words" fr "texte"
  reading wide en "wide" fr "large" because en "purpose" fr "but"
ambiguity length by §1 en "How long?" fr "Quelle durée ?"
  reading short preferred high en "short" fr "bref" because en "words" fr "texte"
  reading long en "long" fr "long" because en "purpose" fr "but"
ambiguity time by §1 en "When?" fr "Quand ?"
  reading day en "by day" fr "de jour" because en "words" fr "texte"
  reading night en "at night" fr "de nuit" because en "purpose" fr "but"
power enter by §1 owner may enter en "The owner may enter." fr "Le loueur peut entrer."
  when breadth is wide and length is long
power leave by §1 owner may leave en "The owner may leave." fr "Le loueur peut sortir."
  when length is short or time is night or (noisy and not noisy)
"""


def answered(question: str) -> Answer:
    checked = check_sources({"v.clause": VOCABULARY, "d.clause": DOCUMENT})
    assert checked.is_sound, checked.diagnostics
    return answer(Case(KnowledgeBase(checked.programs[0]), {}), question)


def test_readings_that_tell_only_together_are_shown_together() -> None:
    found = answered("may-enter")
    assert found.answer == "turns-on-reading"
    assert found.preferred == "no"
    assert [(row.ambiguity, row.reading, row.answer, row.along) for row in found.readings] == [
        ("breadth", "narrow", "no", {"length": "long"}),
        ("breadth", "wide", "yes", {"length": "long"}),
        ("length", "short", "no", {"breadth": "wide"}),
        ("length", "long", "yes", {"breadth": "wide"}),
    ]


def test_an_axis_without_a_preferred_reading_leaves_a_preference_that_it_does_not_change() -> None:
    found = answered("may-leave")
    assert found.answer == "turns-on-reading"
    assert found.preferred == "yes"
    assert not found.missing
    assert not found.bounded
    assert not found.sampled


@pytest.mark.parametrize(("number", "combinations"), [(8, 256), (9, 0)])
def test_it_is_said_where_readings_have_more_combinations_than_are_tried(
    number: int, combinations: int, tmp_path: Path
) -> None:
    declared = "".join(
        f'ambiguity p{each} by §1 en "?" fr "?"\n'
        '  reading one preferred high en "one" fr "un" because en "words" fr "texte"\n'
        '  reading two en "two" fr "deux" because en "purpose" fr "but"\n'
        for each in range(number)
    )
    all_two = " and ".join(f"p{each} is two" for each in range(number))
    document = DOCUMENT.replace("power enter", f"{declared}power enter")
    document = document.replace("breadth is wide and length is long", all_two)
    for name, content in (("v", VOCABULARY), ("d", document)):
        (tmp_path / f"{name}.clause").write_text(content, encoding="utf-8")
    reply = Desk.open(tmp_path).ask(Request("may-enter", "rental", language="en"))
    found, tried_all = reply.data, combinations > 0
    assert (found["answer"], found["preferred"]) == ("turns-on-reading", "no")
    assert (len(found["combinations"]), found["combined"], found["bounded"]) == (combinations, tried_all, False)
    said = "can be combined in more ways than were tried"
    assert (said in " ".join(str(reply.printed("text")).split())) is not tried_all


def test_whether_a_fact_decides_alone_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[Search, Key]] = []
    alone = Search._alone

    def counted(self: Search, key: Key) -> bool:
        tried.append((self, key))
        return alone(self, key)

    monkeypatch.setattr(Search, "_alone", counted)
    found = Desk.open().ask(Request("data-location-compliant", "infomaniak-jelastic-cloud")).data
    assert found["missing"]
    assert len(tried) == len({(id(search), key) for search, key in tried})
