"""What a place of a document says, passage by passage: what encodes it in its own gist, and on what lawyers differ."""

from dsl.frozen import dataclass
from dsl.locator import Locator
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
    """The passages at a place or beneath it. Raises `ValueError` for what is no place."""
    asked = Locator.parse(place)
    gists = {
        name: node.text.in_language(ledger.language)
        for group in (program.norms, program.exceptions, program.values, program.ambiguities)
        for name, node in group.items()
    }
    return tuple(
        ExplainedPassage(
            row,
            tuple(Gist(name, gists[name]) for name in row.names if name in gists),
            tuple(point for point in disputed if row.citation in point.citations),
        )
        for row in ledger.rows
        if asked.contains(Locator.parse(row.locator))
    )
