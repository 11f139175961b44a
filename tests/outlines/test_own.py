"""The project's own outlines: 43 and 42 municipalities, sound, without gaps or overlaps, few vertices, known areas."""

import json
from datetime import date
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from data import live, outlines
from data.model import Municipality, MunicipalityKind
from data.outlines import coverage, make

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)
VARAKLANI, MADONA = "0055000", "0038001"


@pytest.fixture(scope="module")
def units() -> dict[str, Municipality]:
    return {unit.code: unit for unit in live.embedded().snapshot.municipalities}


@pytest.fixture(scope="module")
def own() -> outlines.Outlines:
    return outlines.read(outlines.EMBEDDED)


def areas(own: outlines.Outlines, day: date) -> dict[str, shapely.Geometry]:
    return {
        outline.code: shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in outline.area])
        for outline in own.on(day)
    }


@pytest.mark.parametrize(("day", "number"), [(BEFORE, 43), (SINCE, 42)])
def test_the_coverage_of_a_day(own: outlines.Outlines, units: dict[str, Municipality], day: date, number: int) -> None:
    drawn = areas(own, day)
    assert len(drawn) == number
    assert drawn.keys() == {code for code, unit in units.items() if unit.valid_to is None or day <= unit.valid_to.last}
    assert all(area.is_valid for area in drawn.values())
    assert coverage.unsound(drawn) == []
    assert coverage.gaps(drawn) == 0
    assert coverage.vertices(drawn) < coverage.MAX_VERTICES
    assert sum(coverage.square_kilometres(drawn).values()) == pytest.approx(make.TOTAL_KM2, rel=0.001)


def test_areas_are_near_the_official_ones(own: outlines.Outlines, units: dict[str, Municipality]) -> None:
    """State cities to the hectare, districts within a tenth: the source is drawn for 1:10 000 000."""
    for code, area in coverage.square_kilometres(areas(own, SINCE)).items():
        within = 0.005 if units[code].kind is MunicipalityKind.STATE_CITY else 0.1
        assert area == pytest.approx(units[code].area_km2, rel=within), units[code].title


def test_varaklani_is_a_part_of_madona_since_the_merger(own: outlines.Outlines) -> None:
    before, since = areas(own, BEFORE), areas(own, SINCE)
    assert VARAKLANI not in since
    joined = before[MADONA].union(before[VARAKLANI])
    assert joined.symmetric_difference(since[MADONA]).area == pytest.approx(0, abs=1e-9)


def test_the_cities_lie_where_their_centres_are(own: outlines.Outlines, units: dict[str, Municipality]) -> None:
    """So no two units of one name (a city and the district round it) are mixed up."""
    drawn = areas(own, SINCE)
    for code in drawn:
        unit = units[code]
        if unit.kind is MunicipalityKind.STATE_CITY:
            centre = shapely.Point(unit.longitude, unit.latitude)
            assert drawn[code].distance(centre) < 0.02, unit.title


def test_the_file_says_where_it_comes_from_and_is_small() -> None:
    raw = outlines.EMBEDDED.read_bytes()
    assert len(raw) < 100_000
    said = json.loads(raw)["metadata"]
    assert said["licence"] == "public domain"
    assert (said["package"], said["version"], said["sha256"]) == (make.PACKAGE, make.VERSION, make.SHA256)
    assert said["cities_km2"]["Rēzekne"] == 17.5


def square(name: str, west: float, south: float, side: float) -> dict[str, Any]:
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return {"properties": {"NAME_1": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_of_two_units_of_one_name_the_smaller_is_the_city() -> None:
    source = {
        "features": [square("Jelgava", 23, 56, 0.5), square("Jelgava", 24, 56, 0.1), square("Aglonas", 26.9, 56, 0.2)]
    }
    parts = make._parts(source)
    assert parts["Jelgava", "city"].area < parts["Jelgava", "district"].area
    assert parts["Aglonas", "north"].area > 0
    assert parts["Aglonas", "south"].area > 0


@pytest.mark.parametrize("target", [60.0, 150.0])
def test_a_city_gets_its_area_from_the_districts_round_it_alone(target: float) -> None:
    """A city of 100 on the coast (south), a district on two sides, another city on the third."""
    before = {
        "city": shapely.box(0, 0, 10, 10),
        "district": shapely.Polygon([(0, 10), (10, 10), (10, 0), (30, 0), (30, 30), (0, 30)]),
        "other": shapely.box(-10, 0, 0, 30),
    }
    after = make.resized(before, "city", target, frozenset({"city", "other"}))
    assert after["city"].area == pytest.approx(target, rel=0.02)
    assert after["other"].equals(before["other"])
    assert sum(area.area for area in after.values()) == pytest.approx(1200)
    assert shapely.union_all(list(after.values())).equals(shapely.box(-10, 0, 30, 30))


def test_every_unit_of_the_source_has_its_place() -> None:
    lines = make.UNITS.read_text("utf-8").splitlines()[1:]
    assert len({line.split(",")[0] + line.split(",")[1] for line in lines}) == len(lines) == 120
    assert len({line.split(",")[2] for line in lines}) == 43


def test_features_of_a_merger() -> None:
    """The shape that a merger ended, and the one that it made, by their days."""
    found = outlines.read(outlines.EMBEDDED).outlines
    madona = [(outline.since, outline.until) for outline in found if outline.code == MADONA]
    assert madona == [(None, BEFORE), (SINCE, None)]
    assert [(outline.since, outline.until) for outline in found if outline.code == VARAKLANI] == [(None, BEFORE)]


def test_geojson_is_read_back_as_written(own: outlines.Outlines) -> None:
    document = json.loads(outlines.EMBEDDED.read_text("utf-8"))
    first = document["features"][0]
    drawn = areas(own, SINCE)[first["properties"]["code"]]
    assert drawn.equals(shape(first["geometry"]))
