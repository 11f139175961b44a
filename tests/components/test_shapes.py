"""Outlines as drawings: what the browser's map is given, hatching inside alone, pictures that share edges."""

import json
import re

import pytest
import shapely

from components import shapes
from data import outlines
from data.outlines import Outline


def ring(west: float, south: float, east: float, north: float) -> outlines.Ring:
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


LEFT = Outline("1", "Kreisais <b>novads</b>", ((ring(24, 56, 25, 57),),))
RIGHT = Outline("2", "Labais novads", ((ring(25, 56, 26, 57), ring(25.4, 56.4, 25.6, 56.6)[::-1]),))


def test_the_browser_gets_areas_and_their_hatching_in_one_order() -> None:
    features = json.loads(shapes.geojson((LEFT, RIGHT)))["features"]
    assert [feature["properties"]["n"] for feature in features] == [0, 1, 2, 3]
    assert [feature["properties"]["code"] for feature in features] == ["1", "2", "1", "2"]
    assert [feature["geometry"]["type"] for feature in features] == ["MultiPolygon"] * 2 + ["MultiLineString"] * 2
    assert features[0]["properties"]["name"] == "Kreisais &lt;b&gt;novads&lt;/b&gt;"


@pytest.mark.parametrize("outline", [LEFT, RIGHT])
def test_hatching_lies_inside_and_not_in_holes(outline: Outline) -> None:
    lines = shapes.hatching(outline.area, 0.05)
    area = shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in outline.area])
    assert len(lines) > 10
    assert all(area.buffer(1e-3).covers(shapely.LineString(line)) for line in lines)


def test_every_municipality_of_latvia_has_hatching_to_see() -> None:
    for territory in outlines.read(outlines.EMBEDDED).territories():
        features = json.loads(shapes.geojson(territory))["features"][len(territory) :]
        assert all(feature["geometry"]["coordinates"] for feature in features)


def test_pictures_of_neighbours_share_their_edge() -> None:
    paths, height = shapes.paths((LEFT, RIGHT), 100)
    low = 2 * height - 3
    assert paths["1"] == f"M2,{low}l98,0 0,-{low - 2} -98,0 z"
    assert paths["2"].startswith("M100,")
    assert paths["2"].count("M") == 2


def test_a_picture_leaves_out_what_is_not_seen() -> None:
    speck = Outline("3", "Sala", ((ring(25, 56, 25.0001, 56.0001),),))
    paths, _ = shapes.paths((LEFT, RIGHT, speck), 100)
    assert paths["3"] == ""


def test_latvia_is_wider_than_high() -> None:
    territory = outlines.read(outlines.EMBEDDED).territories()[-1]
    paths, height = shapes.paths(territory, 300)
    assert 150 < height < 200
    assert len(paths) == 42
    assert all(re.fullmatch(r"(M\d+,\d+l(-?\d+,-?\d+ )*z)+", path) for path in paths.values())
