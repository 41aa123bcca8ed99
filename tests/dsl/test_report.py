"""Diagnostics as they are shown."""

import json

from dsl.diagnostic import Diagnostic, Label
from dsl.position import Span
from dsl.report import as_json, concise, full

SOURCE = "\tfact 漢字 é\r\nsecond line\n\nlast " + "y" * 300 + " end\n\x1b[2J\u202e"


def place(text: str, end: str = "") -> Span:
    start = SOURCE.index(text)
    stop = SOURCE.index(end) + len(end) if end else start + len(text)
    return Span("a", SOURCE.count("\n", 0, start) + 1, start - SOURCE.rfind("\n", 0, start), start, stop)


def shown(*diagnostics: Diagnostic) -> list[str]:
    return full(diagnostics, {"a": SOURCE}).splitlines()


def test_tabs_and_wide_characters_are_underlined_where_they_are_seen() -> None:
    assert shown(Diagnostic("c", "bad `漢字`", (Label(place("漢字"), "here"), Label(place("é"), "there")))) == [
        "error[c]: bad `漢字`",
        " --> a:1:7",
        "  |",
        "1 |     fact 漢字 é",
        "  |          ^^^^ here",
        "  |               - there",
    ]


def test_a_label_over_several_lines_shows_the_first_and_the_last() -> None:
    lines = shown(Diagnostic("c", "long", (Label(place("second", "last"), "all of it"),), "shorten it", note="or not"))
    assert lines[3:6] == ["2 | second line", "  | ^^^^^^^^^^^", "…"]
    assert lines[7:] == ["  | ^^^^ all of it", "  |", "  = help: shorten it", "  = note: or not"]


def test_a_very_long_line_is_cut_around_its_label() -> None:
    line, under = shown(Diagnostic("c", "long", (Label(place("end")),)))[3:5]
    assert line.endswith("y end")
    assert len(line) < 120
    assert line[under.index("^") :] == "end"


def test_what_a_terminal_would_act_upon_is_not_passed_on() -> None:
    acting = "\x1b\u202e\ufffe\ufdd0\U000e0041\x9b"
    told = Diagnostic("c", f"`{acting}[2J`\n", (Label(place("[2J"), acting),), acting, note=acting)
    for text in ("\n".join(shown(told)), concise([told]), as_json([told], {"a": SOURCE})):
        assert not set(text) & set(acting)
        assert "\ufffd" in text


def test_places_without_source_are_named_all_the_same() -> None:
    elsewhere = Label(Span("b", 7, 3, 0, 0), "x")
    assert shown(Diagnostic("c", "m", (elsewhere,), "h")) == ["error[c]: m", " --> b:7:3", "  = help: h"]
    assert shown(Diagnostic("c", "m")) == ["error[c]: m"]
    assert shown(Diagnostic("c", "m", (Label(Span("a", 99, 1, 9999, 99999)),))) == ["error[c]: m", " --> a:99:1"]


def test_colour_only_when_told_to() -> None:
    diagnostic = Diagnostic("c", "m", (Label(place("second")),))
    assert "\x1b[" in full([diagnostic], {"a": SOURCE}, colour=True)
    assert "\x1b[" not in full([diagnostic], {"a": SOURCE})


def test_concise() -> None:
    found = [Diagnostic("c", "m", (Label(place("second")),)), Diagnostic("w", "n", severity="warning")]
    assert concise(found) == "a:2:1: error[c] m\nwarning[w] n"


def test_json_gives_both_ends_of_a_label() -> None:
    (found,) = json.loads(as_json([Diagnostic("c", "m", (Label(place("second", "last")),))], {"a": SOURCE}))
    assert found["labels"][0] | {"text": ""} == {
        "file": "a",
        "line": 2,
        "column": 1,
        "start": 12,
        "end": 29,
        "end_line": 4,
        "end_column": 5,
        "text": "",
        "primary": True,
    }
