"""How a date is put together, in German, and the months that the example needs."""

WORDS = {
    "date": "{day} {month} {year}",
    "month_3": "März",
}
