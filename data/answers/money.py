"""Need and known allocation side by side: no ratio, no gap, and related projects never summed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.frames import FrameColumn, framed
from data.model import Funding, FundingKind, Snapshot

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Year:
    """One year's stated need and known allocation in euro; None where nothing is known."""

    year: int
    need: float | None
    allocated: float | None


@dataclass(frozen=True)
class Money:
    """A plan's money by year, and the rows that are not of one year or carry no sum of the plan's own."""

    years: tuple[Year, ...]
    existing: tuple[Funding, ...]
    related: tuple[Funding, ...]


def of_plan(snapshot: Snapshot, plan: str) -> list[Funding]:
    """Return the rows on money of a plan and of none, in the sheet's order."""
    return [row for row in snapshot.funding if row.plan in (None, plan)]


def stated(rows: Iterable[Funding]) -> Iterator[tuple[int, FundingKind, float, Funding]]:
    """Give of the rows that state an amount needed or allocated in one year that year, which of both, and how much."""
    for row in rows:
        if row.kind not in (FundingKind.NEED, FundingKind.ALLOCATED) or row.first_year is None or row.amount is None:
            continue
        if row.last_year in (None, row.first_year):
            yield row.first_year, row.kind, row.amount, row


def money(snapshot: Snapshot, plan: str) -> Money:
    """Return a plan's money. Rows of several years are never split over them."""
    rows = of_plan(snapshot, plan)
    sums: dict[tuple[int, FundingKind], float] = {}
    for year, kind, amount, _row in stated(rows):
        sums[year, kind] = sums.get((year, kind), 0.0) + amount
    years = sorted({year for year, _ in sums})
    return Money(
        tuple(
            Year(year, sums.get((year, FundingKind.NEED)), sums.get((year, FundingKind.ALLOCATED))) for year in years
        ),
        tuple(row for row in rows if row.kind is FundingKind.EXISTING_BUDGET),
        tuple(row for row in rows if row.kind is FundingKind.RELATED_PROJECT),
    )


BY_YEAR = (
    FrameColumn("year", "Int64", "The year.", unit="year", key=True),
    FrameColumn("need", "Float64", "The stated need; missing where none is stated.", unit="EUR"),
    FrameColumn("allocated", "Float64", "What is known to be allocated; missing where nothing is known.", unit="EUR"),
)
"""What each column of `by_year` is."""


def by_year(years: Iterable[Year]) -> "pd.DataFrame":
    """Return need and known allocation, a row a year."""
    every = list(years)
    return framed(BY_YEAR, {name: [getattr(one, name) for one in every] for name in ("year", "need", "allocated")})
