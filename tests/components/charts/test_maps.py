"""The browser's map as described to pydeck: small, offline, and each municipality filled by its class."""

import json
import re
from typing import Any

import pytest

from components.charts import maps, palette
from components.charts.maps import Picture
from components.web.routes import ROUTES
from data import outlines

TERRITORY = outlines.read(outlines.EMBEDDED).territories()[-1]
CODES = [one.code for one in TERRITORY]
FILLS = {code: "unknown" if index % 3 else "yes" for index, code in enumerate(CODES)}


def described(picture: Picture) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(maps.deck(picture).to_json())
    return said


def picked(expression: str) -> list[list[int]]:
    """What the browser works out for each feature in turn."""
    found = re.fullmatch(r"@@=\((\[.*\])\)\[\((\[.*\])\)\[properties\.n\]\]", expression)
    assert found
    table, which = json.loads(found[1]), json.loads(found[2])
    return [table[number] for number in which]


def test_the_first_message_is_small() -> None:
    for chosen in ("", CODES[0]):
        assert len(maps.deck(Picture(TERRITORY, FILLS, chosen)).to_json()) < 6_000


def test_the_outlines_come_by_an_address_that_is_served() -> None:
    (layer,) = described(Picture(TERRITORY, FILLS))["layers"]
    assert layer["data"] in {route.path for route in ROUTES}
    assert "mapProvider" not in described(Picture(TERRITORY, FILLS))


def test_each_is_filled_by_its_class_and_the_unknown_is_hatched() -> None:
    (layer,) = described(Picture(TERRITORY, FILLS))["layers"]
    yes = [int(palette.FILLS["yes"].colour[place : place + 2], 16) for place in (1, 3, 5)]
    fills = picked(layer["getFillColor"])
    assert fills == [yes if FILLS[code] == "yes" else [255, 255, 255] for code in CODES]
    lines = picked(layer["getLineColor"])
    assert len(lines) == 2 * len(CODES)
    seen = [bool(line[3:] != [0]) for line in lines[len(CODES) :]]
    assert seen == [FILLS[code] == "unknown" for code in CODES]


def test_what_the_filters_leave_out_is_plain() -> None:
    (layer,) = described(Picture(TERRITORY, {}))["layers"]
    assert len({tuple(fill) for fill in picked(layer["getFillColor"])}) == 1
    assert all(line[3:] == [0] for line in picked(layer["getLineColor"])[len(CODES) :])


def test_the_chosen_one_has_an_edge_of_its_own() -> None:
    layers = described(Picture(TERRITORY, FILLS, CODES[5]))["layers"]
    edges = picked(layers[1]["getLineColor"])
    assert [index for index, edge in enumerate(edges) if edge[3:] != [0]] == [5]


@pytest.mark.parametrize("territory", outlines.read(outlines.EMBEDDED).territories(), ids=len)
def test_the_whole_country_is_seen(territory: tuple[outlines.Outline, ...]) -> None:
    view = described(Picture(territory, FILLS))["initialViewState"]
    assert 56 < view["latitude"] < 57.5
    assert 24 < view["longitude"] < 25
    assert 5.5 < view["zoom"] == view["minZoom"] < 6.2
