"""A rejection: what it carries goes with it wherever it is caught."""

import pickle

import pytest

from dsl.diagnostic import Diagnostic, Label, Rejected
from dsl.position import Span
from engine.source.source_error import SourceError

WRONG = Diagnostic("unknown-fact", "there is no fact `x`", (Label(Span("case.toml", 1, 1, 0, 1)),), "did you mean `y`?")


@pytest.mark.parametrize(
    "raised", [Rejected([WRONG], {"case.toml": "x = 1"}, status=1), SourceError("unreadable-lock", "the lock", "again")]
)
def test_a_rejection_passes_whole_from_one_process_to_another(raised: Rejected) -> None:
    caught = pickle.loads(pickle.dumps(raised))
    assert type(caught) is type(raised)
    assert vars(caught) == vars(raised)
    assert str(caught) == str(raised)
