"""A site of any folder of clauses: it speaks of the documents that there are, and is written only where it is told."""

from __future__ import annotations

import os
import re
import shutil
from functools import partial
from pathlib import Path

import pytest

from dsl.diagnostic import Rejected
from engine.faces.site.publish import Order, publish
from tests.site.test_killed import pages

OTHERS = Path(__file__).resolve().parents[1] / "others"
MISSING = "MkDocs is not installed: pip install -e '.[site]'"
pytestmark = pytest.mark.suite


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of one lease, built in a folder beside which there is nothing else."""
    pytest.importorskip("mkdocs", reason=MISSING)
    folder = tmp_path_factory.mktemp("lease")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        publish(Order(OTHERS / "lease" / "clauses", output=Path("out"), asks=False))
    return folder


def test_nothing_is_written_elsewhere(built: Path) -> None:
    assert [path.name for path in built.iterdir()] == ["out"]


def test_one_document_is_compared_with_nothing(built: Path) -> None:
    (tree,) = [path for path in (built / "out").iterdir() if (path / "questions").is_dir()][:1]
    home = (tree / "index.html").read_text(encoding="utf-8")
    assert not (tree / "compared").exists()
    assert not any(word in home for word in ("CELESTE", "Infomaniak", "cloud", "compared/"))
    for page in (tree / "questions").glob("*.html"):
        assert 'class="difference"' not in page.read_text(encoding="utf-8")


def test_there_is_a_switch_to_what_was_built_alone(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason=MISSING)
    publish(Order(OTHERS / "flat" / "clauses", output=tmp_path / "out", languages=("en",), asks=False))
    assert "language-switch" not in (tmp_path / "out" / "en" / "index.html").read_text(encoding="utf-8")


def test_a_second_publishing_builds_nothing_that_did_not_change(built: Path) -> None:
    done = publish(Order(OTHERS / "lease" / "clauses", output=built / "out", asks=False))
    assert (done.written, done.built) == (0, 0)


def test_building_what_changed_leaves_the_site_that_building_all_does(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason=MISSING)
    clauses = tmp_path / "terms"
    clauses.mkdir()
    for fee in ("10.00", "12.00", "13.00"):
        (clauses / "rental.clause").write_text(SHARED + ENGLISH.replace("10.00", fee), encoding="utf-8")
        done = publish(Order(clauses, output=tmp_path / "changed", asks=False))
    publish(Order(clauses, output=tmp_path / "all", asks=False))
    assert 0 < done.built < done.pages
    assert pages(tmp_path / "changed") == pages(tmp_path / "all")


FLAT = partial(Order, OTHERS / "flat" / "clauses", languages=("en",), asks=False)


def contents(folder: Path) -> dict[Path, bytes | str]:
    """What lies below a folder: of a file its content, of a link where it leads."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return {path: os.readlink(path) if path.is_symlink() else path.read_bytes() for path in found}


@pytest.mark.parametrize("name", ["en/mine.html", ".pages/en/mine.md", "index.html", "notes.txt", "terms.clause"])
def test_a_folder_of_others_is_left_as_it_was(name: str, tmp_path: Path) -> None:
    own = tmp_path / "out" / name
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(Rejected, match=r"no build of the site wrote|is read by this call"):
        publish(FLAT(output=tmp_path / "out"))
    assert contents(tmp_path) == {own: b"mine"}


@pytest.mark.parametrize("name", [".pages", ".pages/en", ".pages/.built", "index.html", "en"])
def test_no_link_is_followed_in_a_folder_of_others(name: str, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    (elsewhere / "en").mkdir(parents=True)
    (elsewhere / "en" / "mine.md").write_text("mine", encoding="utf-8")
    (elsewhere / ".built").write_text("", encoding="utf-8")
    link = out / name
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere / ".built" if link.suffix else elsewhere)
    before = contents(tmp_path)
    with pytest.raises(Rejected, match="no build of the site wrote"):
        publish(FLAT(output=out))
    assert contents(tmp_path) == before


STRANGE = ("en/mine.html", "en/.htaccess", ".pages/en/mine.md", "fr/mine.html")
LINKED = ("index.html", ".pages/mkdocs.en.yml", "en/index.html", ".pages/en/index.md", "ask", "service-worker.js")


@pytest.mark.parametrize("name", STRANGE + LINKED)
def test_what_was_laid_in_a_site_since_is_neither_taken_away_nor_followed(
    name: str, built: Path, tmp_path: Path
) -> None:
    out, mine = Path(shutil.copytree(built / "out", tmp_path / "out")), tmp_path / "mine"
    mine.write_text("mine", encoding="utf-8")
    laid = out / name
    laid.parent.mkdir(exist_ok=True)
    if name in LINKED:
        laid.unlink(missing_ok=True)
        laid.symlink_to(mine)
    else:
        laid.write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(Rejected) as refused:
        publish(FLAT(output=out, languages=("en", "fr")))
    assert [found.message for found in refused.value.diagnostics] == [
        f"`{laid.as_posix()}` was written by no build of the site, and would be lost"
    ]
    assert contents(tmp_path) == before


def test_what_lies_beside_a_site_stays(built: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(built / "out", tmp_path / "out"))
    (out / "CNAME").write_text("terms.example", encoding="utf-8")
    publish(FLAT(output=out))
    assert (out / "CNAME").read_text(encoding="utf-8") == "terms.example"
    assert not list((out / "en").rglob("lease*"))  # what the build before wrote and this one doesn't is gone


SHARED = """vocabulary
topic fees en "Fees" fr "Taxes"
fact as_of: date en "date of the question" fr "date de la question" ask en "When?" fr "Quand ?"
question how-much topic fees en "How much is the fee?" fr "Combien de taxe ?" asks value fee
"""
ENGLISH = """document rental en "Rental conditions" cites articles languages en currency CHF
edition first
clause 1 en "Fee"
value fee: money by §1 en "fee" is 10.00 CHF
"""
FRENCH = """document location fr "Conditions de location" cites articles languages fr currency EUR
edition first
question en-retard topic fees fr "Combien en cas de retard ?" asks value amende
clause 1 fr "Taxe"
value fee: money by §1 fr "taxe" is 11.00 EUR
value amende: money by §2 fr "amende" is fee + 5.00 EUR
"""


def test_each_document_is_told_in_its_own_languages(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason=MISSING)
    folder, out = tmp_path / "terms", tmp_path / "out"
    folder.mkdir()
    for name, text in (("vocabulary", SHARED), ("rental", ENGLISH), ("location", FRENCH)):
        (folder / f"{name}.clause").write_text(text, encoding="utf-8")
    publish(Order(folder, output=out, asks=False))
    home = {tag: (out / tag / "index.html").read_text(encoding="utf-8") for tag in ("en", "fr")}
    assert [(out / tag / "questions" / "en-retard.html").exists() for tag in ("en", "fr")] == [False, True]
    assert "Rental conditions" in home["en"]
    assert "Combien" not in home["en"]
    link = re.search(r'href="([^"]+)" hreflang="fr" lang="fr">Conditions de location<', home["en"])
    assert link is not None
    assert (out / "en" / link[1]).resolve().is_file()
    alone = (out / "fr" / "questions" / "en-retard.html").read_text(encoding="utf-8")
    shared = (out / "fr" / "questions" / "how-much.html").read_text(encoding="utf-8")
    assert '../en/index.html" rel="alternate"' in alone
    assert '../en/questions/how-much.html" rel="alternate"' in shared


def test_a_site_in_a_language_of_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rental.clause").write_text(SHARED + ENGLISH, encoding="utf-8")
    with pytest.raises(Rejected) as error:
        publish(Order(tmp_path, output=tmp_path / "out", languages=("fr",), asks=False))
    assert [diagnostic.code for diagnostic in error.value.diagnostics] == ["not-in-language"]


ALIKE = """
document hut en "Hut" cites articles languages en
edition first
party warden en "the warden"
topic the-hut en "Hut"
topic the_hut en "Shed"
action lock en "lock up"
fact it_snows: boolean en "it snows" otherwise en "it does not snow" ask en "Does it snow?"
fact it-snows: boolean en "snow lies" otherwise en "no snow lies" ask en "Does snow lie?"
question may-lock topic the-hut en "May the warden lock?" asks position power of warden to lock
question may_lock topic the_hut en "May the warden lock the shed?" asks position permission of warden to lock
clause 1-1 en "Locking"
power lock_up by §1 s.1 warden may lock en "The warden may lock up." when it_snows
permission lock-up by §1 s.2 warden may lock en "The warden may lock the shed." when it-snows
ambiguity whose_hut by §1 s.1
  en "Whose?"
  reading one en "one" because en "one says so"
  reading two en "two" because en "two say so"
clause 1.1 en "Sheds"
ambiguity whose-hut by §1 s.1
  en "Whose shed?"
  reading one en "one" because en "one says so"
  reading two en "two" because en "two say so"
"""


def test_names_that_differ_in_a_stroke_alone_have_places_of_their_own(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason=MISSING)
    clauses = tmp_path / "terms"
    clauses.mkdir()
    (clauses / "hut.clause").write_text(ALIKE, encoding="utf-8")
    publish(Order(clauses, output=tmp_path / "out", asks=False))
    for page in (tmp_path / "out").rglob("*.html"):
        found = re.findall(r'\bid="([^"]*)"', page.read_text(encoding="utf-8"))
        assert len(found) == len(set(found)), page
