"""Sign-offs: who looked at which passage, when, and how it read then.

They lie beside the source lock as `<edition>.signoffs.toml`, one `[[signoff]]` for each passage. The fingerprint is
the passage's skeleton: typography doesn't touch it, any other change does.
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dsl.locator import Locator
from engine.model.atomic import replace_text
from engine.source.read import SourceError


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
    """The sign-offs of an edition, none where there is no file. Raises `SourceError` (`bad-signoffs`)."""
    path = signoffs_path(folder, document, edition)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise SourceError("bad-signoffs", f"`{path.name}` cannot be read: {error}") from None
    found = []
    for number, entry in enumerate(content.get("signoff", ()), 1):
        try:
            on = entry["on"]
            if not isinstance(on, date):
                raise ValueError("`on` is no date")
            passage = str(Locator.parse(str(entry["passage"])))
            found.append(SignOff(passage, str(entry["by"]), on, str(entry["fingerprint"])))
        except (KeyError, TypeError, ValueError) as error:
            raise SourceError(
                "bad-signoffs", f"sign-off {number} of `{path.name}` lacks or misstates something: {error}") from None
    return tuple(found)


def write_signoffs(folder: Path, document: str, edition: str, signoffs: Iterable[SignOff]) -> Path:
    """Writes the sign-offs of an edition, the latest of each passage, in the order of the places."""
    latest = {signoff.passage: signoff for signoff in signoffs}
    path = signoffs_path(folder, document, edition)
    ordered = sorted(latest.values(), key=lambda signoff: Locator.parse(signoff.passage))
    blocks = [
        f"[[signoff]]\npassage = {_text(signoff.passage)}\nby = {_text(signoff.by)}\non = {signoff.on.isoformat()}\n"
        f"fingerprint = {_text(signoff.fingerprint)}\n" for signoff in ordered]
    replace_text(path, "\n".join(blocks))
    return path


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are valid there, save for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
