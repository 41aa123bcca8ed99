"""Facts, fields and lists may be called what a table of the engine, a column of it or a word of SQL is called."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsl.diagnostic import Rejected
from engine.faces.command_line.command import cli

LABEL = 'en "a" fr "a"'
NAMES = ("number", "place", "line", "named", "select", "order", "value", "value_number", "text", "Foo")


def contract(folder: Path, listed: str) -> None:
    """A document that adds up facts and fields of the names above, and says whether a moment is told of a list."""
    integers = [f"fact {name}: integer {LABEL} ask {LABEL}" for name in NAMES]
    fields = [f"field {name}: integer {LABEL} ask {LABEL}" for name in NAMES]
    lines = [
        "vocabulary", f"topic t {LABEL}", f"record event {LABEL}", *fields,
        f"field told: optional moment {LABEL} ask {LABEL}", f"field told__last: integer {LABEL} ask {LABEL}",
        f"field told__none: integer {LABEL} ask {LABEL}",
        f"fact {listed}: list of event {LABEL} ask {LABEL}", f"fact {listed}__told: integer {LABEL} ask {LABEL}",
        *integers, f"question own topic t {LABEL} asks value own",
        f"question of-events topic t {LABEL} asks value of_events",
    ]  # fmt: skip
    (folder / "vocabulary.clause").write_text("\n".join(lines) + "\n", encoding="utf-8")
    own = " + ".join([*NAMES, f"{listed}__told"])
    of_event = " + ".join(f"e.{name}" for name in (*NAMES, "told__last", "told__none"))
    document = [
        f"document small {LABEL} cites articles", "edition first", f"clause 1 {LABEL}",
        f"value own: integer by §1 {LABEL} is {own}",
        f"value of_events: integer by §1 {LABEL} is sum of ({of_event}) for e in {listed} where (e.told is none)",
    ]  # fmt: skip
    (folder / "small").mkdir()
    (folder / "small" / "document.clause").write_text("\n".join(document) + "\n", encoding="utf-8")


@pytest.mark.suite
@pytest.mark.parametrize("listed", ["events", "days", "months", "numbered", "working_days", "arriving", "list_days"])
def test_what_is_called_as_something_of_the_engine_is_told_apart_from_it(tmp_path: Path, listed: str) -> None:
    clauses, cases = tmp_path / "clauses", tmp_path / "cases"
    clauses.mkdir()
    contract(clauses, listed)
    cases.mkdir()
    own = [*NAMES, f"{listed}__told"]
    each = [2**at for at in range(len(own))]
    rows = [["case", *own], ["a", *each], ["b", *each[:-1], ""], ["c", "", *each[1:]]]
    fields = [*NAMES, "told__last", "told__none"]
    of_event = [2**at for at in range(len(fields))]
    records = [
        ["case", "told", *fields],
        ["a", "none", *of_event],
        ["a", "2024-03-10", *of_event],
        ["b", "none", "", *of_event[1:]],
        ["c", "none", *of_event[:-1], ""],
    ]
    for name, table in (("cases", rows), (listed, records)):
        with (cases / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    call = ["portfolio", "own", "of-events", "-d", "small", "--clauses", str(clauses), "--cases", str(cases)]
    answers = tmp_path / "answers.csv"
    called = CliRunner().invoke(cli, [*call, "-o", str(answers)], catch_exceptions=False)
    assert called.exit_code == 0, called.output
    with answers.open(encoding="utf-8", newline="") as file:
        found = {
            row["case"]: (row["own__strict_value"], row["of_events__strict_value"]) for row in csv.DictReader(file)
        }
    assert found == {"a": (str(sum(each)), str(sum(of_event))), "b": ("", ""), "c": ("", "")}


@pytest.mark.suite
@pytest.mark.parametrize(
    ("one", "other"), [("events", "cases"), ("Foo", "foo"), ("named", "case"), ("events", "Events")]
)
@pytest.mark.parametrize("asked", ["--cases", "--blank", "--sample"])
def test_names_that_tables_cannot_tell_apart_are_refused(tmp_path: Path, asked: str, one: str, other: str) -> None:
    clauses, cases, out = tmp_path / "clauses", tmp_path / "cases.csv", tmp_path / "answers" / "out.csv"
    out.parent.mkdir()
    clauses.mkdir()
    contract(clauses, other if one == "events" else "events")
    vocabulary = clauses / "vocabulary.clause"
    declared = vocabulary.read_text(encoding="utf-8")
    if other == "Events":
        declared = declared.replace("fact Events:", f"fact events: list of event {LABEL} ask {LABEL}\nfact Events:")
    else:
        declared = declared.replace(f"fact {one}:", f"fact {other}: integer {LABEL} ask {LABEL}\nfact {one}:")
    vocabulary.write_text(declared, encoding="utf-8")
    cases.write_text("case,number\na,1\n", encoding="utf-8")
    words = {"--cases": [str(cases)], "--blank": [], "--sample": ["3"]}[asked]
    call = ["portfolio", "own", "-d", "small", "--clauses", str(clauses), asked, *words, "-o", str(out)]
    with pytest.raises(Rejected) as refused:
        CliRunner().invoke(cli, call, catch_exceptions=False)
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["names-alike"]
    assert not out.exists()
