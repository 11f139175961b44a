"""Outlines as a coverage: areas that meet in the very same edges, without gaps or overlaps.

Everything is worked out in metres (EPSG:3059, LKS-92) and written in degrees (WGS84).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import mapping

from data.model import Municipality

DEGREES, METRES = "EPSG:4326", "EPSG:3059"
MAX_VERTICES = 5_000
"""A drawing with more stops a browser without a graphics card from noticing a click."""
DECIMALS = 5
"""Of a degree: about 1 m from north to south."""
SPECK = 200_000.0
"""Square metres; islands and holes below are left out."""
_FINEST, _COARSEST = 1.0, 20_000.0

Areas = dict[str, shapely.Geometry]
"""A polygon or several of them by a municipality's code."""


class CoverageError(Exception):
    """Areas that cannot be made into a coverage; ``codes`` name those at fault, ``size`` is in square kilometres."""

    def __init__(self, codes: Sequence[str], size: float = 0.0) -> None:
        super().__init__(tuple(codes), size)
        self.codes = tuple(codes)
        self.size = size


def to(system: str, shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape of the other system's coordinates in `METRES` or `DEGREES`; x is the east."""
    other = METRES if system == DEGREES else DEGREES
    change = Transformer.from_crs(other, system, always_xy=True)
    return shapely.transform(shape, lambda points: np.column_stack(change.transform(points[:, 0], points[:, 1])))


def vertices(areas: Areas) -> int:
    """Return the number of vertices of all areas together."""
    return sum(int(shapely.get_num_coordinates(area)) for area in areas.values())


def cleaned(areas: Areas, *, gap: float = 100.0, overlap_km2: float = 5.0) -> Areas:
    """Return areas in metres as a coverage: specks left out, gaps narrower than ``gap`` metres closed.

    Raises `CoverageError` where two areas overlap by more than ``overlap_km2``: then it is no matter of tidying.
    """
    codes = list(areas)
    shapes = [_without_specks(area) for area in areas.values()]
    tree = shapely.STRtree(shapes)
    for one, other in tree.query(shapes, predicate="intersects").T:
        if one < other and (shared := shapely.intersection(shapes[one], shapes[other]).area / 1e6) > overlap_km2:
            raise CoverageError([codes[one], codes[other]], shared)
    if not shapely.coverage_is_valid(shapes):
        shapes = list(shapely.coverage_clean(shapes, gap_width=gap))
    return dict(zip(codes, shapes, strict=True))


def _without_specks(area: shapely.Geometry) -> shapely.Geometry:
    parts = sorted(shapely.get_parts(area), key=shapely.area, reverse=True)
    polygons = [
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area >= SPECK])
        for index, part in enumerate(parts)
        if index == 0 or part.area >= SPECK
    ]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def simplified(areas: Areas, limit: int = MAX_VERTICES) -> Areas:
    """Return a coverage in metres as one in degrees of fewer than ``limit`` vertices; shared edges stay shared.

    The simplification is the slightest that will do. Raises `CoverageError` when a municipality would vanish by it.
    """
    low, high = _FINEST, _COARSEST
    simple = _simpler(areas, low)
    if vertices(simple) >= limit:
        while high / low > 1.02:
            middle = (low * high) ** 0.5
            if vertices(_simpler(areas, middle)) < limit:
                high = middle
            else:
                low = middle
        simple = _simpler(areas, high)
    simple = {code: _rounded(to(DEGREES, area)) for code, area in simple.items()}
    if faults := unsound(simple):
        raise CoverageError(faults)
    return simple


def _simpler(areas: Areas, tolerance: float) -> Areas:
    return dict(zip(areas, shapely.coverage_simplify(list(areas.values()), tolerance), strict=True))


def _rounded(shape: shapely.Geometry) -> shapely.Geometry:
    """Round every vertex by itself, so what two areas share they still share; a ring that falls flat is left out."""
    polygons = []
    for part in shapely.get_parts(shape):
        rings = [_ring(ring) for ring in (part.exterior, *part.interiors)]
        if rings[0] is not None:
            polygons.append(shapely.Polygon(rings[0], [ring for ring in rings[1:] if ring is not None]))
    return shapely.orient_polygons(polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons))


def _ring(ring: shapely.LinearRing) -> shapely.LinearRing | None:
    points = np.round(shapely.get_coordinates(ring), DECIMALS)
    # Before a ring is made of them: one whose points all fall into one is a fault to the library.
    points = points[np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))]
    return shapely.LinearRing(points) if len(points) >= 4 and shapely.Polygon(points).area > 0 else None


def unsound(areas: Areas) -> list[str]:
    """Return the codes of areas that are empty, cross themselves, or do not meet their neighbours edge by edge."""
    edges = shapely.coverage_invalid_edges(list(areas.values()))
    return [
        code
        for (code, area), wrong in zip(areas.items(), edges, strict=True)
        if area.is_empty or not area.is_valid or (wrong is not None and not wrong.is_empty)
    ]


def gaps(areas: Areas) -> float:
    """Return the area inside the outline of all that belongs to none, in square kilometres; areas in degrees."""
    whole = shapely.get_parts(shapely.coverage_union_all(list(areas.values())))
    return sum(float(to(METRES, shapely.Polygon(hole)).area) for part in whole for hole in part.interiors) / 1e6


def square_kilometres(areas: Areas) -> dict[str, float]:
    """Return the area of each of these areas in degrees."""
    return {code: float(to(METRES, area).area) / 1e6 for code, area in areas.items()}


def features(areas: Areas, units: Mapping[str, Municipality]) -> list[dict[str, Any]]:
    """Return areas in degrees as GeoJSON features, and beside them what mergers have made of them.

    A municipality that has been merged into another carries ``until``, its last day. The other one stands twice:
    ``until`` that day as it was, and ``from`` the day after with what it took in.
    """
    merged: dict[str, list[str]] = {}
    for code in areas:
        unit = units[code]
        if unit.valid_to and unit.merged_into in areas:
            merged.setdefault(unit.merged_into, []).append(code)
    written_features = []
    for code in sorted(areas):
        ended = units[code].valid_to
        parts = merged.get(code, [])
        last = max((until.last for part in parts if (until := units[part].valid_to)), default=None)
        written_features.append(_feature(units[code], areas[code], until=last or (ended.last if ended else None)))
        if last:
            whole = shapely.coverage_union_all([areas[code], *(areas[part] for part in parts)])
            written_features.append(
                _feature(units[code], shapely.orient_polygons(whole), since=last + timedelta(days=1))
            )
    return written_features


def _feature(
    unit: Municipality, area: shapely.Geometry, *, since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    properties = {"code": unit.code, "name": unit.title}
    if since:
        properties["from"] = since.isoformat()
    if until:
        properties["until"] = until.isoformat()
    return {"type": "Feature", "properties": properties, "geometry": mapping(area)}


def write(path: Path, made: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]) -> None:
    """Write features as compact GeoJSON, one a line, with what is to be known of them in the member ``metadata``."""
    lines = ",\n".join(_compact(feature) for feature in made)
    head = f'{{"type":"FeatureCollection",\n"metadata":{json.dumps(metadata, ensure_ascii=False, indent=1)},\n'
    partial = path.with_suffix(".part")
    partial.write_text(f'{head}"features":[\n{lines}\n]}}\n', "utf-8")
    partial.replace(path)


def _compact(feature: Mapping[str, Any]) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
