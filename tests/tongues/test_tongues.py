"""The tongues: each has all the words of the others, and writes numbers, dates and lists as its own readers do."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dsl.diagnostic import Rejected
from dsl.kinds import TYPES
from dsl.locator import Locator
from engine.tongues import Tongue, phrase, register, tags, tongue
from engine.tongues.words import Pieces

HOUSE = Path(__file__).resolve().parents[2]
TONGUES = HOUSE / "engine" / "tongues"
FUNCTIONS = HOUSE / "dsl" / "functions"
"""A function carries its own words in each tongue."""
CATALOGUES = sorted(path.stem for path in (TONGUES / "en").iterdir() if path.stem != "__init__" and path.is_file())
ENGLISH, FRENCH = tongue("en"), tongue("fr")
OF_ONE_TONGUE = ("compared_", "dated_", "function_")
"""Sentences that name in each language what they need of both sides."""
EMPTY_ELSEWHERE = {"english_only"}
"""Words that only some languages need."""


def gaps(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)", text))


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_tongue_has_the_words_of_every_other_with_the_same_gaps(catalogue: str, tag: str) -> None:
    own: Mapping[str, str] = tongue(tag).words(catalogue)
    wanted = ENGLISH.words(catalogue)
    assert list(own) == list(wanted)
    same = [key for key in wanted if catalogue not in ("places", "measures") and not key.startswith(OF_ONE_TONGUE)]
    assert [key for key in same if gaps(own[key]) != gaps(wanted[key])] == []
    assert [key for key in own if not own[key] and key not in EMPTY_ELSEWHERE] == []


def test_a_phrase_is_said_in_a_language_when_it_is_asked_for() -> None:
    asked: list[str] = []

    def said(one: Tongue) -> str:
        asked.append(one.tag)
        return one.advice["yes"]

    found = phrase(("fr", "en", "xx"), said)
    assert found.languages == ("en", "fr")
    assert asked == []
    assert found.in_language("fr") == FRENCH.advice["yes"]
    assert asked == ["fr"]
    assert found.texts == (("en", ENGLISH.advice["yes"]), ("fr", FRENCH.advice["yes"]))
    with pytest.raises(KeyError):
        found.in_language("xx")


def test_no_wording_hangs_on_a_language_outside_its_folder() -> None:
    asked = re.compile(r"""language\s*[!=]=|\bif french\b|["'](?:en|fr)["']\s*[:\]]|[!=]=\s*["'](?:en|fr)["']""")
    found = [
        f"{path.relative_to(HOUSE)}: {line.strip()}"
        for folder in ("dsl", "engine", "site")
        for path in sorted((HOUSE / folder).rglob("*"))
        if path.suffix in (".py", ".jinja") and not {TONGUES, FUNCTIONS} & set(path.parents)
        for line in path.read_text(encoding="utf-8").splitlines()
        if asked.search(line)
    ]
    assert [line for line in found if "DEFAULT" not in line and '`Phrase({"en"' not in line] == []


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        (ENGLISH, ["1 March 2024", "31 August 2025", "1 March 2024 at 09:05", "1 March 2024 at 23:59:01"]),
        (FRENCH, ["1er mars 2024", "31 août 2025", "1er mars 2024 à 9 h 05", "1er mars 2024 à 23 h 59 min 01 s"]),
    ],
)
def test_dates_and_times(spoken: Tongue, expected: list[str]) -> None:
    first, last = datetime(2024, 3, 1, 9, 5), datetime(2024, 3, 1, 23, 59, 1)
    shown = [
        spoken.date(first.date()),
        spoken.date(datetime(2025, 8, 31).date()),
        spoken.moment(first),
        spoken.moment(last),
    ]
    assert [text.replace("\u00a0", " ") for text in shown] == expected


@pytest.mark.parametrize(
    ("spoken", "at"), [(ENGLISH, "27 October 2024 at 02:30"), (FRENCH, "27 octobre 2024 à 2 h 30")]
)
def test_an_hour_that_the_clocks_show_twice_is_written_with_its_offset(spoken: Tongue, at: str) -> None:
    zone = ZoneInfo("Europe/Zurich")
    shown = [spoken.moment(datetime(2024, 10, 27, 2, 30, tzinfo=zone, fold=fold)) for fold in (0, 1)]
    assert [text.replace("\u00a0", " ") for text in shown] == [f"{at} (UTC+02:00)", f"{at} (UTC+01:00)"]
    after = spoken.moment(datetime(2024, 10, 27, 3, 0, tzinfo=zone))
    assert "UTC" not in after + spoken.moment(datetime(2024, 10, 27, 1, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        (ENGLISH, ["0 minutes", "0 days", "1 hour 30 minutes", "−2 days", "1 month", "12.5 %", "≈ 33.3333 %",
                   "CHF 1'234'567.80", "CHF 0.005"]),
        (FRENCH, ["0 minute", "0 jour", "1 heure 30 minutes", "−2 jours", "1 mois", "12,5 %", "≈ 33,3333 %",
                  "CHF 1'234'567.80", "CHF 0.005"]),
    ],
)  # fmt: skip
def test_numbers_amounts_and_spans(spoken: Tongue, expected: list[str]) -> None:
    shown = [
        spoken.span(timedelta()),
        spoken.span(timedelta(), in_days=True),
        spoken.span(timedelta(minutes=90)),
        spoken.span(timedelta(days=-2)),
        spoken.counted(1, "month"),
        spoken.percent(Decimal("0.125")),
        spoken.ratio(Fraction(1, 3)),
        spoken.money(Decimal("1234567.8"), "CHF"),
        spoken.money(Decimal("0.005"), "CHF"),
    ]
    assert [text.replace("\u00a0", " ") for text in shown] == expected


@pytest.mark.parametrize(
    ("sentence", "gap", "expected"),
    [
        ("le début du mois de {0}", "le jour de la panne", "le début du mois du jour de la panne"),
        ("nombre de {0}", "les factures", "nombre des factures"),
        ("de {0} à {0}", "le 1er mars", "du 1er mars au 1er mars"),
        ("mois de {0}", "août", "mois d’août"),
        ("nombre de {0}", "onze", "nombre de onze"),
        ("en mesure de le faire : {0}", "le client", "en mesure de le faire : le client"),
        ("nombre de {0}", "la {panne}", "nombre de la {panne}"),
        ("nombre de {0}", "les {pannes}", "nombre des {pannes}"),
    ],
)
def test_french_contracts_where_a_gap_is_filled(sentence: str, gap: str, expected: str) -> None:
    assert FRENCH.filled(sentence, gap) == expected
    assert ENGLISH.filled(sentence, gap) == sentence.replace("{0}", gap)


@pytest.mark.parametrize("spoken", [ENGLISH, FRENCH])
@pytest.mark.parametrize("fill", ["le 1er mars", "août", "100 % de {tout}", 3])
def test_a_sentence_is_filled_alike_the_first_time_and_again(spoken: Tongue, fill: object) -> None:
    for catalogue in ("steps", "advice", "measures"):
        words = spoken.words(catalogue)
        for key, sentence in words.items():
            named = dict.fromkeys(gaps(sentence), fill)
            expected = spoken.filled(sentence, **named)
            assert [words.say(key, **named), words.say(key, **named)] == [expected, expected]
            assert words.filling(key, *named)(*named.values()) == expected
    pieces = Pieces(("{", "} at 5 % of ", ""), ("one", "two"))
    assert spoken.pieces("{{{one}}} at 5 % of {two}") == pieces
    assert pieces.pattern == "{%(one)s} at 5 %% of %(two)s"
    assert pieces.filled({"one": "{5}"}) == (("{{5}} at 5 % of ", ""), ("two",))
    assert spoken.pieces("{0}") is spoken.pieces("{one:02}") is spoken.pieces("{one!r}") is None


@pytest.mark.parametrize("spoken", [ENGLISH, FRENCH])
@pytest.mark.parametrize("name", ["le client", "août", "100 % de {tout}"])
def test_a_sentence_is_filled_alike_with_a_part_of_it_beforehand(spoken: Tongue, name: str) -> None:
    for catalogue in ("steps", "advice"):
        words = spoken.words(catalogue)
        for key, sentence in words.items():
            named = {gap: f"{name} {number}" for number, gap in enumerate(sorted(gaps(sentence)))}
            for gap, fill in named.items():
                others = [other for other in named if other != gap]
                filling = words.filling(key, *others, **{gap: fill})
                assert filling(*[named[other] for other in others]) == spoken.filled(sentence, **named)


def test_french_contracts_and_spaces() -> None:
    assert FRENCH.elided("on ne sait pas si il vient ni que elle part") == "on ne sait pas s’il vient ni qu’elle part"
    assert FRENCH.spaced("« Quoi » : ici ?") == "«\u00a0Quoi\u00a0»\u00a0: ici\u00a0?"
    assert ENGLISH.elided("si il") == "si il"
    assert FRENCH.alternatives(["a", "b", "c"]) == "a, b ou c"


@pytest.mark.parametrize(
    ("places", "english", "french", "courts"),
    [
        (["9 §3 s.1", "9 §3 s.3"], "clause 9, para. 3, sentences 1 and 3", "ch. 9, al. 3, 1re et 3e phrases",
         "ch. 9 al. 3 1re et 3e phrases"),
        (["9 §3 s.1-2", "9 §3 s.4"], "clause 9, para. 3, sentences 1–2 and sentence 4",
         "ch. 9, al. 3, 1re à 2e phrases et 4e phrase", "ch. 9 al. 3 1re à 2e phrases et 4e phrase"),
        (["11 §1 item 1", "11 §1 item 3", "11 §2"], "clause 11, para. 1, bullets 1 and 3, and para. 2",
         "ch. 11, al. 1, 1er et 3e tirets, et al. 2", "ch. 11 al. 1 1er et 3e tirets et al. 2"),
        (["5 §1 item a", "5 §1 item b", "5 §1 item c"], "clause 5, para. 1, letters a, b and c",
         "ch. 5, al. 1, let. a, b et c", "ch. 5 al. 1 let. a, b et c"),
        (["11 §1 s.1", "11 §1 item 1", "11 §1 item 2"], "clause 11, para. 1, sentence 1 and bullets 1 and 2",
         "ch. 11, al. 1, 1re phrase et 1er et 2e tirets", "ch. 11 al. 1 1re phrase et 1er et 2e tirets"),
        (["10 table row 1", "10 table row 2"], "clause 10, table, rows 1 and 2", "ch. 10, tableau, 1re et 2e lignes",
         "ch. 10 tableau 1re et 2e lignes"),
    ],
)  # fmt: skip
def test_what_follows_one_another_is_cited_as_one(places: list[str], english: str, french: str, courts: str) -> None:
    parts = [Locator.parse(place).parts("clause") for place in places]
    shown = [ENGLISH.cite_all(parts), FRENCH.cite_all(parts), FRENCH.cite_all(parts, courts=True)]
    assert [text.replace("\u00a0", " ") for text in shown] == [english, french, courts]


@pytest.mark.parametrize(
    ("own", "clause", "subject", "said"),
    [
        (ENGLISH, "the failure does not follow from a block", "the failure", "does not follow from a block"),
        (ENGLISH, "there is no other reason", "", "there is no other reason"),
        (FRENCH, "l’événement était imprévisible", "l’événement", "était imprévisible"),
        (FRENCH, "la panne n’est pas due à l’événement", "la panne", "n’est pas due à l’événement"),
        (FRENCH, "il n’existe aucun autre motif", "", "il n’existe aucun autre motif"),
        (FRENCH, "la facture s’élève à CHF 750.00", "la facture", "s’élève à CHF 750.00"),
    ],
)  # fmt: skip
def test_a_clause_is_parted_where_its_verb_begins(own: Tongue, clause: str, subject: str, said: str) -> None:
    assert own.parted(clause) == (subject, said)


def test_a_tongue_in_the_making_names_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.tongues.registry.REGISTERED", {})
    register("de", "tests.tongues.de")
    german = tongue("de")
    assert "de" in tags()
    assert german.cite(Locator.parse("4 §2 s.1").parts("article")) == "Art.\u00a04, Abs.\u00a02, Satz\u00a01"
    assert german.inner("Die Hütte ist leer.") == "Die Hütte ist leer"
    with pytest.raises(
        Rejected, match="missing-word: the tongue `de` has no `table_alone` among its words for `places`"
    ):
        german.cite(Locator.parse("4 table row 2").parts("article"))
    with pytest.raises(Rejected, match="missing-word: the tongue `de` has no `help` among its words for `interview`"):
        german.words("interview")["help"]
    tongue.cache_clear()  # nobody else is to find it


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_type_has_its_words_on_the_pages(language: str) -> None:
    words = tongue(language).words("pages")
    assert all(words[f"t_{kind}"] for kind in TYPES if kind != "none")


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        (ENGLISH, "“Is ‘the service’ all of them?”"),
        (FRENCH, "«\u00a0Est-ce que “le service” et “la mesure” sont tous visés\u00a0?\u00a0»"),
    ],
)
def test_what_is_quoted_within_a_quotation_has_the_other_marks(spoken: Tongue, expected: str) -> None:
    said = {"en": "Is “the service” all of them?", "fr": "Est-ce que « le service » et « la mesure » sont tous visés ?"}
    assert spoken.quoted(spoken.spaced(said[spoken.tag])) == expected


def test_the_numbers_of_many_records_are_told_by_the_first_and_the_last_of_a_run() -> None:
    assert ENGLISH.record_numbers(str(number) for number in (3, 1, *range(5, 301), 2)) == "1, 2, 3 and 5 to 300"
    assert FRENCH.record_numbers(map(str, range(1, 301))) == "1 à 300"
    assert ENGLISH.record_numbers(["3.10", "3.2", "12"]) == "3.2, 3.10 and 12"
    assert ENGLISH.record_numbers(["7"]) == "7"
