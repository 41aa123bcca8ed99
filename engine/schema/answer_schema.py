"""The answer as data: what each key of `--format json` means. This is a promise: see `CONTRIBUTING.md`."""

from dsl.kinds import PRESUMPTIONS, TYPES
from engine.case.case import STANDINGS
from engine.print.plain import VERSION
from engine.schema.objects import FLAG, TEXT, Schema, described, diagnostic, keyed, nullable, one_of, several, whole

ANSWERS = ("yes", "no", "value", "undetermined", "turns-on-reading", "silent", "contradictory")
_SHOWN = (*STANDINGS, "default")
"""How a fact stands in an answer: a setting that nobody gave as it is by default."""
VALUE_TYPES = tuple(kind for kind in TYPES if kind != "none")
"""The types that a value may have."""

_ANSWER = {"$ref": "#/$defs/answer"}
_VALUE = {"$ref": "#/$defs/value"}
_TOLD = {"$ref": "#/$defs/told"}
_STEP = {"$ref": "#/$defs/step"}
_NAMES = several(TEXT)
_DAY: Schema = {"type": "string", "description": "A day as year-month-day, or an instant with its offset."}


def answer_schema() -> Schema:
    """The schema of one answer."""
    return whole("answer", VERSION, "An answer", {**reply(), "$defs": definitions()})


def comparison_schema() -> Schema:
    """The schema of a comparison: the answers of several documents."""
    body = {**several({"$ref": "#/$defs/reply"}), "$defs": {**definitions(), "reply": reply()}}
    return whole("comparison", VERSION, "The answers of several documents to one question", body)


def reply() -> Schema:
    """One answer, within a schema that has `definitions`.

    What is strict stands at the top; the other layers have keys of their own.
    """
    return keyed(
        {
            "version": {"const": VERSION, "description": "Rises only where a key changes its meaning or goes."},
            "question": described(TEXT, "The name of the question, or of the norm that was asked about."),
            "of": several(TEXT, "The norms that alone the question is put to; empty where it is put to all."),
            "document": TEXT,
            "edition": described(TEXT, "The edition in force on the date of the question."),
            "as_of": nullable(_DAY, "The date that the question is put as of; null where none was said."),
            "language": described(TEXT, "The language of citations and of the words of the reasoning."),
            "answer": described(_ANSWER, "Strictly: what the facts given decide, whatever else may be true."),
            "value": described(_VALUE, "The amount, rate, date or party asked for; null where there is none."),
            "citations": several(TEXT, "The places relied on, in the order of reliance."),
            "missing": several(TEXT, "The facts that the strict answer turns on, in the order worth asking."),
            "decisive": several(TEXT, "Those of the missing facts that could settle the matter alone."),
            "readings": several(_reading(), "The answer under each reading of each ambiguity that it turns on."),
            "combinations": several(
                keyed({"readings": _chosen(), "answer": _ANSWER, "value": _VALUE}),
                "The answer under each combination of the readings that matter together.",
            ),
            "preferred": nullable(_ANSWER, "The strict answer under the preferred readings, where there is one."),
            "preferred_value": _VALUE,
            "headline": one_of(("ordinarily", "strictly"), "The layer that a text puts first."),
            "ordinarily": _ordinarily(),
            "unproved": nullable(_unproved(), "If nothing more is proved; null where there is nothing to say."),
            "given": _by_name(_TOLD, "Computed values taken as given, those of a record as `list[1].value`."),
            "more": _by_name(
                nullable({"type": "integer"}),
                "Lists that may go on: how many further records there may be at most, null where nobody knows.",
            ),
            "ahead": _by_name(
                _TOLD, "What was told of times after that of the question, by name: as of then it had not happened."
            ),
            "outside": several(TEXT, "What only another document says and the answer turns on."),
            "robust": described(FLAG, "Whether the strict answer is the same under every reading."),
            "bounded": described(FLAG, "Whether the search for what is missing had to stop."),
            "sampled": described(FLAG, "Whether of some dates, amounts or lists only some values were tried."),
            "combined": described(
                FLAG,
                "Whether the readings that matter have few enough combinations for all of them to be tried; else each "
                "reading is tried with the others as preferred.",
            ),
            "contradictions": several(keyed({"name": TEXT, "text": TEXT}), "What of the facts cannot all be true."),
            "judgements": several(TEXT, "The facts given that only a person can judge; fields as `list.field`."),
            "external": several(TEXT, "The facts given that another document decides."),
            "facts": _by_name(
                _fact(), "The facts given, settings that were not, and fields of records whose standing was said."
            ),
            "stale": several(_stale(), "The passages relied on whose text has changed since they were encoded."),
            "silence": nullable(
                keyed({"text": _NAMES, "nearest": _NAMES, "look": _NAMES}),
                "Where the document is silent: why, the nearest clauses, and where one would have to look.",
            ),
            "record": {"type": "object", "description": "What `replay` reads: not for other programs."},
            "because": described(_STEP, "The reasoning of the strict answer."),
            "notices": several(
                diagnostic(),
                "What the asker should know of the request: changed names, facts told in vain, dates.",
            ),
        },
        optional=("notices",),
    )


def _ordinarily() -> Schema:
    presumed = keyed(
        {
            "fact": described(TEXT, "A fact, or the field of a record as `list[1].field`."),
            "value": _TOLD,
            "kind": one_of(PRESUMPTIONS),
            "because": described(TEXT, "Why that is presumed."),
            "article": nullable(TEXT, "The article that presumes it, where the law does."),
            "otherwise": nullable(
                keyed({"fact": _TOLD, "answer": _ANSWER, "value": _VALUE}),
                "Another value of the fact and the answer then; null where it takes several to change it.",
            ),
        }
    )
    return keyed(
        {
            "answer": _ANSWER,
            "value": _VALUE,
            "presumed": several(presumed, "The presumptions that the answer rests on, the most telling first."),
            "readings": several(
                _reading(),
                "The answer under each reading of the points that it rests on; of an open one, of those of which "
                "another reading decides it.",
            ),
            "missing": several(TEXT, "The facts that it turns on and of which nothing is presumed."),
            "citations": _NAMES,
            "because": _STEP,
        },
        "What follows if everything that nobody mentioned is as it ordinarily is, under the preferred readings.",
    )


def _unproved() -> Schema:
    to_prove = keyed({"fact": TEXT, "by": nullable(TEXT, "The party that would have to show it.")})
    return keyed({"answer": _ANSWER, "value": _VALUE, "to_prove": several(to_prove)})


def _reading() -> Schema:
    return keyed(
        {
            "ambiguity": TEXT,
            "reading": TEXT,
            "answer": _ANSWER,
            "value": _VALUE,
            "along": described(_chosen(), "The other readings that it takes for the difference to show."),
        }
    )


def _fact() -> Schema:
    properties = {"value": _TOLD, "standing": one_of(_SHOWN), "note": described(TEXT, "The evidence.")}
    return keyed(properties, optional=("note",))


def _stale() -> Schema:
    return keyed(
        {
            "citation": TEXT,
            "locator": TEXT,
            "change": TEXT,
            "now": nullable(TEXT, "Where the passage stands now."),
            "since": nullable(TEXT),
        }
    )


def _chosen() -> Schema:
    return _by_name(TEXT, "Readings by their ambiguity.")


def _by_name(schema: Schema, about: str) -> Schema:
    return {"type": "object", "additionalProperties": schema, "description": about}


def definitions() -> Schema:
    """What the schema of an answer refers to."""
    kind, unit = one_of(VALUE_TYPES), nullable(TEXT, "A currency, `%`, `seconds`, `days`, or the name of the choice.")
    amount = {
        "anyOf": [TEXT, {"type": "integer"}, {"type": "null"}],
        "description": "Exact: a decimal number is a text. Null where it is known that there is none.",
    }
    step = keyed(
        {
            "text": described(TEXT, "What is so, in a sentence; one of a condition that fails says that it does."),
            "truth": one_of(
                ("true", "false", "unknown", "value"),
                "Whether the condition, or the norm, that the sentence is about holds; `value` of anything else.",
            ),
            "status": nullable(TEXT, "What has become of a norm or exception: live, defeated and the like."),
            "citation": nullable(TEXT),
            "children": several(_STEP),
        }
    )
    return {
        "answer": one_of(ANSWERS),
        "value": {
            "anyOf": [
                keyed({"type": kind, "amount": amount, "unit": unit}),
                described(
                    keyed({"type": kind, "at_least": amount, "at_most": amount, "unit": unit}),
                    "A value known within bounds only; null where there is no bound.",
                ),
                {"type": "null"},
            ]
        },
        "told": {
            "description": "What a fact is: yes or no, a number, a text (exact numbers, dates, options), or a list.",
            "type": ["boolean", "integer", "string", "null", "array"],
            "items": {"anyOf": [{"type": "object"}, {"type": ["boolean", "integer", "string", "null"]}]},
        },
        "step": step,
    }
