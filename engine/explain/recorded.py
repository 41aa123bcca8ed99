"""The record that an opinion in JSON or HTML carries, read as data, and whether what stands around it is as it was."""

import re
from typing import Any

from dsl.diagnostic import Diagnostic, Rejected
from dsl.each_once import each_once
from dsl.frozen import dataclass
from dsl.harmless import harmless_data
from dsl.sentence import told
from engine.case.case import AS_OF, STANDINGS
from engine.case.record_reader import MOST_RECORDS
from engine.explain.replay import FORMAT
from engine.model.kept import digest

_KEYS = {
    "facts": dict,
    "readings": dict,
    "standing": dict,
    "outcome": dict,
    "defaults": list,
    "question": str,
    "document": str,
    "edition": str,
    "fingerprint": str,
}
_BEGINS = '<script type="application/json" class="opinion-record">'
_HEAD, _SEAL = "<head>\n", '<meta name="opinion-digest" content="{digest}">\n'
_SEALED = re.compile(_SEAL.format(digest="([0-9a-f]{24})"))
MOST_ABREAST = 100
"""The most answers in one opinion that are read."""

_LONGEST = 200
"""The most characters of what names the state of a knowledge base."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One record, and what stands around it."""

    record: dict[str, Any]
    said: dict[str, Any] | None
    """The opinion as data that the record stands in; None in a page, or where the record stands alone."""
    is_sealed: bool
    """Whether it stands in a page that is as it was written."""


def sealed(page: str) -> str:
    """A page that says by a digest what it was when it was written: who changes a word of it by hand is found out.

    This is no signature: whoever computes the digest anew isn't.
    """
    head, begins, rest = page.partition(_HEAD)
    return "".join([head, begins, _SEAL.format(digest=_digest(page)), rest])


def _digest(page: str) -> str:
    """What a page is known by: not by the ends of lines after it, which a terminal or an editor adds."""
    return digest(page.rstrip("\n").encode()).hex()


def _is_sealed(page: str, name: str) -> bool:
    """Whether a page is as it was written; False where it doesn't say. Raises `Rejected` where it isn't."""
    page = page.removeprefix("\ufeff").replace("\r\n", "\n")
    seal = _SEALED.search(page)
    if seal is None:
        return False
    if _digest(page[: seal.start()] + page[seal.end() :]) != seal[1]:
        raise Rejected(
            [
                Diagnostic(
                    "not-an-opinion",
                    told(
                        "the page `{name}` is not as it was written: it may say other than the record in it", name=name
                    ),
                    (),
                    "replay the opinion as it was written; what a browser saves is another page",
                )
            ]
        )
    return True


def recorded(text: str, name: str) -> tuple[Recorded, ...]:
    """The records inside an opinion in JSON or HTML, one for each document side by side.

    Raises `Rejected` where there is none, or where what stands around it was changed.
    """
    embedded = text.split(_BEGINS)[1 : MOST_ABREAST + 1]
    try:
        data = [_read(part.partition("</script>")[0]) for part in embedded] or _read(text)
        parts = data[:MOST_ABREAST] if isinstance(data, list) else [data]
        found = tuple(harmless_data(part.get("record", part)) for part in parts)
        if not found or not all(map(_is_record, found)):
            raise ValueError("record")
        changed = [key for part in parts if "record" in part for key in _changed(part)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise no_opinion(name) from None
    if changed:
        raise contradicted(name, changed[0])
    is_sealed = bool(embedded) and _is_sealed(text, name)
    return tuple(
        Recorded(record, part if "record" in part else None, is_sealed)
        for part, record in zip(parts, found, strict=True)
    )


def no_opinion(name: str) -> Rejected:
    """What is said of a file that holds no record: a Word document and a text hold none, either."""
    message = told("`{name}` is no opinion that can be replayed", name=name)
    return Rejected(
        [Diagnostic("not-an-opinion", message, (), "give one written with `--format json` or `--format html`")]
    )


def contradicted(name: str, key: str) -> Rejected:
    """What is said of an opinion as data that says something else than the record in it."""
    message = told("`{name}` says another `{key}` than the record in it", name=name, key=key)
    return Rejected([Diagnostic("not-an-opinion", message, (), "replay the opinion as it was written")])


def _read(text: str) -> Any:
    import json  # only a kept opinion is read

    return json.loads(text, object_pairs_hook=each_once)


def _changed(said: dict[str, Any]) -> list[str]:
    """What an opinion as data says otherwise than its record: somebody changed it after it was written."""
    then = said["record"]
    outcome, (as_of,) = then["outcome"], then["facts"].get(AS_OF, {"date": None}).values()
    recorded_then = {key: then[key] for key in ("question", "of", "document", "edition") if key in then}
    recorded_then |= {key: outcome[key] for key in ("answer", "preferred", "missing", "headline") if key in outcome}
    recorded_then["as_of"] = as_of
    written = dict(said)
    if "ordinarily" in outcome and "ordinarily" in said:
        recorded_then["ordinarily"], written["ordinarily"] = outcome["ordinarily"][0], said["ordinarily"]["answer"]
    return [key for key, recorded_value in recorded_then.items() if written.get(key, recorded_value) != recorded_value]


def _is_record(found: Any) -> bool:
    """Whether data are shaped as a record that can be read. Raises `KeyError` and the like where they aren't at all."""
    standings = list(found["standing"].values())
    missing = found["outcome"].get("missing", ())
    texts = [*found["readings"].values(), *found["defaults"], *missing, *(text for pair in standings for text in pair)]
    return (
        type(found["format"]) is int
        and 1 <= found["format"] <= FORMAT
        and all(isinstance(found[key], kind) for key, kind in _KEYS.items())
        and all(isinstance(text, str) for text in texts)
        and isinstance(found.get("given", {}), dict)
        and all(limit is None or _is_number(limit) for limit in found.get("more", {}).values())
        and all(isinstance(norm, str) for norm in found.get("of", ()))
        and all(len(pair) == 2 and pair[0] in STANDINGS for pair in standings)
        and len(found["fingerprint"]) <= _LONGEST
    )


def _is_number(limit: Any) -> bool:
    return type(limit) is int and 0 <= limit <= MOST_RECORDS
