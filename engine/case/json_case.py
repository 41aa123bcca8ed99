"""A case as a program hands it in: the keys of a facts file, in JSON. Numbers stay exact; nothing is passed over."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from dsl.diagnostic import Diagnostic, Label, Rejected
from dsl.each_once import TwiceError, each_once
from dsl.position import Span
from dsl.sentence import told
from engine.case.depth import DEEPEST, depth, too_deep
from engine.case.facts_file import JSON, LARGEST, CaseFile, wrong_keys

_SHOWN = 60


class _UnfitError(ValueError):
    """What JSON would let pass, and is no case."""


def read_json_case(content: bytes, name: str) -> CaseFile:
    """A case in JSON; `name` is what to call it. Raises `Rejected` with every mistake in its form."""
    place = (Label(Span(name, 1, 1, 0, 0)),)
    if len(content) > LARGEST:
        message = told(
            "`{name}` has more than {LARGEST} bytes, which is the most that is read of one case",
            name=name,
            LARGEST=LARGEST,
        )
        raise Rejected([Diagnostic("file-too-large", message, place, "put fewer records into one case")])
    try:
        read = json.loads(
            content.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_constant, object_pairs_hook=each_once
        )
    except json.JSONDecodeError as error:
        place = (Label(Span(name, error.lineno, error.colno, error.pos, error.pos)),)
        raise Rejected([Diagnostic("not-json", "it is not JSON from here on", place, _HELP)]) from None
    except (_UnfitError, TwiceError) as error:
        raise Rejected([Diagnostic("not-json", str(error), place, _HELP)]) from None
    except RecursionError:
        raise _too_deep(content, name) from None
    except UnicodeDecodeError:
        raise Rejected(
            [Diagnostic("bad-encoding", told("`{name}` is not UTF-8", name=name), place, "write it as UTF-8")]
        ) from None
    except (ValueError, ArithmeticError):
        raise Rejected([Diagnostic("not-json", "it holds a number that is too long", place, _HELP)]) from None
    if not isinstance(read, dict):
        raise Rejected([Diagnostic("not-json", "a case is an object", place, _HELP)])
    if depth(read) > DEEPEST:
        raise _too_deep(content, name)
    case = CaseFile(name, "", read)
    if not _is_whole(read):
        raise Rejected(
            [Diagnostic("bad-encoding", told("`{name}` holds half a character", name=name), place, "write it as UTF-8")]
        )
    if wrong := [*wrong_keys(case, JSON), *_nulls(read, place)]:
        raise Rejected(wrong)
    return case


_HELP = 'write a case as `{"question": "…", "document": "…", "facts": {…}}`; decimals and dates may be texts'


def _too_deep(content: bytes, name: str) -> Rejected:
    place = too_deep(content.decode("utf-8-sig"), name)
    return Rejected([Diagnostic("not-json", "it nests too deeply", (Label(place),), _HELP)])


def _constant(name: str) -> NoReturn:
    raise _UnfitError(f"`{name}` is no number of JSON")


def _within(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value within a value, with the name under which it stands."""
    pending = [(name, value)]
    while pending:
        at, found = pending.pop()
        if isinstance(found, dict):
            pending += [(key, item) for key, item in reversed(found.items())]
        elif isinstance(found, list):
            pending += [(at, item) for item in reversed(found)]
        else:
            yield at, found


def _nulls(content: dict[str, Any], place: tuple[Label, ...]) -> list[Diagnostic]:
    """Of null nobody knows whether it means that there is none, or that nobody knows."""
    return [
        Diagnostic(
            "wrong-type",
            told("`{name}` is null", name=name[:_SHOWN]),
            place,
            'write "none" for what is known not to exist, and leave out what is not known',
        )
        for name, value in _within(content)
        if value is None
    ]


def _is_whole(content: dict[str, Any]) -> bool:
    """Whether every text can be written: an escape may stand for half a character, which no file holds."""
    try:
        json.dumps(content, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True
