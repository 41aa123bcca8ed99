"""Every schema by its name, and what it describes."""

from collections.abc import Callable, Mapping

from dsl.frozen import dataclass
from engine.schema import answer_schema, overview_schemas
from engine.schema.objects import Schema


@dataclass(frozen=True, slots=True)
class Published:
    """A schema that the program prints; `make` is None for the one that a document gives: that of facts."""

    about: str
    make: Callable[[], Schema] | None


SCHEMAS: Mapping[str, Published] = {
    "answer": Published("an answer: what `ask --format json` writes", answer_schema.answer_schema),
    "comparison": Published("several answers: what `compare --format json` writes", answer_schema.comparison_schema),
    "facts": Published("a facts file of a document, or the facts of one of its questions", None),
    "diagnostics": Published("what is wrong: standard error with `--format json`", overview_schemas.diagnostics_schema),
    "questions": Published("what `questions --format json` writes", overview_schemas.questions_schema),
    "wanted": Published("what `facts --format json` writes", overview_schemas.wanted_schema),
    "ambiguities": Published("what `ambiguities --format json` writes", overview_schemas.ambiguities_schema),
    "replay": Published("what `replay --format json` writes", overview_schemas.replay_schema),
}
