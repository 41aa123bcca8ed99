"""What stands on a picture of dependencies, in English."""

WORDS = {
    "fact": "fact",
    "judgement": "judgement",
    "external": "outside document",
    "setting": "setting",
    "value": "value",
    "table": "table",
    "norm": "norm",
    "exception": "exception",
    "ambiguity": "ambiguity",
    "question": "question",
    "clause": "clause",
    "needs": "needs",
    "defeated_by": "unless",
    "asks": "asks",
    "states": "states",
    "yields_to": "yields to",
    "legend": "legend",
}
