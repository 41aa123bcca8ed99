"""A changed sign is never typography: currencies, comparisons, minus, per cent, parentheses, defined terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.source.compare import IN_DOUBT, ChangeKind, compare_text
from engine.source.fingerprint import fingerprint, numbers
from engine.source.layout import PLAIN_CLAUSES
from engine.source.lock import make_lock


def change(old: str, new: str) -> ChangeKind:
    """What becomes of a sentence."""
    lock = make_lock("quay", "trial", f"1. {old}", PLAIN_CLAUSES)
    (found,) = compare_text(lock, f"1. {new}", PLAIN_CLAUSES).changes
    return found.kind


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("The cap is €500 a year.", "The cap is £500 a year.", "numbers"),
        ("The cap is 500 € a year.", "The cap is 500 £ a year.", "numbers"),
        ("The cap is EUR 500 a year.", "The cap is CHF 500 a year.", "numbers"),
        ("The cap is 500 EUR a year.", "The cap is 500 a year.", "numbers"),
        ("No fire between 13:00 and 15:00.", "No fire between 13:30 and 15:00.", "numbers"),
        ("The fine is 1.500,00 € at most.", "The fine is 1.500.000 € at most.", "numbers"),
        ("It holds from ≥ 20 knots.", "It holds from ≤ 20 knots.", "numbers"),
        ("At −5 degrees the dock closes.", "At 5 degrees the dock closes.", "numbers"),
        ("At -5 degrees the dock closes.", "At 5 degrees the dock closes.", "numbers"),
        ("The fee is 10 % of it.", "The fee is 10 ‰ of it.", "numbers"),
        ("The fee is 10 % of it.", "The fee is 10 of it.", "numbers"),
        ("The hull has 10² planks.", "The hull has 102 planks.", "numbers"),
        ("It lasts 1½ hours.", "It lasts 11/2 hours.", "numbers"),
        ("The cap is EUR 40.00 a year.", "The cap is CHF 40.00 a year.", "numbers"),
        ("The cap is 35,00 € a year.", "The cap is 35,00 CHF a year.", "numbers"),
        ("The cap is 40 francs a year.", "The cap is 40 euros a year.", "numbers"),
        ("The cap is ten francs.", "The cap is ten pounds.", "numbers"),
        ("The fence is no more than 2.40 m high.", "The fence is at least 2.40 m high.", "numbers"),
        ("The fence is more than 2 m high.", "The fence is 2 m high.", "numbers"),
        ("It lasts at most thirty days.", "It lasts at least thirty days.", "numbers"),
        ("Il dure plus de deux mois.", "Il dure moins d’un mois.", "numbers"),
        ("Il dure au plus un mois.", "Il dure au moins un mois.", "numbers"),
        ("Die Frist beträgt höchstens 5 Tage.", "Die Frist beträgt mindestens 5 Tage.", "numbers"),
        ("The fence is no more than 2 m high.", "The fence is at most 2 m high.", "wording"),
        ("The cap is EUR 40.", "The cap is 40 EUR.", "wording"),
        ("Up to the gate, all 5 berths are let.", "Up to the gate, ALL 5 berths are let.", "signs"),
        ("It lasts thirty days.", "It lasts sixty days.", "numbers"),
        ("Il dure trente jours.", "Il dure soixante jours.", "numbers"),
        ("Es dauert vierundzwanzig Stunden.", "Es dauert zweiundvierzig Stunden.", "numbers"),
        ("Le délai est de deux mois.", "Le délai est d’un mois.", "numbers"),
        ("Il dure un jour ouvrable.", "Il dure deux jours ouvrable.", "numbers"),
        ("Die Frist beträgt drei Monate.", "Die Frist beträgt einen Monat.", "numbers"),
        ("Die Wahl findet einmal im Jahr statt.", "Die Wahl findet zweimal im Jahr statt.", "numbers"),
        ("On three months’ notice.", "On one month’s notice.", "numbers"),
        ("It is checked once a year.", "It is checked twice a year.", "numbers"),
        ("Il dure un jour.", "Il dure un mois.", "numbers"),
        ("Once the term ends, it is void.", "When the term ends, it is void.", "wording"),
        ("Un client paie.", "Le client paie.", "wording"),
        ("Une fois le bail échu, il part.", "Le bail échu, il part.", "wording"),
        ("It lasts one day.", "It lasts one days.", "wording"),
        ("The fee is ten per cent.", "The fee is twelve per cent.", "numbers"),
        ("The tides of ٥ May count.", "The tides of ٦ May count.", "numbers"),
        ("The fee (and the tax) is due.", "The fee and the tax is due.", "signs"),
        ("The Berth is paid for.", "The berth is paid for.", "signs"),
        ("Boats, and crews paid for, enter.", "Boats and crews paid for enter.", "signs"),
        ("Wood & rope are sold.", "Wood / rope are sold.", "signs"),
        ("The fee is owed.", "The fee is not owed.", "negations"),
        ("The fee is 2 francs.", "The fee is two francs.", "wording"),
        ("The keeper's “berth” – it is free.", "The keeper’s \"berth\" — it is free.", "typographic"),
        ("The of\ufb01cer watches the fi\u00adre.", "The officer watches the fire.", "typographic"),
        ("It costs 1'000 francs.", "It costs 1’000 francs.", "typographic"),
        ("It costs 1\u202f000 francs.", "It costs 1'000 francs.", "typographic"),
        ("It costs 10% more.", "It costs 10 % more.", "typographic"),
        ("The tides of ٥ May count.", "The tides of 5 May count.", "typographic"),
    ],
)  # fmt: skip
def test_what_changed_is_told_by_its_class(old: str, new: str, kind: ChangeKind) -> None:
    assert change(old, new) == kind
    assert change(new, old) == kind


CURRENCIES = "€£$¥¢₣₹"
COMPARISONS = ("", "<", ">", "≤", "≥", "=", "≠", "±")
AMOUNTS = st.tuples(
    st.sampled_from(COMPARISONS), st.sampled_from(CURRENCIES), st.sampled_from(("", "-", "−")), st.integers(0, 10**6)
)


@given(AMOUNTS, AMOUNTS)
def test_an_amount_is_the_same_only_if_all_its_signs_are(
    one: tuple[str, str, str, int], two: tuple[str, str, str, int]
) -> None:
    texts = [f"It is {comparison}{currency}{minus}{number} now." for comparison, currency, minus, number in (one, two)]
    meant = [(comparison, currency, bool(minus), number) for comparison, currency, minus, number in (one, two)]
    assert (fingerprint(texts[0]).numbers == fingerprint(texts[1]).numbers) == (meant[0] == meant[1])


def test_a_range_has_no_minus_and_a_list_no_dash() -> None:
    assert numbers("5-10 days, 5 – 10 days, 2024-05-01") == (
        "5",
        "10\u00a0days",
        "5",
        "10\u00a0days",
        "2024",
        "05",
        "01",
    )
    assert numbers("(-5) to -2") == ("-5", "-2")


def test_a_number_is_listed_with_its_comparison_and_its_currency() -> None:
    assert numbers("EUR 85.00, 40 CHF, at least EUR\u00a05, 2 Euro") == (
        "EUR\u00a085.00",
        "CHF\u00a040",
        "≥EUR\u00a05",
        "2 euros",
    )
    assert numbers("1.500,00 €; 1,500.00; 1.500; 1,234,567.5") == ("€1500.00", "1500.00", "1.500", "1234567.5")
    assert numbers("at  least\nten; not more than 2; plus d'un mois") == ("≥10", "≤2", ">1\u00a0mois")


def test_capitals_of_a_heading_are_a_matter_of_style() -> None:
    lock = make_lock(
        "quay", "trial", "1. Fees Of The Quay\n\nThe fee is owed by the skipper of the boat.", PLAIN_CLAUSES
    )
    text = "1. FEES OF THE QUAY\n\nThe fee is owed by the skipper of the boat."
    assert compare_text(lock, text, PLAIN_CLAUSES).same_words


def test_a_sign_off_lapses_with_a_sign() -> None:
    assert fingerprint("The cap is €500.").substance != fingerprint("The cap is £500.").substance
    assert fingerprint("The cap is 10 %.").substance == fingerprint("The cap is 10%.").substance


LONG = [
    f"Clause on subject {letter * 3}: the skipper of {letter * 4} keeps the lamp of {letter * 5} burning at night."
    for letter in "abcdefghijklmnopqrstuvwxyz"
]


@pytest.mark.suite
@given(st.integers(0, len(LONG)), st.integers(1, 6))
def test_added_passages_move_none_of_the_others(place: int, count: int) -> None:
    """Whatever follows bears another number; nothing of it stands in another order."""
    added = [f"New duty of the harbour number {number * 'x'}: nobody swims there." for number in range(1, count + 1)]
    lock = make_lock("quay", "trial", "1. " + "\n\n".join(LONG), PLAIN_CLAUSES)
    text = "1. " + "\n\n".join([*LONG[:place], *added, *LONG[place:]])
    counts = compare_text(lock, text, PLAIN_CLAUSES).counts()
    assert counts.get("added") == count
    assert "moved" not in counts
    assert "removed" not in counts


def test_a_passage_that_stands_elsewhere_is_the_only_one_that_moved() -> None:
    lock = make_lock("quay", "trial", "1. " + "\n\n".join(LONG), PLAIN_CLAUSES)
    text = "1. " + "\n\n".join([*LONG[1:20], LONG[0], *LONG[20:]])
    comparison = compare_text(lock, text, PLAIN_CLAUSES)
    assert [str(found.locator) for found in comparison.of_kind("moved")] == ["1 §1 s.1"]


def test_what_is_about_something_else_is_no_rewording() -> None:
    old = "1. Complaints reach the harbour office within thirty days, in writing and with all documents."
    new = "1. The swimming of dogs near the northern lighthouse is allowed on Sundays after the holidays."
    lock = make_lock("quay", "trial", old, PLAIN_CLAUSES)
    assert set(compare_text(lock, new, PLAIN_CLAUSES).counts()) == {"added", "removed"}
    reworded = "1. Complaints must reach the harbour office within thirty days, in writing, with every document."
    assert set(compare_text(lock, reworded, PLAIN_CLAUSES).counts()) == {"modals"}


BERTHS = """1. The berth is 12. It costs 5 % of the price (without tax).

It is paid on 1 March, at −5 degrees, too; by Keeper and guest.

2. The end comes after 3 months.
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tax).\n\nIt is", "tax). It is"),
        ("1. The berth is 12. It", "1. The berth is 12.\n\nIt"),
        ("comes after", "comes\nafter"),
    ],
)
def test_what_was_only_taken_apart_otherwise_is_a_class_of_its_own(old: str, new: str) -> None:
    lock = make_lock("quay", "trial", BERTHS, PLAIN_CLAUSES)
    comparison = compare_text(lock, BERTHS.replace(old, new), PLAIN_CLAUSES)
    assert not comparison.of_kind(*IN_DOUBT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("−5", "5"),
        ("%", "‰"),
        ("(without tax)", "without tax"),
        ("Keeper", "keeper"),
        ("March, at", "March at"),
    ],
)
def test_a_changed_sign_is_never_hidden_by_another_division(old: str, new: str) -> None:
    lock = make_lock("quay", "trial", BERTHS, PLAIN_CLAUSES)
    comparison = compare_text(lock, BERTHS.replace("tax).\n\nIt", "tax). It").replace(old, new), PLAIN_CLAUSES)
    assert comparison.of_kind(*IN_DOUBT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It lasts two weeks.", "It lasts ten days."),
        ("It lasts 24 hours.", "It lasts 2 days."),
        ("It lasts 2 hours.", "It lasts 2 days."),
        ("It lasts thirty (30) days.", "It lasts thirty (30) months."),
        ("It lasts 5 days.", "It lasts 5 business days."),
        ("On 30-day notice.", "On 30-week notice."),
        ("The fee is £60.", "The fee is £75 plus VAT."),
        ("The fee of £500 is payable.", "The fee of €600 is due."),
        ("The fee is £95 per day.", "The fee is £95 per hour."),
        ("The fee is £95 a day.", "The fee is £95 an hour."),
        ("The fee is £95 plus VAT per day.", "The fee is £95 plus VAT per hour."),
        ("The crew has a third of it.", "The crew has half of it."),
        ("The crew has two thirds of it.", "The crew has three quarters of it."),
        ("The fee falls by a third.", "The fee falls by a quarter."),
        ("At least half the crew votes.", "At most half the crew votes."),
        ("It lasts half a day.", "It lasts half an hour."),
        ("Il dure deux semaines.", "Il dure dix jours."),
        ("Il dure cinq jours ouvrables.", "Il dure cinq jours."),
        ("Le prix est de 95 € par jour.", "Le prix est de 95 € par heure."),
        ("Il paie un tiers du prix.", "Il verse un quart du prix."),
        ("Le prix baisse d’un tiers.", "Le prix baisse d’un quart."),
        ("Il paie deux tiers.", "Il paie trois quarts."),
        ("Il paie au moins la moitié du prix.", "Il paie au moins un tiers du prix."),
        ("Il dure une demi-heure.", "Il dure une demi-journée."),
        ("Es dauert zwei Wochen.", "Es dauert zehn Tage."),
        ("Es kostet 95 € pro Tag.", "Es kostet 95 € pro Stunde."),
        ("Er zahlt die Hälfte des Preises.", "Er trägt ein Drittel des Preises."),
        ("Er zahlt zwei Drittel.", "Er zahlt drei Viertel."),
        ("Es dauert ein halbes Jahr.", "Es dauert einen halben Tag."),
    ],
)  # fmt: skip
def test_a_number_that_changed_is_hidden_by_no_word_beside_it(old: str, new: str) -> None:
    assert change(old, new) == "numbers"
    assert change(new, old) == "numbers"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It lasts at most two weeks in all.", "It lasts for at most 2 weeks in all."),
        ("A third party pays.", "A third person pays."),
        ("Il répond de la faute d’un tiers.", "Il répond de la faute d’un client."),
        ("Un tiers de confiance le garde.", "Un client de confiance le garde."),
        ("Die Frist eines Monats gilt.", "Die Frist von einem Monat gilt."),
        ("Er zahlt ein Drittel des Preises.", "Er trägt ein Drittel des Preises."),
    ],
)  # fmt: skip
def test_what_keeps_its_numbers_is_reworded_at_most(old: str, new: str) -> None:
    assert change(old, new) == "wording"
    assert change(new, old) == "wording"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two thirds, half a day, a third of it", ("2/3", "1/2\u00a0day", "1/3")),
        ("three-quarters of a year, one third party", ("3/4", "1")),
        ("the third day, two third parties, on behalf of it", ("3\u00a0day", "2")),
        ("un tiers, deux tiers, trois quarts d’heure", ("2/3", "3/4\u00a0heure")),
        ("mindestens die Hälfte, drei Viertel, ein halbes Jahr", ("≥1/2", "3/4", "1/2\u00a0Jahr")),
        ("three times a year, once in any month", ("3\u00a0times", "/year", "1", "/month")),
        ("two months’ notice, on one month’s notice", ("2\u00a0months", "1\u00a0month")),
        ("drei Monaten, eines Monats, 2 Werktagen", ("3\u00a0Monate", "1\u00a0Monat", "2\u00a0Werktage")),
        ("1 jour ouvré, 5 jours ouvrés", ("1\u00a0jour ouvré", "5\u00a0jours ouvrés")),
        ("€5 per full year, €5/month, 95 € par mois", ("€5", "€5", "/month", "€95", "/mois")),
    ],
)
def test_a_number_is_listed_with_its_unit_and_a_fraction_in_figures(text: str, expected: tuple[str, ...]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text", ["Once the notice of a month has run.", "Une fois le bail échu.", "Eine Jahresrechnung."]
)
def test_words_that_say_when_or_what_are_no_numbers(text: str) -> None:
    assert numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35,00 €, dann 1.500,00 €", ("€35.00", "€1500.00")),
        ("£1,500.00 or £2,000,000", ("£1500.00", "£2000000")),
        ("1.234.567,89 and 1'500.00 and 1 500,00", ("1234567.89", "1500.00", "1500.00")),
        ("EUR 85.00, 0.40 CHF", ("EUR\u00a085.00", "CHF\u00a00.40")),
        ("Between 13:00 and 15:00, 8 h 30, 14h00", ("13:00", "15:00", "8h30", "14h00")),
        ("on 25.04.2023, section 1.2.3, 0.125 and 2,400", ("25.04.2023", "1.2.3", "0.125", "2.400")),
        ("Neurath 5, 48h, 24 heures", ("5", "48", "24\u00a0heures")),
    ],
)
def test_amounts_and_hours_are_shown_as_what_they_are(text: str, expected: tuple[str, ...]) -> None:
    assert numbers(text) == expected
