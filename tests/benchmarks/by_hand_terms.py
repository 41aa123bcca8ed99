"""The penalty of the Infomaniak terms for class A failures, written by hand: art. 10.1.2 to 10.1.5, preferred readings.

What a careful programmer would write who knows that all facts are given and that each failure lasted longer than five
minutes: no unknowns, no other readings, no reasons.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from by_hand import CENT, FIVE, MINUTE, ONE, RATES_A, ZONE, in_time

MOST = Decimal("0.50")


@dataclass(slots=True)
class Failure:
    """One failure of the whole service as the hand-written program would hold it."""

    began: datetime
    ended: datetime
    by_provider: bool
    beyond_control: bool
    inappropriate_use: bool
    during_maintenance: bool
    follows_block: bool
    force_majeure: bool
    received_at: datetime | None
    requested_at: datetime | None


@dataclass(slots=True)
class Invoice:
    """One invoice with the period that it is for."""

    first: date
    last: date
    amount: Decimal


def day_of(moment: datetime) -> date:
    """The day in Swiss time."""
    return moment.astimezone(ZONE).date()


def is_excluded(failure: Failure) -> bool:
    """Articles 10.1.4 and 10.1.5: not the provider's, or one of the grounds that exclude a penalty."""
    return (
        not failure.by_provider
        or failure.beyond_control
        or failure.inappropriate_use
        or failure.during_maintenance
        or failure.follows_block
        or failure.force_majeure
    )


def is_claimed(failure: Failure) -> bool:
    """Article 10.1.4: reported and asked for within two months."""
    began = day_of(failure.began)
    return (
        failure.received_at is not None
        and failure.requested_at is not None
        and in_time(began, day_of(failure.received_at))
        and in_time(began, day_of(failure.requested_at))
    )


def penalty_of_terms(failures: list[Failure], invoices: list[Invoice], year: int, formal: bool) -> tuple[bool, Decimal]:
    """Whether a penalty is owed for the failures of a year, and how much."""
    ordered = sorted((failure for failure in failures if not is_excluded(failure)), key=lambda failure: failure.began)
    rank, until, owed = 0, None, False
    rows: dict[int, Decimal] = {}
    extras: dict[int, Decimal] = {}
    for failure in ordered:
        day, lasted = day_of(failure.began), failure.ended - failure.began
        if day.year != year or lasted <= FIVE:
            continue
        rank += 1
        extra = lasted - FIVE if until is None or failure.began >= until else max(failure.ended - until, timedelta(0))
        until = failure.ended if until is None else max(until, failure.ended)
        if not formal or not is_claimed(failure):
            continue
        owed = True
        for number, invoice in enumerate(invoices):
            if invoice.first <= day <= invoice.last:
                rows[number] = max(rows.get(number, Decimal(0)), RATES_A[min(rank, 4)])
                extras[number] = extras.get(number, Decimal(0)) + ONE * max(extra // MINUTE, 0)
    total = sum(
        (min(rate + extras[number], MOST) * invoices[number].amount for number, rate in rows.items()), Decimal(0)
    )
    return owed, total.quantize(CENT, ROUND_HALF_UP)
