"""A map of a country that does not exist: outlines of any number of municipalities, made by chance and a seed.

Nothing is copied: the border is a circle with a few waves on it, the municipalities are patches of small cells around
points scattered in it. The country lies where the contract expects coordinates, so that everything else reads it as
any map.
"""

import random
from collections.abc import Sequence
from functools import cache
from math import cos, pi, sin

import numpy as np
import shapely

from data.outlines import coverage
from data.outlines.coverage import Areas

CENTRE = (520_000.0, 305_000.0)
"""Metres (EPSG:3059)."""
RADIUS = 140_000.0
"""Of a country of `USUAL` municipalities or more, in metres; with fewer it is smaller, so that none grows too large."""
USUAL = 43
CELLS = 16
"""Small cells a municipality is made of, on average: enough for borders that wind."""
MOST_WINDING = 100
"""Beyond so many municipalities each is a single cell: a drawing bears only so many vertices."""
_WAVES = 6
_ROUNDS = 4
"""How often the points are moved to the middle of their patches, which makes the patches more alike in size."""


def country(chance: random.Random, number: int, cities: int) -> list[shapely.Geometry]:
    """Return the areas of so many municipalities in degrees, the ``cities`` first: small, each inside a district.

    Equal seeds give equal maps. Raises `ValueError` where there are not more districts than cities.
    """
    if cities * 2 > number:
        raise ValueError("each city lies in a district of its own")
    border = _border(chance, RADIUS * min(1, number / USUAL) ** 0.5)
    winding = number <= MOST_WINDING
    cells = _cells(chance, border, number * CELLS if winding else number)
    if not winding:
        return list(_in_degrees(dict(enumerate(cells[:number]))))
    middles = np.array([cell.centroid.coords[0] for cell in cells])
    sites, patches = _patches(chance, middles, number - cities)
    inner = _inner_cells(middles, sites, patches, cities)
    groups = [[index] for index in inner]
    groups += [
        [int(index) for index in np.flatnonzero(patches == site) if index not in inner] for site in range(len(sites))
    ]
    whole = {place: shapely.coverage_union_all([cells[index] for index in group]) for place, group in enumerate(groups)}
    return list(_in_degrees(whole))


@cache
def centre() -> shapely.Point:
    """Return the country's middle in degrees."""
    return coverage.to(coverage.DEGREES, shapely.Point(CENTRE))


def neighbours(areas: Sequence[shapely.Geometry], first: int) -> tuple[int, int]:
    """Return two of the areas from ``first`` on that share a border, the one with more of it in common before all."""
    pairs = (
        (shapely.length(shapely.intersection(areas[one], areas[other])), -one, -other)
        for one in range(first, len(areas))
        for other in range(one + 1, len(areas))
        if shapely.intersects(areas[one], areas[other])
    )
    _, one, other = max(pairs)
    return -one, -other


def _border(chance: random.Random, radius: float) -> shapely.Polygon:
    waves = [(chance.uniform(0.02, 0.16) / number, chance.uniform(0, 2 * pi), number) for number in range(2, _WAVES)]
    points = []
    for step in range(120):
        angle = 2 * pi * step / 120
        reach = radius * (1 + sum(height * cos(number * angle + turn) for height, turn, number in waves))
        points.append((CENTRE[0] + 1.15 * reach * cos(angle), CENTRE[1] + 0.9 * reach * sin(angle)))
    return shapely.Polygon(points)


def _cells(chance: random.Random, border: shapely.Polygon, number: int) -> list[shapely.Geometry]:
    """Return at least so many cells that fill the border: what lies nearest to each point of a grid shaken up."""
    west, south, east, north = border.bounds
    step = (border.area / (number * 1.02)) ** 0.5
    while True:
        across, along = np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step)
        points = [
            (x + chance.uniform(-0.35, 0.35) * step, y + chance.uniform(-0.35, 0.35) * step)
            for y in along
            for x in across
        ]
        inside = [point for point in points if shapely.contains_xy(border, *point)]
        if len(inside) >= number:
            break
        step *= 0.98
    nearest = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(inside), extend_to=border))
    # In the order of the points: the library's own order is not promised.
    tree = shapely.STRtree(nearest)
    order = {int(point): int(cell) for point, cell in tree.query(shapely.points(inside), predicate="within").T}
    return [shapely.intersection(nearest[order[point]], border) for point in range(len(inside))]


def _patches(chance: random.Random, middles: np.ndarray, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return so many points and, for each cell, which of them is nearest to it."""
    sites = middles[chance.sample(range(len(middles)), number)]
    for _ in range(_ROUNDS):
        nearest = shapely.STRtree(shapely.points(sites)).nearest(shapely.points(middles))
        sites = np.array([middles[nearest == site].mean(axis=0) for site in range(number)])
    return sites, shapely.STRtree(shapely.points(sites)).nearest(shapely.points(middles))


def _inner_cells(middles: np.ndarray, sites: np.ndarray, patches: np.ndarray, number: int) -> list[int]:
    """Return the cell in the middle of each of the patches with the most cells: they become the cities."""
    sizes = np.bincount(patches, minlength=len(sites))
    largest = sorted(range(len(sites)), key=lambda site: (-sizes[site], site))[:number]
    picked = []
    for site in sorted(largest):
        inside = np.flatnonzero(patches == site)
        picked.append(int(inside[np.argmin(((middles[inside] - sites[site]) ** 2).sum(axis=1))]))
    return picked


def _in_degrees(areas: dict[int, shapely.Geometry]) -> Sequence[shapely.Geometry]:
    named: Areas = {str(place): area for place, area in areas.items()}
    limit = max(coverage.MAX_VERTICES, 8 * len(named))
    return list(coverage.simplified(named, limit).values())
