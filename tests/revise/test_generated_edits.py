"""Edits of every kind made to any text: none is missed, hardly anything else is put in doubt, and each is told for what
it is.

The figures are those that a reader of reports can live with: no edit of any kind missed; at most 2 edits in 100 with
something put in doubt that nobody touched; at least 95 in 100 told by the right class, beside the right passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from builds import BUILDS, SETTINGS, built
from composed import LANGUAGES, Composer, Numbering, Setting, printed
from edits import TYPOGRAPHY, WITHIN, Edit, Edited, judged
from harbour import CONTRACT
from paper import write_pdf

from engine.source import fingerprint, lock
from engine.source.layout import Layout, layout, layout_of
from engine.source.read import read_source
from engine.source.text_outline import layout_for

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY.parent / "shared" / "sources"
DOCUMENTS = ("celeste-business-cloud", "infomaniak-jelastic-cloud")
Share = Callable[[Iterable[int]], list[int]]


@pytest.fixture(autouse=True)
def _known_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage that no edit touches is fingerprinted once."""
    monkeypatch.setattr(lock, "fingerprint", cache(fingerprint.fingerprint))


def held(edits: Iterable[tuple[Edit | None, Layout]]) -> None:
    """Holds the comparisons of some edits to the figures above."""
    verdicts = [(edit.name, judged(edit, of)) for edit, of in edits if edit is not None]
    assert verdicts
    assert [(name, verdict.missed) for name, verdict in verdicts if verdict.missed] == []
    alarms = [(name, verdict.alarms) for name, verdict in verdicts if verdict.alarms]
    assert 100 * len(alarms) <= 2 * len(verdicts), alarms
    wrong = [(name, verdict.wrong) for name, verdict in verdicts if verdict.wrong or verdict.alarms]
    assert 100 * len(wrong) <= 5 * len(verdicts), wrong


def composed(language: str, seed: int) -> tuple[Composer, Setting, Random]:
    composer, random = Composer(language, seed), Random(seed)
    numberings: tuple[Numbering, ...] = ("clauses", "articles", "sections", "paragraphs")
    setting = Setting(
        random.choice(numberings),
        width=random.choice((70, 84, 96, 110)),
        labels=random.choice(("letters", "numbers", "bullets")),
        are_paragraphs_apart=random.random() < 0.7,
    )
    return composer, setting, random


def within(text: str, of: Layout, composer: Composer, seed: int) -> Iterator[tuple[Edit | None, Layout]]:
    """Each kind of edit to one passage, made somewhere in a text."""
    edited = Edited(text, of, seed)
    for kind in WITHIN:
        yield edited.within(kind), of
    for edit in (edited.dropped(), edited.added(composer.sentence()), edited.split()):
        yield edit, of


@pytest.mark.parametrize("language", LANGUAGES)
def test_edits_within_passages(language: str, share: Share) -> None:
    def made() -> Iterator[tuple[Edit | None, Layout]]:
        for seed in share(range(12)):
            composer, setting, _ = composed(language, seed)
            text = printed(composer.clauses(), setting)
            yield from within(text, layout(setting.numbering), composer, seed)

    held(made())


@pytest.mark.parametrize("language", LANGUAGES)
def test_edits_of_lists_paragraphs_and_clauses(language: str, share: Share) -> None:
    def made() -> Iterator[tuple[Edit | None, Layout]]:
        for seed in share(range(12)):
            composer, setting, random = composed(language, seed)
            clauses = composer.clauses()
            for kind in BUILDS:
                yield built(kind, clauses, setting, random, composer), layout(setting.numbering)

    held(made())


@pytest.mark.parametrize("language", LANGUAGES)
def test_typography_line_breaks_and_numbering(language: str, share: Share) -> None:
    def made() -> Iterator[tuple[Edit | None, Layout]]:
        for seed in share(range(6)):
            composer, setting, _ = composed(language, seed)
            clauses, of = composer.clauses(), layout(setting.numbering)
            text = printed(clauses, setting)
            for name, change in TYPOGRAPHY.items():
                yield Edit(name, text, change(text)), of
            for name, other in SETTINGS.items():
                yield Edit(name, text, printed(clauses, other(setting))), of

    held(made())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_contracts_own_texts(document: str, share: Share) -> None:
    path = SOURCES / f"{document}.txt"
    if not path.is_file():
        pytest.skip("the contracts' own texts are not beside the repository")
    text = path.read_text(encoding="utf-8")
    of = layout_of(REPOSITORY / "clauses", document)
    assert of is not None

    def made() -> Iterator[tuple[Edit | None, Layout]]:
        for seed in share(range(30)):
            yield from within(text, of, Composer("fr", seed), seed)
        for name, change in TYPOGRAPHY.items():
            yield Edit(name, text, change(text)), of

    held(made())


@pytest.mark.parametrize(("width", "length"), [(72, 26), (61, 17), (97, 20)])
def test_a_pdf_with_other_line_breaks(width: int, length: int, tmp_path: Path, share: Share) -> None:
    text = (CONTRACT / "texts" / "2024-01-01.txt").read_text(encoding="utf-8")
    locked = read_source(CONTRACT / "texts" / "2024-01-01.pdf")
    of = layout_for(CONTRACT / "clauses", "crique-verte", locked)

    def on_paper(words: str) -> str:
        path = tmp_path / "other.pdf"
        path.write_bytes(write_pdf(words, "Port de Crique-Verte", width, length))
        return read_source(path)

    def made() -> Iterator[tuple[Edit | None, Layout]]:
        yield Edit("other line breaks", locked, on_paper(text)), of
        for seed in share(range(6)):
            for edit, _ in within(text, of, Composer("fr", seed), seed):
                if edit is not None and _is_printable(edit.new):
                    yield Edit(edit.name, locked, on_paper(edit.new), edit.ways), of

    held(made())


def _is_printable(text: str) -> bool:
    """Whether the one font of the small PDFs has all the signs of a text."""
    return text == text.encode("cp1252", "replace").decode("cp1252")
