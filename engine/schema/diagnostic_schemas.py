"""What is wrong, as data; and the lines of a batch, each of which is a reply or says what is wrong."""

from engine.schema.answer_schema import definitions, reply
from engine.schema.objects import Schema, diagnostic, keyed, several, whole

VERSION = 1


def diagnostics_schema() -> Schema:
    """What every command writes to standard error where it is called with `--format json` and something is wrong."""
    return whole("diagnostics", VERSION, "What is wrong", several(diagnostic()))


def batch_schema() -> Schema:
    """A line that `opposable ask --batch` writes: the reply to a line that it read, or what is wrong with that."""
    line: Schema = {"type": "integer", "minimum": 1, "description": "Which line of the input it is about."}
    answered = keyed({"line": line, "reply": {"$ref": "#/$defs/reply"}})
    refused = keyed({"line": line, "errors": several(diagnostic())})
    body: Schema = {"anyOf": [answered, refused], "$defs": {**definitions(), "reply": reply()}}
    return whole("batch", VERSION, "An answer to one case of many", body)
