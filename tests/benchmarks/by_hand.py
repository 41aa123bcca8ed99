"""The flat penalty rule written by hand, as a careful programmer would on `Decimal`: the yardstick."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Zurich")
FIVE, SIXTY, MINUTE = timedelta(minutes=5), timedelta(minutes=60), timedelta(minutes=1)
RATES_A = (Decimal(0), Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("0.5"))
RATES_B = (
    Decimal(0),
    Decimal(0),
    Decimal("0.05"),
    Decimal("0.05"),
    Decimal("0.1"),
    Decimal("0.1"),
    Decimal("0.2"),
    Decimal("0.2"),
    Decimal("0.3"),
)
ONE, CAP, CENT, NOTHING = Decimal("0.01"), Decimal("0.5"), Decimal("0.01"), Decimal("0.00")


@dataclass(slots=True)
class Outage:
    """One outage as the hand-written program would hold it."""

    kind: str
    began: datetime
    ended: datetime
    attributable: bool
    beyond_control: bool
    misused: bool
    planned: bool
    blocked: bool
    reported_on: date | None


def in_time(began: date, reported: date | None) -> bool:
    """Whether a report came within two calendar months."""
    if reported is None:
        return False
    year, month = divmod(began.year * 12 + began.month + 1, 12)
    last = date(year, month + 1, min(began.day, monthrange(year, month + 1)[1]))
    return reported <= last


def penalty(outages: list[Outage], year: int, requested: bool, invoice: Decimal) -> tuple[bool, Decimal]:
    """Whether a penalty is owed, and how much."""
    class_a = class_b = extra = 0
    for outage in outages:
        if not outage.attributable or outage.beyond_control or outage.misused or outage.planned or outage.blocked:
            continue
        day = outage.began.astimezone(ZONE).date()
        if day.year != year or not in_time(day, outage.reported_on):
            continue
        lasted = outage.ended - outage.began
        if outage.kind == "A":
            if lasted > FIVE:
                class_a += 1
            extra += max((lasted - FIVE) // MINUTE, 0)
        elif lasted > SIXTY:
            class_b += 1
    rate = min(RATES_A[min(class_a, 4)] + RATES_B[min(class_b, 8)] + ONE * extra, CAP)
    if not requested or rate <= 0:
        return False, NOTHING
    return True, (rate * invoice).quantize(CENT, ROUND_HALF_UP)
