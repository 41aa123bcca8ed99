"""The contracts' own texts, where they are at hand: their paragraphs, their locks, and edits made to them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from engine.source.compare import ChangeKind, Comparison, compare_text
from engine.source.layout import layout_of
from engine.source.lock import Lock, load_lock, lock_text, make_lock
from engine.source.passages import paragraph_counts, repeated_places, split_passages

pytestmark = pytest.mark.suite

CELESTE = "celeste-business-cloud"
INFOMANIAK = "infomaniak-jelastic-cloud"
EDITIONS = {CELESTE: "undated", INFOMANIAK: "2023-04-25"}
LAYOUTS = {document: layout_of(Path(__file__).parents[2] / "clauses", document) for document in EDITIONS}


@pytest.fixture(params=sorted(EDITIONS))
def real(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Each document's identifier and text."""
    document: str = request.param
    return document, request.getfixturevalue("celeste" if document == CELESTE else "infomaniak")


@pytest.fixture
def locks(repository: Path) -> dict[str, Lock]:
    """The locks in the repository."""
    return {
        document: load_lock(repository / "clauses" / document / f"{edition}.lock.json")
        for document, edition in EDITIONS.items()
    }


def test_the_locks_have_no_place_twice(locks: dict[str, Lock]) -> None:
    for document, lock in locks.items():
        places = [entry.locator for entry in lock.passages]
        assert len(places) == len(set(places))
        assert lock.style == LAYOUTS[document].style


def test_the_locks_are_those_of_the_texts(real: tuple[str, str], locks: dict[str, Lock], repository: Path) -> None:
    document, text = real
    lock = make_lock(document, EDITIONS[document], text, LAYOUTS[document])
    assert lock == locks[document]
    path = repository / "clauses" / document / f"{EDITIONS[document]}.lock.json"
    assert path.read_text(encoding="utf-8") == lock_text(lock)


def test_every_word_is_covered(real: tuple[str, str]) -> None:
    document, text = real
    passages = split_passages(text, LAYOUTS[document])
    covered = re.findall(r"\w+", " ".join(f"{passage.label} {passage.text}" for passage in passages))
    assert covered == re.findall(r"\w+", text)
    assert repeated_places(passages) == ()


def test_paragraphs_of_celeste(celeste: str) -> None:
    passages = split_passages(celeste, LAYOUTS[CELESTE])
    several = {clause: count for clause, count in paragraph_counts(passages).items() if count != 1}
    assert several == {"title": 0, "preamble": 4, "7": 2, "9": 3, "11": 2, "12": 2, "14": 2}
    sentences = Counter(
        f"{passage.locator.clause} §{passage.locator.paragraph}" for passage in passages if passage.kind == "sentence"
    )
    assert [sentences[place] for place in ("7 §1", "7 §2", "9 §1", "9 §2", "9 §3", "14 §2", "final §1")] == [
        8, 1, 10, 5, 4, 2, 1,
    ]  # fmt: skip
    items = [str(passage.locator) for passage in passages if passage.kind == "item"]
    assert items == [f"preamble §2 item {n}" for n in range(1, 6)] + [f"11 §1 item {n}" for n in range(1, 5)]


def test_lists_and_tables_of_infomaniak(infomaniak: str) -> None:
    passages = split_passages(infomaniak, LAYOUTS[INFOMANIAK])
    items = Counter(passage.locator.clause for passage in passages if passage.label or passage.kind == "item")
    assert items["10.1.5"] == 4 + 1  # the article's own number labels its heading
    places = {str(passage.locator) for passage in passages}
    assert {f"5.7 §1 item {letter}" for letter in "abcdefgh"} < places
    assert {"5.7 §1 item i s.2", "6.1 §1 s.3", "6.1 §1 item d", "10.2.5 §1 item 2 s.4"} < places
    assert {"10.4.1 §1 item 3 s.2", "10.1.4 §2 item 1 s.3", "10.2.3 §1 heading", "footer"} < places
    rows = Counter(passage.locator.clause for passage in passages if passage.kind == "table-row")
    assert rows == {"10.1.3": 6, "10.1.4": 9}
    several = [clause for clause, count in paragraph_counts(passages).items() if count > 1]
    assert several == ["10.1.4"]


def changed(lock: Lock, text: str) -> dict[str, ChangeKind]:
    comparison: Comparison = compare_text(lock, text, LAYOUTS[lock.document])
    return {str(change.locator): change.kind for change in comparison.changes if change.kind != "identical"}


EDITS: list[tuple[str, str, str, dict[str, ChangeKind]]] = [
    (INFOMANIAK, "99.9%", "99.5%", {"10.1.1 §1 s.2": "numbers"}),
    (INFOMANIAK, r"excéder 5 minutes", "excéder 15 minutes", {"10.1.2 §1 s.1": "numbers"}),
    (INFOMANIAK, r"au plus tard deux mois", "au plus tard trois mois", {"10.1.4 §2 s.1": "numbers"}),
    (INFOMANIAK, r"A 3 30%\n\n", "", {
        "10.1.4 table row 4": "removed",
        **dict.fromkeys([f"10.1.4 table row {row}" for row in range(5, 10)], "shifted"),
    }),
    (INFOMANIAK, r"A 4 50% avec", "A 5 50% avec", {"10.1.4 table row 5": "numbers"}),
    (INFOMANIAK, r"Infomaniak peut\s+exiger", "Infomaniak doit exiger", {"10.3.1 §1 s.4": "modals"}),
    (INFOMANIAK, r"f\. toute activité[^;]*;\ng\.(.*)\nh\.(.*)\n\n(.*)\ni\.", r"f.\1\ng.\2\n\n\3\nh.", {
        "5.7 §1 item f": "removed", "5.7 §1 item g": "shifted", "5.7 §1 item h": "shifted",
        "5.7 §1 item i s.1": "shifted", "5.7 §1 item i s.2": "shifted",
    }),
    (INFOMANIAK, r"\n5\.9 ", "\n5.10 ", {"5.9 §1 s.1": "shifted"}),
    (INFOMANIAK, r"25/04/2023", "01/06/2025", {"footer": "numbers"}),
    (INFOMANIAK, r"d’une maintenance planifiée ;\n", "", {
        "10.1.5 §1 item 3": "removed", "10.1.5 §1 item 4": "shifted",
    }),
    (CELESTE, r"les 48 heures", "les 72 heures", {"6 §1 s.4": "numbers"}),
    (CELESTE, r"CELESTE peut\s+procéder", "CELESTE doit\nprocéder", {"9 §3 s.3": "modals"}),
    (CELESTE, r"\n12 mois", "\n6 mois", {"12 §2 s.1": "numbers"}),
    (CELESTE, r"\n13\.", "\n15.", {}),
    (CELESTE, r"bonnes mœurs", "bonnes moeurs", {"9 §1 s.7": "typographic"}),
    (CELESTE, r"\n4\. (?s:.*?)\n5\. ", "\n5. ", {f"4 §1 s.{n}": "removed" for n in (1, 2, 3)}),
]  # fmt: skip


@pytest.mark.parametrize(("document", "old", "new", "expected"), EDITS, ids=[edit[1][:24] for edit in EDITS])
def test_edits_are_told_apart(
    document: str,
    old: str,
    new: str,
    expected: dict[str, ChangeKind],
    locks: dict[str, Lock],
    request: pytest.FixtureRequest,
) -> None:
    text: str = request.getfixturevalue("celeste" if document == CELESTE else "infomaniak")
    edited, count = re.subn(old, new, text, count=1)
    assert count == 1
    found = changed(locks[document], edited)
    if not expected:  # a number out of order must lose no word
        assert "removed" not in found.values()
    else:
        assert found == expected


def test_renumbering_all_clauses_moves_them(celeste: str, locks: dict[str, Lock]) -> None:
    edited = re.sub(r"(?m)^(\d+)\. ", lambda found: f"{int(found[1]) + 1}. ", celeste)
    kinds = changed(locks[CELESTE], edited)
    assert set(kinds.values()) == {"shifted"}
    assert len(kinds) == sum(1 for entry in locks[CELESTE].passages if entry.locator.clause[0].isdigit())


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [("’", "'"),
     ("œ", "oe"), ("fi", "\ufb01"), (" ", "  "), ("\n", "\r\n"), ("« ", "«"), ("ce ", "c\u00ade ")],
)  # fmt: skip
def test_typography_alone_rewrites_nothing(
    real: tuple[str, str], locks: dict[str, Lock], pattern: str, replacement: str
) -> None:
    document, text = real
    comparison = compare_text(locks[document], re.sub(pattern, replacement, text), LAYOUTS[document])
    assert comparison.same_words, comparison.counts()


def test_a_text_without_blank_lines_keeps_nearly_all_places(real: tuple[str, str], locks: dict[str, Lock]) -> None:
    document, text = real
    comparison = compare_text(locks[document], re.sub(r"\n\s*\n", "\n", text), LAYOUTS[document])
    same = comparison.of_kind("identical", "typographic", "shifted")
    assert len(same) >= 0.95 * len(locks[document].passages), comparison.counts()


def test_page_breaks_and_running_lines_rewrite_nothing(real: tuple[str, str], locks: dict[str, Lock]) -> None:
    document, text = real
    lines = text.split("\n")
    pages = ["\n".join(lines[start : start + 70]) for start in range(0, len(lines), 70)]
    paged = "\f".join(f"Conditions\n{page}\n{number}/{len(pages)}" for number, page in enumerate(pages, 1))
    comparison = compare_text(locks[document], paged, LAYOUTS[document])
    added = comparison.of_kind("added")
    assert all(change.after and change.after.kind == "running" for change in added)
    assert comparison.of_kind("removed", "wording", "numbers") == ()
