"""What `portfolio` writes: a row for each case, with columns for each question, as a line of JSON."""

from engine.schema.objects import FLAG, TEXT, Schema, described, nullable, one_of, whole

VERSION = 1
_WORDS = ("yes", "no", "value", "undetermined", "turns-on-reading", "silent", "contradictory")
_QUESTION = "^[a-z0-9_]+__"
"""A column begins with its question, whose hyphens are underscores there."""


def portfolio_schema() -> Schema:
    """One case of a portfolio; Parquet, CSV and DuckDB have the same columns."""
    value: Schema = {"type": ["string", "number", "boolean", "null"]}
    last = described(
        value,
        "Of a value that is a moment the last instant that it may be; the column without this has the first. Either is "
        "null where that end is open.",
    )
    of_answer = described(
        value, "The value of that; null where there is none, and of a moment where nobody says from when on it may be."
    )
    columns = {
        "strictly": one_of(
            _WORDS,
            "What the facts told decide, without a search for what would settle it but for `--search`.",
        ),
        "strict_value": of_answer,
        "strict_value__last": last,
        "ordinarily": one_of(_WORDS, "What follows if what nobody told is as it ordinarily is."),
        "value": of_answer,
        "value__last": last,
        "under_[a-z0-9_]+": one_of(_WORDS, "The ordinary answer under a reading that was named."),
        "value_under_[a-z0-9_]+": of_answer,
        "value_under_[a-z0-9_]+__last": last,
        "carried_by": nullable(
            TEXT, "The norm that a yes rests on, the exception that defeats it, or what was valued."
        ),
        "locator": nullable(TEXT, "The place of that, as it is cited."),
        "presumed_[1-9]": {
            "type": "integer",
            "minimum": 0,
            "description": "What was taken for granted, a bit for each; the answers’ `.legend.json` has their names.",
        },
        "facts_missing": described(FLAG, "Whether something that the strict answer can come to was not told."),
    }
    found: Schema = {
        "type": "object",
        "properties": {"case": described(TEXT, "The name of the case.")},
        "required": ["case"],
        "patternProperties": {f"{_QUESTION}{name}$": schema for name, schema in columns.items()},
        "additionalProperties": False,
    }
    return whole("portfolio", VERSION, "The answers of one case of a portfolio", found)
