"""What is wrong, as data; and the lines of a batch, each of which is a reply or says what is wrong."""

from engine.schema.answer_schema import definitions, reply
from engine.schema.objects import COUNT, FLAG, TEXT, Schema, keyed, nullable, one_of, several, whole

VERSION = 1


def diagnostics_schema() -> Schema:
    """What every command writes to standard error where it is called with `--format json` and something is wrong."""
    return whole("diagnostics", VERSION, "What is wrong", several(diagnostic()))


def batch_schema() -> Schema:
    """A line that `opposable ask --batch` writes: the reply to a line that it read, or what is wrong with that."""
    line: Schema = {"type": "integer", "minimum": 1, "description": "Which line of the input it is about."}
    answered = keyed(
        {
            "line": line,
            "reply": {"$ref": "#/$defs/reply"},
            "notices": several(diagnostic(), "What the asker should know of the case."),
        },
        optional=("notices",),
    )
    refused = keyed({"line": line, "errors": several(diagnostic())})
    body: Schema = {"anyOf": [answered, refused], "$defs": {**definitions(), "reply": reply()}}
    return whole("batch", VERSION, "An answer to one case of many", body)


def diagnostic() -> Schema:
    """One diagnostic as an object."""
    number = COUNT
    label = keyed(
        {
            "file": TEXT,
            "line": number,
            "column": number,
            "start": number,
            "end": number,
            "text": TEXT,
            "primary": FLAG,
            "end_line": number,
            "end_column": number,
        },
        "A place in a file, lines and columns from 1; its end where the file is at hand.",
        ("end_line", "end_column"),
    )
    return keyed(
        {
            "code": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$", "description": "Stable: to be relied on."},
            "severity": one_of(("error", "warning")),
            "message": TEXT,
            "help": nullable(TEXT, "What to do about it."),
            "note": nullable(TEXT),
            "labels": several(label),
        }
    )
