"""Every mistake of a user is a diagnostic with its place and its remedy: never a traceback, never a silent answer."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.diagnostic import Rejected
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from tests.contracts import library

pytestmark = pytest.mark.suite

DOCUMENT = "infomaniak-jelastic-cloud"
QUESTION = "client-owed-penalty"
SAMPLE = Path(__file__).parents[2] / "clauses" / DOCUMENT / "sample.toml"
Command = Callable[..., Any]

CALLS = [
    (["ask", "client-owed-penalti", "-d", DOCUMENT], "unknown-question", "client-owed-penalty"),
    (["ask", QUESTION, "-d", "infomaniak-jelastic"], "unknown-document", DOCUMENT),
    (
        ["ask", QUESTION, "-d", DOCUMENT, "--set", "outside_event_hapened=none"],
        "unknown-fact",
        "outside_event_happened",
    ),
    (["ask", QUESTION, "-d", DOCUMENT, "--reading", "occurence_end=x"], "unknown-ambiguity", "occurrence_end"),
    (["ask", QUESTION, "-d", DOCUMENT, "--reading", "two_months_run_from=begin"], "unknown-reading", ""),
    (["ask", QUESTION, "-d", DOCUMENT, "-f", "no-such-file.toml"], "unreadable-file", ""),
    (["ask", QUESTION, "-d", DOCUMENT, "--on", "2022-01-01"], "no-edition-in-force", "2023-04-25"),
    (["graph", "--around", "norm:penaltie"], "unknown-node", "norm:penalty"),
    (["ledger", "celeste"], "unknown-document", ""),
]


@pytest.mark.parametrize(("words", "code", "suggested"), CALLS, ids=lambda value: str(value)[:40])
def test_a_wrong_call_is_refused_with_a_suggestion(
    opposable: Command, words: list[str], code: str, suggested: str
) -> None:
    ran = opposable(*words)
    assert ran.status == 2
    assert ran.output == ""
    assert f"[{code}]" in ran.errors
    assert suggested in ran.errors


@pytest.mark.parametrize(
    "words",
    [
        ["aks", QUESTION],
        ["ask"],
        ["ask", QUESTION, "-d", DOCUMENT, "--on", "2024-02-30"],
        ["ask", QUESTION, "-d", DOCUMENT, "--set", "nothing"],
    ],
)
def test_a_call_that_cannot_be_understood_is_a_usage_error(opposable: Command, words: list[str]) -> None:
    ran = opposable(*words)
    assert ran.status == 2
    assert ran.output == ""
    assert ran.errors.startswith("error[wrong-call]: ")
    assert "--help` says how it is called" in ran.errors


FILES = [
    ("[facts]\nasked_at = 2024-02-30T10:00:00+01:00\n", "not-toml", 2),
    ('[facts]\nasked_at = "2024-02-30T10:00:00+01:00"\n', "no-such-date", 2),
    ("[facts]\nasked_at = 2024-10-27T02:30:00\n", "ambiguous-hour", 2),
    ("[facts]\nasked_at = 2024-03-31T02:30:00\n", "no-such-date", 2),
    ("[facts]\nasked_at = 2024-02-28\n", "time-missing", 2),
    ("on = 2024-10-27T02:30:00\n", "ambiguous-hour", 1),
    ('on = "the other day"\n', "wrong-type", 1),
    ("[facts]\noutages = 3\n", "wrong-type", 2),
    ('[facts]\noutside_event_happened = "storm"\n', "unknown-option", 2),
    ('[[facts.outages]]\nclas = "A"\n', "unknown-field", 2),
    ('[[facts.outages]]\nclass = "Z"\n', "unknown-option", 2),
    ('[[facts.outages]]\nclass = "none"\n', "never-none", 2),
    ("[fact]\n", "unknown-key", 1),
    ("facts = 3\n", "wrong-type", 1),
    ('[facts]\nclaim_gives_dates = "maybe"\n', "wrong-type", 2),
    ("[facts]\nclaim_gives_dates = 1\n", "wrong-type", 2),
    ('[standing]\nclaim_gives_dates = "disputed"\n', "unknown-standing", 2),
    ("[facts\n", "not-toml", 1),
    ("a = [" + "[" * 5000, "not-toml", 1),
    ("on = 2024-03-10\n[facts]\nfee = " + "9" * 5000 + "\n", "not-toml", 3),
    ("\non = 2022-01-01\n", "no-edition-in-force", 2),
    ('on = 2024-03-10\n[more]\noutages = "at most 10000"\n', "wrong-type", 3),
]


@pytest.mark.parametrize(("text", "code", "line"), FILES, ids=lambda value: str(value)[:30])
def test_a_wrong_file_is_refused_at_its_line(
    opposable: Command, tmp_path: Path, text: str, code: str, line: int
) -> None:
    file = tmp_path / "case.toml"
    file.write_text(text, encoding="utf-8")
    ran = opposable("ask", QUESTION, "-d", DOCUMENT, "-f", str(file))
    assert ran.status == 2
    assert ran.output == ""
    assert f"[{code}]" in ran.errors
    assert f"case.toml:{line}" in ran.errors


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe on", "bad-encoding"),
        (b"on = \x002024-01-01", "not-text"),
        (b"# " + b"x" * 5_000_001, "file-too-large"),
    ],
)
def test_what_is_not_text_is_refused(opposable: Command, tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "case.toml"
    file.write_bytes(content)
    ran = opposable("ask", QUESTION, "-d", DOCUMENT, "-f", str(file))
    assert ran.status == 2
    assert f"[{code}]" in ran.errors


def test_an_empty_file_knows_nothing(opposable: Command, tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text("", encoding="utf-8")
    ran = opposable("ask", QUESTION, "-d", DOCUMENT, "-f", str(file), "--format", "json")
    assert ran.status == 0
    assert '"answer": "undetermined"' in ran.output


def test_several_mistakes_are_told_at_once(opposable: Command, tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(
        '[facts]\nclaim_gives_date = true\nasked_at = 2024-02-28\n[[facts.outages]]\nclas = "A"\n', encoding="utf-8"
    )
    ran = opposable("ask", QUESTION, "-d", DOCUMENT, "-f", str(file))
    assert [code in ran.errors for code in ("unknown-fact", "time-missing", "unknown-field")] == [True] * 3


def test_a_fact_of_the_other_document_is_refused_by_ask_and_left_out_by_compare(
    opposable: Command, tmp_path: Path
) -> None:
    file = tmp_path / "case.toml"
    file.write_text("[facts]\nblock_conforms_to_general_terms = true\n", encoding="utf-8")
    refused = opposable("ask", "may-suspend", "-d", "celeste-business-cloud", "-f", str(file))
    assert refused.status == 2
    assert "[fact-of-another-document]" in refused.errors
    assert DOCUMENT in refused.errors
    assert opposable("compare", "may-suspend", "-f", str(file)).status == 0


def test_a_broken_knowledge_base_is_status_one(opposable: Command, tmp_path: Path) -> None:
    (tmp_path / "v.clause").write_text('vocabulary\nparty provider en "p" fr "p"\nobligatoin x', encoding="utf-8")
    for words in (["check", str(tmp_path)], ["ask", QUESTION, "-d", DOCUMENT, "--clauses", str(tmp_path)]):
        ran = opposable(*words)
        assert ran.status == 1
        assert "obligation" in ran.errors


@pytest.mark.parametrize(
    "call",
    [
        ("ask", QUESTION, "-d", DOCUMENT, "-f"),
        ("ask", QUESTION, "-d", DOCUMENT, "-o"),
        ("ask", QUESTION, "-d", DOCUMENT, "--memo"),
        ("interview", QUESTION, "-d", DOCUMENT, "-f"),
        ("replay",),
        ("revise", DOCUMENT),
        ("watch",),
        ("new", "shop"),
        ("source", "outline"),
        ("source", "lock", DOCUMENT),
        ("site", "--no-ask", "-o"),
    ],
    ids=lambda call: " ".join(call[:1] + call[-1:]),
)
def test_what_no_file_can_be_called_is_refused(opposable: Command, call: tuple[str, ...]) -> None:
    if call[0] == "site":
        pytest.importorskip("mkdocs", reason="MkDocs is not installed: pip install -e '.[site]'")
    ran = opposable(*call, "a" * 300)
    assert ran.status == 2
    assert ran.errors.startswith(("error[unreadable-file]:", "error[unwritable-file]:"))


def test_output_that_cannot_be_written_is_refused(opposable: Command, tmp_path: Path) -> None:
    ran = opposable("ask", "may-suspend", "-d", DOCUMENT, "-o", str(tmp_path / "nowhere" / "x.txt"))
    assert ran.status == 2
    assert "[unwritable-file]" in ran.errors


LIBRARY = library()
KNOWLEDGE = LIBRARY.knowledge(LIBRARY.in_force(DOCUMENT, None))
WORDS = st.sampled_from([*KNOWLEDGE.program.facts, "outages", "none", "unknown", "A", "class", "began", "x", "é", ""])
VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.text(max_size=12),
        WORDS,
        st.dates(),
        st.datetimes(),
        st.decimals(allow_nan=True, allow_infinity=True),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(WORDS, VALUES, max_size=5))
def test_any_facts_are_read_or_refused(facts: dict[str, Any]) -> None:
    file = parse_case("", "case.toml")
    file.content["facts"] = facts
    with suppress(Rejected):
        CaseReader(KNOWLEDGE).read(file)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_mutilated_sample_is_read_or_refused(data: st.DataObject) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    mutilated = text[:start] + data.draw(st.text(max_size=6)) + text[end:]
    labels = []
    try:
        CaseReader(KNOWLEDGE).read(parse_case(mutilated, "case.toml"))
    except Rejected as error:
        labels = [label for diagnostic in error.diagnostics for label in diagnostic.labels]
    assert all(1 <= label.span.line <= mutilated.count("\n") + 2 for label in labels)


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\0\0\0", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"])
def test_a_word_document_or_a_pdf_is_no_opinion_that_can_be_replayed(
    opposable: Command, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "opinion.docx"
    file.write_bytes(content)
    ran = opposable("replay", str(file))
    assert ran.status == 2
    assert "[not-an-opinion]" in ran.errors
    assert "--format json" in ran.errors
