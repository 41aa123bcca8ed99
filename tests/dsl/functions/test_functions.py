"""Every built-in function is whole: a law, a type, a domain, words in each tongue and an example that runs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dsl.check import check_sources
from dsl.function import Function
from dsl.functions import WORDS, function, names
from dsl.kinds import TYPES
from dsl.moment import Moment
from dsl.surface import syntax as s
from dsl.surface.notation import flat
from dsl.surface.parse import parse
from dsl.surroundings import Surroundings
from dsl.typed import program as p
from engine.model.laws import Laws
from engine.tongues.registry import tags

HERE = Surroundings("Europe/Zurich", p.Calendar((p.Place("CH"),)))
FRANCE = Surroundings("Europe/Paris", p.Calendar((p.Place("FR"),)))
LAWS = Laws(HERE)
VOCABULARY = """vocabulary
choice canton en "canton" fr "canton" option VD en "Vaud" fr "Vaud" option GE en "Geneva" fr "Genève"
record outage en "outage" fr "panne"
  field began: instant en "b" fr "b" ask en "?" fr "?"
  field ended: optional date en "e" fr "e" ask en "?" fr "?"
fact part: canton en "p" fr "p" ask en "?" fr "?"
fact as_of: date en "d" fr "d" ask en "?" fr "?"
fact began: date en "d" fr "d" ask en "?" fr "?"
fact ends: date en "d" fr "d" ask en "?" fr "?"
fact day: date en "d" fr "d" ask en "?" fr "?"
fact month: date en "d" fr "d" ask en "?" fr "?"
fact reported_on: date en "d" fr "d" ask en "?" fr "?"
fact commissioned_on: date en "d" fr "d" ask en "?" fr "?"
fact announced: moment en "i" fr "i" ask en "?" fr "?"
fact extra: duration en "x" fr "x" ask en "?" fr "?"
fact rate: percent en "r" fr "r" ask en "?" fr "?"
fact amount: percent en "a" fr "a" ask en "?" fr "?"
"""
DOCUMENT = """document rental en "R" fr "R" cites articles
  currency EUR
  calendar CH by canton
edition first
clause 1 en "O" fr "O"
value used of outage: {type} by §1 en "u" fr "u" {otherwise} is {example}
"""


def lacking(tag_list: tuple[str, ...], called: Function) -> list[str]:
    """What a function has not got."""
    found = [f"words in {tag}" for tag in tag_list if not called.words.get(tag)]
    dated = [f"dated words in {tag}" for tag in tag_list if called.dated_words and not called.dated_words.get(tag)]
    found += dated
    found += [f"rule words in {tag}" for tag in tag_list if called.rule_words and not called.rule_words.get(tag)]
    found += [part for part, written in (("domain", called.domain), ("example", called.example)) if not written]
    return found if callable(called.law) else [*found, "law"]


def test_there_is_a_file_for_each_and_their_words_are_known_to_the_resolver() -> None:
    assert {"min", "max", "round", "or_else", "next_recurrence", "after_working_time"} <= set(names())
    taken = {word for name in names() for parameter in function(name).parameters for word in parameter.words}
    assert taken == WORDS


@pytest.mark.parametrize("name", names())
def test_nothing_is_lacking(name: str) -> None:
    assert lacking(tags(), function(name)) == []
    assert set(lacking((*tags(), "rm"), function(name))) >= {"words in rm"}


@pytest.mark.parametrize("name", names())
def test_its_law_gives_what_its_sample_says(name: str) -> None:
    arguments, expected = function(name).sample
    assert LAWS[name](*arguments) == expected


@pytest.mark.parametrize("name", names())
def test_its_example_is_a_call_of_it_that_has_a_type(name: str) -> None:
    example = function(name).example
    found, refused = None, []
    for type_ in (*(kind for kind in TYPES if kind not in ("choice", "list", "none")), "optional date"):
        otherwise = 'otherwise en "n" fr "n"' if type_ == "boolean" else ""
        document = DOCUMENT.format(type=type_, otherwise=otherwise, example=example)
        checked = check_sources({"v.clause": VOCABULARY, "d.clause": document})
        if checked.is_sound:
            found = checked.programs[0].values["used"].expression
            break
        refused.append({each.message for each in checked.diagnostics if each.is_error})
    always = set.intersection(*refused) if found is None else set()
    assert isinstance(found, p.Function), f"{example}: {always or 'of no type'}; it may name what VOCABULARY has"
    assert found.name == name
    (value,) = (each for each in parse(document, "d")[0] if isinstance(each, s.Value))
    assert value.expression is not None
    assert flat(value.expression) == example


def test_a_document_without_a_zone_has_the_days_of_each_offset() -> None:
    nowhere = Laws(Surroundings(None, None))
    evening = datetime.fromisoformat("2020-01-02T20:00:00-05:00")
    assert nowhere["day_of"](evening) == date(2020, 1, 2)
    assert LAWS["day_of"](evening) == date(2020, 1, 3)
    assert nowhere["length_of_month"](date(2024, 3, 10)) == timedelta(hours=744)
    assert nowhere["start_of_day"](date(2024, 3, 10)) == datetime(2024, 3, 10, tzinfo=UTC)


def test_a_country_without_parts_needs_none() -> None:
    france = Laws(FRANCE)
    assert not france["is_working_day"](date(2024, 7, 14))
    assert france["next_working_day"](date(2024, 7, 13)) == date(2024, 7, 15)
    start, end = (Moment.of_instant(datetime(2024, 8, day, 6, tzinfo=UTC), UTC) for day in (14, 16))
    assert france["after_working_time"](start, timedelta(hours=24)) == end
    assert france["after_office_time"](start, timedelta(hours=10), 8, 18) == Moment.of_instant(
        datetime(2024, 8, 14, 16, tzinfo=UTC), UTC
    )


@pytest.mark.parametrize("hours", [(18, 8), (8, 8), (0, 25)])
def test_office_hours_that_are_no_two_of_a_day_never_pass(hours: tuple[int, int]) -> None:
    start = Moment.of_instant(datetime(2024, 8, 14, 6, tzinfo=UTC), UTC)
    with pytest.raises(OverflowError):
        Laws(FRANCE)["after_office_time"](start, timedelta(hours=1), *hours)


def test_working_time_after_a_day_ends_in_the_course_of_another() -> None:
    france = Laws(FRANCE)
    day = france.document.moment(date(2024, 8, 14))
    due = france["after_working_time"](day, timedelta(hours=24))
    assert (due.first_day, due.last_day, due.is_open) == (date(2024, 8, 15), date(2024, 8, 16), True)
    assert (due <= france.document.moment(date(2024, 8, 17))) is True
    assert (due <= france.document.moment(date(2024, 8, 16))) is None
