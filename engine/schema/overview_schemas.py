"""What the other commands write as JSON: lists of what there is, what is wrong, and what differs."""

from engine.desk.overviews import AskableQuestion, DisputedPoint, WantedFact
from engine.schema.objects import FLAG, TEXT, Schema, keyed, nullable, of_class, one_of, several, whole

VERSION = 1


def questions_schema() -> Schema:
    """What `opposable questions` writes."""
    return whole("questions", VERSION, "What can be asked", several(of_class(AskableQuestion)))


def wanted_schema() -> Schema:
    """What `opposable facts` writes."""
    return whole("wanted", VERSION, "The facts that can still matter to a question", several(of_class(WantedFact)))


def ambiguities_schema() -> Schema:
    """What `opposable ambiguities` writes."""
    return whole("ambiguities", VERSION, "Where careful lawyers differ", several(of_class(DisputedPoint)))


def replay_schema() -> Schema:
    """What `opposable replay` writes."""
    difference = keyed({"what": TEXT, "then": TEXT, "now": TEXT})
    body = keyed({"same": FLAG, "same_knowledge_base": FLAG, "differences": several(difference)})
    return whole("replay", VERSION, "An earlier answer, given again", body)


def diagnostics_schema() -> Schema:
    """What every command writes to standard error where it is called with `--format json` and something is wrong."""
    number = {"type": "integer", "minimum": 0}
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
    body = keyed(
        {
            "code": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$", "description": "Stable: to be relied on."},
            "severity": one_of(("error", "warning")),
            "message": TEXT,
            "help": nullable(TEXT, "What to do about it."),
            "note": nullable(TEXT),
            "labels": several(label),
        }
    )
    return whole("diagnostics", VERSION, "What is wrong", several(body))
