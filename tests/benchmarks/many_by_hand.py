"""The penalty of the Infomaniak terms for many customers at once, by hand: `by_hand_terms.py` as a query and as frames.

Both do what a portfolio does: they read the same tables, refuse what is no table of cases (a case named twice, a row of
no case, an option that there is none of), tell the cases that contradict themselves (a span that ends before it begins,
one failure or one day given twice), and write of each case in order whether a penalty is owed and its amount. What is
claimed formally, and that all facts are given, is taken for granted as in `by_hand_terms.py`.
"""

from pathlib import Path

import duckdb
import polars as pl

ZONE = "Europe/Zurich"
YEAR = 2024

OPTIONS = {
    "class": ("A", "B", "C", "D", "E"),
    "cause": (
        "failing_of_provider",
        "failing_of_subcontractor",
        "act_of_client",
        "act_of_third_person",
        "outside_event",
        "failing_and_other_cause",
        "cause_not_found",
    ),
    "maintenance": ("no_maintenance", "planned", "urgent", "neither_planned_nor_urgent", "unrelated_maintenance"),
}
"""What the columns of an outage may say that are neither yes or no nor a moment."""

_NO_OPTION = " OR ".join(f"{name} NOT IN ({', '.join(map(repr, options))})" for name, options in OPTIONS.items())

CHECK = f"""
SELECT (SELECT count(*) - count(DISTINCT "case") FROM read_parquet('{{folder}}/cases.parquet')),
    (SELECT count(*) FROM read_parquet('{{folder}}/outages.parquet') ANTI JOIN read_parquet('{{folder}}/cases.parquet')
        USING ("case")),
    (SELECT count(*) FROM read_parquet('{{folder}}/invoices.parquet') ANTI JOIN
        read_parquet('{{folder}}/cases.parquet') USING ("case")),
    (SELECT count(*) FROM read_parquet('{{folder}}/outages.parquet') WHERE {_NO_OPTION})
"""

QUERY = f"""
WITH told AS (
    SELECT "case", began, ended, report_received_at AS received, requested_at AS requested,
        CAST(began AT TIME ZONE '{ZONE}' AS DATE) AS day
    FROM read_parquet('{{folder}}/outages.parquet')
    WHERE cause = 'failing_of_provider' AND NOT beyond_control AND NOT inappropriate_use
        AND maintenance = 'no_maintenance' AND NOT follows_block AND NOT due_to_event
        AND ended - began > INTERVAL 5 MINUTE AND class = 'A'
), ranked AS (
    SELECT *, row_number() OVER each AS rank,
        max(ended) OVER (each ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until
    FROM told WHERE year(day) = {YEAR} WINDOW each AS (PARTITION BY "case" ORDER BY began)
), claimed AS (
    SELECT "case", day, [10, 20, 30, 50][least(rank, 4)] AS rate,
        CASE WHEN until IS NULL OR began >= until THEN epoch_us(ended) - epoch_us(began) - 300000000
            ELSE greatest(epoch_us(ended) - epoch_us(until), 0) END // 60000000 AS further
    FROM ranked
    WHERE CAST(received AT TIME ZONE '{ZONE}' AS DATE) <= day + INTERVAL 2 MONTH
        AND CAST(requested AT TIME ZONE '{ZONE}' AS DATE) <= day + INTERVAL 2 MONTH
), invoiced AS (
    SELECT c."case", least(max(c.rate) + sum(c.further), 50) * CAST(any_value(i.amount) * 100 AS BIGINT) AS hundredths
    FROM claimed c JOIN read_parquet('{{folder}}/invoices.parquet') i
        ON c."case" = i."case" AND c.day BETWEEN i.period_from AND i.period_to
    GROUP BY c."case", i.period_from, i.period_to
), owed AS (
    SELECT "case", sum(hundredths) AS hundredths FROM invoiced GROUP BY "case"
), contradicted AS (
    SELECT "case" FROM read_parquet('{{folder}}/outages.parquet') WHERE ended < began OR resolution_announced_at < began
    UNION SELECT "case" FROM read_parquet('{{folder}}/outages.parquet') GROUP BY "case", class, began, ended
        HAVING count(*) > 1
    UNION SELECT "case" FROM (
        SELECT "case", period_from, period_to, lag(period_to) OVER (PARTITION BY "case" ORDER BY period_from) AS before
        FROM read_parquet('{{folder}}/invoices.parquet')
    ) WHERE period_to < period_from OR period_from <= before
)
SELECT k."case", CASE WHEN k."case" IN (SELECT "case" FROM contradicted) THEN 'contradictory'
        WHEN k."case" IN (SELECT "case" FROM claimed) THEN 'yes' ELSE 'no' END AS owed,
    CAST((2 * coalesce(o.hundredths, 0) + 100) // 200 AS BIGINT) AS cents
FROM read_parquet('{{folder}}/cases.parquet') k LEFT JOIN owed o ON k."case" = o."case" ORDER BY k."case"
"""


def by_query(folder: Path, output: Path) -> None:
    """Writes what DuckDB says."""
    with duckdb.connect(config={"threads": 1}) as connection:
        assert connection.execute(CHECK.format(folder=folder)).fetchone() == (0, 0, 0, 0)
        answers = QUERY.format(folder=folder)
        connection.execute(f"COPY ({answers}) TO '{output}' (FORMAT parquet, COMPRESSION zstd)")


def check_frames(tables: dict[str, pl.LazyFrame]) -> None:
    """Refuses what is no table of cases."""
    cases = tables["cases"].select("case")
    named = cases.select(pl.len() - pl.col("case").n_unique()).collect().item()
    stray = [
        tables[name].join(cases, on="case", how="anti").select(pl.len()).collect().item()
        for name in ("outages", "invoices")
    ]
    options = pl.any_horizontal(~pl.col(name).is_in(among) for name, among in OPTIONS.items())
    assert [named, *stray, tables["outages"].filter(options).select(pl.len()).collect().item()] == [0, 0, 0, 0]


def contradicted_in(tables: dict[str, pl.LazyFrame]) -> pl.LazyFrame:
    """The cases that contradict themselves."""
    outages, invoices = tables["outages"], tables["invoices"]
    before = pl.col("period_to").shift(1).over("case")
    overlap = (pl.col("period_to") < pl.col("period_from")) | (pl.col("period_from") <= before)
    found = (
        outages.filter((pl.col("ended") < pl.col("began")) | (pl.col("resolution_announced_at") < pl.col("began"))),
        outages.group_by("case", "class", "began", "ended").len().filter(pl.col("len") > 1),
        invoices.sort("case", "period_from").filter(overlap),
    )
    return pl.concat([each.select("case") for each in found]).unique().with_columns(contradicted=True)


def by_frames(folder: Path, output: Path) -> None:
    """Writes what Polars says."""
    tables = {name: pl.scan_parquet(folder / f"{name}.parquet") for name in ("cases", "outages", "invoices")}
    check_frames(tables)

    def day(column: str) -> pl.Expr:
        return pl.col(column).dt.convert_time_zone(ZONE).dt.date()

    began, ended, until = pl.col("began"), pl.col("ended"), pl.col("until")
    grounds = ("beyond_control", "inappropriate_use", "follows_block", "due_to_event")
    counted = (
        tables["outages"]
        .filter(
            pl.col("class") == "A",
            pl.col("cause") == "failing_of_provider",
            pl.col("maintenance") == "no_maintenance",
            *(~pl.col(ground) for ground in grounds),
            ended - began > pl.duration(minutes=5),
        )
        .with_columns(day=day("began"))
        .filter(pl.col("day").dt.year() == YEAR)
        .sort("case", "began")
        .with_columns(rank=pl.int_range(1, pl.len() + 1).over("case"), until=ended.cum_max().shift(1).over("case"))
    )
    further = pl.when(until.is_null() | (began >= until)).then(ended - began - pl.duration(minutes=5))
    further = further.otherwise(pl.max_horizontal(ended - until, pl.duration(minutes=0)))
    latest = pl.col("day").dt.offset_by("2mo")
    claimed = counted.filter(day("report_received_at") <= latest, day("requested_at") <= latest).select(
        "case",
        "day",
        rate=pl.col("rank").clip(upper_bound=4).replace_strict({1: 10, 2: 20, 3: 30, 4: 50}, return_dtype=pl.Int64),
        further=further.dt.total_minutes(),
    )
    share = pl.min_horizontal(pl.col("rate").max() + pl.col("further").sum(), pl.lit(50))
    hundredths = (pl.col("amount") * 100).cast(pl.Int64)
    owed = (
        claimed.join(tables["invoices"], on="case")
        .filter(pl.col("day").is_between("period_from", "period_to"))
        .group_by("case", "period_from", "period_to")
        .agg(hundredths=share * hundredths.first())
        .group_by("case")
        .agg(pl.col("hundredths").sum())
    )
    is_owed, contradicted = (pl.col(name).fill_null(False) for name in ("owed", "contradicted"))
    found = (
        tables["cases"]
        .select("case")
        .join(owed, on="case", how="left")
        .join(claimed.select("case").unique().with_columns(owed=True), on="case", how="left")
        .join(contradicted_in(tables), on="case", how="left")
        .select(
            "case",
            owed=pl.when(contradicted)
            .then(pl.lit("contradictory"))
            .when(is_owed)
            .then(pl.lit("yes"))
            .otherwise(pl.lit("no")),
            cents=(2 * pl.col("hundredths").fill_null(0) + 100) // 200,
        )
        .sort("case")
    )
    found.collect().write_parquet(output, compression="zstd")
