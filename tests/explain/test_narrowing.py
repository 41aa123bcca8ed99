"""A question put to one norm, clause, action or event rests on that alone."""

from __future__ import annotations

import json

import pytest

from dsl.diagnostic import Rejected
from engine.desk import Request
from engine.explain.narrowing import norms_meant
from engine.explain.recorded import recorded
from engine.explain.replay import again, differences
from engine.model.asked import put_to
from engine.tongues.messages import in_language
from tests.contracts import desk

pytestmark = pytest.mark.suite

CELESTE = "celeste-business-cloud"
LATE = {
    "blocked_on": "2024-09-02",
    "block_basis": "basis_accusation_or_doubt",
    "conformity_proved_on": "2024-09-09",
    "block_lifted_on": "2024-09-16",
    "as_of": "2024-09-20",
}


def request(*of: str) -> Request:
    return Request("provider-in-breach", CELESTE, facts=LATE, of=of)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("lift_when_conformity_proved", "yes"),
        ("clause 9", "yes"),
        ("ch. 9", "yes"),
        ("9", "yes"),
        ("art. 9", "yes"),
        ("Article 9", "yes"),
        ("chiffre 9 alinéa 3", "yes"),
        ("clause 9 para 3 sentence 4", "yes"),
        ("9(3)", "yes"),
        ("clause 10 para 1", "no"),
        ("clause 9, para. 3, sentence 4", "yes"),
        ("lift_block", "yes"),
        ("conformity_proved_on", "yes"),
        ("clause 10", "no"),
        ("warn_first", "no"),
    ],
)
def test_only_what_is_named_decides(of: str, expected: str) -> None:
    assert desk().ask(request(of)).layers.ordinarily.answer.answer == expected


def test_every_norm_on_which_a_question_rests_can_be_named_alone() -> None:
    for document in desk().documents:
        knowledge = desk().library.knowledge(desk().newest(document))
        for question in ("provider-in-breach", "client-in-breach", "may-suspend"):
            asked = knowledge.asked(question)
            assert asked.grounds
            for ground in asked.grounds:
                assert list(norms_meant(knowledge, asked, ground.norm)) == [ground.norm]
                alone = knowledge.asked(put_to(question, (ground.norm,)))
                assert [found.norm for found in alone.grounds] == [ground.norm]
                assert alone.put == (question, (ground.norm,))


def test_it_is_told_as_data_and_given_again() -> None:
    found = desk().ask(request("clause 9"))
    assert found.data["question"] == "provider-in-breach"
    assert "lift_when_conformity_proved" in found.data["of"]
    kept = recorded(json.dumps(found.data), "opinion")[0].record
    knowledge = desk().library.knowledge(found.entry)
    assert differences(kept, again(kept, knowledge), found.entry) == ()
    kept["of"] = ["gone"]
    with pytest.raises(Rejected):
        again(kept, knowledge)


def test_what_it_could_not_rest_on_is_refused_with_a_suggestion() -> None:
    with pytest.raises(Rejected) as refused:
        desk().ask(request("lift_when_conformity_prooved", "clause 99"))
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["unknown-duty", "unknown-duty"]
    assert "lift_when_conformity_proved" in (refused.value.diagnostics[0].help or "")
    unlike_any = in_language(refused.value.diagnostics, "fr")[1]
    assert (unlike_any.help or "").startswith("nommer une norme, une clause, un acte")


def test_compared_a_document_without_such_a_norm_has_nothing_to_go_by() -> None:
    replies = desk().compare(Request("provider-in-breach", of=("lift_when_conformity_proved",))).replies
    assert [reply.found.answer for reply in replies] == ["undetermined", "silent"]


@pytest.mark.parametrize("of", ["article 99", "article", "9 of them", "art. 9 and 10", "para. 3", "art. nine"])
def test_what_is_no_citation_of_the_document_is_refused(of: str) -> None:
    with pytest.raises(Rejected) as rejected:
        desk().ask(request(of))
    assert [diagnostic.code for diagnostic in rejected.value.diagnostics] == ["unknown-duty"]


def test_an_article_is_cited_for_those_within_it() -> None:
    knowledge = desk().library.knowledge(desk().newest("infomaniak-jelastic-cloud"))
    asked = knowledge.asked("client-owed-penalty")
    assert set(norms_meant(knowledge, asked, "10.1.4")) == set(norms_meant(knowledge, asked, "article 10"))
