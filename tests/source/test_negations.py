"""A negation or a modal verb more, less or other is never mere wording."""

from __future__ import annotations

import pytest

from engine.source.compare import ChangeKind, compare_text
from engine.source.fingerprint import fingerprint
from engine.source.lock import make_lock, parse_lock

DENIED = [
    ("The provider is liable for loss of data.", "The provider is not liable for loss of data."),
    ("The keeper may enter the berth with notice.", "The keeper may enter the berth without notice."),
    ("The client may pass the key on.", "The client cannot pass the key on."),
    ("The fee is due if the event is cancelled.", "The fee is due unless the event is cancelled."),
    ("The customer has a right of return.", "The customer has no right of return."),
    ("Le bailleur répond des défauts cachés.", "Le bailleur ne répond pas des défauts cachés."),
    ("Une indemnité est due.", "Aucune indemnité n’est due."),
    ("Le locataire sous-loue avec accord.", "Le locataire sous-loue sans accord."),
    ("Der Anbieter haftet für leichte Fahrlässigkeit.", "Der Anbieter haftet nicht für leichte Fahrlässigkeit."),
    ("Es besteht ein Anspruch auf Rückgabe.", "Es besteht kein Anspruch auf Rückgabe."),
    ("Il fornitore risponde dei danni indiretti.", "Il fornitore non risponde dei danni indiretti."),
]
OTHER_VERB = [
    ("The provider may suspend the account.", "The provider must suspend the account."),
    ("The customer shall keep a copy.", "The customer should keep a copy."),
    ("Le bailleur peut exiger une sûreté.", "Le bailleur doit exiger une sûreté."),
    ("Der Kunde kann Muster verlangen.", "Der Kunde muss Muster verlangen."),
]
ONLY_WORDS = [
    ("The customer shall keep a copy.", "The customer must keep a copy."),
    ("The keeper shall not enter.", "The keeper must not enter at night."),
    ("Payment is due in May.", "Payment falls due in May."),
    ("No. 5 of the list applies.", "Item no. 5 of the list applies."),
    ("Peut-être y aura-t-il un délai.", "Il y aura un délai."),
]


def kinds(old: str, new: str) -> list[ChangeKind]:
    return [change.kind for change in compare_text(make_lock("terms", "old", old), new).changes]


@pytest.mark.parametrize("sides", DENIED)
def test_what_is_denied(sides: tuple[str, str]) -> None:
    assert kinds(*sides) == kinds(*reversed(sides)) == ["negations"]


@pytest.mark.parametrize("sides", OTHER_VERB)
def test_what_is_required_instead_of_allowed(sides: tuple[str, str]) -> None:
    assert kinds(*sides) == kinds(*reversed(sides)) == ["modals"]


@pytest.mark.parametrize("sides", ONLY_WORDS)
def test_what_denies_and_requires_what_it_did(sides: tuple[str, str]) -> None:
    assert kinds(*sides) == kinds(*reversed(sides)) == ["wording"]


def test_a_negation_that_changes_its_verb() -> None:
    before, after = "It may not sell and must buy on demand.", "It may sell and must not buy on demand."
    assert kinds(before, after) == ["negations"]


def test_a_comparison_belongs_to_its_number() -> None:
    assert fingerprint("not more than 5 units").forces == ()
    assert fingerprint("no later than the delivery").forces == ("not",)


def test_a_lock_keeps_them() -> None:
    from engine.source.lock import lock_text
    from engine.source.source_error import SourceError

    lock = make_lock("terms", "old", "The client may not pass the key on.")
    assert parse_lock(lock_text(lock)) == lock
    with pytest.raises(SourceError, match="perhaps"):
        parse_lock(lock_text(lock).replace('"may"', '"perhaps"'))
