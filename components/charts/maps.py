"""The browser's map: outlines by address on a plain ground, filled by class, one of them chosen.

What is sent for a view is small: the address of the outlines, which a browser keeps for good, and a class for each.
No base map is asked for: pydeck must be told so by leaving ``map_style`` out, since even None names one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import atan, cos, degrees, exp, log, log2, pi, radians, sin, tan
from typing import Any
from zlib import crc32

import pydeck as pdk

from components import shapes
from components.assets import outlines_asset
from components.charts import small_maps
from components.charts.palette import CARMINE, FILLS, HATCH, INK, PAPER
from components.charts.small_maps import SmallMap
from components.fonts.files import STACK
from components.fonts.measure import OURS
from data.outlines import Outline

DECKS = 32
"""Maps kept as pydeck describes them: to describe one it looks for packages that are not there, six times, and so long
that a screen with a map took three times as long as one without."""
_CLEAR = [0, 0, 0, 0]
_PIXELS = pdk.types.String("pixels")


@dataclass(frozen=True)
class Label:
    """What is written on a map, line by line, and the degrees of its middle."""

    lines: tuple[str, ...]
    longitude: float
    latitude: float


@dataclass(frozen=True, eq=False)
class Picture:
    """What the map shows: outlines, the name of each one's fill (of `FILLS`) by code, and the code chosen, if any.

    ``told`` says by code what stands under the pointer beside the name. A ``large`` map fills the window; on it stand
    ``labels``, the first before those that follow, tied to their places by lines where there is no room for them. One
    is made once for a view, and is equal to itself alone.
    """

    outlines: tuple[Outline, ...]
    fills: Mapping[str, str]
    chosen: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    large: bool = False
    labels: tuple[Label, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """The map's box in pixels."""
        return LARGE if self.large else (MAP_WIDTH, MAP_HEIGHT)

    @property
    def numbered(self) -> Mapping[str, list[int]]:
        """What stands under the pointer, with the numbers of the outlines of which it is said."""
        said: dict[str, list[int]] = {}
        for number, one in enumerate(self.outlines):
            if text := self.told.get(one.code):
                said.setdefault(text, []).append(number)
        return said


class _Compact(pdk.Deck):  # type: ignore[misc]
    """pydeck writes its JSON with indents and empty members, twice the size."""

    def to_json(self) -> str:
        return self._written

    @cached_property
    def _written(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


_TOOLTIP = {
    "html": '<b lang="lv">{name}</b><span class="pointed n{n}"></span>',
    "style": {"color": INK, "backgroundColor": PAPER, "border": f"1px solid {INK}", "padding": "4px 8px"},
}
"""The name under the pointer, and an element that a style sheet fills by the outline's number (`Picture.numbered`): the
outlines, which a browser keeps, say nothing of what is shown."""


@lru_cache(maxsize=DECKS)
def deck(picture: Picture, clicks: int = 0) -> pdk.Deck:
    """Return the map as pydeck describes it: the outlines, and over them the edge of the chosen one.

    The layer of the outlines stays the same whatever it shows, so that it is drawn at once; after each of the visitor's
    ``clicks`` it is another one. It is one for all visitors, to be read alone.
    """
    address = outlines_asset(picture.outlines).address
    names = [picture.fills.get(one.code, "outside") for one in picture.outlines]
    kinds = list(dict.fromkeys(names))
    which = [kinds.index(name) for name in names]
    hatches = [0] * len(names) + [int(FILLS[name].hatched) for name in names]
    # Colours stand in the parts of the layer: those of the layer itself Streamlit changes around what is selected, and
    # it forgets when they are to be worked out anew. Finding what lies under the pointer must be quick, or a browser
    # without a graphics card loses the click: only areas are looked for.
    drawn = {
        "polygons-fill": _coloured("getFillColor", [_rgb(FILLS[kind].colour) for kind in kinds], which),
        "polygons-stroke": {"pickable": False},
        "linestrings": {"pickable": False} | _coloured("getColor", [_CLEAR, _rgb(HATCH)], hatches, "__source.object."),
    }
    # Streamlit keeps a selection by the layer's name, and says nothing of one that it has heard of: with another name
    # the click before is forgotten, and the same one is a new one.
    name = f"outlines-{clicks}"
    edge = {"get_line_color": _rgb(INK), "get_line_width": 1}
    layers = [_layer(address, id=name, pickable=True, _subLayerProps=drawn, **edge)]
    if picture.chosen in picture.fills:
        marked = [int(one.code == picture.chosen) for one in picture.outlines] + [0] * len(names)
        colour = _pick([_CLEAR, _rgb(CARMINE)], marked)
        layers.append(
            _layer(address, id=f"chosen-{picture.chosen}", filled=False, get_line_color=colour, get_line_width=4)
        )
    view = whole(picture.outlines, picture.size)
    layers += _labelled(placed(picture.labels, view, picture.size))
    # On a page that scrolls the wheel is the page's: over a map that takes it one loses page and map.
    views = [pdk.View(type="MapView", controller={"scrollZoom": picture.size == LARGE, "dragRotate": False})]
    return _Compact(layers, views=views, initial_view_state=view, map_provider=None, tooltip=_TOOLTIP)


def _layer(address: str, **more: Any) -> pdk.Layer:
    return pdk.Layer("GeoJsonLayer", data=address, line_width_units=_PIXELS, **more)


def _coloured(prop: str, colours: Sequence[object], which: Sequence[int], row: str = "") -> dict[str, object]:
    """Return the colours of a part of a layer; ``row`` is where a part's own rows have the feature."""
    said = _pick(colours, which, row)
    return {prop: f"@@={said}", "updateTriggers": {prop: crc32(said.encode())}}


def _pick(values: Sequence[object], which: Sequence[int], row: str = "") -> str:
    """Return the expression that gives each feature, by its number, one of the values."""
    table, numbers = (json.dumps(part, separators=(",", ":")) for part in (values, which))
    return f"({table})[({numbers})[{row}properties.n]]"


def _rgb(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


@dataclass(frozen=True)
class Placed:
    """A label and the degrees of its middle; where that is not where it ``belongs``, a line ties the two."""

    label: Label
    at: tuple[float, float]
    belongs: tuple[float, float]


def _labelled(seen: Sequence[Placed]) -> list[pdk.Layer]:
    """Return the layers of labels: the lines that tie some of them to where they belong, and their words."""
    tied = [one for one in seen if one.at != one.belongs]
    lines = pdk.Layer(
        "LineLayer",
        id="ties",
        data=[{"from": one.belongs, "to": one.at} for one in tied],
        get_source_position="from",
        get_target_position="to",
        get_color=_rgb(INK),
        get_width=1,
        width_units=_PIXELS,
    )
    words = pdk.Layer(
        "TextLayer",
        id="labels",
        data=[{"at": one.at, "text": "\n".join(one.label.lines)} for one in seen],
        get_position="at",
        get_text="text",
        get_size=LETTERS,
        font_family=pdk.types.String(STACK),
        character_set=pdk.types.String("auto"),
        background=True,
        get_background_color=[*_rgb(PAPER), 215],
        background_padding=[3, 1, 3, 1],
        line_height=1.1,
    )
    return [*([lines] if tied else []), *([words] if seen else [])]


_Area = tuple[float, float, float, float]
_MOST_TIED = 60
"""Labels of more than so many are not tied to their places by lines: those that find no room are left out."""
_RINGS, _TURNS = range(24, 400, 8), 36
"""How far from its place a label may stand, in pixels, and in how many directions it is tried."""


def placed(labels: Sequence[Label], view: pdk.ViewState, size: tuple[int, int]) -> tuple[Placed, ...]:
    """Return labels in a map of a size in pixels, none upon another: first those that find room where they belong.

    The others are put as near as they can be, tied to their place by a line that crosses no label and no other line.
    """
    zoom = view.zoom
    middle_x, middle_y = _flat(view.longitude, view.latitude, zoom)
    edges = middle_x - size[0] / 2, middle_y - size[1] / 2, middle_x + size[0] / 2, middle_y + size[1] / 2
    own = [(label, _flat(label.longitude, label.latitude, zoom)) for label in labels]
    taken: list[_Area] = []
    found: dict[int, tuple[float, float]] = {}
    for number, (label, (x, y)) in enumerate(own):
        area = _area(label, x, y)
        if not any(_meet(area, one) for one in taken):
            taken.append(area)
            found[number] = x, y
    ties: list[_Area] = []
    for number, (label, (x, y)) in enumerate(own):
        if number in found or len(labels) > _MOST_TIED:
            continue
        # A line may come out from under a label that lies on its own place.
        others = [one for one in taken if not _meet(one, (x, y, x, y))]
        for far in ((x + r * cos(turn), y + r * sin(turn)) for r in _RINGS for turn in _DIRECTIONS):
            area, tie = _area(label, *far), (x, y, *far)
            inside = area[0] >= edges[0] and area[1] >= edges[1] and area[2] <= edges[2] and area[3] <= edges[3]
            if (
                inside
                and not any(_meet(area, one) for one in taken)
                and not any(_through(tie, one) for one in others)
                and not any(_through(other, area) or _cross(tie, other) for other in ties)
            ):
                taken.append(area)
                ties.append(tie)
                found[number] = far
                break
    return tuple(
        Placed(label, _degrees(*found[number], zoom) if found[number] != flat else place, place)
        for number, (label, flat) in enumerate(own)
        if number in found
        for place in [(label.longitude, label.latitude)]
    )


_DIRECTIONS = tuple(2 * pi * turn / _TURNS for turn in range(_TURNS))


def _area(label: Label, x: float, y: float) -> _Area:
    wide = max(OURS.width(line, LETTERS) for line in label.lines) / 2 + 5
    high = len(label.lines) * LETTERS * 1.1 / 2 + 2
    return x - wide, y - high, x + wide, y + high


def _meet(one: _Area, other: _Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _through(line: _Area, area: _Area) -> bool:
    """Tell whether a line (from x, y to x, y) goes through an area; Liang and Barsky's clipping."""
    begin, end = 0.0, 1.0
    across, down = line[2] - line[0], line[3] - line[1]
    for step, room in (
        (-across, line[0] - area[0]),
        (across, area[2] - line[0]),
        (-down, line[1] - area[1]),
        (down, area[3] - line[1]),
    ):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            begin = max(begin, room / step)
        else:
            end = min(end, room / step)
    return begin <= end


def _cross(one: _Area, other: _Area) -> bool:
    def side(line: _Area, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (
        side(one, other[0], other[1]) * side(one, other[2], other[3]) < 0
        and side(other, one[0], one[1]) * side(other, one[2], one[3]) < 0
    )


def _flat(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """Return the pixel of a point in Web Mercator, 512 pixels for the world at zoom 0."""
    scale = 512 * 2**zoom / (2 * pi)
    return scale * radians(longitude), -scale * log(tan(pi / 4 + radians(latitude) / 2))


def _degrees(x: float, y: float, zoom: float) -> tuple[float, float]:
    """Return the point of a pixel in Web Mercator, as `_flat` gives it."""
    scale = 512 * 2**zoom / (2 * pi)
    return round(degrees(x / scale), 5), round(degrees(2 * atan(exp(-y / scale)) - pi / 2), 5)


def whole(outlines: Sequence[Outline], size: tuple[int, int] | None = None) -> pdk.ViewState:
    """Return the view that shows all outlines in the map's box, or in one of a size in pixels.

    At zoom 0 the world is 512 pixels wide.
    """
    west, south, east, north = shapes.bounds(outlines)
    wide, high = _extent(outlines)
    width, height = size or (MAP_WIDTH, MAP_HEIGHT)
    zoom = log2(min(width / wide, height / high) * 0.97)
    middle = {"longitude": (west + east) / 2, "latitude": (south + north) / 2}
    return pdk.ViewState(**middle, zoom=round(zoom, 2), min_zoom=round(zoom, 2), max_zoom=11)


def _extent(outlines: Sequence[Outline]) -> tuple[float, float]:
    """Return how wide and how high all outlines are at zoom 0."""
    west, south, east, north = shapes.bounds(outlines)
    return (east - west) / 360 * 512, (north - south) / 360 * 512 / shapes.NARROWER


def still(picture: Picture) -> str:
    """Return the map as an SVG of the size that the browser's map has when nobody has moved it."""
    wide, high = _extent(picture.outlines)
    width = round(wide * min(picture.size[0] / wide, picture.size[1] / high) * 0.97)
    return small_maps.drawn(picture.outlines, [SmallMap("", (), picture.fills)], 1, width)


MAP_WIDTH, MAP_HEIGHT = 610, 350
"""The map's box in pixels; on narrower screens all of it is drawn smaller."""
LARGE = 1500, 860
"""The box of a large map, for a window of 1920 × 1080; in smaller ones all of it is drawn smaller."""
LETTERS = 19
"""The size of letters on a large map."""
