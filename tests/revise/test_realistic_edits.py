"""Realistic edits of the contracts' own texts, where they are at hand: each told for what it is, and followed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from engine.revise.reach import Reaching
from engine.source.compare import ChangeKind, Comparison, compare_text
from engine.source.layout import Layout, layout_of
from engine.source.lock import load_lock
from tests.contracts import library

pytestmark = pytest.mark.suite

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY.parent / "shared" / "sources"
CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"
EDITIONS = {CELESTE: "undated", INFOMANIAK: "2023-04-25"}
UNTOUCHED = {CELESTE: "has-physical-access", INFOMANIAK: "may-share-password"}
"""A question of each document that none of the edits is about."""


@dataclass(frozen=True)
class Edit:
    """What is replaced by what, the passages that change and how, and questions that this must reach."""

    name: str
    document: str
    old: str
    new: str
    changes: dict[str, ChangeKind]
    questions: set[str] = field(default_factory=set)


def infomaniak(name: str, old: str, new: str, changes: dict[str, ChangeKind], *questions: str) -> Edit:
    return Edit(name, INFOMANIAK, old, new, changes, set(questions))


def celeste(name: str, old: str, new: str, changes: dict[str, ChangeKind], *questions: str) -> Edit:
    return Edit(name, CELESTE, old, new, changes, set(questions))


PENALTY = ("client-owed-penalty", "penalty-rate", "penalty-amount")
BLOCKING = ("may-suspend", "may-suspend-without-notice")
EDITS = [
    infomaniak("less availability", "99.9%", "99.5%", {"10.1.1 §1 s.2": "numbers"}, "availability-met"),
    infomaniak("5 minutes to 15", "excéder 5 minutes", "excéder 15 minutes", {"10.1.2 §1 s.1": "numbers"},
               "monthly-maximum-respected", *PENALTY),
    infomaniak("5 minutes of class A to 10", r"5 minutes\n\nA2", r"10 minutes\n\nA2",
               {"10.1.3 table row 1": "numbers"}, *PENALTY),
    infomaniak("120 minutes of class D to 90", r"120 minutes\n\nE", r"90 minutes\n\nE",
               {"10.1.3 table row 5": "numbers"}, *PENALTY),
    infomaniak("two months to one", "tard deux mois", "tard un mois", {"10.1.4 §2 s.1": "numbers"},
               "claim-in-time", "claim-deadline", "client-owed-penalty"),
    infomaniak("two months to three", "tard deux mois", "tard trois mois", {"10.1.4 §2 s.1": "numbers"},
               "claim-in-time", "claim-deadline", "client-owed-penalty"),
    infomaniak("a lower cap", "dépasser 50%", "dépasser 30%", {"10.1.4 §1 s.2": "numbers"}, "penalty-amount"),
    infomaniak("a higher first rate", "A 1 10%", "A 1 15%", {"10.1.4 table row 1": "numbers"}, "penalty-rate"),
    infomaniak("a rate after three failures, not two", "(à E) 2 (5%)", r"\1 3 \2", {"10.1.4 table row 6": "numbers"},
               "penalty-rate", "penalty-amount"),
    infomaniak("a dropped row", r"A 3 30%\n\n", "", {
        "10.1.4 table row 4": "removed",
        **dict.fromkeys([f"10.1.4 table row {row}" for row in range(5, 10)], "shifted"),
    }, "penalty-rate", "penalty-amount"),
    infomaniak("a dropped exclusion", r"d’une maintenance planifiée ;\n", "", {
        "10.1.5 §1 item 3": "removed", "10.1.5 §1 item 4": "shifted",
    }, "client-owed-penalty", "maintenance-exempt"),
    infomaniak("a dropped list item", r"f\. toute activité[^;]*;\ng\.(.*)\nh\.(.*)\n\n(.*)\ni\.",
               r"f.\1\ng.\2\n\n\3\nh.", {
        "5.7 §1 item f": "removed", "5.7 §1 item g": "shifted", "5.7 §1 item h": "shifted",
        "5.7 §1 item i s.1": "shifted", "5.7 §1 item i s.2": "shifted",
    }, "may-install-app"),
    infomaniak("48 hours of warning to 24", "48 heures ouvrables", "24 heures ouvrables",
               {"10.2.5 §1 item 2 s.2": "numbers"}, "maintenance-notice-in-time"),
    infomaniak("a week of logs to two", "une semaine au", "deux semaines au", {"10.4.2 §1 item 3": "numbers"},
               "log-retention-sufficient"),
    infomaniak("may to must", r"peut\s+exiger", "doit exiger", {"10.3.1 §1 s.4": "modals"},
               "may-require-authentication"),
    infomaniak("may to may not", "est autorisée à fixer", "s’interdit de fixer", {"5.6 §1 s.2": "wording"}, *BLOCKING),
    infomaniak("support on Saturdays", r"Heures ouvrables\.", "Heures ouvrables et le samedi.",
               {"10.3.2 §1 s.1": "wording"}, "may-contact-support"),
    infomaniak("data abroad", "localisés en Suisse", "localisés en Europe", {"8.1 §1 s.1": "wording"},
               "data-location-compliant"),
    infomaniak("the other document prevails", "prévaudront", "céderont", {"1.2 §1 s.2": "wording"},
               "which-document-prevails"),
    infomaniak("a trial that costs", "essai gratuit", "essai payant", {"2.2 §1 s.1": "wording"}, "may-start-trial"),
    infomaniak("no exit at once", "résilier immédiatement", "résilier", {"10.5 §1 s.5": "wording"},
               "may-client-terminate"),
    infomaniak("an added sentence", r"(aucune garantie liée[^.]*\.)",
               r"\1 Elle n’en répond en aucun cas.", {"4.6 §1 s.2": "added"}, "provider-liable"),
    infomaniak("renumbering", r"\n5\.9 ", "\n5.10 ", {"5.9 §1 s.1": "shifted"}),
    infomaniak("a new revision date", "25/04/2023", "01/06/2025", {"footer": "numbers"}),
    infomaniak("a ligature", "définition donnée", "dé\ufb01nition donnée", {"1.1 §1 s.1": "typographic"}),
    celeste("48 hours to 72", "les 48 heures", "les 72 heures", {"6 §1 s.4": "numbers"},
            "client-notification-in-time"),
    celeste("24 hours to 12", "dans les 24 heures", "dans les 12 heures", {"6 §1 s.4": "numbers"},
            "client-notification-in-time"),
    celeste("a longer notice", r"préavis de trois \n\nmois", r"préavis de six \n\nmois", {"1 §1 s.1": "numbers"},
            "latest-notice-date", "renewed-until"),
    celeste("a shorter renewal", r"\n12 mois", r"\n6 mois", {"12 §2 s.1": "numbers"}, "renewed-until"),
    celeste("may block to must block", r"CELESTE peut\s+procéder", r"CELESTE doit\nprocéder", {"9 §3 s.3": "modals"},
            "may-suspend"),
    celeste("with notice", r"suspendre le Service sans \n\npréavis", r"suspendre le Service avec \n\npréavis",
            {"10 §1 s.2": "negations"}, *BLOCKING),
    celeste("a closed list", "énumération non exhaustive", "énumération exhaustive", {"11 §1 s.1": "negations"},
            *BLOCKING),
    celeste("a dropped ground of refusal", r"•\n\n•\n\n•\n\nsi CELESTE a connaissance de contenus illégaux ;\n",
            "•\n\n•\n", {
                "11 §1 item 2": "removed", "11 §1 item 3": "shifted", "11 §1 item 4": "shifted",
            }, "may-suspend"),
    celeste("less liability excluded", "directs ou indirects", "indirects", {"13 §1 s.1": "wording"},
            "provider-liable", "exclusion-of-liability-applies"),
    celeste("other courts as well", r"sont seuls \n\ncompétents", r"sont aussi \n\ncompétents",
            {"final §1 s.1": "wording"}, "competent-court"),
    celeste("a dropped clause", r"\n4\. (?s:.*?)\n5\. ", r"\n5. ", {f"4 §1 s.{n}": "removed" for n in (1, 2, 3)},
            "may-bill-excess-traffic"),
    celeste("an old spelling", "bonnes mœurs", "bonnes moeurs", {"9 §1 s.7": "typographic"}),
]  # fmt: skip


@cache
def numbered(clauses: Path, document: str) -> Layout | None:
    return layout_of(clauses, document)


@cache
def reaching(document: str) -> Reaching:
    return Reaching(library().knowledge(library().editions(document)[0]).program)


def text_of(document: str) -> str:
    path = SOURCES / f"{document}.txt"
    if not path.is_file():
        pytest.skip("the contracts' own texts are not beside the repository")
    return path.read_text(encoding="utf-8")


def compared(document: str, text: str) -> Comparison:
    clauses = REPOSITORY / "clauses"
    lock = load_lock(clauses / document / f"{EDITIONS[document]}.lock.json")
    return compare_text(lock, text, numbered(clauses, document))


@pytest.mark.parametrize("edit", EDITS, ids=[edit.name for edit in EDITS])
def test_an_edit_is_told_for_what_it_is_and_reaches_the_right_questions(edit: Edit) -> None:
    edited, count = re.subn(edit.old, edit.new, text_of(edit.document), count=1)
    assert count == 1
    changes = [change for change in compared(edit.document, edited).changes if change.kind != "identical"]
    assert {str(change.locator): change.kind for change in changes} == edit.changes
    reached = {question for change in changes for question in reaching(edit.document).of(change).questions}
    assert edit.questions <= reached, edit.questions - reached
    assert UNTOUCHED[edit.document] not in reached
    if not edit.questions:
        assert reached == set()


@pytest.mark.parametrize("document", sorted(EDITIONS))
@pytest.mark.parametrize(("old", "new"), [("’", "'"), ("\n", "\r\n"), (" ", "  "), ("fi", "\ufb01"), ("« ", "«")])
def test_typography_reaches_nothing(document: str, old: str, new: str) -> None:
    comparison = compared(document, text_of(document).replace(old, new))
    assert comparison.same_words
    assert not any(reaching(document).of(change).questions for change in comparison.changes
                   if change.kind != "identical")  # fmt: skip


def test_new_numbers_for_all_clauses_put_nothing_in_doubt() -> None:
    edited = re.sub(r"(?m)^(\d+)\. ", lambda found: f"{int(found[1]) + 1}. ", text_of(CELESTE))
    changes = [change for change in compared(CELESTE, edited).changes if change.kind != "identical"]
    assert {change.kind for change in changes} == {"shifted"}
    reaches = [reaching(CELESTE).of(change) for change in changes]
    assert any(reach.names for reach in reaches)
    assert not any(reach.questions for reach in reaches)
