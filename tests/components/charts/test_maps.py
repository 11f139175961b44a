"""The browser's map as described to pydeck: small, offline, and each municipality filled by its class."""

import json
import re
from itertools import combinations
from typing import Any

import pytest

from components.blocks.style import numbered
from components.charts import maps, palette
from components.charts.maps import Picture
from components.fonts.measure import OURS
from components.web.routes import ROUTES
from data import live, outlines

TERRITORY = outlines.read(outlines.EMBEDDED).territories()[-1]
CODES = [one.code for one in TERRITORY]
FILLS = {code: "unknown" if index % 3 else "yes" for index, code in enumerate(CODES)}


def described(picture: Picture) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(maps.deck(picture).to_json())
    return said


def picked(expression: str) -> list[list[int]]:
    """What the browser works out for each feature in turn."""
    found = re.fullmatch(r"@@=\((\[.*\])\)\[\((\[.*\])\)\[(?:__source\.object\.)?properties\.n\]\]", expression)
    assert found
    table, which = json.loads(found[1]), json.loads(found[2])
    return [table[number] for number in which]


def drawn(picture: Picture) -> dict[str, Any]:
    """The parts of the layer of outlines."""
    parts: dict[str, Any] = described(picture)["layers"][0]["_subLayerProps"]
    return parts


def test_the_first_message_is_small() -> None:
    for chosen in ("", CODES[0]):
        assert len(maps.deck(Picture(TERRITORY, FILLS, chosen)).to_json()) < 6_000


def test_the_outlines_come_by_an_address_that_is_served() -> None:
    layers = described(Picture(TERRITORY, FILLS, CODES[0]))["layers"]
    assert {layer["data"] for layer in layers} <= {route.path for route in ROUTES}
    assert "mapProvider" not in described(Picture(TERRITORY, FILLS))


def test_each_is_filled_by_its_class_and_the_unknown_is_hatched() -> None:
    parts = drawn(Picture(TERRITORY, FILLS))
    yes = [int(palette.FILLS["yes"].colour[place : place + 2], 16) for place in (1, 3, 5)]
    fills = picked(parts["polygons-fill"]["getFillColor"])
    assert fills == [yes if FILLS[code] == "yes" else [255, 255, 255] for code in CODES]
    lines = picked(parts["linestrings"]["getColor"])
    assert len(lines) == 2 * len(CODES)
    seen = [bool(line[3:] != [0]) for line in lines[len(CODES) :]]
    assert seen == [FILLS[code] == "unknown" for code in CODES]


def test_what_the_filters_leave_out_is_plain() -> None:
    parts = drawn(Picture(TERRITORY, {}))
    assert len({tuple(fill) for fill in picked(parts["polygons-fill"]["getFillColor"])}) == 1
    assert all(line[3:] == [0] for line in picked(parts["linestrings"]["getColor"])[len(CODES) :])


def test_the_chosen_one_has_an_edge_of_its_own() -> None:
    layers = described(Picture(TERRITORY, FILLS, CODES[5]))["layers"]
    edges = picked(layers[-1]["getLineColor"])
    assert [index for index, edge in enumerate(edges) if edge[3:] != [0]] == [5]


def test_another_indicator_changes_no_layer_and_a_click_does() -> None:
    """A layer of another name is made anew; one of the same name is drawn anew where its trigger is another."""
    one, other = Picture(TERRITORY, FILLS), Picture(TERRITORY, dict.fromkeys(CODES, "yes"))
    names = [[layer["id"] for layer in described(each)["layers"]] for each in (one, other)]
    assert names[0] == names[1]
    for part in ("polygons-fill", "linestrings"):
        assert drawn(one)[part]["updateTriggers"] != drawn(other)[part]["updateTriggers"]
    clicked = json.loads(maps.deck(one, 1).to_json())["layers"]
    assert clicked[0]["id"] != names[0][0]


def test_what_is_told_under_the_pointer_goes_by_the_number_of_the_outline() -> None:
    told = {CODES[0]: "ir", CODES[2]: "ir", CODES[1]: "</style>"}
    assert Picture(TERRITORY, FILLS, "", told).numbered == {"ir": [0, 2], "</style>": [1]}
    said = numbered("pointed", Picture(TERRITORY, FILLS, "", told).numbered)
    assert '.pointed:is(.n0, .n2)::after { content: "ir"; }' in said
    assert said.count("</style>") == 1


def _area(label: maps.Label, at: tuple[float, float], zoom: float) -> tuple[float, float, float, float]:
    x, y = maps._flat(*at, zoom)
    wide = max(OURS.width(line, maps.LETTERS) for line in label.lines) / 2
    high = len(label.lines) * maps.LETTERS * 1.1 / 2
    return x - wide, y - high, x + wide, y + high


def test_labels_of_a_large_map_stand_where_they_belong_or_are_tied_to_it() -> None:
    near = [maps.Label((f"Novads {number}", "100 tūkst."), 24 + number * 0.01, 57) for number in range(3)]
    far = maps.Label(("Tālais",), 26, 56)
    view = maps.whole(TERRITORY, maps.LARGE)
    first, second, third, alone = maps.placed([*near, far], view, maps.LARGE)
    assert first.at == first.belongs == (24, 57), "the first stands where it belongs"
    assert alone.at == alone.belongs == (26, 56)
    assert [second.label, third.label] == near[1:]
    assert second.at != second.belongs == (24.01, 57)
    assert third.at != third.belongs == (24.02, 57)
    crowd = [maps.Label(("Novads",), 24 + number * 0.001, 57) for number in range(61)]
    assert len(maps.placed(crowd, view, maps.LARGE)) == 1, "of very many no line would be followed"


def test_every_municipality_is_written_on_the_large_map_and_no_label_lies_on_another() -> None:
    units = [unit for unit in live.embedded().snapshot.municipalities if unit.valid_to is None]
    labels = [maps.Label((unit.short_title, "100 tūkst."), unit.longitude or 0, unit.latitude or 0) for unit in units]
    view = maps.whole(TERRITORY, maps.LARGE)
    seen = maps.placed(labels, view, maps.LARGE)
    assert [one.label for one in seen] == labels
    areas = [_area(one.label, one.at, view.zoom) for one in seen]
    for one, other in combinations(areas, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


@pytest.mark.parametrize("territory", outlines.read(outlines.EMBEDDED).territories(), ids=len)
def test_the_whole_country_is_seen(territory: tuple[outlines.Outline, ...]) -> None:
    view = described(Picture(territory, FILLS))["initialViewState"]
    assert 56 < view["latitude"] < 57.5
    assert 24 < view["longitude"] < 25
    assert 5.5 < view["zoom"] == view["minZoom"] < 6.2
