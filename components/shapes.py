"""Outlines as drawings: for the browser's map a file of areas and of lines that hatch them, for pictures SVG paths.

Both hatch "not known": the map's library has no patterns, so the lines are a part of its file, and a view of the map
only says which of them are seen.
"""

import json
from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import pairwise
from math import cos, floor, radians

from data.outlines import Area, Outline, Ring

Segment = tuple[tuple[float, float], tuple[float, float]]

LATITUDE = 56.9
"""Where Latvia lies: so much narrower is a degree of longitude there."""
NARROWER = cos(radians(LATITUDE))
_LINES = 90
"""So many lines of hatching across the whole drawing."""
GRID = 2
"""Points of a picture are set to halves of a pixel: what is finer is not seen, and neighbours still share edges."""


def bounds(outlines: Sequence[Outline]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of outlines, in degrees; there must be at least one."""
    points = [point for one in outlines for polygon in one.area for point in polygon[0]]
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


@cache
def geojson(outlines: tuple[Outline, ...]) -> bytes:
    """Return what the browser's map draws: each area, then in the same order the lines that hatch it.

    Properties: ``n`` counts the features, ``code`` and ``name`` are the municipality's.
    """
    west, south, east, north = bounds(outlines)
    step = ((east - west) * NARROWER + north - south) / _LINES
    areas: list[tuple[str, object]] = [("MultiPolygon", one.area) for one in outlines]
    lines: list[tuple[str, object]] = [("MultiLineString", hatching(one.area, step)) for one in outlines]
    features = [
        {
            "type": "Feature",
            "properties": {"n": n, "code": one.code, "name": escape(one.name)},
            "geometry": {"type": kind, "coordinates": coordinates},
        }
        for n, (one, (kind, coordinates)) in enumerate(zip(outlines * 2, areas + lines, strict=True))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def hatching(area: Area, step: float) -> list[Segment]:
    """Return the slanting lines inside an area, ``step`` apart in degrees of latitude from west to east.

    Each line is cut where it meets the area's rings; every second piece lies inside, holes and islands included.
    """
    met: dict[int, list[tuple[float, float]]] = {}
    for ring in (ring for polygon in area for ring in polygon):
        for (x0, y0), (x1, y1) in pairwise(ring):
            at0, at1 = (x0 * NARROWER - y0) / step, (x1 * NARROWER - y1) / step
            for line in range(floor(min(at0, at1)) + 1, floor(max(at0, at1)) + 1):
                share = (line - at0) / (at1 - at0)
                met.setdefault(line, []).append((round(x0 + share * (x1 - x0), 4), round(y0 + share * (y1 - y0), 4)))
    segments = []
    for line in sorted(met):
        points = sorted(met[line])
        segments += list(zip(points[::2], points[1::2], strict=False))
    return segments


@cache
def paths(outlines: tuple[Outline, ...], width: int) -> tuple[dict[str, str], int]:
    """Return each area as an SVG path by its municipality's code, drawn ``width`` pixels wide, and the height.

    The unit of the paths is a `GRID`-th of a pixel: whoever draws them makes them so much smaller.
    """
    west, south, east, north = bounds(outlines)
    scale = (width - 2) / ((east - west) * NARROWER)

    def drawn(ring: Ring) -> str:
        points = [
            (round((1 + (x - west) * NARROWER * scale) * GRID), round((1 + (north - y) * scale) * GRID))
            for x, y in ring
        ]
        turning = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
        steps = "".join(f"{x - x0},{y - y0} " for (x0, y0), (x, y) in pairwise(turning[:-1]))
        return f"M{turning[0][0]},{turning[0][1]}l{steps}z" if len(turning) > 3 else ""

    by_code = {one.code: "".join(drawn(ring) for polygon in one.area for ring in polygon) for one in outlines}
    return by_code, round((north - south) * scale) + 2
