"""What a place of a document says, passage by passage: what encodes it in its own gist, and on what lawyers differ."""

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.frozen import dataclass
from dsl.locator import Locator
from dsl.sentence import told
from dsl.typed import program as p
from engine.desk.overviews import DisputedPoint, PassageLedger, PassageRow


@dataclass(frozen=True, slots=True)
class Gist:
    """What a declaration says in a paraphrase; never a sentence of the document."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    """A passage with its standing, what encodes it, and the points disputed at it."""

    row: PassageRow
    gists: tuple[Gist, ...]
    disputes: tuple[DisputedPoint, ...]


def explained(
    program: p.Program, ledger: PassageLedger, disputed: tuple[DisputedPoint, ...], place: str
) -> tuple[ExplainedPassage, ...]:
    """The passages at a place or beneath it, at least one. Raises `Rejected` for what is no place, or none of these."""
    asked = _place(place)
    gists = {
        name: node.text.in_language(ledger.language)
        for group in (program.norms, program.exceptions, program.values, program.ambiguities)
        for name, node in group.items()
    }
    found = tuple(
        ExplainedPassage(
            row,
            tuple(Gist(name, gists[name]) for name in row.names if name in gists),
            tuple(point for point in disputed if row.citation in point.citations),
        )
        for row in ledger.rows
        if asked.contains(Locator.parse(row.locator))
    )
    if not found:
        clauses = dict.fromkeys(Locator.parse(row.locator).clause for row in ledger.rows)
        message = told("the document has no passage `{place}`", place=asked)
        help_line = suggestion(asked.clause, clauses) or told("its clauses are {names}", names=", ".join(clauses))
        raise Rejected([Diagnostic("unknown-passage", message, (), help_line)])
    return found


def _place(written: str) -> Locator:
    try:
        return Locator.parse(written)
    except ValueError as error:
        help_line = "a locator reads like `10.5 §1 s.2`"
        raise Rejected([Diagnostic("unreadable-locator", error.args[0], (), help_line)]) from None
