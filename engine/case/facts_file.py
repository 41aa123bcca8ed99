"""Facts files and scenarios as they are written, before they are checked against a knowledge base."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import read_text_file
from dsl.first_mistakes import first_mistakes
from dsl.frozen import dataclass
from dsl.harmless import harmless_data
from dsl.position import Span
from dsl.sentence import told
from dsl.toml_mistakes import long_number, toml_mistake
from engine.case.depth import DEEPEST, depth, longest_number, too_deep
from engine.case.written_moments import day_or_hour

LARGEST = 5_000_000
"""The largest facts file that is read, in bytes."""

_KEYS = {
    "scenario",
    "title",
    "document",
    "question",
    "on",
    "of",
    "facts",
    "readings",
    "standing",
    "given",
    "more",
    "expect",
    "argument",
    "language",
}


_LONGEST_NUMBER = 14_000
"""How many binary digits a whole number may have: as many as decimal ones that are read as one."""

_MOST_PARTS = 50
_TOO_MANY_PARTS = rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}"""
"""A dotted key of so many parts, which the reader of TOML would take ever longer to enter."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A facts file or scenario as written, nothing in it checked against a knowledge base yet.

    `part` is the stretch of the file that it takes up, if that holds several.
    """

    file: str
    text: str
    content: dict[str, Any]
    part: tuple[int, int] | None = None

    @property
    def on(self) -> date | None:
        """The date that the file puts its question as of, if it gives one that can be read."""
        said = self.content.get("on")
        try:
            found = day_or_hour(said) if isinstance(said, str) else said
        except ValueError:
            return None
        return found.date() if isinstance(found, datetime) else found if isinstance(found, date) else None

    @property
    def of(self) -> tuple[str, ...]:
        """The norms, clauses, actions or events that alone the file puts its question to."""
        said = self.content.get("of", ())
        return (said,) if isinstance(said, str) else tuple(said)

    def at(self, *keys: str | int) -> Span:
        """The place of a key, as well as it can be found; the beginning where it can't."""
        from engine.case.places import locate  # only a mistake needs it

        return locate(self.file, self.text, keys, self.part)


Place = Callable[[], Span] | None
"""Where something stands in a file, to be looked for only when it is wrong; None for what a call gives."""


def place_of(file: CaseFile | None, *keys: str | int) -> Place:
    """Where a key stands, if it stands in a file."""
    return partial(file.at, *keys) if file else None


def read_case_file(path: Path) -> CaseFile:
    """Reads a facts file or scenario. Raises `Rejected` with the place of the mistake."""
    name = path.as_posix()
    text, wrong = read_text_file(path, name, LARGEST)
    if text is None:
        raise Rejected(wrong)
    return parse_case(text, name)


def parse_case(text: str, name: str) -> CaseFile:
    """Reads the text of a facts file. Raises `Rejected` where it isn't TOML or has keys that mean nothing."""
    case = parse_toml(text, name)
    if wrong := wrong_keys(case):
        raise Rejected(wrong, {name: text})
    return case


def parse_toml(text: str, name: str) -> CaseFile:
    """Reads a text that must be TOML, whatever its keys. Raises `Rejected` with the place of the mistake."""
    import tomllib  # not needed where every fact is given in the call

    sources = {name: text}
    try:
        lines = [line for line in text.split("\n") if line.count(".") >= _MOST_PARTS]  # few have that many
        if any(re.search(_TOO_MANY_PARTS, line) for line in lines):
            raise RecursionError
        content = tomllib.loads(text, parse_float=Decimal)
        if depth(content) > DEEPEST:
            raise RecursionError
        if longest_number(content) > _LONGEST_NUMBER:
            raise ValueError("a number in another base is as long as no decimal one may be")
        content = harmless_data(content)
    except tomllib.TOMLDecodeError as error:
        message, place = toml_mistake(error, text, name)
        raise Rejected(
            [
                Diagnostic(
                    "not-toml",
                    message,
                    (Label(place),),
                    "dates are written 2024-02-29, texts in quotes, yes and no as true and false",
                )
            ],
            sources,
        ) from None
    except (RecursionError, ValueError, ArithmeticError) as error:
        deep = isinstance(error, RecursionError)
        message = "the file nests too deeply" if deep else "the file holds a number that is too long"
        place = too_deep(text, name) if deep else long_number(text, name)
        remedy = "nest less deeply, or write shorter numbers"
        raise Rejected([Diagnostic("not-toml", message, (Label(place),), remedy)], sources) from None
    return CaseFile(name, text, content)


@dataclass(frozen=True, slots=True)
class Notation:
    """How the parts of a case are written where it is written: the help lines for what is written otherwise."""

    facts: str
    table: str
    text: str
    title: str
    of: str
    scenarios: str


TOML = Notation(
    "facts stand under `[facts]`",
    "write `[{key}]`",
    'write `{key} = "…"`',
    'write `title = "…"`, or `title.en = "…"` and `title.fr = "…"`',
    'write `of = "clause 9"`',
    "write `[[scenario]]` before each",
)
JSON = Notation(
    'facts stand in `"facts": {…}`',
    'write `"{key}": {{…}}`',
    'write `"{key}": "…"`',
    'write `"title": "…"`, or an object with a title for each language',
    'write `"of": "clause 9"`',
    'write `"scenario": [{…}, …]`',
)


def wrong_keys(case: CaseFile, notation: Notation = TOML) -> list[Diagnostic]:
    """What is wrong with the keys of a case, before anything is known of what they are about."""
    wrong = first_mistakes(
        Diagnostic(
            "unknown-key",
            told("`{key}` means nothing in a case", key=key),
            (Label(case.at(key)),),
            suggestion(key, _KEYS) or notation.facts,
        )
        for key in case.content
        if key not in _KEYS
    )
    for key in ("facts", "readings", "standing", "given", "more", "expect"):
        if not isinstance(case.content.get(key, {}), dict):
            wrong.append(
                Diagnostic(
                    "wrong-type",
                    told("`{key}` is a table", key=key),
                    (Label(case.at(key)),),
                    told(notation.table, key=key),
                )
            )
    title = case.content.get("title", "")
    phrases = title.values() if isinstance(title, dict) else [title]
    if not all(isinstance(text, str) for text in phrases):
        wrong.append(
            Diagnostic(
                "wrong-type",
                "`title` is a text, or one in each language",
                (Label(case.at("title")),),
                notation.title,
            )
        )
    for key in ("document", "question", "argument", "language"):
        if not isinstance(case.content.get(key, ""), str):
            wrong.append(
                Diagnostic(
                    "wrong-type",
                    told("`{key}` is a text", key=key),
                    (Label(case.at(key)),),
                    told(notation.text, key=key),
                )
            )
    of = case.content.get("of", "")
    if not isinstance(of, str) and not (isinstance(of, list) and all(isinstance(named, str) for named in of)):
        wrong.append(
            Diagnostic("wrong-type", "`of` is a text or a list of texts", (Label(case.at("of")),), notation.of)
        )
    several = case.content.get("scenario", [])
    if not isinstance(several, list) or not all(isinstance(item, dict) for item in several):
        wrong.append(
            Diagnostic(
                "wrong-type",
                "`scenario` is a list of tables",
                (Label(case.at("scenario")),),
                notation.scenarios,
            )
        )
    return wrong
