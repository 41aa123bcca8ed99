"""Where a search stopped at its limit the user is told so; it is never said that there is nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dsl.frozen import replace
from engine.desk import Desk, Request
from engine.print.outline import sections

pytestmark = pytest.mark.suite

CELESTE = ("-d", "celeste-business-cloud")


@pytest.mark.parametrize(
    ("language", "told", "denied"),
    [("en", "ran into its limit", "No unknown fact can"), ("fr", "a atteint sa limite", "Aucun fait inconnu")],
)
def test_the_facts_that_may_matter(
    language: str, told: str, denied: str, opposable: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = opposable("facts", "may-suspend", *CELESTE, "--lang", language).output
    assert told not in whole
    monkeypatch.setattr("engine.answer.proving.MOST_CONDITIONS", 0)
    cut = opposable("facts", "may-suspend", *CELESTE, "--lang", language).output
    assert told in cut
    assert denied not in cut
    beside = opposable("facts", "may-suspend", *CELESTE, "--lang", language, "--format", "json")
    assert isinstance(json.loads(beside.output), list)
    assert told in beside.errors


def test_what_would_reverse_the_answer() -> None:
    facts = {"client_sends_spam": True}
    whole = Desk.open().ask(Request("may-suspend", "celeste-business-cloud", facts)).opinion
    for turns_bounded in (True, False):
        shown = [each.key for each in sections(replace(whole, turns=(), turns_bounded=turns_bounded))]
        assert ("changes" in shown) == turns_bounded
