"""A request as a program gave it: each part of the kind that it is to be, paths also where they are texts."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import replace
from dsl.sentence import told
from engine.case.facts_file import CaseFile
from engine.case.memo_file import Memo
from engine.desk.request import Request

_TEXTS = ("question", "document")
_MAPPINGS = ("facts", "readings", "given", "standing", "more")
_FILES: Mapping[str, type] = {"file": CaseFile, "memo": Memo}


def understood(request: Request) -> Request:
    """The request with paths in place of their texts. Raises `Rejected` with each part that is of another kind."""
    given: dict[str, Any] = {
        "question": request.question,
        "document": request.document,
        "facts": request.facts,
        "file": request.file,
        "on": request.on,
        "readings": request.readings,
        "language": request.language,
        "of": request.of,
        "given": request.given,
        "memo": request.memo,
        "standing": request.standing,
        "more": request.more,
    }
    wrong = [found for name, value in given.items() if (found := _wrong(name, value)) is not None]
    if wrong:
        raise Rejected(wrong)
    file, memo = given["file"], given["memo"]
    if not isinstance(file, str) and not isinstance(memo, str):
        return request
    return replace(
        request,
        file=Path(file) if isinstance(file, str) else file,
        memo=Path(memo) if isinstance(memo, str) else memo,
    )


def require_text(name: str, value: Any) -> None:
    """Raises `Rejected` where what was given under a name is no text."""
    if not isinstance(value, str):
        raise Rejected([_no_text(name)])


def _wrong(name: str, value: Any) -> Diagnostic | None:
    """What is wrong with a part of a request, if anything is."""
    if name in _MAPPINGS:
        is_right = isinstance(value, Mapping) and all(isinstance(each, str) for each in value)
        message = told("`{key}` is a mapping of names", key=name)
        help_line = told('give it as `{key}={{"…": …}}`', key=name)
    elif name in _FILES:
        is_right = value is None or isinstance(value, str | Path | _FILES[name])
        message, help_line = told("`{key}` is the path of a file", key=name), told('give it as `{key}="…"`', key=name)
    elif name == "on":
        is_right, message = value is None or isinstance(value, date), told("`{key}` is a day or a moment", key=name)
        help_line = told("give it as `{key}=date(2024, 3, 10)`", key=name)
    elif name == "of":
        is_right = isinstance(value, tuple | list) and all(isinstance(each, str) for each in value)
        message, help_line = told("`{key}` is a tuple of texts", key=name), told('give it as `{key}=("…",)`', key=name)
    else:
        is_text = isinstance(value, str) or (value is None and name not in _TEXTS)
        return None if is_text else _no_text(name)
    return None if is_right else Diagnostic("wrong-type", message, (), help_line)


def _no_text(name: str) -> Diagnostic:
    return Diagnostic("wrong-type", told("`{key}` is a text", key=name), (), told('give it as `{key}="…"`', key=name))
