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


def located(unit: Municipality) -> bool:
    """Tell whether a municipality has a point, so that its distance to others can be known."""
    return unit.latitude is not None and unit.longitude is not None


def kilometres(one: Municipality, other: Municipality) -> float | None:
    """Return the distance between two municipalities' points by the haversine formula; None where one has no point."""
    if not (located(one) and located(other)):
        return None
    first, second = radians(one.latitude or 0), radians(other.latitude or 0)
    across = radians((other.longitude or 0) - (one.longitude or 0))
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def alike(unit: Municipality, units: Iterable[Municipality], basis: Basis) -> tuple[Municipality, ...]:
    """Return all others that share the basis, the most alike first; none where the basis is not known.

    Those of the same kind come first (cities with cities), then the distance decides; without a point, the name.
    """
    value = shared(unit, basis)

    def order(other: Municipality) -> tuple[object, ...]:
        far = kilometres(unit, other)
        return other.kind is not unit.kind, float("inf") if far is None else far, latvian_order(other.title)

    sharing = (one for one in units if one.code != unit.code and value is not None and shared(one, basis) == value)
    return tuple(sorted(sharing, key=order))


def nearest(unit: Municipality, units: Iterable[Municipality], basis: Basis) -> tuple[Municipality, ...]:
    """Return the nearest municipalities that share the basis, at most `MOST`; none where the basis is not known."""
    return alike(unit, units, basis)[:MOST]


def by_distance(unit: Municipality, units: Iterable[Municipality]) -> tuple[Municipality, ...]:
    """Return all others by the distance alone, the nearest first; those whose distance is not known are left out."""
    far = ((kilometres(unit, other), other) for other in units if other.code != unit.code)
    known = [(km, latvian_order(other.title), other) for km, other in far if km is not None]
    return tuple(other for _, _, other in sorted(known, key=lambda one: one[:2]))


def asked(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return what is put to municipalities as a question: all but the assessments made by others."""
    return tuple(indicator for indicator in indicators if indicator.origin is not Origin.EXTERNAL)


@dataclass(frozen=True)
class Standing:
    """Where a municipality stands on an indicator, and who does it.

    ``cell`` is what stands for it, if a row does; ``alike`` is the most alike that does it and ``near`` the nearest
    one by distance, None where nobody is known to.
    """

    indicator: Indicator
    cell: Cell | None
    alike: Municipality | None
    near: Municipality | None

    @property
    def unknown(self) -> bool:
        """Whether nobody has said anything of it, so that it may well be met."""
        return self.cell is None or not self.cell.known

    @property
    def open(self) -> bool:
        """Whether there is something to do.

        Met is only "ir", or a number where no word is asked for; "neattiecas" is nothing to do.
        """
        return self.cell is None or not (_met(self.cell) or self.cell.value.answer is Answer.NOT_APPLICABLE)

    @property
    def advised(self) -> bool:
        """Whether there is anything to go by: the sheet's own advice or somebody's example."""
        return (self.alike or self.near or self.indicator.what_to_do) is not None


def standings(
    unit: Municipality,
    indicators: Iterable[Indicator],
    cells: Cells,
    alike_first: Sequence[Municipality],
    nearest_first: Sequence[Municipality],
) -> tuple[Standing, ...]:
    """Return where a municipality stands on each of ``indicators``, in their order.

    Of those alike and of those near, each in the order given, the first that does it is named.
    """

    def first(others: Sequence[Municipality], indicator: Indicator) -> Municipality | None:
        doing = ((other, cells.get((other.code, indicator.id))) for other in others if other.code != unit.code)
        return next((other for other, cell in doing if cell and _met(cell)), None)

    return tuple(
        Standing(
            indicator,
            cells.get((unit.code, indicator.id)),
            first(alike_first, indicator),
            first(nearest_first, indicator),
        )
        for indicator in indicators
    )


def _met(cell: Cell) -> bool:
    return cell.answered is Answer.YES or (cell.known and cell.answered is None)


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
