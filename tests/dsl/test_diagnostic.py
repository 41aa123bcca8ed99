"""A rejection: what it carries goes with it wherever it is caught."""

import pickle

import pytest

from dsl.diagnostic import Diagnostic, Label, Rejected
from dsl.position import Span
from dsl.sentence import LONGEST_SHOWN, told
from engine.source.source_error import SourceError
from engine.tongues.messages import said

WRONG = Diagnostic("unknown-fact", "there is no fact `x`", (Label(Span("case.toml", 1, 1, 0, 1)),), "did you mean `y`?")


@pytest.mark.parametrize(
    "raised", [Rejected([WRONG], {"case.toml": "x = 1"}, status=1), SourceError("unreadable-lock", "the lock", "again")]
)
def test_a_rejection_passes_whole_from_one_process_to_another(raised: Rejected) -> None:
    caught = pickle.loads(pickle.dumps(raised))
    assert type(caught) is type(raised)
    assert vars(caught) == vars(raised)
    assert str(caught) == str(raised)


def test_of_a_name_beyond_reason_the_beginning_is_shown_in_every_language() -> None:
    long, words = "x" * 1_000, {"there is no `{name}`": "`{name}` n’existe pas"}
    message = told("there is no `{name}`", name=long)
    assert message == f"there is no `{'x' * LONGEST_SHOWN}…`"
    assert said(message, words) == f"`{'x' * LONGEST_SHOWN}…` n’existe pas"
    for whole in (f"a, {long}", f"/tmp/{long}", "x" * LONGEST_SHOWN):
        assert told("{whole}", whole=whole) == whole
