"""What the commands for whoever keeps clauses write as JSON: tests, coverage, mutation, and what a new text changes."""

from typing import get_args

from engine.model.ledger import STANDINGS
from engine.revise.redline import Segment
from engine.revise.revision import Moving
from engine.schema.answer_schema import ANSWERS
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
from engine.source.compare import ORDER
from engine.source.negations import FORCES
from engine.suite.coverage import ItemKind, Shown

VERSION = 1
_NAMES = several(TEXT)
_PHRASE: Schema = {"anyOf": [TEXT, {"type": "object", "additionalProperties": TEXT}]}
_PERCENT: Schema = {"type": "number", "minimum": 0, "maximum": 100}
_SHARE = {"shown": described(COUNT, "How many outcomes a scenario showed."), "of": COUNT}
_CHANGE = one_of(ORDER, "The gravest thing that became of the passage.")
_WAS_AT = {
    "before": nullable(TEXT, "Where it stood; null for a passage that is new."),
    "after": nullable(TEXT, "Where it stands now; null for a passage that has gone."),
}


def test_schema() -> Schema:
    """What `opposable test` writes: the verdicts alone as a list; with coverage or mutants, an object."""
    verdict = keyed(
        {
            "scenario": TEXT,
            "title": {**_PHRASE, "description": "As it is written: a text, or one in each language."},
            "question": TEXT,
            "answer": nullable(one_of(ANSWERS), "Null where the facts of the scenario cannot be put."),
            "differences": several(TEXT, "In what it differs from what was expected; empty where it passes."),
        }
    )
    verdicts = several(verdict)
    more = keyed({"scenarios": verdicts, "coverage": several(_coverage()), "mutation": several(_mutation())})
    return whole("test", VERSION, "The verdicts of scenarios", {"anyOf": [verdicts, more]})


def _coverage() -> Schema:
    shown = one_of(get_args(Shown))
    item = keyed(
        {
            "kind": one_of(get_args(ItemKind)),
            "name": TEXT,
            "place": TEXT,
            "shown": {
                "type": "object",
                "description": "Each outcome that was shown, with the scenarios that showed it.",
            },
            "lacking": several(shown, "The outcomes that none showed."),
            "coupled": {
                "type": "object",
                "additionalProperties": TEXT,
                "description": "Those that cannot be, and why.",
            },
        }
    )
    clause = keyed({"clause": described(TEXT, "Empty for what stands in no clause."), **_SHARE, "items": several(item)})
    kinds: Schema = {"type": "object", "additionalProperties": keyed(_SHARE)}
    return keyed(
        {"document": TEXT, "edition": TEXT, "percent": _PERCENT, **_SHARE, "kinds": kinds, "clauses": several(clause)},
        "What of the rules was put to the test.",
    )


def _mutation() -> Schema:
    survivor = keyed({"kind": TEXT, "label": described(TEXT, "The mistake."), "clause": nullable(TEXT), "place": TEXT})
    kinds: Schema = {"type": "object", "additionalProperties": keyed({"killed": COUNT, "of": COUNT})}
    return keyed(
        {
            "document": TEXT,
            "edition": TEXT,
            "mutants": COUNT,
            "killed": COUNT,
            "percent": _PERCENT,
            "unreached": COUNT,
            "kinds": kinds,
            "survivors": several(survivor, "The mistakes that no scenario noticed."),
        },
        "Which small mistakes a scenario noticed.",
    )


def revision_schema() -> Schema:
    """What `opposable revise` writes."""
    outcome = nullable(
        keyed(
            {
                "answer": one_of(ANSWERS),
                "value": nullable(TEXT, "In words."),
                "preferred": nullable(TEXT, "The answer under the preferred readings."),
                "citations": _NAMES,
            }
        ),
        "Null where the edition could not read the facts.",
    )
    scenario = {"title": TEXT, "question": TEXT, "file": TEXT, "line": COUNT}
    moved = keyed(
        {
            **scenario,
            "differs": several(one_of(get_args(Moving))),
            "before": outcome,
            "after": outcome,
            "trouble": nullable(TEXT, "Why the facts could not be put to both editions."),
        }
    )
    body = keyed(
        {
            "document": TEXT,
            "title": TEXT,
            "base": described(TEXT, "The edition that is revised."),
            "target": nullable(TEXT, "The edition that encodes the new text, if there is one."),
            "returned_to": nullable(TEXT, "The earlier edition whose text it is again, if it is one."),
            "encoded": several(
                keyed({"edition": TEXT, "passages": COUNT, **dict.fromkeys(STANDINGS, COUNT)}),
                "How many passages of the edition that is revised, and of the target, there are of each standing.",
            ),
            "unwritten": several(TEXT, "The changed clauses of the target that nobody has gone through."),
            "is_skeleton": described(
                FLAG, "Whether that is all of them: the new text is not encoded, and no scenario was put to it."
            ),
            "same_words": FLAG,
            "found_again": keyed(
                {
                    "passages": described(COUNT, "How many passages of the edition are in the text again."),
                    "of": COUNT,
                    "is_enough": described(FLAG, "Whether they are enough for it to be the text of this document."),
                }
            ),
            "counts": _counts(),
            "passages": several(_changed_passage()),
            "shifted": several(
                keyed({"citation": TEXT, "now": TEXT, "passages": COUNT}),
                "How many passages of a clause only bear another number; `now` is the clause of the new text.",
            ),
            "references": several(
                keyed({"citation": TEXT, "to": TEXT, "now": nullable(TEXT, "Null where that is gone.")}),
                "Where the new text still refers to a clause that bears another number now, or is gone.",
            ),
            "in_doubt": several(TEXT, "The declarations that rest on what changed."),
            "questions": several(keyed({"question": TEXT, "text": TEXT}), "The questions that come upon these."),
            "exercised": several(keyed({**scenario, "declarations": _NAMES}), "The scenarios that come upon these."),
            "moved": several(moved, "The scenarios whose answer is another under the target."),
            "unmoved": several(keyed(scenario)),
        }
    )
    return whole("revision", VERSION, "What a new text changes", body)


def _changed_passage() -> Schema:
    return keyed(
        {
            "locator": TEXT,
            "citation": TEXT,
            "change": _CHANGE,
            "now": nullable(TEXT, "The citation of where it stands now, if that is elsewhere."),
            **_WAS_AT,
            "numbers": nullable(keyed({"before": _NAMES, "after": _NAMES}), "Where they differ."),
            "forces": nullable(
                keyed({"before": several(one_of(FORCES)), "after": several(one_of(FORCES))}),
                "Its negations and modal verbs in order, where they differ.",
            ),
            "in_doubt": described(FLAG, "Whether what it says changed, and not only its place or typography."),
            "standing": one_of(
                STANDINGS,
                "What stands behind it: something rests on it, nothing can (inert; or it refers to another document), "
                "or it is not encoded yet, and nobody can say.",
            ),
            "reason": nullable(TEXT, "Why nothing can rest on it."),
            "declarations": several(keyed({"kind": TEXT, "name": TEXT}), "What rests on it."),
            "questions": several(TEXT, "The questions that come upon it."),
            "redline": several(of_class(Segment), "Empty unless both texts were given."),
        }
    )


def source_check_schema() -> Schema:
    """What `opposable source check` writes."""
    numbers = nullable(_NAMES, "The numbers in it, in order.")
    passage = keyed(
        {"locator": TEXT, "change": _CHANGE, **_WAS_AT, "numbers_before": numbers, "numbers_after": numbers}
    )
    body = keyed(
        {"document": TEXT, "edition": TEXT, "same_words": FLAG, "counts": _counts(), "passages": several(passage)}
    )
    return whole("source-check", VERSION, "A text compared with a source lock", body)


def outline_schema() -> Schema:
    """What `opposable source outline` writes."""
    clause = keyed({"clause": TEXT, "heading": TEXT, "passages": COUNT, "percent": _PERCENT})
    body = keyed(
        {"numbered": nullable(TEXT, "How the text numbers its clauses, if it does."), "clauses": several(clause)}
    )
    return whole("outline", VERSION, "The clauses that were found in a text", body)


def _counts() -> Schema:
    return {"type": "object", "additionalProperties": COUNT, "description": "How many passages changed in each way."}
