"""What charts have in common: typeface, lines, numbers, words at measured places, the hatching of the unknown.

A chart is a Vega-Lite specification as plain values. A browser draws it, and `components.blocks.vega` the same for
papers. So that both draw the same and nothing jumps or is cut, axes and labels are placed here, inside a fixed size,
with widths measured in our own face.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any, Literal

import altair as alt
from altair.utils import schemapi

from components.charts.palette import HATCHED, INK, PAPER, PROJECTOR, marks
from components.fonts.files import STACK
from data.model import Unknown

SIZE, SMALL = 14, 13
"""The sizes of names, and of values and legends."""
NOTHING = "transparent"
"""The fill of an area that is hatched: it covers no line and still answers the pointer."""
_BARRED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Altair would check every part against the schema as it is made, a quarter of what opening a meeting costs. Tests do.
schemapi.disable_debug_mode()


@dataclass(frozen=True)
class Word:
    """A text at a place in pixels; ``y`` is the middle of its line."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    colour: str = INK
    bold: bool = False
    size: int = SIZE


@dataclass(frozen=True)
class Box:
    """An area in pixels, from its left upper corner."""

    x: float
    y: float
    width: float
    height: float


def locale(language: str) -> dict[str, Any]:
    """Return Vega's number locale: decimal comma and a no-break space between thousands in Latvian."""
    comma = language == "lv"
    return {
        "decimal": "," if comma else ".",
        "thousands": "\u00a0" if comma else ",",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
    }


class _Rows(alt.NamedData):
    """Rows that Altair does not look into: it would check each of their values, far longer than it takes to draw."""

    def __init__(self, values: list[dict[str, Any]]) -> None:
        super().__init__(name="rows")
        object.__setattr__(self, "values", values)


def rows(values: Iterable[Mapping[str, Any]]) -> alt.Chart:
    """Return a layer without a mark of rows of plain values; letters that no SVG may hold are left out.

    At one of them vl-convert would end the whole program.
    """
    cleaned = [
        {name: _BARRED.sub("", value) if isinstance(value, str) else value for name, value in row.items()}
        for row in values
    ]
    return alt.Chart(_Rows(cleaned))


def across(field: str, scale: alt.Scale | None = None) -> alt.X:
    """Return a field as a place from the left without an axis: in pixels, or on a scale."""
    return alt.X(field, type="quantitative", scale=scale, axis=None)


def down(field: str, scale: alt.Scale | None = None) -> alt.Y:
    """Return a field as a place from the top without an axis: in pixels, or on a scale."""
    return alt.Y(field, type="quantitative", scale=scale, axis=None)


def filled(field: str = "fill") -> alt.Fill:
    """Return a field that holds the colour of an area or of words."""
    return alt.Fill(field, type="nominal", scale=None)


def hints(*named: tuple[str, str]) -> list[alt.Tooltip]:
    """Return what is told under the pointer: fields, each with its name in the screen's language."""
    return [alt.Tooltip(field, type="nominal", title=_literal(name)) for field, name in named if name]


def leading(layer: alt.Chart, field: str = "href") -> alt.Chart:
    """Return a layer with a mark whose marks are links: ``field`` holds an address inside the dashboard, "" for none.

    A click follows it without loading a page (`components/web/links.js`); a drawing that is taken away has no links
    (`components.blocks.vega`). The same links stand beside the chart for whoever uses no pointer.
    """
    mark = layer.mark.copy() if isinstance(layer.mark, alt.MarkDef) else alt.MarkDef(type=layer.mark)
    mark.cursor = alt.ExprRef(f"datum.{field} ? 'pointer' : 'default'")
    linked: alt.Chart = layer.copy(deep=False)
    linked.mark = mark
    return linked.encode(href=alt.Href(field, type="nominal"))


def touched(areas: Iterable[Mapping[str, Any]], told: Sequence[alt.Tooltip]) -> alt.Chart:
    """Return a layer that is not seen and lies over others: whole areas answer the pointer, and lead somewhere.

    Each is a row of ``left``, ``right``, ``top`` and ``bottom`` in pixels, ``href`` and what is told.
    """
    areas_drawn = rows(areas).mark_rect(fill=NOTHING)
    placed = areas_drawn.encode(x=across("left"), x2=alt.X2("right"), y=down("top"), y2=alt.Y2("bottom"), tooltip=told)
    return leading(placed)


def _literal(name: str) -> str:
    """Return a name that Vega-Lite can quote: it writes names into an expression and escapes quotation marks alone."""
    return " ".join(_BARRED.sub("", name).replace("\\", "\\\\").split())


def written(words: Sequence[Word]) -> alt.Chart:
    """Return the layer of words; a row holds only in what it differs from most of them: each run sends all rows."""
    values = []
    for word in words:
        row = {"x": tenth(word.x), "y": tenth(word.y + word.size * 0.35), "text": word.text}
        looks = {"align": _ANCHORS[word.anchor], "size": word.size, "fill": word.colour, "bold": int(word.bold)}
        values.append(row | {name: look for name, look in looks.items() if look != _USUAL[name]})
    drawn: alt.Chart = rows(values).mark_text(
        baseline="alphabetic",
        align=alt.ExprRef(f"datum.align || '{_USUAL['align']}'"),
        fontSize=alt.ExprRef(f"datum.size || {_USUAL['size']}"),
        fontWeight=alt.ExprRef("datum.bold ? 600 : 400"),
        fill=alt.ExprRef(f"datum.fill || '{_USUAL['fill']}'"),
    )
    return drawn.encode(x=across("x"), y=down("y"), text=alt.Text("text", type="nominal"))


_ANCHORS: Mapping[str, str] = {"start": "left", "middle": "center", "end": "right"}
_USUAL: Mapping[str, Any] = {"align": "left", "size": SIZE, "fill": INK, "bold": 0}


def hatched(kind: Unknown, areas: Sequence[Box], palette: str = "") -> alt.Chart:
    """Return the layer of lines that hatch areas; they run on from one area to the next.

    Vega has no patterns, so the lines themselves are drawn, cut at the edges of the areas: one path in pixels.
    """
    step = HATCHED[kind] * sqrt(2)
    along: dict[int, list[tuple[float, float]]] = {}
    for area in areas:
        # A line climbs from left to right: x + y is the same all along it.
        first = int((area.x + area.y) // step) + 1
        last = int((area.x + area.width + area.y + area.height) // step)
        for number in range(first, last + 1):
            total = number * step
            left = max(area.x, total - area.y - area.height)
            right = min(area.x + area.width, total - area.y)
            if right - left > 0.05:
                along.setdefault(number, []).append((left, right))
    lines = [
        f"M{left:.1f} {number * step - left:.1f}l{right - left:.1f}-{right - left:.1f}"
        for number, parts in along.items()
        for left, right in _run_together(parts)
    ]
    width = 1.7 if palette == PROJECTOR else 1.2
    look = marks(palette)[kind].colour
    return traced([{"unknown": str(kind), "lines": "".join(lines)}] if lines else [], look, width)


def traced(values: Sequence[Mapping[str, str]], stroke: str, width: float) -> alt.Chart:
    """Return the layer of lines drawn as paths in pixels; each row holds one under ``lines``."""
    # Of size 4 a shape is as large as its path says.
    line: alt.Chart = rows(values).mark_point(filled=False, size=4, stroke=stroke, strokeWidth=width, opacity=1)
    return line.encode(x=alt.XValue(0), y=alt.YValue(0), shape=alt.Shape("lines", type="nominal", scale=None))


def _run_together(parts: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the parts of a line, from left to right, those that go on where another ends as one."""
    whole: list[tuple[float, float]] = []
    for left, right in sorted(parts):
        if whole and left - whole[-1][1] < 0.05:
            whole[-1] = whole[-1][0], max(right, whole[-1][1])
        else:
            whole.append((left, right))
    return whole


def specification(
    layers: Sequence[alt.Chart], size: tuple[float, float], language: str, description: str
) -> dict[str, Any]:
    """Return layers as one specification of a fixed size in pixels, with our looks; ``description`` is it in words."""
    width, height = size
    return {
        **_looks(language),
        "width": round(width),
        "height": round(height),
        "description": _BARRED.sub("", description),
        "layer": [_plain(layer) for layer in layers],
    }


def _plain(layer: alt.Chart) -> dict[str, Any]:
    # Without a check against the whole schema, which takes most of the time: a test makes it of every kind of chart.
    made: dict[str, Any] = layer.to_dict(validate=False, context={"top_level": False})
    return made | {"data": {"values": layer.data.values}}


@cache
def _looks(language: str) -> dict[str, Any]:
    """Return what every specification of a language holds."""
    whole = alt.LayerChart(
        layer=[],
        autosize=alt.AutoSizeParams(type="none"),
        padding=dict.fromkeys(("left", "top", "right", "bottom"), 0),
        config=alt.Config(
            font=STACK,
            background=PAPER,
            locale=alt.Locale(number=locale(language)),
            # The whole has a description and a table beside it; a reader of screens need not walk its marks.
            mark=alt.MarkConfig(aria=False),
            view=alt.ViewConfig(stroke=None),
        ),
    )
    made: dict[str, Any] = whole.to_dict()
    return made


def tenth(pixels: float) -> float:
    """Return a place in pixels to the tenth."""
    return round(pixels, 1)
