"""The flat penalty rule written by hand, as a careful programmer would on `Decimal`: the yardstick."""

import tomllib
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


def read(text: str) -> tuple[list[Outage], int, bool, Decimal]:
    """The facts of a file, checked: no key that means nothing, each value of its type. Raises `ValueError`."""
    facts = tomllib.loads(text, parse_float=Decimal)["facts"]
    if set(facts) != {"outages", "year", "requested", "invoice"}:
        raise ValueError("facts that mean nothing, or none")
    outages = [outage(raw) for raw in facts["outages"]]
    year, requested, (amount, currency) = facts["year"], facts["requested"], facts["invoice"].split()
    if type(year) is not int or type(requested) is not bool or currency != "CHF":
        raise ValueError("a fact of another type")
    return outages, year, requested, Decimal(amount)


YES_NO = ("attributable", "beyond_control", "misused", "planned", "blocked")
KEYS = {"class", "began", "ended", "reported_on", *YES_NO}


def outage(raw: dict[str, object]) -> Outage:
    """One outage of a file, checked. Raises `ValueError`."""
    kind, began, ended, reported = raw["class"], raw["began"], raw["ended"], raw["reported_on"]
    if set(raw) != KEYS or kind not in ("A", "B", "C") or any(type(raw[key]) is not bool for key in YES_NO):
        raise ValueError("an outage that can't be read")
    if not isinstance(began, datetime) or not isinstance(ended, datetime) or began.tzinfo is None is ended.tzinfo:
        raise ValueError("an instant without an offset")
    if ended < began or (reported != "none" and type(reported) is not date):
        raise ValueError("an outage that ends before it begins, or no day")
    day = reported if isinstance(reported, date) else None
    return Outage(str(kind), began, ended, *(bool(raw[key]) for key in YES_NO), day)
