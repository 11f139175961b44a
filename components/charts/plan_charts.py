"""Bars of statuses as SVG. The unknown is hatched: place holder colours are swapped for patterns in the SVG."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from components.charts.palette import INK, LINE, MUTED, PAPER, PROJECTOR, marks
from components.charts.theme import locale
from components.fonts.files import FOLDER, STACK
from components.fonts.measure import OURS
from data.model import STATE_ORDER, State, Unknown

vl_convert.register_font_directory(str(FOLDER))
_HATCHES: Mapping[Unknown, tuple[str, str]] = {
    Unknown.NO_STATUS: ("#c0ffe1", "hatch-sparse"),
    Unknown.NO_NEWS: ("#c0ffe2", "hatch-dense"),
}
"""The place holder and the pattern's name of each kind of unknown."""


def colour(state: State, palette: str = "") -> str:
    """Return the fill of a state; the unknown gets the place holder that becomes its hatching."""
    return _HATCHES[state][0] if isinstance(state, Unknown) else marks(palette)[state].colour


def _hatching(palette: str) -> str:
    """Return the patterns of the unknown, sparse and dense; on a washed-out lamp the lines are black and thicker."""
    line = 2.8 if palette == PROJECTOR else 2
    steps = {Unknown.NO_STATUS: 12, Unknown.NO_NEWS: 5.5}
    patterns = "".join(
        f'<pattern id="{_HATCHES[kind][1]}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{step}" height="{step}" fill="{PAPER}"/>'
        f'<line x1="0" y1="0" x2="0" y2="{step}" stroke="{marks(palette)[kind].colour}" stroke-width="{line}"/>'
        "</pattern>"
        for kind, step in steps.items()
    )
    return f"<defs>{patterns}</defs>"


def svg(chart: alt.Chart | alt.LayerChart | alt.FacetChart, language: str, palette: str = "") -> str:
    """Draw a chart as SVG text with the house's type and lines."""
    dressed = (
        chart.configure(font=STACK, background=PAPER)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=INK, labelFontSize=14, titleFontSize=14, titleFontWeight="normal",
            gridColor=LINE, domainColor=MUTED, tickColor=MUTED, labelLimit=400,
        )
    )  # fmt: skip
    drawn = vl_convert.vegalite_to_svg(dressed.to_dict(), format_locale=locale(language))
    for holder, name in _HATCHES.values():
        drawn = drawn.replace(holder, f"url(#{name})").replace(holder.upper(), f"url(#{name})")
    return re.sub(r"(<svg[^>]*>)", lambda match: match[1] + _hatching(palette), drawn, count=1)


def _chart(rows: Sequence[Mapping[str, Any]], width: int | None = None, height: int | None = None) -> alt.Chart:
    chart = alt.Chart(alt.InlineData(values=list(rows)))
    return chart.properties(width=width, height=height) if width and height else chart


@lru_cache(maxsize=512)
def _bar(parts: tuple[tuple[State, int], ...], longest: int, width: int, height: int, palette: str) -> str:
    rows, start = [], 0
    for status, n in parts:
        rows.append({"from": start, "to": start + n, "middle": start + n / 2, "n": n, "fill": colour(status, palette),
                     "ink": marks(palette)[status].text, "hatched": isinstance(status, Unknown)})  # fmt: skip
        # A plate no wider than its number needs, and never wider than its part: beside it lies another.
        half = min(height * 0.45, OURS.width(str(n), height * 0.5, bold=True) / 2 + 3) * longest / width
        rows[-1] |= {"left": start + n / 2 - min(half, n / 2), "right": start + n / 2 + min(half, n / 2)}
        start += n
    base = _chart(rows, width, height)
    scale = alt.Scale(domain=[0, longest], nice=False)
    middle = alt.X("middle:Q", scale=scale, axis=None)
    bars = base.mark_rect(stroke=PAPER, strokeWidth=4 if palette == PROJECTOR else 2).encode(
        x=alt.X("from:Q", scale=scale, axis=None),
        x2="to:Q",
        y=alt.value(0),
        y2=alt.value(height),
        fill=alt.Fill("fill:N", scale=None),
    )
    plates = base.transform_filter("datum.hatched").mark_rect(fill=PAPER, height=height * 0.62, cornerRadius=3)
    counts = base.mark_text(fontSize=height * 0.5, fontWeight=600, baseline="middle").encode(
        text="n:Q", fill=alt.Fill("ink:N", scale=None)
    )
    y = alt.value(height / 2)
    plate = plates.encode(x=alt.X("left:Q", scale=scale, axis=None), x2="right:Q", y=y)
    layers = bars + plate + counts.encode(x=middle, y=y)
    return svg(layers.properties(padding=0), "lv", palette)


def status_bar(counts: Mapping[State, int], longest: int, width: int, height: int = 34, palette: str = "") -> str:
    """Draw one stacked bar with its counts, in the fixed order; bars of the same ``longest`` compare by length."""
    parts = tuple((status, counts[status]) for status in STATE_ORDER if counts.get(status))
    return _bar(parts, max(longest, 1), width, height, palette)
