"""What heads and signs an opinion, as a file of the user's says it: who writes for whom, where and when."""

from datetime import date
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import read_text_file
from dsl.first_mistakes import first_mistakes
from dsl.frozen import dataclass
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.facts_file import LARGEST, parse_toml
from engine.case.reading import Unreadable, read_value

_TEXTS = ("author", "client", "place", "reference")
_KEYS = (*_TEXTS, "date")


@dataclass(frozen=True, slots=True)
class Memo:
    """The heading and the signature of an opinion; what is empty is left out.

    `reference` is that of the file; without `day`, the date is that of the question.
    """

    author: str = ""
    client: str = ""
    place: str = ""
    reference: str = ""
    day: date | None = None


def read_memo(path: Path) -> Memo:
    """Reads `author`, `client`, `place`, `reference` and `date`, each optional, from TOML.

    Raises `Rejected` with the place of every mistake.
    """
    name = path.as_posix()
    text, wrong = read_text_file(path, name, LARGEST)
    if text is None:
        raise Rejected(wrong)
    file = parse_toml(text, name)
    found: dict[str, Any] = {}
    wrong += first_mistakes(
        Diagnostic(
            "unknown-key",
            told("`{key}` means nothing in the heading of an opinion", key=key),
            (Label(file.at(key)),),
            suggestion(key, _KEYS) or told("it has {names} and date", names=", ".join(_TEXTS)),
        )
        for key in file.content
        if key not in _KEYS
    )
    for key in (known for known in _KEYS if known in file.content):
        content = file.content[key]
        label = (Label(file.at(key)),)
        if key == "date":
            try:
                found["day"] = read_value(content, p.Type("date"))
            except Unreadable as error:
                found_out = Diagnostic(error.code, error.message, label, error.help_line)
                no_date = Diagnostic("wrong-type", "`date` is a date", label, "write `date = 2024-03-10`")
                wrong.append(found_out if error.code == "date-out-of-range" else no_date)
        elif not isinstance(content, str):
            wrong.append(
                Diagnostic(
                    "wrong-type", told("`{key}` is a text", key=key), label, told('write `{key} = "…"`', key=key)
                )
            )
        else:
            found[key] = " ".join(content.split())  # each is a line of a heading or a signature
    if wrong:
        raise Rejected(wrong, {name: text})
    return Memo(**found)
