"""The penalty of the Infomaniak terms for many customers at once, by hand: `by_hand_terms.py` as a query and as frames.

Both read the tables that a portfolio reads and give, of each case in order, whether a penalty is owed and how many
hundredths it amounts to. What is claimed formally, and that all facts are given, is taken for granted as there.
"""

from pathlib import Path

import duckdb
import polars as pl

ZONE = "Europe/Zurich"
YEAR = 2024

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
)
SELECT k."case", k."case" IN (SELECT "case" FROM claimed) AS owed,
    CAST((2 * coalesce(o.hundredths, 0) + 100) // 200 AS BIGINT) AS cents
FROM read_parquet('{{folder}}/cases.parquet') k LEFT JOIN owed o ON k."case" = o."case" ORDER BY k."case"
"""


def by_query(folder: Path) -> list[tuple[int, bool, int]]:
    """What DuckDB says."""
    with duckdb.connect() as connection:
        return connection.execute(QUERY.format(folder=folder)).fetchall()


def by_frames(folder: Path) -> list[tuple[int, bool, int]]:
    """What Polars says."""
    tables = {name: pl.scan_parquet(folder / f"{name}.parquet") for name in ("cases", "outages", "invoices")}

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
    found = (
        tables["cases"]
        .select("case")
        .join(owed, on="case", how="left")
        .join(claimed.select("case").unique().with_columns(owed=True), on="case", how="left")
        .select("case", pl.col("owed").fill_null(False), cents=(2 * pl.col("hundredths").fill_null(0) + 100) // 200)
        .sort("case")
    )
    return found.collect().rows()
