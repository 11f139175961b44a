"""Whom a municipality is compared with, what it could do next, and who already does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from data.answers.openness import Cell, Cells
from data.frames import FrameColumn, framed
from data.model import Answer, Indicator, Municipality, Origin, PopulationKind
from data.words import latvian_order

if TYPE_CHECKING:
    import pandas as pd

MOST = 5
"""So many peers stand beside a municipality, found or chosen by hand."""
_EARTH_KM = 6371.0


class Basis(StrEnum):
    """What makes two municipalities alike; the values are what the address says."""

    SIZE = "lielums"
    REGION = "regions"
    KIND = "veids"


def shared(unit: Municipality, basis: Basis) -> str | None:
    """Return what a municipality shares with those like it; None where it is not known."""
    return {Basis.SIZE: unit.size_group, Basis.REGION: unit.region, Basis.KIND: unit.kind}[basis]


def kilometres(one: Municipality, other: Municipality) -> float | None:
    """Return the distance between two municipalities' points by the haversine formula; None where one has no point."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    first, second = radians(one.latitude or 0), radians(other.latitude or 0)
    across = radians((other.longitude or 0) - (one.longitude or 0))
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def by_nearness(unit: Municipality, units: Iterable[Municipality], basis: Basis) -> tuple[Municipality, ...]:
    """Return all others, the nearest first.

    Those that share the basis come before the rest, within them those of the same kind (cities with cities), then
    the distance decides; without a point, the name.
    """
    value = shared(unit, basis)

    def order(other: Municipality) -> tuple[object, ...]:
        far = kilometres(unit, other)
        alike = value is not None and shared(other, basis) == value
        known = float("inf") if far is None else far
        return not alike, other.kind is not unit.kind, known, latvian_order(other.title)

    return tuple(sorted((other for other in units if other.code != unit.code), key=order))


def nearest(unit: Municipality, units: Iterable[Municipality], basis: Basis) -> tuple[Municipality, ...]:
    """Return the nearest municipalities that share the basis, at most `MOST`; none where the basis is not known."""
    value = shared(unit, basis)
    alike = (other for other in by_nearness(unit, units, basis) if value is not None and shared(other, basis) == value)
    return tuple(alike)[:MOST]


def asked(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return what is put to municipalities as a question: all but the assessments made by others."""
    return tuple(indicator for indicator in indicators if indicator.origin is not Origin.EXTERNAL)


@dataclass(frozen=True)
class NextStep:
    """An item a municipality does not meet, or of which nothing is known.

    ``cell`` is what stands for it, if a row does; ``example`` the nearest peer that does it, with its own row.
    """

    indicator: Indicator
    cell: Cell | None
    example: tuple[Municipality, Cell] | None

    @property
    def unknown(self) -> bool:
        """Whether nobody has said anything of the item, so that it may well be met."""
        return self.cell is None or not self.cell.known

    @property
    def advised(self) -> bool:
        """Whether there is anything to go by: the sheet's own advice or somebody's example."""
        return self.example is not None or self.indicator.what_to_do is not None


def next_steps(
    unit: Municipality, indicators: Iterable[Indicator], cells: Cells, peers: Sequence[Municipality]
) -> tuple[NextStep, ...]:
    """Return a municipality's open items in the order of ``indicators``; the first of ``peers`` that does one shows it.

    Met is only "ir", or a number where no word is asked for; "neattiecas" is nothing to do.
    """
    steps = []
    for indicator in indicators:
        cell = cells.get((unit.code, indicator.id))
        if cell and (_met(cell) or cell.value.answer is Answer.NOT_APPLICABLE):
            continue
        doing = ((peer, cells.get((peer.code, indicator.id))) for peer in peers)
        example = next(((peer, cell) for peer, cell in doing if cell and _met(cell)), None)
        steps.append(NextStep(indicator, cell, example))
    return tuple(steps)


def _met(cell: Cell) -> bool:
    return cell.said is Answer.YES or (cell.known and cell.said is None)


def per_resident(unit: Municipality, cell: Cell | None) -> float | None:
    """Return a cell's amount a resident; None where either is not known or the number of residents is an estimate."""
    if cell is None or cell.value.number is None or not unit.population:
        return None
    if unit.population_kind in (None, PopulationKind.ESTIMATE):
        return None
    return cell.value.number / unit.population


def amounts_per_resident(
    unit: Municipality, others: Iterable[Municipality], indicator: Indicator, cells: Cells
) -> dict[str, float]:
    """Return by code the amounts a resident that may stand beside each other: of one kind of population figure."""
    alike = [unit, *(other for other in others if other.population_kind is unit.population_kind)]
    amounts = {each.code: per_resident(each, cells.get((each.code, indicator.id))) for each in alike}
    return {code: amount for code, amount in amounts.items() if amount is not None}


AMOUNTS = (
    FrameColumn("municipality", "string", "The municipality's code.", key=True, ref="municipalities"),
    FrameColumn("indicator", "string", "The indicator's id.", key=True, ref="indicators"),
    FrameColumn("amount", "Float64", "The amount as reported.", unit="EUR"),
    FrameColumn("year", "Int64", "The year that the amount is of.", unit="year"),
    FrameColumn("per_resident", "Float64", "The amount a resident; missing where it may not be compared.", unit="EUR"),
)
"""What each column of `amounts` is."""


def amounts(
    unit: Municipality, others: Sequence[Municipality], indicators: Iterable[Indicator], cells: Cells
) -> "pd.DataFrame":
    """Return the amounts of money of a municipality and of those beside it, one a row, also those not reported."""
    rows = []
    for indicator in indicators:
        comparable = amounts_per_resident(unit, others, indicator, cells)
        for each in (unit, *others):
            cell = cells.get((each.code, indicator.id))
            rows.append((each.code, indicator.id, cell and cell.value, comparable.get(each.code)))
    values: dict[str, list[Any]] = {
        "municipality": [code for code, _, _, _ in rows],
        "indicator": [indicator for _, indicator, _, _ in rows],
        "amount": [value and value.number for _, _, value, _ in rows],
        "year": [value and value.number_year for _, _, value, _ in rows],
        "per_resident": [amount for _, _, _, amount in rows],
    }
    return framed(AMOUNTS, values)
