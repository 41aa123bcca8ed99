"""What the overviews write as JSON: lists of what there is, the ledger, the graph, and what differs."""

from typing import get_args

from engine.desk.overviews import AskableQuestion, DisputedPoint, WantedFact
from engine.model.graph import EdgeKind
from engine.model.ledger import STANDINGS
from engine.schema.objects import (
    COUNT,
    FLAG,
    TEXT,
    Schema,
    described,
    keyed,
    nullable,
    of_class,
    one_of,
    several,
    whole,
)

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
    difference = keyed({"document": TEXT, "what": TEXT, "then": TEXT, "now": TEXT})
    body = keyed({"same": FLAG, "same_knowledge_base": FLAG, "all_compared": FLAG, "differences": several(difference)})
    return whole("replay", VERSION, "An earlier answer, given again", body)


def ledger_schema() -> Schema:
    """What `opposable ledger` writes."""
    signature = nullable(keyed({"by": TEXT, "on": described(TEXT, "A day as year-month-day.")}))
    passage = keyed(
        {
            "locator": described(TEXT, "The place as clause files write it."),
            "eid": described(TEXT, "The place as Akoma Ntoso names it within a document."),
            "citation": TEXT,
            "kind": described(TEXT, "What the passage is: a sentence, a heading and the like."),
            "standing": one_of(STANDINGS, "Encoded, inert, external, or none of these yet."),
            "by": several(TEXT, "The declarations that encode it, or what kind of document it is left to."),
            "reason": nullable(TEXT, "Why it is inert or external."),
            "stale": nullable(TEXT, "How its text changed since it was encoded."),
            "signed": described(signature, "Who signed it off since, and when."),
            "lapsed": described(signature, "Whose signature no longer holds, since the text changed again."),
        }
    )
    counts = keyed(dict.fromkeys(STANDINGS, COUNT), "How many passages have each standing.")
    body = keyed({"document": TEXT, "edition": TEXT, "counts": counts, "passages": several(passage)})
    return whole("ledger", VERSION, "Every passage of a document and its standing", body)


def graph_schema() -> Schema:
    """What `opposable graph --format json` writes."""
    name = described(TEXT, "Named by kind and name, as in `norm:penalty`.")
    node = keyed({"id": name, "kind": TEXT, "label": described(TEXT, "What it is called in its declaration.")})
    edge = keyed(
        {
            "from": described(TEXT, "What depends."),
            "to": described(TEXT, "On what."),
            "kind": one_of(get_args(EdgeKind)),
        }
    )
    return whole("graph", VERSION, "What depends on what", keyed({"nodes": several(node), "edges": several(edge)}))
