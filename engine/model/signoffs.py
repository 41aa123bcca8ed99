"""Sign-offs: who looked at which passage, when, and how it read then.

They lie beside the source lock as `<edition>.signoffs.toml`, one `[[signoff]]` for each passage. The fingerprint is
the passage's substance: typography doesn't touch it, any other change does.
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dsl.atomic import replace_text
from dsl.diagnostic import Label
from dsl.files import LARGEST_LOCK_FILE, lies_at, read_text_file
from dsl.locator import Locator
from dsl.position import Span
from dsl.sentence import told
from dsl.toml_mistakes import long_number, toml_mistake
from engine.source.source_error import SourceError


@dataclass(frozen=True, slots=True)
class SignOff:
    """One signature under one passage."""

    passage: str
    by: str
    on: date
    fingerprint: str


def signoffs_path(folder: Path, document: str, edition: str) -> Path:
    """Where the sign-offs of an edition lie."""
    return folder / document / f"{edition}.signoffs.toml"


def read_signoffs(folder: Path, document: str, edition: str) -> tuple[SignOff, ...]:
    """The sign-offs of an edition, none where there is no file. Raises `SourceError` (`unreadable-signoffs`)."""
    path = signoffs_path(folder, document, edition)
    if not lies_at(path):
        return ()
    text, wrong = read_text_file(path, str(path), LARGEST_LOCK_FILE)
    if text is None:
        raise _damaged(wrong[0].message)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, place = toml_mistake(error, text, str(path))
        raise _damaged(message, place, {str(path): text}) from None
    except (ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        message = "the file nests too deeply" if deep else "the file holds a number that is too long"
        place = Span(str(path), 1, 1, 0, 0) if deep else long_number(text, str(path))
        raise _damaged(message, place, {str(path): text}) from None
    entries = content.get("signoff", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _damaged(told("`{path}` cannot be read: each sign-off begins with `[[signoff]]`", path=path))
    found = []
    for number, entry in enumerate(entries, 1):
        try:
            on = entry["on"]
            if not isinstance(on, date) or isinstance(on, datetime):
                raise ValueError("`on` is no date")
            passage = str(Locator.parse(str(entry["passage"])))
            found.append(SignOff(passage, str(entry["by"]), on, str(entry["fingerprint"])))
        except KeyError as error:
            raise _damaged(
                told("sign-off {number} of `{path}` has no `{key}`", number=number, path=path, key=error.args[0])
            ) from None
        except ValueError as error:
            message = "sign-off {number} of `{path}` misstates something: {error}"
            raise _damaged(told(message, number=number, path=path, error=error.args[0])) from None
    return tuple(found)


def _damaged(message: str, place: Span | None = None, sources: dict[str, str] | None = None) -> SourceError:
    return SourceError(
        "unreadable-signoffs",
        message,
        "mend the file, or take it away and sign again with `opposable source sign`",
        status=1,
        labels=() if place is None else (Label(place),),
        sources=sources,
    )


def write_signoffs(folder: Path, document: str, edition: str, signoffs: Iterable[SignOff]) -> Path:
    """Writes the sign-offs of an edition, the latest of each passage, in the order of the places."""
    latest = {signoff.passage: signoff for signoff in signoffs}
    path = signoffs_path(folder, document, edition)
    ordered = sorted(latest.values(), key=lambda signoff: Locator.parse(signoff.passage))
    blocks = [
        f"[[signoff]]\npassage = {_text(signoff.passage)}\nby = {_text(signoff.by)}\non = {signoff.on.isoformat()}\n"
        f"fingerprint = {_text(signoff.fingerprint)}\n"
        for signoff in ordered
    ]
    replace_text(path, "\n".join(blocks))
    return path


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are valid there, save for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
