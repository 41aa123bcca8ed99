"""Every schema by its name, and what it describes."""

from collections.abc import Callable, Mapping

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.frozen import dataclass
from dsl.sentence import told
from engine.schema import answer_schema, diagnostic_schemas, overview_schemas, portfolio_schema, work_schemas
from engine.schema.objects import Schema


@dataclass(frozen=True, slots=True)
class Published:
    """A schema that the program prints; `make` is None for the one that a document gives: that of facts."""

    about: str
    make: Callable[[], Schema] | None


def named_schema(name: str) -> Schema:
    """A schema that is the same for every document. Raises `Rejected` for one that isn't there."""
    published = SCHEMAS.get(name)
    if published is None:
        help_line = suggestion(name, SCHEMAS) or "`opposable schema` lists them"
        raise Rejected([Diagnostic("unknown-schema", told("there is no schema `{name}`", name=name), (), help_line)])
    if published.make is None:
        message, help_line = (
            told("`{name}` are those of a document", name=name),
            "name the document whose facts are meant",
        )
        raise Rejected([Diagnostic("wrong-call", message, (), help_line)])
    return published.make()


SCHEMAS: Mapping[str, Published] = {
    "answer": Published("an answer: what `ask --format json` writes", answer_schema.answer_schema),
    "comparison": Published("several answers: what `compare --format json` writes", answer_schema.comparison_schema),
    "batch": Published("a line that `ask --batch` writes", diagnostic_schemas.batch_schema),
    "facts": Published("a facts file of a document, or the facts of one of its questions", None),
    "diagnostics": Published(
        "what is wrong: standard error with `--format json`", diagnostic_schemas.diagnostics_schema
    ),
    "questions": Published("what `questions --format json` writes", overview_schemas.questions_schema),
    "wanted": Published("what `facts --format json` writes", overview_schemas.wanted_schema),
    "ambiguities": Published("what `ambiguities --format json` writes", overview_schemas.ambiguities_schema),
    "ledger": Published("what `ledger --format json` writes", overview_schemas.ledger_schema),
    "graph": Published("what `graph --format json` writes", overview_schemas.graph_schema),
    "test": Published("what `test --format json` writes", work_schemas.test_schema),
    "revision": Published("what `revise --format json` writes", work_schemas.revision_schema),
    "source-check": Published("what `source check --format json` writes", work_schemas.source_check_schema),
    "outline": Published("what `source outline --format json` writes", work_schemas.outline_schema),
    "portfolio": Published("a line of what `portfolio` writes as JSON lines", portfolio_schema.portfolio_schema),
    "replay": Published("what `replay --format json` writes", overview_schemas.replay_schema),
}
