"""A site of any folder of clauses: it speaks of the documents that there are, and is written only where it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.diagnostic import Rejected
from engine.faces.site.publish import Order, publish

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


@pytest.mark.parametrize("name", ["en/mine.html", "terms.clause"])
def test_what_others_wrote_is_not_taken_away(name: str, tmp_path: Path) -> None:
    own = tmp_path / "out" / name
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(Rejected):
        publish(Order(OTHERS / "flat" / "clauses", output=tmp_path / "out", languages=("en",), asks=False))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [own]
