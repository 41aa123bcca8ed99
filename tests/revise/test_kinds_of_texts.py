"""Texts of kinds that nobody prepared for: begun, outlined, revised, and reported on one page.

Each was written for this test: statutes of an association, a services agreement, conditions of sale, an agreement with
a works council, a privacy policy, a licence written in Word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from engine.faces.command_line.command import main
from engine.source.compare import UNCHANGED, Comparison, compare_text
from engine.source.lock import make_lock
from engine.source.passages import split_passages
from engine.source.read import read_source
from engine.source.text_outline import outline

KINDS = Path(__file__).parent / "kinds"
A_PAGE = 60
"""How many lines a printed page takes."""


@dataclass(frozen=True)
class Kind:
    """A text, how it is numbered, its title and clauses; then what a new version changes and how that is to be told."""

    file: str
    numbering: str
    title: str
    clauses: str
    edits: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    shifted: int = 0


STATUTES = Kind(
    "statutes.txt",
    "paragraphs",
    "Statuten des Vereins Seeuferweg",
    "title 1 2 3 4 5 6 7",
    (
        ("höchstens 120 Franken", "höchstens 140 Franken"),
        ("drei Monate", "einen Monat"),
        ("verfolgt keine", "verfolgt auch"),
        ("c) Lernende.", "c) Lernende;\nd) Familien mit Kindern."),
        ("§ 6 Vorstand\n§ 7 Auflösung", "§ 6 Revisionsstelle\n§ 7 Vorstand\n§ 8 Auflösung"),
        ("\n§ 6 Vorstand\n(1)", "\n§ 6 Revisionsstelle\n(1) Sie prüft die Rechnung.\n\n§ 7 Vorstand\n(1)"),
        ("\n§ 7 Auflösung\n(1)", "\n§ 8 Auflösung\n(1)"),
    ),
    (
        "2 §2 s.1 negations",
        "3 §2 s.1 numbers",
        "3 §3 item d added",
        "4 §1 s.2 numbers",
        "6 heading added",
        "6 §1 s.1 added",
    ),
    shifted=7,
)
SERVICES = Kind(
    "services.txt",
    "sections",
    "MASTER SERVICES AGREEMENT",
    "title 1 1.1 1.2 1.3 2 2.1 2.2 2.3 3 3.1 3.2 3.3 4 4.1 4.2 5 5.1 5.2 5.3 6 6.1 6.2 "
    "schedule-1 schedule-1.1 schedule-1.2 schedule-2 schedule-2.1 schedule-2.2",
    (
        ("£250,000", "€250,000"),
        ("is not liable for loss", "is liable for loss"),
        ("on three months' written", "on one month's written"),
        ("(c) keep its passwords secret.", "(c) keep its passwords secret; and\n(d) install updates."),
        ("3.3 The Supplier may raise the fees once a year on sixty days' notice.\n", ""),
        ("6.2 Either", "6.2 The Supplier may raise the fees once a year on sixty days' notice.\n6.3 Either"),
        ('1.2 "Confid', '1.2 "Business Day" means a day on which banks are open.\n1.3 "Confid'),
        ('1.3 "Services"', '1.4 "Services"'),
    ),
    (
        "1.2 §1 s.1 added",
        "2.3 §1 item c wording",
        "2.3 §1 item d added",
        "5.2 §1 s.1 numbers",
        "5.3 §1 s.1 negations",
        "3.3 §1 s.1 moved",
        "6.2 §1 s.1 numbers",
    ),
    shifted=2,
)
SALES = Kind(
    "sales.txt",
    "articles",
    "Conditions générales de vente de la Fromagerie des Combes SA",
    "title preamble 1 1.1 1.2 2 2.1 2.2 2.3 3 3.1 3.2 3.3 4 4.1 4.2 5 5.1",
    (
        ("délai de deux jours", "délai d’un jour"),
        ("plus d'un mois", "plus de deux mois"),
        ("ne couvre pas", "couvre aussi"),
        ("b) de 5 % dès 5'000 francs.", "b) de 5 % dès 5'000 francs ;\nc) de 7 % dès 9'000 francs."),
        ("Article 5 – For\n5.1", "Article 5 – Données\n5.1 Le vendeur traite les données.\nArticle 6 – For\n6.1"),
        ("Article 5 – For\n\n", "Article 5 – Données\nArticle 6 – For\n\n"),
    ),
    (
        "1.2 §1 s.1 numbers",
        "2.3 §1 item c added",
        "3.2 §1 s.1 numbers",
        "4.2 §1 s.1 negations",
        "5 heading added",
        "5.1 §1 s.1 added",
    ),
    shifted=3,
)
WORKS_AGREEMENT = Kind(
    "works-agreement.txt",
    "sections",
    "Betriebsvereinbarung über mobiles Arbeiten",
    "title preamble 1 2 2.1 2.2 3 3.1 3.2 4 5 5.1 5.2",
    (
        ("höchstens drei Tagen", "höchstens vier Tagen"),
        ("werden nicht ersetzt", "werden ersetzt"),
        ("von drei Monaten", "von einem Monat"),
    ),
    ("2.1 §1 s.1 numbers", "4 §1 s.2 negations", "5.2 §1 s.1 numbers"),
)
PRIVACY = Kind(
    "privacy.md",
    "headings",
    "Privacy Policy of Tidewater Books",
    "title ~who-we-are ~what-we-collect ~how-long-we-keep-it ~your-rights",
    (
        ("six months", "twelve months"),
        ("within one month", "within two months"),
        ("We do not collect health data.", "We collect health data only with your consent."),
        ("- your orders", "- your orders\n- your device"),
    ),
    (
        "~what-we-collect §1 item 3 added",
        "~what-we-collect §2 s.1 negations",
        "~how-long-we-keep-it table row 2 numbers",
        "~your-rights §1 s.2 numbers",
    ),
    shifted=1,
)
ALL = (STATUTES, SERVICES, SALES, WORKS_AGREEMENT, PRIVACY)


def revised(kind: Kind, folder: Path) -> Path:
    text = (KINDS / kind.file).read_text(encoding="utf-8")
    for old, new in kind.edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / f"new-{kind.file}"
    path.write_text(text, encoding="utf-8")
    return path


def compared(kind: Kind, folder: Path) -> Comparison:
    found = outline(read_source(KINDS / kind.file))
    lock = make_lock("text", "first", read_source(KINDS / kind.file), found.layout)
    return compare_text(lock, read_source(revised(kind, folder)), found.layout)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.file)
def test_the_outline_is_that_of_the_text(kind: Kind) -> None:
    found = outline(read_source(KINDS / kind.file))
    assert (found.numbering, found.title) == (kind.numbering, kind.title)
    assert [entry.clause for entry in found.entries] == kind.clauses.split()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.file)
def test_each_change_is_told_where_and_as_what_it_is(kind: Kind, tmp_path: Path) -> None:
    comparison = compared(kind, tmp_path)
    told = [f"{change.locator} {change.kind}" for change in comparison.changes if change.kind not in UNCHANGED]
    assert [line for line in told if not line.endswith("shifted")] == list(kind.changes)
    assert len(told) - len(kind.changes) == kind.shifted


def test_paragraphs_that_bear_a_number_are_cited_as_paragraphs() -> None:
    text = (KINDS / "statutes.txt").read_text(encoding="utf-8")
    third = [
        (str(passage.locator), passage.label)
        for passage in split_passages(text, outline(text).layout)
        if passage.locator.clause == "3"
    ]
    assert third == [
        ("3 heading", "§ 3"),
        ("3 §1 s.1", "(1)"),
        ("3 §2 s.1", "(2)"),
        ("3 §2 s.2", ""),
        ("3 §3 s.1", "(3)"),
        ("3 §3 item a", "a)"),
        ("3 §3 item b", "b)"),
        ("3 §3 item c", "c)"),
    ]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(list(words))
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.file)
def test_from_the_text_to_a_report_of_one_page(kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clauses, scenarios = str(tmp_path / "clauses"), str(tmp_path / "scenarios")
    first, second = str(KINDS / kind.file), str(revised(kind, tmp_path))
    begun = run(capsys, "new", "text", first, "--clauses", clauses, "--scenarios", scenarios)
    assert begun.startswith(f"title: {kind.title}\n")
    assert f'document text en "{kind.title}"' in (tmp_path / "clauses/text/00-document.clause").read_text("utf-8")
    report = run(capsys, "revise", "text", second, "--old-text", first, "--clauses", clauses)
    assert report.startswith(f"{kind.title}: edition undated")
    assert len(report.splitlines()) <= A_PAGE
    assert report.count("Not encoded yet, so that nobody can say") == 1
    assert report.count("Numbered otherwise") == bool(kind.shifted)


def written_in_word(path: Path, fill: Callable[[str], str]) -> Path:
    document = docx.Document()
    document.add_heading("Framework Licence Agreement", 0)
    document.add_paragraph("between Orrery Software plc and the Licensee")
    for heading, *paragraphs in (
        ("Grant", "The licence is for fifty devices.", "The Licensee shall not sublicense the Software."),
        ("What does it cost?", "The fee is USD 9,000 a year."),
        ("Term", "The licence runs for one year."),
    ):
        document.add_heading(heading, 1)
        for paragraph in paragraphs:
            document.add_paragraph(fill(paragraph))
    document.save(str(path))
    return path


def test_headings_of_word_are_clauses_whatever_they_look_like(tmp_path: Path) -> None:
    first = read_source(written_in_word(tmp_path / "first.docx", str))
    found = outline(first)
    assert found.title == "Framework Licence Agreement"
    assert [(entry.clause, entry.heading) for entry in found.entries[1:]] == [
        ("~grant", "Grant"),
        ("~what-does-it-cost", "What does it cost?"),
        ("~term", "Term"),
    ]
    second = read_source(
        written_in_word(
            tmp_path / "second.docx", lambda text: text.replace("one year", "two years").replace(" not", "")
        )
    )
    comparison = compare_text(make_lock("text", "first", first, found.layout), second, found.layout)
    assert [f"{change.locator} {change.kind}" for change in comparison.changes if change.kind not in UNCHANGED] == [
        "~grant §2 s.1 negations",
        "~term §1 s.1 numbers",
    ]


TABLE = "\n".join(("Fees", "Small boats 100 francs", "Large boats 200 francs", "Rafts 50 francs"))


def test_what_is_printed_twice_is_no_list_of_contents() -> None:
    text = f"Harbour rules\n\n{TABLE}\n\n1. Berths\nThe harbour lets berths.\n\n2. Rates\nThese are owed.\n\n{TABLE}\n"
    kept = [passage for passage in split_passages(text, outline(text).layout) if passage.kind != "running"]
    assert sum("Rafts 50 francs" in passage.text for passage in kept) == 2


def test_a_list_within_a_text_is_none_although_headings_repeat_it() -> None:
    listed = "\n".join(f"• {name}" for name in ("Hosting", "Support", "Backup"))
    clauses = "\n\n".join(f"{name}\nThe provider does {name} well." for name in ("Hosting", "Support", "Backup"))
    text = f"Terms\n\nThe following is included in the fee that the customer pays:\n{listed}\n\n{clauses}\n"
    kept = [passage.text for passage in split_passages(text, outline(text).layout) if passage.kind == "item"]
    assert kept == ["Hosting", "Support", "Backup"]


def test_the_rows_of_a_table_open_no_sections() -> None:
    rows = "\n\n".join(("No Boat", "3 Raft", "4 Barge", "5 Yacht"))
    sentences = [f"{number}. Rule {number}\n\nThe harbour keeps rule {number}." for number in range(1, 6)]
    text = "\n\n".join(("Harbour rules", *sentences[:2], rows, *sentences[2:]))
    assert [entry.clause for entry in outline(text).entries] == ["title", "1", "2", "3", "4", "5"]


def marked(*lines: str) -> str:
    """A Markdown text whose lines are headings, paragraphs or items."""
    return "\n\n".join(("# Terms of Gull Bikes", *lines))


def test_a_numbered_list_below_a_marked_heading_opens_no_clauses(tmp_path: Path) -> None:
    path = tmp_path / "terms.md"
    steps = "1. Open the app.\n2. Scan the code.\n3. Close the lock."
    path.write_text(marked("## Renting", steps, "## Returning", "Bring it back.", "## Damage", "You pay for it."))
    assert [entry.clause for entry in outline(read_source(path)).entries] == [
        "title", "~renting", "~returning", "~damage",
    ]  # fmt: skip


def test_clauses_that_are_numbered_through_marked_headings_are_clauses(tmp_path: Path) -> None:
    path = tmp_path / "terms.md"
    numbered = [f"{number}\\. Rule {number} is kept." for number in range(1, 5)]
    lines = ("## Renting", *numbered[:2], "## Returning", numbered[2], "## Damage", numbered[3])
    path.write_text(marked(*lines))
    assert [entry.clause for entry in outline(read_source(path)).entries][-4:] == ["1", "2", "3", "4"]


SWISS = """Statuts de l'Association des Rives

Art. 1 Nom et siège
1 Sous le nom Association des Rives est constituée une association.
2 Son siège est à Morges. Il peut être transféré selon
Art. 4 Sortie comprise.

Art. 2 But
L'association entretient le sentier du lac.

Art. 3 Membres
1 Peut devenir membre toute personne physique.
2 La cotisation annuelle est de 80 francs au plus.
3 En sont exemptés :
a. les membres d'honneur ;
b. les apprentis.

Art. 4 Sortie
La sortie est possible moyennant un préavis de trois mois.
"""


def test_swiss_statutes_number_their_paragraphs_barely() -> None:
    found = outline(SWISS)
    assert (found.numbering, [entry.clause for entry in found.entries]) == ("articles", ["title", "1", "2", "3", "4"])
    places = [str(passage.locator) for passage in split_passages(SWISS, found.layout)]
    assert places == [
        "title", "1 heading", "1 §1 s.1", "1 §2 s.1", "1 §2 s.2", "2 heading", "2 §1 s.1", "3 heading", "3 §1 s.1",
        "3 §2 s.1", "3 §3 s.1", "3 §3 item a", "3 §3 item b", "4 heading", "4 §1 s.1",
    ]  # fmt: skip
    assert [passage.label for passage in split_passages(SWISS, found.layout) if passage.locator.clause == "3"] == [
        "Art. 3", "1", "2", "3", "a.", "b.",
    ]  # fmt: skip


def test_the_rows_of_a_table_are_no_paragraphs() -> None:
    clauses = ("Art. 1 Rates\nThe rates are these:", "1 Raft 30\n2 Barge 50\n3 Yacht 90", "Art. 2 Late\nIt costs more.")
    text = "\n\n".join(("Rates", *clauses, "Art. 3 End\nIt ends.")) + "\n"
    passages = split_passages(text, outline(text).layout)
    assert [passage.label for passage in passages if passage.label] == ["Art. 1", "Art. 2", "Art. 3"]
