"""What stands on a picture of dependencies, in Swiss French."""

WORDS = {
    "fact": "fait",
    "judgement": "appréciation",
    "external": "document externe",
    "setting": "paramètre",
    "value": "valeur",
    "table": "tableau",
    "norm": "norme",
    "exception": "exception",
    "ambiguity": "ambiguïté",
    "question": "question",
    "clause": "clause",
    "needs": "dépend de",
    "defeated_by": "sauf",
    "asks": "demande",
    "states": "énonce",
    "yields_to": "cède à",
    "legend": "légende",
}
