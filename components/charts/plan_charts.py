"""Figures as SVG made on the server: Altair describes them, vl-convert draws them, nobody needs a browser for it.

The unknown is drawn hatched: Vega has no patterns, so its place holder colours are swapped for them in the SVG.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import altair as alt
import vl_convert

from components.charts.palette import CARMINE, INK, LINE, MUTED, PAPER, PROJECTOR, TINT, marks
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


def locale(language: str) -> dict[str, Any]:
    """Return Vega's number locale: decimal comma and a no-break space between thousands in Latvian."""
    comma = language == "lv"
    return {
        "decimal": "," if comma else ".",
        "thousands": "\u00a0" if comma else ",",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
    }


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


def burn_up(
    steps: Sequence[tuple[date, Mapping[State, int]]], names: Mapping[State, str],
    language: str, width: int, height: int, *, palette: str = "",
) -> str:  # fmt: skip
    """Draw counted measures by status over time as steps; the upper edge is the number counted that day."""
    shown = [status for status in STATE_ORDER if any(counts.get(status) for _, counts in steps)]
    rows = []
    for index, (day, counts) in enumerate(steps):
        end = steps[index + 1][0] if index + 1 < len(steps) else day
        start = 0
        for status in shown:
            n = counts.get(status, 0)
            rows.append(
                {
                    "from": day.isoformat(),
                    "to": end.isoformat(),
                    "low": start,
                    "high": start + n,
                    "fill": colour(status, palette),
                }
            )
            start += n
    base = _chart(rows, width, height)
    areas = base.mark_rect(stroke=None).encode(
        x=alt.X("from:T", axis=alt.Axis(format="%Y", tickCount="year", title=None, grid=False)),
        x2="to:T",
        y=alt.Y("low:Q", axis=alt.Axis(title=None, tickMinStep=10, tickCount=4, format="d")),
        y2="high:Q",
        fill=alt.Fill("fill:N", scale=None),
    )
    labels = []
    start = 0
    last = steps[-1][1]
    for status in shown:
        n = last.get(status, 0)
        labels.append({"day": steps[-1][0].isoformat(), "at": start + n / 2, "text": f"{names[status]} {n}"})
        start += n
    words = (
        _chart(_apart(labels, max(start, 1) * 17 / height), width, height)
        .mark_text(align="left", baseline="middle", dx=6, fontSize=14, fill=INK)
        .encode(x="day:T", y="at:Q", text="text:N")
    )
    return svg(areas + words, language, palette)


def _apart(labels: list[dict[str, Any]], gap: float) -> list[dict[str, Any]]:
    """Move labels up until none overlaps the one below."""
    floor = float("-inf")
    for label in labels:
        label["at"] = max(label["at"], floor + gap)
        floor = label["at"]
    return labels


def strip(
    events: Sequence[tuple[date, str]],
    period: tuple[date, date] | None,
    today: tuple[date, str],
    width: int,
    language: str,
) -> str:
    """Draw a strip of time: the plan's period as a band, labelled events, and the day looked at in carmine."""
    first = min([day for day, _ in events] + [today[0]] + ([period[0]] if period else []))
    last = max([day for day, _ in events] + [today[0]] + ([period[1]] if period else []))
    domain_first, domain_last = date(first.year, 1, 1), date(last.year + 1, 1, 1)
    domain = [domain_first.isoformat(), domain_last.isoformat()]
    x = alt.X(
        "day:T", scale=alt.Scale(domain=domain), axis=alt.Axis(format="%Y", tickCount="year", title=None, grid=False)
    )
    at_today = _share(today[0], domain_first, domain_last) * width
    rows, lanes = _in_lanes(events, domain_first, domain_last, width, at_today)
    height = max(_LEAST_LANES, lanes) * _LANE + 12
    layers: list[Any] = []
    y_scale = alt.Scale(domain=[0, height])
    now = _chart([{"day": today[0].isoformat(), "text": today[1]}])
    ground = TINT if period and period[0] <= today[0] <= period[1] else PAPER
    if period:
        band = [{"day": period[0].isoformat(), "end": period[1].isoformat()}]
        layers.append(
            _chart(band)
            .mark_rect(fill=TINT, stroke=LINE)
            .encode(x=x, x2="end:T", y=alt.datum(0, scale=y_scale, axis=None), y2=alt.datum(height))
        )
    layers.append(now.mark_rule(stroke=CARMINE, strokeWidth=2).encode(x=x))
    # The day's line goes through no letter: a label that would lie on it has a plate of the ground's colour.
    crossed = [row for row in rows if row["text"] and row["begin"] <= at_today <= row["end"]]
    if crossed:
        whole = (domain_last - domain_first).days / width
        plates = []
        for row in crossed:
            begin, end = (domain_first + timedelta(days=round(row[side] * whole)) for side in ("begin", "end"))
            low, high = row["y"] - _EVENT / 2, row["y"] + _EVENT / 2
            plates.append({"day": begin.isoformat(), "end": end.isoformat(), "low": low, "high": high})
        plate = _chart(plates).mark_rect(fill=ground)
        layers.append(plate.encode(x=x, x2="end:T", y=alt.Y("low:Q", scale=y_scale, axis=None), y2="high:Q"))
    sides: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 7), ("right", -7))
    for align, shift in sides:
        own = [row for row in rows if row["align"] == align]
        if own:
            base = _chart(own)
            y = alt.Y("y:Q", scale=y_scale, axis=None)
            layers.append(base.mark_point(shape="circle", filled=True, size=70, fill=INK, opacity=1).encode(x=x, y=y))
            layers.append(
                base.mark_text(align=align, dx=shift, fontSize=_EVENT, fill=INK).encode(x=x, y=y, text="text:N")
            )
    at_edge = _share(today[0], domain_first, domain_last) > 0.8
    label = now.mark_text(
        align="right" if at_edge else "left", dx=6 if at_edge else -6, dy=-9, fontSize=13, fontWeight=600, fill=CARMINE
    )
    layers.append(label.encode(x=x, y=alt.datum(height, scale=y_scale, axis=None), text="text:N"))
    return svg(alt.layer(*layers).properties(width=width, height=height), language)


_LEAST_LANES, _MOST_LANES = 4, 14
"""Lines of labels: as many as are needed, never fewer than look like a strip nor more than a screen has room for."""
_LANE = 18
_EVENT = 13
"""The height of a line of labels, and the size of a label."""


def _share(day: date, first: date, last: date) -> float:
    return (day - first).days / (last - first).days


def _in_lanes(
    events: Sequence[tuple[date, str]], first: date, last: date, width: int, at_today: float
) -> tuple[list[dict[str, Any]], int]:
    """Give each label a lane in which it overlaps no other, and return how many lanes that takes.

    A label stands at the right of its dot, or at its left where it would be cut or crossed by the line of the day.
    A label too wide for either side is lost and its dot stays; so are, of too many events, the farthest from the day.
    """
    taken: list[list[tuple[float, float]]] = []
    rows = []
    for day, text in sorted(events, key=lambda event: abs(_share(event[0], first, last) * width - at_today)):
        at = _share(day, first, last) * width
        long = OURS.width(text, _EVENT) + 14
        crossed = at < at_today <= at + long and at >= long
        align = "right" if at + long > width or crossed else "left"
        begin, end = (at - long, at + 6) if align == "right" else (max(at - 6, 0.0), at + long)
        free = (n for n, own in enumerate(taken) if all(end <= left or right <= begin for left, right in own))
        lane = next(free, len(taken) if len(taken) < _MOST_LANES else None) if begin >= 0 else None
        if lane is not None:
            taken += [[]] if lane == len(taken) else []
            taken[lane].append((begin, end))
        row: dict[str, Any] = {"day": day.isoformat(), "text": text if lane is not None else "", "lane": lane}
        rows.append(row | {"align": align, "begin": begin, "end": end})
    lanes = max(_LEAST_LANES, len(taken))
    for row in rows:
        above = row["lane"] if row["lane"] is not None else lanes - 0.5
        row["y"] = _LANE * (lanes - above - 0.5) + 6
    return sorted(rows, key=lambda row: str(row["day"])), len(taken)
