"""The browser's map: outlines by address on a plain ground, filled by class, one of them chosen.

What is sent for a view is small: the address of the outlines, which a browser keeps for good, and a class for each.
No base map is asked for: pydeck must be told so by leaving ``map_style`` out, since even None names one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import pydeck as pdk

from components import shapes
from components.assets import outlines_asset
from components.charts import small_maps
from components.charts.palette import CARMINE, FILLS, HATCH, INK
from components.charts.small_maps import SmallMap
from data.outlines import Outline

LAYER = "outlines"
_CLEAR = [0, 0, 0, 0]
# Finding what lies under the pointer must be quick, or a browser without a graphics card loses the click.
_ONLY_AREAS_ARE_PICKED = {"_subLayerProps": {part: {"pickable": False} for part in ("polygons-stroke", "linestrings")}}
_PIXELS = pdk.types.String("pixels")


@dataclass(frozen=True)
class Picture:
    """What the map shows: outlines, the name of each one's fill (of `FILLS`) by code, and the code chosen, if any."""

    outlines: tuple[Outline, ...]
    fills: Mapping[str, str]
    chosen: str = ""


class _Compact(pdk.Deck):  # type: ignore[misc]
    """pydeck writes its JSON with indents and empty members, twice the size."""

    def to_json(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def deck(picture: Picture) -> pdk.Deck:
    """Return the map as pydeck describes it."""
    address = outlines_asset(picture.outlines).address
    names = [picture.fills.get(one.code, "outside") for one in picture.outlines]
    kinds = list(dict.fromkeys(names))
    which = [kinds.index(name) for name in names]
    hatches = [1 if FILLS[name].hatched else 2 for name in names]
    layers = [
        pdk.Layer(
            "GeoJsonLayer",
            data=address,
            id=LAYER,
            pickable=True,
            get_fill_color=_pick([_rgb(FILLS[kind].colour) for kind in kinds], which),
            get_line_color=_pick([_rgb(INK), _rgb(HATCH), _CLEAR], [0] * len(names) + hatches),
            get_line_width=1,
            line_width_units=_PIXELS,
            **_ONLY_AREAS_ARE_PICKED,
        )
    ]
    if picture.chosen in picture.fills:
        marked = [int(one.code == picture.chosen) for one in picture.outlines] + [0] * len(names)
        colour = _pick([_CLEAR, _rgb(CARMINE)], marked)
        layers.append(
            pdk.Layer(
                "GeoJsonLayer",
                data=address,
                id="chosen",
                filled=False,
                get_line_color=colour,
                get_line_width=4,
                line_width_units=_PIXELS,
            )
        )
    return _Compact(layers, initial_view_state=whole(picture.outlines), map_provider=None, tooltip={"text": "{name}"})


def _pick(values: Sequence[object], which: Sequence[int]) -> str:
    """Return the expression that gives each feature, by its number, one of the values."""
    table, numbers = (json.dumps(part, separators=(",", ":")) for part in (values, which))
    return f"({table})[({numbers})[properties.n]]"


def _rgb(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def whole(outlines: Sequence[Outline]) -> pdk.ViewState:
    """Return the view that shows all outlines in the map's box; at zoom 0 the world is 512 pixels wide."""
    west, south, east, north = shapes.bounds(outlines)
    wide, high = _extent(outlines)
    zoom = log2(min(MAP_WIDTH / wide, MAP_HEIGHT / high) * 0.97)
    middle = {"longitude": (west + east) / 2, "latitude": (south + north) / 2}
    return pdk.ViewState(**middle, zoom=round(zoom, 2), min_zoom=round(zoom, 2), max_zoom=11)


def _extent(outlines: Sequence[Outline]) -> tuple[float, float]:
    """Return how wide and how high all outlines are at zoom 0."""
    west, south, east, north = shapes.bounds(outlines)
    return (east - west) / 360 * 512, (north - south) / 360 * 512 / shapes.NARROWER


def still(picture: Picture) -> str:
    """Return the map as an SVG of the size that the browser's map has when nobody has moved it."""
    wide, high = _extent(picture.outlines)
    width = round(wide * min(MAP_WIDTH / wide, MAP_HEIGHT / high) * 0.97)
    return small_maps.drawn(picture.outlines, [SmallMap("", (), picture.fills)], 1, width)


MAP_WIDTH, MAP_HEIGHT = 610, 350
"""The map's box in pixels; on narrower screens all of it is drawn smaller."""
