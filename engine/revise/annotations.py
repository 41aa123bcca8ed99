"""A digest for programs that show findings beside code: SARIF 2.1.0 (OASIS), and the annotations of workflow logs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from engine import __version__
from engine.revise.printed import became, rests
from engine.source.compare import IN_DOUBT, UNCHANGED
from engine.tongues import Words, tongue

Level = Literal["error", "warning", "note"]
_LEVELS: dict[str, Level] = {
    **dict.fromkeys(("numbers", "negations", "modals", "signs", "unread"), "error"),
    **dict.fromkeys(("wording", "added", "removed"), "warning"),
}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The digest as one run of SARIF: a rule for each kind of change, a result for each passage that changed.

    A result names the place of the passage as its logical location, and what rests on it in its message.
    """
    words = tongue(language).words("revising")
    findings = list(_findings(data, words))
    kinds = dict.fromkeys(kind for kind, *_ in findings)
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "opposable",
                        "version": __version__,
                        "rules": [{"id": kind, "shortDescription": {"text": _title(kind, words)}} for kind in kinds],
                    }
                },
                "results": [
                    {
                        "ruleId": kind,
                        "level": _LEVELS.get(kind, "note"),
                        "message": {"text": message},
                        "locations": [
                            {
                                "physicalLocation": {"artifactLocation": {"uri": document["text"]}},
                                "logicalLocations": [{"fullyQualifiedName": f"{document['document']}: {place}"}],
                            }
                        ],
                    }
                    for kind, document, place, message in findings
                ],
            }
        ],
    }


def as_annotations(data: dict[str, Any], language: str) -> str:
    """The digest as workflow commands, one to a line: `::error file=…,title=…::…`."""
    words = tongue(language).words("revising")
    lines = []
    for kind, document, place, message in _findings(data, words):
        level = {"error": "error", "warning": "warning", "note": "notice"}[_LEVELS.get(kind, "note")]
        title = f"{document['document']} {place}".strip()
        lines.append(f"::{level} file={_property(document['text'])},title={_property(title)}::{_escaped(message)}")
    return "".join(f"{line}\n" for line in lines)


def _findings(data: dict[str, Any], words: Words) -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """The kind, the document, the place and the message of each finding, the gravest documents first."""
    for document in data["documents"]:
        for line in document["trouble"]:
            yield "unread", document, "", line["message"]
        for passage in document.get("passages", ()):
            if passage["change"] not in UNCHANGED:
                yield passage["change"], document, passage["citation"], _message(passage, words)


def _message(passage: dict[str, Any], words: Words) -> str:
    """What rests on a passage, by which questions it is asked, and what became of it."""
    resting = ", ".join(declaration["name"] for declaration in passage["declarations"])
    parts = [resting or rests(passage, words)]
    if passage["change"] in IN_DOUBT and passage["questions"]:
        parts.append(words.say("asked_by", questions=", ".join(passage["questions"])))
    changed = f"{passage['citation']}: {' '.join(became({**passage, 'redline': ()}, words))}"
    return "; ".join([changed, *parts])


def _title(kind: str, words: Words) -> str:
    return words["weight_unread"] if kind == "unread" else words[kind]


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
