"""Whatever is thrown at the language, it answers with diagnostics whose places lie in the file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources import mutations, sentences, soup

from dsl.check import check_sources, read
from dsl.report import as_json, concise, full

pytestmark = pytest.mark.suite

SHORT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
HEADER = 'document demo en "D" fr "D" cites articles edition e clause 1 en "C" fr "C"\n'


def holds(text: str) -> None:
    vocabulary = 'vocabulary party x en "x" fr "x"\nfact y: integer en "y" fr "y" ask en "y" fr "y"'
    sources = {"fuzz.clause": text, "vocabulary.clause": vocabulary}
    checked = check_sources(sources)
    for diagnostic in checked.diagnostics:
        assert diagnostic.message
        for label in diagnostic.labels:
            source = sources[label.span.file]
            assert 0 <= label.span.start <= label.span.end <= len(source)
            assert label.span.line == source.count("\n", 0, label.span.start) + 1
            assert label.span.column == label.span.start - source.rfind("\n", 0, label.span.start)
    assert len(set(checked.diagnostics)) == len(checked.diagnostics)
    assert full(checked.diagnostics, sources) == full(checked.diagnostics, sources)
    concise(checked.diagnostics)
    as_json(checked.diagnostics, sources)


@given(soup())
@SHORT
def test_soup(text: str) -> None:
    holds(text)
    holds(HEADER + text)


@given(sentences())
@SHORT
def test_sentences(text: str) -> None:
    holds(HEADER + text)


@given(mutations())
@SHORT
def test_mutations(text: str) -> None:
    holds(text)


@pytest.mark.slow
@given(st.one_of(soup(), sentences(), mutations()))
@LONG
def test_all_of_it_at_length(text: str) -> None:
    holds(text)
    holds(HEADER + text)


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "soup.clause"
    path.write_bytes(content)
    text, diagnostics = read(path, "soup.clause")
    assert (text is None) == bool(diagnostics)
    if text is not None:
        holds(text)
