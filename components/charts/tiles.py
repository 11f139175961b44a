"""Municipalities as tiles of one size, each about where it lies, so that a city is as large as the district round it.

Where a tile stands is worked out from the municipalities' points, so one that the sheet adds has its tile at once.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import ceil, sqrt

from components.shapes import NARROWER
from data.model import Municipality, MunicipalityKind

Place = tuple[int, int]
"""A column and a row, from the upper left."""

_ROOM = 1.3
"""So many places a tile: with fewer the country's shape is lost, with more the tiles are small."""
_REACH = 2
_ROUNDS = 20
_LONGEST = 9
"""Letters of a name that fit into a tile."""


@cache
def places(units: tuple[Municipality, ...]) -> Mapping[str, Place]:
    """Return each municipality's place by its code; those without a point follow after all others."""
    located = [unit for unit in units if unit.longitude is not None and unit.latitude is not None]
    points = {unit.code: ((unit.longitude or 0) * NARROWER, -(unit.latitude or 0)) for unit in located}
    occupied: dict[Place, str] = {}
    if points:
        columns, rows = _size(points.values())
        wanted = _spread_over(points, columns, rows)
        spots = [(column, row) for column in range(columns) for row in range(rows)]
        for code in sorted(wanted, key=lambda code: _crowd(wanted, code)):
            free = (spot for spot in spots if spot not in occupied)
            occupied[min(free, key=lambda spot: _far(spot, wanted[code]))] = code
        _settle(occupied, wanted, columns, rows)
    across = max((column for column, _ in occupied), default=7) + 1
    below = max((row for _, row in occupied), default=-1) + 1
    lost = [unit.code for unit in units if unit.code not in points]
    occupied |= {(index % across, below + index // across): code for index, code in enumerate(lost)}
    return {code: place for place, code in occupied.items()}


def _size(points: Iterable[tuple[float, float]]) -> Place:
    """Return how many columns and rows there are, in the proportion of the country."""
    xs, ys = zip(*points, strict=True)
    wide, high = max(max(xs) - min(xs), 0.01), max(max(ys) - min(ys), 0.01)
    columns = max(round(sqrt(len(xs) * _ROOM * wide / high)), 1)
    return columns, ceil(len(xs) * _ROOM / columns)


def _spread_over(points: Mapping[str, tuple[float, float]], columns: int, rows: int) -> dict[str, tuple[float, float]]:
    """Return where in the grid each point lies."""
    xs, ys = zip(*points.values(), strict=True)
    wide, high = max(max(xs) - min(xs), 0.01), max(max(ys) - min(ys), 0.01)
    return {
        code: ((x - min(xs)) / wide * (columns - 1), (y - min(ys)) / high * (rows - 1))
        for code, (x, y) in points.items()
    }


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _crowd(wanted: Mapping[str, tuple[float, float]], code: str) -> tuple[float, str]:
    """Return the order in which tiles take their places: from the middle of the crowd outwards."""
    nearest = sorted(_far(wanted[code], point) for point in wanted.values())[:6]
    return sum(nearest), code


def _settle(occupied: dict[Place, str], wanted: Mapping[str, tuple[float, float]], columns: int, rows: int) -> None:
    """Move tiles to free places nearby, or exchange two, as long as that brings them nearer to where they lie."""

    def cost(code: str | None, place: Place) -> float:
        return _far(place, wanted[code]) if code else 0.0

    around = [(dx, dy) for dx in range(-_REACH, _REACH + 1) for dy in range(-_REACH, _REACH + 1) if (dx, dy) > (0, 0)]
    for _ in range(_ROUNDS):
        moved = False
        for here in [(column, row) for column in range(columns) for row in range(rows)]:
            for dx, dy in around:
                there = (here[0] + dx, here[1] + dy)
                if not (0 <= there[0] < columns and 0 <= there[1] < rows):
                    continue
                one, other = occupied.get(here), occupied.get(there)
                gain = cost(one, here) + cost(other, there) - cost(one, there) - cost(other, here)
                if gain > 1e-9:
                    for place, code in ((here, other), (there, one)):
                        occupied.pop(place, None)
                        if code:
                            occupied[place] = code
                    moved = True
        if not moved:
            return


def rows(units: Iterable[Municipality], every: tuple[Municipality, ...]) -> list[list[Municipality | None]]:
    """Return the grid row by row, None where there is no tile; ``every`` holds all there ever were.

    All have their places, so a merger moves nobody.
    """
    all_places = places(every)
    by_place = {all_places[unit.code]: unit for unit in units}
    columns, lines = (max((place[axis] for place in all_places.values()), default=-1) + 1 for axis in (0, 1))
    return [[by_place.get((column, row)) for column in range(columns)] for row in range(lines)]


_VOWELS = "aāeēiīoōuū"
"""An abbreviation ends before one."""


def label(unit: Municipality) -> tuple[str, ...]:
    """Return a name that fits into a tile, by lines: "Rīga", ("Jelgavas", "nov."), "Dienvidk."."""
    words = ["nov." if word == "novads" else word for word in unit.short_title.split()]
    return tuple(word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1].rstrip(_VOWELS)}." for word in words)


def is_city(unit: Municipality) -> bool:
    """Tell whether a tile is a state city's."""
    return unit.kind is MunicipalityKind.STATE_CITY
