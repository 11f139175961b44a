"""Charts of time as specifications: how the plan grew, and the strip of what was and is to come."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import altair as alt

from components.charts import theme
from components.charts.palette import CARMINE, HATCH, INK, LINE, MUTED, PAPER, TINT, marks
from components.charts.theme import SIZE, Box, Word, across, down, filled, hints, rows, tenth
from components.fonts.measure import OFFICE, OURS
from data.model import STATE_ORDER, State, Status, Unknown


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
        if unknown or status is Status.NOT_STARTED:
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
    # Areas of one colour that meet between two pixels would show a seam: each reaches a little under the next.
    areas_drawn = rows(areas).mark_rect(strokeWidth=0.8)
    coloured = alt.Stroke("fill", type="nominal", scale=None)
    drawn = _placed(areas_drawn, days, up).encode(fill=filled(), stroke=coloured, tooltip=told)
    edges = _edges(steps, shown, days, lambda count: bottom - count * pixels, _THIN / pixels)
    layers = [
        rows([{"n": mark} for mark in marks_at])
        .mark_rule(stroke=LINE)
        .encode(x=alt.XValue(left), x2=alt.X2Value(right), y=down("n", up)),
        # Under the lines of the hatching there is none of the grid.
        _placed(rows(_bare(areas)).mark_rect(fill=PAPER), days, up),
        *(theme.hatched(kind, boxes[kind], palette) for kind in Unknown if kind in boxes),
        drawn,
        *(
            [theme.traced([{"lines": lines}], PAPER, _STRIPED)]
            if (lines := _stripes(boxes.get(Status.NOT_STARTED, ())))
            else []
        ),
        *([theme.traced([{"lines": edges}], PAPER, _EDGED)] if edges else []),
        *days.axis(bottom),
        theme.written(words),
    ]
    return theme.specification(layers, size, language, description)


_EDGED, _THIN = 1.5, 4
"""How wide the light line between two areas is, and how high both have to be for it to leave them seen, in pixels."""


_STRIPED, _STRIPE = 1.6, 7
"""How wide the light lines through what is not started are, and from one to the next: without colour it looks like
what is under way."""


def _stripes(areas: Iterable[Box]) -> str:
    """Return the path of the lines through areas; they stand at the same places in all of them."""
    return "".join(
        f"M{number * _STRIPE} {area.y:.1f}v{area.height:.1f}"
        for area in areas
        for number in range(int(area.x // _STRIPE) + 1, int((area.x + area.width) // _STRIPE) + 1)
    )


def _edges(
    steps: Sequence[tuple[date, Mapping[State, int]]],
    shown: Sequence[State],
    days: "_Days",
    y: Callable[[float], float],
    least: float,
) -> str:
    """Return the path between coloured areas and what stands on them: without colour, some of them look the same.

    Where one of the two counts less than ``least``, there is none.
    """
    path: list[str] = []
    for number, state in enumerate(shown):
        if isinstance(state, Unknown):
            break
        at: int | None = None
        for (begin, counts), (end, _) in pairwise(steps):
            level = sum(counts.get(below, 0) for below in shown[: number + 1])
            above = next((counts[over] for over in shown[number + 1 :] if counts.get(over)), 0)
            if min(counts.get(state, 0), above) < least:
                at = None
            elif level != at:
                path.append(f"{'M' if at is None else 'L'}{days.at(begin):.1f} {y(level):.1f}")
                at = level
            if at is not None:
                path.append(f"H{days.at(end):.1f}")
    return "".join(path)


def _bare(areas: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return where the hatched areas are, and nothing else of them: each run sends all rows."""
    return [
        {name: area[name] for name in ("from", "to", "low", "high")} for area in areas if area["fill"] == theme.NOTHING
    ]


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
            long = OFFICE.width(str(day.year), SIZE)
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
    places: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return a strip of time: the plan's period as a band, labelled events, and the day looked at in carmine.

    Every event has its label, tied to its dot by a line; no label meets another one or a line, in whatever face it is
    drawn. Time runs from left to right where the labels find a place so, else from top to bottom. ``named`` is what
    days, events and the period are called, ``written`` how a day is written, ``description`` the whole in
    words; ``places`` gives the addresses to which events lead, by their labels.
    """
    first = min([day for day, _ in events] + [today[0]] + ([period[0]] if period else []))
    last = max([day for day, _ in events] + [today[0]] + ([period[1]] if period else []))
    items = [_Item(day, text) for day, text in sorted(events)]
    items.append(_Item(today[0], today[1], now=True))
    begin, end = date(first.year, 1, 1), date(last.year + 1, 1, 1)
    across_days = _Days(begin, end, _EDGE, width - _EDGE)
    flags = _flags(items, across_days, width)
    laid = _laid_across(flags, across_days, period, width) if flags else _laid_down(items, begin, end, period, width)
    layers: list[alt.Chart] = []
    if laid.band:
        assert period
        of_plan = {"period": f"{written(period[0])} – {written(period[1])}"}
        layers.append(_boxes([laid.band], [of_plan], hints(("period", named[2]))))
    layers += [_lines(laid.axis, MUTED, 1)]
    for now in (False, True):
        chosen = [one for one in laid.tied if one.item.now is now]
        if not chosen:
            continue
        tie, dot, thick = (CARMINE, CARMINE, 2) if now else (HATCH, INK, 1)
        layers.append(_lines([line for one in chosen for line in one.lines], tie, thick))
        points = [
            {"x": tenth(one.x), "y": tenth(one.y), "event": one.item.text, "when": written(one.item.day)}
            | ({"href": places[one.item.text]} if one.item.text in places else {})
            for one in chosen
        ]
        dots = rows(points).mark_point(shape="circle", filled=True, size=70, fill=dot, opacity=1)
        told = hints(("when", named[0])) if now else hints(("event", named[1]), ("when", named[0]))
        placed = dots.encode(x=across("x"), y=down("y"), tooltip=told)
        layers.append(theme.leading(placed) if places and not now else placed)
    words = [word for one in laid.tied for word in one.words] + laid.years
    return theme.specification([*layers, theme.written(words)], (width, laid.height), language, description)


_EDGE = 6
"""The room for half a dot at either end of a strip."""
_EVENT, _LANE, _MOST_LANES = 13, 19, 7
"""The size of a label, the height of a line of them, and how many lines of labels look like a strip."""
_TIE = 5
"""From the line that ties a label to its dot to the label."""
_BAND = 14
"""How thick the band of the plan's period is, in whose middle the dots stand."""


@dataclass(frozen=True)
class _Item:
    """What stands on a strip: an event, or the day looked at (``now``)."""

    day: date
    text: str
    now: bool = False

    @property
    def long(self) -> float:
        """How long its label is at most, in whatever face it is drawn."""
        return OFFICE.width(self.text, _EVENT, bold=self.now)


@dataclass(frozen=True)
class _Flag:
    """An item's label as it stands at its line: ``begin`` to ``end`` across, in a lane, the lowest being 0."""

    item: _Item
    x: float
    begin: float
    end: float
    lane: int = 0


@dataclass(frozen=True)
class _Tied:
    """An item as it is drawn: its dot, the lines that tie its label to it (from, to), and the label's lines."""

    item: _Item
    x: float
    y: float
    lines: tuple[tuple[float, float, float, float], ...]
    words: tuple[Word, ...]


@dataclass(frozen=True)
class _Laid:
    """A strip as it is laid out in pixels."""

    tied: tuple[_Tied, ...]
    axis: tuple[tuple[float, float, float, float], ...]
    years: list[Word]
    band: Box | None
    height: float


def _lines(lines: Iterable[tuple[float, float, float, float]], stroke: str, thick: float) -> alt.Chart:
    values = [dict(zip(("x", "y", "x2", "y2"), map(tenth, line), strict=True)) for line in lines]
    drawn: alt.Chart = rows(values).mark_rule(stroke=stroke, strokeWidth=thick)
    return drawn.encode(x=across("x"), y=down("y"), x2=alt.X2("x2"), y2=alt.Y2("y2"))


def _boxes(boxes: Sequence[Box], told: Sequence[Mapping[str, str]], hint: list[alt.Tooltip]) -> alt.Chart:
    values = [
        {"x": tenth(box.x), "y": tenth(box.y), "x2": tenth(box.x + box.width), "y2": tenth(box.y + box.height), **of_it}
        for box, of_it in zip(boxes, told, strict=True)
    ]
    drawn: alt.Chart = rows(values).mark_rect(fill=TINT, stroke=LINE)
    return drawn.encode(x=across("x"), y=down("y"), x2=alt.X2("x2"), y2=alt.Y2("y2"), tooltip=hint)


def _share(day: date, first: date, last: date) -> float:
    return (day - first).days / (last - first).days


def _flags(items: Sequence[_Item], days: _Days, width: float) -> list[_Flag]:
    """Give each label a side of its line and a lane; none where they do not find a place from left to right.

    A label stands at the right of its line, or at its left where it would be cut or crossed by the line of the day.
    Where another one's line would run through it, it stands higher than that one.
    """
    day_x = next((days.at(item.day) for item in items if item.now), -1.0)
    flags: list[_Flag] = []
    for item in sorted(items, key=lambda item: item.day, reverse=True):
        x, long = days.at(item.day), item.long + _TIE
        sides = [(x, x + long), (x - long, x)]
        free = [(begin, end) for begin, end in sides if begin >= 0 and end <= width]
        # Two labels that face each other would each have the other's line run through it.
        free = [
            (begin, end)
            for begin, end in free
            if begin < x or not any(other.begin < other.x and other.begin < end and x < other.x for other in flags)
        ]
        uncrossed = [(begin, end) for begin, end in free if item.now or not begin < day_x < end]
        if not free:
            return []
        begin, end = (uncrossed or free)[0]
        flags.append(_Flag(item, x, begin, end))
    return _in_lanes(flags)


def _through(flag: _Flag, x: float) -> bool:
    """Tell whether a line at x would run through a label or touch it."""
    begin, end = (flag.begin + _TIE, flag.end) if flag.end > flag.x else (flag.begin, flag.end - _TIE)
    return begin - 2 < x < end + 2


def _in_lanes(flags: Sequence[_Flag]) -> list[_Flag]:
    """Put labels into lanes, above those whose lines would run through them; none where that is not possible."""
    left, placed = list(flags), list[_Flag]()
    while left:
        flag = next(
            (one for one in left if not any(_through(one, other.x) for other in left if other is not one)), None
        )
        if flag is None:
            return []
        left.remove(flag)
        least = max((other.lane + 1 for other in placed if _through(flag, other.x)), default=0)
        taken = {other.lane for other in placed if flag.begin < other.end + 6 and other.begin < flag.end + 6}
        lane = next(lane for lane in range(least, len(flags) + least + 1) if lane not in taken)
        placed.append(replace(flag, lane=lane))
    return placed if max((flag.lane for flag in placed), default=0) < _MOST_LANES else []


def _laid_across(flags: Sequence[_Flag], days: _Days, period: tuple[date, date] | None, width: float) -> _Laid:
    lanes = max(flag.lane for flag in flags) + 1
    y = lanes * _LANE + 8 + _BAND / 2
    tied = []
    for flag in sorted(flags, key=lambda flag: flag.x):
        middle = (lanes - flag.lane - 0.5) * _LANE
        start = flag.end > flag.x
        colour = CARMINE if flag.item.now else INK
        word = Word(
            flag.x + (_TIE if start else -_TIE),
            middle,
            flag.item.text,
            "start" if start else "end",
            colour,
            flag.item.now,
            _EVENT,
        )
        tied.append(_Tied(flag.item, flag.x, y, ((flag.x, middle - 6, flag.x, y),), (word,)))
    band = None
    if period:
        begin, end = map(days.at, period)
        band = Box(begin, y - _BAND / 2, end - begin, _BAND)
    below = y + _BAND / 2 + 2
    axis = [(days.left, y, days.right, y)]
    axis += [(days.at(start), y, days.at(start), below + 3) for start in days.starts()]
    return _Laid(tuple(tied), tuple(axis), days.years(below + 12, width), band, below + 22)


def _laid_down(items: Sequence[_Item], begin: date, end: date, period: tuple[date, date] | None, width: float) -> _Laid:
    """Lay a strip out from top to bottom: labels at the right in the order of time, each tied to its day."""
    order = sorted(items, key=lambda item: (item.day, item.now))
    x = OFFICE.width("0000", SIZE) + 14 + _BAND / 2
    start = x + _BAND / 2 + 22
    lines = [OFFICE.broken(item.text, _EVENT, width - start, bold=item.now) for item in order]
    heights = [len(own) * _LANE for own in lines]
    height = max(sum(heights) + 2 * _EDGE, 150.0)
    days = _Days(begin, end, _EDGE, height - _EDGE)
    tops = _spread([days.at(item.day) - own / 2 for item, own in zip(order, heights, strict=True)], heights, height)
    tied = []
    for item, top, own in zip(order, tops, lines, strict=True):
        y, middle = days.at(item.day), top + _LANE / 2
        colour = CARMINE if item.now else INK
        elbow = (x, y, x + _BAND / 2 + 4, y), (x + _BAND / 2 + 4, y, start - 4, middle)
        words = tuple(
            Word(start, middle + number * _LANE, line, "start", colour, item.now, _EVENT)
            for number, line in enumerate(own)
        )
        tied.append(_Tied(item, x, y, elbow, words))
    band = None
    if period:
        top, bottom = map(days.at, period)
        band = Box(x - _BAND / 2, top, _BAND, bottom - top)
    axis = [(x, days.left, x, days.right)]
    axis += [(x - _BAND / 2 - 4, days.at(first), x, days.at(first)) for first in days.starts()]
    years: list[Word] = []
    for first in days.starts():
        y = min(max(days.at(first), 8.0), height - 8)
        if not years or y - years[-1].y >= 16:
            years.append(Word(x - _BAND / 2 - 7, y, str(first.year), "end"))
    return _Laid(tuple(tied), tuple(axis), years, band, height)


def _spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Return where labels begin so that none overlaps the one above and all are within the room, in their order."""
    places: list[float] = []
    for want, _own in zip(wanted, heights, strict=True):
        free = places[-1] + heights[len(places) - 1] if places else 0.0
        places.append(max(want, free))
    floor = room
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], floor - heights[number])
        floor = places[number]
    return places
