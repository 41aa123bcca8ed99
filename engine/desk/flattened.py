"""A request whose facts file is put into its own facts, each under a name of its own, so that each can be changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dsl.frozen import replace
from engine.case.facts_file import CaseFile
from engine.case.written_moments import day_or_hour
from engine.desk.request import Request
from engine.model.record_names import record_name


def flattened(request: Request, file: CaseFile | None) -> Request:
    """The request without its file: the facts that it had, in words and figures, the call's before the file's."""
    content = file.content if file else {}
    facts = dict(_flat(content.get("facts", {})))
    given = {name: _plain(value) for name, value in content.get("given", {}).items()}
    given |= facts.pop(_GIVEN, {})
    standing = {
        name: said if isinstance(said, dict) else {"is": said} for name, said in content.get("standing", {}).items()
    }
    return replace(
        request,
        file=None,
        facts=facts | {name: _plain(value) for name, value in request.facts.items()},
        given=given | {name: _plain(value) for name, value in request.given.items()},
        readings={**content.get("readings", {}), **request.readings},
        standing={**standing, **request.standing},
        more={**content.get("more", {}), **request.more},
        on=request.on or _on(content.get("on")),
        of=request.of or (file.of if file else ()),
    )


def _on(said: Any) -> date | None:
    """The date of the question, with its hour where that was told."""
    return day_or_hour(said) if isinstance(said, str) else said


_GIVEN = "given "


def _flat(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Facts by name, those of records one by one; what is given of records last, under one name."""
    given: dict[str, Any] = {}
    for name, value in facts.items():
        yield from _one_by_one(name, value, given)
    yield _GIVEN, given


def _one_by_one(name: str, value: Any, given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        yield name, _plain(value)
        return
    yield name, [{} for _ in value]
    for number, record in enumerate(value):
        for field, said in record.items():
            if field == "given" and isinstance(said, dict):
                given |= {record_name(name, number, inner): _plain(found) for inner, found in said.items()}
            else:
                yield from _one_by_one(record_name(name, number, field), said, given)


def _plain(value: Any) -> Any:
    """A value of TOML as JSON can hold it, from which it is read again."""
    match value:
        case bool() | str():
            return value
        case date():
            return value.isoformat()
        case Decimal() | int():
            return str(value)
        case _:
            return value
