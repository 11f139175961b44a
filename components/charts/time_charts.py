"""Charts of time as specifications: how the plan grew, and the strip of what was and is to come."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from components.charts import theme
from components.charts.palette import CARMINE, INK, LINE, MUTED, PAPER, TINT, marks
from components.charts.theme import SIZE, Box, Word, across, down, filled, hints, rows, tenth
from components.fonts.measure import OURS
from data.model import STATE_ORDER, State, Unknown


def burn_up(
    steps: Sequence[tuple[date, Mapping[State, int]]],
    names: Mapping[State, str],
    size: tuple[int, int],
    *,
    language: str,
    named: tuple[str, str, str],
    written: Callable[[date], str],
    description: str,
    palette: str = "",
) -> dict[str, Any]:
    """Return counted measures by status over time as steps; the upper edge is the number counted that day.

    ``named`` is what days, statuses and counts are called, ``written`` how a day is written, ``said`` the whole in
    words.
    """
    width, height = size
    shown = [status for status in STATE_ORDER if any(counts.get(status) for _, counts in steps)]
    last = steps[-1][1]
    labels = [f"{names[status]} {last.get(status, 0)}" for status in shown]
    marks_at = _rounded(max(sum(counts.get(status, 0) for status in shown) for _, counts in steps))
    left = OURS.width(str(marks_at[-1]), SIZE) + 12
    right = width - max((OURS.width(label, SIZE) for label in labels), default=0) - 8
    top, bottom = 8, height - 24
    days = _Days(steps[0][0], max(steps[-1][0], steps[0][0] + timedelta(days=1)), left, right)
    up = alt.Scale(domain=[0, marks_at[-1]], range=[bottom, top], nice=False)
    pixels = (bottom - top) / marks_at[-1]
    areas: list[dict[str, Any]] = []
    boxes: dict[State, list[Box]] = {}
    for begin, end, status, low, high in _bands(steps, shown):
        x, until = days.at(begin), days.at(end)
        unknown = isinstance(status, Unknown)
        if unknown:
            boxes.setdefault(status, []).append(Box(x, bottom - high * pixels, until - x, (high - low) * pixels))
        areas.append(
            {
                "from": begin.isoformat(),
                "to": end.isoformat(),
                "low": low,
                "high": high,
                "status": names[status],
                "n": str(high - low),
                "period": f"{written(begin)} – {written(end)}",
                "fill": theme.NOTHING if unknown else marks(palette)[status].colour,
            }
        )
    places = [
        {"at": sum(last.get(status, 0) for status in shown[:n]) + last.get(state, 0) / 2}
        for n, state in enumerate(shown)
    ]
    places = _apart(places, 17 / pixels)
    words = [
        *(Word(right + 6, bottom - place["at"] * pixels, label) for place, label in zip(places, labels, strict=True)),
        *(Word(left - 8, bottom - mark * pixels, str(mark), "end") for mark in marks_at),
        *days.years(bottom + 14, width),
    ]
    told = hints(("status", named[1]), ("n", named[2]), ("period", named[0]))
    drawn = _placed(rows(areas).mark_rect(stroke=None), days, up).encode(fill=filled(), tooltip=told)
    layers = [
        rows([{"n": mark} for mark in marks_at])
        .mark_rule(stroke=LINE)
        .encode(x=alt.XValue(left), x2=alt.X2Value(right), y=down("n", up)),
        # Under the lines of the hatching there is none of the grid.
        _placed(rows([area for area in areas if area["fill"] == theme.NOTHING]).mark_rect(fill=PAPER), days, up),
        *(theme.hatched(kind, boxes[kind], palette) for kind in Unknown if kind in boxes),
        drawn,
        *days.axis(bottom),
        theme.written(words),
    ]
    return theme.specification(layers, size, language, description)


def _placed(areas: alt.Chart, days: "_Days", up: alt.Scale) -> alt.Chart:
    return areas.encode(x=days.across("from"), x2=alt.X2("to"), y=down("low", up), y2=alt.Y2("high"))


def _bands(
    steps: Sequence[tuple[date, Mapping[State, int]]], shown: Sequence[State]
) -> Iterator[tuple[date, date, State, int, int]]:
    """Give each status' areas: from a day to a day, between two counts; equal ones that follow each other are one."""
    for number, status in enumerate(shown):
        begin, before = steps[0][0], None
        for day, counts in steps:
            low = sum(counts.get(other, 0) for other in shown[:number])
            edges = low, low + counts.get(status, 0)
            if before is not None and edges != before:
                if before[1] > before[0]:
                    yield begin, day, status, *before
                begin = day
            before = edges
        if before and before[1] > before[0]:
            yield begin, steps[-1][0], status, *before


def _rounded(most: int) -> list[int]:
    """Return round numbers from 0 to a count or the next above it, about four of them."""
    step = next(step * 10**power for power in range(9) for step in (1, 2, 5, 10) if step * 10**power * 4 >= most)
    return list(range(0, max(most + step - 1, step) // step * step + 1, step))


@dataclass(frozen=True)
class _Days:
    """A scale of days in pixels."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return a day's place."""
        return self.left + _share(day, self.first, self.last) * (self.right - self.left)

    def across(self, field: str) -> alt.X:
        """Return a field of days as a place without an axis; the same days in every zone."""
        scale = alt.Scale(
            type="utc", domain=[self.first.isoformat(), self.last.isoformat()], range=[self.left, self.right]
        )
        return alt.X(field, type="temporal", scale=scale, axis=None)

    def starts(self) -> list[date]:
        """Return the first days of the years."""
        years = (date(year, 1, 1) for year in range(self.first.year, self.last.year + 1))
        return [day for day in years if self.first <= day <= self.last]

    def axis(self, y: float) -> list[alt.Chart]:
        """Return the line under the days, marked where years begin."""
        line = rows([{"from": self.left, "to": self.right}]).mark_rule(stroke=MUTED)
        ticks = rows([{"day": day.isoformat()} for day in self.starts()]).mark_rule(stroke=MUTED)
        return [
            line.encode(x=across("from"), x2=alt.X2("to"), y=alt.YValue(y)),
            ticks.encode(x=self.across("day"), y=alt.YValue(y), y2=alt.Y2Value(y + 5)),
        ]

    def years(self, y: float, width: float) -> list[Word]:
        """Return the years' names under their first days, those that would touch the one before left out."""
        words: list[Word] = []
        free = 0.0
        for day in self.starts():
            long = OURS.width(str(day.year), SIZE)
            begin = min(max(self.at(day) - long / 2, 0.0), width - long)
            if begin >= free:
                words.append(Word(begin, y, str(day.year)))
                free = begin + long + 6
        return words


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
    *,
    language: str,
    named: tuple[str, str, str],
    written: Callable[[date], str],
    description: str,
) -> dict[str, Any]:
    """Return a strip of time: the plan's period as a band, labelled events, and the day looked at in carmine.

    ``named`` is what days, events and the period are called, ``written`` how a day is written, ``said`` the whole in
    words.
    """
    first = min([day for day, _ in events] + [today[0]] + ([period[0]] if period else []))
    last = max([day for day, _ in events] + [today[0]] + ([period[1]] if period else []))
    days = _Days(date(first.year, 1, 1), date(last.year + 1, 1, 1), _EDGE, width - _EDGE)
    at_today = days.at(today[0])
    placed, lanes = _in_lanes(events, days.first, days.last, width - 2 * _EDGE, at_today - _EDGE)
    top, bottom = 20.0, 20.0 + max(_LEAST_LANES, lanes) * _LANE + 12
    layers: list[alt.Chart] = []
    ground = TINT if period and period[0] <= today[0] <= period[1] else PAPER
    if period:
        begin, end = period
        band = {"from": begin.isoformat(), "to": end.isoformat(), "period": f"{written(begin)} – {written(end)}"}
        drawn = rows([band]).mark_rect(fill=TINT, stroke=LINE)
        layers.append(
            drawn.encode(
                x=days.across("from"),
                x2=alt.X2("to"),
                y=alt.YValue(top),
                y2=alt.Y2Value(bottom),
                tooltip=hints(("period", named[2])),
            )
        )
    now = rows([{"day": today[0].isoformat(), "text": today[1]}]).mark_rule(stroke=CARMINE, strokeWidth=2)
    layers.append(
        now.encode(x=days.across("day"), y=alt.YValue(top), y2=alt.Y2Value(bottom), tooltip=hints(("text", named[0])))
    )
    # The day's line goes through no letter: a label that would lie on it has a plate of the ground's colour.
    crossed = [row for row in placed if row["text"] and row["begin"] <= at_today - _EDGE <= row["end"]]
    if crossed:
        plates = [
            {
                "left": tenth(_EDGE + row["begin"]),
                "right": tenth(_EDGE + row["end"]),
                "top": bottom - row["y"] - _EVENT / 2,
                "bottom": bottom - row["y"] + _EVENT / 2,
            }
            for row in crossed
        ]
        plate = rows(plates).mark_rect(fill=ground)
        layers.append(plate.encode(x=across("left"), x2=alt.X2("right"), y=down("top"), y2=alt.Y2("bottom")))
    texts = dict(enumerate(text for _, text in sorted(events, key=lambda event: event[0])))
    points = [
        {
            "day": row["day"],
            "event": texts[number],
            "y": bottom - row["y"],
            "when": written(date.fromisoformat(row["day"])),
        }
        for number, row in enumerate(placed)
    ]
    dots = rows(points).mark_point(shape="circle", filled=True, size=70, fill=INK, opacity=1)
    layers.append(
        dots.encode(x=days.across("day"), y=down("y"), tooltip=hints(("event", named[1]), ("when", named[0])))
    )
    words = []
    for row in placed:
        place = days.at(date.fromisoformat(row["day"]))
        if row["text"]:
            start = row["align"] == "left"
            words.append(
                Word(
                    place + (7 if start else -7),
                    bottom - row["y"],
                    row["text"],
                    "start" if start else "end",
                    size=_EVENT,
                )
            )
    long = OURS.width(today[1], _EVENT, bold=True)
    left = min(max(at_today - long / 2, 0.0), width - long - 1)
    words.append(Word(left, 10, today[1], bold=True, colour=CARMINE, size=_EVENT))
    words += days.years(bottom + 14, width)
    layers += [*days.axis(bottom), theme.written(words)]
    return theme.specification(layers, (width, bottom + 24), language, description)


_EDGE = 6
"""The room for half a dot at either end of a strip."""


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
    occupied: list[list[tuple[float, float]]] = []
    rows = []
    for day, text in sorted(events, key=lambda event: abs(_share(event[0], first, last) * width - at_today)):
        at = _share(day, first, last) * width
        long = OURS.width(text, _EVENT) + 14
        crossed = at < at_today <= at + long and at >= long
        align = "right" if at + long > width or crossed else "left"
        begin, end = (at - long, at + 6) if align == "right" else (max(at - 6, 0.0), at + long)
        free = (
            n
            for n, lane_taken in enumerate(occupied)
            if all(end <= left or right <= begin for left, right in lane_taken)
        )
        lane = next(free, len(occupied) if len(occupied) < _MOST_LANES else None) if begin >= 0 else None
        if lane is not None:
            occupied += [[]] if lane == len(occupied) else []
            occupied[lane].append((begin, end))
        row: dict[str, Any] = {"day": day.isoformat(), "text": text if lane is not None else "", "lane": lane}
        rows.append(row | {"align": align, "begin": begin, "end": end})
    lanes = max(_LEAST_LANES, len(occupied))
    for row in rows:
        above = row["lane"] if row["lane"] is not None else lanes - 0.5
        row["y"] = _LANE * (lanes - above - 0.5) + 6
    return sorted(rows, key=lambda row: str(row["day"])), len(occupied)
