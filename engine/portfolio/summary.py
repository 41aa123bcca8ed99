"""What a portfolio comes to as a whole: how many of each answer, sums, what carries them, how amounts are spread."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dsl.frozen import dataclass
from engine.backends.sql.duck import Duck
from engine.portfolio.layered_question import BITS, Presumed
from engine.portfolio.result_columns import Put, column_name

LARGEST = 10
BARS = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram: the amounts from `low` to `high`, and how many cases have one."""

    low: Decimal
    high: Decimal
    cases: int


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """What one question comes to over all cases; `total`, `bars` and `largest` are of the `amounts` that there are."""

    question: str
    strictly: Mapping[str, int]
    ordinarily: Mapping[str, int]
    carried_by: Mapping[str, int]
    under: Mapping[tuple[str, str], Mapping[str, int]]
    facts_missing: int
    presumed: Mapping[Presumed, int]
    total: Decimal | None
    amounts: int
    currency: str
    bars: Sequence[Bar]
    largest: Sequence[tuple[str, Decimal]]


def summarized(engine: Duck, put: Sequence[Put]) -> tuple[QuestionSummary, ...]:
    """What the answers in the table `answers` come to, question by question."""
    return tuple(_of(engine, each) for each in put)


def _of(engine: Duck, put: Put) -> QuestionSummary:
    def column(name: str) -> str:
        return f'"{column_name(put.question, name)}"'

    def counted(name: str) -> dict[str, int]:
        query = f"SELECT {column(name)} AS word, count(*) AS n FROM answers WHERE word IS NOT NULL GROUP BY word ORDER BY n DESC, word"
        return {str(word): int(number) for word, number in engine.run(query)}

    outputs = put.outputs
    is_money = "value" in outputs and outputs["value"].type.kind == "money"
    total: Decimal | None = None
    amounts = 0
    bars: Sequence[Bar] = ()
    largest: Sequence[tuple[str, Decimal]] = ()
    if is_money:
        value = column("value")
        (row,) = engine.run(f"SELECT sum({value}), min({value}), max({value}), count({value}) FROM answers")
        total, amounts = row[0], int(row[3])
        bars = tuple(_bars(engine, value, row[1], row[2]))
        query = f'SELECT "case", {value} FROM answers WHERE {value} IS NOT NULL ORDER BY {value} DESC, "case" LIMIT {LARGEST}'
        largest = tuple((str(name), amount) for name, amount in engine.run(query))
    (missing,) = engine.run(f"SELECT count(*) FROM answers WHERE {column('facts_missing')}")
    return QuestionSummary(
        put.question,
        counted("strictly"),
        counted("ordinarily"),
        counted("carried_by"),
        {reading: counted(word) for reading, (word, _) in zip(put.named, put.layers[1:], strict=True)},
        int(missing[0]),
        _presumed(engine, put, column),
        total,
        amounts,
        outputs["value"].type.name if is_money else "",
        bars,
        largest,
    )


def _presumed(engine: Duck, put: Put, column: Any) -> dict[Presumed, int]:
    """In how many cases each presumption was applied, those of most cases first."""
    found: dict[Presumed, int] = {}
    for at, item in enumerate(put.presumable):
        bits = column(f"presumed_{at // BITS + 1}")
        (row,) = engine.run(f"SELECT count(*) FROM answers WHERE ({bits} & {2 ** (at % BITS)}) <> 0")
        found[item] = int(row[0])
    return dict(sorted(((item, n) for item, n in found.items() if n), key=lambda pair: (-pair[1], pair[0].name)))


def _bars(engine: Duck, value: str, low: Decimal | None, high: Decimal | None) -> list[Bar]:
    """Amounts above nothing, in bars of one width."""
    if low is None or high is None or high <= 0:
        return []
    width = (high / BARS).quantize(Decimal("0.01")) + Decimal("0.01")
    query = (
        f"SELECT CAST(CAST({value} * 100 AS HUGEINT) // {int(width * 100)} AS INTEGER) AS bar, count(*)"
        f" FROM answers WHERE {value} > 0 GROUP BY bar ORDER BY bar"
    )
    counts = {int(bar): int(number) for bar, number in engine.run(query)}
    return [Bar(width * at, width * (at + 1), counts.get(at, 0)) for at in range(BARS)]
